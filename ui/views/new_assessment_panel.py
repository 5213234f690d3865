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
from ui.viewmodels.door_resume import HalfTyped
from ui.viewmodels.earlier_offers import Offer
from ui.viewmodels.identity_typed import Typed
from ui.viewmodels.new_assessment import NewAssessment
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.tab_order import follow_reading_order


class NewAssessmentPanel(Measured):
    """Number, name, alias and mark of protection; begins with Enter, closes with Escape."""

    begun = Signal(str)  # case
    open_asked = Signal(str)  # case that exists already
    reassess_asked = Signal(str)  # case whose decision is to start from
    failed = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self._ = desk.translate
        self._desk = desk
        self._offered: tuple[Offer, ...] = ()
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
        self._begin_words = {False: _("Börja bedömningen"), True: _("Börja från början ändå")}
        self.begin_button = QPushButton(self._begin_words[False])
        self.begin_button.setProperty("role", "primary")
        self.cancel_button = QPushButton(_("Avbryt"))
        self._lay_out()
        self._connect()
        self.hide()
        self.ready()
        self._follow()

    def _lay_out(self) -> None:
        _ = self._
        self._grid = QGridLayout()
        self._place_field(0, _("Nummer"), self.number, self._note)
        self._name_note, self._alias_note = label("small"), label("small")
        self._alias_hint = _("Används i stället för identitet")
        self._place_field(1, _("Namn"), self.name, self._name_note)
        self._place_field(2, _("Alias"), self.alias, self._alias_note)
        self._known = label("strong")
        self._known.hide()
        self._offers = QWidget()
        self._offers.hide()
        self._offer_row = FlowLayout(self._offers)
        self._offer_row.setContentsMargins(0, 0, 0, 0)
        buttons = QHBoxLayout()
        buttons.addWidget(self.protected)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.begin_button)
        self._column = QVBoxLayout(self)
        for part in (self._title, self._lead):
            self._column.addWidget(part)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._known)
        self._column.addWidget(self._offers)
        self._column.addLayout(buttons)

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
            field.returnPressed.connect(self._go_on)
        self.number.textEdited.connect(self.entry.set_number)
        self.number.editingFinished.connect(self.entry.leave_number)
        self.name.textEdited.connect(self.entry.set_name)
        self.alias.textEdited.connect(self.entry.set_alias)
        self.protected.clicked.connect(lambda on: self.entry.set_protected(protected=on))
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

    def half_typed(self) -> HalfTyped:
        """Return what stands in the lines and was not begun yet."""
        entry = self.entry
        return HalfTyped(
            entry.number_text, entry.name.text, entry.alias.text, entry.patient.protected
        )

    def retype(self, typed: HalfTyped) -> None:
        """Put back what stood in the lines."""
        self.entry.set_number(typed.number)
        self.entry.set_name(typed.name)
        self.entry.set_alias(typed.alias)
        self.entry.set_protected(protected=typed.protected)

    def note_text(self) -> str:
        """Return what stands under the number."""
        return self._note.text()

    def offers(self) -> list[QPushButton]:
        """Return the buttons that lead to earlier assessments of the same number."""
        return [one for one in self._offers.findChildren(QPushButton) if not one.isHidden()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif self.protected.hasFocus() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()  # as in the lines before it
            self._go_on()
        else:
            super().keyPressEvent(event)

    def measure(self) -> None:
        self._column.setContentsMargins(em(1.4), em(0.9), em(1.4), em(1.0))
        self._column.setSpacing(em(0.6))
        self._grid.setHorizontalSpacing(em(1.2))
        self._grid.setVerticalSpacing(em(0.25))
        self._offer_row.setSpacing(em(0.6))

    def _go_on(self) -> None:
        """Take what is offered first; begin where nothing is."""
        if self.entry.offers:
            self._take(self.entry.offers[0])
        else:
            self._begin()

    def _begin(self) -> None:
        self.entry.leave_number()
        if not self.entry.ready:
            empty = not self.entry.number_text.strip()
            (self.alias if empty and self.name.text().strip() else self.number).setFocus()
            return
        try:
            case_id = self.entry.begin()
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
            return
        self.close_panel()
        self.begun.emit(case_id)

    def _follow(self) -> None:
        entry = self.entry
        for line, typed in (
            (self.number, entry.number_text),
            (self.name, entry.name.text),
            (self.alias, entry.alias.text),
        ):
            if line.text() != typed:  # something that no field keeps was pasted
                line.setText(typed)
        note = entry.note
        symbol = "✓ " if note.good else "△ " if note.wrong else ""
        set_look(self._note, "tone", "yes" if note.good else "danger" if note.wrong else "muted")
        set_look(self.number, "wrong", note.wrong)
        self._note.setText(symbol + note.text if note.text else self._kinds)
        self.number.setAccessibleDescription(self._note.text())
        self._remark(self.name, self._name_note, entry.name, "")
        self._remark(self.alias, self._alias_note, entry.alias, self._alias_hint)
        self.begin_button.setEnabled(self.entry.ready)
        self.protected.setChecked(self.entry.patient.protected)
        set_text(self._known, self.entry.known)
        self._show_offers()

    def _remark(self, line: QLineEdit, note: QLabel, typed: Typed, hint: str) -> None:
        symbol = "△ " if typed.remark else ""
        set_look(note, "tone", "danger" if typed.wrong else "unknown" if typed.remark else "muted")
        set_look(line, "wrong", typed.wrong)
        note.setText(symbol + (typed.remark or hint))
        line.setAccessibleDescription(note.text())

    def _show_offers(self) -> None:
        offered = self.entry.offers
        if offered == self._offered:
            return
        self._offered = offered
        for old in self._offers.findChildren(QPushButton):
            self._offer_row.removeWidget(old)
            old.hide()
            old.deleteLater()
        for number, offer in enumerate(offered):
            # Enter takes the first, so that it looks like what Enter takes.
            button = QPushButton(offer.words if number else f"{offer.words}  ↵")
            button.setAccessibleName(offer.words)
            if number == 0:
                button.setProperty("role", "primary")
            button.clicked.connect(lambda _=False, offer=offer: self._take(offer))
            self._offer_row.addWidget(button)
        self._offers.setVisible(bool(offered))
        self.begin_button.setText(self._begin_words[bool(offered)])
        set_look(self.begin_button, "role", "" if offered else "primary")
        follow_reading_order(self)

    def _take(self, offer: Offer) -> None:
        self.close_panel()
        (self.reassess_asked if offer.kind == "reassess" else self.open_asked).emit(offer.case_id)
