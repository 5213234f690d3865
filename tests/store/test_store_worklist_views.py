"""The views of the worklist: each holds what it should, in order, and reads an index alone."""

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.keys_for_tests import KEY, bare
from triage.core.people import Person
from triage.store import Store
from triage.store.acts import Actor
from triage.store.worklist import EVERYBODY, EVERYTHING, Moments, Narrowed, View, Whose
from triage.store.worklist_offered import municipalities, teams
from triage.store.worklist_views import URGENCIES, Asked, count, hidden, keys

from .examples import ANNE, BJORN, HIDDEN, NAMELESS, NOON, decided, decision, draft

NOW = "2026-03-10T13:00:00.000+00:00"
MOMENTS = Moments(NOW, "2026-03-10T22:59:59.999+00:00", "2026-03-17")
DUE = (
    None,
    "2026-03-09",
    "2026-03-10",
    "2026-03-11",
    "2026-03-10T12:59:00.000+00:00",
    "2026-03-10T22:00:00.000+00:00",
    "2026-03-11T08:00:00.000+00:00",
)
DAYS = (None, "2026-03-09", "2026-03-10", "2026-03-17", "2026-03-18")
TEAMS = (("skane", "lund"), ("skane", ""), ("vastra", "lund"))
NARROWED = [
    Narrowed(urgency, team, place, mine)
    for urgency, team, place, mine in product(
        ("", "immediate"), (None, TEAMS[0]), ("", "1281"), (False, True)
    )
]
SIV, OLLE = 1, 2
"""The numbers of two who work here; it is Siv who asks."""


class Row(NamedTuple):
    """What a case that is followed has, as far as views look at it."""

    case_id: str
    step: str
    pack: str
    team: str
    municipality: str | None
    urgency: str
    signed_at: str
    answer_by: str | None
    reassess_on: str | None
    conditions: int
    condition_by: str | None
    due_at: str | None
    closed_on: str | None
    register_due: int
    later: str | None
    signed_by: int | None
    noted_by: int | None
    example: int


def _any_row(chance: random.Random, case_id: str) -> Row:
    pick = chance.choice
    team = pick(TEAMS)
    return Row(
        case_id=case_id,
        step=pick(("unsent", "sent", "closed", "kept", "declined")),
        pack=team[0],
        team=team[1],
        municipality=pick((None, "1281", "1482")),
        urgency=pick(URGENCIES),
        signed_at=f"2026-03-0{chance.randint(1, 9)}T08:00:00.000+00:00",
        answer_by=pick(DUE),
        reassess_on=pick(DAYS),
        conditions=chance.randint(0, 2),
        condition_by=pick(DAYS),
        due_at=pick(DUE),
        closed_on=pick((None, "2026-03-01", "2026-03-02")),
        register_due=pick((0, 1)),
        later=pick((None, None, "another")),
        signed_by=pick((None, SIV, OLLE, OLLE)),
        noted_by=pick((None, SIV, OLLE, OLLE)),
        example=pick((0, 0, 0, 1)),
    )


IS_IN: dict[View, Callable[[Row], bool]] = {
    View.TODAY: lambda row: row.due_at is not None and row.due_at[:10] <= "2026-03-10",
    View.UNSENT: lambda row: row.step == "unsent" and row.later is None,
    View.AWAITING: lambda row: row.answer_by is not None,
    View.OVERDUE: lambda row: row.answer_by is not None and row.answer_by <= NOW,
    View.REASSESS: lambda row: row.reassess_on is not None and row.reassess_on <= "2026-03-17",
    View.CONDITIONS: lambda row: row.conditions > 0,
    View.REGISTER: lambda row: row.register_due == 1,
    View.CLOSED: lambda row: row.closed_on is not None,
    View.ALL: lambda _row: True,
    View.DRAFTS: lambda _row: False,
}
"""Told once more, by what each view is for."""


def _fits(row: Row, narrowed: Narrowed) -> bool:
    return (
        (not narrowed.mine or SIV in {row.signed_by, row.noted_by})
        and narrowed.urgency in {"", row.urgency}
        and narrowed.team in {None, (row.pack, row.team)}
        and narrowed.municipality in {"", row.municipality}
    )


@pytest.fixture
def followed(path: Path) -> list[Row]:
    """Two hundred cases that stand anywhere, and a few drafts."""
    chance = random.Random(20260310)  # noqa: S311 - examples
    rows = [_any_row(chance, f"{number:032x}") for number in range(200)]
    with Store.open(path, KEY) as store:
        draft(store)
    marks = ", ".join("?" * len(Row._fields))
    with closing(bare(path)) as raw, raw:
        raw.executemany(
            "INSERT INTO cases (id, kind, name, alias, protected, pack, state, example,"
            " created_at, changed_at) VALUES (?, 'alias', '', 'A', 0, 'skane', 'decided', 0, ?, ?)",
            [(row.case_id, NOON, row.signed_at) for row in rows],
        )
        raw.executemany(
            f"INSERT INTO followed ({', '.join(Row._fields)}) VALUES ({marks})",  # noqa: S608
            rows,
        )
        raw.executemany("INSERT INTO workers VALUES (?, ?)", [(SIV, "siv"), (OLLE, "olle")])
    return rows


