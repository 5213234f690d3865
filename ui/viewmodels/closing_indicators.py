"""What the checklist says beside each thing that is asked about the last week of life.

It is shown and never filled in by itself: the checklist was answered on another day, and about
something slightly different where the register counts more closely.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from triage.answer_words import answer_words
from triage.core.ledger import INDICATORS
from triage.core.vocabulary import Answer
from triage.ledger_words import indicator_words
from ui.viewmodels.ages import short_day
from ui.viewmodels.desk import Desk

_ASKED_OF: Final[Mapping[str, str]] = {
    "breakpoint_conversation": "breakpoint_conversation",
    "pain_scale_used": "pain_scale_used",
    "other_symptoms_scored": "other_symptoms_scored",
    "prn_opioid": "prn_opioid_injection",
    "prn_anxiolytic": "prn_anxiolytic_injection",
    "mouth_assessed": "mouth_assessed",
    "pressure_ulcer": "pressure_ulcer_assessed",
    "individual_plan": "individual_plan",
    "bereavement_offered": "next_of_kin_support_offered",
}
"""The question of the checklist that comes nearest."""
_ANOTHER: Final = frozenset({"pressure_ulcer", "bereavement_offered"})
"""Where that question is another: an ulcer that was looked for is none that arose."""
_RECENT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is asked, and what the checklist knows of it.

    `offer` is the state that the checklist's answer amounts to, "" where it amounts to none;
    `old` says that it was answered more than a week before the day of death.
    """

    code: str
    text: str
    known: str = ""
    offer: str = ""
    old: bool = False


def indicators(desk: Desk, case_id: str, died: date | None) -> tuple[Indicator, ...]:
    """Return all that is asked, in the register's order.

    :raises StoreError: where the case cannot be read
    """
    words = indicator_words(desk.translate)
    known = _known(desk, case_id)
    return tuple(_one(code, words[code], known.get(code), died, desk) for code in INDICATORS)


def _known(desk: Desk, case_id: str) -> Mapping[str, tuple[str, Answer, date | None]]:
    """Return question, answer and day by indicator, from the case as it stands."""
    workplace = desk.workplace
    facts = workplace.facts(workplace.case(case_id))
    given = workplace.answered_at(case_id)
    return {
        code: (fact, facts[fact], given[fact].date() if fact in given else None)
        for code, fact in _ASKED_OF.items()
        if fact in facts
    }


def _one(
    code: str,
    text: str,
    known: tuple[str, Answer, date | None] | None,
    died: date | None,
    desk: Desk,
) -> Indicator:
    if known is None:
        return Indicator(code, text)
    _, vocabulary = desk.translate, desk.workplace.catalogue.vocabulary
    fact, answer, day = known
    told = answer_words(vocabulary, fact, answer, desk.language)
    today = desk.workplace.now().date()
    said = told
    if code in _ANOTHER:
        question = vocabulary.fact[fact].question[desk.language]
        said = _("{question} {answer}").format(question=question, answer=told)
    if day is None:
        said = _("i checklistan: {answer}").format(answer=said)
    else:
        when = short_day(day, today, _)
        said = _("i checklistan {day}: {answer}").format(day=when, answer=said)
    old = day is not None and (died or today) - day > _RECENT
    # A no is not said again by one key: it may have been done since.
    done = code not in _ANOTHER and (answer is True or answer == "held")
    offer = "yes" if done else ""
    return Indicator(code, text, said, offer, old)
