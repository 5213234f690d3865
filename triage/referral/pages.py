"""The pages of a PDF as pictures, for showing and printing them.

PDFium draws here, in memory and without a window. It is not made for several threads at
once; whoever comes second waits until the first has drawn a page.
"""

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from threading import Lock
from typing import Final, NamedTuple

import pypdfium2  # type: ignore[import-untyped] # ships no type hints

_DRAWING: Final = Lock()


class Page(NamedTuple):
    """One page: width and height in pixels, and four bytes a pixel (blue, green, red, unused)."""

    width: int
    height: int
    pixels: bytes


def pages(pdf: bytes, scale: float, most: int | None = None) -> list[Page]:
    """Draw a PDF's pages, or the first `most`; a scale of 1.0 is 72 pixels to the inch."""
    return list(islice(each_page(pdf, scale), most))


def each_page(pdf: bytes, scale: float) -> Iterator[Page]:
    """Yield a PDF's pages one at a time, for documents too long to be drawn at once."""
    with _DRAWING:
        document = pypdfium2.PdfDocument(pdf)
        count = len(document)
    try:
        for number in range(count):
            with _DRAWING:
                page = _drawn(document[number], scale)
            yield page
    finally:
        with _DRAWING:
            document.close()


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with _DRAWING, closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


def _drawn(page: "pypdfium2.PdfPage", scale: float) -> Page:
    bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
    try:
        tight = bitmap.stride == 4 * bitmap.width
        data = bytes(bitmap.buffer)
        if not tight:
            rows = range(bitmap.height)
            length = 4 * bitmap.width
            data = b"".join(data[r * bitmap.stride : r * bitmap.stride + length] for r in rows)
        return Page(bitmap.width, bitmap.height, data)
    finally:
        bitmap.close()
        page.close()
