"""Head, foot, outline and contents of the printed document. Lengths are in points."""

from io import BytesIO
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from triage.fonts import BOLD, REGULAR, printable
from triage.reading.content import PackDocument
from triage.reading.style import LIGHT

_SIDE: Final = 56.0
_TOP: Final = 62.0
_BOTTOM: Final = 58.0
_SMALL: Final = 7.2
_LONG: Final = 160  # characters of a title in the contents, which cannot pass a page's end
_LISTED: Final = 2
"""So many levels of headings stand in the contents; the outline has them all."""

WIDTH: Final = A4[0] - 2 * _SIDE
"""Room for text, from margin to margin."""

_LEVELS: Final = [
    ParagraphStyle("toc 1", fontName=BOLD, fontSize=9, leading=12.4, spaceBefore=3),
    ParagraphStyle("toc 2", fontName=REGULAR, fontSize=8.4, leading=10.6, leftIndent=12),
]
_ROWS: Final = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
)


class Heading(Paragraph):
    """A heading; with an entry, outline and contents know it."""

    entry: "Entry | None" = None

    def split(self, width: float, height: float) -> list[Flowable]:
        """Divide a heading that outgrows a page; its first part is the one to be found."""
        divided: list[Any] = super().split(width, height)
        if divided and divided[0] is not self:
            divided[0].entry = self.entry
        return divided


class Entry(NamedTuple):
    """What outline and contents say of a heading."""

    title: str
    anchor: str
    depth: int
    """From 0."""
    listed: bool
    """Whether the contents have it."""


class Pages(BaseDocTemplate):
    """The pages; they are laid out again until contents and number of pages agree."""

    def __init__(self, into: BytesIO, document: PackDocument) -> None:
        super().__init__(
            into,
            pagesize=A4,
            title=f"Vägval: {document.title}",
            author="Vägval",
            subject=document.foot,
            lang="en" if document.language == "en" else "sv-SE",
            displayDocTitle=True,
            invariant=1,
        )
        self._document = document
        self._counted = 0
        self.total = 0
        """Pages of the last whole layout."""
        frame = Frame(
            _SIDE, _BOTTOM, WIDTH, A4[1] - _TOP - _BOTTOM,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._framed)])

    @property
    def settled(self) -> bool:
        """Whether the last layout had as many pages as it says."""
        return self._counted == self.total

    def beforeDocument(self) -> None:  # noqa: N802 - ReportLab's name
        """Begin a layout with what the last one came to."""
        self.total = self._counted
        self._counted = 0

    def afterPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Count a page."""
        self._counted = self.page

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - ReportLab's name
        """Enter a heading in outline and contents."""
        entry = flowable.entry if isinstance(flowable, Heading) else None
        if entry is None:
            return
        canvas: Any = self.canv  # not in the published type hints
        canvas.bookmarkPage(entry.anchor)
        canvas.addOutlineEntry(entry.title, entry.anchor, entry.depth, closed=entry.depth > 0)
        if entry.listed and entry.depth < _LISTED:
            shown = entry.title if len(entry.title) < _LONG else f"{entry.title[:_LONG]}…"
            self.notify("TOCEntry", (entry.depth, escape(shown), self.page, entry.anchor))

    def _framed(self, canvas: Canvas, _template: object) -> None:
        document = self._document
        top, right = A4[1] - 36, A4[0] - _SIDE
        canvas.saveState()
        canvas.setFillColor(HexColor(LIGHT.muted))
        canvas.setStrokeColor(HexColor(LIGHT.line))
        canvas.setFont(REGULAR, _SMALL)
        count = document.page.format(page=canvas.getPageNumber(), pages=self.total or "–")
        if canvas.getPageNumber() > 1:
            room = WIDTH - stringWidth(count, REGULAR, _SMALL) - 12
            canvas.drawString(_SIDE, top, _fitted(printable(document.running), room))
        canvas.drawRightString(right, top, count)
        canvas.line(_SIDE, 42, right, 42)
        canvas.drawString(_SIDE, 30, _fitted(printable(document.foot), WIDTH))
        canvas.restoreState()


class Contents(TableOfContents):
    """The list of headings with their pages."""

    def __init__(self, pages: Pages) -> None:
        super().__init__(dotsMinLevel=0)
        self.levelStyles = _LEVELS
        self.tableStyle = _ROWS
        self._pages = pages

    def isSatisfied(self) -> bool:  # noqa: N802 - ReportLab's name
        """Say whether one more layout would change nothing."""
        return bool(super().isSatisfied()) and self._pages.settled


def _fitted(text: str, room: float) -> str:
    """Return a text cut to a width; the whole of it stands on the first page."""
    if len(text) < _LONG and stringWidth(text, REGULAR, _SMALL) <= room:
        return text
    text = text[:_LONG]
    while text and stringWidth(f"{text}…", REGULAR, _SMALL) > room:
        text = text[:-1]
    return f"{text}…"
