"""A section of the editing page: a heading, a lead and fields; and a question asked in the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_fields import Field
from ui.widgets.measured import Measured, label
from ui.widgets.tab_order import take_focus


class Form(Measured):
    """Fields below each other, with what else belongs among them."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self.parts = parts
        for part in parts:
            self._column.addWidget(part)
        self.ready()

    def refresh(self) -> None:
        """Show what the draft holds, in every field."""
        for field in self.findChildren(Field):
            field.refresh()

    def add(self, part: QWidget) -> None:
        """Add a part below the others."""
        self._column.addWidget(part)

    def ask(self, question: QWidget) -> None:
        """Show a question above the parts, next to the row that it is about."""
        self._column.insertWidget(0, question)
        question.show()

    def measure(self) -> None:
        self._column.setContentsMargins(em(2.1), em(0.7), em(1.0), em(1.1))
        self._column.setSpacing(em(0.7))


class Section(Measured):
    """Shows a part of the draft; `refresh` follows a change, `rebuild` one that may be anywhere."""

    said = Signal(str, str)
    """Kind and text, for the bar above."""
    asked = Signal(str)
    """Another section where something can be done, as `criteria#3`."""

    def __init__(self, model: EditPack, title: str, lead: str) -> None:
        super().__init__()
        self.model = model
        self._ = model.desk.translate
        self.setAccessibleName(title)
        heading = label("title")
        heading.setText(title)
        told = label("muted")
        told.setText(lead)
        self.column = QVBoxLayout(self)
        self.column.addWidget(heading)
        self.column.addWidget(told)

    def refresh(self) -> None:
        """Show what the draft holds."""
        for field in self.findChildren(Field):
            field.refresh()

    def rebuild(self) -> None:
        """Show the draft after an undo or a discarding."""
        self.refresh()

    def start(self) -> None:
        """Put the keyboard on the section's first field or row."""
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def mend(self, index: int) -> None:
        """Put the keyboard on what is wrong in an item; -1 where the section has no items."""
        wrong = (field for field in self.findChildren(Field) if not field.wrong.isHidden())
        field = next(wrong, None)
        if field is not None and field.control is not None:
            take_focus(field.control)

    def measure(self) -> None:
        self.column.setContentsMargins(em(1.4), em(0.9), em(1.4), em(1.4))
        self.column.setSpacing(em(0.5))


class Confirm(Measured):
    """Asks in the page before something goes, and says what it means."""

    confirmed = Signal()
    declined = Signal()

    def __init__(self, text: str, yes: str, no: str, *, wide: bool = False) -> None:
        """Ask; `wide` for one that stands by itself and not in a form."""
        super().__init__()
        self._wide = wide
        told = label(tone="gap")
        told.setText(f"△ {text}")
        self.yes, self.no = QPushButton(yes), QPushButton(no)
        self._column = QVBoxLayout(self)
        row = QHBoxLayout()
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        self._column.addWidget(told)
        self._column.addLayout(row)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.declined)
        self.ready()

    def measure(self) -> None:
        side = em(1.4) if self._wide else 0
        self._column.setContentsMargins(side, em(0.7), side, em(0.3))
        self._column.setSpacing(em(0.4))
