"""The letter on A4: black on white, one page in front, the criteria trace after it.

The same letter gives the same bytes: a tagged PDF that archives keep (PDF/A). Text that is long
flows on to more pages and is never cut.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Spacer

from triage.fonts import codes, lacking, printable_characters
from triage.paper.flowables import Rule
from triage.paper.story import Margins, written
from triage.paper.tree import Element
from triage.referral.letter import Referral
from triage.referral.pdf_front import front, whole_texts
from triage.referral.pdf_pages import BOTTOM, LEFT, TOP, frame_of
from triage.referral.pdf_trace import trace as _trace
from triage.referral.pdf_type import FLUSH, PERSON, paragraph


def pdf(referral: Referral, *, trace: bool = True) -> bytes:
    """Return the letter as a PDF, with the criteria trace behind it or without."""
    printable_characters()
    root = Element("Document")
    story = front(referral, _replaced(referral, with_trace=trace), root)
    story += whole_texts(referral, root)
    if trace:
        story += [PageBreak(), *_trace(referral, root)]
    return _written(referral, referral.title, root, story)


def first_page(referral: Referral, *, trace: bool = True) -> bytes:
    """Return the first page of that PDF by itself, to be seen while the rest is laid out.

    It is the page that will be printed, but for the number of pages, which nobody knows yet.
    """
    printable_characters()
    root = Element("Document")
    story = front(referral, _replaced(referral, with_trace=trace), root)
    return _written(referral, referral.title, root, story, first_alone=True)


def annex(referral: Referral) -> bytes:
    """Return the criteria trace as a document of its own, with the patient on every page."""
    printable_characters()
    root = Element("Document")
    story: list[Flowable] = []
    if referral.draft:
        story.append(paragraph(referral.draft, FLUSH, root.add("P")))
    story += [paragraph(referral.patient, PERSON, root.add("P")), Rule(1.6, 4)]
    story += [paragraph(referral.headline, FLUSH, root.add("P")), Spacer(0, 4)]
    story += _trace(referral, root)
    lost = _replaced(referral, with_trace=True)
    if lost:
        story.append(paragraph(lost, FLUSH, root.add("P")))
    return _written(referral, referral.trace_title, root, story)


def unprintable(referral: Referral) -> tuple[str, ...]:
    """Return the characters of the letter that print as a visible replacement."""
    return tuple(sorted(lacking("".join(_texts(referral, with_trace=True)))))


class _FirstPage(SimpleDocTemplate):
    """Lays out no more than one page."""

    def build(self, flowables: list[Flowable], *args: Any, **settings: Any) -> None:
        """Lay out the story; what comes after the first page goes."""
        self._coming = flowables
        super().build(flowables, *args, **settings)

    def afterPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End with the page."""
        self._coming.clear()


def _written(
    referral: Referral,
    kind: str,
    root: Element,
    story: Sequence[Flowable],
    *,
    first_alone: bool = False,
) -> bytes:
    return written(
        story,
        root,
        frame=frame_of(referral, kind, counted=not first_alone),
        margins=Margins(LEFT, TOP, BOTTOM),
        language=referral.language,
        title=kind,
        template=_FirstPage if first_alone else SimpleDocTemplate,
    )


def _replaced(referral: Referral, *, with_trace: bool) -> str:
    """Tell which characters stand as a replacement; "" where none does."""
    lost = lacking("".join(_texts(referral, with_trace=with_trace)))
    return referral.replaced.format(characters=codes(lost)) if lost else ""


def _texts(referral: Referral, *, with_trace: bool) -> Iterator[str]:
    yield from (referral.patient, referral.headline, *referral.alarm)
    sections = (*referral.front, *referral.whole, *(referral.trace if with_trace else ()))
    asked = (*referral.asked, *referral.request, referral.worry)
    lines = (*asked, *(line for one in sections for line in one.lines))
    for line in lines:
        yield from (line.label, line.text, line.note)
    for section in sections:
        yield section.missing
