"""Two packs held against each other beside plain enumeration of every patient."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings

from tests.core.small_packs import DOMAINS, VOCABULARY, admits, holds, outcome, packs
from tests.thoroughness import examples
from triage.core.compiled import CompiledPack
from triage.core.difference import DifferentQuestionsError, difference, same_rule
from triage.core.evaluation import comparisons
from triage.core.movement import Outcome, Result
from triage.core.pack import Pack
from triage.core.rules import Rule
from triage.core.vocabulary import Answer, Vocabulary

Facts = dict[str, Answer]
some = settings(max_examples=examples(25), deadline=None)
FLAGS: tuple[Answer, ...] = ((), ("bleeding",))


def everyone(old: CompiledPack, new: CompiledPack) -> Iterator[tuple[Facts, float]]:
    """Yield every patient with the share that it stands for; shares sum to 1."""
    domains = {**DOMAINS, "flags": FLAGS}
    shares = {name: dict.fromkeys(values, 1 / len(values)) for name, values in domains.items()}
    # The ways in which rules tell sets apart count alike, however many sets each holds.
    tests = [
        test
        for pack in (old.pack, new.pack)
        for form in pack.care_forms
        for _, part in form.admission
        for name in part.criteria
        for test in comparisons(pack.criterion[name].when, VOCABULARY.definition)
        if test.fact == "pump"
    ]
    kinds: dict[tuple[bool, ...], list[Answer]] = {}
    for value in DOMAINS["pump"]:
        kinds.setdefault(tuple(test.test(value) for test in tests), []).append(value)
    for alike in kinds.values():
        shares["pump"] |= dict.fromkeys(alike, 1 / len(kinds) / len(alike))
    for values in product(*domains.values()):
        facts = dict(zip(domains, values, strict=True))
        share = 1.0
        for name, value in facts.items():
            share *= shares[name][value]
        yield facts, share


def told(compiled: CompiledPack, facts: Facts, kind: Outcome) -> str | None:
    """Return one outcome by plain reading."""
    match kind:
        case Outcome.RECOMMENDED:
            return outcome(compiled, facts)[0]
        case Outcome.INDICATED:
            if not facts["incurable"]:
                return "not_palliative"
            return next(form for form in compiled.pack.care_form if admits(compiled, form, facts))
        case Outcome.URGENCY:
            if facts["flags"]:
                return "now"
            specialised = any(admits(compiled, form, facts) for form in ("ward", "home", "team"))
            severe = holds(VOCABULARY.definition["severe"].when, facts)
            return "soon" if severe or specialised else "planned"


@some
@given(packs(), packs())
def test_moves_and_shares_are_those_of_enumeration(old: CompiledPack, new: CompiledPack) -> None:
    expected: dict[Outcome, dict[tuple[str | None, str | None], float]] = {}
    for kind in Outcome:
        expected[kind] = {}
    for facts, share in everyone(old, new):
        for kind, found in expected.items():
            pair = told(old, facts, kind), told(new, facts, kind)
            within = 2 * share if facts["incurable"] else 0.0  # half of all are within scope
            if within or pair[0] != pair[1]:
                found[pair] = found.get(pair, 0.0) + within

    result = difference(old, new).by_outcome

    for kind, found in expected.items():
        flows = {(flow.before, flow.after): flow.share for flow in result[kind].flows}
        assert flows == pytest.approx(found)
        moved = any(before != after for before, after in found)
        assert result[kind].result is (Result.MOVES if moved else Result.SAME)


@some
@given(packs(), packs())
def test_who_is_shown_moves_whatever_else_is_answered(old: CompiledPack, new: CompiledPack) -> None:
    result = difference(old, new)
    everybody = [facts for facts, _ in everyone(old, new)]
    for compared in result.compared:
        for flow in compared.moves:
            assert flow.patient is not None
            shown = flow.patient.facts
            meant = [facts for facts in everybody if shown.items() <= facts.items()]
            assert meant
            for facts in meant:
                assert told(old, facts, compared.outcome) == flow.before
                assert told(new, facts, compared.outcome) == flow.after
                for side, pack in ((flow.patient.before, old), (flow.patient.after, new)):
                    for kind, value in side.items():
                        assert told(pack, facts, kind) == value
            assert set(flow.patient.telling) <= set(shown)
    first = next((one for one in result.compared if one.moves), None)  # a form before an urgency
    movers = [flow.patient for flow in first.moves] if first is not None else []
    sizes = [(len(one.telling), len(one.facts)) for one in movers if one is not None]
    smallest = result.smallest
    found = None if smallest is None else (len(smallest.telling), len(smallest.facts))
    assert found == min(sizes, default=None)


@some
@given(packs())
def test_a_pack_does_not_differ_from_itself(pack: CompiledPack) -> None:
    result = difference(pack, pack)

    assert [one.result for one in result.compared] == [Result.SAME] * 3
    assert result.smallest is None
    for one in result.compared:
        assert sum(one.side(new=True).values()) == pytest.approx(1)
        assert one.side(new=True) == one.side(new=False)
        assert one.share == 0


@some
@given(packs(), packs())
def test_the_same_packs_give_the_same_answer(old: CompiledPack, new: CompiledPack) -> None:
    again = [CompiledPack(one.pack, one.vocabulary, one.digest) for one in (old, new)]
    assert difference(old, new) == difference(*again)


def _pack(rule: object, vocabulary: Vocabulary = VOCABULARY, **more: object) -> CompiledPack:
    words = {"sv": "ord", "en": "word"}
    stated = {"text": words, "source": {"document": "plan", "section": words}, "basis": "source"}
    place = {"name": "x", "county": "x", "pack": "small", "area": "all", "basis": "x"}
    value = {
        "id": "small",
        "name": words,
        "version": "1",
        "about": words,
        "criteria": (
            {"id": "incurable", "when": {"fact": "incurable"}, **stated},
            {"id": "need_ward", "when": rule, **stated},
        ),
        "care_forms": (
            {"id": "ward", "eligibility": {"all": ("incurable", "need_ward")}},
            {"id": "general", "eligibility": {"all": ("incurable",)}, "always_offered": True},
        ),
        "areas": (),
        "teams": (),
        "municipalities": ({"code": "0001", **place},),
    }
    return CompiledPack(Pack.model_validate(value | more), vocabulary, "sha256:small")


def _elsewhere() -> tuple[dict[str, str], ...]:
    return (
        {
            "code": "0002",
            "name": "x",
            "county": "x",
            "pack": "small",
            "area": "all",
            "basis": "x",
        },
    )


def test_a_threshold_moves_those_between_the_two() -> None:
    result = difference(_pack({"fact": "pain", "gte": 3}), _pack({"fact": "pain", "gte": 4}))

    (move,) = result.by_outcome[Outcome.INDICATED].moves
    assert (move.before, move.after) == ("ward", "general")
    assert move.share == pytest.approx(0.2)
    assert move.patient is not None
    assert move.patient.facts == {"incurable": True, "pain": 3}
    assert move.patient.telling == ("incurable", "pain")
    assert result.smallest == move.patient


def test_a_rule_written_otherwise_moves_nobody() -> None:
    result = difference(
        _pack({"not": {"any": ({"fact": "need"}, {"fact": "night"})}}),
        _pack({"all": ({"fact": "night", "is": False}, {"not": {"fact": "need"}})}),
    )

    assert [one.result for one in result.compared] == [Result.SAME] * 3


def test_recommended_forms_are_not_compared_where_places_differ() -> None:
    rule = {"fact": "need"}
    result = difference(_pack(rule), _pack(rule, municipalities=_elsewhere()))

    assert [one.result for one in result.compared] == [
        Result.SAME,
        Result.NOT_COMPARED,
        Result.SAME,
    ]


def test_past_the_node_cap_nothing_is_claimed() -> None:
    pair = _pack({"fact": "pain", "gte": 3}), _pack({"fact": "pain", "gte": 4})

    result = difference(*pair, cap=12)

    assert {one.result for one in result.compared} == {Result.NOT_PROVEN}
    assert result.smallest is None


def _asking(fact: str, **other: object) -> Vocabulary:
    """Return the vocabulary with one question asked otherwise."""
    plain = VOCABULARY.model_dump(by_alias=True, exclude_none=True)
    plain["facts"] = tuple({**one, **other} if one["id"] == fact else one for one in plain["facts"])
    return Vocabulary.model_validate(plain)


def test_a_question_asked_in_two_ways_is_an_error() -> None:
    rule = {"fact": "place", "is": "ward"}
    words = {"sv": "ord", "en": "word"}
    fewer = _asking("place", choices=tuple({"id": one, "name": words} for one in ("home", "ward")))

    with pytest.raises(DifferentQuestionsError, match="'place' has other values") as error:
        difference(_pack(rule), _pack(rule, fewer))
    assert error.value.fact == "place"


def test_a_question_that_decides_nothing_may_be_asked_otherwise() -> None:
    words = {"sv": "ord", "en": "word"}
    fewer = _asking("place", choices=({"id": "home", "name": words},))

    result = difference(_pack({"fact": "need"}), _pack({"fact": "need"}, fewer))

    assert result.by_outcome[Outcome.INDICATED].result is Result.SAME


def test_a_question_that_only_the_old_pack_asks_is_told_of() -> None:
    plain = VOCABULARY.model_dump(by_alias=True, exclude_none=True)
    plain["facts"] = tuple(one for one in plain["facts"] if one["id"] != "pump")
    rule = {"fact": "pump", "empty": False}

    result = difference(_pack(rule), _pack({"fact": "need"}, Vocabulary.model_validate(plain)))

    movers = [move.patient for move in result.by_outcome[Outcome.INDICATED].moves]
    assert all(mover is not None and "pump" in mover.facts for mover in movers)


def test_places_that_only_one_vocabulary_knows_are_no_hindrance() -> None:
    words = {"sv": "ord", "en": "word"}
    there = _asking("municipality", choices=({"id": "0002", "name": words},))
    here = _asking("municipality", choices=({"id": "0001", "name": words},))
    near = {"any": ({"fact": "need"}, {"fact": "municipality", "is": "0001"})}
    far = {"any": ({"fact": "need"}, {"fact": "municipality", "is": "0002"})}

    result = difference(_pack(near, here), _pack(far, there, municipalities=_elsewhere()))

    moves = result.by_outcome[Outcome.INDICATED].moves
    shown = {one.patient.facts["municipality"] for one in moves if one.patient is not None}
    assert shown == {"0001", "0002"}


def test_a_municipality_of_another_type_is_an_error() -> None:
    plain = VOCABULARY.model_dump(by_alias=True, exclude_none=True)
    plain["facts"] = tuple(
        {**{key: value for key, value in one.items() if key != "choices"}, "type": "bool"}
        if one["id"] == "municipality"
        else one
        for one in plain["facts"]
    )
    rule = {"fact": "municipality", "is": "0001"}

    with pytest.raises(DifferentQuestionsError, match="'municipality' is choice in the old"):
        difference(_pack(rule), _pack(rule, Vocabulary.model_validate(plain)))


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"fact": "need"}, {"not": {"not": {"fact": "need"}}}, True),
        ({"fact": "pain", "gte": 1}, {"not": {"fact": "pain", "lte": 0}}, True),
        ({"derived": "severe"}, {"any": ({"fact": "night"}, {"fact": "pain", "gte": 3})}, True),
        ({"fact": "need"}, {"fact": "night"}, False),
        ({"fact": "pain", "gte": 1}, {"fact": "pain", "gte": 2}, False),
    ],
)
def test_two_rules_are_the_same_when_they_hold_for_the_same(
    before: object, after: object, *, same: bool
) -> None:
    old, new = _pack(before), _pack(after)
    rules: list[Rule] = [one.pack.criterion["need_ward"].when for one in (old, new)]

    assert same_rule(old, rules[0], new, rules[1]) is same
