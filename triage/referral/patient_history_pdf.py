"""A patient's history on A4: the scores as a table, and below it what happened, line by line."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth

from triage.fonts import BOLD, REGULAR, codes, lacking, printable, printable_characters
from triage.paper.canvas import Frame, Pages
from triage.paper.lines import lines, typed_lines
from triage.paper.tree import COLUMN, ROW, Element
from triage.referral.grounds import said_of_itself
from triage.referral.patient_history import HistoryPaper, PaperLine, texts
from triage.referral.pdf_type import heard
from triage.texts import Translate, translator

_WIDTH, _HEIGHT = A4
_LEFT: Final = 42.0
_TOP: Final = _HEIGHT - 48
_BOTTOM: Final = 64.0
_ROOM: Final = _WIDTH - 2 * _LEFT
_WHEN: Final = 92.0
"""Of the times at the left."""
_NAME: Final = 132.0
"""Of the scores' names."""
_CELL: Final = 46.0
"""Of a day in the table; what finds no room stands in another table below."""
_SIZE: Final = 9.0
_LEADING: Final = 11.6
_SMALL: Final = 7.4


def pdf(paper: HistoryPaper) -> bytes:
    """Return the history; the same paper gives the same bytes."""
    printable_characters()
    _ = translator(paper.language)
    root = Element("Document")
    frame = _frame(paper, _)
    page = Pages.begin(paper.title, A4, root=root, frame=frame, language=paper.language)
    sheet = _Sheet(page)
    _head(sheet, root, paper, _)
    if paper.scores:
        _scores(sheet, root, paper, _)
    _course(sheet, root, paper, _)
    return page.end()


class _Sheet:
    """Where the next line goes."""

    def __init__(self, page: Pages) -> None:
        self.page, self.y = page, _TOP

    def ensure(self, height: float) -> None:
        """Turn the page where so much does not fit any more."""
        if self.y - height < _BOTTOM:
            self.turn()

    def turn(self) -> None:
        self.page.showPage()
        self.y = _TOP

    def text(
        self,
        into: Element,
        text: str,
        *,
        font: str = REGULAR,
        size: float = _SIZE,
        left: float = _LEFT,
    ) -> None:
        """Set a text as one part of the document, over as many pages as it takes."""
        leading = size * 1.29
        into.said = heard(text)
        found = list(typed_lines(text, font, size, _WIDTH - _LEFT - left))
        while found:
            self.ensure(leading)
            room = max(1, int((self.y - _BOTTOM) / leading))
            rows, found = found[:room], found[room:]
            if found:
                rows[-1] += " "  # or a word would be read as one with the next page's first
            self.page.tell(
                into, left, self.y - leading, rows, font=font, size=size, leading=leading
            )
            self.y -= leading * len(rows)

    def rule(self, thickness: float) -> None:
        """Draw a line across."""
        self.page.rule(_LEFT, _WIDTH - _LEFT, self.y, thickness)


def _head(sheet: _Sheet, root: Element, paper: HistoryPaper, _: Translate) -> None:
    sheet.text(root.add("H1"), paper.title, font=BOLD, size=16)
    sheet.text(root.add("P"), paper.patient, font=BOLD, size=11)
    if paper.practice:
        sheet.text(root.add("P"), _("Övningspatient"), font=BOLD)
    made = _("Utskriven {time}").format(time=paper.made)
    if paper.made_by:
        made = _("Utskriven {time} av {name}").format(time=paper.made, name=paper.made_by)
    told = [text for text in (paper.summary, made) if text]
    lost = lacking("".join(texts(paper)))
    if lost:
        replaced = _("Tecken som inte kan skrivas ut står som \ufffd: {characters}")
        told.append(replaced.format(characters=codes(lost)))
    for text in told:
        sheet.text(root.add("P"), text)
    if paper.damage:
        sheet.text(root.add("P"), f"! {paper.damage}", font=BOLD)
    sheet.y -= 8


