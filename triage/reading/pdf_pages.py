"""Head, foot, outline and contents of the printed document. Lengths are in points."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final, NamedTuple, cast
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from triage.fonts import BOLD, REGULAR, printable
from triage.paper.canvas import Frame, Pages
from triage.paper.flowables import Text
from triage.paper.story import Margins
from triage.paper.tree import Element
from triage.reading.content import PackDocument, Section
from triage.reading.style import LIGHT

MARGINS: Final = Margins(side=56, top=62, bottom=58)
_SMALL: Final = 7.2
_LONG: Final = 160  # characters of a title in the contents, which cannot pass a page's end
_LISTED: Final = 2
"""So many levels of headings stand in the contents; the outline has them all."""
_DOTS: Final = " . "

WIDTH: Final = A4[0] - 2 * MARGINS.side
"""Room for text, from margin to margin."""

_LEVELS: Final = (
    ParagraphStyle("toc 1", fontName=BOLD, fontSize=9, leading=12.4, spaceBefore=6, spaceAfter=1.5),
    ParagraphStyle(
        "toc 2", fontName=REGULAR, fontSize=8.4, leading=10.6, leftIndent=12, spaceAfter=1.5
    ),
)


class Entry(NamedTuple):
    """What the outline says of a heading."""

    title: str
    anchor: str
    depth: int
    """From 0."""


class Heading(Text):
    """A heading; with an entry, the outline and the contents lead to it."""

    entry: Entry | None = None

    def split(self, width: float, height: float) -> list[Flowable]:
        """Divide a heading that outgrows a page; its first part is the one to be found."""
        divided: list[Any] = super().split(width, height)
        if divided and divided[0] is not self:
            divided[0].entry = self.entry
        return divided

    def draw(self) -> None:
        """Draw, and be found from now on."""
        if self.entry is not None:
            cast("Pages", self.canv).anchor(self.entry.anchor, self.entry.title, self.entry.depth)
        super().draw()


def contents(document: PackDocument, into: Element) -> Iterator[Flowable]:
    """Yield the list of headings with their pages."""
    listed = into.add("TOC")
    for section, depth in _listed(document.sections, 0):
        yield _Listed(section, depth, listed.add("TOCI").add("Reference").add("Link"))


def _listed(sections: tuple[Section, ...], depth: int) -> Iterator[tuple[Section, int]]:
    for section in sections:
        yield section, depth
        if section.listed and depth + 1 < _LISTED:
            yield from _listed(section.sections, depth + 1)


class _Listed(Text):
    """A heading in the contents; which page it is on is known when all are laid out."""

    def __init__(self, section: Section, depth: int, into: Element) -> None:
        title = printable(section.title)
        shown = title if len(title) < _LONG else f"{title[:_LONG]}…"
        super().__init__(escape(shown), _LEVELS[depth])
        self._anchor, self._title = section.id, shown
        self.into, self._number = into, into.add("Span")

    def split(self, width: float, height: float) -> list[Flowable]:
        """Stand on one page."""
        del width, height
        return []

    def draw(self) -> None:
        """Draw the title, and what leads to the page."""
        super().draw()
        page = cast("Pages", self.canv)
        page.link(self.into, self._anchor, self._title, self.width, self.height)
        page.later(partial(self._tell, page))

    def _tell(self, page: Pages) -> None:
        """Tell the page at the end of the row, with dots to it."""
        last: Any = cast("Any", self).blPara.lines[-1]
        room: float = last[0] if isinstance(last, tuple) else last.extraSpace
        style, number = self.style, str(page.page_of(self._anchor))
        font, size = style.fontName, style.fontSize
        base = style.leading - size
        before = self.width - stringWidth(number, font, size)
        dots = stringWidth(_DOTS, font, size)
        count = int((room - (self.width - before)) / dots)
        page.tell(None, before - count * dots, base, [_DOTS * count], font=font, size=size)
        page.tell(self._number, before, base, [number], font=font, size=size)


def frame_of(document: PackDocument) -> Frame:
    """Return what draws head and foot."""
    running, foot = printable(document.running), _fitted(printable(document.foot), WIDTH)

    def frame(page: Pages, number: int, pages: int) -> None:
        top, right = A4[1] - 36, A4[0] - MARGINS.side
        page.saveState()
        page.setFillColor(HexColor(LIGHT.muted))
        page.setStrokeColor(HexColor(LIGHT.line))
        page.setFont(REGULAR, _SMALL)
        count = document.page.format(page=number, pages=pages)
        if number > 1:
            room = WIDTH - stringWidth(count, REGULAR, _SMALL) - 12
            page.drawString(MARGINS.side, top, _fitted(running, room))
        page.drawRightString(right, top, count)
        page.line(MARGINS.side, 42, right, 42)
        page.drawString(MARGINS.side, 30, foot)
        page.restoreState()

    return frame


def _fitted(text: str, room: float) -> str:
    """Return a text cut to a width; the whole of it stands on the first page."""
    if len(text) < _LONG and stringWidth(text, REGULAR, _SMALL) <= room:
        return text
    text = text[:_LONG]
    while text and stringWidth(f"{text}…", REGULAR, _SMALL) > room:
        text = text[:-1]
    return f"{text}…"
