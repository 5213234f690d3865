"""The front of the letter: what decides, on one page in a normal case."""

from collections.abc import Iterable, Iterator
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Spacer

from triage.fonts import REGULAR
from triage.paper.flowables import Rule
from triage.paper.tree import Element, Kid
from triage.referral.letter import Line, Referral, Section
from triage.referral.pdf_pages import BOTTOM, LEFT, TOP
from triage.referral.pdf_type import (
    ALARM,
    CLOSE,
    DRAFT,
    GAP,
    HEADLINE,
    PERSON,
    ROOMY,
    USUAL,
    WIDE,
    Type,
    heard,
    marked_up,
    markup,
    paragraph,
    rows,
)

_BESIDE: Final = 60  # characters of level or receiver that leave room for a note
_LARGER: Final = ((WIDE, 1.2), (ROOMY, 1.08))
"""Larger type, and how much the front grows at least from the usual type to it."""
_ROOM: Final = (A4[0] - 2 * LEFT, A4[1] - TOP - BOTTOM)  # on a page: width, height


def front(referral: Referral, lost: str, root: Element) -> list[Flowable]:
    """Return what stands first, in the largest type in which it stands on one page.

    `lost` tells of characters that could not be printed.
    """
    room = _ROOM[1]
    story, kids = _set(referral, lost, USUAL)
    height = _height(story)
    if height > room:
        story, kids = _set(referral, lost, CLOSE)
    for larger, growth in _LARGER:
        if height * growth <= room:
            attempt, parts = _set(referral, lost, larger)
            if _height(attempt) <= room:
                story, kids = attempt, parts
                break
    root.kids += kids
    return story


def whole_texts(referral: Referral, root: Element) -> Iterator[Flowable]:
    """Yield the texts that the front only begins, on pages of their own."""
    for section in referral.whole:
        yield PageBreak()
        yield from _section(section, USUAL, root.add("Sect"))


def _set(referral: Referral, lost: str, kind: Type) -> tuple[list[Flowable], list[Kid]]:
    root = Element("Document")
    return list(_front(referral, lost, root, kind)), root.kids


def _height(story: Iterable[Flowable]) -> float:
    """Return the height of flowables in points, one below another.

    Of more than a page only that it is more: what is set anew need not be measured whole.
    """
    width, room = _ROOM
    height = 0.0
    for one in story:
        height += one.wrap(width, room)[1] + one.getSpaceBefore() + one.getSpaceAfter()
        if height > room:
            break
    return height


def _front(referral: Referral, lost: str, root: Element, kind: Type) -> Iterator[Flowable]:
    if referral.draft:
        yield paragraph(referral.draft.upper(), DRAFT, root.add("P"))
    yield paragraph(referral.patient, PERSON, root.add("P"))
    yield Rule(1.6, 4)
    yield paragraph(referral.headline, HEADLINE, root.add("H1"))
    if referral.alarm:
        title, *rest = map(markup, referral.alarm)
        into = root.add("P", said=heard("!", *referral.alarm))
        yield marked_up("<br/>".join([f"! {title}", *rest]), ALARM, into)
    if referral.asked:
        yield Spacer(0, 2)
        belongs = root.add("L")
        yield from (_labelled(line, kind.body, belongs) for line in referral.asked)
    yield from _asked(referral, root, kind)
    for section in referral.front:
        yield Spacer(0, kind.body.leading / 3)
        yield from _section(section, kind, root.add("Sect"))
    if lost:
        yield paragraph(lost, kind.small, root.add("P"))


def _asked(referral: Referral, root: Element, kind: Type) -> Iterator[Flowable]:
    if referral.asked or not referral.alarm:
        yield Spacer(0, 3)
    first = root.add("L")
    level, receiver, sender, *reasons = referral.request
    for line in (level, receiver):
        yield _labelled(line, kind.strong, first, roomy=True)
        yield Spacer(0, 1)
    yield _labelled(sender, kind.body, first)
    yield Spacer(0, 3)
    yield _labelled(referral.worry, kind.worry, root.add("L"))
    yield Spacer(0, 3)
    after = root.add("L")
    for line in reasons:
        yield _labelled(line, kind.body, after)
        yield Spacer(0, 1.2)
    yield Spacer(0, 2)
    yield Rule(1.6, 0)


def _labelled(line: Line, style: ParagraphStyle, into: Element, *, roomy: bool = False) -> Flowable:
    """Return a line with its label in the gutter and its note beneath, or beside where roomy."""
    text = markup(line.text)
    if line.mark:
        text = f"<b>{markup(line.mark)} {text}</b>"
    if line.note:
        beside = roomy and len(line.text) + len(line.note) < _BESIDE
        start = GAP if beside else "<br/>"
        text += f'{start}<font name="{REGULAR}" size="7.4">{markup(line.note)}</font>'
    item = into.add("LI")
    label = item.add("Lbl")
    body = item.add("LBody", said=heard(line.mark, line.text, line.note))
    return marked_up(text, style, body, label=label, beside=line.label)


def _section(section: Section, kind: Type, into: Element) -> Iterator[Flowable]:
    """Return a section with its title in the gutter beside the first row."""
    heading, title = into.add("H2"), section.title
    for row in rows(section.lines):
        part = into.add("P", said=row.heard)
        yield marked_up(row.markup, kind.body, part, label=heading, beside=title)
        title = ""
    if section.missing:
        missing = markup(section.missing)
        yield marked_up(missing, kind.small, into.add("P"), label=heading, beside=title)
