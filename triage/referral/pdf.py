"""The letter on A4: black on white, one page in front, the criteria trace after it.

The same letter gives the same bytes. Values are escaped: what looks like markup prints as
it was typed. Text that is long flows on to more pages and is never cut.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
)

from triage.fonts import BOLD, REGULAR, lacking, printable, printable_characters
from triage.referral.letter import Line, Referral, Section
from triage.referral.pdf_pages import BOTTOM, LEFT, TOP, pages_of

_GUTTER: Final = 88.0  # where section titles stand, left of the text

_BODY: Final = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=8.4, leading=10.8, leftIndent=_GUTTER,
    bulletIndent=0, bulletFontName=BOLD, bulletFontSize=8.4, splitLongWords=1,
)  # fmt: skip
_CLOSE: Final = ParagraphStyle("close", _BODY, fontSize=7.6, leading=9.5, bulletFontSize=7.6)
_BESIDE: Final = 60  # characters of level or receiver that leave room for a note
_FRONT: Final = (A4[0] - 2 * LEFT, A4[1] - TOP - BOTTOM)  # room on a page: width, height
_SMALL: Final = ParagraphStyle("small", _BODY, fontSize=7, leading=9)
_STRONG: Final = ParagraphStyle("strong", _BODY, fontName=BOLD, fontSize=11, leading=14)
_WORRY: Final = ParagraphStyle("worry", _BODY, fontSize=10, leading=13)
_HEADLINE: Final = ParagraphStyle("headline", fontName=BOLD, fontSize=16, leading=20)
_PERSON: Final = ParagraphStyle("person", fontName=BOLD, fontSize=11, leading=14)
_ALARM: Final = ParagraphStyle(
    "alarm", fontName=BOLD, fontSize=10, leading=13, borderColor=black, borderWidth=1.6,
    borderPadding=6, leftIndent=7, rightIndent=7, spaceBefore=9, spaceAfter=12,
)  # fmt: skip
_TRACE_TITLE: Final = ParagraphStyle("trace title", fontName=BOLD, fontSize=12, leading=16)
_TRACE_HEAD: Final = ParagraphStyle("trace head", fontName=BOLD, fontSize=8.6, leading=11.5)
_TRACE: Final = ParagraphStyle(
    "trace", fontName=REGULAR, fontSize=7.6, leading=9.8, leftIndent=26, bulletIndent=12,
    bulletFontName=BOLD, bulletFontSize=7.6, splitLongWords=1,
)  # fmt: skip
_TRACE_PART: Final = ParagraphStyle(
    "trace part", fontName=BOLD, fontSize=7, leading=9.6, leftIndent=12, spaceBefore=1
)
_RIGHT: Final = ParagraphStyle("right", _PERSON, alignment=TA_RIGHT)

_NO_BREAK: Final = "\u00a0"
_GAP: Final = f"{_NO_BREAK * 3} "  # between short statements on one row
_SHORT: Final = 24  # characters that are kept on one row


def pdf(referral: Referral) -> bytes:
    """Return the letter as a PDF."""
    printable_characters()
    into = BytesIO()
    document = SimpleDocTemplate(
        into,
        pagesize=A4,
        leftMargin=LEFT - 6,  # a frame pads its content by 6 points
        rightMargin=LEFT - 6,
        topMargin=TOP - 6,
        bottomMargin=BOTTOM - 6,
        title=f"Vägval: {referral.title}",
        author="Vägval",
        lang="en" if referral.language == "en" else "sv-SE",
        displayDocTitle=True,
        invariant=1,
    )
    document.build(_story(referral), canvasmaker=pages_of(referral))
    return into.getvalue()


def unprintable(referral: Referral) -> tuple[str, ...]:
    """Return the characters of the letter that print as a visible replacement."""
    return tuple(sorted(lacking("".join(_texts(referral)))))


def _texts(referral: Referral) -> Iterator[str]:
    yield from (referral.patient, referral.headline, *referral.alarm)
    sections = (*referral.front, *referral.trace)
    lines = (
        *referral.asked,
        *referral.request,
        referral.worry,
        *(line for one in sections for line in one.lines),
    )
    for line in lines:
        yield from (line.label, line.text, line.note)
    for section in sections:
        yield section.missing


def _story(referral: Referral) -> list[Flowable]:
    story = _front(referral, _BODY)
    if _height(story) > _FRONT[1]:
        story = _front(referral, _CLOSE)
    story += [PageBreak(), _paragraph(referral.trace_title, _TRACE_TITLE)]
    story += [Paragraph(_text(referral.trace_lead), _unindented(_SMALL)), Spacer(0, 4)]
    for section in referral.trace:
        story += [*_trace_section(section), Spacer(0, 4)]
    return story


def _front(referral: Referral, body: ParagraphStyle) -> list[Flowable]:
    """Return what stands before the trace; it is set closer where it else outgrows a page."""
    story = [*_first_block(referral, body)]
    for section in referral.front:
        story += [Spacer(0, body.leading / 3), *_section(section, body)]
    lost = unprintable(referral)
    if lost:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in lost)
        story.append(_paragraph(referral.replaced.format(characters=codes), _SMALL))
    return story


def _height(story: Iterable[Flowable]) -> float:
    """Return the height of flowables in points, one below another."""
    width, room = _FRONT
    return sum(
        one.wrap(width, room)[1] + one.getSpaceBefore() + one.getSpaceAfter() for one in story
    )


def _first_block(referral: Referral, body: ParagraphStyle) -> Iterator[Flowable]:
    if referral.draft:
        yield _paragraph(referral.draft.upper(), _RIGHT)
    yield _paragraph(referral.patient, _PERSON)
    yield _rule(1.6, 4)
    yield _paragraph(referral.headline, _HEADLINE)
    yield from (_labelled(line, body) for line in referral.asked)
    if referral.alarm:
        title, *rest = map(_text, referral.alarm)
        yield Paragraph("<br/>".join([f"! {title}", *rest]), _ALARM)
    else:
        yield Spacer(0, 3)
    for index, line in enumerate(referral.request[:2]):
        yield _labelled(line, _STRONG)
        yield Spacer(0, 1 if index == 0 else 3)
    yield _labelled(referral.worry, _WORRY)
    yield Spacer(0, 3)
    for line in referral.request[2:]:
        yield _labelled(line, body)
        yield Spacer(0, 1.2)
    yield Spacer(0, 2)
    yield _rule(1.6, 0)


def _labelled(line: Line, style: ParagraphStyle) -> Paragraph:
    """Return a line with its label in the gutter and its note beneath."""
    text = f"<b>{_text(line.mark)} {_text(line.text)}</b>" if line.mark else _text(line.text)
    note = ""
    if line.note:
        beside = style is _STRONG and len(line.text) + len(line.note) < _BESIDE
        start = _GAP if beside else "<br/>"
        note = f'{start}<font name="{REGULAR}" size="7.4">{_text(line.note)}</font>'
    return Paragraph(f"{text}{note}", style, bulletText=_title(line.label))


def _section(section: Section, style: ParagraphStyle) -> Iterator[Flowable]:
    """Return a section with its title in the gutter beside the first row."""
    title = section.title
    for row in _rows(section.lines):
        yield Paragraph(row, style, bulletText=_title(title))
        title = ""
    if section.missing:
        yield Paragraph(_text(section.missing), _SMALL, bulletText=_title(title))


def _rows(lines: Iterable[Line]) -> Iterator[str]:
    """Yield a section's rows as markup; short statements share one."""
    together: list[str] = []
    for line in lines:
        if line.brief:
            together.append(_statement(line))
            continue
        if together:
            yield _GAP.join(together)
            together = []
        yield _statement(line)
    if together:
        yield _GAP.join(together)


