# ruff: noqa: N802 - the camel case names are Qt's
"""One region of the comparison: a row of a table, a card where the window is narrow."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import current, em
from ui.viewmodels.compare_words import Region, Why
from ui.widgets.cards import SectionHeading
from ui.widgets.ladder import Condition, ConditionList, Ladder, Mark, Rung, TraceLine
from ui.widgets.measured import Measured, label, link_button, set_look, set_text
from ui.widgets.shares import ShareLayout

SHARES: Final = (20, 25, 17, 25, 12, 8)
"""Of the width: region, care form, urgency, what is lacking, what to do, why."""
WIDE: Final = 60
"""Ems from which the regions are a table."""
_SIDE: Final = 0.9
_FEW: Final = 3
"""So many possible forms stand one a line."""


class Caption(Measured):
    """The names of the columns, where the regions are a table."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._row = ShareLayout(SHARES, self)
        for word in captions(_):
            self._row.addWidget(SectionHeading(word))
        self.ready()

    def measure(self) -> None:
        _measure(self._row)
        self._row.setContentsMargins(em(_SIDE), em(0.3), em(_SIDE), em(0.1))


def captions(_: Translate) -> tuple[str, ...]:
    """Return the names of the columns; the last one has none."""
    return (
        _("Region"),
        _("Vårdform"),
        _("Angelägenhet"),
        _("Saknas där"),
        _("Att göra"),
        "",
    )


