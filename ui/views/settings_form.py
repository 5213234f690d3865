"""Settings under each other: captions at the left, controls at the right, remarks below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QWidget

from ui.theme import em
from ui.widgets.announce import announce
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import Outset
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.segmented import RING, SegmentedControl


class SettingsForm(Measured):
    """A grid that grows row by row."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(2, 1)
        self._rows = 0
        self._gaps: dict[int, float] = {}
        """Rows that hold nothing, and their height in ems."""
        self._outsets: list[tuple[QWidget, Outset]] = []
        self.ready()

    def section(self, text: str) -> None:
        """Begin a section."""
        self._gap(1.0 if self._rows else 0.0)
        self._grid.addWidget(SectionHeading(text), self._rows, 0, 1, 3)
        self._rows += 1

    def row(self, text: str, control: QWidget, note: str = "") -> None:
        """Add a control, its caption, and what there is to know about it."""
        self._gap(0.4)
        caption = label(wrap=False)
        caption.setText(text)
        caption.setBuddy(control)
        if text:
            control.setAccessibleName(text)
        self._grid.addWidget(caption, self._rows, 0)
        self._place(control)
        self._rows += 1
        if note:
            self.say(note)
            if isinstance(control, SegmentedControl):
                control.explain(note)
            else:
                control.setAccessibleDescription(note)

    def _place(self, control: QWidget) -> None:
        """Put a control where the fields begin; a button is as wide as its words."""
        if isinstance(control, QPushButton):
            self._grid.addWidget(control, self._rows, 1, Qt.AlignmentFlag.AlignLeft)
        elif isinstance(control, SegmentedControl | QCheckBox):
            outset = Outset(_ring(control))
            outset.addWidget(control)
            self._outsets.append((control, outset))
            self._grid.addLayout(outset, self._rows, 1)
        else:
            self._grid.addWidget(control, self._rows, 1)

    def say(self, text: str) -> QLabel:
        """Add a remark below what stands last."""
        remark: QLabel = label("small")
        remark.setText(text)
        self._grid.addWidget(remark, self._rows, 1, 1, 2)
        self._rows += 1
        return remark

    def advice(self, control: QWidget) -> "Advice":
        """Add room for advice about the control above it."""
        made = Advice(control)
        self._grid.addWidget(made.line, self._rows, 1, 1, 2)
        set_text(made.line, "")
        self._rows += 1
        return made

    def _gap(self, ems: float) -> None:
        self._gaps[self._rows] = ems
        self._grid.setRowMinimumHeight(self._rows, em(ems) if ems else 0)
        self._rows += 1

    def measure(self) -> None:
        self._grid.setContentsMargins(em(1.4), em(0.6), em(1.4), em(1.4))
        self._grid.setHorizontalSpacing(em(1.2))
        self._grid.setVerticalSpacing(em(0.15))
        for control, outset in self._outsets:
            outset.by = _ring(control)
        for row, ems in self._gaps.items():
            self._grid.setRowMinimumHeight(row, em(ems) if ems else 0)
        self._grid.setColumnMinimumWidth(0, em(9))
        self._grid.setColumnMinimumWidth(1, em(20))


def _ring(control: QWidget) -> int:
    """Return the room that a control keeps for its focus ring."""
    return RING if isinstance(control, SegmentedControl) else 2 + max(1, em(0.3))


class Advice:
    """A line below a control that says what looks wrong with its value; it stops nobody."""

    def __init__(self, control: QWidget) -> None:
        self.line = label("small", tone="unknown")
        self._control = control
        self._told = control.accessibleDescription()

    def say(self, text: str) -> None:
        """Show advice, or none; a new one is read out."""
        shown = f"△ {text}" if text else ""
        if shown and shown != self.line.text():
            announce(self._control, text)
        set_text(self.line, shown)
        told = " ".join(filter(None, (text, self._told)))
        self._control.setAccessibleDescription(told)

    def text(self) -> str:
        """Return what is said."""
        return self.line.text()
