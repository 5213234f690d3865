"""Picking a backup and restoring it; the same where the store is missing, damaged or given up."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from triage.texts import Translate
from ui.theme import current, em
from ui.viewmodels.restoring import Restoring
from ui.views.door_pass_line import PassLine
from ui.widgets.announce import announce
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.tab_order import follow_reading_order
from ui.widgets.work_bar import WorkBar

_MOST_ROWS = 5
"""Backups in sight at once; the list scrolls beyond."""


class RestoreChoice(Measured):
    """The list, a file from elsewhere, the secret that opens it, and what came of it."""

    finished = Signal()
    """What was restored or saved is in place, and its account was read: go on."""

    def __init__(self, _: Translate, model: Restoring) -> None:
        super().__init__()
        self._, self.model = _, model
        self._caption = label("strong")
        self._caption.setText(_("Säkerhetskopia"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Säkerhetskopia"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._caption.setBuddy(self.list)
        self._none = label("muted")
        self._none.setText(
            _("Det finns inga kopior i datamappen. Välj en fil på ett USB-minne eller en delning.")
        )
        self.other = QPushButton(_("Välj en annan fil …"))
        self.secret = PassLine(_("Lösenfras eller återställningskod"), _)
        self.secret.say(_("Den som gällde när kopian gjordes. Vem som helst av er kan skriva sin."))
        self._lead = label("small")
        self._lead.setText(
            _(
                "Hela kopian kontrolleras innan något byts. Datafilen som finns skrivs inte över "
                "utan läggs undan i datamappen."
            )
        )
        self.go = QPushButton(_("Återställ"))
        self.go.setProperty("role", "primary")
        self.salvage = QPushButton(_("Rädda det som går att läsa"))
        self.salvage.setAccessibleDescription(
            _("Ur den skadade datafilen, till en ny. Det som saknas redovisas.")
        )
        self._salvage_lead = label("small")
        self._salvage_lead.setText(self.salvage.accessibleDescription())
        self.work = WorkBar(_("Avbryt"))
        self._done_line = label("strong", tone="yes")
        self.outcome = label()
        self.on_button = QPushButton(_("Fortsätt"))
        self.on_button.setProperty("role", "primary")
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose)
        self.other.clicked.connect(self._choose_file)
        self.secret.entered.connect(self._restore)
        self.go.clicked.connect(self._restore)
        self.salvage.clicked.connect(lambda: model.salvage(self.secret.text()))
        self.work.cancelled.connect(model.cancel)
        self.on_button.clicked.connect(self.finished)
        model.changed.connect(self._follow)
        model.restored.connect(lambda _done: self._ended())
        model.salvaged.connect(lambda _done: self._ended())
        self.ready()
        self._follow()

    def arrive(self) -> None:
        """Put the keyboard where it begins."""
        first = self.list if self.model.found else self.other
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Forget the secret."""
        self.secret.clear()

    # Showing

    def _follow(self) -> None:
        model = self.model
        lines = [model.line(one) for one in model.found]
        shown = [self.list.item(at).text() for at in range(self.list.count())]
        if lines != shown:
            self.list.blockSignals(True)
            self.list.clear()
            for line in lines:
                QListWidgetItem(line, self.list).setToolTip(line)
            self.list.blockSignals(False)
            self.measure()
        if self.list.currentRow() != model.row:
            self.list.blockSignals(True)
            self.list.setCurrentRow(model.row)
            self.list.blockSignals(False)
        done = bool(model.outcome)
        busy = bool(model.working)
        for part in (self._caption, self.other, self.secret, self._lead, self.go):
            part.setVisible(not done)
        self.list.setVisible(not done and bool(lines))
        self._none.setVisible(not done and not lines)
        for part in (self.salvage, self._salvage_lead):
            part.setVisible(not done and model.damaged)
        for control in (self.list, self.other, self.secret, self.go, self.salvage):
            control.setEnabled(not busy)
        self.work.say(model.working)
        self.secret.refuse(model.problem)
        first, *more = model.outcome or ("",)
        set_text(self._done_line, f"✓ {first}" if first else "")
        set_text(self.outcome, "\n\n".join(more))
        self.on_button.setVisible(done)

    def _ended(self) -> None:
        self.forget()
        announce(self, "\n".join(self.model.outcome))
        follow_reading_order(self)
        self.on_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Doing

    def _choose(self, row: int) -> None:
        self.model.choose(row)

    def _choose_file(self) -> None:
        _ = self._
        kinds = _("Säkerhetskopior (*.vvbackup)")
        file, _kind = QFileDialog.getOpenFileName(self, _("Säkerhetskopia"), "", kinds)
        if file:
            self.model.add(Path(file))
            self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        self.model.restore(self.secret.text())

    # Building

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._buttons = FlowLayout()
        self._buttons.addWidget(self.go)
        self._buttons.addWidget(self.salvage)
        self._column.addWidget(self._caption)
        self._column.addWidget(self._none)
        self._column.addWidget(self.list)
        self._column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.secret)
        self._column.addWidget(self._lead)
        self._column.addWidget(self.work)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._salvage_lead)
        self._column.addWidget(self._done_line)
        self._column.addWidget(self.outcome)
        self._column.addWidget(self.on_button, 0, Qt.AlignmentFlag.AlignLeft)

    def measure(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(0.6))
        self._buttons.setSpacing(em(0.6))
        rows = min(_MOST_ROWS, max(1, self.list.count()))
        height = self.list.sizeHintForRow(0) if self.list.count() else em(2)
        frame = 2 * self.list.frameWidth()
        self.list.setFixedHeight(rows * height + frame + 2 * max(1, current().em // 15))
