"""The access log: what is written by itself, how it is read, verified, anchored and purged."""

from functools import partial
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from tests.store.access_logs import NURSE, at_minute, tampered, verdict, written
from tests.store.examples import (
    ANNE,
    BJORN,
    EVENING,
    HIDDEN,
    NAMELESS,
    NOON,
    decided,
    decision,
    draft,
)
from triage.store import Store, StoreError, access_reading
from triage.store.access_findings import AnchorState, Fault
from triage.store.access_reading import Entry, Wanted
from triage.store.acts import Act
from triage.store.anchors import Anchor

LATER = "2026-03-03T00:00:00Z"


def log(store: Store, **wanted: str) -> list[Entry]:
    """Return the whole log, the oldest first."""
    return store.log_entries(Wanted(**wanted), None, 1000)[::-1]


def acts(store: Store) -> list[str]:
    return [entry.act for entry in log(store)]


# ---- what is written -----------------------------------------------------------------------


def test_an_entry_says_who_which_unit_which_patient_what_and_when(store: Store) -> None:
    case = draft(store)
    store.actor, store.time = NURSE, lambda: NOON
    store.record(Act.OPENED, case.id, page="checklist")
    [entry] = log(store)
    assert (entry.who, entry.unit, entry.person) == ("Test Testsson", "Testenheten", "p1")
    assert (entry.act, entry.at, entry.patient) == ("opened", NOON, ANNE.number)
    assert (entry.case_id, entry.detail) == (case.id, {"page": "checklist"})


def test_a_patient_without_number_is_told_by_alias(store: Store) -> None:
    store.record(Act.OPENED, draft(store, NAMELESS).id)
    assert log(store)[0].patient == "Blå mapp"


def test_signing_against_the_recommendation_is_two_entries_of_the_same_moment(
    store: Store,
) -> None:
    _, revision = decided(store)
    signed, overridden = log(store)
    assert (signed.act, overridden.act) == ("signed", "overridden")
    assert signed.detail["revision"] == revision.id
    assert overridden.detail["reason_code"] == "patient_wish"
    assert signed.at == overridden.at == NOON


def test_signing_the_very_same_again_is_not_logged_again(store: Store) -> None:
    case, _ = decided(store)
    before = acts(store)
    store.sign(decision(case))
    assert acts(store) == before


def test_correcting_deleting_and_putting_back_are_logged(store: Store) -> None:
    case, _ = decided(store)
    store.reopen(case.id, EVENING)
    store.discard_correction(case.id)
    other = draft(store, BJORN)
    store.delete_draft(other.id)
    store.restore(other, {})
    assert acts(store)[2:] == [
        "corrected",
        "correction_dropped",
        "draft_deleted",
        "draft_restored",
    ]
    assert [entry.patient for entry in log(store)[-2:]] == [BJORN.number] * 2


def test_another_number_for_a_draft_is_logged_and_the_same_one_is_not(store: Store) -> None:
    case = draft(store, NAMELESS)
    store.set_patient(case.id, BJORN, NOON)
    store.set_patient(case.id, BJORN, NOON)
    [entry] = log(store)
    assert (entry.act, entry.patient) == ("identified", BJORN.number)


def test_what_is_refused_is_not_logged(store: Store) -> None:
    case, _ = decided(store)
    before = acts(store)
    with pytest.raises(StoreError):
        store.delete_draft(case.id)
    assert acts(store) == before


# ---- reading -------------------------------------------------------------------------------


def test_pages_begin_behind_one_another_with_the_newest_first(path: Path) -> None:
    written(path, 25)
    with Store.open(path, KEY) as store:
        first = store.log_entries(Wanted(), None, 10)
        second = store.log_entries(Wanted(), first[-1].seq, 10)
        third = store.log_entries(Wanted(), second[-1].seq, 10)
    assert [entry.seq for entry in (*first, *second, *third)] == list(range(25, 0, -1))


def test_a_period_a_person_and_a_patient_narrow_it(store: Store) -> None:
    one, other = draft(store), draft(store, BJORN)
    for minute, case, person in ((1, one, "p1"), (2, other, "p1"), (3, one, "p2")):
        store.actor = NURSE._replace(person=person)
        store.time = partial(at_minute, minute)
        store.record(Act.OPENED, case.id)
    assert [entry.seq for entry in log(store, person="p1")] == [1, 2]
    assert [entry.seq for entry in log(store, patient=str(ANNE.number))] == [1, 3]
    assert [entry.seq for entry in log(store, since=at_minute(2), until=at_minute(3))] == [2]
    assert [e.seq for e in log(store, since=at_minute(2), patient=str(ANNE.number))] == [3]
    assert log(store, since=LATER) == []


