"""Advice in the window: a call in a minute by keys alone, kept half written, called back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, open_desk
from triage.services import Patient
from triage.services.advice_call import NewCall
from ui.viewmodels.advice_calls import ALL, LAST_MONTH, MONTH, OPEN, AdviceCalls
from ui.viewmodels.advice_form import AdviceForm
from ui.viewmodels.desk import Desk
from ui.views.advice_page import AdvicePage

SHELTERED = Patient("personnummer", "196101182803", "Syns Inte", protected=True)
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", Clock())
    yield opened
    opened.workplace.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> AdvicePage:
    made = AdvicePage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.arrive()
    qtbot.waitUntil(made.call_form.question.hasFocus)
    return made


def written(form: AdviceForm, **fields: str) -> AdviceForm:
    for field, text in {"question": "Vad nu?", "advice": "Vänta.", **fields}.items():
        form.set(field, text)
    return form


def _type(text: str) -> None:
    QTest.keyClicks(_focused(), text)


def _tab(times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(_focused(), Qt.Key.Key_Tab)


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def test_a_call_is_written_down_by_keys_alone(page: AdvicePage, desk: Desk) -> None:
    _type("Hur ges smaken tillbaka?")
    _tab()
    _type("Munvård, små klunkar.")
    _tab()
    _type("Sj")  # the list takes the first that begins so
    _tab()
    _type("Avdelning 3")
    _tab()
    _type("7")
    primary = page.primary()
    assert primary is not None
    primary[1]()

    (call,) = desk.workplace.advice.calls()
    assert (call.new.question, call.new.minutes) == ("Hur ges smaken tillbaka?", 7)
    assert (call.new.caller, call.new.caller_unit) == ("nurse", "Avdelning 3")
    assert page.call_form.question.toPlainText() == ""
    assert page.call_form.unit.text() == "Avdelning 3"  # one call seldom comes alone
    assert page.call_form.question.hasFocus()
    assert page.rows.titles() == ["Hur ges smaken tillbaka?"]
    page.save_button.setFocus()
    _tab()
    assert page.rows.isAncestorOf(_focused()), "the way leads on to the row made just now"


def test_what_is_missing_is_said_and_has_the_keyboard(page: AdvicePage) -> None:
    _type("Vad nu?")
    page.form.keep()

    assert page.call_form.advice.hasFocus()
    assert "Skriv rådet" in page.call_form.remark.text()

    form = page.call_form
    form.next.setFocus()
    for key, chosen in ((RIGHT, "call_back"), (RIGHT, "assessment"), (LEFT, "call_back")):
        QTest.keyClick(_focused(), key)
        assert page.form["next"] == chosen, "the day on the way keeps no arrow"
    _tab()
    _type("sedan")
    page.form.set("advice", "Vänta.")
    page.form.keep()
    said = [one.text() for one in (form.remark, form._day) if "Skriv dagen" in one.text()]
    assert len(said) == 1, "told once, beside the field"


def test_an_open_call_is_called_back_from_its_row(
    page: AdvicePage, desk: Desk, qtbot: QtBot
) -> None:
    desk.workplace.advice.note(
        NewCall("Illamående?", "Prova.", next="call_back", call_back_on="2026-03-10")
    )
    page.calls.reload()
    page.rows.focus_row(0)
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert page.detail is not None
    qtbot.waitUntil(page.detail.first.hasFocus)
    QTest.keyClick(_focused(), Qt.Key.Key_Space)

    assert desk.workplace.advice.to_call_back() == ()
    assert page.calls.rows()[0].said == "Uppringd 2026-03-10"


def test_a_call_is_corrected_in_the_form_and_the_former_one_is_gone(
    page: AdvicePage, desk: Desk
) -> None:
    desk.workplace.advice.note(NewCall("Fråga", "Fel råd", patient=SHELTERED, minutes=3))
    page.calls.reload()
    page.rows.asked_open.emit(0)
    assert page.detail is not None
    page.detail.correct.emit()
    assert page.form.patient.patient == SHELTERED
    assert not page.call_form.cancel_button.isHidden()
    page.form.set("advice", "Rätt råd")
    page.form.keep()

    assert [one.new.advice for one in desk.workplace.advice.calls()] == ["Rätt råd"]
    assert page.form.corrects == ""


def test_a_correction_keeps_the_calls_day_what_came_of_it_and_what_is_half_written(
    desk: Desk, qtbot: QtBot
) -> None:
    advice, before = desk.workplace.advice, desk.workplace.now() - timedelta(days=40)
    agreed = NewCall("Illamående?", "Prova.", next="call_back", call_back_on="2026-02-01")
    call = advice.note(replace(agreed, at=before))
    form = written(AdviceForm(desk))
    with qtbot.waitSignal(form.refused) as refused:
        assert not form.correct(call)
    assert refused.args is not None
    assert refused.args[0] == "question"
    assert form["question"] == "Vad nu?"  # not lost to the correction

    form.clear()
    assert form.correct(call)
    assert form.day_words == "2026-02-01"
    form.keep_half()
    form = AdviceForm(desk)
    form.set("advice", "Prova igen.")
    assert form.keep()
    (mended,) = advice.calls()
    assert (mended.at, mended.new.call_back_on) == (call.at, "2026-02-01")
    assert mended.open

    form.correct(mended)
    form.set("call_back", "i förrgår")  # another day that has been is none
    assert form.day is None


def test_a_call_that_became_an_assessment_begins_no_other_when_it_is_corrected(desk: Desk) -> None:
    form = written(AdviceForm(desk), next="assessment")
    form.patient.set_number("191212121212")
    assert form.keep()
    (call,) = desk.workplace.advice.calls()
    assert call.case_id

    assert form.correct(call)
    form.set("advice", "Skrevs fel")
    assert form.keep()
    assert desk.workplace.worklist_count() == 1
    assert desk.workplace.advice.calls()[0].case_id == call.case_id


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"question": " "}, "question"),
        ({"advice": ""}, "advice"),
        ({"minutes": "tio"}, "minutes"),
        ({"next": "call_back"}, "call_back"),
        ({"next": "call_back", "call_back": "i går"}, "call_back"),
        ({"next": "call_back", "call_back": "sedan"}, "call_back"),
        ({"next": "assessment"}, "number"),
    ],
)
def test_each_field_in_the_way_is_named_and_nothing_is_written(
    desk: Desk, qtbot: QtBot, fields: dict[str, str], field: str
) -> None:
    form = written(AdviceForm(desk), **fields)

    with qtbot.waitSignal(form.refused) as refused:
        assert not form.keep()

    assert refused.args is not None
    assert refused.args[0] == field
    assert refused.args[1]
    assert desk.workplace.advice.calls() == ()


def test_a_half_typed_or_wrong_number_is_no_patient(desk: Desk, qtbot: QtBot) -> None:
    form = written(AdviceForm(desk))
    form.patient.set_number("191212121213")
    with qtbot.waitSignal(form.refused) as refused:
        form.keep()

    assert refused.args is not None
    assert refused.args[0] == "number"


def test_the_day_is_understood_as_people_write_it(desk: Desk) -> None:
    form = written(AdviceForm(desk), next="call_back", call_back="i morgon")

    assert form.day_words == "2026-03-11"
    assert form.keep()
    assert desk.workplace.advice.to_call_back()[0].new.call_back_on == "2026-03-11"


def test_a_call_becomes_an_assessment_that_begins_with_its_question(
    desk: Desk, qtbot: QtBot
) -> None:
    form = written(AdviceForm(desk), next="assessment")
    form.patient.set_number("191212121212")
    with qtbot.waitSignal(form.begun) as begun:
        form.keep()

    assert begun.args is not None
    case = desk.workplace.case(begun.args[0])
    assert case.notes["worry"] == "Vad nu?"
    assert case.facts["age_years"] == 113


def test_what_is_half_written_survives_the_program(desk: Desk) -> None:
    form = written(AdviceForm(desk), minutes="5", next="call_back", call_back="fredag")
    form.patient.set_number("1912121212")
    assert form.keep_half()

    again = AdviceForm(desk)
    assert again["question"] == "Vad nu?"
    assert (again["minutes"], again["call_back"]) == ("5", "fredag")
    assert again.patient.number_text == "1912121212"
    again.clear()
    assert AdviceForm(desk).empty
    for typed in ({"caller_unit": "Kullen"}, {"minutes": "5"}, {"call_back": "i morgon"}):
        half = AdviceForm(desk)
        for field, text in typed.items():
            half.set(field, text)
        assert half.keep_half()
        assert {field: AdviceForm(desk)[field] for field in typed} == typed
        half.set("caller_unit", "")
        half.clear()

    half.set("call_back", "i morgon")
    half.keep_half()
    kept = desk.workplace.own_setting("advice_draft")
    assert isinstance(kept, dict)
    desk.workplace.set_own_setting("advice_draft", {**kept, "on": "2026-11-02"})
    assert AdviceForm(desk)["call_back"] == "2026-11-03", "tomorrow is what it was on that day"


def test_odd_things_kept_of_a_half_written_call_do_no_harm(desk: Desk) -> None:
    kept: tuple[object, ...] = (3, [], {"question": 4, "who": "x"}, {"who": [1, None, True]})
    for odd in (*kept, {"who": ["", "", 1]}, {"on": 7}):
        desk.workplace.set_own_setting("advice_draft", odd)
        assert AdviceForm(desk)["question"] == ""


def test_the_list_hides_who_is_protected_and_finds_them_by_whole_number(desk: Desk) -> None:
    advice = desk.workplace.advice
    advice.note(NewCall("Om dropp", "Nej", patient=SHELTERED))
    advice.note(NewCall("Om smärta", "Ja", patient=Patient("alias", None, "", "Säng 4")))
    calls = AdviceCalls(desk)
    calls.reload()
    hidden = next(one for one in calls.shown if one.new.patient == SHELTERED)

    told = " ".join([calls.patient_words(hidden), calls.asked_words(hidden)])
    assert "Syns" not in told
    assert "196101" not in told
    for query, found in (
        ("syns", []),
        ("19610118", []),
        ("19610118-2803", ["Om dropp"]),
        ("säng", ["Om smärta"]),
        ("om sm", ["Om smärta"]),
        ("", ["Om dropp", "Om smärta"]),
    ):
        calls.show("all", query)
        assert sorted(one.title for one in calls.rows()) == found, query


def test_who_is_late_to_be_called_stands_out_and_the_sum_is_told(desk: Desk) -> None:
    advice, now = desk.workplace.advice, desk.workplace.now()
    before = now - timedelta(days=3)
    late = NewCall("Sen", "x", next="call_back", call_back_on="2026-03-08", at=before, minutes=4)
    advice.note(late)
    advice.note(NewCall("Klar", "x", minutes=6))
    calls = AdviceCalls(desk)
    calls.reload()

    row = next(one for one in calls.rows() if one.title == "Sen")
    assert (row.mark, row.tone, row.said) == ("☎", "gap", "Skulle ringas upp 2026-03-08")
    assert calls.sum_words() == "2 råd · 10 minuter noterade · en väntar på att bli uppringd"
    calls.show(OPEN, "")
    assert [one.title for one in calls.rows()] == ["Sen"]

    advice.note(NewCall("I dag", "x", next="call_back", call_back_on=f"{now:%Y-%m-%d}"))
    calls.reload()  # nobody is late before the day is over
    assert [one.said for one in calls.rows()][1] == "Ring upp i dag"


def test_a_month_is_counted_when_it_is_over_and_a_list_that_is_cut_says_so(desk: Desk) -> None:
    advice, now = desk.workplace.advice, desk.workplace.now()
    for month, day in ((3, 1), (2, 28), (2, 1), (1, 31)):
        at = now.replace(month=month, day=day, hour=0, minute=5)
        advice.note(NewCall(f"{month}/{day}", "x", at=at))
    calls = AdviceCalls(desk)

    calls.show(MONTH, "")
    assert [one.title for one in calls.rows()] == ["3/1"]
    assert calls.file_name() == "rådgivning-2026-03.csv"
    calls.show(LAST_MONTH, "")
    assert [one.title for one in calls.rows()] == ["2/28", "2/1"]
    assert calls.file_name() == "rådgivning-2026-02.csv"
    assert calls.sum_words() == "2 råd"

    listed, cut = advice.latest(3)
    assert ([one.new.question for one in listed], cut) == (["3/1", "2/28", "2/1"], True)
    assert not advice.latest(4)[1]
    with patch.object(type(advice), "latest", lambda _advice: (listed, True)):
        calls.show(ALL, "")
    assert calls.sum_words() == "3 råd · äldre råd tas inte med här"


def test_the_table_for_counting_holds_no_patient_and_no_words(desk: Desk, tmp_path: Path) -> None:
    new = NewCall("Om dropp", "Nej", "nurse", "=Avd 3", 9, patient=SHELTERED)
    desk.workplace.advice.note(new)
    calls = AdviceCalls(desk)
    calls.reload()
    target = tmp_path / "tabell"

    assert calls.save(target)
    text = (tmp_path / "tabell.csv").read_text("utf-8-sig")
    assert text.splitlines()[1] == "2026-03-10;Sjuksköterska;'=Avd 3;9;Klart"
    assert "dropp" not in text
    assert "1961" not in text


def test_a_folder_that_is_gone_is_said(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.workplace.advice.note(NewCall("Vad nu?", "Vänta"))
    calls = AdviceCalls(desk)
    calls.reload()
    with qtbot.waitSignal(calls.failed) as failed:
        assert not calls.save(tmp_path / "borta" / "tabell.csv")

    assert failed.args is not None
    assert "Mappen finns inte längre" in failed.args[0]
