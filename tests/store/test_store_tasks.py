"""What stands beside the answers: tasks, the signing form, what a reassessment is of."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from triage.store import Case, Revision, Store, StoreError, Task

from .examples import (
    ANNE,
    BJORN,
    EVENING,
    MORNING,
    NAMELESS,
    NOON,
    corrected,
    decided,
    decision,
    draft,
)

TALK = Task("Ansvarig läkare", "2026-03-04")
FORM = {"form": "palliative_ward", "reason": "other", "text": "Önskar vård nära hemmet\n"}


def signed(store: Store, case_id: str) -> Revision:
    case = store.case(case_id)
    heads = tuple(head.id for head in store.heads(case_id))
    return store.sign(
        replace(decision(case, heads), tasks=case.tasks, based_on=case.based_on, app_version="0.3")
    )


def with_task(store: Store) -> Case:
    case = draft(store)
    store.set_task(case.id, "talk", TALK, NOON)
    store.set_deciding(case.id, FORM, EVENING)
    return store.case(case.id)


def test_tasks_and_the_signing_form_are_kept(store: Store) -> None:
    case = with_task(store)

    assert (case.tasks, case.deciding, case.changed_at) == ({"talk": TALK}, FORM, EVENING)
    store.set_deciding(case.id, {"form": "asih", "reason": ""}, EVENING)
    assert store.case(case.id).deciding == {"form": "asih"}, "all of it, not on top of it"


@pytest.mark.parametrize("nothing", [None, Task("", "")])
def test_a_task_is_taken_back(store: Store, nothing: Task | None) -> None:
    case = with_task(store)

    store.set_task(case.id, "talk", nothing, NOON)
    store.set_task(case.id, "never_planned", nothing, NOON)

    assert store.case(case.id).tasks == {}


@pytest.mark.parametrize("due", ["i morgon", "2026-02-30", "20260302", "2026-W10-1"])
def test_a_day_that_is_no_date_is_refused(store: Store, due: str) -> None:
    case = with_task(store)

    with pytest.raises(StoreError) as refused:
        store.set_task(case.id, "talk", Task("Anhörig", due), NOON)

    assert refused.value.code == "day_not_a_date"
    assert store.case(case.id) == case


def test_signing_takes_the_tasks_along_and_empties_the_form(store: Store) -> None:
    case = with_task(store)

    revision = signed(store, case.id)

    after = store.case(case.id)
    assert revision.decision.tasks == {"talk": TALK}
    assert (after.tasks, after.deciding, after.state) == ({"talk": TALK}, {}, "decided")
    store.reopen(case.id, EVENING)
    assert store.case(case.id).tasks == {"talk": TALK}


def test_a_correction_that_is_given_up_sets_tasks_and_form_back(store: Store) -> None:
    case = with_task(store)
    signed(store, case.id)
    before = store.case(case.id)
    store.reopen(case.id, EVENING)
    store.set_task(case.id, "talk", Task("En annan", ""), EVENING)
    store.set_task(case.id, "enrolment", Task("Kommunen", ""), EVENING)
    store.set_deciding(case.id, FORM, EVENING)

    store.discard_correction(case.id)

    assert store.case(case.id) == before


def test_a_decided_case_takes_neither_task_nor_form(store: Store) -> None:
    case, _ = decided(store)
    before = store.case(case.id)

    attempts: list[Callable[[], None]] = [
        lambda: store.set_task(case.id, "talk", TALK, EVENING),
        lambda: store.set_deciding(case.id, FORM, EVENING),
    ]
    for attempt in attempts:
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.code == "case_decided"
    assert store.case(case.id) == before


def test_a_reassessment_says_what_it_is_of(store: Store) -> None:
    case, first = decided(store)
    again = store.create_case(
        ANNE, "skane", EVENING, facts=case.facts, answered_at={"pain": NOON}, based_on=first.id
    )

    assert store.case(again.id).based_on == first.id
    assert signed(store, again.id).decision.based_on == first.id
    assert store.case(again.id).based_on == first.id


def test_a_deleted_draft_is_put_back_as_it_was(store: Store) -> None:
    _, earlier = decided(store)
    case = with_task(store)
    store.set_answer(case.id, "pain", 4, EVENING)
    again = store.create_case(NAMELESS, "skane", NOON, example=True, based_on=earlier.id)
    for case_id in (case.id, again.id):
        before, times = store.case(case_id), store.answered_at(case_id)
        store.delete_draft(case_id)

        store.restore(before, times)

        assert (store.case(case_id), store.answered_at(case_id)) == (before, times)
        with pytest.raises(StoreError) as refused:
            store.restore(before, times)
        assert refused.value.code == "case_exists"
    store.verify()


def test_only_a_draft_is_put_back(store: Store) -> None:
    case, _ = decided(store)

    with pytest.raises(StoreError) as refused:
        store.restore(replace(store.case(case.id), id="f" * 32), {})

    assert refused.value.code == "case_has_decision"


def test_the_decisions_about_a_patient_are_found_by_number(store: Store) -> None:
    case, first = decided(store)
    second = corrected(store, case, first)
    decided(store, BJORN)
    draft(store)
    _, later = decided(store)
    decided(store, NAMELESS)

    assert store.patient_revisions("191212-121212") == [first, second, later]
    assert store.patient_revisions("196109732393") == []
    assert store.patient_revisions("") == []


def test_a_decision_that_stood_under_the_wrong_patient_is_no_part_of_a_history(
    store: Store,
) -> None:
    case, wrong = decided(store, BJORN)
    store.reopen(case.id, MORNING)
    store.set_patient(case.id, ANNE, NOON)
    right = signed(store, case.id)

    assert store.patient_revisions(str(ANNE.number)) == [right]
    assert store.patient_revisions(str(BJORN.number)) == []
    assert right.decision.parents == (wrong.id,)


def test_the_cases_that_began_from_a_decision_are_found(store: Store) -> None:
    _, first = decided(store)
    _, other = decided(store, BJORN)
    later = store.create_case(ANNE, "skane", EVENING, based_on=first.id)
    sooner = store.create_case(ANNE, "skane", NOON, based_on=first.id)
    store.create_case(BJORN, "skane", NOON, based_on=other.id)

    assert store.cases_based_on([first.id]) == [sooner.id, later.id]
    assert store.cases_based_on([]) == []
    assert len(store.cases_based_on([first.id, other.id])) == 3


def test_a_decision_is_read_by_its_id(store: Store) -> None:
    _, revision = decided(store)
    assert store.revision(revision.id) == revision
    with pytest.raises(StoreError) as refused:
        store.revision("0" * 64)
    assert refused.value.code == "revision_unknown"


def test_a_correction_that_was_given_up_is_taken_up_as_it_stood(store: Store) -> None:
    case = with_task(store)
    first = signed(store, case.id)
    store.reopen(case.id, EVENING)
    store.set_answers(case.id, {"pain": 4, "age_years": None, "nausea": 1}, EVENING)
    store.set_task(case.id, "enrolment", Task("Kommunen", ""), EVENING)
    store.set_note(case.id, "worry", None, EVENING)
    store.set_patient(case.id, BJORN, EVENING)
    store.set_pack(case.id, "stockholm", EVENING)
    store.set_deciding(case.id, FORM, EVENING)
    before, times = store.case(case.id), store.answered_at(case.id)
    store.discard_correction(case.id)

    store.resume_correction(before, times)

    assert (store.case(case.id), store.answered_at(case.id)) == (before, times)
    assert [row.name for row in store.worklist("björn")] == [BJORN.name]
    assert store.heads(case.id) == [first]
    with pytest.raises(StoreError) as refused:
        store.resume_correction(before, times)
    assert refused.value.code == "case_not_decided"
    store.verify()
