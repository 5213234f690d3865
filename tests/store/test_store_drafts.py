"""Answers and texts of a case in work."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from triage.store import Answer, Patient, Store, StoreError

from .examples import ANNE, BJORN, EVENING, FACTS, MORNING, NAMELESS, NOON, decided, draft


def test_a_new_case_is_returned_as_it_is_kept(store: Store) -> None:
    case = draft(store)

    assert store.case(case.id) == case
    assert uuid.UUID(hex=case.id).version == 4
    assert (case.patient, case.pack, case.facts, case.state) == (ANNE, "skane", FACTS, "draft")
    assert (case.notes, case.created_at, case.changed_at) == (
        {"worry": "Smärta på natten"},
        MORNING,
        MORNING,
    )
    assert not case.example


def test_the_caller_may_name_the_case_once(store: Store) -> None:
    name = "0" * 32
    assert store.create_case(NAMELESS, "skane", MORNING, case_id=name, example=True).example

    with pytest.raises(StoreError) as refused:
        store.create_case(BJORN, "skane", MORNING, case_id=name)

    assert refused.value.code == "case_exists"
    assert store.case(name).patient == NAMELESS


@pytest.mark.parametrize("value", [True, False, 0, 3, -1, "unknown", "", [], ["a", "b"], 2**53 - 1])
def test_an_answer_is_on_disk_when_the_call_returns(
    store: Store, path: Path, value: Answer
) -> None:
    case = store.create_case(NAMELESS, "skane", MORNING)

    store.set_answer(case.id, "pain", value, NOON)

    with Store.open(path, KEY) as other:
        kept = other.case(case.id)
        assert kept.facts == {"pain": value}
        assert type(kept.facts["pain"]) is type(value)
        assert kept.changed_at == NOON
        assert other.answered_at(case.id) == {"pain": NOON}


def test_none_takes_an_answer_back(store: Store) -> None:
    case = draft(store)

    store.set_answer(case.id, "pain", None, NOON)
    store.set_answer(case.id, "never_answered", None, NOON)

    assert store.case(case.id).facts == {k: v for k, v in FACTS.items() if k != "pain"}


def test_answering_again_replaces_the_answer_and_its_time(store: Store) -> None:
    case = draft(store)

    store.set_answer(case.id, "pain", 1, NOON)

    assert store.case(case.id).facts["pain"] == 1
    assert store.answered_at(case.id) == dict.fromkeys(FACTS, MORNING) | {"pain": NOON}


def test_an_answer_that_comes_back_is_as_old_as_it_was(store: Store) -> None:
    case = draft(store)

    store.set_answer(case.id, "pain", 1, NOON, MORNING)

    assert store.answered_at(case.id)["pain"] == MORNING
    assert store.case(case.id).changed_at == NOON


def test_answers_taken_over_keep_their_age(store: Store) -> None:
    case = store.create_case(
        ANNE, "skane", NOON, facts={"pain": 2, "nausea": 1}, answered_at={"pain": MORNING}
    )

    assert store.answered_at(case.id) == {"pain": MORNING, "nausea": NOON}


def test_several_answers_are_kept_together_or_not_at_all(store: Store) -> None:
    case = draft(store)
    store.set_answers(case.id, {"pain": None, "nausea": 2}, NOON)
    before = store.case(case.id)
    assert "pain" not in before.facts
    assert before.facts["nausea"] == 2

    with pytest.raises(StoreError) as refused:
        store.set_answers(case.id, {"nausea": 4, "pain": 1.5}, EVENING)  # type: ignore[dict-item]  # wrong on purpose

    assert refused.value.code == "value_not_storable"
    assert store.case(case.id) == before


@pytest.mark.parametrize("value", [1.5, {"a": 1}, ["a", 1], ("a",), b"a", 2**53, [None], object()])
def test_a_value_of_another_kind_is_refused(store: Store, value: Answer) -> None:
    case = draft(store)

    with pytest.raises(StoreError) as refused:
        store.set_answer(case.id, "pain", value, NOON)

    assert refused.value.code == "value_not_storable"
    assert store.case(case.id) == case


def test_notes_patient_and_pack_can_be_changed(store: Store) -> None:
    case = draft(store)

    store.set_note(case.id, "course", "Snabb försämring\n\n– sedan jul", NOON)
    store.set_note(case.id, "worry", "", NOON)
    store.set_patient(case.id, BJORN, NOON)
    store.set_pack(case.id, "stockholm", EVENING)

    changed = store.case(case.id)
    assert changed.notes == {"course": "Snabb försämring\n\n– sedan jul"}
    assert (changed.patient, changed.pack, changed.changed_at) == (BJORN, "stockholm", EVENING)
    assert changed.created_at == MORNING


def test_a_draft_can_be_deleted_and_leaves_nothing(store: Store, path: Path) -> None:
    case, kept = draft(store), draft(store, BJORN)

    store.delete_draft(case.id)

    assert [row.case_id for row in store.worklist()] == [kept.id]
    with bare(path) as raw:
        for table in ("answers", "notes"):
            owners = raw.execute(f"SELECT DISTINCT case_id FROM {table}").fetchall()  # noqa: S608 - fixed names
            assert owners == [(kept.id,)]
    raw.close()
    with pytest.raises(StoreError) as gone:
        store.case(case.id)
    assert gone.value.code == "case_unknown"


@pytest.mark.parametrize("state", ["decided", "correcting"])
def test_a_case_with_a_decision_cannot_be_deleted(store: Store, state: str) -> None:
    case, revision = decided(store)
    if state == "correcting":
        store.reopen(case.id, EVENING)

    with pytest.raises(StoreError) as refused:
        store.delete_draft(case.id)

    assert refused.value.code == "case_has_decision"
    assert store.revisions(case.id) == [revision]


def test_nothing_is_written_to_a_case_that_does_not_exist(store: Store) -> None:
    attempts: list[Callable[[], None]] = [
        lambda: store.set_answer("f" * 32, "pain", 1, NOON),
        lambda: store.set_note("f" * 32, "worry", "x", NOON),
        lambda: store.set_patient("f" * 32, ANNE, NOON),
        lambda: store.set_pack("f" * 32, "skane", NOON),
        lambda: store.set_summary("f" * 32, None, "insufficient", None, red_flag=False),
        lambda: store.delete_draft("f" * 32),
        lambda: store.reopen("f" * 32, NOON),
        lambda: store.discard_correction("f" * 32),
    ]
    for attempt in attempts:
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.code == "case_unknown"
    assert store.worklist_count() == 0


@pytest.mark.parametrize(
    "time", ["", "2026-03-02", "2026-03-02T08:00:00", "2026-03-02T08:00:00+01:00", "yesterday"]
)
def test_a_time_that_is_not_utc_is_refused(store: Store, time: str) -> None:
    case = draft(store)

    for attempt in (
        lambda: store.set_answer(case.id, "pain", 1, time),
        lambda: store.create_case(ANNE, "skane", time),
        lambda: store.create_case(ANNE, "skane", NOON, answered_at={"pain": time}),
    ):
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.code == "time_not_utc"
    assert store.case(case.id) == case
    assert store.worklist_count() == 1


@pytest.mark.parametrize(
    ("patient", "code"),
    [
        (Patient("passport", "X1", "A"), "refused"),
        (Patient("alias", None, None), "refused"),  # type: ignore[arg-type]  # wrong on purpose
        (Patient("alias", None, "half \ud800 pair"), "text_not_storable"),
    ],
)
def test_a_patient_that_cannot_be_kept_is_refused_whole(
    store: Store, patient: Patient, code: str
) -> None:
    case = draft(store)

    for attempt in (
        lambda: store.create_case(patient, "skane", NOON),
        lambda: store.set_patient(case.id, patient, NOON),
    ):
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.code == code
    assert store.case(case.id) == case
    assert store.worklist_count() == 1


def test_settings_are_kept(store: Store, path: Path) -> None:
    assert store.get_setting("language", "sv") == "sv"

    store.set_setting("language", "en")
    store.set_setting("user", {"name": "Test Läkare", "unit": None})
    store.set_setting("user", {"name": "Åsa", "roles": ["läkare"]})

    with Store.open(path, KEY) as other:
        assert other.get_setting("language", "sv") == "en"
        assert other.get_setting("user") == {"name": "Åsa", "roles": ["läkare"]}
    with pytest.raises(StoreError):
        store.set_setting("size", float("nan"))
    assert store.get_setting("size") is None
