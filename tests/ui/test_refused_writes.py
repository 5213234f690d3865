"""Every way in which the window writes, with a disk that refuses: told plainly, nothing lost.

The store's own operations are listed from its source, so that a new one without a deed here
fails. Each deed is done through the window: refused once, then again when there is room.
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, NOW, SETTLED, begun, decided, workplace_in
from triage.services import Act, Patient, Person, StoreError, Workplace
from triage.store.store import Store
from ui import mishaps
from ui.viewmodels.preferences import Preferences
from ui.views.access_log_page import AccessLogPage
from ui.views.advice_page import AdvicePage
from ui.views.checklist_page import ChecklistPage
from ui.views.follow_up_page import FollowUpPage
from ui.views.main_window import MainWindow
from ui.views.review_page import ReviewPage
from ui.views.settings_page import SettingsPage
from ui.views.worklist_page import WorklistPage

CHECKED = {**SETTLED, "red_flags": ()}
ELSEWHERE = {
    "set_answers",  # no page answers several questions at once
    "keep_person",  # with the envelope, which the tests of people and their keys fill the disk for
    *("purge", "end_pending", "clear_up"),  # over a store of a worker's own: tests of retention
    "rebuild_index",  # no page asks for it
}
WAYS = ("_change(", "_edit(", "_edit_words(", "_transaction(")
WRITES = {
    name
    for one in Store.__mro__
    for name, method in vars(one).items()
    if inspect.isfunction(method)
    and name not in ELSEWHERE
    and not name.startswith("_")
    and any(f"self.{way}" in inspect.getsource(method) for way in WAYS)
}
FULL = "Disken är full. Ändringen sparades inte. Frigör utrymme och försök igen."


class Bench:
    """A window over a workstation, and what its message bar says."""

    def __init__(self, qtbot: QtBot, workplace: Workplace) -> None:
        self.qtbot = qtbot
        self.workplace = workplace
        self.window = MainWindow(workplace, remember=False)
        qtbot.addWidget(self.window)
        self.window.show()

    def checklist(self, case_id: str) -> ChecklistPage:
        self.window.go("checklist", case_id)
        page = self.window.page
        assert isinstance(page, ChecklistPage)
        return page

    def review(self, case_id: str) -> ReviewPage:
        self.window.go("review", case_id)
        page = self.window.page
        assert isinstance(page, ReviewPage)
        return page

    def worklist(self) -> WorklistPage:
        self.window.go("worklist")
        self.window.home.table.select_row(0)
        return self.window.home

    def told(self) -> str:
        """Return what is said now, and say nothing."""
        page = self.window.page
        bars = [
            self.window.messages,
            *([page.middle.bar] if isinstance(page, ChecklistPage) else []),
            *([page.bar] if isinstance(page, AccessLogPage) else []),
        ]
        text = " ".join(bar.text() for bar in bars if not bar.isHidden())
        for bar in bars:
            bar.dismiss()
        return text

    def say_error(self, error: BaseException) -> None:
        self.window.say_error(error)

    def rows(self) -> int:
        return self.workplace.worklist_count()

    def sign_in(self, qtbot: QtBot) -> None:
        """Go on as somebody, in a window of their own, beside somebody else's draft."""
        store, at = self.workplace.store, "2026-01-01T00:00:00Z"
        siv, olle = (Person(name, name, "läkare", "Enheten") for name in ("Siv", "Olle"))
        for person in (siv, olle):
            store.keep_person(person, at)
        store.take_over(begun(self.workplace, SETTLED), olle.id)
        self.workplace = Workplace(store, lambda: NOW, self.workplace.folder, siv)
        Preferences(self.workplace).purpose_read = True
        self.window.close()
        self.window = MainWindow(self.workplace, remember=False)
        qtbot.addWidget(self.window)
        self.window.show()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    workplace = workplace_in(tmp_path)
    Preferences(workplace).purpose_read = True
    for field in ("name", "role", "unit"):
        Preferences(workplace).set_author(field, getattr(AUTHOR, field))
    made = Bench(qtbot, workplace)
    monkeypatch.setattr(sys, "excepthook", mishaps.hook(tmp_path, made.say_error))
    yield made
    made.window.go("worklist")
    made.window.close()
    workplace.close()


Done = Callable[[], object]
"""Says whether a deed is on disk; compared before and after."""
Deed = tuple[Callable[[], object], Done]


def begin(bench: Bench) -> Deed:
    bench.window.begin()
    panel = bench.window.begin_panel()
    panel.alias.setText("Blå mapp")
    panel.alias.textEdited.emit("Blå mapp")
    return panel.begin_button.click, bench.rows


