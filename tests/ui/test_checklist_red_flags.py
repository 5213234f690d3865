"""Red flags first: what to do now, and the contact that was made."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, open_desk
from tests.ui.opened import in_use, model_of, open_checklist, press, seen
from triage.core.people import Patient
from triage.core.swedish_time import SWEDEN
from triage.texts import translator
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.checklist_red_flags import (
    CONTACT_AT,
    CONTACT_WITH,
    ContactError,
    contact_person,
    contact_time,
)
from ui.viewmodels.desk import Desk
from ui.viewmodels.review_opened import read_case
from ui.views.checklist_page import ChecklistPage

_ = translator("sv")
Open = Callable[..., ChecklistPage]
FLAGS = 1
"""The step of red flags."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = open_desk(tmp_path, clock)
    yield opened
    opened.workplace.close()


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Open:
    """Open a new case at the step of red flags."""

    def open_(size: tuple[int, int] = (1366, 700), step: int = FLAGS) -> ChecklistPage:
        case = desk.workplace.begin(Patient("alias", None, "", "Sal 4"))
        page = open_checklist(desk, qtbot, case.id, size)
        page.walk.choose_step(step)
        return page

    return open_


def hold_control(key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)


def tick(page: ChecklistPage, at: int = 5) -> None:
    page.middle.questions.row("red_flags").answer.boxes[at].click()  # type: ignore[union-attr] # a set has boxes


def test_both_ways_are_told_before_a_flag_is_found_and_calmly(opened: Open) -> None:
    page = opened()
    card = page.middle.flags.card
    said = seen(card)

    assert card.isVisible()
    assert "Om något larmtecken finns" in said
    assert "Utan behandlingsbegränsning" in said
    assert "Med behandlingsbegränsning" in said
    assert "Ring 112" in said
    assert "Ring ansvarig läkare eller palliativ jour" in said
    assert not page.middle.flags.line.isVisible()


def test_a_flag_turns_the_notice_and_moves_no_question(opened: Open) -> None:
    page = opened()
    row = page.middle.questions.row("red_flags")
    QApplication.processEvents()
    before = row.mapTo(page, row.rect().topLeft())
    tick(page)
    QApplication.processEvents()

    assert "Larmtecken – ring nu" in seen(page.middle.flags.card)
    assert row.mapTo(page, row.rect().topLeft()) == before
    assert page.middle.flags.line.isVisible()


def test_nobody_is_told_to_phone_when_no_flag_was_found(opened: Open) -> None:
    page = opened()
    order = "fråga vad som är beslutat"
    assert order not in seen(page.middle.flags.card)
    press("n")
    assert order not in seen(page.middle.flags.card)
    assert order not in page.middle.flags.card.accessibleName()
    tick(page)
    assert order in seen(page.middle.flags.card)


@pytest.mark.parametrize(
    ("limited", "word"),
    [
        (True, "▶ Med behandlingsbegränsning · gäller"),
        (False, "▶ Utan behandlingsbegränsning · gäller"),
    ],
)
def test_the_way_that_applies_is_marked_by_word(opened: Open, limited: bool, word: str) -> None:
    page = opened()
    assert "gäller" not in seen(page.middle.flags.card)
    tick(page)
    assert "ej kontrollerad" in seen(page.middle.flags.card)
    model_of(page).answer("treatment_limitation_decided", limited)

    assert word in seen(page.middle.flags.card)
    assert "ej kontrollerad" not in seen(page.middle.flags.card)
    assert word.removeprefix("▶ ").removesuffix(" · gäller") in (
        page.middle.flags.card.accessibleName()
    )


def test_other_steps_have_no_notice(opened: Open) -> None:
    page = opened(step=2)

    assert not page.middle.flags.card.isVisible()


def test_a_narrow_window_says_it_once(opened: Open) -> None:
    page = opened(size=(950, 640))
    tick(page)
    assert page.middle.flags.card.isVisible()
    assert not page.middle.emergency.isVisible()

    page.walk.choose_step(2)
    assert page.middle.emergency.isVisible()


