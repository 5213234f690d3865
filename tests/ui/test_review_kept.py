"""What is typed on the way to a decision survives: a crash, a refusing disk, another window."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.deciding import AUTHOR, NOW, OPEN, SETTLED, begun, decided
from tests.ui.desks import Clock
from triage.services import Task, Workplace
from ui.viewmodels.desk import Desk
from ui.viewmodels.review import ReviewViewModel
from ui.views import review_decision
from ui.views.review_page import ReviewPage

CHECKED = {**SETTLED, "red_flags": ()}


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    made.at = NOW
    return made


@pytest.fixture
def workplace(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path / "data", KEY, clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(workplace: Workplace) -> Desk:
    return Desk(workplace, "sv")


@pytest.fixture
def model(desk: Desk) -> ReviewViewModel:
    return ReviewViewModel(desk)


@contextmanager
def read_only(workplace: Workplace) -> Iterator[None]:
    """The disk takes nothing for a while; reading goes on."""
    with workplace.store._reading() as connection:
        connection.execute("PRAGMA query_only = ON")
        yield
        connection.execute("PRAGMA query_only = OFF")


@contextmanager
def after_a_crash(workplace: Workplace, elsewhere: Path) -> Iterator[ReviewViewModel]:
    """What the next start finds if the program ends here: the files as they are on disk now."""
    shutil.copytree(workplace.folder, elsewhere)
    shutil.rmtree(elsewhere / "open", ignore_errors=True)
    again = Workplace.open(elsewhere, KEY, workplace.now)
    yield ReviewViewModel(Desk(again, "sv"))
    again.close()


def write_author(model: ReviewViewModel) -> None:
    for field in ("name", "role", "unit"):
        model.write_author(field, getattr(AUTHOR, field))


# After a crash


def test_the_signing_form_is_there_after_a_crash(
    qtbot: QtBot, workplace: Workplace, model: ReviewViewModel, tmp_path: Path
) -> None:
    case_id = begun(workplace, CHECKED)
    model.open(case_id)
    model.choose("palliative_ward")
    model.write_author("name", "Disa Exempel")
    with qtbot.waitSignal(model.kept) as kept:
        model.give_reason("other", "Vill vara nära hemmet")

    assert kept.args == ["14:02"]
    with after_a_crash(workplace, tmp_path / "again") as again:
        again.open(case_id)
        form = again.form
        assert (form.choice, form.reason) == ("palliative_ward", "other")
        assert (form.text, form.author.name) == ("Vill vara nära hemmet", "Disa Exempel")


def test_a_choice_is_on_disk_at_once(
    workplace: Workplace, model: ReviewViewModel, tmp_path: Path
) -> None:
    case_id = begun(workplace, {**OPEN, "red_flags": ()})
    model.open(case_id)
    model.choose(model.shown.offered[-1].form)

    with after_a_crash(workplace, tmp_path / "again") as again:
        again.open(case_id)
        assert again.form.choice == model.form.choice


def test_who_types_without_a_pause_is_kept_up_with(
    qtbot: QtBot, workplace: Workplace, model: ReviewViewModel
) -> None:
    case_id = begun(workplace, SETTLED)
    model.open(case_id)
    typed: list[str] = []

    def key() -> None:
        typed.append("x")
        model.type_note("worry", "".join(typed))

    keys = QTimer()
    keys.setInterval(15)
    keys.timeout.connect(key)
    with qtbot.waitSignal(model.kept):
        keys.start()
    keys.stop()

    assert len(typed) > 3
    assert len(workplace.case(case_id).notes["worry"]) >= len(typed) - 1, "the last may just wait"


def test_only_looking_at_a_case_keeps_nothing(workplace: Workplace, desk: Desk) -> None:
    case_id = begun(workplace, SETTLED)
    before = workplace.case(case_id)
    model = ReviewViewModel(desk)
    model.open(case_id)
    model.leave()

    assert workplace.case(case_id) == before


def test_a_kept_choice_is_made_anew_where_the_answers_leave_other_forms(
    workplace: Workplace, model: ReviewViewModel, tmp_path: Path
) -> None:
    case_id = begun(workplace, {**OPEN, "red_flags": ()})
    model.open(case_id)
    model.choose(model.shown.offered[0].form)
    for fact, value in SETTLED.items():
        workplace.answer(case_id, fact, value)
    workplace.answer(case_id, "home_care_feasible", False)

    with after_a_crash(workplace, tmp_path / "again") as again:
        again.open(case_id)
        assert again.form.choice == again.shown.kept["recommended"]


def test_a_reason_without_a_form_is_shown_after_a_crash(
    qtbot: QtBot, workplace: Workplace, model: ReviewViewModel, tmp_path: Path
) -> None:
    case_id = begun(workplace, CHECKED)
    model.open(case_id)
    model.choose(None)
    model.give_reason("patient_wish", "Vill hem")
    model.leave()

    with after_a_crash(workplace, tmp_path / "again") as again:
        page = ReviewPage(again._desk)
        qtbot.addWidget(page)
        page.open_case(case_id)
        page.show()
        assert page.decision.forms.other.isChecked()
        assert page.decision.reason_text.toPlainText() == "Vill hem"
        assert page.decision.reason_text.isVisible()


def test_a_signed_case_has_no_form_left(workplace: Workplace, model: ReviewViewModel) -> None:
    case_id = begun(workplace, CHECKED)
    model.open(case_id)
    write_author(model)
    model.choose("palliative_ward")
    model.give_reason("other", "Vill vara nära hemmet")

    assert model.sign() is not None
    assert workplace.case(case_id).deciding == {}
    model.correct()
    assert (model.form.choice, model.form.reason) == ("palliative_ward", "other")
    model.choose("palliative_team")
    model.give_up_correction()
    assert workplace.case(case_id).deciding == {}


def test_the_page_says_when_all_that_was_typed_was_on_disk(
    qtbot: QtBot, workplace: Workplace, desk: Desk
) -> None:
    page = ReviewPage(desk)
    qtbot.addWidget(page)
    page.open_case(begun(workplace, SETTLED))
    assert page.saved.isHidden()
    with qtbot.waitSignal(page.model.kept):
        QTest.keyClicks(page.notes.fields["worry"], "Oro")

    assert page.saved.text() == "Sparat 14:02"
    page.open_case(begun(workplace, SETTLED))
    assert page.saved.isHidden()


# A disk that refuses


def test_a_wished_day_is_signed_as_its_date(workplace: Workplace, model: ReviewViewModel) -> None:
    model.open(begun(workplace, CHECKED))
    write_author(model)
    model.type_note("target_date", "på måndag")
    assert model.note("target_date") == "på måndag", "what is being typed is left alone"
    revision = model.sign()

    assert revision is not None
    assert revision.decision.notes["target_date"] == "2026-11-23"


def test_a_text_of_one_case_never_ends_in_another(
    qtbot: QtBot, workplace: Workplace, model: ReviewViewModel
) -> None:
    one, other = begun(workplace, SETTLED), begun(workplace, SETTLED)
    model.open(one)
    model.type_note("worry", "Hör till den första")
    model.give_reason("other", "Också den första")
    with read_only(workplace), qtbot.waitSignal(model.failed) as failed:
        model.open(other)
        assert model.note("worry") == ""
        assert model.form.text == ""
    assert failed.args[0].startswith("Datafilen eller dess mapp är skrivskyddad")

    model.open(one)
    assert (model.note("worry"), model.form.text) == ("Hör till den första", "Också den första")
    model.leave()

    assert workplace.case(one).notes == {"worry": "Hör till den första"}
    assert workplace.case(one).deciding["text"] == "Också den första"
    assert (workplace.case(other).notes, workplace.case(other).deciding) == ({}, {})


def test_one_text_that_is_refused_holds_back_no_other(
    workplace: Workplace, model: ReviewViewModel
) -> None:
    gone, case_id = begun(workplace, SETTLED), begun(workplace, SETTLED)
    model.open(gone)
    model.type_note("worry", "x")
    workplace.delete_draft(gone)
    model.open(case_id)
    model.type_note("worry", "Smärta")

    assert model.keep()
    assert workplace.case(case_id).notes == {"worry": "Smärta"}


def test_red_flags_that_could_not_be_kept_are_not_shown_as_answered(
    qtbot: QtBot, workplace: Workplace, desk: Desk
) -> None:
    page = ReviewPage(desk)
    qtbot.addWidget(page)
    case_id = begun(workplace, SETTLED)
    page.open_case(case_id)
    write_author(page.model)
    page.decision.sign.click()
    flags = page.decision.flags
    assert flags is not None
    with read_only(workplace), qtbot.waitSignal(page.said) as said:
        flags.answered.emit("red_flags", ())
    assert said.args[0] == "error"
    assert flags.answer.value() is None
    assert "red_flags" in page.model.problems

    flags.answered.emit("red_flags", ())
    assert page.model.problems == {}
    assert workplace.case(case_id).facts["red_flags"] == []


def test_a_correction_that_could_not_be_given_up_loses_nothing_typed(
    qtbot: QtBot, workplace: Workplace, model: ReviewViewModel
) -> None:
    case_id = decided(workplace)
    model.open(case_id)
    model.correct()
    model.type_note("worry", "Ny oro")
    with read_only(workplace), qtbot.waitSignal(model.failed):
        model.give_up_correction()

    assert model.note("worry") == "Ny oro"
    assert model.keep()
    assert workplace.case(case_id).notes["worry"] == "Ny oro"


def test_what_is_signed_stays_signed_though_nothing_more_can_be_kept(
    qtbot: QtBot, workplace: Workplace, model: ReviewViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = begun(workplace, CHECKED)
    model.open(case_id)
    write_author(model)
    signed = workplace.sign

    def last_write(*given: object) -> object:
        revision = signed(*given)  # type: ignore[arg-type] # handed on as they came
        workplace.store._connection.execute("PRAGMA query_only = ON")
        return revision

    monkeypatch.setattr(workplace, "sign", last_write)
    with qtbot.waitSignals([model.failed, model.signed]):
        revision = model.sign()

    assert revision == workplace.decision(case_id)


# Another window


def test_a_case_in_work_is_open_in_one_window(
    workplace: Workplace, desk: Desk, model: ReviewViewModel
) -> None:
    case_id = begun(workplace, SETTLED)
    other = ReviewViewModel(desk)
    assert model.open(case_id)

    assert not other.open(case_id)
    assert other.failure.startswith("Ärendet är öppet i ett annat fönster sedan")
    assert other.case_id == ""
    model.leave()
    assert other.open(case_id)


def test_a_decision_is_read_in_many_windows_and_corrected_in_one(
    qtbot: QtBot, workplace: Workplace, desk: Desk, model: ReviewViewModel
) -> None:
    case_id = decided(workplace)
    other = ReviewViewModel(desk)
    assert model.open(case_id)
    assert other.open(case_id)
    model.correct()
    with qtbot.waitSignal(other.failed) as failed:
        other.correct()

    assert failed.args[0].startswith("Ärendet är öppet")
    assert not other.shown.editable


def test_a_page_that_is_refused_its_case_says_so_and_goes_home(
    qtbot: QtBot, workplace: Workplace, desk: Desk, model: ReviewViewModel
) -> None:
    case_id = begun(workplace, SETTLED)
    model.open(case_id)
    page = ReviewPage(desk)
    qtbot.addWidget(page)
    with qtbot.waitSignals([page.go, page.said]):
        page.open_case(case_id)
    assert page.primary() is None


# The clock


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (1, ""),
        (10, "men ärendet ändrades 2026-11-20 14:02"),
        (60 * 24 * 400, "klocka visar 2025-10-16 15:02"),
    ],
)
def test_a_clock_that_went_back_is_told_once_before_signing(
    workplace: Workplace, model: ReviewViewModel, clock: Clock, back: int, told: str
) -> None:
    case_id = begun(workplace, CHECKED)
    model.open(case_id)
    model.type_note("worry", "Oro")
    write_author(model)
    clock.back(minutes=back)

    first = model.sign()

    if not told:
        assert first is not None
        return
    assert first is None
    assert set(model.problems) == {"clock"}
    assert told in model.problems["clock"]
    revision = model.sign()
    assert revision is not None
    assert revision.decision.notes == {"worry": "Oro"}
    assert workplace.decision(case_id) == revision


def test_a_clock_behind_the_answers_is_seen_after_a_restart_too(
    workplace: Workplace, desk: Desk, clock: Clock
) -> None:
    case_id = begun(workplace, CHECKED)
    clock.back(days=3)
    workplace.note(case_id, "worry", "Oro")  # the case itself now looks older
    model = ReviewViewModel(desk)
    model.open(case_id)
    write_author(model)

    assert model.sign() is None
    assert "men ärendet ändrades 2026-11-20 14:02" in model.problems["clock"]


def test_a_correction_before_the_decision_it_replaces_is_told(
    workplace: Workplace, model: ReviewViewModel, clock: Clock
) -> None:
    case_id = decided(workplace)
    clock.back(days=1)
    model.open(case_id)
    model.correct()
    write_author(model)

    assert model.sign() is None
    assert "men beslutet som rättas signerades 2026-11-20 14:02" in model.problems["clock"]
    second = model.sign()
    assert second is not None
    assert workplace.decision(case_id) == second, "what replaces what is not a matter of time"


def test_a_leap_of_more_than_a_day_is_told_also_when_work_went_on_after_it(
    workplace: Workplace, model: ReviewViewModel, clock: Clock
) -> None:
    model.open(begun(workplace, CHECKED))
    clock.on(hours=30)
    write_author(model)
    clock.on(minutes=1)

    assert model.sign() is None
    told = model.problems["clock"]
    assert "mer än ett dygn medan ärendet stod öppet, från 2026-11-20 14:02" in told
    assert model.sign() is not None


def test_a_case_opened_on_another_day_needs_no_clock_to_be_checked(
    workplace: Workplace, model: ReviewViewModel, clock: Clock
) -> None:
    case_id = begun(workplace, CHECKED)
    model.open(case_id)
    model.leave()
    clock.on(days=3)
    model.open(case_id)
    write_author(model)

    assert model.sign() is not None


def test_the_doubt_about_the_clock_stands_beside_the_button_and_is_read_out(
    qtbot: QtBot,
    workplace: Workplace,
    desk: Desk,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    aloud: list[str] = []
    monkeypatch.setattr(
        review_decision, "announce", lambda _widget, text, **_more: aloud.append(text)
    )
    page = ReviewPage(desk)
    qtbot.addWidget(page)
    page.open_case(begun(workplace, CHECKED))
    write_author(page.model)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    clock.back(hours=2)
    page.decision.sign.click()

    assert "Datorns klocka visar 2026-11-20 12:02" in page.decision.problem("clock")
    assert page.decision.sign.hasFocus()
    assert aloud == [page.decision.sign.accessibleDescription()]
    assert "klocka" in aloud[0]
    page.decision.sign.click()
    assert not page.model.shown.editable


# Regretting


def test_a_correction_that_was_given_up_by_mistake_is_taken_up_as_it_stood(
    qtbot: QtBot, workplace: Workplace, desk: Desk
) -> None:
    case_id = decided(workplace)
    page = ReviewPage(desk)
    qtbot.addWidget(page)
    page.open_case(case_id)
    page.decided.correct.click()
    workplace.answer(case_id, "pain", 0)
    workplace.plan(case_id, "consent", Task("Ansvarig läkare", "2026-11-24"))
    page.open_case(case_id)
    page.model.type_note("worry", "Ny oro")
    page.model.choose("palliative_ward")
    page.model.give_reason("other", "Vill vara nära hemmet")
    page.model.keep()
    before, times = workplace.case(case_id), workplace.answered_at(case_id)

    page.correction.action_button.click()
    assert workplace.case(case_id).facts["pain"] == 3
    assert page.correction.text() == "Rättelsen är avbruten. Beslutet gäller som det var."
    page.correction.action_button.click()

    assert workplace.case(case_id) == before
    assert workplace.answered_at(case_id) == times
    assert page.model.shown.editable
    assert page.decision.reason_text.toPlainText() == "Vill vara nära hemmet"
    assert "Smärta: 3, svår → 0" in page.correction.text()
    assert not page.model.given_up


def test_only_the_correction_in_sight_is_taken_up_again(
    workplace: Workplace, model: ReviewViewModel
) -> None:
    one, other = decided(workplace), decided(workplace)
    model.open(one)
    model.correct()
    model.give_up_correction()
    model.open(other)
    assert not model.given_up
    model.take_up_again()
    assert workplace.case(other).state == workplace.case(one).state == "decided"

    model.open(one)
    assert model.given_up
    model.correct()
    assert not model.given_up


def test_nothing_typed_is_given_up_before_it_could_be_kept(
    qtbot: QtBot, workplace: Workplace, model: ReviewViewModel
) -> None:
    case_id = decided(workplace)
    model.open(case_id)
    model.correct()
    model.type_note("worry", "Ny oro")
    with read_only(workplace), qtbot.waitSignal(model.failed):
        model.give_up_correction()
    assert model.shown.editable
    model.give_up_correction()
    model.take_up_again()
    assert model.note("worry") == "Ny oro"