def answer(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    model = bench.checklist(case_id).model
    assert model is not None
    return lambda: model.answer("pain", 1), lambda: bench.workplace.case(case_id).facts["pain"]


def undo(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    model = bench.checklist(case_id).model
    assert model is not None
    model.answer("pain", 1)
    return model.undo, lambda: bench.workplace.case(case_id).facts["pain"]


def identify(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    model = bench.checklist(case_id).model
    assert model is not None
    other = Patient("personnummer", "196101182803", "Björn Exempel")
    return lambda: model.identify(other), lambda: bench.workplace.case(case_id).patient


def choose_pack(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    model = bench.checklist(case_id).model
    assert model is not None
    return lambda: model.choose_pack("skane"), lambda: bench.workplace.case(case_id).pack


def plan(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    model = bench.checklist(case_id).model
    assert model is not None
    return (
        lambda: model.plan("breakpoint_conversation", "owner", "Ansvarig läkare"),
        lambda: bench.workplace.case(case_id).tasks,
    )


def summarise(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    model = bench.checklist(case_id).model
    assert model is not None
    return model.flush, lambda: bench.workplace.worklist()[0].care_form


def correct_in_checklist(bench: Bench) -> Deed:
    case_id = decided(bench.workplace)
    model = bench.checklist(case_id).model
    assert model is not None
    return model.correct, lambda: bench.workplace.case(case_id).state


def note(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    page = bench.review(case_id)
    page.model.type_note("worry", "Smärtan")
    return page.model.keep, lambda: bench.workplace.case(case_id).notes


def choose(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    page = bench.review(case_id)
    page.model.give_reason("other", "Nära hemmet")
    return page.model.keep, lambda: bench.workplace.case(case_id).deciding


def red_flags(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    page = bench.review(case_id)
    return (
        lambda: page.model.check_red_flags(()),
        lambda: "red_flags" in bench.workplace.case(case_id).facts,
    )


def sign(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, CHECKED)
    page = bench.review(case_id)
    return page.sign, lambda: bench.workplace.decision(case_id)


def correct(bench: Bench) -> Deed:
    case_id = decided(bench.workplace)
    page = bench.review(case_id)
    return page.decided.correct.click, lambda: bench.workplace.case(case_id).state


def give_up(bench: Bench) -> Deed:
    case_id = decided(bench.workplace)
    page = bench.review(case_id)
    page.decided.correct.click()
    return page.correction.action_button.click, lambda: bench.workplace.case(case_id).state


def take_up_again(bench: Bench) -> Deed:
    act, done = give_up(bench)
    act()
    return act, done


def delete(bench: Bench) -> Deed:
    begun(bench.workplace, SETTLED)
    return bench.worklist().rows.delete_draft, bench.rows


def put_back(bench: Bench) -> Deed:
    begun(bench.workplace, SETTLED)
    page = bench.worklist()
    page.rows.delete_draft()
    return page.rows.work.undo, bench.rows


def reassess(bench: Bench) -> Deed:
    decided(bench.workplace)
    return bench.worklist().rows.reassess, bench.rows


def advise(bench: Bench) -> Deed:
    bench.window.go("advice")
    page = bench.window.page
    assert isinstance(page, AdvicePage)
    page.form.set("question", "Vad nu?")
    page.form.set("advice", "Vänta.")
    page.form.refused.connect(lambda _field, words: page.said.emit("error", words))
    return page.form.keep, lambda: len(bench.workplace.advice.calls())


def write_unit(bench: Bench) -> Deed:
    bench.window.go("settings")
    page = bench.window.page
    assert isinstance(page, SettingsPage)
    line = page.author["unit"]
    line.setText("Hospice")
    return line.editingFinished.emit, lambda: Preferences(bench.workplace).author.unit


def keep_still(bench: Bench) -> Deed:
    bench.sign_in(bench.qtbot)
    bench.window.go("settings")
    page = bench.window.page
    assert isinstance(page, SettingsPage)

    def refused_or_not() -> None:
        page.still.setChecked(False)
        page.still.setChecked(True)

    return refused_or_not, lambda: Preferences(bench.workplace).still


def take_over(bench: Bench) -> Deed:
    bench.sign_in(bench.qtbot)
    home = bench.window.home
    home.foot.action.click()
    home.table.select_row(0)
    row = home.model.row(0)
    assert row is not None
    QTest.keyClick(home.table, Qt.Key.Key_Return)
    return home.rows.another.action_button.click, lambda: bench.workplace.case(row.case_id).owner


def visit(bench: Bench) -> Deed:
    case_id = begun(bench.workplace, SETTLED)
    bench.window.go("worklist")
    return lambda: bench.window.go("review", case_id), bench.workplace.store.log_head


def read_log(bench: Bench) -> Deed:
    bench.window.go("access_log")
    page = bench.window.page
    assert isinstance(page, AccessLogPage)
    return page.model.ask, bench.workplace.store.log_head


def purge_log(bench: Bench) -> Deed:
    store = bench.workplace.store
    now, store.time = store.time, lambda: "2010-05-01T12:00:00.000+00:00"
    store.record(Act.LOCKED)
    store.time = now
    bench.window.go("access_log")
    page = bench.window.page
    assert isinstance(page, AccessLogPage)
    return page.rule.purge.click, bench.workplace.access.due


def send(bench: Bench) -> Deed:
    case_id = decided(bench.workplace)
    bench.window.go("follow_up", case_id)
    page = bench.window.page
    assert isinstance(page, FollowUpPage)
    return page.forms.give, lambda: bench.workplace.follow_up.entries(case_id)


DEEDS: list[tuple[str, Callable[[Bench], Deed]]] = [
    ("create_case", begin),
    ("create_case", reassess),
    ("set_answer", answer),
    ("set_answer", undo),
    ("set_answer", red_flags),
    ("set_patient", identify),
    ("set_pack", choose_pack),
    ("set_task", plan),
    ("set_summary", summarise),
    ("reopen", correct_in_checklist),
    ("reopen", correct),
    ("set_note", note),
    ("set_deciding", choose),
    ("keep_pack", sign),
    ("sign", sign),
    ("discard_correction", give_up),
    ("resume_correction", take_up_again),
    ("delete_draft", delete),
    ("restore", put_back),
    ("set_setting", write_unit),
    ("set_own_setting", keep_still),
    ("take_over", take_over),
    ("record", visit),
    ("note", advise),
    ("record_of", read_log),
    ("purge_log", purge_log),
    ("note", send),
]


def test_every_operation_that_writes_has_a_deed() -> None:
    assert {name for name, _deed in DEEDS} >= WRITES
    assert len(WRITES) > 12


@pytest.mark.parametrize(
    ("operation", "made"), DEEDS, ids=[f"{name}-{deed.__name__}" for name, deed in DEEDS]
)
def test_a_write_that_is_refused_is_told_and_can_be_done_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, operation: str, made: Callable[[Bench], Deed]
) -> None:
    act, done = made(bench)
    bench.told()
    before = done()

    def full(*_given: object, **_named: object) -> None:
        raise StoreError("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(bench.workplace.store, operation, full)
        act()
        assert bench.told() == FULL
        assert done() == before

    act()
    assert bench.told() != FULL
    assert done() != before, "work goes on when there is room"
    bench.workplace.store.verify()


# Leaving while the disk takes nothing


@pytest.fixture
def refusing(bench: Bench) -> Iterator[Bench]:
    """A window whose disk has become read-only."""
    begun(bench.workplace, SETTLED)
    with bench.workplace.store._reading() as connection:
        yield bench
        connection.execute("PRAGMA query_only = OFF")


def read_only(bench: Bench) -> None:
    with bench.workplace.store._reading() as connection:
        connection.execute("PRAGMA query_only = ON")


@pytest.mark.parametrize("page", ["settings", "checklist", "review", "worklist"])
def test_no_page_is_a_trap_when_nothing_can_be_kept(
    qtbot: QtBot, refusing: Bench, page: str
) -> None:
    window, case_id = refusing.window, refusing.workplace.worklist()[0].case_id
    window.go(page, case_id)
    front = window.page
    if isinstance(front, SettingsPage):
        front.author["unit"].setText("Hospice")
    if isinstance(front, ReviewPage):
        front.model.type_note("worry", "Smärtan")
    read_only(refusing)

    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.page_name == "help"
    QTest.keyClick(window, Qt.Key.Key_Escape)

    if page in {"settings", "review"}:
        assert "skrivskyddad" in refusing.told()


@pytest.mark.parametrize("page", ["settings", "checklist", "review"])
def test_the_window_closes_though_its_place_cannot_be_kept(
    qtbot: QtBot, refusing: Bench, page: str
) -> None:
    window = MainWindow(refusing.workplace)
    qtbot.addWidget(window)
    window.show()
    window.go(page, refusing.workplace.worklist()[0].case_id)
    read_only(refusing)

    window.close()

    assert not window.isVisible()


def test_a_window_with_text_that_is_not_kept_closes_at_the_second_asking(
    qtbot: QtBot, refusing: Bench
) -> None:
    window, case_id = refusing.window, refusing.workplace.worklist()[0].case_id
    page = refusing.review(case_id)
    page.model.type_note("worry", "Smärtan")
    window.go("worklist")
    page = refusing.review(case_id)
    page.model.type_note("worry", "Smärtan på natten")
    read_only(refusing)

    assert not window.close()
    assert window.isVisible()
    assert refusing.told().startswith("Det du skrev går inte att spara nu.")
    assert page.model.note("worry") == "Smärtan på natten"
    assert window.close()


def test_a_window_closes_at_once_when_there_is_room_again(qtbot: QtBot, refusing: Bench) -> None:
    case_id = refusing.workplace.worklist()[0].case_id
    page = refusing.review(case_id)
    page.model.type_note("worry", "Smärtan")
    read_only(refusing)
    assert not page.model.keep()
    with refusing.workplace.store._reading() as connection:
        connection.execute("PRAGMA query_only = OFF")

    assert refusing.window.close()
    assert refusing.workplace.case(case_id).notes == {"worry": "Smärtan"}
