# ruff: noqa: N802 - the camel case names are Qt's
"""Who the assessment is about: name and number at the top of the first step, and a way to mend."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from triage.services import Patient
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.new_assessment import NewAssessment
from ui.viewmodels.worklist_words import shown_number
from ui.widgets.measured import Measured, label, link_button, set_look, set_text


class IdentityEditor(Measured):
    """Number, name, alias and mark of protection, checked while they are typed."""

    saved = Signal(object)
    """The patient as entered."""
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.translate
        self.entry = NewAssessment(desk, self)
        self.number, self.name, self.alias = QLineEdit(), QLineEdit(), QLineEdit()
        self.protected = QCheckBox(_("Skyddade personuppgifter"))
        self._note = label("small")
        self.save_button = QPushButton(_("Spara"))
        self.save_button.setProperty("role", "primary")
        self.cancel_button = QPushButton(_("Avbryt"))
        self._grid = QGridLayout()
        fields = ((_("Nummer"), self.number), (_("Namn"), self.name), (_("Alias"), self.alias))
        for column, (text, field) in enumerate(fields):
            caption = label("strong", wrap=False)
            caption.setText(text)
            caption.setBuddy(field)
            field.setAccessibleName(text)
            self._grid.addWidget(caption, 0, column)
            self._grid.addWidget(field, 1, column)
            self._grid.setColumnStretch(column, 1)
        self._grid.addWidget(self._note, 2, 0, 1, 3)
        buttons = QHBoxLayout()
        buttons.addWidget(self.protected, 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._grid)
        self._column.addLayout(buttons)
        self.setProperty("surface", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._connect()
        self.hide()
        self.ready()

    def _connect(self) -> None:
        self.number.textEdited.connect(self.entry.set_number)
        self.number.editingFinished.connect(self.entry.leave_number)
        self.name.textEdited.connect(self.entry.set_name)
        self.alias.textEdited.connect(self.entry.set_alias)
        self.protected.toggled.connect(lambda on: self.entry.set_protected(protected=on))
        for field in (self.number, self.name, self.alias):
            field.returnPressed.connect(self._save)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.closed)
        self.entry.changed.connect(self._follow)

    def edit(self, patient: Patient) -> None:
        """Begin with a patient as it is, the cursor in the number."""
        self.number.setText(patient.number or "")
        self.name.setText(patient.name)
        self.alias.setText(patient.alias)
        self.entry.begin_with(patient)
        self.show()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        entry, note = self.entry, self.entry.note
        for line, typed in (
            (self.number, entry.number_text),
            (self.name, entry.name.text),
            (self.alias, entry.alias.text),
        ):
            if line.text() != typed:  # something that no field keeps was pasted
                line.setText(typed)
        told = {
            self.number: (note.text, note.wrong),
            self.name: (entry.name.remark, entry.name.wrong),
            self.alias: (entry.alias.remark, entry.alias.wrong),
        }
        for line, (text, wrong) in told.items():
            set_look(line, "wrong", wrong)
            line.setAccessibleDescription(text)
        doubts = [text for text, wrong in told.values() if wrong] or [
            one.remark for one in (entry.name, entry.alias) if one.remark
        ]
        good = note.good and not doubts
        set_text(
            self._note, f"△ {doubts[0]}" if doubts else f"✓ {note.text}" if good else note.text
        )
        set_look(self._note, "tone", "danger" if doubts else "yes" if good else "muted")
        self.protected.setChecked(entry.patient.protected)
        self.save_button.setEnabled(entry.ready)

    def _save(self) -> None:
        if self.entry.ready:
            self.saved.emit(self.entry.patient)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def measure(self) -> None:
        self._column.setContentsMargins(em(1.0), em(0.7), em(1.0), em(0.8))
        self._column.setSpacing(em(0.5))
        self._grid.setHorizontalSpacing(em(0.9))
        self._grid.setVerticalSpacing(em(0.2))


class Identity(Measured):
    """Name and number in sight; a protected identity is masked until its editor is opened."""

    identified = Signal(object)
    """The patient that the case is about from now on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._ = desk.translate
        self._patient = Patient("alias", None, "")
        self._name = label("strong")
        self._number = label("small")
        self.change = link_button(self._("Ändra"))
        self.change.setAccessibleName(self._("Ändra namn eller nummer"))
        self.editor = IdentityEditor(desk)
        self._line = QWidget()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._name)
        texts.addWidget(self._number)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(texts, 1)
        row.addWidget(self.change)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._line)
        self._column.addWidget(self.editor)
        self.change.clicked.connect(self._edit)
        self.editor.closed.connect(self._close)
        self.editor.saved.connect(self._save)
        self.ready()

    def show_patient(self, patient: Patient, *, open_: bool) -> None:
        """Show a patient as far as a screen may; `open_` when it may be changed."""
        _ = self._
        self._patient = patient
        if patient.protected:
            name, number = _("Skyddade personuppgifter"), _("Namn och nummer visas inte")
        else:
            name = patient.name or patient.alias or _("Utan namn")
            number = (
                _("Alias, ingen identitet angiven")
                if patient.number is None
                else shown_number(patient.number)
            )
        set_text(self._name, name)
        set_text(self._number, number)
        self._line.setAccessibleName(f"{name}. {number}")
        self.change.setVisible(open_)
        self._line.show()
        self.editor.hide()

    def text(self) -> str:
        """Return what is shown."""
        return f"{self._name.text()} {self._number.text()}"

    def _edit(self) -> None:
        self._line.hide()
        self.editor.edit(self._patient)

    def _close(self) -> None:
        self.editor.hide()
        self._line.show()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, patient: Patient) -> None:
        self._close()
        self.identified.emit(patient)

    def measure(self) -> None:
        self._column.setContentsMargins(0, 0, 0, em(0.7))
