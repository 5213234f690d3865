"""The doubts that answers raise, restated here in plain Python and held against the data."""

import json
from collections.abc import Mapping
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from triage.core.recommend import recommend
from triage.core.vocabulary import NOT_KNOWN, Answer, Facts, Vocabulary
from triage.packs.catalogue import Catalogue
from triage.referral.notes import NOTE_FIELDS
from ui.viewmodels.checklist_standing import Rules, Standing
from ui.viewmodels.review_answers import in_short

COMPILED = Catalogue().compiled("vastra")
RULES = Rules.of(COMPILED)
FACT = COMPILED.vocabulary.fact
SCORES = tuple(fact.id for fact in COMPILED.vocabulary.facts if fact.type == "score")
NEEDS = (
    "complex_symptom_picture",
    "unrelieved_by_general_care",
    "expected_specialist_symptom_needs",
    "time_limited_intervention_requested",
    "psychosocial_needs_specialised_care",
)
SETS = {
    "advanced_interventions": ((), ("drug_pump",)),
    "psychosocial_factors": ((), ("minor_children",), ("minor_children", "complex_family")),
}
BOOLS = (
    *NEEDS,
    "needs_round_the_clock_team",
    "needs_specialist_physician_round_the_clock",
    "last_days_of_life",
    "limited_life_expectancy",
    "home_care_feasible",
)


def _maybe(values: st.SearchStrategy[Answer]) -> st.SearchStrategy[Answer | None]:
    return st.one_of(st.none(), st.just(NOT_KNOWN), values)


people = st.fixed_dictionaries(
    {
        **{name: _maybe(st.integers(0, 4)) for name in SCORES},
        **{name: _maybe(st.booleans()) for name in BOOLS},
        **{name: _maybe(st.sampled_from(values)) for name, values in SETS.items()},
        "age_years": _maybe(st.sampled_from([0, 17, 18, 80])),
        "preferred_place_of_care": _maybe(
            st.sampled_from(
                ["home", "nursing_home", "palliative_ward", "hospice", "hospital", "undecided"]
            )
        ),
        "consent_to_referral": _maybe(
            st.sampled_from(["given", "presumed", "not_asked", "postponed", "declined"])
        ),
    }
).map(lambda drawn: {name: value for name, value in drawn.items() if value is not None})


def shown(facts: Facts, notes: Mapping[str, str]) -> set[str]:
    standing = Standing(COMPILED, facts, recommend(COMPILED, facts, date(2026, 3, 2)), RULES, notes)
    return set(standing.hints())


def doubts(facts: Facts, notes: Mapping[str, str]) -> set[str]:
    """Return the questions beside which a doubt is to stand."""
    yes = {name for name, value in facts.items() if value is True}
    scores = [value for name in SCORES if isinstance(value := facts.get(name), int)]
    need = bool(
        yes & set(NEEDS)
        or any(score >= 3 for score in scores)
        or any(isinstance(facts.get(name), tuple) and facts[name] for name in SETS)
    )
    found = set()
    severe = sum(score >= 3 for score in scores) >= 2 or 4 in scores
    if severe and "complex_symptom_picture" not in yes:
        found.add("complex_symptom_picture")
    if not need:
        team, physician = "needs_round_the_clock_team", "needs_specialist_physician_round_the_clock"
        found.update([one for one in (team, physician) if one in yes][:1])
    age, family = facts.get("age_years"), facts.get("psychosocial_factors", ())
    if (
        isinstance(age, int)
        and age < 18
        and isinstance(family, tuple)
        and "minor_children" in family
    ):
        found.add("psychosocial_factors")
    if "last_days_of_life" in yes and facts.get("limited_life_expectancy") is False:
        found.add("limited_life_expectancy")
    inpatient = {"palliative_ward", "hospice", "hospital"}
    if "home_care_feasible" in yes and facts.get("preferred_place_of_care") in inpatient:
        found.add("home_care_feasible")
    if (
        facts.get("consent_to_referral") == "presumed"
        and not notes.get("consent_basis", "").strip()
    ):
        found.add("consent_to_referral")
    return found


@settings(deadline=None)
@given(people, st.sampled_from(["", "  \n", "Bedömd av ansvarig läkare i dag"]))
def test_a_doubt_stands_where_answers_do_not_fit_together(
    facts: dict[str, Answer], basis: str
) -> None:
    notes = {"consent_basis": basis, "worry": "Smärta"}

    assert shown(facts, notes) == doubts(facts, notes)


@settings(deadline=None)
@given(people)
def test_no_doubt_changes_what_is_suggested(facts: dict[str, Answer]) -> None:
    bare = Vocabulary.model_validate(
        {**COMPILED.vocabulary.model_dump(by_alias=True, exclude_unset=True), "hints": ()}
    )
    without = type(COMPILED)(COMPILED.pack, bare, COMPILED.digest)
    day = date(2026, 3, 2)

    assert recommend(without, facts, day).as_json() == recommend(COMPILED, facts, day).as_json()


def test_presumed_consent_is_doubted_until_its_basis_is_written() -> None:
    presumed: Facts = {"consent_to_referral": "presumed"}
    basis = {"consent_basis": "Bedömd av ansvarig läkare i dag"}

    before = [one.hints for one in in_short(COMPILED, presumed, {}, "sv")]
    after = [one.hints for one in in_short(COMPILED, presumed, basis, "sv")]

    (doubt,) = (hint for hints in before for hint in hints)
    assert "Grund för samtycke" in doubt
    assert not any(after)
    assert shown(presumed, basis) == set()


def test_a_doubt_is_answered_in_a_text_that_the_letter_has() -> None:
    fields = {field.id for field in NOTE_FIELDS}
    named = {hint.unless_note for hint in COMPILED.vocabulary.hints} - {None}

    assert named == {"consent_basis"}
    assert named <= fields


def test_a_vocabulary_from_before_the_letter_answered_doubts_still_loads() -> None:
    kept = COMPILED.vocabulary.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for hint in kept["hints"]:
        hint.pop("unless_note", None)

    loaded = Vocabulary.model_validate_json(json.dumps(kept))

    assert [hint.unless_note for hint in loaded.hints] == [None] * len(loaded.hints)
