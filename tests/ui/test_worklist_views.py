"""The views of the worklist: what stands in each, narrowed, grouped, counted and remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, SETTLED
from tests.ui.desks import Clock, add, open_desk
from tests.ui.opened import open_window
from triage.services import EVERYTHING, Narrowed, Patient, View
from triage.services.advice_call import NewCall
from ui.theme import apply_theme, em
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_choice import WHOLE, Choice, Grouping, kept_choice
from ui.viewmodels.worklist_foot import foot
from ui.viewmodels.worklist_row import Column
from ui.viewmodels.worklist_waiting import COUNTED
from ui.views.main_window import MainWindow
from ui.views.worklist_page import WorklistPage

Key = Qt.Key
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = open_desk(tmp_path, clock)
    made.workplace.set_setting("purpose_read", True)
    yield made
    made.workplace.close()


def _decided(desk: Desk, alias: str, place: str = "1482", *, protected: bool = False) -> str:
    workplace = desk.workplace
    case = workplace.begin(Patient("alias", None, "", alias, protected), pack="vastra")
    for fact, value in {**SETTLED, "municipality": place, "red_flags": ()}.items():
        workplace.answer(case.id, fact, value)
    weighing = workplace.weigh("vastra", workplace.facts(workplace.case(case.id)))
    assert weighing.recommended is not None
    workplace.sign(case.id, weighing.recommended, weighing.team, None, AUTHOR)
    return case.id


@pytest.fixture
def cases(desk: Desk, clock: Clock) -> dict[str, str]:
    """Six patients who stand at different places of their way, and a draft."""
    found = {
        name: _decided(desk, name, place, protected=name == "Skyddad")
        for name, place in (
            ("Oskickad", "1482"),
            ("Skickad", "1480"),
            ("Avböjd", "1480"),
            ("Avliden", "1482"),
            ("Skyddad", "1482"),
            ("Planerad", "1482"),
        )
    }
    follow = desk.workplace.follow_up
    clock.on(minutes=5)
    for name in ("Skickad", "Avböjd", "Skyddad", "Planerad"):
        follow.sent(found[name], to="Teamet", team="mobile_team", way="fax")
    follow.answered(found["Avböjd"], "declined", reason="capacity")
    follow.answered(found["Planerad"], "accepted")
    follow.plan(found["Planerad"], "2026-03-12")
    follow.plan(found["Skyddad"], "2026-04-12")
    follow.closed(found["Avliden"], "died", "2026-03-10")
    found["Utkast"] = add(desk, "", alias="Utkast")
    return found


def _shown(model: WorklistModel) -> list[str]:
    return [str(model.data(model.index(row, Column.PATIENT))) for row in range(model.rowCount())]


def _told(model: WorklistModel, alias: str) -> str:
    at = _shown(model).index(alias)
    return str(model.data(model.index(at, Column.DUE)))


def _count(model: WorklistModel) -> None:
    model.count_waiting()
    while model.waiting.go_on():
        """One thing more."""


def _chosen(desk: Desk, *choice: object) -> WorklistModel:
    model = WorklistModel(desk)
    model.choose(Choice(*choice))  # type: ignore[arg-type] # as each test names it
    return model


@pytest.mark.usefixtures("cases")
def test_each_view_holds_what_it_is_for(desk: Desk) -> None:
    model = WorklistModel(desk)
    shown = {}
    for view in View:
        model.choose_view(view)
        shown[view] = sorted(_shown(model))

    conditions = sorted(("Oskickad", "Skickad", "Avböjd", "Skyddad", "Planerad"))
    assert shown == {
        View.TODAY: ["Avböjd", "Oskickad", "Utkast"],
        View.ALL: sorted((*conditions, "Avliden", "Utkast")),
        View.DRAFTS: ["Utkast"],
        View.UNSENT: ["Oskickad"],
        View.AWAITING: ["Skickad", "Skyddad"],
        View.OVERDUE: [],
        View.REASSESS: ["Avböjd", "Oskickad", "Planerad", "Skickad"],
        View.CONDITIONS: conditions,
        View.REGISTER: ["Avliden"],
        View.CLOSED: ["Avliden"],
    }
    _count(model)
    counted = {view: len(rows) for view, rows in shown.items() if view in COUNTED}
    assert dict(model.waiting.views) == counted


@pytest.mark.usefixtures("cases")
def test_a_row_tells_what_its_view_is_about(desk: Desk, clock: Clock) -> None:
    model = _chosen(desk, View.REASSESS)
    assert _told(model, "Planerad") == "Ombedöms 12 mars"
    model.choose_view(View.AWAITING)
    assert _told(model, "Skickad").startswith("Svar väntas senast")
    state = model.index(_shown(model).index("Skickad"), Column.STATE)
    assert model.data(state) == "→ Skickad"
    clock.on(days=20)
    model.choose_view(View.OVERDUE)
    assert _told(model, "Skickad").startswith("Svar dröjer sedan")
    spoken = model.data(model.index(0, Column.PATIENT), SPOKEN)
    assert "Svar dröjer sedan" in str(spoken)


@pytest.mark.usefixtures("cases")
def test_groups_stand_under_headings_that_are_no_rows(desk: Desk) -> None:
    model = _chosen(desk, View.AWAITING, EVERYTHING, Grouping.MUNICIPALITY)

    # A protected patient's municipality is not known to any list.
    assert _shown(model) == ["Göteborg (1)", "Skickad", "Utan känd kommun (1)", "Skyddad"]
    assert [model.case_id(row) == "" for row in range(4)] == [True, False, True, False]
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsSelectable
    assert str(model.data(model.index(1, Column.PATIENT), SPOKEN)).startswith("Göteborg: Skickad")
    assert model.row_of(model.case_id(3)) == 3
    assert (model.cases, model.rowCount()) == (2, 4)
    model.choose(Choice(View.UNSENT, EVERYTHING, Grouping.TEAM))
    assert _shown(model)[0].startswith("Mobilt palliativt team Kungälv")
    model.choose(Choice(View.DRAFTS, EVERYTHING, Grouping.TEAM))
    assert _shown(model) == ["Utan angivet team (1)", "Utkast"]


@pytest.mark.usefixtures("cases")
def test_what_was_chosen_is_remembered_and_ends_a_search(desk: Desk) -> None:
    model = _chosen(desk, View.AWAITING, Narrowed(municipality="1480"), Grouping.TEAM)
    model.keep()
    model.search("utkast")
    assert _shown(model) == ["Utkast"]
    assert WorklistModel(desk).choice == kept_choice(desk.workplace) == model.choice

    model.choose_view(View.AWAITING)

    assert (model.query, _shown(model)[1:]) == ("", ["Skickad"])
    model.choose(WHOLE)
    model.keep()
    assert kept_choice(desk.workplace) == WHOLE


@pytest.mark.parametrize(
    "kept", [None, 7, [], {"view": "x"}, {"view": 1}, {"view": "today", "grouping": "x"}]
)
def test_a_choice_that_makes_no_sense_is_the_whole_list(desk: Desk, kept: object) -> None:
    desk.workplace.set_setting("worklist_choice", kept)

    assert kept_choice(desk.workplace) == WHOLE


def test_half_a_choice_is_taken_as_far_as_it_goes(desk: Desk) -> None:
    told = {"view": "today", "urgency": "soon", "team": "x", "municipality": 7}
    desk.workplace.set_setting("worklist_choice", told)

    assert kept_choice(desk.workplace) == Choice(View.TODAY)


def test_callers_to_call_back_stand_below_what_is_to_be_done(desk: Desk) -> None:
    for day in ("2026-03-09", "2026-03-10", "2026-03-11"):
        call = NewCall("Vad nu?", "Vänta.", next="call_back", call_back_on=day)
        desk.workplace.advice.note(call)
    model = _chosen(desk, View.TODAY)
    _count(model)

    said = foot(model, desk.translate)

    assert (said.text, said.action, said.advice) == (
        "2 personer att ringa upp.", "Till rådgivningen", True,
    )  # fmt: skip


# In the window


@pytest.fixture
def window(desk: Desk, cases: dict[str, str], qtbot: QtBot) -> MainWindow:
    assert cases
    made = open_window(desk, qtbot, remember=False)
    made.resize(1366, 768)
    return made


def _aliases(window: MainWindow) -> list[str]:
    model = window.home.model
    return [row.alias for at in range(model.rowCount()) if (row := model.row(at)) is not None]


def _press(window: MainWindow, key: Qt.Key, more: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(window.focusWidget(), key, more)


def test_the_views_are_reached_and_counted_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    home = window.home
    with qtbot.waitSignal(home.model.waiting.counted):
        _press(window, Key.Key_5)
    assert sorted(_aliases(window)) == ["Skickad", "Skyddad"]
    assert window.focusWidget() is home.table
    tabs = dict(home.bar.tabs.words())
    assert (tabs["awaiting"], tabs["unsent"], tabs["overdue"], tabs["closed"]) == (
        "Väntar svar 2", "Ska skickas 1", "Svar dröjer", "Avslutade",
    )  # fmt: skip

    home.bar.tabs.setFocus()
    _press(window, Key.Key_Left, Qt.KeyboardModifier.NoModifier)
    assert _aliases(window) == ["Oskickad"]
    assert window.focusWidget() is home.bar.tabs, "arrows go on among the views"

    window.header.search.setFocus()
    QTest.keyClicks(window.header.search, "utkast")
    QTest.keyClick(window.header.search, Key.Key_Return)
    window.go("worklist")
    _press(window, Key.Key_9)
    assert _aliases(window) == ["Avliden"]
    assert window.header.search.text() == ""
    _press(window, Key.Key_6)
    assert (home.model.rowCount(), home.empty.isVisible()) == (0, True)
    assert window.focusWidget() is home.bar.tabs
    _press(window, Key.Key_5)
    assert window.focusWidget() is home.table, "an empty view on the way keeps no keyboard"


class _Painted(QObject):
    """Where the list stood each time it was painted, and whether its views were there."""

    def __init__(self, page: WorklistPage) -> None:
        super().__init__(page)
        self.page = page
        self.seen: list[tuple[int, bool]] = []
        page.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            kinds = (QTabBar, QComboBox)
            views = [one for kind in kinds for one in self.page.findChildren(kind)]
            made = any(one.isVisible() for one in views)
            self.seen.append((self.page.table.y(), made))
        return super().eventFilter(watched, event)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("views", [QTabBar, QComboBox])
def test_the_list_is_painted_before_its_views_which_move_no_row(
    desk: Desk, qtbot: QtBot, qapp: QApplication, scale: float, views: type[QWidget]
) -> None:
    add(desk, "", alias="Utkast")
    apply_theme(qapp, "light", scale)
    page = WorklistPage(desk)
    qtbot.addWidget(page)
    page.resize(em(90 if views is QTabBar else 40), em(30))
    page.arrive()
    painted = _Painted(page)

    with qtbot.waitSignal(page.model.waiting.counted):
        page.show()
    page.table.viewport().update()
    qtbot.waitUntil(lambda: painted.seen[-1][1])
    places, made = zip(*painted.seen, strict=True)

    assert (made[0], len(set(places))) == (False, 1)
    assert isinstance(page.bar.current(), views)


def test_arrows_pass_over_headings_and_a_click_on_one_does_nothing(window: MainWindow) -> None:
    home, plain = window.home, Qt.KeyboardModifier.NoModifier
    _press(window, Key.Key_5)
    _press(window, Key.Key_G)
    _press(window, Key.Key_G)
    walked = [home.table.currentIndex().row()]
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_End, Key.Key_Home):
        _press(window, key, plain)
        walked.append(home.table.currentIndex().row())
    assert walked == [1, 3, 3, 1, 1, 3, 1]

    place = home.table.visualRect(home.model.index(2, Column.PATIENT)).center()
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(home.table.viewport(), button, plain, place)
    QTest.mouseDClick(home.table.viewport(), button, plain, place)
    assert (home.table.currentIndex().row(), window.page) == (1, home)


def test_the_list_is_narrowed_by_keys_and_shown_whole_again(window: MainWindow) -> None:
    home, plain = window.home, Qt.KeyboardModifier.NoModifier
    _press(window, Key.Key_2)
    assert "filter" not in home.bar.__dict__
    _press(window, Key.Key_F, CONTROL | SHIFT)
    row = home.bar.filter
    assert window.focusWidget() is row.urgency

    row.municipality.setFocus()
    for _step in range(row.municipality.count() - 1):
        _press(window, Key.Key_Down, plain)
    assert row.municipality.currentText() == "Kungälv"
    row.municipality.activated.emit(row.municipality.currentIndex())
    assert sorted(_aliases(window)) == ["Avliden", "Oskickad", "Planerad"], "nobody protected"

    _press(window, Key.Key_Escape, plain)
    assert window.focusWidget() is home.table
    assert row.isVisible()
    row.everything.click()
    assert (len(_aliases(window)), row.everything.isVisible()) == (7, False)


def test_a_window_begins_in_the_view_that_was_left(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    _press(window, Key.Key_8)
    _press(window, Key.Key_G)
    window.close()

    again = open_window(desk, qtbot, remember=False)

    assert again.home.model.choice == Choice(View.CONDITIONS, EVERYTHING, Grouping.TEAM)
    assert again.home.bar.filter.grouping.currentText() == "Grupperat efter team"
    assert again.home.table.currentIndex().row() == 1