def test_one_press_notes_the_contact_and_the_name_is_typed_at_once(
    opened: Open, desk: Desk
) -> None:
    page = opened()
    tick(page)
    hold_control(Qt.Key.Key_T)
    press("Dr Berg")
    press(Qt.Key.Key_Return)

    line = page.middle.flags.line
    assert (line.time.text(), line.person.text()) == ("14:02", "Dr Berg")
    notes = desk.workplace.case(model_of(page).case_id).notes
    assert notes[CONTACT_AT] == "2026-03-10T14:02+01:00"
    assert notes[CONTACT_WITH] == "Dr Berg"
    assert in_use(page).question.fact != "red_flags", "Enter goes on"


def test_the_key_works_in_any_step_and_says_so(opened: Open, desk: Desk) -> None:
    page = opened(step=4)
    hold_control(Qt.Key.Key_T)

    assert page.saved.text() == "Kontakt noterad 14:02 · sparat 14:02"
    assert in_use(page).question.fact == "pain"
    assert CONTACT_AT in desk.workplace.case(model_of(page).case_id).notes


def test_the_contact_stays_in_sight_when_the_flag_is_taken_back(opened: Open) -> None:
    page = opened()
    tick(page)
    page.middle.flags.line.now.click()
    model_of(page).answer("red_flags", ())

    assert page.middle.flags.line.isVisible()
    assert page.middle.flags.line.time.text() == "14:02"


def test_time_and_person_can_be_changed_and_emptied(opened: Open) -> None:
    page = opened()
    tick(page)
    hold_control(Qt.Key.Key_T)
    line = page.middle.flags.line
    line.time.setFocus()
    line.time.selectAll()
    press("1315")
    line.person.setFocus()
    assert line.time.text() == "13:15"
    line.time.setFocus()
    line.time.selectAll()
    press(Qt.Key.Key_Delete)
    line.person.setFocus()

    assert CONTACT_AT not in model_of(page).case.notes
    assert line.time.text() == ""


def test_a_wrong_time_is_said_beside_and_keeps_what_was_noted(opened: Open) -> None:
    page = opened()
    tick(page)
    hold_control(Qt.Key.Key_T)
    line = page.middle.flags.line
    line.time.setFocus()
    line.time.selectAll()
    press("snart")
    line.person.setFocus()

    assert "Skriv ett klockslag" in seen(line)
    assert "Skriv ett klockslag" in line.time.accessibleDescription()
    assert model_of(page).contact().at == "14:02"
    line.time.setFocus()
    press(Qt.Key.Key_Escape)
    assert line.time.text() == "14:02"
    assert "Skriv ett klockslag" not in seen(line)


def test_the_contact_is_undone_and_done_again(opened: Open) -> None:
    page = opened()
    tick(page)
    hold_control(Qt.Key.Key_T)
    page.middle.focus_row(page.middle.questions.row("red_flags"))
    hold_control(Qt.Key.Key_Z)
    assert model_of(page).contact().at == ""
    assert page.middle.flags.line.time.text() == ""
    assert page.saved.text().startswith("Ångrade: Kontakt för larmtecken")
    hold_control(Qt.Key.Key_Y)

    assert page.middle.flags.line.time.text() == "14:02"


def test_not_checked_is_seen_until_it_is_answered(opened: Open) -> None:
    page = opened()
    assert page.steps.button(FLAGS).accessibleName().endswith("ej kontrollerat")
    assert "ej kontrollerat" in model_of(page).outcome().summary
    page.walk.choose_step(FLAGS)
    press("v")
    assert page.steps.button(FLAGS).accessibleName().endswith("ej kontrollerat")
    press("n")

    assert "ej kontrollerat" not in page.steps.button(FLAGS).accessibleName()
    assert "ej kontrollerat" not in model_of(page).outcome().summary


