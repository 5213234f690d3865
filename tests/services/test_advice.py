"""Advice to somebody who asked: written down, called back, corrected, counted; nobody enrolled."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from triage.core.people import Patient
from triage.services import StoreError, Workplace
from triage.services.access import Period
from triage.services.advice_call import Call, NewCall, in_a_list
from triage.services.advice_counted import matching, summed

QUESTION = "Illamående trots metoklopramid, vad nu?"
ADVICE = "Se över orsaken; återkom i morgon."
TOLVAN = Patient("personnummer", "191212121212", "Test Testsson")
SHELTERED = Patient("personnummer", "196101182803", "Test Testsdotter", protected=True)


def noted(workplace: Workplace, **more: Any) -> Call:
    return workplace.advice.note(NewCall(**{"question": QUESTION, "advice": ADVICE, **more}))


def test_a_call_is_written_as_it_was_and_enrols_nobody(workplace: Workplace) -> None:
    new = NewCall(f"  {QUESTION} ", ADVICE, "municipal_nurse", "Hemsjukvården", 12)

    call = workplace.advice.note(new)

    assert workplace.advice.calls() == (call,)
    assert (call.new.question, call.new.advice, call.new.minutes) == (QUESTION, ADVICE, 12)
    assert (call.new.caller, call.new.caller_unit) == ("municipal_nurse", "Hemsjukvården")
    assert call.new.patient is None
    assert not call.open
    assert workplace.worklist_count() == 0


def test_calls_are_listed_by_swedish_days_the_latest_first(workplace: Workplace) -> None:
    now = workplace.now()
    late = now.replace(hour=23, minute=45)
    calls = [noted(workplace, at=late.replace(day=day)) for day in (18, 20, 19)]

    listed = workplace.advice.calls()
    assert [one.at.day for one in listed] == [20, 19, 18]
    assert workplace.advice.calls(date(2026, 11, 19), date(2026, 11, 19)) == (calls[2],)
    assert workplace.advice.calls(last=date(2026, 11, 18)) == (calls[0],)


def test_who_is_to_be_called_back_stands_there_until_it_was_done(workplace: Workplace) -> None:
    later = noted(workplace, next="call_back", call_back_on="2026-11-25")
    sooner = noted(workplace, next="call_back", call_back_on="2026-11-23")
    noted(workplace, call_back_on="2026-11-22")  # a day without the choice is none

    assert [one.id for one in workplace.advice.to_call_back()] == [sooner.id, later.id]
    workplace.advice.called_back(sooner.id, "Bättre nu")

    assert [one.id for one in workplace.advice.to_call_back()] == [later.id]
    assert workplace.advice.call(sooner.id).settled is not None

    moved = replace(later.new, call_back_on="2026-11-26")
    again = workplace.advice.correct(later.id, moved)
    assert [one.id for one in workplace.advice.to_call_back()] == [again.id]
    waiting = [noted(workplace, next="call_back", call_back_on="2026-11-25") for _n in range(3)]
    workplace.advice.strike(waiting[1].id)
    found = [one.id for one in workplace.advice.to_call_back()]
    assert found == [waiting[0].id, waiting[2].id, again.id]


def test_a_list_tells_no_protected_name_that_was_typed_in_the_question(
    workplace: Workplace,
) -> None:
    asked = "Test Testsdotter har ont, ring 196101182803"
    hidden = noted(workplace, question=asked, patient=SHELTERED, caller_unit="Lunds hemsjukvård")
    shown = noted(workplace, question=asked, patient=TOLVAN)

    told = in_a_list(hidden)
    assert "Testsdotter" not in told.question
    assert "1961" not in told.question
    assert "har ont" in told.question
    assert told.caller_unit == ""
    assert in_a_list(shown) == shown.new
    calls = workplace.advice.calls()
    assert matching(calls, "Testsdotter") == (shown,)
    assert matching(calls, "196101182803") == (shown, hidden)


def test_what_was_wrong_is_written_anew_or_struck_and_stays_in_the_ledger(
    workplace: Workplace,
) -> None:
    wrong = noted(workplace)
    mended = workplace.advice.correct(wrong.id, NewCall(QUESTION, "Ring bakjouren."))
    mistaken = noted(workplace, question="fel samtal")
    workplace.advice.strike(mistaken.id)

    assert [one.new.advice for one in workplace.advice.calls()] == ["Ring bakjouren."]
    assert mended.corrects == wrong.id
    assert workplace.store.ledger_entry(wrong.id).told("advice") == ADVICE
    with pytest.raises(StoreError, match="ledger_entry_unknown"):
        workplace.advice.strike(mistaken.id)


def test_a_correction_is_written_whole_or_not_and_only_once(workplace: Workplace) -> None:
    call = noted(workplace, next="call_back", call_back_on="2026-11-23")
    workplace.advice.called_back(call.id)
    mended = workplace.advice.correct(call.id, replace(call.new, advice="Ring bakjouren."))
    assert mended.at == call.at
    assert not mended.open  # who was called back is not to be called again for it

    with pytest.raises(StoreError, match="ledger_entry_unknown"):  # by somebody else meanwhile
        workplace.advice.correct(call.id, replace(call.new, advice="Vänta."))
    with pytest.raises(StoreError, match="ledger_entry_unknown"):
        workplace.advice.called_back(call.id)
    assert workplace.advice.calls() == (mended,)

    again = replace(mended.new, call_back_on="2026-11-30")
    assert workplace.advice.correct(mended.id, again).open


def test_advice_that_was_struck_begins_no_assessment(workplace: Workplace) -> None:
    call = noted(workplace, patient=TOLVAN)
    workplace.advice.strike(call.id)

    with pytest.raises(StoreError, match="ledger_entry_unknown"):
        workplace.advice.begin_assessment(call.id)
    assert workplace.worklist_count() == 0


def test_advice_about_a_patient_is_found_by_the_number_and_becomes_an_assessment(
    workplace: Workplace,
) -> None:
    call = noted(workplace, patient=TOLVAN)
    noted(workplace)

    assert [one.id for one in workplace.advice.about("191212121212")] == [call.id]
    case = workplace.advice.begin_assessment(call.id)

    assert case.patient == TOLVAN
    assert case.notes == {"worry": QUESTION}
    assert workplace.advice.call(call.id).case_id == case.id


def test_a_call_and_its_assessment_are_written_together_and_a_second_press_finds_it(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = noted(workplace, patient=TOLVAN)

    def full(*_given: object) -> None:
        raise StoreError("disk_full")

    for place in ("_note", "_log_without_case"):  # before the entry is written, and after it
        with monkeypatch.context() as broken:
            broken.setattr(workplace.store, place, full)
            with pytest.raises(StoreError, match="disk_full"):
                workplace.advice.begin_assessment(call.id)
        assert workplace.worklist_count() == 0
        assert workplace.advice.call(call.id).case_id == ""

    case = workplace.advice.begin_assessment(call.id)
    assert workplace.advice.begin_assessment(call.id) == case
    assert workplace.worklist_count() == 1

    workplace.delete_draft(case.id)  # that one was a mistake: nothing keeps from a new one
    again = workplace.advice.begin_assessment(call.id)
    assert again.id != case.id
    assert workplace.advice.begin_assessment(call.id) == again


def test_advice_about_nobody_begins_no_assessment(workplace: Workplace) -> None:
    call = noted(workplace)

    with pytest.raises(StoreError, match="advice_without_patient"):
        workplace.advice.begin_assessment(call.id)
    assert workplace.worklist_count() == 0


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"question": "  "}, "ledger_text_missing"),
        ({"advice": ""}, "ledger_text_missing"),
        ({"advice": "x" * 4001}, "ledger_text_too_long"),
        ({"next": "call_back"}, "ledger_day_missing"),
        ({"next": "call_back", "call_back_on": "i morgon"}, "ledger_day_missing"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    workplace: Workplace, more: dict[str, str], code: str
) -> None:
    with pytest.raises(StoreError) as refused:
        noted(workplace, **more)

    assert refused.value.code == code
    assert workplace.advice.calls() == ()


def test_each_act_is_logged_with_its_patient_and_none_of_the_words(workplace: Workplace) -> None:
    call = noted(workplace, patient=SHELTERED, next="call_back", call_back_on="2026-11-23")
    workplace.advice.called_back(call.id)

    logged = workplace.access.entries(workplace.access.wanted(Period()))
    told = [(one.act, one.patient, one.detail.get("kind")) for one in logged]
    assert ("advice", SHELTERED.number, "advice") in told
    assert ("advice", SHELTERED.number, "called_back") in told
    assert all(one.protected for one in logged if one.act == "advice")
    assert QUESTION not in str(logged)


def test_a_period_is_summed_by_profession_and_unit(workplace: Workplace) -> None:
    noted(workplace, caller="nurse", caller_unit="Avdelning 3", minutes=10)
    noted(workplace, caller="nurse", caller_unit="Avdelning 4", minutes=20)
    noted(workplace, caller="physician", caller_unit="Avdelning 4")

    total = summed(workplace.advice.calls())
    assert (total.calls, total.minutes, total.timed) == (3, 30, 2)
    assert total.callers == (("nurse", 2), ("physician", 1))
    assert total.units == (("Avdelning 4", 2), ("Avdelning 3", 1))