def test_a_period_far_back_is_found_page_by_page(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_reading, "_NEAR", 3)
    written(path, 40)
    wanted = Wanted(since=at_minute(5), until=at_minute(15))
    with Store.open(path, KEY) as store:
        first = store.log_entries(wanted, None, 6)
        second = store.log_entries(wanted, first[-1].seq, 6)
        assert store.log_entries(wanted, second[-1].seq, 6) == []
    assert [entry.seq for entry in (*first, *second)] == list(range(14, 4, -1))


def test_no_page_is_counted_or_sorted(store: Store) -> None:
    """A page is read by number or by an index, however long the log."""
    written_plan = [
        (Wanted(), "SEARCH log USING INTEGER PRIMARY KEY"),
        (Wanted(person="p1"), "SEARCH log USING INDEX access_log_of_a_person"),
        (Wanted(patient="191212121212"), "SEARCH log USING INDEX access_log_of_a_patient"),
    ]
    connection = store._connection
    for wanted, expected in written_plan:
        told: list[str] = []
        connection.set_trace_callback(told.append)
        store.log_entries(wanted, 500, 200)
        connection.set_trace_callback(None)
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {told[0]}")]
        assert any(step.startswith(expected) for step in plan), plan
        assert not any("TEMP B-TREE" in step for step in plan)


def test_a_protected_patient_is_marked_even_once_the_case_is_gone(store: Store) -> None:
    case = draft(store, HIDDEN)
    store.record(Act.OPENED, case.id)
    store.delete_draft(case.id)
    assert [entry.protected for entry in log(store)] == [True, True]
    assert [entry.detail for entry in log(store)] == [{}, {}]


def test_one_who_is_protected_since_is_marked_in_older_entries_too(store: Store) -> None:
    case = draft(store, BJORN)
    store.record(Act.OPENED, case.id)
    store.set_patient(case.id, HIDDEN, NOON)
    assert log(store)[0].protected


def test_a_clock_set_back_is_shown_and_is_no_fault(path: Path) -> None:
    written(path, 5)
    written(path, 2, start=1)
    with Store.open(path, KEY) as store:
        assert [entry.seq for entry in log(store) if entry.set_back] == [6]
        assert [entry.seq for entry in log(store)] == [1, 2, 3, 4, 5, 6, 7]
    found = verdict(path)
    assert found.whole
    assert (found.set_back, found.set_back_count) == ((6,), 1)


# ---- anchors -------------------------------------------------------------------------------


def test_an_anchor_is_typed_as_it_is_printed(path: Path) -> None:
    anchor = written(path, 3)
    printed = str(anchor)
    assert Anchor.typed(printed) == anchor
    assert Anchor.typed(f"  {printed.upper().replace(' ', '-')} ") == anchor
    assert Anchor.typed(printed.replace(" ", "\u00a0")) == anchor


PRINTED = str(Anchor(17, "9f3a77c120be4d5a"))


@pytest.mark.parametrize("at", [at for at, sign in enumerate(PRINTED) if sign != " "])
def test_one_wrong_digit_is_a_slip_and_not_an_alarm(at: int) -> None:
    printed = PRINTED
    slip = "8" if printed[at] != "8" else "6"
    with pytest.raises(StoreError) as caught:
        Anchor.typed(printed[:at] + slip + printed[at + 1 :])
    assert caught.value.code == "anchor_mistyped"


@pytest.mark.parametrize(
    "text", ["", "17", "ö", "17 9f3a 77c1 20be 4d5a", "9" * 400, "0 " + "0" * 18]
)
def test_what_is_no_anchor_is_told(text: str) -> None:
    with pytest.raises(StoreError) as caught:
        Anchor.typed(text)
    assert caught.value.code == "anchor_mistyped"


def test_the_anchor_of_a_signing_stays_the_same(store: Store) -> None:
    case, revision = decided(store)
    anchor = store.log_of_signing(case.id, revision.id)
    store.record(Act.OPENED, case.id)
    assert anchor is not None
    assert anchor.seq == 1
    assert store.log_of_signing(case.id, revision.id) == anchor
    assert store.log_of_signing(case.id, "0" * 64) is None


