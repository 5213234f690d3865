"""Leaves stand where they are said to, and changing one changes that place alone."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.small_packs import VOCABULARY, completions, holds, packs, partial
from triage.core.compiled import CompiledPack
from triage.core.evaluation import evaluator
from triage.core.leaves import (
    Leaf,
    leaves,
    leaves_of,
    node_with,
    part_at,
    rules_of,
    state_with,
)
from triage.core.logic import State
from triage.core.pack import Pack
from triage.core.rules import All as AllOf
from triage.core.rules import Any_ as AnyOf
from triage.core.rules import AtLeast, Comparison, Derived, Not, Rule, Unconfirmed
from triage.core.vocabulary import Answer
from triage.packs.catalogue import Catalogue

CATALOGUE = Catalogue()
DEFINITIONS = VOCABULARY.definition


def held(rule: Rule, path: tuple[str | int, ...], value: bool, facts: Mapping[str, Answer]) -> bool:
    """Evaluate a rule with one part replaced, as plainly as can be."""
    if not path:
        return value
    match rule:
        case AllOf(all=inner) | AnyOf(any=inner) | AtLeast(of=inner):
            each = [
                held(part, path[2:], value, facts) if number == path[1] else holds(part, facts)
                for number, part in enumerate(inner)
            ]
            if isinstance(rule, AtLeast):
                return sum(each) >= rule.at_least
            return all(each) if isinstance(rule, AllOf) else any(each)
        case Not(not_=part):
            return not held(part, path[1:], value, facts)
        case Derived(derived=name):
            return held(DEFINITIONS[name].when, path[1:], value, facts)
        case _:
            raise AssertionError(rule)


def written(pack: Pack) -> tuple[Leaf, ...]:
    """Return the leaves as the pack itself writes them: a derived fact is one of them."""
    return tuple(leaf for owner, when in rules_of(pack).items() for leaf in leaves_of(owner, when))


def test_a_leaf_is_named_by_its_place() -> None:
    pack = CATALOGUE.compiled("vastra").pack

    named = [one.id for one in leaves(pack, CATALOGUE.vocabulary)]

    assert "unrelieved_symptoms.all[0].any[0]" in named
    assert "unrelieved_symptoms.all[0].any[1]/severe_symptom.any[0]" in named
    assert "complex_palliative_need/complex_need.any[3]/psychosocial_specialised.all[1]" in named
    assert "incurable_disease" in named
    assert "breakpoint_settled/breakpoint_settled" in named
    assert len(set(named)) == len(named)


def test_a_derived_fact_is_a_leaf_of_the_pack_itself() -> None:
    pack = CATALOGUE.compiled("vastra").pack

    own = {one.id: one.rule for one in written(pack)}

    assert own["unrelieved_symptoms.all[0].any[1]"] == Derived(derived="severe_symptom")
    assert not any("/" in name for name in own)


def test_every_leaf_of_the_projects_packs_is_where_it_says() -> None:
    for pack_id in CATALOGUE.ids:
        pack = CATALOGUE.compiled(pack_id).pack
        rules = rules_of(pack)
        for leaf in (*leaves(pack, CATALOGUE.vocabulary), *written(pack)):
            found = part_at(rules[leaf.owner], leaf.path, CATALOGUE.vocabulary.definition)
            assert found == leaf.rule, leaf.id


@st.composite
def placed(draw: st.DrawFn) -> tuple[CompiledPack, Leaf]:
    """Return a small pack and one of its leaves."""
    compiled = draw(packs())
    return compiled, draw(st.sampled_from(leaves(compiled.pack, VOCABULARY)))


@settings(max_examples=60, deadline=None)
@given(placed(), partial())
def test_a_changed_place_means_what_plain_reading_says(
    chosen: tuple[CompiledPack, Leaf], facts: dict[str, Answer]
) -> None:
    compiled, leaf = chosen
    outcomes, rule = compiled.outcomes, rules_of(compiled.pack)[leaf.owner]
    changed = {
        value: node_with(outcomes, rule, leaf.path, outcomes.diagram.leaf(value))
        for value in (False, True)
    }
    assert isinstance(leaf.rule, Comparison)
    back = node_with(outcomes, rule, leaf.path, outcomes.node(leaf.rule))
    assert back == outcomes.node(rule)
    for complete in completions(facts)[:40]:
        answers = compiled.answers(complete)
        for value, node in changed.items():
            wanted = held(rule, leaf.path, value, complete)
            assert outcomes.diagram.outcomes(node, answers) == {wanted}


@settings(max_examples=80, deadline=None)
@given(placed(), partial())
def test_kleene_with_a_changed_place_is_true_of_every_completion(
    chosen: tuple[CompiledPack, Leaf], facts: dict[str, Answer]
) -> None:
    compiled, leaf = chosen
    rule = rules_of(compiled.pack)[leaf.owner]
    for value, state in ((False, State.NO), (True, State.YES)):
        found = state_with(compiled, rule, leaf.path, state, facts)
        if found is not State.UNKNOWN:
            for complete in completions(facts)[:40]:
                assert held(rule, leaf.path, value, complete) is (found is State.YES)
    own = evaluator(leaf.rule, DEFINITIONS)(facts)
    assert state_with(compiled, rule, leaf.path, own, facts) is evaluator(rule, DEFINITIONS)(facts)


def test_what_is_not_confirmed_counts_although_it_is_unknown() -> None:
    compiled = CATALOGUE.compiled("skane")
    either = AnyOf.model_validate(
        {"any": ({"fact": "needs_part_of_team"}, {"fact": "advice_requested"})}
    )
    rule = Unconfirmed(unconfirmed=either)
    path = ("unconfirmed", "any", 0)

    assert state_with(compiled, rule, path, State.NO, {}) is State.YES
    assert state_with(compiled, rule, path, State.YES, {}) is State.NO
