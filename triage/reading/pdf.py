"""The document on A4, to print and to keep. The same document gives the same bytes.

Values are escaped and flow on: a text of any length is set whole, on as many pages as it
takes. Headings stand in the outline and in the contents.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
)

from triage.fonts import BOLD, REGULAR, printable, printable_characters
from triage.reading.content import (
    Block,
    Notice,
    PackDocument,
    Section,
    Statement,
    Statements,
    Table,
    Terms,
)
from triage.reading.content import Paragraph as Prose
from triage.reading.pdf_pages import Contents, Entry, Heading, Pages
from triage.reading.pdf_parts import kept, table
from triage.reading.style import LIGHT

_GUTTER: Final = 124.0  # where labels stand, left of their text
_SET_IN: Final = 10.0

_BODY: Final = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=9, leading=12.6, textColor=HexColor(LIGHT.text),
    splitLongWords=1, spaceAfter=4, allowWidows=0, allowOrphans=0,
)  # fmt: skip
_LEAD: Final = ParagraphStyle("lead", _BODY, fontSize=10, leading=14.2, spaceAfter=8)
_UNDER: Final = ParagraphStyle("under", _BODY, keepWithNext=1)
_SMALL: Final = ParagraphStyle(
    "small", _BODY, fontSize=7.8, leading=10.6, textColor=HexColor(LIGHT.muted)
)
_TITLE: Final = ParagraphStyle("title", _BODY, fontName=BOLD, fontSize=19, leading=24, spaceAfter=8)
_CONTENTS: Final = ParagraphStyle(
    "contents", _BODY, fontName=BOLD, fontSize=11, leading=15, spaceBefore=12
)
_HEADINGS: Final = (
    ParagraphStyle(
        "h1", _BODY, fontName=BOLD, fontSize=14, leading=18, textColor=HexColor(LIGHT.primary),
        spaceBefore=2, spaceAfter=6, keepWithNext=1,
    ),
    ParagraphStyle(
        "h2", _BODY, fontName=BOLD, fontSize=11, leading=14.5, spaceBefore=12, spaceAfter=3,
        keepWithNext=1,
    ),
    ParagraphStyle(
        "h3", _BODY, fontName=BOLD, fontSize=9.4, leading=12.6, spaceBefore=9, spaceAfter=3,
        keepWithNext=1,
    ),
)  # fmt: skip
_JOINT: Final = ParagraphStyle(
    "joint", _BODY, fontName=BOLD, fontSize=8.6, leading=11.6, spaceBefore=6, spaceAfter=3,
    textColor=HexColor(LIGHT.muted), keepWithNext=1,
)  # fmt: skip
_SAID: Final = ParagraphStyle("said", _BODY, fontName=BOLD, leftIndent=_SET_IN, spaceAfter=1)
_LINE: Final = ParagraphStyle("line", _BODY, leftIndent=_SET_IN, spaceAfter=1)
_CHOICE: Final = ParagraphStyle(
    "choice", _BODY, leftIndent=_SET_IN + 20, bulletIndent=_SET_IN + 9, spaceAfter=0
)
_SOURCE: Final = ParagraphStyle("source", _SMALL, leftIndent=_SET_IN, spaceAfter=0)
_TERM: Final = ParagraphStyle(
    "term", _BODY, leftIndent=_GUTTER, bulletIndent=0, bulletFontName=REGULAR, bulletFontSize=8.4,
    bulletColor=HexColor(LIGHT.muted), spaceAfter=1.6,
)  # fmt: skip
_NOTICE: Final = ParagraphStyle(
    "notice", _BODY, leftIndent=18, bulletIndent=6, bulletFontName=BOLD, bulletFontSize=9,
    rightIndent=4, borderPadding=4, spaceBefore=5, spaceAfter=9,
)  # fmt: skip


def pdf(document: PackDocument) -> bytes:
    """Return the document as a PDF."""
    printable_characters()
    into = BytesIO()
    pages = Pages(into, document)
    pages.multiBuild(list(_story(document, pages)), maxPasses=8)
    return into.getvalue()


def _story(document: PackDocument, pages: Pages) -> Iterator[Flowable]:
    yield _paragraph(document.title, _TITLE)
    yield _paragraph(document.lead, _LEAD)
    for block in document.opening:
        yield from _block(block)
    yield _paragraph(document.contents, _CONTENTS)
    yield Contents(pages)
    yield PageBreak()
    yield from kept(_body(document))


def _body(document: PackDocument) -> Iterator[Flowable]:
    for number, section in enumerate(document.sections):
        if number:
            yield Spacer(0, 14)
        yield from _section(section, 0)


def _section(section: Section, depth: int, *, listed: bool = True) -> Iterator[Flowable]:
    if depth == 0:
        yield CondPageBreak(120)
        yield _rule(1.2, LIGHT.primary)
    if depth > 1 and not section.sections:
        yield KeepTogether(
            list(_inside(section, depth, listed=listed))
        )  # a team on one page, where it fits
    else:
        yield from _inside(section, depth, listed=listed)


def _inside(section: Section, depth: int, *, listed: bool) -> Iterator[Flowable]:
    title = printable(section.title)
    style = _HEADINGS[min(depth, len(_HEADINGS) - 1)]
    heading = Heading(escape(title), style)
    heading.entry = Entry(title, section.id, depth, listed)
    yield heading
    for number, block in enumerate(section.blocks):
        more = section.blocks[1:] or section.sections
        if number == 0 and isinstance(block, Prose) and more:  # stays with what it introduces
            yield _paragraph(block.text, _UNDER)
        else:
            yield from _block(block)
    for inside in section.sections:
        yield from _section(inside, depth + 1, listed=section.listed)


def _block(block: Block) -> Iterator[Flowable]:
    match block:
        case Prose(tone=tone):
            yield _paragraph(block.text, {"plain": _BODY, "lead": _LEAD, "small": _SMALL}[tone])
        case Notice():
            yield _notice(block)
        case Terms():
            for label, text in block.rows:
                yield Paragraph(_text(text), _TERM, bulletText=printable(label))
            yield Spacer(0, 3)
        case Statement():
            yield from _statement(block)
        case Statements():
            if block.lead:
                yield _paragraph(block.lead, _JOINT)
            for item in block.items:
                yield from _statement(item)
        case Table():
            yield table(block, _BODY)


def _notice(notice: Notice) -> Paragraph:
    ground, tone = {
        "note": (LIGHT.notice, LIGHT.gap),
        "gap": (LIGHT.notice, LIGHT.gap),
        "fails": (LIGHT.alarm, LIGHT.danger),
        "holds": (LIGHT.base, LIGHT.yes),
    }[notice.weight]
    style = ParagraphStyle(
        f"notice {notice.weight}", _NOTICE, backColor=HexColor(ground), bulletColor=HexColor(tone)
    )
    return Paragraph(_text(notice.text), style, bulletText=notice.sign)


def _statement(one: Statement) -> Iterator[Flowable]:
    """Yield a statement; it stays on one page, unless it is longer than most."""
    together: list[Flowable] = [_paragraph(one.text, _LINE if one.running else _SAID)]
    muted = LIGHT.muted
    for label, text in one.lines:
        marked = f'<font color="{muted}">{_text(label)}:</font> {_text(text)}'
        together.append(Paragraph(marked, _LINE))
    together += [Paragraph(_text(choice), _CHOICE, bulletText="–") for choice in one.choices]
    if one.source:
        together.append(_paragraph(one.source, _SOURCE))
    yield KeepTogether(together)
    yield Spacer(0, 6 if len(together) > 1 else 1)  # bare statements read as a list


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(_text(text), style)


def _text(text: str) -> str:
    """Return a value as markup that prints as it was typed."""
    return escape(printable(text)).replace("\n", "<br/>")


def _rule(thickness: float, colour: str) -> HRFlowable:
    rule = HRFlowable(width="100%", thickness=thickness, color=HexColor(colour), spaceAfter=4)
    rule.keepWithNext = 1
    return rule
