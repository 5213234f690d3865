"""The round list on A4, lying: a row for each patient, with room to write by hand.

Everything is drawn as plain strings, so nothing in a name is read as markup. A row stays on one
page where it can; one that is higher than a page flows on and is never cut.
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Final, NamedTuple

from reportlab.lib.pagesizes import A4, landscape

from triage.fonts import BOLD, REGULAR, lacking, printable, printable_characters
from triage.paper.canvas import Frame, Pages
from triage.paper.lines import lines
from triage.paper.tree import COLUMN, ROW, Element
from triage.referral.grounds import said_of_itself
from triage.referral.round_list import RoundGroup, RoundList, RoundRow, sheltered, texts
from triage.texts import Translate, translator

_WIDTH, _HEIGHT = landscape(A4)
_LEFT: Final = 36.0
_TOP: Final = _HEIGHT - 42
_BOTTOM: Final = 52.0
_ROOM: Final = _WIDTH - 2 * _LEFT
_SHARES: Final = (0.2, 0.13, 0.15, 0.16, 0.2, 0.16)
_WIDTHS: Final = tuple(share * (_ROOM) for share in _SHARES)
_AT: Final = tuple(_LEFT + sum(_WIDTHS[:column]) for column in range(len(_WIDTHS)))
_SIZE: Final = 8.4
_LEADING: Final = 10.8
_PADDING: Final = 4.0  # above and below what stands in a row
_GAP: Final = 8.0  # between columns
_ROW: Final = 40.0  # height of a row at least: three lines by hand
_EVERY: Final = 50
"""Rows between two looks around."""


class _Line(NamedTuple):
    text: str
    font: str = REGULAR


Cell = list[_Line]


def pdf(of: RoundList, step: Callable[[int], bool] = lambda _done: True) -> bytes | None:
    """Return the list; None where `step`, told how many rows are done, said no."""
    printable_characters()
    shown = sheltered(of)
    _ = translator(shown.language)
    root = Element("Document")
    into = BytesIO()
    page = Pages(
        into,
        pagesize=(_WIDTH, _HEIGHT),
        root=root,
        frame=_frame_of(shown, _),
        language=shown.language,
    )
    page.setTitle(f"Vägval: {shown.title}")
    page.setAuthor("Vägval")
    sheet = _Sheet(page, _columns(_))
    sheet.y = _heading(page, root, shown, _)
    done = 0
    for group in shown.groups:
        sheet.group(root, group, _)
        for row in group.rows:
            if done % _EVERY == 0 and not step(done):
                return None
            sheet.row(row)
            done += 1
    page.showPage()
    page.save()
    return into.getvalue()


class _Sheet:
    """Where the next row goes."""

    def __init__(self, page: Pages, columns: Sequence[str]) -> None:
        self.y = _TOP
        self._page = page
        self._columns = columns
        self._table = Element("Table")
        self._title = ""

    def group(self, root: Element, group: RoundGroup, _: Translate) -> None:
        """Begin a group: its heading, and what the columns are."""
        part = root.add("Sect")
        count = _one_or_many(len(group.rows), _)
        if self.y - 34 - _ROW < _BOTTOM:
            self._turn()
        self._title = printable(group.title)
        if group.title:
            self._page.mark(part.add("H2"))
            for line in lines(printable(f"{group.title} · {count}"), BOLD, 10.5, _ROOM):
                self._page.setFont(BOLD, 10.5)
                self._page.drawString(_LEFT, self.y - 16, line)
                self.y -= 14
            self._page.unmark()
            self.y -= 6
        self._table = part.add("Table")
        self._head(self._table.add("TR"))

    def row(self, row: RoundRow) -> None:
        """Set a row; its columns are named again on a new page."""
        cells = _cells(row)
        height = max(_ROW, _LEADING * max(map(len, cells)) + 2 * _PADDING)
        if self.y - height < _BOTTOM and height <= _TOP - _BOTTOM - 20:
            self._turn_and_head()
        tr = self._table.add("TR")
        kinds = ("TH", *["TD"] * (len(_WIDTHS) - 1))
        parts = [tr.add(kind, more=ROW if kind == "TH" else b"") for kind in kinds]
        while True:
            room = int((self.y - 2 * _PADDING - _BOTTOM) / _LEADING)
            self._cells(parts, [cell[:room] for cell in cells])
            cells = [cell[room:] for cell in cells]
            if not any(cells):
                return
            self._turn_and_head()

    def _cells(self, parts: Sequence[Element], cells: Sequence[Cell]) -> None:
        page = self._page
        for x, part, cell in zip(_AT, parts, cells, strict=True):
            page.mark(part)
            for at, line in enumerate(cell, start=1):
                page.setFont(line.font, _SIZE)
                page.drawString(x, self.y - _PADDING - _LEADING * at + 2, line.text)
            page.unmark()
        self.y -= max(_ROW, _LEADING * max(map(len, cells)) + 2 * _PADDING)
        self._line(0.3)

    def _head(self, into: Element | None) -> None:
        """Name the columns; on a page that only goes on, nobody has them read again."""
        page = self._page
        for x, words in zip(_AT, self._columns, strict=True):
            if into is None:
                with page.decoration():
                    self._word(x, printable(words))
            else:
                page.mark(into.add("TH", more=COLUMN))
                self._word(x, printable(words))
                page.unmark()
        self.y -= 15
        self._line(0.9)

    def _word(self, x: float, words: str) -> None:
        self._page.setFont(BOLD, 7.4)
        self._page.drawString(x, self.y - 11, words)

    def _line(self, thickness: float) -> None:
        with self._page.decoration():
            self._page.setLineWidth(thickness)
            self._page.line(_LEFT, self.y, _WIDTH - _LEFT, self.y)

    def _turn(self) -> None:
        self._page.showPage()
        self.y = _TOP

    def _turn_and_head(self) -> None:
        self._turn()
        if self._title:
            with self._page.decoration():
                self._word(_LEFT, next(lines(self._title, BOLD, 7.4, _ROOM)))
            self.y -= 14
        self._head(None)


def _heading(page: Pages, root: Element, of: RoundList, _: Translate) -> float:
    page.mark(root.add("H1"))
    page.setFont(BOLD, 16)
    y = _TOP + 6
    for line in lines(printable(of.title), BOLD, 16, _ROOM):
        y -= 18
        page.drawString(_LEFT, y, line)
    page.unmark()
    y -= 16
    made = _("{day}, {count}. Utskriven av {person}.")
    told = [made.format(day=of.day, count=_one_or_many(of.count, _), person=of.printed_by)]
    if of.filter:
        told.append(_("Urval: {filter}").format(filter=of.filter))
    if any(row.overdue for group in of.groups for row in group.rows):
        told.append(_("! betyder att tiden har gått."))
    lost = sorted(lacking("".join(texts(of))))
    if lost:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in lost)
        told.append(
            _("Tecken som inte kan skrivas ut står som \ufffd: {characters}").format(
                characters=codes
            )
        )
    if of.left_out:
        told.append(_left_out(of.left_out, _))
    if not of.count:
        told.append(_("Ingen patient svarar mot urvalet."))
    for text in told:
        page.mark(root.add("P"))
        page.setFont(REGULAR, 9)
        for line in lines(printable(text), REGULAR, 9, _ROOM):
            page.drawString(_LEFT, y, line)
            y -= 12
        page.unmark()
    return y - 2


def _columns(_: Translate) -> Sequence[str]:
    return (
        _("Patient"),
        _("Läge"),
        _("Vårdform, angelägenhet"),
        _("Att göra"),
        _("Villkor som är öppna"),
        _("Anteckning"),
    )


def _cells(row: RoundRow) -> list[Cell]:
    late = BOLD if row.overdue else REGULAR
    due = f"! {row.due}" if row.overdue and row.due else row.due
    told: tuple[tuple[tuple[str, str], ...], ...] = (
        ((row.who, BOLD), (row.alias, REGULAR)),
        ((row.step, REGULAR), (row.since, REGULAR)),
        ((row.form, REGULAR), (row.urgency, REGULAR)),
        ((due, late), (row.due_at, late)),
        tuple((f"☐ {condition}", REGULAR) for condition in row.conditions),
        (),
    )
    return [list(_set(texts, width - _GAP)) for texts, width in zip(told, _WIDTHS, strict=True)]


def _set(parts: Sequence[tuple[str, str]], width: float) -> Iterator[_Line]:
    for text, font in parts:
        if text:
            for line in lines(printable(text), font, _SIZE, width):
                yield _Line(line, font)


def _one_or_many(count: int, _: Translate) -> str:
    return _("1 patient") if count == 1 else _("{count} patienter").format(count=count)


def _left_out(count: int, _: Translate) -> str:
    if count == 1:
        return _("1 patient med skyddade personuppgifter står inte här: urvalet visar en plats.")
    told = _(
        "{count} patienter med skyddade personuppgifter står inte här: urvalet visar en plats."
    )
    return told.format(count=count)


def _frame_of(of: RoundList, _: Translate) -> Frame:
    head = printable(f"{of.title} · {of.day}")
    said = list(lines(said_of_itself(_), REGULAR, 6, _ROOM))
    care = _("Listan har patientuppgifter: förvara den så och förstör den när den är använd.")
    count = _("Sida {page} av {pages}")

    def frame(page: Pages, number: int, pages: int) -> None:
        right, top = _WIDTH - _LEFT, _HEIGHT - 28
        page.setFont(REGULAR, 7.4)
        page.drawString(_LEFT, top, head if number > 1 else care)
        page.drawRightString(right, top, count.format(page=number, pages=pages))
        page.setLineWidth(0.4)
        page.line(_LEFT, 42, right, 42)
        page.setFont(REGULAR, 6)
        for at, row in enumerate([*said, *([care] if number > 1 else [])]):
            page.drawString(_LEFT, 33 - 7.6 * at, row)

    return frame
