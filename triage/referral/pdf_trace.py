"""The annex of the letter: the criteria trace, for whoever wants to see how it was weighed."""

from collections.abc import Iterator, Mapping
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from triage.paper.flowables import Rule
from triage.paper.tree import Element
from triage.referral.letter import Line, Referral, Section
from triage.referral.pdf_pages import BOTTOM, LEFT, TOP
from triage.referral.pdf_type import (
    FLUSH,
    TRACE,
    TRACE_HEAD,
    TRACE_PART,
    TRACE_TITLE,
    marked_up,
    markup,
    paragraph,
    rows,
)
from triage.texts import Translate, translator

_WIDTH: Final = A4[0] - 2 * LEFT
_HEIGHT: Final = A4[1] - TOP - BOTTOM


def trace(referral: Referral, root: Element) -> Iterator[Flowable]:
    """Return the annex, to begin on a page of its own."""
    part = root.add("Part")
    yield paragraph(referral.trace_title, TRACE_TITLE, part.add("H1"))
    yield paragraph(referral.trace_lead, FLUSH, part.add("P"))
    yield Spacer(0, 4)
    marks = marks_read(translator(referral.language))
    for section in referral.trace:
        yield from _section(section, part.add("Sect"), marks)
        yield Spacer(0, 4)


def marks_read(_: Translate) -> Mapping[str, str]:
    """Return what is read aloud for a mark on paper."""
    return {
        "✓": _("uppfyllt:"),
        "–": _("inte uppfyllt:"),
        "?": _("går inte att säga av svaren:"),
        "☐": _("att göra:"),
        "!": _("obs:"),
    }


def _section(section: Section, into: Element, marks: Mapping[str, str]) -> Iterator[Flowable]:
    story = list(_set(section, into, marks))
    height = sum(one.wrap(_WIDTH, _HEIGHT)[1] + one.getSpaceBefore() for one in story)
    yield CondPageBreak(
        height if height < _HEIGHT / 2 else 48
    )  # a title stays with its first lines
    yield from story


def _set(section: Section, into: Element, marks: Mapping[str, str]) -> Iterator[Flowable]:
    yield Rule(0.4, 2)
    yield paragraph(section.title, TRACE_HEAD, into.add("H2"))
    if any(line.brief for line in section.lines):
        for row in rows(section.lines):
            yield marked_up(row.markup, FLUSH, into.add("P", said=row.heard))
        return
    listed: Element | None = None
    for line in section.lines:
        if line.label and not line.text:
            yield paragraph(line.label, TRACE_PART, into.add("H3"))
            listed = None
        else:
            listed = listed or into.add("L")
            yield _criterion(line, listed.add("LI"), marks)


def _criterion(line: Line, into: Element, marks: Mapping[str, str]) -> Flowable:
    note = f' <font size="6.4">{markup(line.note)}</font>' if line.note else ""
    label = f"<b>{markup(line.label)}</b> " if line.label else ""
    mark = into.add("Lbl", said=marks.get(line.mark, ""))
    text = f"{label}{markup(line.text)}{note}"
    return marked_up(text, TRACE, into.add("LBody"), label=mark, beside=line.mark)
