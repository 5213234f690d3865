"""Packs as documents to read: in the window, as a file, on paper.

What is proved of a pack takes a moment: a document can be shown without it at once, and with
it when another thread has worked it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from triage.core.compiled import CompiledPack
    from triage.packs.cases import ExampleCase
    from triage.reading.content import PackDocument
    from triage.reading.style import Colours
    from triage.referral.pages import Page


def first_look(compiled: CompiledPack, language: str, today: date) -> PackDocument:
    """Return what can be read of a pack at once: all but proofs and example patients."""
    from triage.reading.document import document  # noqa: PLC0415 - not needed to start

    return document(compiled, (), None, language, today)


def read_whole(
    compiled: CompiledPack, cases: Sequence[ExampleCase], language: str, today: date
) -> PackDocument:
    """Return a pack as a document, with what is proved of it and its example patients weighed.

    Takes a moment; shares nothing that changes with what weighs patients meanwhile, so that
    any thread may ask.
    """
    from dataclasses import replace  # noqa: PLC0415 - not needed to start

    from triage.core.proofs import verify  # noqa: PLC0415 - as above
    from triage.reading.document import document  # noqa: PLC0415 - as above

    # A copy has diagrams of its own: those of the window are not made for two threads.
    own = replace(compiled)
    return document(own, cases, verify(own, today), language, today)


def window_html(document: PackDocument, colours: Colours) -> str:
    """Return a document for a text view, each section's id an anchor; the window's own colours."""
    from triage.reading.html import body_html  # noqa: PLC0415 - not needed to start

    return body_html(document, colours)


def as_html(document: PackDocument) -> bytes:
    """Return a document as one file for a browser."""
    from triage.reading.html import html  # noqa: PLC0415 - not needed to start

    return html(document).encode("utf-8")


def as_pdf(document: PackDocument) -> bytes:
    """Return a document as PDF; the same document gives the same bytes."""
    from triage.reading.pdf import pdf  # noqa: PLC0415 - takes a while to load

    return pdf(document)


def pages(pdf: bytes, scale: float) -> Iterator[Page]:
    """Yield a PDF's pages as pictures, one at a time; a scale of 1.0 is 72 pixels to the inch."""
    from triage.referral.pages import each_page  # noqa: PLC0415 - takes a while to load

    return each_page(pdf, scale)
