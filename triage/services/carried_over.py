"""What a reassessment takes over from the decisions in force, and how old it is.

An answer comes along only where nobody could mistake what it answered: the question is not one
to ask anew, it reads as it did, and every decision in force gives it alike.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from triage.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from triage.core.compiled import CompiledPack
    from triage.core.vocabulary import Answer, Facts, Vocabulary
    from triage.services.workplace import Workplace
    from triage.store.records import Revision


def answers(workplace: Workplace, heads: Sequence[Revision], pack: str) -> dict[str, Answer]:
    """Return the answers that come along, in the order of today's checklist."""
    now = workplace.compiled(pack)
    fitting = [_fitting(workplace, one, now) for one in heads]
    return {
        fact: fitting[0][fact]
        for fact in now.vocabulary.fact
        if fact not in now.vocabulary.asked_anew
        and fact in fitting[0]
        and all(_same(one.get(fact), fitting[0][fact]) for one in fitting)
    }


def notes(heads: Sequence[Revision]) -> dict[str, str]:
    """Return the free texts that come along: those marked so that all decisions have alike."""
    from triage.referral.notes import NOTE_FIELDS  # noqa: PLC0415 - not needed to start

    kept = [one.decision.notes for one in heads]
    return {
        field.id: kept[0][field.id]
        for field in NOTE_FIELDS
        if field.carried
        and kept[0].get(field.id)
        and all(one.get(field.id) == kept[0][field.id] for one in kept)
    }


def times(workplace: Workplace, start: Revision, facts: Iterable[str]) -> dict[str, datetime]:
    """Return when the answers of a decision were given, at the latest when it was signed."""
    decision = start.decision
    signed = datetime.fromisoformat(decision.signed_at).astimezone(UTC)
    given = workplace.answered_at(decision.case_id)
    stand = workplace.case(decision.case_id).facts  # a correction under way has others
    return {
        fact: min(given[fact], signed)
        if fact in given and _same(stand.get(fact), decision.facts[fact])
        else signed
        for fact in facts
    }


def criteria_then(workplace: Workplace, revision: Revision) -> CompiledPack | None:
    """Return the criteria that a decision was weighed by; None where they are not kept here."""
    try:
        return workplace.compiled_as_decided(revision)
    except StoreError:
        return None


def _fitting(workplace: Workplace, revision: Revision, now: CompiledPack) -> Facts:
    """Return the answers of a decision whose questions read today as they did then."""
    from triage.core.answers import parse_facts  # noqa: PLC0415 - not needed to start

    decision = revision.decision
    facts, _ = parse_facts(decision.facts, now.vocabulary)
    if decision.pack["digest"] == now.digest:
        return facts
    then = criteria_then(workplace, revision)
    if then is None:
        return {}
    return {
        fact: value
        for fact, value in facts.items()
        if _read(then.vocabulary, fact, value) == _read(now.vocabulary, fact, value)
    }


def _read(vocabulary: Vocabulary, fact: str, value: Answer) -> tuple[str, str, str]:
    """Return a question and an answer to it as they read."""
    from triage.answer_words import answer_words  # noqa: PLC0415 - not needed to start

    asked = vocabulary.fact.get(fact)
    if asked is None:
        return "", "", ""
    return asked.type, asked.question.sv, answer_words(vocabulary, fact, value, "sv")


def _same(one: object, other: object) -> bool:
    """Tell whether two answers are alike; Python holds True and 1 to be."""
    return type(one) is type(other) and one == other
