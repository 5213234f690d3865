"""What a screen reader is told of a PDF: its parts in reading order, as PDFium finds them."""

import ctypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pypdfium2  # type: ignore[import-untyped] # ships no type hints
import pypdfium2.raw as pdfium  # type: ignore[import-untyped] # ships no type hints


@dataclass
class Part:
    """A part of a page: its kind, its own text, and what it holds."""

    kind: str
    text: str = ""
    said: str = ""
    parts: "list[Part]" = field(default_factory=list)

    def all(self) -> "Iterator[Part]":
        """Yield the part and all it holds, in reading order."""
        yield self
        for part in self.parts:
            yield from part.all()


@dataclass
class Spoken:
    """A page: its parts, and the text that belongs to none of them."""

    parts: list[Part]
    decoration: list[str]
    """Text that is marked as read by nobody."""
    untold: list[str]
    """Text that is not marked at all."""

    def texts(self, kind: str) -> list[str]:
        """Return the texts of the parts of a kind, in reading order."""
        return [one.text for part in self.parts for one in part.all() if one.kind == kind]

    def read(self) -> str:
        """Return all that is read aloud, with one blank between the parts."""
        told = (one.said or one.text for part in self.parts for one in part.all())
        return " ".join(" ".join(told).split())


def spoken(data: bytes) -> list[Spoken]:
    """Return each page as it is read aloud."""
    with pypdfium2.PdfDocument(data) as document:
        return [_page(page) for page in document]


def _page(page: Any) -> Spoken:
    texts, decoration, untold = _texts(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        parts = [
            _part(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), texts) for at in range(count)
        ]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    page.close()
    return Spoken(parts, decoration, untold)


def _part(element: Any, texts: Mapping[int, str]) -> Part:
    part = Part(
        _string(pdfium.FPDF_StructElement_GetType, element),
        said=_string(pdfium.FPDF_StructElement_GetActualText, element),
    )
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        kid = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if kid:
            part.parts.append(_part(kid, texts))
        else:
            number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
            part.text += texts.get(number, "")
    return part


def _texts(page: Any) -> tuple[dict[int, str], list[str], list[str]]:
    """Return the text of each marked piece, and of what is decoration or not marked."""
    text_page = page.get_textpage()
    told: dict[int, str] = {}
    decoration: list[str] = []
    untold: list[str] = []
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        said = _string(pdfium.FPDFTextObj_GetText, thing.raw, text_page.raw)
        number = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
        if number >= 0:
            told[number] = told.get(number, "") + said
        elif pdfium.FPDFPageObj_CountMarks(thing.raw):
            decoration.append(said)
        else:
            untold.append(said)
    text_page.close()
    return told, decoration, untold


def _string(read: Callable[..., int], *of: Any) -> str:
    """Return a text that PDFium writes into a place of the size it asks for."""
    size = read(*of, None, 0)
    if not size:
        return ""
    place = ctypes.create_string_buffer(size * 2)
    wide = read is pdfium.FPDFTextObj_GetText
    target = ctypes.cast(place, ctypes.POINTER(ctypes.c_ushort)) if wide else place
    read(*of, target, size)
    return place.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
