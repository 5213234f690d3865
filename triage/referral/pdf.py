"""The letter on A4: black on white, one page in front, the criteria trace after it.

The same letter gives the same bytes. Values are escaped: what looks like markup prints as
it was typed. Text that is long flows on to more pages and is never cut.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
)

from triage.referral.fonts import BOLD, REGULAR, lacking, printable, printable_characters
from triage.referral.letter import Line, Referral, Section

_WIDTH, _HEIGHT = A4
_LEFT: Final = 45.0
_TOP: Final = 48.0
_BOTTOM: Final = 56.0
_GUTTER: Final = 92.0  # where section titles stand, left of the text
_FOOT_SIZE: Final = 6.2
_FOOT_LEADING: Final = 7.6
_TEXT_WIDTH: Final = _WIDTH - 2 * _LEFT

_BODY: Final = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=8.4, leading=10.9, leftIndent=_GUTTER,
    bulletIndent=0, bulletFontName=BOLD, bulletFontSize=8.4, splitLongWords=1,
)  # fmt: skip
_SMALL: Final = ParagraphStyle("small", _BODY, fontSize=7, leading=9)
_STRONG: Final = ParagraphStyle("strong", _BODY, fontName=BOLD, fontSize=11, leading=14)
_WORRY: Final = ParagraphStyle("worry", _BODY, fontSize=10, leading=13)
_HEADLINE: Final = ParagraphStyle("headline", fontName=BOLD, fontSize=16, leading=20)
_PERSON: Final = ParagraphStyle("person", fontName=BOLD, fontSize=11, leading=14)
_ALARM: Final = ParagraphStyle(
    "alarm", fontName=BOLD, fontSize=10, leading=13, borderColor="black", borderWidth=1.6,
    borderPadding=(5, 6, 6, 6), leftIndent=7, rightIndent=7, spaceBefore=9, spaceAfter=12,
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

_GAP: Final = "\u2003"  # between short statements on one row
_NO_BREAK: Final = "\u00a0"


def pdf(referral: Referral) -> bytes:
    """Return the letter as a PDF."""
    printable_characters()
    into = BytesIO()
    document = SimpleDocTemplate(
        into,
        pagesize=A4,
        leftMargin=_LEFT - 6,  # a frame pads its content by 6 points
        rightMargin=_LEFT - 6,
        topMargin=_TOP - 6,
        bottomMargin=_BOTTOM - 6,
        title=f"Vägval: {referral.title}",
        author="Vägval",
        lang="en" if referral.language == "en" else "sv-SE",
        displayDocTitle=True,
        invariant=1,
    )
    document.build(_story(referral), canvasmaker=_pages_of(referral))
    return into.getvalue()


def unprintable(referral: Referral) -> tuple[str, ...]:
    """Return the characters of the letter that print as a visible replacement."""
    return tuple(sorted(lacking("".join(_texts(referral)))))


def _texts(referral: Referral) -> Iterator[str]:
    yield from (referral.patient, referral.headline, *referral.alarm)
    sections = (*referral.front, *referral.trace)
    lines = (*referral.request, referral.worry, *(line for one in sections for line in one.lines))
    for line in lines:
        yield from (line.label, line.text, line.note)
    for section in sections:
        yield section.missing


def _story(referral: Referral) -> list[Flowable]:
    story: list[Flowable] = [*_first_block(referral)]
    for section in referral.front:
        story += [_rule(0.4, 2.6), *_section(section), Spacer(0, 2.4)]
    lost = unprintable(referral)
    if lost:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in lost)
        story.append(_paragraph(referral.replaced.format(characters=codes), _SMALL))
    story += [PageBreak(), _paragraph(referral.trace_title, _TRACE_TITLE)]
    story += [Paragraph(_text(referral.trace_lead), _unindented(_SMALL)), Spacer(0, 4)]
    for section in referral.trace:
        story += [*_trace_section(section), Spacer(0, 4)]
    return story


def _first_block(referral: Referral) -> Iterator[Flowable]:
    if referral.draft:
        yield _paragraph(referral.draft.upper(), _RIGHT)
    yield _paragraph(referral.patient, _PERSON)
    yield _rule(1.6, 4)
    yield _paragraph(referral.headline, _HEADLINE)
    if referral.alarm:
        title, *rest = map(_text, referral.alarm)
        yield Paragraph("<br/>".join([f"! {title}", *rest]), _ALARM)
    else:
        yield Spacer(0, 4)
    for index, line in enumerate(referral.request[:2]):
        yield _labelled(line, _STRONG)
        yield Spacer(0, 1 if index == 0 else 3)
    yield _labelled(referral.worry, _WORRY)
    yield Spacer(0, 3)
    for line in referral.request[2:]:
        yield _labelled(line, _BODY)
        yield Spacer(0, 1.2)
    yield Spacer(0, 2)
    yield _rule(1.6, 0)


def _labelled(line: Line, style: ParagraphStyle) -> Paragraph:
    """Return a line with its label in the gutter and its note beneath."""
    mark = f"<b>{_text(line.mark)}</b> " if line.mark else ""
    note = f'<br/><font name="{REGULAR}" size="7.4">{_text(line.note)}</font>' if line.note else ""
    return Paragraph(f"{mark}{_text(line.text)}{note}", style, bulletText=_title(line.label))


def _section(section: Section) -> Iterator[Flowable]:
    """Return a section with its title in the gutter beside the first row."""
    title = section.title
    for row in _rows(section.lines):
        yield Paragraph(row, _BODY, bulletText=_title(title))
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
            yield f"{_GAP} ".join(together)
            together = []
        yield _statement(line)
    if together:
        yield f"{_GAP} ".join(together)


def _statement(line: Line) -> str:
    mark = f"<b>{_text(line.mark)}</b>{_NO_BREAK}" if line.mark else ""
    label = f"<b>{_text(line.label)}</b>{_NO_BREAK} " if line.label else ""
    note = f' <font size="7">({_text(line.note)})</font>' if line.note else ""
    return f"{mark}{label}{_text(line.text)}{note}"


def _trace_section(section: Section) -> Iterator[Flowable]:
    yield CondPageBreak(48)  # a title stays with its first lines
    yield _rule(0.4, 2)
    yield _paragraph(section.title, _TRACE_HEAD)
    if section.lines and all(line.brief for line in section.lines if line.label):
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


def _pages_of(referral: Referral) -> type[Canvas]:
    """Return a canvas that writes head and foot once it knows how many pages there are."""
    foot = [
        *simpleSplit(printable(referral.pack), REGULAR, _FOOT_SIZE, _TEXT_WIDTH),
        *simpleSplit(printable(referral.intended_purpose), REGULAR, _FOOT_SIZE, _TEXT_WIDTH),
    ]
    head = _fitted(printable(referral.patient), _TEXT_WIDTH - 200)
    kind = " · ".join(part for part in (referral.title, referral.draft) if part)

    class Pages(Canvas):
        """Keeps each page until the last one is laid out."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._laid_out: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - ReportLab's name
            self._laid_out.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._laid_out, start=1):
                self.__dict__.update(page)
                self._frame(number, len(self._laid_out))
                super().showPage()
            super().save()

        def _frame(self, number: int, pages: int) -> None:
            top, right = _HEIGHT - 32, _WIDTH - _LEFT
            count = referral.page.format(page=number, pages=pages)
            self.setFont(BOLD if number > 1 else REGULAR, 7.4)
            self.drawString(_LEFT, top, head if number > 1 else printable(kind))
            self.setFont(REGULAR, 7.4)
            self.drawRightString(
                right, top, count if number == 1 else f"{printable(kind)} · {count}"
            )
            self.setLineWidth(0.4)
            base = 18 + _FOOT_LEADING * (len(foot) - 1)
            self.line(_LEFT, base + _FOOT_LEADING + 1, right, base + _FOOT_LEADING + 1)
            for index, row in enumerate(foot):
                self.setFont(REGULAR, _FOOT_SIZE)
                self.drawString(_LEFT, base - index * _FOOT_LEADING, row)

    return Pages


def _fitted(text: str, width: float) -> str:
    """Return a text for the head of a page; the whole of it stands on the first one."""
    if stringWidth(text, BOLD, 7.4) <= width:
        return text
    name, dot, number = text.rpartition(" · ")
    while name and stringWidth(f"{name}…{dot}{number}", BOLD, 7.4) > width:
        name = name[:-1]
    return f"{name}…{dot}{number}"