# ---- purging -------------------------------------------------------------------------------

CUT = "2016-01-01T00:00:00Z"


def old_and_new(path: Path) -> None:
    written(path, 4, year=2015)
    written(path, 3, start=5)


def test_what_is_old_goes_and_the_rest_still_verifies(path: Path) -> None:
    old_and_new(path)
    with Store.open(path, KEY) as store:
        assert store.log_due(CUT) == 4
        done = store.purge_log(CUT, LATER)
        assert done is not None
        assert (done.through, done.removed) == (4, 4)
        assert [entry.seq for entry in log(store)] == [5, 6, 7, 8]
        assert log(store)[-1].act == "log_purged"
        assert log(store)[-1].detail == {"through": "4", "removed": "4"}
        assert store.purge_log(CUT, LATER) is None
    found = verdict(path)
    assert found.whole
    assert (found.first, found.last, found.purges) == (5, 8, (done,))


def test_a_second_purge_goes_on_from_the_first(path: Path) -> None:
    written(path, 3, year=2014)
    written(path, 3, start=4, year=2015)
    written(path, 1, start=7)
    with Store.open(path, KEY) as store:
        store.purge_log("2015-01-01T00:00:00Z", LATER)
        store.purge_log(CUT, LATER)
    found = verdict(path)
    assert found.whole
    assert [one.through for one in found.purges] == [3, 6]


def test_a_log_that_is_purged_whole_goes_on_with_its_numbers(path: Path) -> None:
    written(path, 4, year=2015)
    with Store.open(path, KEY) as store:
        store.purge_log(CUT, LATER)
        assert [entry.seq for entry in log(store)] == [5]
    assert verdict(path).whole


def test_only_the_beginning_goes_whatever_the_clock_said_later(path: Path) -> None:
    written(path, 2, year=2015)
    written(path, 2, start=3)
    written(path, 2, start=5, year=2015)  # its clock was wrong
    with Store.open(path, KEY) as store:
        done = store.purge_log(CUT, LATER)
    assert done is not None
    assert done.through == 2
    assert verdict(path).whole


def test_entries_of_the_last_five_years_are_kept_by_the_file_itself(path: Path) -> None:
    old_and_new(path)
    with Store.open(path, KEY) as store:
        with pytest.raises(StoreError) as caught:
            store.purge_log("2099-01-01T00:00:00Z", LATER)
        assert caught.value.code == "refused"
        assert len(log(store)) == 7
    assert verdict(path).purges == ()


def test_old_entries_go_by_a_purge_alone(path: Path) -> None:
    old_and_new(path)
    connection = bare(path)
    with pytest.raises(Exception, match="cannot be deleted"):
        connection.execute("DELETE FROM access_log WHERE seq = 1")


def test_an_anchor_of_a_purged_entry_says_nothing_any_more(path: Path) -> None:
    old = written(path, 4, year=2015)
    before = Anchor(3, "0" * 16)
    written(path, 1, start=5)
    with Store.open(path, KEY) as store:
        store.purge_log(CUT, LATER)
    assert (
        verdict(path, old).state is AnchorState.HOLDS
    )  # the last of them is what the rest hangs on
    assert verdict(path, before).state is AnchorState.PURGED
    assert verdict(path, before).whole


@pytest.mark.parametrize(
    "change", ["removed = 3", "at = '2026-01-01T00:00:00Z'", "last_at = ''", "person = 'p9'"]
)
def test_a_changed_note_of_a_purge_is_found(path: Path, change: str) -> None:
    old_and_new(path)
    with Store.open(path, KEY) as store:
        store.purge_log(CUT, LATER)
    tampered(path, f"UPDATE access_log_purges SET {change}")  # noqa: S608 - above
    [finding] = verdict(path).findings
    assert finding.fault is Fault.PURGE_ALTERED


def test_a_purge_that_never_was_does_not_pass(path: Path) -> None:
    """Who has no key cannot sign a note, and so cannot shorten the log from its beginning."""
    written(path, 9)
    chain = "(SELECT mac FROM access_log WHERE seq = 4)"
    tampered(
        path,
        f"INSERT INTO access_log_purges"  # noqa: S608 - constants
        f" VALUES (4, '{LATER}', '', 4, '', '', {chain}, {chain})",
        "DELETE FROM access_log WHERE seq <= 4",
    )
    assert [one.fault for one in verdict(path).findings] == [Fault.PURGE_ALTERED]
