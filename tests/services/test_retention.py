"""What may go and why; that the law's least cannot be got round; that a purge is whole."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from tests.services.aged import HIDDEN, OTHER, Aged, SetClock, aged, sign, signed
from triage.core.keeping import Ground, KeepingRule
from triage.core.people import Person
from triage.services import Act, StoreError, Workplace, history, last_time, reassess
from triage.services.retention import RULE


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Aged]:
    made = aged(tmp_path / "data")
    yield made
    made.workplace.close()


def _refused(kept: Aged, *names: str) -> str:
    with pytest.raises(StoreError) as refused:
        kept.workplace.retention.purge(kept.ids(*names))
    return refused.value.code


# What is due


def test_each_case_is_listed_under_its_ground_and_no_other(kept: Aged) -> None:
    assert kept.due() == {
        "old": "age",
        "moved": "moved",
        "old draft": "draft",
        "practice": "practice",
    }


def test_the_list_says_who_but_nothing_of_a_protected_person(kept: Aged) -> None:
    by_ground = {one.ground: one for one in kept.workplace.retention.plan().cases}

    assert by_ground[Ground.AGE].name == "Ånna Gallrasdotter"
    assert by_ground[Ground.MOVED].name == ""
    assert by_ground[Ground.MOVED].number is None
    assert by_ground[Ground.MOVED].alias == HIDDEN.alias


def test_ten_years_count_from_the_last_act_to_the_day(kept: Aged) -> None:
    kept.clock.set(2025, 6, 2)
    kept.clock.time = kept.clock.time.replace(hour=7)
    assert "almost old" not in kept.due()

    kept.clock.set(2025, 6, 3)
    assert kept.due()["almost old"] == "age"


def test_a_correction_begins_the_ten_years_anew(kept: Aged) -> None:
    workplace, old = kept.workplace, kept.cases["old"]
    workplace.correct(old)
    sign(workplace, old, preferred_place_of_care="hospice")

    assert "old" not in kept.due()


def test_a_correction_given_up_leaves_the_decision_as_old_as_it_was(kept: Aged) -> None:
    workplace, old = kept.workplace, kept.cases["old"]
    workplace.correct(old)
    assert "old" not in kept.due()

    workplace.give_up_correction(old)

    assert kept.due()["old"] == "age"


def test_a_longer_rule_keeps_longer(kept: Aged) -> None:
    kept.workplace.retention.keep_rule(KeepingRule(years=20, moved_days=365, draft_years=15))

    assert kept.due() == {"practice": "practice"}


# The law's least


def test_a_shorter_rule_becomes_the_least_that_the_law_lets(kept: Aged) -> None:
    held = kept.workplace.retention.keep_rule(KeepingRule(years=1, moved_days=0, draft_years=0))

    assert held == KeepingRule(years=10, moved_days=7, draft_years=1)
    assert kept.workplace.retention.rule() == held
    assert "almost old" not in kept.due()


@pytest.mark.parametrize(
    "row",
    [
        '{"years": 0, "moved_days": 0, "draft_years": 0}',
        '{"years": -5}',
        '{"years": "1"}',
        '{"years": true, "moved_days": 1.5}',
        "[1, 2]",
        "null",
    ],
)
def test_an_edited_settings_row_undercuts_nothing(kept: Aged, row: str) -> None:
    path = kept.workplace.folder / "vagval.db"
    with closing(bare(path)) as raw, raw:
        raw.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (RULE, row))

    rule = kept.workplace.retention.rule()
    assert rule.years >= 10
    assert rule.moved_days >= 7
    assert "almost old" not in kept.due()
    assert _refused(kept, "almost old") == "purge_changed"


def test_what_is_not_due_is_not_purged_and_nothing_else_with_it(kept: Aged) -> None:
    assert _refused(kept, "old", "new") == "purge_changed"
    assert kept.workplace.case(kept.cases["old"]).state == "decided"


def test_an_empty_purge_is_none(kept: Aged) -> None:
    assert _refused(kept) == "purge_changed"


# The clock


def test_a_clock_before_the_last_entry_is_noticed(kept: Aged) -> None:
    kept.clock.set(2025, 5, 1)

    doubt = kept.workplace.retention.plan().doubt
    assert doubt is not None
    assert doubt.kind == "behind"
    assert _refused(kept, "old") == "clock_behind"


def test_a_clock_that_leapt_years_ahead_is_noticed(kept: Aged) -> None:
    kept.clock.set(2036, 1, 1)
    assert kept.due()["new"] == "age"

    doubt = kept.workplace.retention.plan().doubt
    assert doubt is not None
    assert doubt.kind == "ahead"
    assert _refused(kept, "new") == "clock_ahead"


def test_what_is_logged_after_the_leap_does_not_hide_it(kept: Aged) -> None:
    kept.clock.set(2036, 1, 1)
    signed(kept.workplace, OTHER)
    kept.clock.set(2036, 1, 20)
    signed(kept.workplace, OTHER)

    assert _refused(kept, "new") == "clock_ahead"


def test_not_even_a_clock_that_is_believed_outdoes_the_computers_own(kept: Aged) -> None:
    """Both clocks must agree: the guards ask the computer's."""
    kept.clock.set(2095, 1, 1)
    signed(kept.workplace, OTHER)
    kept.clock.set(2095, 2, 5)
    assert kept.workplace.retention.plan().doubt is None

    assert _refused(kept, "new") == "refused"
    assert kept.workplace.case(kept.cases["new"]).state == "decided"


