"""Reads a PDF back, with the library that draws the program's own preview."""

from pypdfium2 import PdfDocument  # type: ignore[import-untyped] # ships no type hints

from triage.referral.content import Referral
from triage.referral.pdf import pdf


def pages(of: Referral) -> list[str]:
    """Return the text of each page of a letter."""
    return page_texts(pdf(of))


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page of a PDF."""
    with PdfDocument(data) as document:
        told = []
        for page in document:
            text = page.get_textpage()
            told.append(str(text.get_text_bounded()))
            text.close()
            page.close()
        return told


def size(of: Referral) -> tuple[int, int]:
    """Return the first page's width and height in whole points."""
    with PdfDocument(pdf(of)) as document:
        width, height = document.get_page_size(0)
        return round(width), round(height)


def properties(of: Referral) -> dict[str, str]:
    """Return what the file says of itself: title, author and the like."""
    with PdfDocument(pdf(of)) as document:
        return dict(document.get_metadata_dict())


def words(told: str) -> str:
    """Return a text with every run of white space as one blank."""
    return " ".join(told.split())
