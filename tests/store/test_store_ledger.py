"""The ledger is only ever added to, and what lists show of a case is what follows from it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.keys_for_tests import KEY, bare
from tests.thoroughness import examples
from triage.core.ledger import ANSWERS, OUTCOMES, REASONS, WAYS, Entry, Kind
from triage.store import Store, StoreError, access_log, followed, ledger

from .examples import ANNE, BJORN, EVENING, HIDDEN, NOON, corrected, decided, decision, draft

A_CASE = st.integers(0, 2)
MINUTES = st.integers(0, 60 * 24 * 20)
DETAILS = st.one_of(
    st.builds(
        lambda way, team, by: (
            Kind.SENT,
            {"to": "Lag", "way": way, "team": team, "answer_by": by, "revision": "?"},
        ),
        st.sampled_from(WAYS),
        st.sampled_from(["", "lund"]),
        st.sampled_from(["2026-03-03T08:00:00Z", "2026-04-01T08:00:00Z"]),
    ),
    st.just((Kind.RECEIVED, {"by": "Mottagningen"})),
    st.builds(
        lambda answer, reason, day: (
            Kind.ANSWERED,
            {"answer": answer, "reason": reason, "text": "t", "to": "Lag", "date": day},
        ),
        st.sampled_from(ANSWERS),
        st.sampled_from(REASONS),
        st.sampled_from(["", "2026-03-20"]),
    ),
    st.just((Kind.CONTACT, {"text": "Ringde dottern"})),
    st.builds(
        lambda met: (Kind.CONDITION, {"prerequisite": "consent", "met": met}),
        st.sampled_from(["1", ""]),
    ),
    st.builds(lambda day: (Kind.PLANNED, {"day": day}), st.sampled_from(["", "2026-03-09"])),
    st.builds(
        lambda outcome: (Kind.CLOSED, {"outcome": outcome, "day": "2026-03-02"}),
        st.sampled_from(OUTCOMES),
    ),
    st.just((Kind.REGISTERED, {"day": "2026-03-02"})),
    st.just((Kind.KEPT, {"reason": "Vården fortsätter"})),
    st.just((Kind.STRUCK, {"entry": "?", "reason": "Fel"})),
)
ACTS = st.lists(st.one_of(st.tuples(A_CASE, DETAILS, MINUTES), A_CASE), min_size=1, max_size=12)


def _at(minutes: int) -> str:
    day, rest = divmod(minutes, 60 * 24)
    return f"2026-03-{3 + day:02}T{rest // 60:02}:{rest % 60:02}:00Z"


def entry(case_id: str | None, kind: Kind, minutes: int = 0, /, **detail: str) -> Entry:
    at = _at(minutes)
    name = f"{Random(f'{case_id} {kind} {minutes} {detail}').getrandbits(128):032x}"  # noqa: S311 - an id
    return Entry(name, case_id, kind, at, at, "p", "Anna", "Enheten", detail)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("ledger") / "store.db", KEY) as store:
        yield store


def rows(store: Store) -> tuple[list[object], list[object], int]:
    """Return the ledger, what is followed, and how much the log holds."""
    with store._reading() as connection:
        entries = connection.execute("SELECT * FROM ledger ORDER BY seq").fetchall()
        told = connection.execute("SELECT * FROM followed ORDER BY case_id").fetchall()
        return entries, told, connection.execute("SELECT count(*) FROM access_log").fetchone()[0]


def anew(store: Store) -> list[object]:
    """Return what is followed once it is folded again from nothing; nothing is kept of that."""
    with store._change() as db:
        kept = db.execute("SELECT * FROM followed").fetchall()
        followed.rebuild(db)
        found = db.execute("SELECT * FROM followed ORDER BY case_id").fetchall()
        db.execute("DELETE FROM followed")
        marks = ", ".join("?" * len(kept[0]))
        db.conn.executemany(f"INSERT INTO followed VALUES ({marks})", kept)  # noqa: S608 - marks
        return list(found)


@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=ACTS)
def test_after_any_acts_lists_show_what_follows_from_decisions_and_ledger(
    shared: Store, acts: list[object]
) -> None:
    cases = [decided(shared, patient) for patient in (ANNE, HIDDEN, ANNE)]
    heads = [revision for _case, revision in cases]
    written: list[list[Entry]] = [[], [], []]
    for act in acts:
        if isinstance(act, int):  # the decision is corrected
            heads[act] = corrected(shared, cases[act][0], heads[act])
            continue
        assert isinstance(act, tuple)
        at, (kind, told), minutes = act
        detail = {name: text for name, text in told.items() if text}
        if kind is Kind.STRUCK and written[at]:
            detail["entry"] = written[at][minutes % len(written[at])].id
        if kind is Kind.SENT:
            detail["revision"] = heads[at].id
        new = entry(cases[at][0].id, kind, minutes, **detail)
        before = rows(shared)
        code = ""
        try:
            shared.note(new)
        except StoreError as refused:
            code = refused.code
        if code:
            assert code.startswith("ledger_")
            assert rows(shared) == before, "what is refused leaves nothing"
            continue
        known = new.id in {one.id for one in written[at]}
        entries, _told, logged = rows(shared)
        assert entries[: len(before[0])] == before[0]
        assert (len(entries) - len(before[0]), logged - before[2]) == (not known, not known)
        written[at] += [] if known else [new]
    for (case, _first), mine in zip(cases, written, strict=True):
        assert shared.ledger(case.id) == mine
    ours = {case.id for case, _revision in cases}
    told_now = [row for row in rows(shared)[1] if row[0] in ours]  # type: ignore[index] # a row
    assert [row for row in anew(shared) if row[0] in ours] == told_now  # type: ignore[index] # a row


@settings(max_examples=examples(20), deadline=None)
@given(st.permutations(range(7)))
def test_the_order_of_writing_does_not_matter_only_that_of_happening(
    shared: Store, order: list[int]
) -> None:
    case, revision = decided(shared, BJORN)
    acts = [
        entry(case.id, Kind.SENT, 10, to="Lag", way="fax", revision=revision.id),
        entry(case.id, Kind.ANSWERED, 20, answer="declined", reason="capacity"),
        entry(case.id, Kind.SENT, 30, to="Lag två", way="fax", revision=revision.id, team="lund"),
        entry(case.id, Kind.RECEIVED, 40),
        entry(case.id, Kind.PLANNED, 50, day="2026-03-19"),
        entry(case.id, Kind.ANSWERED, 60, answer="accepted_waiting", date="2026-03-17"),
        entry(case.id, Kind.CONTACT, 70, text="Ringde"),
    ]
    with shared._change() as db:
        for number in order:
            ledger.add(db, replace(acts[number], noted_at=_at(80)))
        followed.refresh(db, case.id)

    row = shared.followed(case.id)
    assert row is not None
    assert (row.step, row.reassess_on) == ("waiting", "2026-03-19")
    assert shared.views.teams() == [("skane", "lund")]
    assert (row.sent_at, row.due_at) == (acts[2].happened_at, "2026-03-17")


def test_writing_the_same_again_adds_nothing_and_something_else_under_its_id_neither(
    store: Store,
) -> None:
    case, _revision = decided(store)
    new = entry(case.id, Kind.CONTACT, text="Ringde dottern")
    store.note(new)
    before = rows(store)

    store.note(new)
    store.note(replace(new, detail={"text": "Något annat"}))

    assert rows(store) == before


@pytest.mark.parametrize(
    ("owner", "name"),
    [(ledger, "add"), (followed, "refresh"), (access_log, "add")],
    ids=["entry", "list", "log"],
)
def test_an_act_that_breaks_off_half_way_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    case, _revision = decided(store)
    real: Callable[..., object] = getattr(owner, name)
    before = rows(store)

    def breaks(*given: object, **named: object) -> None:
        real(*given, **named)
        raise StoreError("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(owner, name, breaks)
        with pytest.raises(StoreError, match="disk_full"):
            store.note(entry(case.id, Kind.CONTACT, text="Ringde"))
    assert rows(store) == before

    store.note(entry(case.id, Kind.CONTACT, text="Ringde"))
    assert len(store.ledger(case.id)) == 1


@pytest.mark.parametrize("checked", ["ON", "OFF"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET detail = '{}'",
        "UPDATE ledger SET id = 'x' || substr(id, 2)",
        "UPDATE ledger SET case_id = NULL",
        "UPDATE ledger SET seq = seq + 10",
        "UPDATE OR REPLACE ledger SET seq = 1 WHERE seq = 2",
        "DELETE FROM ledger",
        "DELETE FROM ledger WHERE seq = 1",
        "DELETE FROM ledger WHERE seq = 2",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 1",
        "REPLACE INTO ledger SELECT 2, id, NULL, '', '', '', '', '', '', '', '', '{}' FROM ledger",
        "INSERT INTO ledger SELECT * FROM ledger WHERE 1 ON CONFLICT (id) DO UPDATE SET who = 'x'",
        "DELETE FROM cases",
        "UPDATE cases SET id = 'x' || substr(id, 2)",
    ],
)
def test_no_statement_changes_what_was_noted(store: Store, statement: str, checked: str) -> None:
    case, _revision = decided(store)
    store.note(entry(case.id, Kind.CONTACT, 1, text="Ett"))
    store.note(entry(None, Kind.ADVICE, 2, question="Dos?", advice="Halvera", next="none"))
    before = rows(store)[0]
    path = Path(store._connection.execute("PRAGMA database_list").fetchone()[2])
    with closing(bare(path)) as raw:
        raw.execute(f"PRAGMA foreign_keys = {checked}")
        raw.execute(f"PRAGMA recursive_triggers = {checked}")
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(statement)
    assert rows(store)[0] == before


def test_a_correction_puts_no_case_before_one_that_was_decided_since(store: Store) -> None:
    (old, first), (new, second) = decided(store), decided(store)

    def later() -> tuple[str | None, str | None]:
        told = [store.followed(case.id) for case in (old, new)]
        assert all((one.due_at is None) == (one.later is not None) for one in told if one)
        return tuple(one.later for one in told if one is not None)  # type: ignore[return-value] # two

    assert later() == (new.id, None)
    corrected(store, old, first)
    assert later() == (new.id, None), "each would wait for the other, and nobody for both"
    assert anew(store) == rows(store)[1]

    store.reopen(new.id, NOON)
    store.set_patient(new.id, BJORN, EVENING)
    case = store.case(new.id)
    store.sign(decision(case, (second.id,), EVENING))
    assert later() == (None, None), "it was about somebody else"
    assert anew(store) == rows(store)[1]

    third, _revision = decided(store)
    assert later() == (third.id, None)
    assert anew(store) == rows(store)[1]


def test_a_decision_dated_ahead_by_mistake_leaves_nothing_unfollowed(store: Store) -> None:
    for patient, at in ((ANNE, "2020-03-01T08:00:00Z"), (HIDDEN, "2999-01-01T08:00:00Z")):
        store.sign(decision(draft(store, patient), signed_at=at))
    with store._change() as db:
        followed.begin(db)
    new = draft(store, BJORN)
    store.sign(decision(new, signed_at="2020-03-02T08:00:00Z"))

    assert store.standing_of(new.id).step == "unsent"
    with store._reading() as connection:
        steps = connection.execute("SELECT step FROM followed ORDER BY signed_at").fetchall()
    assert steps == [("untracked",), ("unsent",), ("unsent",)]


def test_what_is_signed_while_the_clock_is_behind_is_followed(store: Store) -> None:
    old = draft(store, ANNE)
    store.sign(decision(old, signed_at="2020-03-02T08:00:00Z"))
    with store._change() as db:
        followed.begin(db)
    behind = draft(store, BJORN)
    store.sign(decision(behind, signed_at="2020-03-01T08:00:00Z"))

    assert store.standing_of(old.id).step == "untracked"
    assert store.standing_of(behind.id).step == "unsent"
    assert anew(store) == rows(store)[1]

    store.set_setting(followed.SINCE, "2020-03-02T08:00:00Z")  # as older stores have it
    assert store.standing_of(old.id).step == "untracked"
    new = draft(store, HIDDEN)
    store.sign(decision(new, signed_at="2020-03-02T09:00:00Z"))
    assert store.standing_of(new.id).step == "unsent"
