"""What was noted after a decision keeps its case, goes with it, and advice is kept as long."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from tests.keys_for_tests import bare
from tests.services.aged import NOW, Aged, aged
from triage.core.keeping import Ground
from triage.core.ledger import Kind
from triage.services import StoreError

HIDDEN = {"number": "195009072553", "name": "Syns Inte", "alias": "Röd mapp", "protected": "1"}


_UNREADABLE = (
    "INSERT INTO ledger (id, kind, happened_at, noted_at, person, who, unit, number_key, detail)"
    " VALUES (hex(randomblob(16)), 'advice', 'förr', 'förr', '', '', '', '', '{}')"
)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Aged]:
    made = aged(tmp_path / "data")
    yield made
    made.workplace.close()


def _put(made: Aged, case_id: str | None, kind: Kind, year: int, **detail: str) -> str:
    """Add an entry as of a year, and nothing to the log, which the clock is judged by."""
    at, entry_id = f"{year}-05-06T08:00:00Z", uuid4().hex
    row = (entry_id, case_id, kind, at, at, "", "", "", "", json.dumps(detail))
    columns = "id, case_id, kind, happened_at, noted_at, person, who, unit, number_key, detail"
    with closing(bare(made.workplace.folder / "vagval.db")) as raw, raw:
        raw.execute(f"INSERT INTO ledger ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?)", row)  # noqa: S608 - ours
    return entry_id


def _advise(made: Aged, year: int, **detail: str) -> str:
    told = {"caller": "Distriktssköterska", "question": "Dos?", "advice": "Halvera", "next": "none"}
    return _put(made, None, Kind.ADVICE, year, **{**told, **detail})


def _count(made: Aged, table: str) -> int:
    with closing(bare(made.workplace.folder / "vagval.db")) as raw:
        return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - ours


def _purge(made: Aged, ground: Ground) -> int:
    plan = made.workplace.retention.plan()
    return made.workplace.retention.purge([one.case_id for one in plan.under({ground})])


def test_what_was_noted_last_is_the_last_act_on_a_case(kept: Aged) -> None:
    assert kept.due() == {
        "old": "age", "moved": "moved", "old draft": "draft", "practice": "practice",
    }  # fmt: skip

    kept.workplace.follow_up.contact(kept.cases["old"], "Ringde dottern")
    kept.workplace.follow_up.contact(kept.cases["moved"], "Ringde hemsjukvården")

    assert kept.due() == {"old draft": "draft", "practice": "practice"}
    assert kept.workplace.moved(kept.cases["moved"]) is None, "the record system lacks that"
    with pytest.raises(StoreError, match="purge_changed"):
        kept.workplace.retention.purge(kept.ids("old"))


def test_what_was_noted_goes_with_its_case_and_only_so(kept: Aged) -> None:
    for name in ("old", "new"):
        _put(kept, kept.cases[name], Kind.CONTACT, 2010, text="Ringde dottern")
    with closing(bare(kept.workplace.folder / "vagval.db")) as raw:
        for statement in (
            "DELETE FROM ledger",
            "UPDATE ledger SET detail = '{}'",
            "INSERT OR REPLACE INTO ledger SELECT * FROM ledger LIMIT 1",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="ledger"):
                raw.execute(statement)

    assert _purge(kept, Ground.AGE) == 1

    assert _count(kept, "ledger") == 1
    assert _count(kept, "followed") == _count(kept, "(SELECT DISTINCT case_id FROM revisions)")
    (entry,) = kept.workplace.follow_up.entries(kept.cases["new"])
    assert entry.case_id == kept.cases["new"]


def test_a_case_cannot_be_purged_and_its_ledger_left(kept: Aged) -> None:
    _put(kept, kept.cases["old"], Kind.CONTACT, 2010, text="Ringde dottern")
    put = "INSERT INTO purging (case_id, ground, at) VALUES (?, 'age', '2025-06-01T08:00:00Z')"
    with closing(bare(kept.workplace.folder / "vagval.db")) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(put, (kept.cases["old"],))
        raw.execute("DELETE FROM revisions WHERE case_id = ?", (kept.cases["old"],))
        raw.execute("DELETE FROM cases WHERE id = ?", (kept.cases["old"],))
        with pytest.raises(sqlite3.IntegrityError, match="whole or not at all"):
            raw.execute("DELETE FROM purging")


def test_what_took_over_may_go_and_what_it_took_over_from_stays_so(kept: Aged) -> None:
    follow_up = kept.workplace.follow_up
    assert follow_up.later(kept.cases["new"]) == kept.cases["just moved"]
    kept.clock.time = NOW.replace(month=6, day=25)

    assert _purge(kept, Ground.MOVED) == 2

    assert follow_up.later(kept.cases["new"]) == ""
    assert follow_up.standing(kept.cases["new"]).due_at is None


def test_advice_is_kept_ten_years_after_the_last_that_was_said_of_it(kept: Aged) -> None:
    old = _advise(kept, 2010, name="Bo Ek", number="196101182803")
    asked = _advise(kept, 2010, question="Fråga två")
    corrected = _advise(kept, 2011, corrects=asked, question="Fråga tre", **HIDDEN)
    called = _advise(kept, 2010, next="call_back", call_back_on="2010-06-01")
    _put(kept, None, Kind.CALLED_BACK, 2024, advice=called, text="Bättre")
    _advise(kept, 2020)

    found = {one.case_id: one for one in kept.workplace.retention.plan().under({Ground.ADVICE})}
    assert found.keys() == {old, asked}
    assert (found[old].name, found[old].number) == ("Bo Ek", "196101182803")
    assert (found[asked].name, found[asked].number, found[asked].alias) == ("", None, "Röd mapp")
    assert found[asked].since.startswith("2011")
    with pytest.raises(StoreError, match="purge_changed"):
        kept.workplace.retention.purge([called])
    assert _count(kept, "ledger") == 6

    assert _purge(kept, Ground.ADVICE) == 2

    assert _count(kept, "ledger") == 3
    assert corrected not in {one.case_id for one in kept.workplace.retention.plan().cases}
    with closing(bare(kept.workplace.folder / "vagval.db")) as raw:
        told = raw.execute(
            "SELECT patient, json_extract(detail, '$.protected') FROM access_log"
            " WHERE act = 'purged' AND json_extract(detail, '$.ground') = 'advice' ORDER BY seq"
        ).fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="ledger"):
            raw.execute("DELETE FROM ledger WHERE noted_at > '2019'")
        # Of what cannot be read nobody knows whether it is old enough.
        raw.execute(_UNREADABLE)
        with pytest.raises(sqlite3.IntegrityError, match="ledger"):
            raw.execute("DELETE FROM ledger WHERE noted_at = 'förr'")
    assert sorted(told) == [("195009072553", "1"), ("196101182803", None)]


def test_who_was_sheltered_by_a_case_that_is_purged_stays_so(kept: Aged) -> None:
    number = HIDDEN["number"]
    with closing(bare(kept.workplace.folder / "vagval.db")) as raw, raw:
        for name, protected in (("old draft", 1), ("new", 0)):
            raw.execute(
                "UPDATE cases SET kind = 'personnummer', number = ?, number_key = ?, protected = ?"
                " WHERE id = ?",
                (number, number, protected, kept.cases[name]),
            )
    _advise(kept, 2010, number=number, name="Syns Inte")
    plan = kept.workplace.retention.plan()
    assert [(one.name, one.number) for one in plan.under({Ground.ADVICE})] == [("", None)]
    unrelated = [one for one in kept.workplace.worklist() if not one.protected]

    assert _purge(kept, Ground.DRAFT) == 1

    with closing(bare(kept.workplace.folder / "vagval.db")) as raw:
        query = "SELECT protected FROM cases WHERE id = ?"
        assert raw.execute(query, (kept.cases["new"],)).fetchone() == (1,)
    assert [one for one in kept.workplace.worklist() if not one.protected] == unrelated
