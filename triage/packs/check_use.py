"""What is wrong between the vocabulary and all packs together: names that nobody uses.

One pack alone may leave a question or a document to the others; so this is looked at where all
packs are at hand, and never keeps one from loading.
"""

from collections.abc import Iterator, Sequence

from triage.core.evaluation import derived_of, facts_of
from triage.core.pack import Municipality, Pack
from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.rules import Rule
from triage.core.spelling import did_you_mean
from triage.core.vocabulary import Vocabulary
from triage.packs.check_names import Found
from triage.packs.problems import Problem


def unused(vocabulary: Vocabulary, packs: Sequence[Pack]) -> Found:
    """Yield derived facts, documents and care forms of the vocabulary that nothing uses."""
    rules = tuple(_rules(vocabulary, packs))
    derived = {name for rule in rules for name in derived_of(rule, vocabulary.definition)}
    for number, one in enumerate(vocabulary.derived):
        if one.id not in derived:
            yield ("derived", number, "id"), f"no rule uses '{one.id}'; use it or remove it"
    cited = {one.source.document for one in vocabulary.derived}
    for pack in packs:
        cited |= _cited(pack)
    for number, document in enumerate(vocabulary.documents):
        if document.id not in cited:
            yield (
                ("documents", number, "id"),
                f"nothing cites '{document.id}'; cite it or remove it",
            )
    offered = {form.id for pack in packs for form in pack.care_forms}
    offered |= {one.id for pack in packs for one in pack.parallel} | {vocabulary.advice.form}
    for number, name in enumerate(vocabulary.care_forms):
        if name.id not in offered:
            yield ("care_forms", number, "id"), f"no pack has '{name.id}'; use it or remove it"


def idle_facts(vocabulary: Vocabulary, packs: Sequence[Pack]) -> tuple[str, ...]:
    """Return the questions whose answers no rule reads, in the order of the checklist.

    They may be asked for the referral's sake; whether they should be is for a person to say.
    """
    read = {
        name for rule in _rules(vocabulary, packs) for name in facts_of(rule, vocabulary.definition)
    }
    read |= {MUNICIPALITY, CITY_AREA, vocabulary.emergency.flags, vocabulary.emergency.limits}
    return tuple(fact.id for fact in vocabulary.facts if fact.id not in read)


def strays(places: Sequence[Municipality], packs: Sequence[str]) -> tuple[Problem, ...]:
    """Return the municipalities whose pack does not exist."""
    lost = [place for place in places if place.pack not in packs]
    return tuple(
        Problem(
            "municipalities.csv",
            "pack",
            f"no pack '{place.pack}', where {place.code} belongs{did_you_mean(place.pack, packs)}",
        )
        for place in lost
    )


def _rules(vocabulary: Vocabulary, packs: Sequence[Pack]) -> Iterator[Rule]:
    yield from (vocabulary.scope, vocabulary.declined, vocabulary.advice.when)
    yield from (fact.asked_when for fact in vocabulary.facts if fact.asked_when is not None)
    yield from (hint.when for hint in vocabulary.hints)
    for one in vocabulary.urgency.classes:
        yield from (reason.when for reason in one.reasons if reason.when is not None)
    for pack in packs:
        yield from (one.when for one in pack.criteria)
        yield from (one.when for one in pack.prerequisites)


def _cited(pack: Pack) -> set[str]:
    cited = {one.source.document for one in pack.criteria}
    cited |= {one.source.document for one in pack.prerequisites}
    cited |= {one.source.document for one in pack.readings}
    cited |= {one.source.document for one in pack.teams}
    cited |= {one.source.document for one in pack.accepted}
    if pack.physician_line is not None:
        cited.add(pack.physician_line.source.document)
    return cited
