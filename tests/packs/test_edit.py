"""A pack as plain values: nothing is lost, changes leave the old text alone, faults name places."""

import pytest

from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.edit import (
    REMOVED,
    FilePart,
    PackText,
    cases_of_text,
    compiled_text,
    text_of,
    with_value,
)
from triage.packs.problems import InputError

CATALOGUE = Catalogue()


def text(pack_id: str = "skane") -> PackText:
    compiled = CATALOGUE.compiled(pack_id)
    return text_of(compiled, load_cases(CRITERIA / pack_id, compiled))


def problems(changed: PackText) -> list[tuple[str, str, str]]:
    """Return file, place and message of each fault; none stands on a line."""
    with pytest.raises(InputError) as refused:
        compiled_text(changed, CATALOGUE.vocabulary, CATALOGUE.municipalities.values())
    assert {one.line for one in refused.value.problems} == {None}
    return [(one.file, one.path, one.message) for one in refused.value.problems]


@pytest.mark.parametrize("pack_id", CATALOGUE.ids)
def test_a_pack_and_its_cases_are_the_same_after_being_plain_values(pack_id: str) -> None:
    original = CATALOGUE.compiled(pack_id)
    plain = text(pack_id)
    again = compiled_text(plain, CATALOGUE.vocabulary, CATALOGUE.municipalities.values())
    assert again.digest == original.digest
    assert cases_of_text(plain, again) == load_cases(CRITERIA / pack_id, original)
    asserted = [one.expect.asserted for one in load_cases(CRITERIA / pack_id, original)]
    assert [one.expect.asserted for one in cases_of_text(plain, again)] == asserted


def test_what_holds_its_default_is_left_out() -> None:
    ward = text().teams["teams"][0]
    assert "telephone" not in ward
    assert "planned" not in ward
    assert ward["hours"] == {"always": True}
    assert text().pack["criteria"][0]["when"] == {"fact": "incurable_progressive_disease"}
    assert "municipalities" not in text().pack


def test_rules_stand_under_the_keys_of_the_files() -> None:
    changed = text()
    for rule in (
        {"not": {"fact": "home_care_feasible"}},
        {"fact": "preferred_place_of_care", "in": ("home", "hospice")},
        {"fact": "home_care_feasible", "is": False},
    ):
        changed = with_value(changed, "pack", ("criteria", 0, "when"), rule)
        compiled = compiled_text(changed, CATALOGUE.vocabulary, CATALOGUE.municipalities.values())
        assert text_of(compiled, ()).pack["criteria"][0]["when"] == rule


def test_a_change_leaves_the_old_text_as_it_was() -> None:
    before = text()
    changed = with_value(before, "teams", ("teams", 0, "telephone"), "0000-1")
    assert changed.teams["teams"][0]["telephone"] == "0000-1"
    assert before == text()
    assert with_value(changed, "teams", ("teams", 0, "telephone"), REMOVED) == before


def test_an_index_past_the_last_appends_and_a_removed_item_closes_the_gap() -> None:
    before = text()
    count = len(before.cases)
    longer = with_value(before, "cases", (count,), {"id": "one_more"})
    assert longer.cases[-1] == {"id": "one_more"}
    assert with_value(longer, "cases", (count,), REMOVED) == before
    first_gone = with_value(before, "pack", ("criteria", 0), REMOVED)
    assert first_gone.pack["criteria"] == before.pack["criteria"][1:]


def test_keys_on_the_way_are_made() -> None:
    changed = with_value(text(), "pack", ("care_forms", 3, "prerequisites", 0), "consent_settled")
    assert changed.pack["care_forms"][3]["prerequisites"] == ("consent_settled",)
    changed = with_value(changed, "pack", ("approved", "by"), "Test Testsson")
    assert changed.pack["approved"] == {"by": "Test Testsson"}


def test_lists_are_taken_as_values_that_nobody_can_change_afterwards() -> None:
    offers = ["palliative_ward"]
    changed = with_value(text(), "teams", ("teams", 0, "offers"), offers)
    offers.append("hospice")
    assert changed.teams["teams"][0]["offers"] == ("palliative_ward",)


@pytest.mark.parametrize(
    ("part", "path", "value"),
    [
        ("pack", ("criteria", 999), {}),
        ("pack", ("criteria", -1), {}),
        ("pack", ("criteria", 99), REMOVED),
        ("pack", ("version", "sv"), "x"),
        ("pack", ("version", 0), "x"),
        ("pack", ("criteria", "first"), {}),
        ("pack", (0,), {}),
        ("pack", (), REMOVED),
        ("cases", ("first",), {}),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(
    part: FilePart, path: tuple[str | int, ...], value: object
) -> None:
    with pytest.raises(LookupError):
        with_value(text(), part, path, value)


def test_a_fault_names_its_place_and_file() -> None:
    changed = with_value(text(), "pack", ("criteria", 0, "when", "fact"), "paln")
    assert problems(changed) == [
        ("pack.yaml", "criteria[0].when.fact", "unknown fact 'paln'; did you mean 'pain'?")
    ]
    changed = with_value(text(), "teams", ("teams", 0, "hours"), {"always": "ja"})
    assert problems(changed)[0][:2] == ("teams.yaml", "teams[0].hours.always")
    changed = with_value(text(), "pack", ("criteria", 0, "basis"), REMOVED)
    (problem,) = problems(changed)
    assert problem == ("pack.yaml", "criteria[0]", "the key 'basis' is missing")


def test_a_team_key_in_the_criteria_is_refused() -> None:
    changed = with_value(text(), "pack", ("teams",), ())
    assert problems(changed) == [("pack.yaml", "teams", "the key 'teams' belongs in teams.yaml")]


def test_a_fault_in_a_case_names_the_case() -> None:
    changed = with_value(text(), "cases", (0, "facts", "pain"), 7)
    with pytest.raises(InputError) as refused:
        cases_of_text(changed, CATALOGUE.compiled("skane"))
    assert refused.value.problems[0].path == "[0].facts.pain"
