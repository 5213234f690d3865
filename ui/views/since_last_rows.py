# ruff: noqa: N802 - the camel case names are Qt's
"""Questions with their answers last time and now: rows of a table, cards where there is no room."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import current, em
from ui.viewmodels.since_difference import Difference, aged, how_words
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label, set_look
from ui.widgets.shares import ShareLayout

SHARES: Final = (26, 28, 28, 18)
"""Of the width: question, answer last time, answer now, how it differs."""
WIDE: Final = 46
"""Ems from which they are a table."""


class Headings(Measured):
    """The names of the columns."""

    def __init__(self, _: Translate, name: str) -> None:
        super().__init__()
        self._row = ShareLayout(SHARES, self)
        words = (name, _("Sist"), _("Nu"), _("Skillnad"))
        self._cells = [SectionHeading(word) for word in words]
        for cell in self._cells:
            self._row.addWidget(cell)
        self.ready()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Below each other the three are read in order, and the last one speaks for itself.
        self._cells[-1].setVisible(self._row.in_line(event.size().width()))
        super().resizeEvent(event)

    def measure(self) -> None:
        self._row.least = em(WIDE)
        self._row.setContentsMargins(0, em(0.7), 0, em(0.15))
        self._row.setSpacing(em(0.8))


class DifferenceRow(Measured):
    """One question; reads out as a whole."""

    def __init__(self, told: Difference, _: Translate) -> None:
        super().__init__()
        symbol, word, tone = how_words(told.how, _)
        name, last, now, how = label("strong"), label(tone="muted"), label(), label()
        name.setText(told.label)
        last.setText(told.last)
        age = aged(told, _)
        now.setText(" · ".join(filter(None, (told.now, age))))
        set_look(now, "tone", "unknown" if told.old else "text")
        how.setText(f"{symbol} {word}")
        set_look(how, "tone", tone)
        self._row = ShareLayout(SHARES, self)
        for part in (name, last, now, how):
            self._row.addWidget(part)
        spoken = _("{question}: {how}. Sist: {last}. Nu: {now}.").format(
            question=told.label, how=word, last=told.last, now=told.now
        )
        self.setAccessibleName(" ".join(filter(None, (spoken, age))))
        self.ready()

    def measure(self) -> None:
        self._row.least = em(WIDE)
        self._row.setContentsMargins(0, em(0.35), 0, em(0.35))
        self._row.setSpacing(em(0.8))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(current().tokens.line))


class DifferenceTable(Measured):
    """Rows beneath their headings."""

    def __init__(self, _: Translate, heading: str, name: str) -> None:
        super().__init__()
        self._ = _
        self.setAccessibleName(name)
        self.headings = Headings(_, heading)
        self.rows: list[DifferenceRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.headings)
        self.ready()

    def show_rows(self, told: Sequence[Difference]) -> None:
        """Show rows in place of those before."""
        for old in self.rows:
            _away(old, self._column)
        self.rows = [DifferenceRow(one, self._) for one in told]
        for row in self.rows:
            self._column.addWidget(row)


class Beside(Measured):
    """A name with what it was and what it is, in the same columns as the table."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._last = label("strong"), label(tone="muted")
        self._now, self._how = label("strong"), label()
        self._name.setText(name)
        self._row = ShareLayout(SHARES, self)
        for part in (self._name, self._last, self._now, self._how):
            self._row.addWidget(part)
        self.ready()

    def say(self, last: str, now: str, how: tuple[str, str, str] | None = None) -> None:
        """Show both values, and how they differ where that has a word."""
        symbol, word, tone = how or ("", "", "muted")
        self._last.setText(last)
        self._now.setText(now)
        self._how.setText(f"{symbol} {word}".strip())
        set_look(self._how, "tone", tone)
        self.setAccessibleName(f"{self._name.text()}: {last} → {now}. {word}".strip())

    def text(self) -> str:
        """Return what is shown."""
        return self.accessibleName()

    def measure(self) -> None:
        self._row.least = em(WIDE)
        self._row.setContentsMargins(0, em(0.15), 0, em(0.15))
        self._row.setSpacing(em(0.8))


def _away(widget: QWidget, layout: QVBoxLayout) -> None:
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
