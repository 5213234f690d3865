"""What is offered where a number is known already: the open draft first, else a reassessment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from triage.services import WorklistRow, of_number
from ui.viewmodels.desk import Desk
from ui.viewmodels.reassessing import decision_words
from ui.viewmodels.worklist_words import changed

MOST_ROWS = 20
"""Cases of one number that are looked at; more are found in the worklist."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A way on with a patient who is known: open a case, or reassess from its decision."""

    kind: Literal["open", "reassess"]
    case_id: str
    words: str


def offers(desk: Desk, number: str, rows: Sequence[WorklistRow]) -> tuple[Offer, ...]:
    """Return the ways on, what is most likely meant first.

    Raises StoreError.
    """
    _ = desk.translate
    found = [_opened(desk, row) for row in rows if row.state != "decided"]
    decided = of_number(desk.workplace, number)
    if decided:
        last, words = decided[-1], decision_words(desk, decided[-1])
        if not any(row.state == "draft" and row.reassessment for row in rows):
            again = _("Ombedöm · {decision}").format(decision=words)
            found.append(Offer("reassess", last.case_id, again))
        if all(row.case_id != last.case_id or row.state == "decided" for row in rows):
            seen = _("Läs · {decision}").format(decision=words)
            found.append(Offer("open", last.case_id, seen))
    return tuple(found)


def known_as(desk: Desk, rows: Sequence[WorklistRow]) -> str:
    """Return whom a known number belongs to, as far as a screen may show it; "" for nobody."""
    _ = desk.translate
    if any(row.protected for row in rows):
        return _("Finns redan, med skyddade personuppgifter.")
    names = list(dict.fromkeys(filter(None, (row.name or row.alias for row in rows))))
    if not names:
        return _("Finns redan.") if rows else ""
    return _("Finns redan: {name}.").format(name=" / ".join(names[:2]))


def _opened(desk: Desk, row: WorklistRow) -> Offer:
    _, now = desk.translate, desk.workplace.now()
    at = datetime.fromisoformat(row.changed_at).astimezone(now.tzinfo)
    text = (
        _("Öppna rättelsen · ändrad {day}")
        if row.state == "correcting"
        else _("Öppna ombedömningen · ändrad {day}")
        if row.reassessment
        else _("Öppna utkastet · ändrat {day}")
    )
    return Offer("open", row.case_id, text.format(day=changed(at, now.date(), _)))
