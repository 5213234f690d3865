"""Stored decisions weighed again: who moves, who is left out, and that a long run can stop."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.keys_for_tests import bare
from tests.packs.too_large import too_large
from tests.services.workstation import ASIH, NURSE
from triage.core.compiled import CompiledPack
from triage.core.movement import Outcome
from triage.core.vocabulary import Answer
from triage.packs.load import from_snapshot, snapshot
from triage.services import Patient, Workplace
from triage.services import backtest as module
from triage.services.backtest import Backtest, backtest, backtesting
from triage.services.example import ensure_example

GENERAL: dict[str, Answer] = {
    "municipality": "1281",
    "incurable_progressive_disease": True,
    "complex_symptom_picture": False,
}
TOO_LITTLE: dict[str, Answer] = {"pain": 1}


def decided(workplace: Workplace, facts: dict[str, Answer], pack: str = "skane") -> str:
    case = workplace.begin(Patient("personnummer", "191212121212", "Tolvan Tolvansson"))
    workplace.choose_pack(case.id, pack)
    for fact, value in facts.items():
        workplace.answer(case.id, fact, value)
    workplace.sign(case.id, "general", None, None, NURSE)
    return case.id


def harder(pack: dict[str, Any], _: dict[str, Any]) -> None:
    """Admit to ASIH and ward for complex symptoms only with severe pain as well."""
    (one,) = [one for one in pack["criteria"] if one["id"] == "complex_symptoms_round_the_clock"]
    one["when"] = {"all": [one["when"], {"fact": "pain", "gte": 3}]}


def edited(
    workplace: Workplace, edit: Callable[[dict[str, Any], dict[str, Any]], None]
) -> CompiledPack:
    vocabulary, pack = json.loads(snapshot(workplace.compiled("skane")))
    edit(pack, vocabulary)
    return from_snapshot(json.dumps([vocabulary, pack]).encode())


def ends(result: Backtest, outcome: Outcome) -> dict[tuple[str, str], tuple[str, ...]]:
    (one,) = [one for one in result.outcomes if one.outcome is outcome]
    return {(shift.before, shift.after): shift.cases for shift in one.shifts}


def test_a_store_without_decisions_gives_nothing(workplace: Workplace) -> None:
    workplace.begin(Patient("alias", None, "", alias="Utkast"))

    result = backtest(workplace, workplace.compiled("skane"))

    assert (result.seen, result.weighed, result.complete) == (0, 0, True)
    assert [(one.unchanged, one.moved) for one in result.outcomes] == [(0, 0)] * 3


def test_the_same_criteria_move_nobody(workplace: Workplace) -> None:
    for facts in (ASIH, GENERAL, TOO_LITTLE):
        decided(workplace, facts)

    result = backtest(workplace, workplace.compiled("skane"))

    assert (result.seen, result.weighed) == (3, 3)
    assert [(one.unchanged, one.moved) for one in result.outcomes] == [(3, 0)] * 3


def test_criteria_too_large_to_weigh_by_weigh_nobody(workplace: Workplace) -> None:
    cases = tuple(sorted(decided(workplace, facts) for facts in (ASIH, GENERAL)))

    result = backtest(workplace, too_large(workplace.compiled("skane")))

    assert (result.seen, result.weighed, result.complete) == (2, 0, True)
    assert [(one.reason, one.cases) for one in result.not_weighed] == [("too_large", cases)]


def test_who_moves_is_told_from_where_to_where(workplace: Workplace) -> None:
    moving = {decided(workplace, {**ASIH, "pain": 0}), decided(workplace, {**ASIH, "pain": 2})}
    decided(workplace, {**ASIH, "pain": 3})
    decided(workplace, GENERAL)
    waiting = decided(workplace, ASIH)

    result = backtest(workplace, edited(workplace, harder))

    found = ends(result, Outcome.INDICATED)
    assert set(found[("asih", "palliative_team")]) == moving | {waiting}
    assert ends(result, Outcome.RECOMMENDED) == found
    assert ends(result, Outcome.URGENCY) == {}
    assert result.outcomes[0].unchanged == 2
    assert list(found[("asih", "palliative_team")]) == sorted(moving | {waiting})


def test_an_outcome_without_a_form_is_told_by_its_status(workplace: Workplace) -> None:
    def milder(_: dict[str, Any], vocabulary: dict[str, Any]) -> None:
        vocabulary["scope"] = {"fact": "limited_life_expectancy"}

    not_limited = decided(workplace, {**ASIH, "limited_life_expectancy": False})

    result = backtest(workplace, edited(workplace, milder))

    assert ends(result, Outcome.INDICATED) == {("asih", "not_palliative"): (not_limited,)}


def test_the_last_decision_in_force_counts(workplace: Workplace) -> None:
    case_id = decided(workplace, {**ASIH, "pain": 0})
    workplace.correct(case_id)
    workplace.answer(case_id, "pain", 4)
    workplace.sign(case_id, "asih", None, None, NURSE)

    result = backtest(workplace, edited(workplace, harder))

    assert (result.seen, result.weighed) == (1, 1)
    assert ends(result, Outcome.INDICATED) == {}


def test_decisions_by_other_criteria_are_counted_and_left_out(workplace: Workplace) -> None:
    decided(workplace, ASIH)
    decided(workplace, {"incurable_progressive_disease": False}, "vastra")

    result = backtest(workplace, workplace.compiled("skane"))
    asked = backtest(workplace, workplace.compiled("vastra"), decided_by="skane")

    assert (result.weighed, result.other_packs) == (1, {"vastra": 1})
    assert (asked.decided_by, asked.weighed, asked.other_packs) == ("skane", 1, {"vastra": 1})
    assert ends(asked, Outcome.INDICATED)


def test_the_practice_patient_is_left_out(workplace: Workplace) -> None:
    case_id = ensure_example(workplace)
    assert case_id is not None
    workplace.sign(case_id, "palliative_team", None, None, NURSE)

    result = backtest(workplace, workplace.compiled("vastra"))

    assert (result.seen, result.weighed, result.practice) == (1, 0, 1)


def test_answers_that_the_criteria_do_not_know_are_named(workplace: Workplace) -> None:
    def no_ecog(_: dict[str, Any], vocabulary: dict[str, Any]) -> None:
        vocabulary["facts"] = [one for one in vocabulary["facts"] if one["id"] != "ecog"]

    case_id = decided(workplace, {**ASIH, "ecog": 2})
    decided(workplace, ASIH)

    result = backtest(workplace, edited(workplace, no_ecog))

    (lost,) = result.not_weighed
    assert (lost.reason, lost.facts, lost.cases) == ("answers_unknown", ("ecog",), (case_id,))
    assert (result.seen, result.weighed) == (2, 1)


def test_a_damaged_decision_spoils_no_other(workplace: Workplace, tmp_path: Path) -> None:
    damaged, whole = sorted(decided(workplace, ASIH) for _ in range(2))
    with bare(tmp_path / "data" / "vagval.db") as connection:
        connection.execute("DROP TRIGGER revisions_are_not_changed")
        change = "UPDATE revisions SET payload = CAST(payload || ' ' AS BLOB) WHERE case_id = ?"
        connection.execute(change, (damaged,))
    connection.close()

    result = backtest(workplace, workplace.compiled("skane"))

    (lost,) = result.not_weighed
    assert (lost.reason, lost.cases) == ("revision_damaged", (damaged,))
    assert (result.weighed, result.outcomes[0].unchanged) == (1, 1)
    assert whole not in lost.cases


def test_a_long_run_tells_how_far_it_is_and_can_stop(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    for _ in range(5):
        decided(workplace, ASIH)
    told: list[tuple[int, int]] = []
    compiled = workplace.compiled("skane")

    whole = backtest(workplace, compiled, progress=lambda *done: told.append(done))
    cut = backtest(workplace, compiled, cancelled=lambda: True)

    assert told == [(2, 5), (4, 5), (5, 5)]
    assert (whole.weighed, whole.complete) == (5, True)
    assert (cut.weighed, cut.complete) == (2, False)
    assert [one.seen for one in backtesting(workplace, compiled)] == [2, 4, 5]


def test_no_name_or_number_is_in_what_comes_out(workplace: Workplace) -> None:
    decided(workplace, ASIH)

    told = repr(backtest(workplace, edited(workplace, harder)))

    assert "191212121212" not in told
    assert "Tolvan" not in told
