"""A short list under a heading: a point and a text that wraps beside it, not below it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from ui.theme import em
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label, set_look, set_text

POINT: Final = "• "
"""What a line begins with that is one of the points; another line stands below them, muted."""


class Points(Measured):
    """Points with a heading; nothing at all while there is none. Rows are used again."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._name = heading
        self._lines: tuple[str, ...] = ()
        self._rows: list[tuple[QLabel, QLabel]] = []
        self.heading = SectionHeading(heading)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.heading)
        self._column.addLayout(self._grid)
        self.hide()
        self.ready()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show lines in place of those before."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while len(self._rows) < len(lines):
            at = len(self._rows)
            pair = label("small", tone="text", wrap=False), label("small", tone="text")
            for column, part in enumerate(pair):
                self._grid.addWidget(part, at, column, Qt.AlignmentFlag.AlignTop)
            self._rows.append(pair)
        for at, (point, text) in enumerate(self._rows):
            line = lines[at] if at < len(lines) else ""
            is_point = line.startswith(POINT)
            set_text(point, POINT.strip() if is_point else "")
            set_text(text, line.removeprefix(POINT))
            set_look(text, "tone", "text" if is_point else "muted")
        said = ". ".join(line.removeprefix(POINT).rstrip(".") for line in lines)
        self.setAccessibleName(f"{self._name}: {said}")
        self.setVisible(bool(lines))

    def text(self) -> str:
        """Return what stands below the heading."""
        return "\n".join(self._lines)

    def measure(self) -> None:
        self._column.setSpacing(em(0.25))
        self._grid.setHorizontalSpacing(em(0.45))
        self._grid.setVerticalSpacing(em(0.2))
