"""Rows of the round list on their pages. Lengths are in points.

A row stays on one page where it can; one that is higher than a page flows on and is never cut.
Everything is drawn as plain strings, so nothing in a name is read as markup.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reportlab.lib.pagesizes import A4, landscape

from triage.fonts import BOLD, REGULAR, printable
from triage.paper.canvas import Pages
from triage.paper.lines import lines, typed_lines
from triage.paper.tree import COLUMN, ROW, Element
from triage.referral.pdf_type import heard
from triage.referral.round_list import RoundGroup, RoundRow
from triage.texts import Translate

WIDTH, HEIGHT = landscape(A4)
LEFT: Final = 36.0
TOP: Final = HEIGHT - 42
_BOTTOM: Final = 52.0
ROOM: Final = WIDTH - 2 * LEFT
_SHARES: Final = (0.2, 0.13, 0.15, 0.16, 0.2, 0.16)
_WIDTHS: Final = tuple(share * ROOM for share in _SHARES)
_AT: Final = tuple(LEFT + sum(_WIDTHS[:column]) for column in range(len(_WIDTHS)))
_SIZE: Final = 8.4
_LEADING: Final = 10.8
_PADDING: Final = 4.0  # above and below what stands in a row
_GAP: Final = 8.0  # between columns
_ROW: Final = 40.0  # height of a row at least: three lines by hand


class _Line(NamedTuple):
    text: str
    font: str = REGULAR


Cell = list[_Line]


class Sheet:
    """Where the next row goes."""

    def __init__(self, page: Pages, columns: Sequence[str]) -> None:
        self.y = TOP
        self._page = page
        self._columns = columns
        self._table = Element("Table")
        self._title = ""

    def group(self, root: Element, group: RoundGroup, _: Translate) -> None:
        """Begin a group: its heading, and what the columns are."""
        part = root.add("Sect")
        count = patients(len(group.rows), _)
        if self.y - 34 - _ROW < _BOTTOM:
            self._turn()
        self._title = printable(group.title)
        if self.y < TOP - 60:
            self.y -= 8
        if group.title:
            title = list(lines(printable(f"{group.title} · {count}"), BOLD, 10.5, ROOM))
            self._page.tell(
                part.add("H2"), LEFT, self.y - 16, title, font=BOLD, size=10.5, leading=14
            )
            self.y -= 14 * len(title) + 6
        self._table = part.add("Table")
        self._head(self._table.add("TR"))

    def row(self, row: RoundRow) -> None:
        """Set a row; its columns are named again on a new page."""
        told = _told(row)
        cells = [
            list(_set(texts, width - _GAP)) for texts, width in zip(told, _WIDTHS, strict=True)
        ]
        height = max(_ROW, _LEADING * max(map(len, cells)) + 2 * _PADDING)
        whole = height <= TOP - _BOTTOM - 40  # the room on a page beneath its headings
        if self.y - (height if whole else _ROW) < _BOTTOM:
            self._turn_and_head()
        tr = self._table.add("TR")
        said = [heard(*(text for text, _font in texts)) for texts in told]
        parts = [tr.add("TH", said[0], ROW), *(tr.add("TD", one) for one in said[1:])]
        while True:
            room = int((self.y - 2 * _PADDING - _BOTTOM) / _LEADING)
            self._cells(parts, [cell[:room] for cell in cells])
            cells = [cell[room:] for cell in cells]
            if not any(cells):
                return
            self._turn_and_head()

    def _cells(self, parts: Sequence[Element], cells: Sequence[Cell]) -> None:
        page = self._page
        for x, part, cell in zip(_AT, parts, cells, strict=True):
            page.mark(part)
            for at, line in enumerate(cell, start=1):
                page.setFont(line.font, _SIZE)
                page.drawString(x, self.y - _PADDING - _LEADING * at + 2, f"{line.text} ")
            page.unmark()
        self.y -= max(_ROW, _LEADING * max(map(len, cells)) + 2 * _PADDING)
        self._line(0.3)

    def _head(self, into: Element | None) -> None:
        """Name the columns; on a page that only goes on, nobody has them read again."""
        for x, words in zip(_AT, self._columns, strict=True):
            self._word(into and into.add("TH", more=COLUMN), x, printable(words))
        self.y -= 15
        self._line(0.9)

    def _word(self, into: Element | None, x: float, words: str) -> None:
        self._page.tell(into, x, self.y - 11, [words], font=BOLD, size=7.4)

    def _line(self, thickness: float) -> None:
        self._page.rule(LEFT, WIDTH - LEFT, self.y, thickness)

    def _turn(self) -> None:
        self._page.showPage()
        self.y = TOP

    def _turn_and_head(self) -> None:
        self._turn()
        if self._title:
            self._word(None, LEFT, next(lines(self._title, BOLD, 7.4, ROOM)))
            self.y -= 14
        self._head(None)


def patients(count: int, _: Translate) -> str:
    """Return how many patients in words."""
    return _("1 patient") if count == 1 else _("{count} patienter").format(count=count)


def columns(_: Translate) -> Sequence[str]:
    """Return what the columns are called."""
    return (
        _("Patient"),
        _("Läge"),
        _("Vårdform, angelägenhet"),
        _("Att göra"),
        _("Villkor som är öppna"),
        _("Anteckning"),
    )


def _told(row: RoundRow) -> Sequence[Sequence[tuple[str, str]]]:
    """Return the texts of each column, each with its typeface."""
    late = BOLD if row.overdue else REGULAR
    due = f"! {row.due}" if row.overdue and row.due else row.due
    return (
        ((row.who, BOLD), (row.alias, REGULAR)),
        ((row.step, REGULAR), (row.since, REGULAR)),
        ((row.form, REGULAR), (row.urgency, REGULAR)),
        ((due, late), (row.due_at, late)),
        tuple((f"☐ {condition}", REGULAR) for condition in row.conditions),
        (),
    )


def _set(parts: Sequence[tuple[str, str]], width: float) -> Iterator[_Line]:
    for text, font in parts:
        if text:
            yield from (_Line(line, font) for line in typed_lines(text, font, _SIZE, width))