def _scores(sheet: _Sheet, root: Element, paper: HistoryPaper, _: Translate) -> None:
    sheet.ensure(60)
    sheet.text(root.add("H2"), _("Skattningar, 0–4"), font=BOLD, size=11)
    sheet.y -= 4
    columns = max(1, int((_ROOM - _NAME) / _CELL))
    for start in range(0, len(paper.days), columns):
        part = slice(start, start + columns)
        rows = [(name, cells[part]) for name, cells in paper.scores]
        _table(sheet, root.add("Table"), paper.days[part], rows, _)
    if paper.never:
        never = _("0 varje gång: {names}").format(names=", ".join(paper.never))
        sheet.text(root.add("P"), never, size=_SMALL)
    sheet.y -= 8


def _table(
    sheet: _Sheet,
    table: Element,
    days: Sequence[str],
    rows: Sequence[tuple[str, Sequence[str]]],
    _: Translate,
) -> None:
    page = sheet.page
    words = [list(lines(printable(day), BOLD, _SMALL, _CELL - 4)) for day in days]
    high = max(len(one) for one in words) * 9 + 6
    sheet.ensure(high + 4 * 14)
    head = table.add("TR")
    for x, told in zip((_LEFT, *_across(len(days))), ([_("Symtom")], *words), strict=True):
        into = head.add("TH", more=COLUMN)
        page.tell(into, x, sheet.y - 9, told, font=BOLD, size=_SMALL, leading=9)
    sheet.y -= high
    sheet.rule(0.8)
    for name, cells in rows:
        named = list(lines(printable(name), REGULAR, _SIZE, _NAME - 6))
        sheet.ensure(_LEADING * len(named) + 3)
        row = table.add("TR")
        base = sheet.y - _SIZE - 1
        page.tell(row.add("TH", more=ROW), _LEFT, base, named, size=_SIZE, leading=_SIZE + 1.6)
        for x, cell in zip(_across(len(days)), cells, strict=True):
            page.tell(row.add("TD"), x, base, [cell or "–"], size=_SIZE)
        sheet.y -= _LEADING * len(named) + 3
        sheet.rule(0.2)
    sheet.y -= 6


def _across(count: int) -> Iterator[float]:
    return (_LEFT + _NAME + _CELL * at for at in range(count))


def _course(sheet: _Sheet, root: Element, paper: HistoryPaper, _: Translate) -> None:
    sheet.ensure(50)
    sheet.text(root.add("H2"), _("Händelser"), font=BOLD, size=11)
    sheet.y -= 3
    listed = root.add("L")
    for line in paper.lines:
        _event(sheet, listed.add("LI"), line)


def _event(sheet: _Sheet, item: Element, line: PaperLine) -> None:
    sheet.ensure(3 * _LEADING)
    sheet.rule(0.2)
    sheet.y -= 2
    top = sheet.y
    label = printable(line.when)
    sheet.page.tell(item.add("Lbl"), _LEFT, top - _SIZE * 1.29, [label], size=_SIZE)
    body, left = item.add("LBody"), _LEFT + max(_WHEN, stringWidth(label, REGULAR, _SIZE) + 6)
    sheet.text(body.add("P"), line.title, font=BOLD, left=left)
    for text in line.texts:
        sheet.text(body.add("P"), text, left=left)
    if line.struck:
        sheet.text(body.add("P"), f"! {line.struck}", font=BOLD, left=left)
    if line.who:
        sheet.text(body.add("P"), line.who, size=_SMALL, left=left)
    sheet.y -= 4


def _frame(paper: HistoryPaper, _: Translate) -> Frame:
    head = printable(f"{paper.title} · {paper.patient}")
    said = list(lines(said_of_itself(_), REGULAR, 6, _ROOM))
    care = _("Patientuppgifter: förvara utskriften så och förstör den när den är använd.")
    count = _("Sida {page} av {pages}")

    def frame(page: Pages, number: int, pages: int) -> None:
        right, top = _WIDTH - _LEFT, _HEIGHT - 30
        page.setFont(BOLD if number > 1 else REGULAR, _SMALL)
        shown = next(lines(head, BOLD, _SMALL, _ROOM - 90)) if number > 1 else care
        page.drawString(_LEFT, top, shown)
        page.setFont(REGULAR, _SMALL)
        page.drawRightString(right, top, count.format(page=number, pages=pages))
        page.setLineWidth(0.4)
        page.line(_LEFT, 48, right, 48)
        page.setFont(REGULAR, 6)
        for at, row in enumerate(said):
            page.drawString(_LEFT, 39 - 7.6 * at, row)

    return frame
