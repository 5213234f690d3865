"""The way of a referral as stations: reached, awaited, late, or still ahead."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.follow_up_standing import Point
from ui.widgets.measured import Measured, label, set_look

_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "reached": ("✓", "yes"),
    "back": ("△", "gap"),
    "awaited": ("◷", "unknown"),
    "late": ("△", "gap"),
    "ahead": ("○", "no"),
}


class Track(Measured):
    """One station a line: symbol, name, and when, how and by whom."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._words = {
            "reached": _("klart"),
            "back": _("kom tillbaka"),
            "awaited": _("väntas"),
            "late": _("försenat"),
            "ahead": _("återstår"),
        }
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self.ready()

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these stations."""
        top = Qt.AlignmentFlag.AlignTop
        while len(self._rows) < len(points):
            row = (label("symbol", wrap=False), label("strong", wrap=False), label())
            for at, part in enumerate(row):
                self._grid.addWidget(part, len(self._rows), at, top)
            self._rows.append(row)
        for at, (symbol, name, told) in enumerate(self._rows):
            shown = at < len(points)
            for part in (symbol, name, told):
                part.setVisible(shown)
            if not shown:
                continue
            point = points[at]
            mark, tone = _LOOKS[point.state]
            symbol.setText(mark)
            name.setText(point.name)
            told.setText(point.told)
            set_look(symbol, "tone", tone)
            set_look(name, "tone", "muted" if point.state == "ahead" else "text")
            set_look(told, "tone", "gap" if point.state == "late" else "text")
            told.setAccessibleName(
                ", ".join(filter(None, (point.name, self._words[point.state], point.told)))
            )

    def texts(self) -> list[str]:
        """Return what is shown, line by line."""
        return [
            " ".join(filter(None, (part.text() for part in row)))
            for row in self._rows
            if not row[0].isHidden()
        ]

    def measure(self) -> None:
        self._grid.setHorizontalSpacing(em(0.5))
        self._grid.setVerticalSpacing(em(0.3))
        self._grid.setColumnMinimumWidth(1, em(5))
