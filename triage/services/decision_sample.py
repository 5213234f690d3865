"""What decisions by the same criteria have in common, to keep each of them small."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from triage.core.answers import parse_facts
from triage.core.recommend import recommend
from triage.core.vocabulary import ScoreFact, SetFact
from triage.store.canonical import canonical

if TYPE_CHECKING:
    from triage.core.compiled import CompiledPack
    from triage.core.vocabulary import Vocabulary

_ANY_DAY: Final = date(2026, 1, 1)
_ANY_TIME: Final = "2026-01-01T00:00+00:00"
_NOTES: Final = ("diagnosis_course", "drugs_devices", "knows", "purpose", "worry")


def decision_sample(compiled: CompiledPack, vocabulary: Vocabulary) -> bytes:
    """Return what the engine says of two people who do not exist: all that can be said of each.

    The same for every workstation and day; nothing of any patient is in it.
    """
    first: dict[str, object] = {
        fact.id: list(fact.members)[:1] if isinstance(fact, SetFact) else fact.values[0]
        for fact in vocabulary.facts
    }
    last: dict[str, object] = {
        fact.id: [] if isinstance(fact, SetFact) else fact.values[-1] for fact in vocabulary.facts
    }
    outcomes = [
        canonical(recommend(compiled, parse_facts(answers, vocabulary)[0], _ANY_DAY).as_json())
        for answers in (last, first)
    ]
    rated = [fact.id for fact in vocabulary.facts if isinstance(fact, ScoreFact)]
    stated = {
        "facts": first,
        "notes": dict.fromkeys(_NOTES, ""),
        "rated": dict.fromkeys([*rated, vocabulary.emergency.flags], _ANY_TIME),
    }
    return b"".join((*outcomes, canonical(stated)))
