"""What is asked of the log, the entries found, and the ways out of the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.access_log import LONGEST, OWN, AccessLogViewModel
from ui.views.access_log_page_table import LogTable
from ui.widgets.announce import announce
from ui.widgets.calm_box import CalmBox
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.segmented import Option, SegmentedControl

_PAUSE = 400
"""Milliseconds without a key until the list follows what is typed: each reading is logged."""


class LogList(Measured):
    """Filters, the table, and the whole of the row that is current."""

    def __init__(self, model: AccessLogViewModel, _: Translate) -> None:
        super().__init__()
        self.model, self._ = model, _
        self.period = SegmentedControl(
            [Option(*one) for one in model.periods()], name=_("Period"), required=True
        )
        self.period.set_value(model.period)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.person = CalmBox()
        self.person.setAccessibleName(_("Person"))
        self.patient = QLineEdit()
        self.patient.setMaxLength(LONGEST)
        self.patient.setPlaceholderText(_("Nummer eller alias"))
        self.patient.setAccessibleName(_("Patientens nummer eller alias"))
        self.patient.setClearButtonEnabled(True)
        for line, name in ((self.first, _("Från och med")), (self.last, _("Till och med"))):
            line.setPlaceholderText(name)
            line.setAccessibleName(name)
            line.setMaxLength(40)
        self.save_pdf = QPushButton(_("Spara PDF"))
        self.save_csv = QPushButton(_("Spara CSV"))
        self._problem = label("small", tone="danger")
        self._count = label("small", wrap=False)
        self.table = LogTable(model.table, name=_("Åtkomstloggens poster"))
        self.whole = label("small")
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.ask_target: Callable[[Path], Path | None] = self._ask_target
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._lay_out()
        self._connect()
        self.ready()

    def arrive(self) -> None:
        """Read again who there is to ask for, and the log."""
        chosen = self.person.currentData() or ""
        self.person.blockSignals(True)
        self.person.clear()
        for person_id, name in self.model.people():
            self.person.addItem(name, person_id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.person.blockSignals(False)
        self.model.ask()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, kind: str) -> None:
        """Save what is asked for where the user says."""
        target = self.ask_target(self._folder / self.model.file_name(kind))
        if target is not None and self.model.export(target, kind):
            self._folder = target.parent

    def follow(self) -> None:
        """Show what the model says."""
        self.first.setVisible(self.model.period == OWN)
        self.last.setVisible(self.model.period == OWN)
        wrong = bool(self.model.problem)
        set_text(self._problem, f"⚠ {self.model.problem}" if wrong else "")
        for line in (self.first, self.last):
            set_look(line, "wrong", wrong)
        set_text(self._count, self.model.found_words())
        for button in (self.save_pdf, self.save_csv):
            button.setEnabled(not self.model.running)
        self._tell_whole(self.table.currentIndex().row())

    def _connect(self) -> None:
        self.period.chosen.connect(self._choose_period)
        self.person.currentIndexChanged.connect(self._choose_person)
        for line in (self.first, self.last, self.patient):
            line.textEdited.connect(lambda _text: self._pause.start())
            line.returnPressed.connect(self._ask)
        self._pause.timeout.connect(self._ask)
        self.save_pdf.clicked.connect(lambda: self.save("pdf"))
        self.save_csv.clicked.connect(lambda: self.save("csv"))
        self.table.chosen.connect(self._tell_whole)
        self.model.table.rowsInserted.connect(self.follow)
        self.model.changed.connect(self.follow)

    def _choose_period(self, value: object) -> None:
        self.model.period = str(value)
        if self.model.period == OWN:
            self.follow()
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _choose_person(self, _index: int) -> None:
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        self.model.first, self.model.last = self.first.text(), self.last.text()
        self.model.person = str(self.person.currentData() or "")
        self.model.patient = self.patient.text()
        asked = self.model.ask()
        announce(self, self.model.found_words() if asked else self.model.problem)

    def _tell_whole(self, row: int) -> None:
        known = 0 <= row < self.model.table.rowCount()
        set_text(self.whole, self.model.table.whole(row) if known else "")

    def _ask_target(self, suggested: Path) -> Path | None:
        _ = self._
        kinds = {".pdf": _("PDF-filer (*.pdf)"), ".csv": _("CSV-filer (*.csv)")}
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Spara utdraget"), str(suggested), kinds[suggested.suffix]
        )
        return Path(name) if name else None

    def _lay_out(self) -> None:
        filters = QWidget()
        self._flow = FlowLayout(filters)
        self._flow.setContentsMargins(0, 0, 0, 0)
        parts = (self.period, self.first, self.last, self.person, self.patient)
        for part in (*parts, self.save_pdf, self.save_csv, self._count):
            self._flow.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(filters)
        self._column.addWidget(self._problem)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.whole)

    def measure(self) -> None:
        self._column.setSpacing(em(0.4))
        self._flow.setSpacing(em(0.6))
        self.patient.setMinimumWidth(em(11))
        self.person.setMinimumWidth(em(9))
        self._count.setMinimumHeight(self.save_pdf.sizeHint().height())
        for line in (self.first, self.last):
            line.setFixedWidth(em(9))
