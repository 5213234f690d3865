"""Parts of the printed document that hold together: tables, and headings with what they head."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, cast
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, LongTable, Paragraph

from triage.fonts import BOLD, REGULAR, printable
from triage.paper.canvas import Pages
from triage.paper.flowables import Text
from triage.paper.streams import string
from triage.paper.tree import COLUMN, ROW, Element
from triage.reading.content import Cell, Table
from triage.reading.pdf_pages import WIDTH
from triage.reading.style import LIGHT

_APART: Final = 6.0  # points between columns
_WIDEST: Final = 110.0  # points that the longest word of a column may claim
_TABLE_START: Final = 220.0  # points for headings, a paragraph and the first rows of a table


def kept(flowables: Iterable[Flowable]) -> Iterator[Flowable]:
    """Yield flowables with every heading tied to what comes after it.

    ReportLab ties a heading to the next flowable, but not to one that is itself kept
    together, and so leaves headings alone at the foot of a page.
    """
    waiting: list[Flowable] = []
    for one in flowables:
        known: Any = one  # much of a flowable is not in the type hints
        if isinstance(one, LongTable):
            yield from _before_table(waiting)
            waiting = []
        if known.getKeepWithNext():
            waiting.append(one)
        elif not waiting:
            yield one
        else:
            inside = list(known._content) if isinstance(one, KeepTogether) else [one]
            yield KeepTogether([*waiting, *inside])
            waiting = []
    yield from waiting


def _before_table(headings: Iterable[Flowable]) -> Iterator[Flowable]:
    """Yield headings over a table where its first rows follow on the same page.

    Kept together with a table longer than a page they would leave a page empty before them.
    """
    yield CondPageBreak(_TABLE_START)
    for one in headings:
        known: Any = one
        known.keepWithNext = 0
        yield one


class _Ruled(LongTable):
    """A table whose rules and grounds nobody needs read aloud."""

    def _drawBkgrnd(self) -> None:  # noqa: N802 - ReportLab's name
        with cast("Pages", self.canv).decoration():
            cast("Any", super())._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802 - ReportLab's name
        with cast("Pages", self.canv).decoration():
            cast("Any", super())._drawLines()


class _Head(Text):
    """Heads a column; on a page where the table only goes on, nobody has it read again."""

    def draw(self) -> None:
        if self.into.kids:
            with cast("Pages", self.canv).decoration():
                Paragraph.draw(self)
        else:
            super().draw()


def table(content: Table, body: ParagraphStyle, root: Element) -> LongTable:
    """Return a table; its head stands on every page, and no column splits a word it can hold."""
    cell = ParagraphStyle("cell", body, fontSize=7.6, leading=9.8, spaceAfter=0)
    head = ParagraphStyle("head", cell, fontName=BOLD, fontSize=7.2, leading=9.2)
    first = ParagraphStyle("first", cell, fontName=BOLD)
    gap = ParagraphStyle("gap", cell, textColor=HexColor(LIGHT.gap))
    group = ParagraphStyle("group", first, textColor=HexColor(LIGHT.primary))
    into = root.add("Table", more=b"/A<</O/Table/Summary%s>>" % string(content.caption))
    columns = len(content.head)

    def set_row(row: tuple[Cell, ...]) -> list[Text]:
        start, *rest = row
        tr = into.add("TR")
        cells = [_set(start.text, first, tr.add("TH", more=ROW))]
        return cells + [_set(one.text, gap if one.gap else cell, tr.add("TD")) for one in rest]

    heads = into.add("TR")
    rows: list[list[Any]] = [
        [_set(name, head, heads.add("TH", more=COLUMN), _Head) for name in content.head]
    ]
    style: list[Any] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), _APART),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, HexColor(LIGHT.border)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor(LIGHT.line)),
    ]
    for title, lines in content.groups:
        if title:
            at = len(rows)
            whole = b"/A<</O/Table/Scope/Row/ColSpan %d>>" % columns
            rows.append([_set(title, group, into.add("TR").add("TH", more=whole))])
            rows[at] += [Paragraph("", cell)] * (columns - 1)  # never drawn
            style += [("SPAN", (0, at), (-1, at)), ("TOPPADDING", (0, at), (-1, at), 9)]
            style.append(("NOSPLIT", (0, at), (-1, at + 1)))  # a group's title with its first row
        rows += map(set_row, lines)
    return _Ruled(rows, colWidths=_widths(content), repeatRows=1, splitInRow=1, style=style)


def _widths(content: Table) -> list[float]:
    """Return the columns' widths: room for the longest word of each, the rest shared evenly."""
    columns = [[name] for name in content.head]
    for _title, rows in content.groups:
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                column.append(cell.text)
    least = [
        min(_WIDEST, max(_word(text, 7.7) for text in column)) + _APART + 1 for column in columns
    ]
    spare = WIDTH - sum(least)
    if spare < 0:  # more columns than a page holds: each gives way in its measure
        return [width * WIDTH / sum(least) for width in least]
    return [width + spare / len(least) for width in least]


def _word(text: str, size: float) -> float:
    return max((stringWidth(word, BOLD, size) for word in printable(text).split()), default=0.0)


def _set(text: str, style: ParagraphStyle, into: Element, kind: type[Text] = Text) -> Text:
    return kind.of(escape(printable(text)), style, into)
