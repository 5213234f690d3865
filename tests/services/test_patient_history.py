"""The history of a patient holds all cases of theirs, none of another's, and stays legible."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from tests.services.workstation import ASIH, NURSE, Clock
from triage.core.ledger import Kind
from triage.services import Patient, StoreError, Workplace, reassess
from triage.services.advice_call import NewCall
from triage.services.example import ensure_example
from triage.services.patient_history import Event, Happened, patient_history
from triage.services.patient_history_sheltered import sheltered

ANNE = Patient("personnummer", "196101182803", "Ánne Čáhppe")
OTHER = Patient("personnummer", "195009072553", "Bo Ek")
HIDDEN = replace(ANNE, protected=True)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path, KEY, Clock())
    yield opened
    opened.close()


def decided(workplace: Workplace, patient: Patient = ANNE, case_id: str | None = None) -> str:
    case = workplace.begin(patient, facts=ASIH) if case_id is None else workplace.case(case_id)
    workplace.choose_pack(case.id, "skane")
    workplace.answer(case.id, "pain", 3)
    workplace.sign(case.id, "asih", None, None, NURSE)
    return case.id


def told(events: tuple[Event, ...]) -> list[str]:
    """Return what the events are; of an entry its kind, with a mark where it was struck."""
    return [
        str(one.what) if one.entry is None else f"{one.entry.kind}{' struck' if one.struck else ''}"
        for one in events
    ]


def test_all_cases_of_a_patient_stand_on_one_line_in_their_order(workplace: Workplace) -> None:
    workplace.advice.note(NewCall("Hur?", "Så.", patient=ANNE))
    first = decided(workplace)
    workplace.follow_up.sent(first, to="Teamet", way="fax")
    mistaken = workplace.follow_up.answered(first, "accepted")
    workplace.follow_up.strike(mistaken.id, "fel")
    workplace.correct(first)
    workplace.answer(first, "pain", 4)
    workplace.sign(first, "asih", None, None, NURSE)
    second = reassess(workplace, first).id
    decided(workplace, case_id=second)
    workplace.follow_up.closed(second, "improved", "2026-11-20")
    third = workplace.begin(ANNE).id  # another case, known by its number alone
    decided(workplace, OTHER)
    workplace.advice.note(NewCall("Hur?", "Så.", patient=OTHER))

    for asked_from in (first, second, third):
        found = patient_history(workplace, asked_from)
        assert told(found.events) == [
            *("advised", "decided", "sent", "answered struck", "corrected", "decided"),
            *("closed", "begun"),
        ]
        assert [one.facts.get("pain") for one in found.rated] == [4, 3, None]
        assert {one.case_id for one in found.events} == {"", first, second, third}
    corrected = next(one for one in found.events if one.what is Happened.CORRECTED)
    assert corrected.before is not None
    assert corrected.before.decision.facts["pain"] == 3


def test_what_was_signed_under_another_number_is_anothers(workplace: Workplace) -> None:
    mistaken = decided(workplace, OTHER)
    workplace.correct(mistaken)
    workplace.identify(mistaken, ANNE)
    workplace.sign(mistaken, "asih", None, None, NURSE)

    annes = patient_history(workplace, mistaken)
    assert told(annes.events) == ["corrected"]
    bos = workplace.begin(OTHER).id
    assert told(patient_history(workplace, bos).events) == ["begun"]


def test_the_patient_to_practise_on_has_a_history_of_its_own(workplace: Workplace) -> None:
    example = ensure_example(workplace)
    assert example is not None
    workplace.advice.note(NewCall("Hur?", "Så.", patient=workplace.case(example).patient))

    assert told(patient_history(workplace, example).events) == ["begun"]


def test_a_case_that_is_damaged_hides_no_other(workplace: Workplace) -> None:
    first = decided(workplace)
    decided(workplace, case_id=workplace.begin(ANNE, facts=ASIH).id)
    calls = 0
    read = workplace.follow_up.entries

    def broken(case_id: str) -> object:
        nonlocal calls
        calls += 1
        if case_id == first:
            raise StoreError("damaged")
        return read(case_id)

    workplace.follow_up.entries = broken  # type: ignore[method-assign, assignment] # a fault
    found = patient_history(workplace, first)

    assert calls == 2
    assert found.damaged == 1
    assert told(found.events) == ["decided"]


def test_a_protected_patient_leaves_the_workstation_unseen(workplace: Workplace) -> None:
    case_id = decided(workplace, HIDDEN)
    work = workplace.follow_up
    work.contact(case_id, "Ánne på 070-123 45 67 i Lund", whom="systern", way="telephone")
    work.sent(case_id, to="Teamet", way="fax")
    work.answered(case_id, "accepted", place="Storgatan 1, Lund", text="Čáhppe väntas")
    workplace.correct(case_id)
    workplace.answer(case_id, "municipality", "1280")  # moved since
    workplace.sign(case_id, "asih", None, None, NURSE)
    work.contact(case_id, "Från Lund till Malmö", whom="systern")
    work.closed(case_id, "died", "2026-11-20", place="Hemma i Lund")
    asked = NewCall("Ánne Čáhppe ramlade", "Ring 19610118-2803", caller_unit="Lunds hemsjukvård")
    workplace.advice.note(replace(asked, patient=HIDDEN))
    found = patient_history(workplace, case_id)
    plain = repr([one.entry for one in found.events])
    for known in ("070-123 45 67", "systern", "Storgatan 1", "Hemma i Lund"):
        assert known in plain, "the patient's own page shows it"

    left = sheltered(workplace, found)
    assert told(left.events) == told(found.events)
    shown = [repr(one.entry) + repr(one.call and one.call.new.question) for one in left.events]
    shown += [
        repr((one.call.new.advice, one.call.new.caller_unit)) for one in left.events if one.call
    ]
    for secret in (
        "Ánne",
        "Čáhppe",
        "070",
        "Lund",
        "Malmö",
        "systern",
        "Storgatan",
        "2803",
        "Teamet",
    ):
        assert secret not in re.sub(r"[0-9a-f]{32,}", "id", "".join(shown)), secret
    assert any("väntas" in one for one in shown)
    assert {one.entry.kind for one in left.events if one.entry} == {
        *(Kind.CONTACT, Kind.SENT, Kind.ANSWERED, Kind.CLOSED)
    }


def test_a_case_that_is_gone_says_so(workplace: Workplace) -> None:
    with pytest.raises(StoreError, match="case_unknown"):
        patient_history(workplace, "0" * 32)
