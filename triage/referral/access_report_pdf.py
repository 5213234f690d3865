"""An extract of the access log on A4, set row by row: a table of thousands takes seconds.

Everything is drawn as plain strings, so nothing in a name or a reason is read as markup.
"""

from collections.abc import Callable, Sequence
from typing import Final

from reportlab.lib.pagesizes import A4, landscape

from triage.fonts import BOLD, REGULAR, printable, printable_characters
from triage.paper.canvas import Frame, Pages
from triage.paper.lines import typed_lines
from triage.paper.tree import COLUMN, ROW, Element
from triage.referral.access_report import Report, Row
from triage.referral.pdf_type import heard

_WIDTH, _HEIGHT = landscape(A4)
_LEFT: Final = 36.0
_TOP: Final = _HEIGHT - 36
_BOTTOM: Final = 46.0
_SHARES: Final = (0.055, 0.125, 0.15, 0.14, 0.19, 0.12, 0.22)
_SIZE: Final = 7.4
_LEADING: Final = 9.4
_FACTS: Final = 8.4
_GAP: Final = 6.0
_EVERY: Final = 200
_LINES: Final = 12
"""Lines of one cell at most; a reason has far fewer."""
_WIDTHS: Final = tuple(share * (_WIDTH - 2 * _LEFT) for share in _SHARES)
_AT: Final = tuple(_LEFT + sum(_WIDTHS[:column]) for column in range(len(_WIDTHS)))


def pdf(report: Report, step: Callable[[int], bool] = lambda _done: True) -> bytes | None:
    """Return the extract; None where `step`, told how many rows are done, said no."""
    printable_characters()
    root = Element("Document")
    page = Pages.begin(
        report.title,
        (_WIDTH, _HEIGHT),
        root=root,
        frame=_frame_of(report),
        language=report.language,
    )
    y = _first(page, root, report)
    table = root.add("Table")
    y = _heading(page, table.add("TR"), report, y)
    for done, row in enumerate(report.rows):
        if done % _EVERY == 0 and not step(done):
            return None
        y = _row(page, table, report, row, y)
    if not report.rows:
        page.tell(root.add("P"), _LEFT, y - 14, [printable(report.empty)], size=9)
    return page.end()


def _first(page: Pages, root: Element, report: Report) -> float:
    """Tell what was asked for, and return where the table begins."""
    title = [printable(report.title)]
    page.tell(root.add("H1"), _LEFT, _TOP - 10, title, font=BOLD, size=15)
    y = _TOP - 30
    facts = root.add("L")
    for label, text in report.facts:
        item = facts.add("LI")
        page.tell(item.add("Lbl"), _LEFT, y, [printable(label)], font=BOLD, size=_FACTS)
        rows = list(typed_lines(text, REGULAR, _FACTS, 560))
        into = item.add("LBody", said=heard(text))
        page.tell(into, _LEFT + 70, y, rows, size=_FACTS, leading=11.5)
        y -= 11.5 * len(rows)
    page.tell(root.add("P"), _LEFT, y - 2, [printable(report.note)], size=7)
    return y - 16


def _heading(page: Pages, into: Element | None, report: Report, y: float) -> float:
    """Name the columns; on a page that only goes on, nobody has them read again."""
    for x, words in zip(_AT, report.columns, strict=True):
        cell = into and into.add("TH", more=COLUMN)
        page.tell(cell, x, y, [printable(words)], font=BOLD, size=_SIZE)
    page.rule(_LEFT, _WIDTH - _LEFT, y - 3, 0.8)
    return y - 4


def _row(page: Pages, table: Element, report: Report, row: Row, y: float) -> float:
    cells = [_lines(text, width - _GAP) for text, width in zip(row, _WIDTHS, strict=True)]
    height = _LEADING * max(map(len, cells)) + 3
    if y - height < _BOTTOM:
        page.showPage()
        y = _heading(page, None, report, _TOP)
    number, *rest = (heard(text) for text in row)
    into = table.add("TR")
    parts = [into.add("TH", number, ROW), *(into.add("TD", said) for said in rest)]
    for x, part, lines in zip(_AT, parts, cells, strict=True):
        page.tell(part, x, y - _LEADING, lines, size=_SIZE, leading=_LEADING)
    page.rule(_LEFT, _WIDTH - _LEFT, y - height, 0.2)
    return y - height


def _lines(text: str, width: float) -> Sequence[str]:
    """Return a cell's lines; a word wider than the cell is broken, and only a flood is cut."""
    lines = list(typed_lines(text, REGULAR, _SIZE, width))
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], "…"]


def _frame_of(report: Report) -> Frame:
    anchor = printable(report.anchor)

    def frame(page: Pages, number: int, pages: int) -> None:
        page.setFont(REGULAR, 6.6)
        page.drawString(_LEFT, 26, anchor)
        told = report.page.format(page=number, pages=pages)
        page.drawRightString(_WIDTH - _LEFT, 26, told)

    return frame
