"""Stores of 100 000 cases for `bench_worklist`: like a large unit's, and lopsided ones.

Rows are written past the program, which would take an hour to decide about so many.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from tests.keys_for_tests import KEY
from triage.services import Person, Workplace
from triage.store.database import connect
from triage.store.drafts import new_id

ME: Final = Person("siv", "Siv Berg", "läkare", "Enheten")
OTHER: Final = Person("olle", "Olle Dal", "sjuksköterska", "Enheten")
FIRST: Final = ("Anna", "Björn", "Cecilia", "Åsa", "Östen", "Karl", "Ingrid", "Áilu")
LAST: Final = ("Andersson", "Björk", "Čáhppe", "Dahl", "Öberg", "Persson", "Qvist")
URGENCIES: Final = (
    *("immediate", "within_24_hours", "within_three_days", "within_three_days"),
    *("within_two_weeks",) * 8,
    *("planned",) * 8,
)
PLACES: Final = ("1480", "1480", "1480", "1482", "1490", "1488", "1421", "1438")
"""Large and small: three in eight cases are in one municipality."""
MINE: Final = 20
"""One in so many decisions is of who is signed in."""
_INSERT: Final = (
    "INSERT INTO cases (id, kind, name, alias, protected, pack, state, care_form, status, urgency,"
    " red_flag, example, created_at, changed_at, number_key, owner)"
    " VALUES (?, 'alias', ?, '', 0, 'vastra', ?, 'asih', 'settled', ?, 0, 0, ?, ?, ?, ?)"
)
_ANSWER: Final = "INSERT INTO answers VALUES (?, 'municipality', ?, ?)"


class Followed(NamedTuple):
    """Where a decided case stands, as far as the lists ask for it."""

    step: str
    team: str
    municipality: str
    urgency: str
    answer_by: str | None
    reassess_on: str | None
    conditions: int
    condition_by: str | None
    due_at: str | None
    closed_on: str | None
    outcome: str | None
    register_due: int


_FOLLOW: Final = (
    f"INSERT INTO followed (case_id, pack, signed_at, signed_by, noted_by, example,"  # noqa: S608 - our own
    f" {', '.join(Followed._fields)})"
    f" VALUES (?, 'vastra', ?, ?, ?, 0, {', '.join('?' * len(Followed._fields))})"
)


class Shape(NamedTuple):
    """What a store is like: where a decided case stands, and where and how urgent open ones are.

    Each is told by the number of the case, the newest first.
    """

    words: str
    stands: Callable[[int, datetime, str], Followed]
    lives: Callable[[int], str]
    urgency: Callable[[int], str]


def _usual(number: int, now: datetime, day: str) -> Followed:
    """Most are closed; one in twenty waits for somebody, ten times what a large unit has."""
    past = _time(now - timedelta(days=2))
    team, place = f"team{number // 20 % 40}", PLACES[number % 8]
    urgency = URGENCIES[number // 8 % 20]
    where = (team, place, urgency)
    if number % 20:
        died = int(number % 50 == 1)
        how = "died" if died else "moved"
        return Followed("closed", *where, None, None, 0, None, None, day, how, died)
    step = ("sent", "unsent", "sent", "declined", "accepted")[number // 20 % 5]
    answer = past if step == "sent" else None
    open_ones = number // 20 % 2
    return Followed(step, *where, answer, day, open_ones, day, day, None, None, 0)


def _all_late(_number: int, now: datetime, day: str) -> Followed:
    """One team, one municipality, one urgency, and everything is overdue."""
    past = _time(now - timedelta(days=2))
    stands = ("sent", "team7", "1480", "planned", past, day, 1, day, past, None, None, 0)
    return Followed(*stands)


def _due_today(number: int, now: datetime, day: str) -> Followed:
    """The latest twenty thousand are to be seen to today."""
    usual = _usual(number * 20 if number < _TODAY else 2, now, day)
    place, team = PLACES[number % 8], f"team{number // 8 % 40}"
    today = now.date().isoformat() if number < _TODAY else usual.due_at
    urgency = URGENCIES[number // 8 % 20]
    return usual._replace(team=team, municipality=place, urgency=urgency, due_at=today)


_TODAY: Final = 20_000
SHAPES: Final = (
    Shape("like a large unit's", _usual, lambda n: PLACES[n % 8], lambda n: URGENCIES[n % 20]),
    Shape("all drafts in one municipality", _usual, lambda _n: "1480", lambda _n: "planned"),
    Shape("one team, place, urgency; all late", _all_late, lambda _n: "1480", lambda _n: "planned"),
    Shape("20 000 due today", _due_today, lambda n: PLACES[n % 8], lambda n: URGENCIES[n % 20]),
)


def filled(folder: Path, cases: int, shape: Shape = SHAPES[0]) -> None:
    """Make a store of so many cases; one in twenty is open, half of them by who is signed in."""
    workplace = Workplace.open(folder, KEY)
    now = datetime.now(UTC)
    for person in (ME, OTHER):
        workplace.store.keep_person(person, _time(now))
    workplace.close()
    with bare(folder) as connection:
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO workers VALUES (?, ?)", ((1, ME.id), (2, OTHER.id)))
        connection.executemany(_INSERT, _cases(cases, now, shape))
        query = "SELECT id, changed_at, state FROM cases ORDER BY changed_at DESC"
        found = connection.execute(query).fetchall()
        drafts = [(one, at) for one, at, state in found if state == "draft"]
        connection.executemany(
            _ANSWER,
            [(one, f'"{shape.lives(number)}"', at) for number, (one, at) in enumerate(drafts)],
        )
        decided = [(one, at) for one, at, state in found if state == "decided"]
        connection.executemany(_FOLLOW, _followed(decided, now, shape))
        connection.execute("COMMIT")
    workplace = Workplace.open(folder, KEY)
    workplace.store.rebuild_index()
    workplace.close()


def _cases(cases: int, now: datetime, shape: Shape) -> Iterator[tuple[str | None, ...]]:
    for number in range(cases):
        name = f"{FIRST[number % 8]} {LAST[number // 8 % 7]} {number}"
        at = _time(now - timedelta(minutes=7 * number))
        key = f"19{number:010}" if number % 2 else ""
        if number % 20:
            yield new_id(), name, "decided", "planned", at, at, key, None
        else:
            owner = (ME.id, ME.id, OTHER.id, None)[number // 20 % 4]
            yield new_id(), name, "draft", shape.urgency(number // 20), at, at, key, owner


def _followed(
    decided: list[tuple[str, str]], now: datetime, shape: Shape
) -> Iterator[tuple[object, ...]]:
    for number, (case_id, signed) in enumerate(decided):
        whose = (1, 2) if number // 20 % MINE == 0 else (2, None)
        yield case_id, signed, *whose, *shape.stands(number, now, signed[:10])


@contextmanager
def bare(folder: Path) -> Iterator[sqlite3.Connection]:
    """Hold a connection without the program around it."""
    connection = connect(folder / "vagval.db", KEY, create=False, wait_ms=2000)
    try:
        yield connection
    finally:
        connection.close()


def _time(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
