"""What a short assessment asks: which questions decide, held against plain enumeration."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings

from tests.core.small_packs import packs
from tests.thoroughness import examples
from triage.core.compiled import CompiledPack
from triage.core.completions import next_questions, possible
from triage.core.decisive import decisive
from triage.core.essential import COUNT, essential
from triage.core.recommend import weigh
from triage.core.vocabulary import Answer, Facts
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue

CATALOGUE = Catalogue()
TODAY = date(2026, 3, 2)
HELD = {"municipality", "red_flags", "consent_to_referral"}


def patients(compiled: CompiledPack) -> Iterator[tuple[dict[str, Answer], float]]:
    """Yield every fully answered patient of a small pack, one for each cell, with its share."""
    cells = compiled.outcomes.cells
    for combination in product(*(range(len(one.representatives)) for one in cells)):
        chosen = list(zip(cells, combination, strict=True))
        yield (
            {one.fact: one.representatives[cell] for one, cell in chosen},
            prod(one.weights[cell] for one, cell in chosen),
        )


def weighed(compiled: CompiledPack, facts: Facts) -> tuple[object, object]:
    """Weigh a patient by the criteria as they are written, without any diagram."""
    result = weigh(compiled, facts, TODAY)
    form = result.indicated
    placed = None if form is None else compiled.placed(form, facts)
    return (form, placed), result.urgency.current


@settings(max_examples=examples(25), deadline=None)
@given(packs())
def test_what_a_question_decides_is_what_enumeration_finds(compiled: CompiledPack) -> None:
    everyone = list(patients(compiled))
    outcome = {tuple(facts.items()): weighed(compiled, facts) for facts, _ in everyone}
    expected: dict[str, list[float]] = {one.fact: [0.0, 0.0] for one in compiled.outcomes.cells}
    for facts, share in everyone:
        here = outcome[tuple(facts.items())]
        for one in compiled.outcomes.cells:
            others = [
                outcome[tuple((facts | {one.fact: value}).items())] for value in one.representatives
            ]
            for part in (0, 1):
                if any(other[part] != here[part] for other in others):
                    expected[one.fact][part] += share

    found = compiled.decisive

    for fact, (form, urgency) in expected.items():
        if fact in found:
            assert found[fact].form == pytest.approx(form, abs=1e-8)
            assert found[fact].urgency == pytest.approx(urgency, abs=1e-8)
        else:
            assert (form, urgency) == (0.0, 0.0)


@settings(deadline=None)
@given(packs())
def test_a_question_that_is_left_out_decides_no_more_than_one_that_is_asked(
    compiled: CompiledPack,
) -> None:
    held = {"flags", "municipality", "consent"}

    chosen = set(essential(compiled, 5))

    assert held <= chosen
    assert len(chosen) == min(5, len(held | compiled.decisive.keys()))
    left = compiled.decisive.keys() - chosen
    assert all(
        compiled.decisive[asked].form >= compiled.decisive[out].form
        for asked in chosen - held
        for out in left
    )


@pytest.mark.parametrize("pack", CATALOGUE.ids)
def test_the_dozen_holds_what_nothing_can_do_without(pack: str) -> None:
    compiled = CATALOGUE.compiled(pack)

    found = essential(compiled)

    order = list(compiled.vocabulary.fact)
    assert set(found) >= {*HELD, "incurable_progressive_disease"}
    assert list(found) == sorted(found, key=order.index)
    assert len([fact for fact in found if fact not in compiled.asked_when]) == COUNT


def test_a_question_for_some_patients_comes_beside_the_dozen_where_it_decides() -> None:
    with_city_areas = essential(CATALOGUE.compiled("vastra"))
    without = essential(CATALOGUE.compiled("skane"))

    assert ("city_area" in with_city_areas, len(with_city_areas)) == (True, COUNT + 1)
    assert ("city_area" in without, len(without)) == (False, COUNT)


def test_every_region_asks_what_its_own_criteria_turn_on() -> None:
    only = {
        pack: set(essential(CATALOGUE.compiled(pack))) for pack in ("skane", "vastra", "norrbotten")
    }

    assert "needs_in_depth_assessment" in only["skane"]
    assert {"limited_life_expectancy", "age_years"} <= only["vastra"]
    assert {"unrelieved_by_general_care", "advanced_interventions"} <= only["norrbotten"]
    assert "age_years" not in only["skane"] | only["norrbotten"]


def test_what_cannot_be_settled_counts_as_deciding() -> None:
    outcomes = CATALOGUE.compiled("skane").outcomes

    cramped = decisive(outcomes, cap=4)

    assert cramped["needs_in_depth_assessment"].form == 1.0
    assert cramped.keys() == decisive(outcomes).keys()


SETTLED = {
    "jamtland_harjedalen": (11, 3),
    "norrbotten": (15, 1),
    "skane": (13, 16),
    "vasterbotten": (12, 10),
    "vasternorrland": (15, 1),
    "vastra": (10, 22),
}
"""Of each pack's cases: how many the dozen settles alone at least, and most questions after it."""


def further(compiled: CompiledPack, answers: Facts, facts: dict[str, Answer]) -> int:
    """Count the offered next questions until the form is settled, or nobody knows more."""
    asked: set[str] = set()
    while len(possible(compiled, facts)) > 1:
        offered = next((one for one in next_questions(compiled, facts) if one not in asked), None)
        if offered is None:
            break
        asked.add(offered)
        if offered in answers:
            facts[offered] = answers[offered]
    return len(asked)


@pytest.mark.parametrize("pack", CATALOGUE.ids)
def test_the_dozen_and_the_offered_questions_settle_the_cases_of_a_pack(pack: str) -> None:
    compiled = CATALOGUE.compiled(pack)
    dozen = set(essential(compiled))
    alone, most = SETTLED[pack]
    settled, after = 0, []
    for case in load_cases(CRITERIA / pack, compiled):
        answers = case.answers(compiled)
        facts = {fact: value for fact, value in answers.items() if fact in dozen}
        settled += len(possible(compiled, facts)) == 1
        after.append(further(compiled, answers, facts))
        assert possible(compiled, facts) == possible(compiled, answers)

    assert settled >= alone
    assert max(after) <= most
