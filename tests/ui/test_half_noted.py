"""What is half typed about a decided case: kept by case and form, meant as it was on its day."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY, bare
from tests.ui.reassessing import MovedClock
from tests.ui.test_odd_settings import ODD
from triage.services import StoreError, Workplace
from ui.viewmodels.desk import Desk
from ui.viewmodels.half_noted import HalfNoted
from ui.viewmodels.review_typed import SETTLE

CASE, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()  # a Friday, 20 November 2026, 14:02


@pytest.fixture
def desk(tmp_path: Path, clock: MovedClock) -> Iterator[Desk]:
    workplace = Workplace.open(tmp_path, KEY, clock=clock)
    yield Desk(workplace, "sv")
    workplace.close()


def taken_up(desk: Desk, case: str = CASE) -> HalfNoted:
    half = HalfNoted(desk)
    half.begin(case)
    return half


def test_each_case_and_form_has_its_own_until_it_is_noted(desk: Desk, clock: MovedClock) -> None:
    half = taken_up(desk)
    half.type_in("contact", {"text": "Ringde <b>kommunen</b>\x07", "whom": ""})
    clock.now += timedelta(minutes=1)
    half.type_in("send", {"to": "ASIH"})
    half.begin(OTHER)
    assert not half.told("contact")
    half.type_in("keep", {"text": "Flyttad"})
    assert half.keep()

    again = taken_up(desk)
    assert again.told("contact") == {"text": "Ringde <b>kommunen</b>"}
    assert again.latest({"contact", "send", "keep"}) == "send"
    assert again.latest({"contact"}) == "contact"
    assert again.found("contact") == clock.now - timedelta(minutes=1)
    for form in ("contact", "send"):
        again.forget(form)
    assert (again.latest({"contact", "send"}), again.found("send")) == ("", None)
    assert not taken_up(desk).told("contact")
    assert taken_up(desk, OTHER).told("keep") == {"text": "Flyttad"}

    rows = taken_up(desk)
    others = {"owner:talk": "Disa", "due:consent_asked": "måndag"}
    rows.type_in("condition", {"due:consent": "fredag", **others})
    rows.forget("condition", "consent")
    assert taken_up(desk).told("condition") == others
    rows.type_in("strike", {"1" * 32: "fel dag", "2" * 32: "fel person"})
    rows.forget("strike", "1" * 32)
    assert taken_up(desk).told("strike") == {"2" * 32: "fel person"}


@pytest.mark.parametrize(
    ("where", "typed", "meant"),
    [
        (("send", "when"), "i går 9:30", "2026-11-19 09:30"),
        (("send", "when"), "13.15", "2026-11-20 13:15"),
        (("send", "answer_by"), "i morgon 12:00", "2026-11-21 12:00"),
        (("answer", "when"), "i går", "2026-11-19 12:00"),
        (("answer", "day"), "måndag", "2026-11-23"),
        (("answer", "day"), "i går", "2026-11-19"),
        (("contact", "when"), "nyss", "nyss"),
        (("close", "day"), "i förrgår", "2026-11-18"),
        (("register", "day"), "i dag", "2026-11-20"),
        (("plan", "day"), "om en vecka", "2026-11-27"),
        (("condition", "due:consent"), "torsdag", "2026-11-26"),
        (("contact", "text"), "i går", "i går"),
    ],
)
def test_a_day_is_the_one_that_was_meant_also_on_the_day_after(
    desk: Desk, clock: MovedClock, where: tuple[str, str], typed: str, meant: str
) -> None:
    form, field = where
    half = taken_up(desk)
    half.type_in(form, {field: typed})
    half.keep()
    assert taken_up(desk).told(form) == {field: typed}, "on the same day as it was typed"

    clock.now += timedelta(days=1)

    assert taken_up(desk).told(form) == {field: meant}


def test_what_cannot_be_kept_waits_and_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    half = taken_up(desk)
    half.type_in("keep", {"text": "Flyttad"})
    with monkeypatch.context() as full:

        def refuse(*_: object) -> None:
            raise StoreError("disk_full")

        full.setattr(desk.workplace, "set_own_setting", refuse)
        assert not half.keep()
        half.begin(OTHER)
        half.begin(CASE)
        assert half.told("keep") == {"text": "Flyttad"}
    assert half.keep()
    assert taken_up(desk).told("keep") == {"text": "Flyttad"}


@pytest.mark.parametrize(
    "odd",
    [*ODD, *(f'{{"{CASE}":{one}}}' for one in ODD), *(f'{{"{CASE}":{{"keep":{o}}}}}' for o in ODD)],
)
def test_anything_else_that_stands_there_counts_as_nothing(desk: Desk, odd: str) -> None:
    with closing(bare(desk.workplace.folder / "vagval.db", desk.workplace.key)) as raw, raw:
        raw.execute("INSERT OR REPLACE INTO settings VALUES ('half_noted', ?)", (odd,))
    half = taken_up(desk)
    assert not half.told("keep")
    half.type_in("keep", {"text": json.dumps("Flyttad")})
    assert half.keep()
    assert taken_up(desk).told("keep") == {"text": '"Flyttad"'}


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-05:00", "2026"])
def test_a_time_that_no_calendar_reaches_counts_as_nothing(desk: Desk, at: str) -> None:
    fields = {"when": "i går 9:30", "answer_by": "fredag"}
    desk.workplace.set_own_setting("half_noted", {CASE: {"send": {"at": at, "fields": fields}}})
    assert not taken_up(desk).told("send")


def test_it_is_kept_while_one_types_on_and_stood_there_for_whoever_comes_back(
    desk: Desk, clock: MovedClock, qtbot: QtBot
) -> None:
    half = taken_up(desk)
    half.type_in("send", {"to": "ASIH"})
    half.keep()
    assert half.found("send") is None, "typed just now"
    half.begin(CASE)
    assert half.found("send") == clock.now

    typing = QTimer(interval=SETTLE // 4)
    typing.timeout.connect(half.soon)
    typing.start()
    with qtbot.waitSignal(half.asked):
        half.soon()