def test_a_clock_set_right_is_believed_once_it_has_gone_on_for_a_month(kept: Aged) -> None:
    kept.clock.set(2046, 1, 1)
    wrong = kept.workplace.begin(OTHER).id
    kept.workplace.delete_draft(wrong)
    kept.clock.set(2025, 6, 1)
    signed(kept.workplace, OTHER)
    assert _refused(kept, "old") == "clock_behind"

    kept.clock.set(2025, 7, 2)

    assert kept.workplace.retention.purge(kept.ids("old")) == 1


# Marking


def test_a_mark_says_by_whom_and_when_and_is_taken_back(kept: Aged) -> None:
    workplace, new = kept.workplace, kept.cases["new"]
    assert workplace.moved(new) is None

    workplace.mark_moved(new)
    marked = workplace.moved(new)
    assert marked is not None
    assert marked.at.startswith("2025-06-01T09:00")

    workplace.unmark_moved(new)
    assert workplace.moved(new) is None


def test_a_mark_is_logged_and_so_is_taking_it_back(kept: Aged) -> None:
    workplace, new = kept.workplace, kept.cases["new"]
    workplace.mark_moved(new)
    workplace.mark_moved(new)  # again changes nothing
    workplace.unmark_moved(new)

    assert _logged(kept, "moved", new) == [{}, {"taken_back": "1"}]


def test_only_a_decision_can_be_moved(kept: Aged) -> None:
    with pytest.raises(StoreError) as refused:
        kept.workplace.mark_moved(kept.cases["draft"])
    assert refused.value.code == "case_not_decided"


def test_a_decision_signed_after_the_mark_is_not_moved(kept: Aged) -> None:
    workplace, moved = kept.workplace, kept.cases["moved"]
    workplace.correct(moved)
    assert "moved" not in kept.due()
    assert workplace.moved(moved) is None

    sign(workplace, moved, preferred_place_of_care="hospice")

    assert workplace.moved(moved) is None
    kept.clock.set(2025, 12, 1)
    assert "moved" not in kept.due()


def test_marking_waits_for_a_clock_that_stands_before_the_signing(kept: Aged) -> None:
    kept.clock.set(2025, 4, 1)
    with pytest.raises(StoreError) as refused:
        kept.workplace.mark_moved(kept.cases["new"])
    assert refused.value.code == "clock_behind"


# Purging


def test_a_purge_takes_the_cases_whole_and_leaves_the_others(kept: Aged) -> None:
    assert kept.workplace.retention.purge(kept.ids("old", "moved", "old draft", "practice")) == 4

    assert kept.due() == {}
    path = kept.workplace.folder / "vagval.db"
    with closing(bare(path)) as raw:
        for table in ("answers", "notes", "tasks", "deciding", "revisions"):
            for name in ("old", "moved", "old draft", "practice"):
                query = f"SELECT count(*) FROM {table} WHERE case_id = ?"  # noqa: S608 - constants
                assert raw.execute(query, (kept.cases[name],)).fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM purging").fetchone() == (0,)
    assert kept.workplace.worklist_count() == 5
    kept.workplace.store.verify()


