"""The document on A4, to print and to keep. The same document gives the same bytes.

Values are escaped and flow on: a text of any length is set whole, on as many pages as it
takes. Headings stand in the outline and in the contents.
"""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from triage.fonts import BOLD, REGULAR, printable, printable_characters
from triage.paper.flowables import Rule, Text
from triage.paper.story import written
from triage.paper.tree import Element
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
from triage.reading.pdf_pages import MARGINS, Entry, Heading, contents, frame_of
from triage.reading.pdf_parts import kept, table
from triage.reading.style import LIGHT
from triage.texts import translator

_GUTTER: Final = 124.0  # where labels stand, left of their text
_SET_IN: Final = 10.0

_BODY: Final = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=9, leading=12.6, textColor=HexColor(LIGHT.text),
    splitLongWords=1, spaceAfter=4, allowWidows=0, allowOrphans=0, bulletFontName=REGULAR,
)  # fmt: skip
_LEAD: Final = ParagraphStyle("lead", _BODY, fontSize=10, leading=14.2, spaceAfter=8)
_UNDER: Final = ParagraphStyle("under", _BODY, keepWithNext=1)
_SMALL: Final = ParagraphStyle(
    "small", _BODY, fontSize=7.8, leading=10.6, textColor=HexColor(LIGHT.muted)
)
_TITLE: Final = ParagraphStyle("title", _BODY, fontName=BOLD, fontSize=19, leading=24, spaceAfter=8)
_CONTENTS: Final = ParagraphStyle(
    "contents", _BODY, fontName=BOLD, fontSize=11, leading=15, spaceBefore=12, spaceAfter=9
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
    root = Element("Document")
    return written(
        _story(document, root),
        root,
        frame=frame_of(document),
        margins=MARGINS,
        language=document.language,
        title=document.title,
        subject=document.foot,
    )


def _story(document: PackDocument, root: Element) -> Iterator[Flowable]:
    story = _Story(translator(document.language)("obs:"))
    yield _paragraph(document.title, _TITLE, root.add("H1"))
    yield _paragraph(document.lead, _LEAD, root.add("P"))
    for block in document.opening:
        yield from story.block(block, root, 0)
    yield _paragraph(document.contents, _CONTENTS, root.add("H2"))
    yield from contents(document, root)
    yield PageBreak()
    yield from kept(story.body(document, root))


class _Story:
    """Sets sections and blocks, and tells what each of them is."""

    def __init__(self, beware: str) -> None:
        self._beware = beware
        """Read aloud for the sign of what is to be seen first."""

    def body(self, document: PackDocument, root: Element) -> Iterator[Flowable]:
        """Yield all sections."""
        for number, section in enumerate(document.sections):
            if number:
                yield Spacer(0, 14)
            yield from self._section(section, root, 0)

    def _section(self, section: Section, into: Element, depth: int) -> Iterator[Flowable]:
        if depth == 0:
            yield CondPageBreak(120)
            yield _rule()
        inside = self._inside(section, into.add("Sect"), depth)
        if depth > 1 and not section.sections:
            yield KeepTogether(list(inside))  # a team on one page, where it fits
        else:
            yield from inside

    def _inside(self, section: Section, into: Element, depth: int) -> Iterator[Flowable]:
        title = printable(section.title)
        style = _HEADINGS[min(depth, len(_HEADINGS) - 1)]
        heading = Heading.of(escape(title), style, into.add(_kind(depth)))
        heading.entry = Entry(title, section.id, depth)
        yield heading
        for number, block in enumerate(section.blocks):
            more = section.blocks[1:] or section.sections
            if number == 0 and isinstance(block, Prose) and more:  # stays with what it introduces
                yield _paragraph(block.text, _UNDER, into.add("P"))
            else:
                yield from self.block(block, into, depth + 1)
        for inside in section.sections:
            yield from self._section(inside, into, depth + 1)

    def block(self, block: Block, into: Element, depth: int) -> Iterator[Flowable]:
        """Yield a block; were it a heading, it would be of such a depth."""
        match block:
            case Prose(tone=tone):
                style = {"plain": _BODY, "lead": _LEAD, "small": _SMALL}[tone]
                yield _paragraph(block.text, style, into.add("P"))
            case Notice():
                yield self._notice(block, into.add("P"))
            case Terms():
                listed = into.add("L")
                for label, text in block.rows:
                    yield _item(text, _TERM, listed.add("LI"), label)
                yield Spacer(0, 3)
            case Statement():
                yield from _statement(block, into.add("Div"))
            case Statements():
                if block.lead:
                    yield _paragraph(block.lead, _JOINT, into.add(_kind(depth)))
                listed = into.add("L")
                for item in block.items:
                    yield from _statement(item, listed.add("LI").add("LBody"))
            case Table():
                yield table(block, _BODY, into)

    def _notice(self, notice: Notice, into: Element) -> Flowable:
        ground, tone = {
            "note": (LIGHT.notice, LIGHT.gap),
            "gap": (LIGHT.notice, LIGHT.gap),
            "fails": (LIGHT.alarm, LIGHT.danger),
            "holds": (LIGHT.base, LIGHT.yes),
        }[notice.weight]
        style = ParagraphStyle(
            f"notice {notice.weight}",
            _NOTICE,
            backColor=HexColor(ground),
            bulletColor=HexColor(tone),
        )
        # What is proved or not says so in its first word.
        said = self._beware if notice.weight in {"note", "gap"} else ""
        sign = into.add("Span", said)
        return Text.of(_markup(notice.text), style, into, label=sign, beside=notice.sign)


def _statement(one: Statement, into: Element) -> Iterator[Flowable]:
    """Yield a statement; it stays on one page, unless it is longer than most."""
    together: list[Flowable] = [
        _paragraph(one.text, _LINE if one.running else _SAID, into.add("P"))
    ]
    for label, text in one.lines:
        marked = f'<font color="{LIGHT.muted}">{_markup(label)}:</font> {_markup(text)}'
        together.append(Text.of(marked, _LINE, into.add("P")))
    listed = into.add("L")
    together += [_item(choice, _CHOICE, listed.add("LI"), "–") for choice in one.choices]
    if one.source:
        together.append(_paragraph(one.source, _SOURCE, into.add("P")))
    yield KeepTogether(together)
    yield Spacer(0, 6 if len(together) > 1 else 1)  # bare statements read as a list


def _kind(depth: int) -> str:
    """Return what a heading is: the document's title alone is of the first level."""
    return f"H{min(depth + 2, 6)}"


def _paragraph(text: str, style: ParagraphStyle, into: Element) -> Text:
    return Text.of(_markup(text), style, into)


def _item(text: str, style: ParagraphStyle, into: Element, label: str) -> Text:
    mark = into.add("Lbl")
    body = into.add("LBody")
    return Text.of(_markup(text), style, body, label=mark, beside=printable(label))


def _markup(text: str) -> str:
    """Return a value as markup that prints as it was typed."""
    return escape(printable(text)).replace("\n", "<br/>")


def _rule() -> Rule:
    rule = Rule(1.2, before=1, after=4, colour=LIGHT.primary)
    rule.keepWithNext = 1
    return rule
