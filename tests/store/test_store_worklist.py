"""The worklist: order, search, protected identities."""

from collections.abc import Callable
from functools import partial

import pytest

from triage.store import Patient, Store
from triage.store.worklist import Whose

from .examples import (
    ANNE,
    BJORN,
    EVENING,
    HIDDEN,
    MORNING,
    NAMELESS,
    NOON,
    decided,
    decision,
    draft,
)


def _found(store: Store, query: str) -> list[str]:
    rows = store.worklist(query)
    assert store.worklist_count(query) == len(rows)
    return [row.name or row.alias for row in rows]


def test_open_work_comes_first_then_the_newest(store: Store) -> None:
    old = draft(store, ANNE, MORNING)
    new = draft(store, BJORN, EVENING)
    done, _ = decided(store)
    correcting, _ = decided(store)
    store.reopen(correcting.id, NOON)
    last = draft(store, NAMELESS, EVENING)
    store.sign(decision(last, signed_at=EVENING))

    order = [row.case_id for row in store.worklist()]

    assert order == [new.id, correcting.id, old.id, last.id, done.id]
    assert [row.state for row in store.worklist()] == [
        "draft",
        "correcting",
        "draft",
        "decided",
        "decided",
    ]
    assert [row.case_id for row in store.worklist(offset=1, limit=2)] == order[1:3]
    assert store.worklist_count() == 5


def test_a_row_shows_the_summary_of_its_draft(store: Store) -> None:
    case = store.create_case(ANNE, "skane", MORNING, example=True)
    (empty,) = store.worklist()
    assert (empty.care_form, empty.status, empty.urgency) == (None, None, None)
    assert not empty.red_flag

    store.set_summary(case.id, "asih", "provisional", "immediate", red_flag=True)

    (row,) = store.worklist()
    assert (row.name, row.number, row.alias) == (ANNE.name, ANNE.number, ANNE.alias)
    assert (row.care_form, row.status, row.urgency) == ("asih", "provisional", "immediate")
    assert (row.red_flag, row.example, row.protected, row.pack) == (True, True, False, "skane")
    assert row.changed_at == MORNING, "weighing is not work on the case"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Björn", [BJORN.name]),
        ("bjö", [BJORN.name]),
        ("ÅKERLUND", [BJORN.name]),
        ("kerlund", []),
        ("åke", [BJORN.name]),
        ("ake", []),
        ("bjorn", []),
        ("A\u030akerlund", [BJORN.name]),  # å written as two characters
        ("åk  björn", []),
        ("björn  åk", [BJORN.name]),
        ("lund anna", []),
        ("anne", [ANNE.name]),
        ("ánne", [ANNE.name]),
        ("čáhppe", [ANNE.name]),
        ("CAHPPE", [ANNE.name]),
        ("dorde", [ANNE.name]),
        ("Đorđe", [ANNE.name]),
        ("n t z å ä ö", [ANNE.name]),
        ("rum 4", [ANNE.name]),
        ("blå m", [NAMELESS.alias]),
        ("mapp", [NAMELESS.alias]),
        ("191212121212", [ANNE.name]),
        ("19121212-1212", [ANNE.name]),
        ("121212-1212", [ANNE.name]),
        ("121212+1212", [ANNE.name]),
        ("1182", []),
        ("2803", [BJORN.name]),
        ("6101 18", [BJORN.name]),
        ("9999", []),
        ("%", []),
        ("_", []),
        ("'", []),
        ("-", []),
        ("\x00", []),
        ("  ", [ANNE.name, BJORN.name, NAMELESS.alias]),
    ],
)
def test_search(store: Store, query: str, found: list[str]) -> None:
    for patient in (ANNE, BJORN, NAMELESS):
        draft(store, patient)

    assert sorted(_found(store, query)) == sorted(found)


def test_a_page_of_text_pasted_into_the_search_finds_nobody(store: Store) -> None:
    draft(store, ANNE, MORNING)

    assert _found(store, " ".join(f"ord{number}" for number in range(5000))) == []
    assert _found(store, "ánne " * 5000) == [ANNE.name]


def test_search_follows_a_change_of_patient(store: Store) -> None:
    case = draft(store, ANNE)
    store.set_patient(case.id, BJORN, NOON)

    assert _found(store, "anne") == []
    assert _found(store, "1212") == []
    assert _found(store, "björn") == [BJORN.name]


def test_reserve_numbers_with_letters_are_found(store: Store) -> None:
    draft(store, Patient("reserve_national", "CC120101BC07", "Okänd Man"))

    assert _found(store, "cc12 0101-bc") == ["Okänd Man"]


def test_a_protected_identity_is_listed_without_name_and_number(store: Store) -> None:
    draft(store, HIDDEN)

    (row,) = store.worklist()

    assert (row.protected, row.name, row.number) == (True, "", None)
    assert row.alias == HIDDEN.alias


