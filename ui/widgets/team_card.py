# ruff: noqa: N802 - the camel case names are Qt's
"""The team that receives the patient: name, open or not, and what is worth knowing of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from ui.theme import current, em
from ui.widgets.measured import Measured, label, set_look, set_text


@dataclass(frozen=True, slots=True)
class TeamShown:
    """A team as it is shown. `opening` says whether it is open, `rows` are label and text."""

    name: str
    opening: str = ""
    open_: bool = False
    rows: Sequence[tuple[str, str]] = ()
    verified: str = ""
    stale: bool = False


class TeamCard(Measured):
    """One card; what is empty takes no room."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._word = name
        self._team: TeamShown | None = None
        self._name = label("strong")
        self._opening = label("small")
        self._verified = label("small")
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._name)
        self._column.addWidget(self._opening)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._verified)
        self.ready()

    def show_team(self, team: TeamShown) -> None:
        """Show a team; what did not change is left alone."""
        if team == self._team:
            return
        self._team = team
        set_text(self._name, team.name)
        set_look(self._opening, "tone", "yes" if team.open_ else "unknown")
        sign = "●" if team.open_ else "○"
        set_text(self._opening, f"{sign} {team.opening}" if team.opening else "")
        while len(self._rows) < len(team.rows):
            at = len(self._rows)
            pair = label("small"), label("small", tone="text")
            for column, part in enumerate(pair):
                self._grid.addWidget(part, at, column, Qt.AlignmentFlag.AlignTop)
            self._rows.append(pair)
        for at, (about, text) in enumerate(self._rows):
            row = team.rows[at] if at < len(team.rows) else ("", "")
            set_text(about, row[0])
            set_text(text, row[1])
        set_look(self._verified, "tone", "unknown" if team.stale else "muted")
        sign = "△" if team.stale else "✓"
        set_text(self._verified, f"{sign} {team.verified}" if team.verified else "")
        said = (
            team.name,
            team.opening,
            *(f"{about}: {text}" for about, text in team.rows),
            team.verified,
        )
        self.setAccessibleName(f"{self._word}: " + ". ".join(part for part in said if part))

    def measure(self) -> None:
        side = em(0.85)
        self._column.setContentsMargins(side, em(0.65), side, em(0.7))
        self._column.setSpacing(em(0.25))
        self._grid.setContentsMargins(0, em(0.2), 0, em(0.1))
        self._grid.setHorizontalSpacing(em(0.6))
        self._grid.setVerticalSpacing(em(0.3))
        self._grid.setColumnMinimumWidth(0, em(4.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current().tokens.line), 1))
        painter.setBrush(QColor(current().tokens.base))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, em(0.5), em(0.5))
