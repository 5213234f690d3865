# ruff: noqa: N802 - the camel case names are Qt's
"""What a red flag calls for, both ways side by side, above the question that finds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme import current, em
from ui.widgets.measured import Measured, label, set_look, set_text

_BESIDE: Final = 36
"""Ems from which both ways have room beside each other."""


@dataclass(frozen=True, slots=True)
class Way:
    """When a way applies, what to do then, and the word that marks it while it does."""

    title: str
    text: str
    mark: str = ""
    muted: bool = False


class WaysCard(Measured):
    """Calm until a red flag is found: then it is red, and read out by whoever shows it.

    The size does not follow from which of the ways applies, so nothing below it moves.
    """

    def __init__(self) -> None:
        super().__init__()
        self._urgent = False
        self._symbol = label("symbol", wrap=False)
        self._title = label("strong")
        self._open = label("strong", tone="text")
        keeps_room = self._open.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self._open.setSizePolicy(keeps_room)
        self._parts = [(label("strong"), label("")) for _way in range(2)]
        self._grid = QGridLayout(self)
        self._grid.addWidget(self._symbol, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._title, 0, 1, 1, 2)
        self._columns: list[QVBoxLayout] = []
        self._frames: list[QWidget] = []
        for at, (title, text) in enumerate(self._parts):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(title)
            column.addWidget(text)
            column.addStretch(1)
            self._grid.setColumnStretch(1 + at, 1)
            self._columns.append(column)
            self._frames.append(part)
        self._grid.addWidget(self._open, 3, 1, 1, 2)
        self._place(beside=False)
        self.ready()

    def show_ways(self, title: str, ways: Sequence[Way], open_: str, *, urgent: bool) -> None:
        """Show both ways; `open_` is what to do while it is not known which of them applies.

        It is an order, "phone now", so it is told only when something is urgent; its room is kept.
        """
        self._urgent = urgent
        tone = "danger" if urgent else "primary"
        for part in (self._symbol, self._title):
            set_look(part, "tone", tone)
        self._symbol.setText("⚠" if urgent else "ℹ")
        set_text(self._title, title)
        for (heading, text), way in zip(self._parts, ways, strict=True):
            heading.setText(f"▶ {way.title} · {way.mark}" if way.mark else way.title)
            set_look(heading, "tone", "muted" if way.muted else "text")
            text.setText(way.text)
            set_look(text, "tone", "muted" if way.muted else "text")
        self._open.setText(open_)
        self._open.ensurePolished()  # the room of what was never shown is that of its own letters
        self._open.setVisible(urgent and bool(open_))
        told = open_ if urgent else ""
        said = [title, *(f"{one.title} {one.mark}: {one.text}" for one in ways), told]
        self.setAccessibleName(". ".join(part for part in said if part))
        for column in self._columns:
            column.activate()
        self._grid.activate()  # the question below stands where it will stay, at once
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(beside=self.width() >= em(_BESIDE))

    def _place(self, *, beside: bool) -> None:
        if self.property("beside") == beside:
            return
        self.setProperty("beside", beside)
        for at, part in enumerate(self._frames):
            self._grid.removeWidget(part)
            if beside:
                self._grid.addWidget(part, 1, 1 + at)
            else:
                self._grid.addWidget(part, 1 + at, 1, 1, 2)

    def measure(self) -> None:
        self._grid.setContentsMargins(em(0.8), em(0.55), em(0.9), em(0.65) + self._below())
        self._grid.setHorizontalSpacing(em(0.9))
        self._grid.setColumnMinimumWidth(0, em(1.0))  # of whichever symbol
        self._grid.setVerticalSpacing(em(0.35))
        for column in self._columns:
            column.setSpacing(em(0.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        painter = QPainter(self)
        box = self.rect().adjusted(0, 0, 0, -self._below())
        painter.fillRect(box, QColor(tokens.alarm if self._urgent else tokens.selected))
        bar = QColor(tokens.danger if self._urgent else tokens.primary)
        painter.fillRect(0, 0, max(3, em(0.25)), box.height(), bar)

    @staticmethod
    def _below() -> int:
        """Return the air between the card and the question below it."""
        return em(0.6)
