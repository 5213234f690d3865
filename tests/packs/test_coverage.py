"""What cases show of a pack: all of it for the project's packs, and a loss is noticed."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_deciding import Patient, inside, patients, whole_packs
from tests.packs.too_large import too_large
from tests.thoroughness import examples
from triage.core.cells import telling_sets
from triage.core.compiled import CompiledPack
from triage.core.deciding import Deciding
from triage.core.duties import Duty, Kind, Way, duties
from triage.core.pack import Pack
from triage.core.place import MUNICIPALITY
from triage.core.vocabulary import Answer, SetFact
from triage.core.wording import Text
from triage.packs.cases import ExampleCase, Expectation, load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.coverage import Standing, coverage, shown
from triage.packs.propose import came_out, propose
from triage.packs.proposed import proposed_text

CATALOGUE = Catalogue()
CASES = {pack: load_cases(CRITERIA / pack, CATALOGUE.compiled(pack)) for pack in CATALOGUE.ids}


def case(name: str, facts: Mapping[str, object]) -> ExampleCase:
    return ExampleCase(
        id=name, title=Text(sv="ord", en="word"), facts=dict(facts), expect=Expectation()
    )


def shown_by(pack: str, facts: Mapping[str, object]) -> set[str]:
    compiled = CATALOGUE.compiled(pack)
    return {one.id for one in shown(compiled, case("one", facts).answers(compiled))}


@pytest.mark.parametrize("pack", CATALOGUE.ids)
def test_the_projects_cases_show_everything_that_cases_can(pack: str) -> None:
    found = coverage(CATALOGUE.compiled(pack), CASES[pack])

    assert [duty.id for duty in found.missing] == []
    assert found.complete


@pytest.mark.parametrize("pack", CATALOGUE.ids)
def test_a_case_that_is_taken_away_is_missed_for_just_what_it_alone_showed(pack: str) -> None:
    compiled, cases = CATALOGUE.compiled(pack), CASES[pack]
    deciding = Deciding(compiled)
    lines = coverage(compiled, cases, deciding).lines
    alone = {
        one.id: [
            line.duty
            for line in lines
            if line.standing is Standing.COVERED and line.cases == (one.id,)
        ]
        for one in cases
    }
    needed = [name for name, duties_ in alone.items() if duties_]
    assert needed

    for name in needed[:3] + needed[-1:]:
        rest = [one for one in cases if one.id != name]
        found = coverage(compiled, rest, deciding)
        assert list(found.missing) == alone[name]
        assert not found.complete


def test_both_sides_of_a_threshold_are_asked_for_at_the_boundary_itself() -> None:
    compiled = CATALOGUE.compiled("vastra")
    place = "unrelieved_symptoms.all[0].any[1]/severe_symptom.any[3]"
    at_three = next(one for one in CASES["vastra"] if one.id == "mark_severe_anxiety")
    at_four = at_three.model_copy(update={"facts": {**at_three.facts, "anxiety": 4}})
    others = [one for one in CASES["vastra"] if one is not at_three]

    found = coverage(compiled, [*others, at_four])

    assert [duty.id for duty in found.missing] == [f"threshold:{place}=3:met"]


def test_a_new_part_of_a_rule_asks_for_its_own_cases() -> None:
    compiled = CATALOGUE.compiled("norrbotten")
    values = compiled.pack.model_dump(by_alias=True)
    values["criteria"] = tuple(
        {**one, "when": {"any": (one["when"], {"fact": "ecog", "gte": 4})}}
        if one["id"] == "complex_need"
        else one
        for one in values["criteria"]
    )
    changed = CompiledPack(Pack.model_validate(values), compiled.vocabulary, "sha256:changed")

    missing = {duty.id for duty in coverage(changed, CASES["norrbotten"]).missing}

    assert missing == {
        "leaf:complex_need.any[1]:met",
        "leaf:complex_need.any[1]:failing",
        "threshold:complex_need.any[1]=4:met",
        "threshold:complex_need.any[1]=3:failing",
    }


def test_an_answer_that_decides_nothing_shows_nothing_of_its_leaf() -> None:
    both = {
        "incurable_progressive_disease": True,
        "needs_part_of_team": True,
        "expected_specialist_symptom_needs": True,
    }
    one = {**both, "expected_specialist_symptom_needs": False}

    assert "leaf:part_of_team:met" not in shown_by("skane", both)
    assert "leaf:part_of_team:met" in shown_by("skane", one)


def test_unanswered_is_not_no() -> None:
    facts = {"incurable_progressive_disease": True, "needs_part_of_team": True}

    found = shown_by("skane", facts)

    assert "leaf:part_of_team:met" in found
    assert not any(name.startswith("leaf:expected_symptom_needs:") for name in found)
    assert "prerequisite:consent_settled:standing" in found


@settings(max_examples=examples(60), deadline=None)
@given(whole_packs(), st.lists(patients(), min_size=3, max_size=3))
def test_a_fully_answered_case_shows_what_the_regions_say(
    compiled: CompiledPack, some: list[Patient]
) -> None:
    deciding = Deciding(compiled)
    for patient in some:
        found = shown(compiled, patient)
        for duty in duties(compiled.pack, compiled.vocabulary):
            at = duty.value is None or patient[str(duty.fact)] == duty.value
            assert (duty in found) is (inside(deciding, duty, patient) and at), duty.id


@st.composite
def answered(draw: st.DrawFn) -> tuple[str, dict[str, Answer]]:
    """Return a pack of the project and a patient with every answer that it reads."""
    compiled = CATALOGUE.compiled(draw(st.sampled_from(CATALOGUE.ids)))
    facts: dict[str, Answer] = {}
    for cells in Deciding(compiled).outcomes.cells:
        fact = compiled.vocabulary.fact[cells.fact]
        if isinstance(fact, SetFact):
            facts[fact.id] = draw(st.sampled_from(tuple(telling_sets(fact, cells.tests))))
        else:
            own = fact.id == MUNICIPALITY  # one of another pack counts as unanswered
            values = tuple(compiled.pack.municipality) if own else fact.values
            facts[fact.id] = draw(st.sampled_from(values))
    return compiled.pack.id, facts | {"incurable_progressive_disease": True}


@settings(max_examples=examples(40), deadline=None)
@given(answered())
def test_the_regions_hold_for_patients_of_the_projects_packs(
    chosen: tuple[str, dict[str, Answer]],
) -> None:
    compiled, facts = CATALOGUE.compiled(chosen[0]), chosen[1]
    deciding, found = Deciding(compiled), shown(compiled, facts)
    for duty in duties(compiled.pack, compiled.vocabulary):
        at = duty.value is None or facts[str(duty.fact)] == duty.value
        assert (duty in found) is (inside(deciding, duty, facts) and at), duty.id


def test_past_the_cap_nothing_is_called_missing() -> None:
    compiled = CATALOGUE.compiled("skane")

    found = coverage(compiled, CASES["skane"][:1], Deciding(compiled, cap=40))

    assert found.missing == ()
    assert {line.standing for line in found.lines} == {Standing.COVERED, Standing.NOT_PROVEN}
    assert not found.complete


def test_criteria_too_large_to_weigh_by_show_nothing_either_way() -> None:
    found = coverage(too_large(CATALOGUE.compiled("norrbotten")), CASES["norrbotten"])

    assert Standing.NOT_PROVEN in {line.standing for line in found.lines}
    assert not any(line.cases for line in found.lines)
    assert not found.complete


@pytest.mark.parametrize("pack", ["vasternorrland", "vasterbotten", "skane"])
def test_proposed_cases_show_all_that_was_missing(pack: str, tmp_path: Path) -> None:
    compiled = CATALOGUE.compiled(pack)
    folder = tmp_path / pack
    folder.mkdir()

    made = propose(compiled, ())
    (folder / "cases.yaml").write_text(proposed_text(compiled, made, "sv"), encoding="utf-8")
    read = load_cases(folder, compiled)

    assert coverage(compiled, read).complete
    assert [one.id for one in read] == [one.case.id for one in made]
    for one in read:
        assert one.expect == came_out(compiled, one.answers(compiled))
        assert len(one.expect.asserted) == 12


def test_proposals_are_the_same_every_time_and_none_is_idle() -> None:
    compiled = CATALOGUE.compiled("vasterbotten")
    some = CASES["vasterbotten"][:4]

    first, again = propose(compiled, some), propose(compiled, some)

    assert first == again
    assert all(one.shows for one in first)
    assert propose(compiled, CASES["vasterbotten"]) == ()


@settings(max_examples=examples(25), deadline=None)
@given(whole_packs())
def test_any_pack_gets_cases_for_everything_that_can_be_shown(compiled: CompiledPack) -> None:
    made = propose(compiled, ())

    assert coverage(compiled, [one.case for one in made]).complete


def test_a_proposal_is_a_small_patient_just_under_the_threshold() -> None:
    compiled = CATALOGUE.compiled("vastra")
    without = [
        one
        for one in CASES["vastra"]
        if one.id not in ("stenungsund_nine_moderate_symptoms", "mark_severe_anxiety")
    ]

    nine, anxious = (one.case for one in propose(compiled, without))

    assert nine.title.sv == "9 svar strax under gränsen för svårt symtom: palliativt konsultteam"
    assert nine.facts["pain"] == nine.facts["mouth_problems"] == 2
    assert anxious.title.sv == "Oro eller ångest: 3, svår, precis på gränsen: palliativt team"
    assert anxious.id == "proposed_anxiety_met"
    assert anxious.expect.status == "final"
    assert anxious.expect.conditions == ()
    assert set(anxious.facts) == {
        "age_years",
        "municipality",
        "incurable_progressive_disease",
        "limited_life_expectancy",
        "breakpoint_conversation",
        "patient_informed",
        "consent_to_referral",
        "preferred_place_of_care",
        "anxiety",
        "unrelieved_by_general_care",
        "needs_round_the_clock_team",
        "needs_specialist_physician_round_the_clock",
        "home_care_feasible",
    }


def test_a_local_prerequisite_asks_for_cases_once_it_is_switched_on() -> None:
    on = replace(
        CATALOGUE.compiled("vastra"), switched_on=frozenset({"enrolled_in_municipal_home_care"})
    )

    missing = coverage(on, CASES["vastra"]).missing

    assert Duty(Kind.PREREQUISITE, "enrolled_in_municipal_home_care", Way.SETTLED) in missing
    assert Duty(Kind.PREREQUISITE, "enrolled_in_municipal_home_care", Way.STANDING) not in missing
