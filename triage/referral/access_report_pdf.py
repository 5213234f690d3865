"""An extract of the access log on A4, set row by row: a table of thousands takes seconds.

Everything is drawn as plain strings, so nothing in a name or a reason is read as markup.
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any, Final, cast

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from triage.fonts import BOLD, REGULAR, printable, printable_characters
from triage.referral.access_report import Report, Row

_WIDTH, _HEIGHT = landscape(A4)
_LEFT: Final = 36.0
_TOP: Final = _HEIGHT - 36
_BOTTOM: Final = 46.0
_SHARES: Final = (0.055, 0.125, 0.15, 0.14, 0.19, 0.12, 0.22)
_SIZE: Final = 7.4
_LEADING: Final = 9.4
_GAP: Final = 6.0
_EVERY: Final = 200
_LINES: Final = 12
"""Lines of one cell at most; a reason has far fewer."""
_WIDTHS: Final = tuple(share * (_WIDTH - 2 * _LEFT) for share in _SHARES)
_AT: Final = tuple(_LEFT + sum(_WIDTHS[:column]) for column in range(len(_WIDTHS)))


class _Pages(Canvas):
    """Keeps each page until the last is set, and then writes what stands at all their feet."""

    foot: tuple[str, str] = ("", "")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._set: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._set.append(dict(self.__dict__))
        cast("Any", self)._startPage()  # not in the published type hints

    def save(self) -> None:
        pages = self._set
        for number, page in enumerate(pages, start=1):
            self.__dict__.update(page)
            anchor, count = self.foot
            self.setFont(REGULAR, 6.6)
            self.drawString(_LEFT, 26, anchor)
            told = count.format(page=number, pages=len(pages))
            self.drawRightString(_WIDTH - _LEFT, 26, told)
            super().showPage()
        super().save()


def pdf(report: Report, step: Callable[[int], bool] = lambda _done: True) -> bytes | None:
    """Return the extract; None where `step`, told how many rows are done, said no."""
    printable_characters()
    into = BytesIO()
    canvas = _Pages(into, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(f"Vägval: {report.title}")
    canvas.setAuthor("Vägval")
    canvas.foot = (printable(report.anchor), report.page)
    y = _heading(canvas, report, _begin(canvas, report, _first(canvas, report)))
    for done, row in enumerate(report.rows):
        if done % _EVERY == 0 and not step(done):
            return None
        y = _row(canvas, report, row, y)
    if not report.rows:
        canvas.setFont(REGULAR, 9)
        canvas.drawString(_LEFT, y - 14, printable(report.empty))
    canvas.showPage()
    canvas.save()
    return into.getvalue()


def _first(canvas: Canvas, report: Report) -> float:
    canvas.setFont(BOLD, 15)
    canvas.drawString(_LEFT, _TOP - 10, printable(report.title))
    y = _TOP - 30
    for label, text in report.facts:
        canvas.setFont(BOLD, 8.4)
        canvas.drawString(_LEFT, y, printable(label))
        canvas.setFont(REGULAR, 8.4)
        for line in simpleSplit(printable(text), REGULAR, 8.4, 560):
            canvas.drawString(_LEFT + 70, y, line)
            y -= 11.5
    return y


def _begin(canvas: Canvas, report: Report, y: float) -> float:
    canvas.setFont(REGULAR, 7)
    canvas.drawString(_LEFT, y - 2, printable(report.note))
    return y - 16


def _heading(canvas: Canvas, report: Report, y: float) -> float:
    canvas.setFont(BOLD, _SIZE)
    for x, words in zip(_AT, report.columns, strict=True):
        canvas.drawString(x, y, printable(words))
    canvas.setLineWidth(0.8)
    canvas.line(_LEFT, y - 3, _WIDTH - _LEFT, y - 3)
    return y - 4


def _row(canvas: Canvas, report: Report, row: Row, y: float) -> float:
    cells = [_lines(text, width - _GAP) for text, width in zip(row, _WIDTHS, strict=True)]
    height = _LEADING * max(map(len, cells)) + 3
    if y - height < _BOTTOM:
        canvas.showPage()
        y = _heading(canvas, report, _TOP)
    canvas.setFont(REGULAR, _SIZE)
    for x, lines in zip(_AT, cells, strict=True):
        for at, line in enumerate(lines, start=1):
            canvas.drawString(x, y - _LEADING * at, line)
    canvas.setLineWidth(0.2)
    canvas.line(_LEFT, y - height, _WIDTH - _LEFT, y - height)
    return y - height


def _lines(text: str, width: float) -> Sequence[str]:
    """Return a cell's lines; a word wider than the cell is broken, none is left out."""
    shown = printable(text)
    if stringWidth(shown, REGULAR, _SIZE) <= width and "\n" not in shown:
        return (shown,)
    rows = simpleSplit(shown, REGULAR, _SIZE, width)
    lines = [part for row in rows for part in _broken(row, width)]
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], "…"]


def _broken(line: str, width: float) -> Iterator[str]:
    while line and stringWidth(line, REGULAR, _SIZE) > width:
        fits = next(
            at
            for at in range(len(line) - 1, 0, -1)
            if at == 1 or stringWidth(line[:at], REGULAR, _SIZE) <= width
        )
        yield line[:fits]
        line = line[fits:]
    yield line