@pytest.mark.parametrize(
    "query",
    ["Hemlig", "röd mapp", "19610973239", "9610", "2393", "96109732393", "hemlig 196109732393"],
)
def test_a_protected_identity_is_not_found_by_parts(store: Store, query: str) -> None:
    draft(store, HIDDEN)

    assert _found(store, query) == []


@pytest.mark.parametrize(
    "query", ["196109732393", "19610973-2393", "610973-2393", " 196109732393 "]
)
def test_a_protected_identity_is_found_by_its_exact_number(store: Store, query: str) -> None:
    draft(store, HIDDEN)

    (row,) = store.worklist(query)

    assert (row.name, row.number, row.protected) == (HIDDEN.name, HIDDEN.number, True)


def test_the_last_ten_characters_of_a_reserve_number_are_not_exact(store: Store) -> None:
    draft(store, Patient("reserve_stockholm", "992012000017", "X", protected=True))

    assert _found(store, "2012000017") == []
    assert _found(store, "992012000017") == ["X"]


def _fill(store: Store, count: int) -> None:
    rows = [
        (
            f"{n:032x}",
            f"Test {n}",
            "decided" if n % 3 else "draft",
            f"2026-03-02T08:{n % 60:02}:00Z",
        )
        for n in range(count)
    ]
    with store._change() as db:
        db.conn.executemany(
            "INSERT INTO cases (id, kind, name, alias, protected, pack, state, example,"
            " created_at, changed_at) SELECT ?1, 'alias', ?2, '', 0, 'skane', ?3, 0, ?4, ?4",
            rows,
        )
    store.rebuild_index()


def _plans(store: Store, read: Callable[[], object]) -> list[str]:
    """Return the steps of every query that `read` makes of the cases, and their sorting."""
    with store._reading() as connection:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        read()
        connection.set_trace_callback(None)
        return [
            step[3]
            for statement in statements
            if not statement.startswith("--")  # the index's own
            for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        ]


def test_a_long_list_is_paged_through_its_indexes(store: Store) -> None:
    _fill(store, 5000)

    for whose in (Whose(), Whose("me"), Whose("me", others=True)):
        steps = _plans(store, partial(store.worklist, offset=3000, whose=whose))
        steps += _plans(store, partial(store.standing, whose))
        assert "SEARCH cases USING INDEX cases_in_worklist_order (<expr>=?)" in steps
        assert [one for one in steps if one.startswith("SCAN cases") and "INDEX" not in one] == []
    decided = _plans(store, lambda: store.worklist(offset=3000))
    assert "USE TEMP B-TREE FOR ORDER BY" not in decided, "what is decided is not sorted"
    assert len(store.worklist()) == 200
    assert [row.state for row in store.worklist(offset=4999)] == ["decided"]
    assert store.worklist_count() == 5000


def test_a_search_reads_no_case_but_those_it_finds(store: Store) -> None:
    _fill(store, 5000)

    steps = _plans(store, lambda: store.find("test", 100))

    assert [one for one in steps if one.startswith("SCAN cases")] == []
    assert len(store.find("test 4999").ids) == 1
    found = store.find("test", 100)
    assert (len(found.ids), found.more) == (100, True)
    assert store.worklist_count("test") == 1000, "more are not counted"


def test_a_list_is_counted_no_further_than_it_is_looked_at(store: Store) -> None:
    _fill(store, 90)

    assert store.standing(far=20) == (40, True, 0)
    assert store.standing(far=100) == (90, False, 0)


def test_open_work_is_found_before_what_is_decided(store: Store) -> None:
    anne, _ = decided(store)
    draft(store, BJORN, EVENING)
    again = draft(store, ANNE, NOON)

    found = store.find(ANNE.name)

    assert (found.ids, found.more) == ([again.id, anne.id], False)
    assert found.rows == store.worklist(ANNE.name)
    assert store.find(ANNE.name, 1) == (found.rows[:1], True)


def test_a_case_has_the_place_that_the_list_gives_it(store: Store) -> None:
    for at in (MORNING, NOON, NOON, EVENING):
        draft(store, NAMELESS, at)
    for _ in range(3):
        decided(store)
    order = [row.case_id for row in store.worklist()]

    assert [store.place(case_id) for case_id in order] == list(range(7))
    assert store.place("nobody") is None


def test_an_unchanged_summary_writes_nothing(store: Store) -> None:
    case = store.create_case(ANNE, "skane", MORNING)
    store.set_summary(case.id, "asih", "provisional", "immediate", red_flag=True)
    with store._reading() as connection:
        before = connection.total_changes
        store.set_summary(case.id, "asih", "provisional", "immediate", red_flag=True)
        same = connection.total_changes
        store.set_summary(case.id, "asih", "provisional", "immediate", red_flag=False)

        assert (same - before, connection.total_changes - same) == (0, 11)
    assert not store.worklist()[0].red_flag
