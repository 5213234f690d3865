"""Pages that know what is drawn on them: every text belongs to a part of the document.

Head and foot are written last, when the number of pages is known; nobody has them read aloud.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from triage.fonts import REGULAR
from triage.paper.archive import VERSION, Info, archived
from triage.paper.streams import packed
from triage.paper.tree import Element, write_tree

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
        self._drawn: list[list[Element]] = [[]]
        self._then: Element | None = None

    def mark(self, element: Element, then: Element | None = None) -> None:
        """Begin a piece of an element; with `then`, the next text ends it and begins another."""
        pieces = self._drawn[-1]
        page, number = len(self._drawn) - 1, len(pieces)
        pieces.append(element)
        element.kids.append((page, number))
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
        self._drawn.append([])
        cast("Any", self)._startPage()

    def save(self) -> None:
        """Write the pages that were laid out, and what the file tells of them."""
        pages = self._laid_out
        for number, page in enumerate(pages, start=1):
            self.__dict__.update(page)
            self.addLiteral(_HEAD_AND_FOOT)
            self._frame(self, number, len(pages))
            self.addLiteral("EMC")
            super().showPage()
            self._finish(number)
        write_tree(self._file, self._root, self._drawn[: len(pages)])
        archived(self._file, self._tongue)
        super().save()

    def _finish(self, number: int) -> None:
        """Say of a page where its pieces are found in the tree."""
        page = self._file.idToObject[f"Page{number}"]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = number - 1
        page.Tabs = "/S"
        page.Contents = packed(page.stream)
