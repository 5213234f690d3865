"""What is noted after a decision, at one workstation: of which version, by which clock, of whom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from tests.services.workstation import ASIH, NURSE, Clock
from triage.core.follow_up import Step
from triage.referral.text import text
from triage.services import Patient, StoreError, Task, Workplace
from triage.services.advice_call import NewCall
from triage.services.follow_up import tasks_now
from triage.services.letters import letter
from triage.services.reassessment import reassess
from triage.store.worklist import Narrowed, View

ANNE = Patient("personnummer", "196101182803", "Ánne Čáhppe")
BO = Patient("personnummer", "195009072553", "Bo Ek")
IN_LUND = Narrowed(municipality="1281")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workplace(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path, KEY, clock)
    yield opened
    opened.close()


def sign(workplace: Workplace, case_id: str) -> str:
    workplace.sign(case_id, "asih", None, None, NURSE)
    found = workplace.decision(case_id)
    assert found is not None
    return found.id


def decided(workplace: Workplace, patient: Patient = ANNE) -> str:
    case = workplace.begin(patient, facts=ASIH)
    workplace.choose_pack(case.id, "skane")
    sign(workplace, case.id)
    return case.id


def test_what_was_sent_is_the_version_that_was_in_force_then(
    workplace: Workplace, clock: Clock
) -> None:
    case_id = decided(workplace)
    first = workplace.decision(case_id)
    assert first is not None
    clock.time += timedelta(hours=2)
    between = workplace.now() - timedelta(hours=1)
    workplace.correct(case_id)
    workplace.answer(case_id, "pain", 4)
    second = sign(workplace, case_id)

    late = workplace.follow_up.sent(case_id, to="Teamet", way="fax", happened_at=between)
    assert late.told("revision") == first.id
    assert workplace.follow_up.standing(case_id).outdated  # the receiver has the one before

    before_all = between - timedelta(days=1)
    told = workplace.follow_up.sent(case_id, to="A", way="telephone", happened_at=before_all)
    assert told.told("revision") == first.id
    minute = workplace.now().replace(second=0, microsecond=0)  # as a clock is typed
    now = workplace.follow_up.sent(case_id, to="Teamet", way="fax", happened_at=minute)
    assert now.told("revision") == second
    assert not workplace.follow_up.standing(case_id).outdated


def test_after_a_clock_was_set_back_what_is_sent_is_the_version_in_force_and_is_answered(
    workplace: Workplace, clock: Clock
) -> None:
    clock.time += timedelta(days=3)
    case_id, work = decided(workplace), workplace.follow_up
    work.sent(case_id, to="Teamet", way="fax")
    workplace.correct(case_id)
    workplace.answer(case_id, "pain", 4)
    second = sign(workplace, case_id)
    clock.time -= timedelta(days=3)

    again = work.sent(case_id, to="Teamet", way="letter", happened_at=workplace.now())
    assert (again.told("revision"), work.standing(case_id).sent) == (second, again)
    assert not work.standing(case_id).outdated
    with pytest.raises(StoreError, match="ledger_before_sent"):
        work.answered(case_id, "accepted", happened_at=workplace.now() - timedelta(hours=1))
    work.answered(case_id, "accepted")
    assert work.standing(case_id).step is Step.ACCEPTED


def test_where_a_patient_lives_is_told_by_no_list_from_when_protection_is_noted(
    workplace: Workplace,
) -> None:
    case_id = decided(workplace)

    def listed() -> list[str]:
        return [one.case_id for one in workplace.view_keys(View.UNSENT, IN_LUND)]

    assert listed() == [case_id]
    workplace.correct(case_id)
    workplace.identify(case_id, replace(ANNE, protected=True))
    assert listed() == []
    assert workplace.homes() == {}

    given_up = workplace.give_up_correction(case_id)
    assert listed() == [case_id]
    workplace.resume_correction(given_up)
    assert listed() == []
    sign(workplace, case_id)
    assert listed() == []


def test_a_number_that_was_only_tried_in_a_correction_takes_no_case_over(
    workplace: Workplace,
) -> None:
    case_id = decided(workplace)
    workplace.correct(case_id)
    workplace.identify(case_id, BO)
    other = decided(workplace, BO)
    workplace.give_up_correction(case_id)

    assert workplace.follow_up.later(case_id) is None
    assert workplace.follow_up.standing(case_id).reassess_on is not None
    assert workplace.follow_up.later(other) is None


def test_a_referral_sent_lately_about_the_same_patient_is_told_and_no_older_one(
    workplace: Workplace, clock: Clock
) -> None:
    case_id = decided(workplace)
    old = workplace.now() - timedelta(days=31)
    workplace.follow_up.sent(case_id, to="Gamla", way="fax", happened_at=old)
    workplace.follow_up.sent(case_id, to="Teamet", way="letter")
    again = decided(workplace)
    decided(workplace, BO)

    assert [(one.case_id, one.to) for one in workplace.follow_up.lately(again)] == [
        (case_id, "Teamet")
    ]
    assert workplace.follow_up.suggestion(again).way == "letter"


def test_a_death_in_practice_is_registered_nowhere(workplace: Workplace) -> None:
    case = workplace.begin(ANNE, facts=ASIH, example=True)
    workplace.choose_pack(case.id, "skane")
    sign(workplace, case.id)
    real = decided(workplace, BO)
    for one in (case.id, real):
        workplace.follow_up.closed(one, "died", "2026-11-20")

    assert [one.case_id for one in workplace.view_keys(View.REGISTER)] == [real]


def test_nothing_is_noted_of_what_is_not_decided(workplace: Workplace) -> None:
    case = workplace.begin(ANNE)

    with pytest.raises(StoreError, match="case_not_decided"):
        workplace.follow_up.sent(case.id, to="Teamet", way="fax")
    with pytest.raises(StoreError, match="case_not_decided"):
        workplace.follow_up.plan(case.id, date(2026, 12, 1).isoformat())
    assert workplace.follow_up.entries(case.id) == ()


def test_a_death_is_registered_once_the_case_is_closed_with_it(workplace: Workplace) -> None:
    case_id = decided(workplace)
    follow_up = workplace.follow_up
    with pytest.raises(StoreError, match="ledger_not_died"):
        follow_up.registered(case_id, "2026-11-21")
    closed = follow_up.closed(case_id, "died", "2026-11-20", indicators={"prn_opioid": "yes"})
    assert closed.told("indicator.prn_opioid") == "yes"
    assert follow_up.standing(case_id).register_due
    follow_up.registered(case_id, "2026-11-21")

    assert not follow_up.standing(case_id).register_due
    follow_up.strike(closed.id)
    assert follow_up.standing(case_id).step is Step.UNSENT


def test_a_number_that_was_taken_away_is_taken_over_by_nobody_elses_decision(
    workplace: Workplace,
) -> None:
    wrong, right = decided(workplace), decided(workplace)
    assert workplace.follow_up.later(wrong) == right
    workplace.correct(wrong)
    workplace.identify(wrong, Patient("alias", None, "", "Blå mapp"))
    sign(workplace, wrong)

    assert workplace.follow_up.later(wrong) is None
    assert {one.case_id for one in workplace.view_keys(View.UNSENT)} == {wrong, right}

    again = reassess(workplace, wrong)
    sign(workplace, again.id)
    workplace.correct(wrong)
    sign(workplace, wrong)
    assert workplace.follow_up.later(wrong) == again.id  # what began from it still takes over


def test_a_closing_is_corrected_whole_or_not_at_all_and_stays_registered(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, work = decided(workplace), workplace.follow_up
    wrong = work.closed(case_id, "died", "2026-11-19")
    work.registered(case_id, "2026-11-21")

    def full(*_given: object) -> None:
        raise StoreError("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(workplace.store, "note", full)
        with pytest.raises(StoreError, match="disk_full"):
            work.closed(case_id, "died", "2026-11-20", instead_of=wrong.id, reason="Rättat")
    assert work.standing(case_id).closed == wrong
    with pytest.raises(StoreError, match="ledger_code_unknown"):  # all of it is refused
        work.closed(case_id, "vanished", "2026-11-20", instead_of=wrong.id)
    assert work.standing(case_id).closed == wrong

    right = work.closed(case_id, "died", "2026-11-20", instead_of=wrong.id, reason="Rättat")
    stood = work.standing(case_id)
    assert (stood.closed, stood.register_due) == (right, False)
    assert stood.registered is not None
    assert stood.registered.told("day") == "2026-11-21"

    work.closed(case_id, "moved", "2026-11-20", instead_of=right.id)
    assert work.standing(case_id).registered is None


def test_protection_that_is_noted_in_a_later_case_hides_the_patient_in_all_that_is_listed(
    workplace: Workplace,
) -> None:
    first = decided(workplace)
    workplace.follow_up.sent(first, to="Teamet", way="fax", team="lund")
    call = workplace.advice.note(NewCall("Vad ges mot illamående?", "Som i dag", patient=ANNE))
    practice = workplace.begin(BO, example=True)
    workplace.identify(practice.id, replace(BO, protected=True))
    other = decided(workplace, BO)

    def told(query: str = "") -> list[tuple[str, str, str | None, bool]]:
        return [(r.case_id, r.name, r.number, r.protected) for r in workplace.worklist(query)]

    before = told(), told("Čáhppe"), workplace.homes()
    later = workplace.begin(replace(ANNE, protected=True), facts=ASIH)

    assert (first, "", None, True) in told()
    assert (other, "Bo Ek", "195009072553", False) in told()  # practice shelters nobody real
    assert told("Čáhppe") == []
    assert {one[0] for one in told(str(ANNE.number))} == {first, later.id}
    assert [one.case_id for one in workplace.view_keys(View.AWAITING, IN_LUND)] == []
    assert workplace.case(first).patient.protected
    printed = text(letter(workplace, first, "sv"))
    assert "Čáhppe" not in printed
    assert "2803" not in printed
    assert "Lund" not in printed
    advised = workplace.advice.call(call.id).new.patient
    assert advised is not None
    assert advised.protected

    withdrawn = workplace.delete_draft(later.id)
    assert (told(), told("Čáhppe"), workplace.homes()) == before  # it was a mistake
    workplace.restore(withdrawn)
    assert told("Čáhppe") == []


def test_who_was_decided_to_see_to_a_condition_does_until_it_is_changed(
    workplace: Workplace,
) -> None:
    case_id = workplace.begin(ANNE, facts={**ASIH, "consent_to_referral": "unknown"}).id
    workplace.choose_pack(case_id, "skane")
    workplace.plan(case_id, "consent_settled", Task("Bo Ek", "2026-11-24"))
    sign(workplace, case_id)

    def sees_to_it() -> Task:
        revision, stands = workplace.decision(case_id), workplace.follow_up.standing(case_id)
        assert revision is not None
        assert "consent_settled" in stands.conditions
        return tasks_now(revision, stands)["consent_settled"]

    assert sees_to_it() == Task("Bo Ek", "2026-11-24")
    changed = workplace.follow_up.replan(case_id, "consent_settled", " Disa Ek ", "2026-11-26")
    assert sees_to_it() == Task("Disa Ek", "2026-11-26")
    workplace.follow_up.strike(changed.id)
    assert sees_to_it() == Task("Bo Ek", "2026-11-24")

    workplace.follow_up.replan(case_id, "consent_settled", "Disa Ek", "2026-11-26")
    for corrected in (Task("Eva Ek", "2026-11-24"), Task("", "2026-11-24")):
        workplace.correct(case_id)
        workplace.plan(case_id, "consent_settled", corrected)
        sign(workplace, case_id)
        assert sees_to_it() == corrected, "whom the decision names now holds"


def test_a_letter_that_is_passed_on_names_who_reads_it_now_and_whom_it_went_to_first(
    workplace: Workplace,
) -> None:
    case_id = decided(workplace)

    def told() -> str:
        return text(letter(workplace, case_id, "sv"))

    named, first = told(), workplace.follow_up.sent(case_id, to="ASIH Lund", way="fax")
    assert told() == named
    answer = workplace.follow_up.answered(case_id, "redirected", to="Hospice Björken")
    assert "Till: Hospice Björken" in told()
    assert "Först skickad till ASIH Lund; vidare hit 20" in told()
    assert "Öppet dygnet runt" not in told()  # the first receiver's
    workplace.follow_up.strike(answer.id, "Fel patient")
    assert told() == named

    workplace.follow_up.answered(case_id, "declined", reason="capacity")
    assert told() == named  # nobody else was named yet
    workplace.follow_up.sent(case_id, to="ASIH Malmö", way="fax", redirected_from=first.id)
    assert "Till: ASIH Malmö" in told()
    assert "Först skickad till ASIH Lund" in told()
    assert "Hospice Björken" not in told()
    workplace.correct(case_id)
    sign(workplace, case_id)
    assert "Malmö" not in told()  # what was corrected names its own receiver


def test_a_letter_that_is_passed_on_does_not_tell_where_a_protected_patient_is(
    workplace: Workplace,
) -> None:
    case_id = decided(workplace, replace(ANNE, protected=True))
    workplace.follow_up.sent(case_id, to="ASIH Lund", way="fax")
    workplace.follow_up.answered(case_id, "redirected", to="Hospice i Sandskogen")
    assert "Sandskogen" not in text(letter(workplace, case_id, "sv"))
