"""Signed decisions stay as they were signed."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from triage.store import Case, Decision, Revision, Store, StoreError, guards
from triage.store.canonical import canonical, decision_bytes, revision_id

from .examples import ANNE, BJORN, EVENING, FACTS, NOON, corrected, decided, decision, draft


def test_a_decision_comes_back_byte_for_byte_after_reopening(path: Path) -> None:
    with Store.open(path, KEY) as store:
        case, revision = decided(store)
        signed = store.payload(revision.id)

    with Store.open(path, KEY) as store:
        assert store.revisions(case.id) == [revision] == store.heads(case.id)
        assert revision.decision == decision(case)
        assert store.payload(revision.id) == signed
        assert hashlib.sha256(signed).hexdigest() == revision.id
        assert json.loads(signed)["facts"] == FACTS


def test_the_canonical_form_does_not_change_between_versions() -> None:
    value = {"ö": "Ŋ\u0301", "b": [True, None, 1, "\u2028", '"', "\n"], "a": {"z": -1, "y": []}}

    expected = '{"a":{"y":[],"z":-1},"b":[true,null,1,"\u2028","\\"","\\n"],"ö":"Ŋ\u0301"}'

    assert canonical(value) == expected.encode()


def test_the_order_in_which_parents_are_named_does_not_change_the_decision(store: Store) -> None:
    one, other = "0" * 64, "f" * 64
    case = draft(store)

    assert decision_bytes(decision(case, (one, other))) == decision_bytes(
        decision(case, (other, one))
    )


def test_signing_closes_the_case_and_shows_what_was_chosen(store: Store) -> None:
    case, _ = decided(store)

    assert store.case(case.id).state == "decided"
    (row,) = store.worklist()
    assert (row.state, row.care_form, row.status) == ("decided", "palliative_team", "final")
    assert (row.urgency, row.red_flag, row.changed_at) == ("within_two_weeks", True, NOON)


def test_signing_twice_keeps_one_decision(store: Store) -> None:
    case, revision = decided(store)

    assert store.sign(decision(case)) == revision
    assert store.revisions(case.id) == [revision]
    second = corrected(store, case, revision)
    assert store.sign(decision(case)) == revision  # a late retry
    assert store.heads(case.id) == [second]
    assert store.case(case.id).state == "decided"


def test_a_decided_case_is_not_changed_unless_reopened(store: Store) -> None:
    case, revision = decided(store)
    before = store.case(case.id)

    for attempt in (
        lambda: store.set_answer(case.id, "pain", 0, EVENING),
        lambda: store.set_answers(case.id, {"pain": None}, EVENING),
        lambda: store.set_note(case.id, "worry", "x", EVENING),
        lambda: store.set_patient(case.id, BJORN, EVENING),
        lambda: store.set_pack(case.id, "stockholm", EVENING),
        lambda: store.set_summary(case.id, None, "insufficient", None, red_flag=False),
        lambda: store.sign(decision(case, (revision.id,), EVENING)),
    ):
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.code == "case_decided"
    assert store.case(case.id) == before
    assert store.revisions(case.id) == [revision]


def test_a_correction_replaces_the_decision_and_keeps_it(store: Store) -> None:
    case, first = decided(store)

    store.reopen(case.id, EVENING)
    assert store.case(case.id) == replace(case, state="correcting", changed_at=EVENING)
    assert store.heads(case.id) == [first], "in force until the next is signed"
    store.discard_correction(case.id)

    second = corrected(store, case, first)

    assert store.revisions(case.id) == [first, second]
    assert store.heads(case.id) == [second]
    assert second.decision.parents == (first.id,)
    assert first.decision.facts["pain"] == 3
    assert second.decision.facts["pain"] == 4


def test_a_clock_that_goes_back_changes_nothing_of_what_replaces_what(store: Store) -> None:
    case, first = decided(store)
    long_ago = "2001-01-01T00:00:00Z"
    store.reopen(case.id, long_ago)
    store.set_answer(case.id, "pain", 4, long_ago)
    again = store.case(case.id)
    store.discard_correction(case.id)
    assert store.case(case.id).facts["pain"] == 3
    store.resume_correction(again, {"pain": long_ago})

    second = store.sign(decision(store.case(case.id), (first.id,), long_ago))

    assert store.heads(case.id) == [second]
    assert store.revisions(case.id) == [first, second]
    assert store.case(case.id).facts["pain"] == 4
    store.verify()


def test_a_correction_can_be_given_up(store: Store) -> None:
    case, _ = decided(store)
    before, row = store.case(case.id), store.worklist()
    times = store.answered_at(case.id)
    store.reopen(case.id, EVENING)
    store.set_answers(case.id, {"nausea": 2, "age_years": None, "pain": 3}, EVENING)
    store.set_note(case.id, "worry", None, EVENING)
    store.set_patient(case.id, BJORN, EVENING)
    store.set_pack(case.id, "stockholm", EVENING)
    store.set_summary(case.id, None, "insufficient", None, red_flag=False)

    store.discard_correction(case.id)

    assert store.case(case.id) == before
    assert store.worklist() == row
    assert store.answered_at(case.id) == {**times, "age_years": NOON, "pain": NOON}


def test_only_a_decided_case_is_reopened_and_only_a_reopened_one_set_back(store: Store) -> None:
    case = draft(store)
    with pytest.raises(StoreError) as refused:
        store.reopen(case.id, NOON)
    assert refused.value.code == "case_not_decided"

    with pytest.raises(StoreError) as refused:
        store.discard_correction(case.id)
    assert refused.value.code == "case_not_correcting"


@pytest.mark.parametrize("parents", ["none", "unknown", "outdated"])
def test_a_correction_names_what_is_in_force(store: Store, parents: str) -> None:
    case, first = decided(store)
    second = corrected(store, case, first)
    store.reopen(case.id, EVENING)
    named = {"none": (), "unknown": ("0" * 64,), "outdated": (first.id,)}[parents]

    with pytest.raises(StoreError) as refused:
        store.sign(replace(decision(case), parents=named, app_version="0.2.0"))

    assert refused.value.code == "decision_outdated"
    assert store.heads(case.id) == [second]
    assert store.case(case.id).state == "correcting"


def _fork(path: Path, case: Case, other: Revision, payload: bytes) -> None:
    """Add a revision as another workstation would have."""
    with closing(bare(path)) as raw, raw:
        raw.execute(
            "INSERT INTO revisions (id, case_id, payload) VALUES (?, ?, ?)",
            (other.id, case.id, payload),
        )


def test_several_decisions_in_force_are_all_shown_until_one_replaces_them(
    store: Store, path: Path, tmp_path: Path
) -> None:
    case, first = decided(store)
    with Store.open(tmp_path / "elsewhere.db", KEY) as elsewhere:
        elsewhere.create_case(ANNE, "skane", NOON, case_id=case.id)
        other = elsewhere.sign(replace(decision(case), app_version="0.2.0"))
        _fork(path, case, other, elsewhere.payload(other.id))

    assert store.heads(case.id) == [first, other]
    store.reopen(case.id, EVENING)
    with pytest.raises(StoreError) as refused:
        store.discard_correction(case.id)
    assert refused.value.code == "several_heads"

    joined = store.sign(decision(case, (other.id, first.id), EVENING))

    assert store.heads(case.id) == [joined]
    assert joined.decision.parents == tuple(sorted((first.id, other.id)))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revisions SET payload = x'7b7d'",
        "UPDATE revisions SET case_id = 'x'",
        "UPDATE OR REPLACE revisions SET seq = 1 WHERE seq = 2",
        "DELETE FROM revisions",
        "INSERT OR REPLACE INTO revisions SELECT seq, id, case_id, x'7b', '', 1 FROM revisions",
        "REPLACE INTO revisions (id, case_id, payload) SELECT id, case_id, x'7b' FROM revisions",
        "INSERT OR REPLACE INTO revisions SELECT 1, printf('%064d', 7), id, x'', '', 1 FROM cases",
        "DELETE FROM cases",
        "UPDATE cases SET id = 'x'",
        "REPLACE INTO cases SELECT * FROM cases",
    ],
)
@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
@pytest.mark.parametrize("recursive_triggers", ["ON", "OFF"])
def test_no_statement_changes_a_signed_decision(
    store: Store, path: Path, statement: str, foreign_keys: str, recursive_triggers: str
) -> None:
    case, first = decided(store)
    second = corrected(store, case, first)
    with closing(bare(path)) as raw:
        raw.execute(f"PRAGMA foreign_keys = {foreign_keys}")
        raw.execute(f"PRAGMA recursive_triggers = {recursive_triggers}")
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(statement)

    assert store.revisions(case.id) == [first, second]


def _without_guards(path: Path, *statements: str) -> None:
    with closing(bare(path)) as raw, raw:
        for name in guards.GUARDS:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for guard in guards.GUARDS.values():
            raw.execute(guard)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revisions SET payload = CAST(x'00' || substr(payload, 2) AS BLOB)",
        "UPDATE revisions SET payload = CAST(payload || x'00' AS BLOB)",
        "UPDATE revisions SET criteria = NULL",
        "UPDATE revisions SET payload = x''",
        "UPDATE revisions SET id = printf('%064d', 1)",
        f"UPDATE revisions SET id = '{revision_id(b'[]')}', payload = x'5b5d'",  # noqa: S608 - ours
    ],
)
def test_a_damaged_decision_is_refused_not_shown(store: Store, path: Path, statement: str) -> None:
    case, _ = decided(store)
    _without_guards(path, statement)

    for attempt in (lambda: store.revisions(case.id), lambda: store.heads(case.id), store.verify):
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.code == "revision_damaged"


def test_a_decision_moved_to_another_case_is_refused(store: Store, path: Path) -> None:
    decided(store)
    other = draft(store, BJORN)
    _without_guards(path, f"UPDATE revisions SET case_id = '{other.id}'")  # noqa: S608 - our own id

    with pytest.raises(StoreError) as refused:
        store.revisions(other.id)
    assert refused.value.code == "revision_damaged"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b'{"format":4,"shape":"of a later program"}', "newer_version"),
        (b'{"format":1,"case_id":"x"}', "revision_damaged"),
        (b"[" * 100_000, "revision_damaged"),
        (b"\xff", "revision_damaged"),
        (b"", "revision_damaged"),
    ],
)
def test_bytes_that_are_no_decision_of_ours_are_refused(
    store: Store, path: Path, payload: bytes, code: str
) -> None:
    case = draft(store)
    with closing(bare(path)) as raw, raw:
        raw.execute(
            "INSERT INTO revisions (id, case_id, payload) VALUES (?, ?, ?)",
            (revision_id(payload), case.id, payload),
        )

    for attempt in (lambda: store.revisions(case.id), lambda: store.payload(revision_id(payload))):
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.code == code


def test_an_unknown_decision_is_said_to_be_unknown(store: Store) -> None:
    with pytest.raises(StoreError) as refused:
        store.payload("0" * 64)
    assert refused.value.code == "revision_unknown"
    assert store.revisions("nobody") == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"notes": {"worry": "half \ud800 pair"}}, "text_not_storable"),
        ({"facts": {"pain": 1.5}}, "value_not_storable"),
        ({"recommendation": {"share": float("nan")}}, "value_not_storable"),
        ({"recommendation": {"share": {1: "a"}}}, "value_not_storable"),
        ({"signed_at": "today"}, "time_not_utc"),
        ({"case_id": "f" * 32}, "case_unknown"),
    ],
)
def test_a_decision_that_cannot_be_kept_changes_nothing(
    store: Store, change: dict[str, object], code: str
) -> None:
    case = draft(store)
    wrong: Decision = replace(decision(case), **change)  # type: ignore[arg-type]  # wrong on purpose

    with pytest.raises(StoreError) as refused:
        store.sign(wrong)

    assert refused.value.code == code
    assert store.case(case.id) == case
    assert store.revisions(case.id) == []
