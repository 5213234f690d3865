# ruff: noqa: N802 - the camel case names are Qt's
"""Begins an assessment: a section of the worklist page, in sight only while it is wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from triage.services import StoreError
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.new_assessment import NewAssessment
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look
from ui.widgets.tab_order import follow_reading_order


class NewAssessmentPanel(Measured):
    """Number, name, alias and mark of protection; begins with Enter, closes with Escape."""

    begun = Signal(str)  # case
    open_asked = Signal(str)  # case that exists already
    failed = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = desk.translate
        self._swedish = desk.language == "sv"
        self.entry = NewAssessment(desk, self)
        self.setProperty("surface", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label("title")
        self._title.setText(_("Ny bedömning"))
        self._lead = label("muted")
        self._lead.setText(
            _("Skriv ett nummer, eller bara ett alias om identiteten inte ska stå här.")
        )
        self.number = QLineEdit()
        self.number.setPlaceholderText(_("ÅÅÅÅMMDD-NNNN"))
        self._note = label("small")
        self.name = QLineEdit()
        self.alias = QLineEdit()
        self.alias.setPlaceholderText(_("Till exempel säng 4, vecka 12"))
        self.protected = QCheckBox(_("Skyddade personuppgifter"))
        self.protected.setToolTip(_("Namn och nummer döljs i listor, på skärmen och i filnamn."))
        self._kinds = _("Personnummer, samordningsnummer eller reservnummer")
        self._grid = QGridLayout()
        self._place_field(0, _("Nummer"), self.number, self._note)
        self._place_field(1, _("Namn"), self.name, label("small"))
        alias_hint = label("small")
        alias_hint.setText(_("Används i stället för identitet"))
        self._place_field(2, _("Alias"), self.alias, alias_hint)
        self._offers = QWidget()
        self._offer_row = FlowLayout(self._offers)
        self._offer_row.setContentsMargins(0, 0, 0, 0)
        self.begin_button = QPushButton(_("Börja bedömningen"))
        self.begin_button.setProperty("role", "primary")
        self.cancel_button = QPushButton(_("Avbryt"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.protected)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.begin_button)
        self._column = QVBoxLayout(self)
        for part in (self._title, self._lead):
            self._column.addWidget(part)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._offers)
        self._column.addLayout(buttons)
        self._connect()
        self.hide()
        self.ready()
        self._follow()

    def _place_field(self, column: int, text: str, field: QLineEdit, under: QLabel) -> None:
        caption = label("strong", wrap=False)
        caption.setText(text)
        caption.setBuddy(field)
        field.setAccessibleName(text)
        self._grid.addWidget(caption, 0, column)
        self._grid.addWidget(field, 1, column)
        self._grid.addWidget(under, 2, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(column, 1)

    def _connect(self) -> None:
        for field in (self.number, self.name, self.alias):
            field.returnPressed.connect(self._begin)
        self.number.textEdited.connect(self.entry.set_number)
        self.number.editingFinished.connect(self.entry.leave_number)
        self.name.textEdited.connect(self.entry.set_name)
        self.alias.textEdited.connect(self.entry.set_alias)
        self.protected.toggled.connect(lambda on: self.entry.set_protected(protected=on))
        self.begin_button.clicked.connect(self._begin)
        self.cancel_button.clicked.connect(self.close_panel)
        self.entry.changed.connect(self._follow)

    def open_panel(self) -> None:
        """Come in sight, empty, with the cursor in the number; typed text is kept."""
        self.show()
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Go out of sight and forget what was typed."""
        for field in (self.number, self.name, self.alias):
            field.clear()
        self.protected.setChecked(False)
        self.entry.clear()
        self.hide()
        self.closed.emit()

    def note_text(self) -> str:
        """Return what stands under the number."""
        return self._note.text()

    def offers(self) -> list[QPushButton]:
        """Return the buttons that lead to earlier assessments of the same number."""
        return [one for one in self._offers.findChildren(QPushButton) if not one.isHidden()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def measure(self) -> None:
        self._column.setContentsMargins(em(1.4), em(0.9), em(1.4), em(1.0))
        self._column.setSpacing(em(0.6))
        self._grid.setHorizontalSpacing(em(1.2))
        self._grid.setVerticalSpacing(em(0.25))
        self._offer_row.setSpacing(em(0.6))

    def _begin(self) -> None:
        self.entry.leave_number()
        if not self.entry.ready:
            empty = not self.entry.number_text.strip()
            (self.alias if empty and self.name.text().strip() else self.number).setFocus()
            return
        try:
            case_id = self.entry.begin()
        except StoreError as error:
            self.failed.emit(error.sv if self._swedish else error.en)
            return
        self.close_panel()
        self.begun.emit(case_id)

    def _follow(self) -> None:
        note = self.entry.note
        symbol = "✓ " if note.good else "△ " if note.wrong else ""
        set_look(self._note, "tone", "yes" if note.good else "danger" if note.wrong else "muted")
        set_look(self.number, "wrong", note.wrong)
        self._note.setText(symbol + note.text if note.text else self._kinds)
        self.number.setAccessibleDescription(self._note.text())
        self.begin_button.setEnabled(self.entry.ready)
        offered = [row.case_id for row in self.entry.existing]
        if offered == self._offers.property("cases"):
            return
        self._offers.setProperty("cases", offered)
        for old in self._offers.findChildren(QPushButton):
            self._offer_row.removeWidget(old)
            old.hide()
            old.deleteLater()
        for row in self.entry.existing:
            button = QPushButton(self.entry.existing_line(row))
            button.clicked.connect(lambda _=False, case=row.case_id: self._open(case))
            self._offer_row.addWidget(button)
        self._offers.setVisible(bool(self.entry.existing))
        follow_reading_order(self)

    def _open(self, case_id: str) -> None:
        self.close_panel()
        self.open_asked.emit(case_id)
