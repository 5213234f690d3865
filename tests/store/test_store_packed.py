"""A decision lies packed, and once: what it holds is nowhere a second time."""

import zlib
from contextlib import closing
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from triage.store import Store, StoreError, Task
from triage.store.canonical import decision_bytes, revision_id
from triage.store.packed import LARGEST, pack, unpack

from .examples import ANNE, EVENING, FACTS, MORNING, NOON, decided, decision, draft

SAMPLE = b'"care_form":"asih","criterion":"x","facts":["pain"],"state":"met","trace":[' * 20


def _row(path: Path) -> tuple[bytes, int, str]:
    with closing(bare(path)) as raw:
        query = "SELECT payload, criteria, signed_at FROM revisions ORDER BY seq DESC LIMIT 1"
        payload, criteria, at = raw.execute(query).fetchone()
        return bytes(payload), criteria, at


@pytest.mark.parametrize("dictionary", [b"", SAMPLE, bytes(40_000)])
def test_what_is_packed_comes_back(dictionary: bytes) -> None:
    payload = SAMPLE + bytes(range(256)) * 10

    assert unpack(pack(payload, dictionary), dictionary) == payload


def test_what_would_unpack_to_a_flood_is_refused() -> None:
    flood = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join([flood.compress(bytes(2**20)) for _ in range(20)]) + flood.flush()

    with pytest.raises(StoreError, match="revision_damaged"):
        unpack(packed, b"")
    with pytest.raises(StoreError, match="value_not_storable"):
        pack(bytes(LARGEST + 1), b"")


@pytest.mark.parametrize("damage", ["cut", "longer", "other dictionary", "nothing"])
def test_what_cannot_be_unpacked_is_damaged(damage: str) -> None:
    packed = pack(SAMPLE, SAMPLE)
    given = {"cut": packed[:-3], "longer": packed + b"x", "nothing": b""}.get(damage, packed)

    with pytest.raises(StoreError, match="revision_damaged"):
        unpack(given, b"" if damage == "other dictionary" else SAMPLE)


def test_a_decision_is_packed_by_its_criteria_and_shipped_as_signed(
    store: Store, path: Path
) -> None:
    data = b"criteria"
    digest = f"sha256:{revision_id(data)}"
    case = draft(store)
    made = decision(case)
    made = type(made)(**{**vars(made), "pack": {"id": "skane", "digest": digest}})
    signed = decision_bytes(made)
    store.keep_pack(digest, data, lambda: signed)
    asked: list[int] = []

    def again() -> bytes:
        asked.append(1)
        return b""

    store.keep_pack(digest, data, again)

    revision = store.sign(made)

    payload, criteria, at = _row(path)
    assert asked == [], "it has its sample already"
    assert len(payload) < 100 < len(signed)
    assert (criteria > 0, at) == (True, made.signed_at)
    assert store.payload(revision.id) == signed
    assert revision.id == revision_id(signed)
    store.verify()


def test_criteria_that_got_no_sample_get_one_later(store: Store) -> None:
    _, first = decided(store)
    second, _ = decided(store)

    assert store.payload(first.id) == decision_bytes(first.decision)
    assert store.case(second.id).facts == FACTS


def test_a_dictionary_that_was_changed_is_noticed(store: Store, path: Path) -> None:
    data = b"criteria"
    digest = f"sha256:{revision_id(data)}"
    case = draft(store)
    made = decision(case)
    made = type(made)(**{**vars(made), "pack": {"id": "skane", "digest": digest}})
    store.keep_pack(digest, data, lambda: decision_bytes(made))
    store.sign(made)
    with closing(bare(path)) as raw, raw:
        raw.execute("DROP TRIGGER dictionaries_are_not_changed")
        raw.execute("UPDATE dictionaries SET data = x'00' WHERE digest = ?", (digest,))

    for attempt in (lambda: store.revisions(case.id), lambda: store.case(case.id)):
        with pytest.raises(StoreError, match="revision_damaged"):
            attempt()


# Kept once


def _rows(path: Path) -> int:
    with closing(bare(path)) as raw:
        tables = ("answers", "notes", "tasks", "deciding")
        counts = (raw.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables)  # noqa: S608 - ours
        return sum(count for (count,) in counts)


def _signed_as_it_stands(store: Store, case_id: str) -> None:
    case = store.case(case_id)
    made = decision(case)
    store.sign(type(made)(**{**vars(made), "tasks": case.tasks}))


def test_a_decided_case_holds_no_second_copy_and_shows_the_same(store: Store, path: Path) -> None:
    case = draft(store)
    store.set_task(case.id, "prerequisite", Task("Syster Sol", "2026-04-01"), MORNING)
    store.set_deciding(case.id, {"form": "asih"}, MORNING)
    before = store.case(case.id)
    assert _rows(path) > 0

    _signed_as_it_stands(store, case.id)

    after = store.case(case.id)
    assert _rows(path) == 0
    assert (after.facts, after.notes, after.tasks) == (before.facts, before.notes, before.tasks)
    assert (after.patient, after.pack, after.deciding) == (ANNE, "skane", {})


def test_when_each_answer_was_given_is_kept_to_the_letter(store: Store, path: Path) -> None:
    times = [
        "2026-03-02T07:58:01.123+00:00",
        "2026-03-02T07:59:59.001+00:00",
        "2026-03-02T07:59:00Z",
        "2026-03-01T07:59:00.000001+00:00",
        "2019-12-31T23:59:59.999+00:00",
        "2026-03-02T08:00:00+00:00",
    ]
    given = dict(zip(sorted(FACTS), times, strict=True))
    case = store.create_case(ANNE, "skane", MORNING, facts=FACTS, answered_at=given)

    _signed_as_it_stands(store, case.id)

    assert _rows(path) == 0
    assert store.answered_at(case.id) == given
    store.reopen(case.id, NOON)
    assert store.answered_at(case.id) == given
    store.set_answer(case.id, "pain", 4, EVENING)
    assert store.answered_at(case.id) == {**given, "pain": EVENING}
    store.discard_correction(case.id)
    assert (store.case(case.id).facts, _rows(path)) == (FACTS, 0)


def test_a_reopened_case_can_be_changed_like_any_other(store: Store) -> None:
    case, _ = decided(store)
    store.reopen(case.id, NOON)
    store.set_note(case.id, "worry", None, EVENING)
    store.set_answer(case.id, "pain", None, EVENING)

    opened = store.case(case.id)

    assert (opened.notes, "pain" in opened.facts, opened.state) == ({}, False, "correcting")


def test_a_case_whose_times_were_altered_is_damaged(store: Store, path: Path) -> None:
    case, _ = decided(store)
    with closing(bare(path)) as raw, raw:
        raw.execute("UPDATE cases SET held_times = x'00'")

    with pytest.raises(StoreError, match="damaged"):
        store.answered_at(case.id)


def test_a_store_is_reopened_with_all_of_it(store: Store, path: Path) -> None:
    case, _ = decided(store)
    store.close()

    with Store.open(path, KEY) as again:
        assert again.case(case.id).facts == FACTS
