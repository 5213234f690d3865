"""The round list on A4, lying: a row for each patient, with room to write by hand."""

from collections.abc import Callable
from typing import Final

from triage.fonts import BOLD, REGULAR, codes, lacking, printable, printable_characters
from triage.paper.canvas import Frame, Pages
from triage.paper.lines import lines
from triage.paper.tree import Element
from triage.referral.grounds import said_of_itself
from triage.referral.round_list import RoundList, sheltered, texts
from triage.referral.round_list_rows import HEIGHT, LEFT, ROOM, TOP, WIDTH, Sheet, columns, patients
from triage.texts import Translate, translator

_EVERY: Final = 50
"""Rows between two looks around."""


def pdf(of: RoundList, step: Callable[[int], bool] = lambda _done: True) -> bytes | None:
    """Return the list; None where `step`, told how many rows are done, said no."""
    printable_characters()
    shown = sheltered(of)
    _ = translator(shown.language)
    root = Element("Document")
    page = Pages.begin(
        shown.title,
        (WIDTH, HEIGHT),
        root=root,
        frame=_frame_of(shown, _),
        language=shown.language,
    )
    sheet = Sheet(page, columns(_))
    sheet.y = _heading(page, root, shown, _)
    done = 0
    for group in shown.groups:
        sheet.group(root, group, _)
        for row in group.rows:
            if done % _EVERY == 0 and not step(done):
                return None
            sheet.row(row)
            done += 1
    return page.end()


def _heading(page: Pages, root: Element, of: RoundList, _: Translate) -> float:
    title = list(lines(printable(of.title), BOLD, 16, ROOM))
    page.tell(root.add("H1"), LEFT, TOP - 12, title, font=BOLD, size=16, leading=18)
    y = TOP + 6 - 18 * len(title) - 16
    made = _("{day}, {count}. Utskriven av {person}.")
    told = [made.format(day=of.day, count=patients(of.count, _), person=of.printed_by)]
    if of.filter:
        told.append(_("Urval: {filter}").format(filter=of.filter))
    if any(row.overdue for group in of.groups for row in group.rows):
        told.append(_("! betyder att tiden har gått."))
    lost = lacking("".join(texts(of)))
    if lost:
        replaced = _("Tecken som inte kan skrivas ut står som \ufffd: {characters}")
        told.append(replaced.format(characters=codes(lost)))
    if of.placed:
        told.append(
            _(
                "Urvalet visar en plats: patienter med skyddade personuppgifter står därför bara "
                "på listor utan ett sådant urval."
            )
        )
    if not of.count:
        told.append(_("Ingen patient svarar mot urvalet."))
    for text in told:
        rows = list(lines(printable(text), REGULAR, 9, ROOM))
        page.tell(root.add("P"), LEFT, y, rows, size=9, leading=12)
        y -= 12 * len(rows)
    return y - 2


def _frame_of(of: RoundList, _: Translate) -> Frame:
    head = printable(f"{of.title} · {of.day}")
    said = list(lines(said_of_itself(_), REGULAR, 6, ROOM))
    care = _("Listan har patientuppgifter: förvara den så och förstör den när den är använd.")
    count = _("Sida {page} av {pages}")

    def frame(page: Pages, number: int, pages: int) -> None:
        right, top = WIDTH - LEFT, HEIGHT - 28
        page.setFont(REGULAR, 7.4)
        page.drawString(LEFT, top, head if number > 1 else care)
        page.drawRightString(right, top, count.format(page=number, pages=pages))
        page.setLineWidth(0.4)
        page.line(LEFT, 42, right, 42)
        page.setFont(REGULAR, 6)
        for at, row in enumerate([*said, *([care] if number > 1 else [])]):
            page.drawString(LEFT, 33 - 7.6 * at, row)

    return frame