def test_an_unchecked_flag_blocks_nothing(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    page.walk.choose_step(4)
    press("3")
    assert model_of(page).value("pain") == 3
    with qtbot.waitSignal(page.go) as gone:
        page.review()
    assert gone.args == ["review", model_of(page).case_id]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("14:02", "2026-03-10T14:02+01:00"),
        ("9.30", "2026-03-10T09:30+01:00"),
        ("0915", "2026-03-10T09:15+01:00"),
        ("kl 13:00", "2026-03-10T13:00+01:00"),
        ("23:50", "2026-03-09T23:50+01:00"),
        ("i går 08:00", "2026-03-09T08:00+01:00"),
        ("igår 22:30", "2026-03-09T22:30+01:00"),
        ("yesterday 7:05", "2026-03-09T07:05+01:00"),
        ("2026-03-08 10:00", "2026-03-08T10:00+01:00"),
        ("  ", ""),
    ],
)
def test_a_time_as_people_write_it(clock: Clock, desk: Desk, typed: str, kept: str) -> None:
    assert contact_time(typed, desk.workplace.now(), _) == kept


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("snart", "Skriv ett klockslag"),
        ("25:00", "finns inte"),
        ("12:61", "finns inte"),
        ("2026-02-30 12:00", "finns inte"),
        ("2026-03-11 12:00", "inte varit än"),
        ("1" * 1_000_000, "Skriv ett klockslag"),
        ("١٤:٠٢", "Skriv ett klockslag"),
    ],
)
def test_what_is_no_time_is_told_plainly(desk: Desk, typed: str, told: str) -> None:
    with pytest.raises(ContactError, match=told):
        contact_time(typed, desk.workplace.now(), _)


@pytest.mark.parametrize(
    ("now", "typed", "kept"),
    [
        ("2026-10-25T02:10+01:00", "02:50", "2026-10-25T02:50+02:00"),  # twenty minutes ago
        ("2026-10-25T02:50+01:00", "02:30", "2026-10-25T02:30+01:00"),
        ("2026-10-25T02:50+02:00", "02:30", "2026-10-25T02:30+02:00"),
        ("2026-10-26T11:00+01:00", "i går 02:30", "2026-10-25T02:30+01:00"),
        ("2026-03-29T03:10+02:00", "01:30", "2026-03-29T01:30+01:00"),
    ],
)
def test_a_time_in_the_night_the_clocks_are_changed(now: str, typed: str, kept: str) -> None:
    assert contact_time(typed, datetime.fromisoformat(now).astimezone(SWEDEN), _) == kept


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026-03-29 02:30", "finns inte"),  # the clocks went from 02:00 to 03:00
        ("0001-01-01 00:00", "finns inte"),
        ("9999-12-31 00:00", "inte varit än"),
        ("2006-10-25 12:00", "mer än ett år"),
    ],
)
def test_a_day_that_cannot_be_meant_is_told(typed: str, told: str) -> None:
    now = datetime(2026, 10, 25, 11, tzinfo=UTC).astimezone(SWEDEN)

    with pytest.raises(ContactError, match=told):
        contact_time(typed, now, _)


@pytest.mark.parametrize("kept", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-11:00", "i natt"])
def test_a_kept_time_that_is_none_keeps_no_case_closed(desk: Desk, kept: str) -> None:
    case_id = desk.workplace.begin(Patient("alias", None, "", "Björk")).id
    desk.workplace.note(case_id, CONTACT_AT, kept)

    assert ChecklistViewModel(desk, case_id).contact().at == kept


def test_a_pasted_page_as_a_person_is_shortened_and_said() -> None:
    text, remark = contact_person("läkare\u202e\x00\njour " * 100_000, _)

    assert text.startswith("läkare jour")
    assert len(text) <= 120
    assert "togs inte med" in remark


def test_letters_of_every_script_stay_in_a_name() -> None:
    assert contact_person("د. Čáhppe Žukov", _) == ("د. Čáhppe Žukov", "")


def test_a_contact_that_was_made_stands_first_where_it_is_called_for(
    desk: Desk, opened: Open
) -> None:
    model = model_of(opened())
    model.answer("red_flags", ("spinal_cord_compression",))
    called = model.outcome().emergency
    assert called is not None
    assert "Kontakt" not in called.text

    model.contact_now()
    model.contact_with("dr Exempel")

    noted = model.outcome().emergency
    assert noted is not None
    assert noted.text.splitlines()[0].startswith("Kontakt noterad 14:02: dr Exempel.")
    assert called.text in noted.text
    (notice,) = [
        one for one in read_case(desk, model.case_id).advice.notices if one.kind == "danger"
    ]
    assert notice.text.startswith("Kontakt noterad 14:02: dr Exempel.")