def _statement(line: Line) -> str:
    mark = f"<b>{_text(line.mark)}</b>{_NO_BREAK}" if line.mark else ""
    label = f"<b>{_text(_together(line.label))}</b>{_NO_BREAK * 2}" if line.label else ""
    note = f' <font size="7">({_text(line.note)})</font>' if line.note else ""
    words = line.text if len(line.text) > _SHORT else _together(line.text)
    text = f"<b>{_text(words)}</b>" if line.mark == "!" else _text(words)
    return f"{mark}{label}{text}{note}"


def _together(text: str) -> str:
    """Return a few words that a row's end never parts, such as a telephone number."""
    return text.replace(" ", _NO_BREAK)


def _trace_section(section: Section) -> Iterator[Flowable]:
    yield CondPageBreak(48)  # a title stays with its first lines
    yield _rule(0.4, 2)
    yield _paragraph(section.title, _TRACE_HEAD)
    if any(line.brief for line in section.lines):
        plain = _unindented(_SMALL)
        yield from (Paragraph(row, plain) for row in _rows(section.lines))
        return
    for line in section.lines:
        if line.label and not line.text:
            yield _paragraph(line.label, _TRACE_PART)
        else:
            note = f' <font size="6.4">{_text(line.note)}</font>' if line.note else ""
            label = f"<b>{_text(line.label)}</b> " if line.label else ""
            markup = f"{label}{_text(line.text)}{note}"
            yield Paragraph(markup, _TRACE, bulletText=printable(line.mark) or None)


def _unindented(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name} flush", style, leftIndent=0)


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(_text(text), style)


def _text(text: str) -> str:
    """Return a value as markup that prints as it was typed."""
    return escape(printable(text)).replace("\n", "<br/>")


def _title(text: str) -> str | None:
    return printable(text) or None


def _rule(thickness: float, after: float) -> HRFlowable:
    return HRFlowable(
        width="100%", thickness=thickness, color="black", spaceBefore=0, spaceAfter=after
    )
