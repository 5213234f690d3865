"""The engine beside plain enumeration, on packs small enough to enumerate."""

from itertools import product

from hypothesis import given, settings

from tests.core.days import TODAY
from tests.core.small_packs import (
    DOMAINS,
    VOCABULARY,
    admits,
    completions,
    offered_at,
    outcome,
    packs,
    partial,
    smaller_changes,
)
from tests.thoroughness import examples
from triage.core.compiled import CompiledPack
from triage.core.completions import gap_questions, next_questions, possible, would_change
from triage.core.logic import State
from triage.core.recommend import recommend, weigh
from triage.core.recommendation import Status
from triage.core.vocabulary import Answer

Facts = dict[str, Answer]
many = settings(max_examples=examples(150), deadline=None)


@many
@given(packs(), partial())
def test_possible_is_exactly_what_completions_reach(compiled: CompiledPack, facts: Facts) -> None:
    reached = {outcome(compiled, full)[0] for full in completions(facts)}
    assert set(possible(compiled, facts)) == reached
    assert (weigh(compiled, facts, TODAY).status is Status.FINAL) == (
        len(reached) == 1 and "not_palliative" not in reached
    )


@many
@given(packs(), partial())
def test_a_question_is_offered_exactly_when_its_answer_can_matter(
    compiled: CompiledPack, facts: Facts
) -> None:
    matters, shows_gap = set(), set()
    for full in completions(facts):
        here = outcome(compiled, full)
        for name in DOMAINS:
            if facts.get(name, "unknown") != "unknown":
                continue
            for value in DOMAINS[name]:
                there = outcome(compiled, full | {name: value})
                if there[0] != here[0]:
                    matters.add(name)
                if there[1] != here[1]:
                    shows_gap.add(name)
    assert set(next_questions(compiled, facts)) == matters
    assert set(gap_questions(compiled, facts)) == shows_gap


@many
@given(packs(), partial())
def test_kleene_never_settles_what_a_completion_contradicts(
    compiled: CompiledPack, facts: Facts
) -> None:
    weighing = weigh(compiled, facts, TODAY)
    for form, state in weighing.care_forms.items():
        truths = {admits(compiled, form, full) for full in completions(facts)}
        if state is State.YES:
            assert truths == {True}
        if state is State.NO:
            assert truths == {False}


@many
@given(packs(), partial())
def test_changes_are_smallest_and_lead_where_they_say(compiled: CompiledPack, facts: Facts) -> None:
    weighing = weigh(compiled, facts, TODAY)
    if weighing.recommended is None:
        return
    found = {
        one.recommended: one.changes for one in would_change(compiled, facts, weighing.recommended)
    }
    for form, changes in found.items():
        assert _certain(compiled, facts | dict(changes)) == form
        assert all(facts[name] not in ("unknown", value) for name, value in changes.items())
    names = [
        name
        for name in DOMAINS
        if facts.get(name, "unknown") != "unknown" and VOCABULARY.fact[name].changeable != "never"
    ]
    for some in smaller_changes(names, 2):
        for values in product(*(DOMAINS[name] for name in some)):
            other = _certain(compiled, facts | dict(zip(some, values, strict=True)))
            if other is not None and other != weighing.recommended:
                assert other in found
                assert len(found[other]) <= len(some)


@many
@given(packs(), partial())
def test_the_same_patient_gives_the_same_answer(compiled: CompiledPack, facts: Facts) -> None:
    again = CompiledPack(compiled.pack, compiled.vocabulary, compiled.digest)
    reordered = dict(reversed(facts.items()))
    assert recommend(compiled, facts, TODAY) == recommend(again, reordered, TODAY)


def _certain(compiled: CompiledPack, facts: Facts) -> str | None:
    """Return what is recommended when only certain admissions count, by enumeration."""
    every = completions(facts)
    indicated = next(
        (
            form
            for form in compiled.pack.care_form
            if all(full["incurable"] and admits(compiled, form, full) for full in every)
        ),
        None,
    )
    if indicated is None:
        return None
    codes = {full["municipality"] for full in every}
    route = (indicated, *compiled.pack.care_form[indicated].fallback, "general")
    return next(form for form in route if any(offered_at(compiled, form, code) for code in codes))
