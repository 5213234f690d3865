"""The type of the letter, and its values as markup. Lengths are in points.

Values are escaped: what looks like markup prints as it was typed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from triage.fonts import BOLD, REGULAR, printable
from triage.paper.flowables import Text
from triage.paper.tree import Element
from triage.referral.letter import Line
from triage.right_to_left import in_rows, reads_from_right

_GUTTER: Final = 10.5  # where section titles stand, left of the text; in sizes of the type

_BODY: Final = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=8.4, leading=10.8,
    bulletIndent=0, bulletFontName=BOLD, bulletFontSize=8.4, splitLongWords=1,
)  # fmt: skip


class Type(NamedTuple):
    """The front's sizes, which go together."""

    body: ParagraphStyle
    small: ParagraphStyle
    strong: ParagraphStyle
    """Level and receiver."""
    worry: ParagraphStyle


def _type(name: str, size: float, leading: float, small: float) -> Type:
    body = ParagraphStyle(
        name, _BODY, fontSize=size, leading=leading, bulletFontSize=size, leftIndent=_GUTTER * size
    )
    return Type(
        body,
        ParagraphStyle(f"{name} small", body, fontSize=small, leading=small * 1.28),
        ParagraphStyle(f"{name} strong", body, fontName=BOLD, fontSize=11, leading=14),
        ParagraphStyle(f"{name} worry", body, fontSize=10.6, leading=13.6),
    )


USUAL: Final = _type("usual", 8.4, 10.8, 7)
WIDE: Final = _type("wide", 9.4, 12.2, 8)
ROOMY: Final = _type("roomy", 8.9, 11.5, 7.5)
CLOSE: Final = _type("close", 7.6, 9.5, 7)
HEADLINE: Final = ParagraphStyle("headline", fontName=BOLD, fontSize=16, leading=20)
PERSON: Final = ParagraphStyle("person", fontName=BOLD, fontSize=11, leading=14)
DRAFT: Final = ParagraphStyle("draft", PERSON, alignment=TA_RIGHT)
ALARM: Final = ParagraphStyle(
    "alarm", fontName=BOLD, fontSize=10, leading=13, borderColor=black, borderWidth=1.6,
    borderPadding=6, leftIndent=7, rightIndent=7, spaceBefore=9, spaceAfter=12,
)  # fmt: skip
FLUSH: Final = ParagraphStyle("flush", fontName=REGULAR, fontSize=7, leading=9)
TRACE_TITLE: Final = ParagraphStyle("trace title", fontName=BOLD, fontSize=12, leading=16)
TRACE_HEAD: Final = ParagraphStyle("trace head", fontName=BOLD, fontSize=8.6, leading=11.5)
TRACE: Final = ParagraphStyle(
    "trace", fontName=REGULAR, fontSize=7.6, leading=9.8, leftIndent=26, bulletIndent=12,
    bulletFontName=BOLD, bulletFontSize=7.6, splitLongWords=1,
)  # fmt: skip
TRACE_PART: Final = ParagraphStyle(
    "trace part", fontName=BOLD, fontSize=7, leading=9.6, leftIndent=12, spaceBefore=1
)


NO_BREAK: Final = "\u00a0"
GAP: Final = f"{NO_BREAK * 3} "  # between short statements on one row
_SHORT: Final = 24  # characters that are kept on one row
_TELEPHONE: Final = re.compile(
    r"(?<![\w-])(?:0\d{1,3}|\+46 ?\d{1,3})[- ]\d{2,3}(?: \d{2,3}){1,3}\b"
)


def paragraph(text: str, style: ParagraphStyle, into: Element) -> Text:
    """Return a value as a paragraph."""
    into.said = heard(text)
    return marked_up(markup(text), style, into)


def marked_up(
    text: str,
    style: ParagraphStyle,
    into: Element,
    *,
    label: Element | None = None,
    beside: str = "",
) -> Text:
    """Return a paragraph of markup; what stands beside it is a value and of the element `label`."""
    return Text.of(text, style, into, label=label, beside=printable(beside))


def markup(text: str) -> str:
    """Return a value as markup that prints as it was typed; no row's end parts a number to call."""
    whole = _TELEPHONE.sub(lambda number: _together(number[0]), text)
    return escape(printable(in_rows(whole))).replace("\n", "<br/>")


class Row(NamedTuple):
    """A row as markup, and what is read of it where the signs on paper stand in another order."""

    markup: str
    heard: str


def rows(lines: Iterable[Line]) -> Iterator[Row]:
    """Yield a section's rows; short statements share one."""
    together: list[Line] = []
    for line in lines:
        if line.brief:
            together.append(line)
            continue
        if together:
            yield _row(together)
            together = []
        yield _row([line])
    if together:
        yield _row(together)


def _row(lines: Sequence[Line]) -> Row:
    told = (text for line in lines for text in (line.mark, line.label, line.text, line.note))
    return Row(GAP.join(map(_statement, lines)), heard(*told))


def heard(*texts: str) -> str:
    """Return what is read for texts that are set from the right; "" where it is what is seen."""
    return " ".join(filter(None, texts)) if any(map(reads_from_right, texts)) else ""


def _statement(line: Line) -> str:
    mark = f"<b>{markup(line.mark)}</b>{NO_BREAK}" if line.mark else ""
    label = f"<b>{markup(_together(line.label))}</b>{NO_BREAK * 2}" if line.label else ""
    note = f' <font size="7">({markup(line.note)})</font>' if line.note else ""
    words = line.text if len(line.text) > _SHORT else _together(line.text)
    text = f"<b>{markup(words)}</b>" if line.mark == "!" else markup(words)
    return f"{mark}{label}{text}{note}"


def _together(text: str) -> str:
    """Return a few words that a row's end never parts, such as a telephone number."""
    return text.replace(" ", NO_BREAK)
