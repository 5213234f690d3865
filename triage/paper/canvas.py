"""Pages that know what is drawn on them: every text belongs to a part of the document.

Head and foot are written last, when the number of pages is known; nobody has them read aloud.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final, cast

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from triage.fonts import REGULAR
from triage.paper.archive import VERSION, Info, archived
from triage.paper.streams import packed, registered
from triage.paper.tree import Element, Link, write_tree

Frame = Callable[["Pages", int, int], None]
"""Draws head and foot of a page, told its number and how many there are."""

_HEAD_AND_FOOT: Final = "/Artifact <</Type/Pagination>> BDC"
_DECORATION: Final = "/Artifact <</Type/Layout>> BDC"


class _Rows(PDFTextObject):
    """Rows of a text with a blank at the end of each, so that words read aloud stay apart."""

    def _textOut(self, text: str, TStar: Any = 0) -> None:  # noqa: N802, N803 - ReportLab's names
        cast("Any", super())._textOut(f"{text} " if TStar else text, TStar)


class Pages(Canvas):
    """Keeps each page until the last one is laid out, and then writes a tagged PDF/A file."""

    def __init__(
        self, *args: Any, root: Element, frame: Frame, language: str, **settings: Any
    ) -> None:
        tongue = "en" if language == "en" else "sv-SE"
        fixed = {"initialFontName": REGULAR, "pdfVersion": VERSION, "invariant": 1}
        super().__init__(*args, **{**settings, **fixed, "lang": tongue})
        self._file: Any = cast("Any", self)._doc  # not in the published type hints
        self._file.info = Info()
        self.setViewerPreference("DisplayDocTitle", "true")
        self._root = root
        self._frame = frame
        self._tongue = tongue
        self._laid_out: list[dict[str, Any]] = []
        self._at = 0  # the page that is drawn on
        self._drawn: list[list[Element]] = [[]]
        self._later: list[list[tuple[int, Callable[[], None]]]] = [[]]
        self._anchors: dict[str, int] = {}
        self._links = 0
        self._then: Element | None = None

    @classmethod
    def begin(
        cls, title: str, size: tuple[float, float], *, root: Element, frame: Frame, language: str
    ) -> "Pages":
        """Return the first page of a document that is drawn row by row."""
        page = cls(BytesIO(), pagesize=size, root=root, frame=frame, language=language)
        page.setTitle(f"Vägval: {title}")
        page.setAuthor("Vägval")
        return page

    def end(self) -> bytes:
        """Return the file of a document that was begun so."""
        self.showPage()
        self.save()
        into: BytesIO = cast("Any", self)._filename
        return into.getvalue()

    def mark(self, element: Element, then: Element | None = None) -> None:
        """Begin a piece of an element; with `then`, the next text ends it and begins another."""
        pieces = self._drawn[self._at]
        number = len(pieces)
        pieces.append(element)
        element.kids.append((self._at, number))
        self._then = then
        self.addLiteral(f"/{element.kind} <</MCID {number}>> BDC")

    def unmark(self) -> None:
        """End the piece that was begun last."""
        self._then = None
        self.addLiteral("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Draw what tells nothing, such as a rule."""
        self.addLiteral(_DECORATION)
        yield
        self.addLiteral("EMC")

    def tell(
        self,
        into: Element | None,
        x: float,
        y: float,
        rows: Sequence[str],
        *,
        font: str = REGULAR,
        size: float,
        leading: float = 0,
    ) -> None:
        """Draw rows of text as a piece of an element; of none where nobody has them read again.

        `y` is where the first row stands. A blank between two keeps words read aloud apart.
        """
        if into is None:
            self.addLiteral(_DECORATION)
        else:
            self.mark(into)
        self.setFont(font, size)
        for left, row in enumerate(rows, start=1 - len(rows)):
            self.drawString(x, y, f"{row} " if left else row)
            y -= leading
        self.addLiteral("EMC")

    def rule(self, left: float, right: float, y: float, thickness: float) -> None:
        """Draw a line across."""
        with self.decoration():
            self.setLineWidth(thickness)
            self.line(left, y, right, y)

    def anchor(self, name: str, title: str, depth: int) -> None:
        """Let links and the outline lead to this page; of the outline's levels the first is 0."""
        self._anchors[name] = self._at
        self.addOutlineEntry(title, name, depth, closed=depth > 0)

    def link(self, into: Element, name: str, told: str, width: float, height: float) -> None:
        """Let so much of the page, from where it is drawn, lead to an anchor that `told` names."""
        left, bottom = self.absolutePosition(0, 0)
        link = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([left, bottom, left + width, bottom + height]),
                "Border": PDFArray([0, 0, 0]),
                "F": 4,  # printed with the page, as archives ask for
                "Contents": PDFString(told),
                "Dest": PDFName(name),
            }
        )
        key = f"Link{self._links}"
        self._links += 1
        into.kids.append(Link(self._at, registered(self._file, link, key), link))
        cast("Any", self)._annotationrefs.append(PDFObjectReference(key))

    def later(self, draw: Callable[[], None]) -> None:
        """Draw something here when all pages are laid out."""
        self._later[self._at].append((len(cast("Any", self)._code), draw))

    def page_of(self, name: str) -> int:
        """Return the page of an anchor, from 1."""
        return self._anchors[name] + 1

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:  # noqa: N802 - ReportLab's name
        """Begin a text of several rows."""
        return _Rows(self, x, y, direction)

    def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803 - ReportLab's names
        """Draw a text; what was to come after the first begins."""
        super().drawText(aTextObject)
        then = self._then
        if then is not None:
            self.unmark()
            self.mark(then)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End a page, and keep it."""
        self._laid_out.append(dict(self.__dict__))
        self._at += 1
        self._drawn.append([])
        self._later.append([])
        cast("Any", self)._startPage()

    def save(self) -> None:
        """Write the pages that were laid out, and what the file tells of them."""
        pages = self._laid_out
        for number, page in enumerate(pages, start=1):
            self.__dict__.update(page)
            self.addLiteral(_HEAD_AND_FOOT)
            self._frame(self, number, len(pages))
            self.addLiteral("EMC")
            self._draw_the_rest()
            for name in self._anchors:
                if self._anchors[name] == self._at:
                    self.bookmarkPage(name)
            super().showPage()
            self._finish(number)
        write_tree(self._file, self._root, self._drawn[: len(pages)])
        archived(self._file, self._tongue)
        super().save()

    def _draw_the_rest(self) -> None:
        """Draw what waited until now, each in its place among what is drawn on the page."""
        code: list[str] = cast("Any", self)._code
        for place, draw in reversed(self._later[self._at]):
            end = len(code)
            draw()
            drawn = code[end:]
            del code[end:]
            code[place:place] = drawn

    def _finish(self, number: int) -> None:
        """Say of a page where its pieces are found in the tree."""
        page = self._file.idToObject[f"Page{number}"]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = number - 1
        page.Tabs = "/S"
        page.Contents = packed(page.stream)