@pytest.mark.parametrize("narrowed", NARROWED)
def test_each_view_holds_what_it_is_for_and_counts_it(
    path: Path, followed: list[Row], narrowed: Narrowed
) -> None:
    known = {row.case_id: row for row in followed}
    with closing(bare(path)) as raw:
        for view in View:
            asked = Asked(view, narrowed, Whose("siv"), MOMENTS)
            found = keys(raw, asked, 1_000)
            expected = {
                row.case_id
                for row in followed
                if IS_IN[view](row)
                and _fits(row, narrowed)
                and (not row.example or view is View.ALL)
            }
            open_ones = [one for one in found if one.case_id not in known]

            assert {one.case_id for one in found if one.case_id in known} == expected, view
            assert len(found) == len(set(found)), view
            assert view is View.ALL or count(raw, asked, 1_000) == len(found), view
            holds_drafts = view in {View.TODAY, View.ALL, View.DRAFTS}
            assert len(open_ones) == (holds_drafts and narrowed == EVERYTHING), view
            for one in found:
                if one.case_id in known:
                    row = known[one.case_id]
                    assert one[1:] == (row.pack, row.team, row.municipality)


@pytest.mark.usefixtures("followed")
def test_a_view_is_cut_after_its_first_cases_and_counts_one_more(path: Path) -> None:
    with closing(bare(path)) as raw:
        for view in set(View) - {View.DRAFTS}:
            asked = Asked(view, EVERYTHING, EVERYBODY, MOMENTS)
            whole = keys(raw, asked, 1_000)
            assert len(whole) > 5, view
            assert keys(raw, asked, 5) == whole[:5], view
            assert keys(raw, asked._replace(narrowed=Narrowed(mine=True)), 5) == whole[:5], "nobody"
            assert view is View.ALL or count(raw, asked, 5) == 6, view


def test_the_most_urgent_comes_first_and_then_what_is_due_longest(
    path: Path, followed: list[Row]
) -> None:
    known = {row.case_id: row for row in followed}
    with closing(bare(path)) as raw:
        for view, field in ((View.TODAY, "due_at"), (View.OVERDUE, "answer_by")):
            found = [
                known[key.case_id]
                for key in keys(raw, Asked(view, EVERYTHING, EVERYBODY, MOMENTS))
                if key.case_id in known
            ]
            order = [(URGENCIES.index(row.urgency), getattr(row, field)) for row in found]
            assert order == sorted(order), view
        days = [
            known[key.case_id].condition_by or "later"
            for key in keys(raw, Asked(View.CONDITIONS, EVERYTHING, EVERYBODY, MOMENTS))
        ]
        assert days == sorted(days)


@pytest.mark.usefixtures("followed")
@pytest.mark.parametrize("narrowed", NARROWED)
def test_no_view_reads_a_whole_table(path: Path, narrowed: Narrowed) -> None:
    asked_of: list[str] = []
    with closing(bare(path)) as raw:
        raw.set_trace_callback(asked_of.append)
        for view in View:
            for whose in (EVERYBODY, Whose("siv"), Whose("siv", others=True)):
                keys(raw, Asked(view, narrowed, whose, MOMENTS))
                count(raw, Asked(view, narrowed, whose, MOMENTS))
                hidden(raw, Asked(view, narrowed, whose, MOMENTS))
        raw.set_trace_callback(None)
        plans = {
            (sql, step[3])
            for sql in asked_of
            for step in raw.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        }

    assert len(asked_of) >= 2 * (len(View) - 1)
    for sql, step in plans:
        # An index of few cases, or one read from its latest end, may be read as far as it is shown.
        assert not step.startswith("SCAN cases") or "INDEX" in step, sql
        assert not step.startswith("SCAN followed") or "INDEX" in step, sql
        # Open work is put in order when it is read: its index holds few, and all that is asked.
        assert "TEMP B-TREE" not in step or "cases INDEXED BY cases_open" in sql, sql
        assert "INDEX cases_open " not in step or "COVERING" in step, sql


def test_teams_and_municipalities_are_told_once_each(path: Path, followed: list[Row]) -> None:
    assert {(row.pack, row.team) for row in followed} == set(TEAMS)
    with closing(bare(path)) as raw:
        assert teams(raw) == sorted({one for one in TEAMS if one[1]})
        assert municipalities(raw) == ["1281", "1482"]