class _Cell(Measured):
    """A few lines, with the column's name above them in a card."""

    def __init__(self, caption: str, *lines: QLabel) -> None:
        super().__init__()
        self._caption = SectionHeading(caption)
        self._caption.setVisible(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for line in (self._caption, *lines):
            self._column.addWidget(line)
        self._column.addStretch(1)
        self.ready()

    def in_card(self, *, card: bool) -> None:
        """Say the column's name, or leave that to the table's heading."""
        self._caption.setVisible(card)

    def measure(self) -> None:
        self._column.setSpacing(em(0.1))


class Behind(Measured):
    """What stands behind a row: the ladder with its sources, and what there is to do."""

    read_asked = Signal()

    def __init__(self, _: Translate, region: Region) -> None:
        super().__init__()
        self.ladder = Ladder(_("källa"), name=_("Vårdformer") + f", {region.name}")
        self._team_heading = SectionHeading(_("Mottagare"))
        self._team = label("small", tone="text")
        self._tasks_heading = SectionHeading(_("Att göra före inskrivning"))
        self.tasks = ConditionList(name=_("Att göra före inskrivning") + f", {region.name}")
        self._remarks = label("small", tone="gap")
        self.read = link_button(_("Läs kriterierna"))
        self.read.setAccessibleName(_("Läs kriterierna") + f", {region.name}")
        self.read.clicked.connect(self.read_asked)
        left, right = QWidget(), QWidget()
        forms, beside = QVBoxLayout(left), QVBoxLayout(right)
        for column in (forms, beside):
            column.setContentsMargins(0, 0, 0, 0)
        forms.addWidget(SectionHeading(_("Vårdformer")))
        forms.addWidget(self.ladder)
        parts = (self._team_heading, self._team, self._tasks_heading, self.tasks, self._remarks)
        for part in parts:
            beside.addWidget(part)
        beside.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        self._columns = (forms, beside)
        self._row = ShareLayout((3, 2), self)
        self._row.addWidget(left)
        self._row.addWidget(right)
        self.ready()

    def show_why(self, why: Why) -> None:
        self.ladder.set_rungs(
            [
                Rung(
                    form.id,
                    Mark(form.mark),
                    form.word,
                    form.name,
                    form.sentence,
                    [
                        TraceLine(Mark(one.mark), one.word, one.text, one.source)
                        for one in form.trace
                    ],
                )
                for form in why.forms
            ]
        )
        set_text(self._team, why.team)
        self._team_heading.setVisible(bool(why.team))
        for part in (self._tasks_heading, self.tasks):
            part.setVisible(bool(why.todos))
        self.tasks.set_conditions(
            [Condition(one.text, one.owner, one.done, one.word) for one in why.todos]
        )
        set_text(self._remarks, "\n".join(f"△ {text}" for text in why.remarks))

    def measure(self) -> None:
        self._row.setContentsMargins(em(_SIDE), em(0.2), em(_SIDE), em(0.9))
        self._row.setSpacing(em(2))
        self._row.least = em(48)
        for column in self._columns:
            column.setSpacing(em(0.3))


class RegionRow(Measured):
    """A region; `why` unfolds what stands behind it. Keeps nothing but what it shows."""

    why_asked = Signal(str)
    read_asked = Signal(str)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._region: Region | None = None
        self.behind: Behind | None = None
        self._name, self._about = label("strong"), label("small")
        self._forms, self._standing = label("strong"), label("small")
        self._urgency, self._more = label(), label("small")
        self._gap, self._lacking = label("strong", tone="gap"), label("small")
        self._tasks = label("small", tone="text")
        self.why = link_button()
        self.why.setCheckable(True)
        names = captions(_)
        self._cells = (
            _Cell("", self._name, self._about),
            _Cell(names[1], self._forms, self._standing),
            _Cell(names[2], self._urgency, self._more),
            _Cell(names[3], self._gap, self._lacking),
            _Cell(names[4], self._tasks),
        )
        head = QWidget()
        self._row = ShareLayout(SHARES, head)
        for cell in self._cells:
            self._row.addWidget(cell)
        link = QWidget()
        beside = QVBoxLayout(link)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(link)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 1)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self.why.toggled.connect(self._unfold)
        self.ready()

    def show_region(self, region: Region) -> None:
        """Show a region in place of the one before, folded."""
        self._region = region
        if self.behind is not None:
            self.behind.deleteLater()
            self.behind = None
        self.why.setChecked(False)
        self._unfold(False)
        self.why.setVisible(not region.broken)
        self._name.setText(region.name)
        set_text(self._about, region.about or region.broken)
        set_look(self._about, "tone", "danger" if region.broken else "muted")
        set_text(self._forms, listed(region.forms))
        set_look(self._forms, "tone", "text" if region.settled else "unknown")
        set_text(self._standing, region.standing)
        set_text(self._urgency, region.urgency)
        set_look(self._urgency, "tone", "danger" if region.urgent else "text")
        set_text(self._more, region.urgency_more)
        set_text(self._gap, f"△ {region.gap}" if region.gap else "")
        set_text(self._lacking, region.lacking)
        set_look(self._lacking, "tone", "gap" if region.lacks else "muted")
        set_text(self._tasks, region.tasks)
        set_look(self._tasks, "tone", "text" if region.settled else "muted")
        said = said_of(region, captions(self._))
        self.setAccessibleName(said)
        self.why.setAccessibleName(self._("Varför") + f", {region.name}")
        self.why.setAccessibleDescription(said)
        self.update()

    def show_why(self, why: Why) -> None:
        """Show what was asked for with `why_asked`."""
        if self.behind is None and self._region is not None:
            region = self._region
            self.behind = Behind(self._, region)
            self.behind.read_asked.connect(lambda: self.read_asked.emit(region.pack))
            self._column.addWidget(self.behind)
        if self.behind is not None:
            self.behind.show_why(why)

    def _unfold(self, open_: bool) -> None:
        self.why.setText(self._("Varför") + (" ▾" if open_ else " ▸"))
        if open_ and self.behind is None and self._region is not None:
            self.why_asked.emit(self._region.key)
        if self.behind is not None:
            self.behind.setVisible(open_)

    def measure(self) -> None:
        _measure(self._row)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        card = not self._row.in_line(self.width())
        for cell in self._cells[1:]:
            cell.in_card(card=card and not (self._region and self._region.broken))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        here = self._region is not None and self._region.here
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.selected if here else tokens.base))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        if here:
            painter.fillRect(0, 0, max(3, em(0.25)), self.height(), QColor(tokens.primary))


def listed(forms: Sequence[str]) -> str:
    """Return one form, or those still possible, each marked as open."""
    if len(forms) < 2:
        return "".join(forms)
    if len(forms) <= _FEW:
        return "\n".join(f"? {form}" for form in forms)
    whole = (form.replace(" ", "\N{NO-BREAK SPACE}") for form in forms)
    return "? " + "\N{NO-BREAK SPACE}· ".join(whole)


def said_of(region: Region, names: Sequence[str]) -> str:
    """Return a row as a screen reader says it."""
    if region.broken:
        return f"{region.name}. {region.broken}"
    cells = (
        (", ".join(region.forms), region.standing),
        (region.urgency, region.urgency_more),
        (region.gap, region.lacking),
        (region.tasks,),
    )
    parts = [f"{region.name}, {region.about}"]
    for name, lines in zip(names[1:], cells, strict=False):
        parts.append(f"{name}: {', '.join(line.rstrip('.') for line in lines if line)}")
    return ". ".join(parts)


def _measure(row: ShareLayout) -> None:
    row.setContentsMargins(em(_SIDE), em(0.55), em(_SIDE), em(0.6))
    row.setSpacing(em(0.9))
    row.least = em(WIDE)
