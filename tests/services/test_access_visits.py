"""A visit to a patient is one entry of the log; another unit's person is asked why."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from tests.services.workstation import ASIH, NURSE, Clock
from triage.core.people import Person
from triage.services import Author, Case, Patient, StoreError, Workplace
from triage.services.access import Entry, Wanted

ANNE = Patient("personnummer", "191212121212", "Anne Testsson")
BJORN = Patient("personnummer", "196101182803", "Björn Testsson")
ALIAS = Patient("alias", None, "", "Blå mapp")


def opened(folder: Path, unit: str = "Testenheten") -> Workplace:
    """Return the workstation with a person of a unit signed in."""
    with Workplace.open(folder, KEY, Clock()).store as store:
        store.keep_person(Person("p1", "Test Testsson", "läkare", unit), "2026-01-01T00:00:00Z")
    return Workplace.open(folder, KEY, Clock(), "p1")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Workplace]:
    workplace = opened(tmp_path / "data")
    yield workplace
    workplace.close()


def decided(workplace: Workplace, patient: Patient = ANNE, unit: str = NURSE.unit) -> Case:
    case = workplace.begin(patient, pack="skane")
    for fact, value in ASIH.items():
        workplace.answer(case.id, fact, value)
    author = Author(NURSE.name, NURSE.role, unit)
    workplace.sign(case.id, "asih", None, None, author)
    return case


def visits(workplace: Workplace) -> list[Entry]:
    found = workplace.access.entries(Wanted())[::-1]
    return [one for one in found if one.act in {"opened", "found"}]


def test_a_visit_that_leads_over_several_pages_is_one_entry(here: Workplace) -> None:
    case = here.begin(ANNE)
    for _page in range(3):
        here.visits.visit(case.id)
    [entry] = visits(here)
    assert (entry.who, entry.unit) == ("Test Testsson", "Testenheten")
    assert (entry.act, entry.patient, entry.case_id) == ("opened", ANNE.number, case.id)


def test_another_case_of_the_same_patient_is_the_same_visit(here: Workplace) -> None:
    here.visits.visit(here.begin(ANNE).id)
    here.visits.visit(here.begin(ANNE).id)
    assert len(visits(here)) == 1


def test_coming_back_and_another_patient_are_visits_of_their_own(here: Workplace) -> None:
    anne, bjorn = here.begin(ANNE), here.begin(BJORN)
    here.visits.visit(anne.id)
    here.visits.visit(bjorn.id)
    here.visits.visit(anne.id)
    here.visits.leave()
    here.visits.visit(anne.id)
    assert [one.patient for one in visits(here)] == [
        ANNE.number,
        BJORN.number,
        ANNE.number,
        ANNE.number,
    ]


def test_a_number_set_during_the_visit_begins_no_other(here: Workplace) -> None:
    case = here.begin(ALIAS)
    here.visits.visit(case.id)
    here.identify(case.id, ANNE)
    here.visits.visit(case.id)
    assert [one.patient for one in visits(here)] == ["Blå mapp"]


def test_what_a_search_led_to_is_told_apart(here: Workplace) -> None:
    here.visits.visit(here.begin(ANNE).id, found=True)
    assert [one.act for one in visits(here)] == ["found"]


def test_a_case_that_is_gone_cannot_be_visited(here: Workplace) -> None:
    with pytest.raises(StoreError) as caught:
        here.visits.visit("ingen")
    assert caught.value.code == "case_unknown"
    assert visits(here) == []


def test_what_a_full_disk_did_not_take_is_logged_with_the_next_visit(
    here: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    anne, bjorn = here.begin(ANNE), here.begin(BJORN)

    def full(*_: object, **__: object) -> None:
        raise StoreError("disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(here.store, "record", full)
        with pytest.raises(StoreError):
            here.visits.visit(anne.id)
        with pytest.raises(StoreError):
            here.visits.visit(anne.id)
    assert visits(here) == []
    here.visits.visit(bjorn.id)
    assert [one.patient for one in visits(here)] == [ANNE.number, BJORN.number]
    assert list(visits(here)[0].detail) == ["tried_at"]
    tried_at = datetime.fromisoformat(visits(here)[0].detail["tried_at"])
    assert tried_at.utcoffset() == timedelta(0)
    assert tried_at < datetime.fromisoformat(visits(here)[0].at)


# ---- why ------------------------------------------------------------------------------------


def test_the_own_unit_is_asked_nothing(here: Workplace) -> None:
    assert here.visits.strangers(decided(here).id) == ()


@pytest.mark.parametrize("unit", ["testenheten", "Test-enheten", " Testenheten. "])
def test_the_own_unit_written_another_way_is_the_own_unit(here: Workplace, unit: str) -> None:
    assert here.visits.strangers(decided(here, unit=unit).id) == ()


def test_a_draft_of_somebody_undecided_is_asked_nothing(here: Workplace) -> None:
    assert here.visits.strangers(here.begin(ANNE).id) == ()


def test_another_unit_is_asked_until_it_says_why(here: Workplace) -> None:
    case = decided(here, unit="Medicin 1")
    assert here.visits.strangers(case.id) == ("Medicin 1",)
    here.visits.give_reason(case.id, "  Konsult i natt,\nringd av  jouren ")
    assert here.visits.strangers(case.id) == ()
    here.visits.visit(case.id)
    here.visits.leave()
    here.visits.visit(case.id)
    reason = {"reason": "Konsult i natt, ringd av jouren"}
    assert [one.detail for one in visits(here)] == [reason, reason]


def test_a_new_draft_is_no_way_around_the_question(here: Workplace) -> None:
    """It would show the earlier decisions of the same number."""
    decided(here, unit="Medicin 1")
    assert here.visits.strangers(here.begin(ANNE).id) == ("Medicin 1",)
    assert here.visits.strangers(here.begin(BJORN).id) == ()


def test_a_patient_that_both_units_know_is_asked_nothing(here: Workplace) -> None:
    decided(here)
    assert here.visits.strangers(decided(here, unit="Medicin 1").id) == ()


def test_a_reason_of_blanks_is_none(here: Workplace) -> None:
    case = decided(here, unit="Medicin 1")
    with pytest.raises(ValueError, match="some words"):
        here.visits.give_reason(case.id, " \n ")
    assert here.visits.strangers(case.id) == ("Medicin 1",)


def test_a_reason_ends_with_the_person(tmp_path: Path) -> None:
    first = opened(tmp_path / "data")
    case = decided(first, unit="Medicin 1")
    first.visits.give_reason(case.id, "Konsult")
    first.close()
    again = opened(tmp_path / "data")
    assert again.visits.strangers(case.id) == ("Medicin 1",)
    again.close()