def test_a_store_without_decisions_has_neither(store: Store) -> None:
    draft(store)
    assert store.views.teams() == []
    assert store.views.municipalities() == []


def test_practice_is_found_among_all_and_drafts_and_waits_for_nobody(store: Store) -> None:
    for patient in (ANNE, NAMELESS):
        case = store.create_case(patient, "skane", NOON, example=True)
        store.set_answer(case.id, "municipality", "1281", NOON)
        if patient is ANNE:
            store.sign(decision(case))

    for view, narrowed in product(View, NARROWED):
        asked = Asked(view, narrowed, EVERYBODY, MOMENTS)
        found = len(store.views.keys(asked))
        if narrowed == EVERYTHING:
            assert found == {View.ALL: 2, View.DRAFTS: 1}.get(view, 0), view
        assert not found or view in {View.ALL, View.DRAFTS}, (view, narrowed)
        assert view is View.ALL or store.views.count(asked) == 0, (view, narrowed)


def test_ones_own_are_drafts_and_corrections_and_what_one_signed(store: Store) -> None:
    mine = Asked(View.ALL, Narrowed(mine=True), Whose("siv", others=True), MOMENTS)
    own = {}
    for name in ("siv", "olle"):
        store.keep_person(Person(name, name, "", ""), NOON)
        store.actor = Actor(name, name, "")
        begun = store.create_case(NAMELESS, "skane", NOON, owner=name)
        signed, _revision = decided(store, ANNE if name == "siv" else BJORN)
        own[name] = [begun.id, signed.id]

    assert [key.case_id for key in store.views.keys(mine)] == own["siv"]
    asked = mine._replace(view=View.DRAFTS, whose=Whose("siv"))
    assert (store.views.count(asked), store.views.hidden(asked)) == (1, 0)
    everyones = asked._replace(narrowed=EVERYTHING)
    assert (store.views.count(everyones), store.views.hidden(everyones)) == (1, 1)


def test_a_protected_draft_is_in_no_municipality(store: Store) -> None:
    for patient in (ANNE, HIDDEN):
        case = draft(store, patient)
        store.set_answer(case.id, "municipality", "1281", NOON)
        store.set_answer(draft(store, NAMELESS).id, "municipality", "unknown", NOON)

    def homes(view: View, narrowed: Narrowed) -> list[str | None]:
        asked = Asked(view, narrowed, EVERYBODY, MOMENTS)
        return [key.municipality for key in store.views.keys(asked)]

    assert sorted(map(str, homes(View.DRAFTS, EVERYTHING))) == ["1281", "None", "None", "None"]
    assert homes(View.DRAFTS, Narrowed(municipality="1281")) == ["1281"]
    assert homes(View.ALL, Narrowed(team=("skane", "lund"))) == []


def test_rows_say_where_each_stands_and_leave_out_what_is_gone(store: Store) -> None:
    case, _revision = decided(store)
    begun = draft(store, NAMELESS)
    store.reopen(case.id, NOON)
    kept = store.followed(case.id)
    assert kept is not None

    rows = store.views.rows([begun.id, "gone", case.id])

    assert [row.case_id for row in rows] == [begun.id, case.id]
    assert rows[0].follow is None
    assert rows[1].follow == kept
    asked = Asked(View.TODAY, EVERYTHING, EVERYBODY, MOMENTS)
    assert [key.case_id for key in store.views.keys(asked)] == [case.id, begun.id], "due once"
    assert store.views.count(asked) == 2
    store.sign(decision(begun))
    assert [row.follow is None for row in store.worklist()] == [False, False]


def test_a_correction_that_became_more_urgent_or_moved_is_counted_where_it_stands(
    store: Store,
) -> None:
    case, _revision = decided(store, ANNE)
    store.reopen(case.id, NOON)
    store.set_summary(case.id, "asih", "final", "immediate", red_flag=False)
    store.set_answer(case.id, "municipality", "1281", NOON)
    for narrowed in NARROWED:
        if narrowed.team is not None:
            continue
        asked = Asked(View.TODAY, narrowed, EVERYBODY, MOMENTS)
        with store._reading() as connection:
            found = [one.case_id for one in keys(connection, asked)]
            assert (found, count(connection, asked)) == ([case.id], 1), narrowed


def test_an_urgency_that_no_program_here_knows_is_in_every_view_that_it_belongs_to(
    store: Store,
) -> None:
    case = draft(store, ANNE)
    told = {**decision(case).recommendation, "urgency": "within_a_month"}
    store.sign(replace(decision(case), recommendation=told))
    for view in (View.TODAY, View.UNSENT):
        asked = Asked(view, EVERYTHING, EVERYBODY, MOMENTS)
        with store._reading() as connection:
            assert [one.case_id for one in keys(connection, asked)] == [case.id]
            assert count(connection, asked) == 1