def test_a_purge_is_logged_with_each_case_its_ground_and_the_counts(kept: Aged) -> None:
    kept.workplace.retention.purge(kept.ids("old", "moved"))

    assert [one["ground"] for one in _logged(kept, "purged", kept.cases["old"])] == ["age"]
    (whole,) = _logged(kept, "purged", "")
    assert whole["count"] == "2"
    assert whole["age"] == "1"
    assert whole["moved"] == "1"
    assert whole["years"] == "10"


def test_criteria_that_others_were_decided_by_stay(kept: Aged) -> None:
    kept.workplace.retention.purge(kept.ids("old"))

    assert _packs(kept.workplace) == 1
    assert kept.workplace.letter(kept.cases["new"], "sv")


def test_the_last_decision_by_criteria_takes_them_along(tmp_path: Path) -> None:
    clock = SetClock()
    clock.set(2009, 5, 5)
    with closing(Workplace.open(tmp_path / "data", KEY, clock)) as workplace:
        case_id = signed(workplace, OTHER)
        for month in (4, 6):
            clock.set(2025, month, 1)
            workplace.begin(OTHER)
            workplace.record(Act.UNLOCKED)
        assert _packs(workplace) == 1

        workplace.retention.purge({case_id})

        assert _packs(workplace) == 0


def _packs(workplace: Workplace) -> int:
    with closing(bare(workplace.folder / "vagval.db")) as raw:
        count: int = raw.execute("SELECT count(*) FROM packs").fetchone()[0]
    return count


def test_what_was_searched_for_is_forgotten(kept: Aged) -> None:
    kept.workplace.store.set_setting("recent_searches", ["Gallrasdotter"])
    kept.workplace.retention.purge(kept.ids("old"))

    assert kept.workplace.store.get_setting("recent_searches") is None


def test_what_was_half_typed_about_a_case_goes_with_it_and_nothing_else(kept: Aged) -> None:
    store, (old, new) = kept.workplace.store, (kept.cases["old"], kept.cases["new"])
    half = {"keep": {"at": "2025-05-20T10:00:00+02:00", "fields": {"text": "Gallrasdotter"}}}
    store.keep_person(Person("p" * 32, "Ida Ek", "Läkare", "Medicin 3"), "2025-05-20T10:00:00.000Z")
    store.set_setting("half_noted", {old: half, new: half, "odd": ["x"]})
    store.set_own_setting("p" * 32, "half_noted", {old: half, new: half})

    kept.workplace.retention.purge({old})

    assert store.get_setting("half_noted") == {new: half}
    assert store.own_setting("p" * 32, "half_noted") == {new: half}
    store.set_setting("half_noted", "odd")
    kept.workplace.retention.purge(kept.ids("moved"))
    assert store.get_setting("half_noted") == "odd"


# Afterwards


def test_a_reassessment_of_a_purged_decision_works_on(kept: Aged) -> None:
    workplace, again = kept.workplace, kept.cases["again"]
    kept.workplace.retention.purge(kept.ids("old"))

    case = workplace.case(again)
    assert case.based_on is not None
    assert last_time(workplace, case) is None
    assert history(workplace, case) == ()
    assert "UTKAST" in workplace.letter_text(workplace.letter(again, "sv"))
    sign(workplace, again)
    assert "UTKAST" not in workplace.letter_text(workplace.letter(again, "sv"))
    assert reassess(workplace, again).based_on == workplace.revisions(again)[0].id


def _logged(kept: Aged, act: str, case_id: str) -> list[dict[str, str]]:
    with closing(bare(kept.workplace.folder / "vagval.db")) as raw:
        query = "SELECT detail FROM access_log WHERE act = ? AND case_id = ? ORDER BY seq"
        found = raw.execute(query, (act, case_id)).fetchall()
    told = [json.loads(detail) for (detail,) in found]
    return [{name: text for name, text in one.items() if name != "protected"} for one in told]
