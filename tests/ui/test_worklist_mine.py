"""One's own or everybody's: counted, said, printed, remembered and cleared like any narrowing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.deciding import AUTHOR, SETTLED
from tests.ui.desks import Clock, add, open_desk
from tests.ui.opened import open_window
from triage.services import EVERYTHING, Narrowed, Patient, Person, View, Workplace
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_choice import WHOLE, Choice, kept_choice
from ui.viewmodels.worklist_foot import foot
from ui.viewmodels.worklist_round import RoundListMaker
from ui.views.worklist_menu import list_menu

SIV = Person("siv", "Siv Berg", "läkare", "Enheten")
OLLE = Person("olle", "Olle Dal", "sjuksköterska", "Enheten")
MINE = Narrowed(mine=True)


def _work(desk: Desk, name: str) -> str:
    """Sign a decision and begin a draft, both named after whose they are; return the decision."""
    workplace = desk.workplace
    case = workplace.begin(Patient("alias", None, "", f"{name} beslut"), pack="vastra")
    for fact, value in {**SETTLED, "municipality": "1482", "red_flags": ()}.items():
        workplace.answer(case.id, fact, value)
    weighing = workplace.weigh("vastra", workplace.facts(workplace.case(case.id)))
    workplace.sign(case.id, str(weighing.recommended), weighing.team, None, AUTHOR)
    add(desk, "", alias=f"{name} utkast")
    return case.id


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Siv's and Olle's desks over the same data, each with a decision and a draft of their own."""
    clock = Clock()
    units = open_desk(tmp_path, clock).workplace
    for person in (SIV, OLLE):
        units.store.keep_person(person, "2026-01-01T00:00:00Z")
    units.close()
    made = [
        Desk(Workplace.open(tmp_path, KEY, clock, person=person.id), "sv") for person in (SIV, OLLE)
    ]
    for desk, name in zip(made, ("Sivs", "Olles"), strict=True):
        desk.workplace.set_own_setting("purpose_read", True)
        _work(desk, name)
    yield made[0], made[1]
    for desk in made:
        desk.workplace.close()


def _shown(desk: Desk, view: View, narrowed: Narrowed = MINE) -> tuple[list[str], int]:
    """Return who stands in a view, and how many of them wait as its name says."""
    model = WorklistModel(desk)
    model.choose(Choice(view, narrowed))
    model.count_waiting()
    while model.waiting.go_on():
        """One thing more."""
    rows = [model.row(at) for at in range(model.rowCount())]
    return sorted(row.alias for row in rows if row is not None), model.waiting.views.get(view, -1)


def test_mine_is_what_one_began_signed_or_noted_last(desks: tuple[Desk, Desk]) -> None:
    siv, olle = desks
    own = ["Sivs beslut", "Sivs utkast"]
    assert _shown(siv, View.TODAY) == (own, 2)
    assert _shown(siv, View.TODAY, EVERYTHING) == (["Olles beslut", *own], 3)
    assert _shown(siv, View.UNSENT) == (["Sivs beslut"], 1)
    assert _shown(siv, View.ALL)[0] == own

    (beslut,) = (row.case_id for row in olle.workplace.worklist() if row.alias == "Olles beslut")
    siv.workplace.follow_up.sent(beslut, to="Teamet", team="mobile_team", way="fax")

    for desk in desks:  # whoever signed does not lose it to whoever noted
        assert _shown(desk, View.AWAITING) == (["Olles beslut"], 1)
    olle.workplace.follow_up.received(beslut)
    assert _shown(siv, View.AWAITING) == ([], 0)
    assert _shown(olle, View.AWAITING) == (["Olles beslut"], 1)


def test_others_drafts_are_never_ones_own(desks: tuple[Desk, Desk]) -> None:
    model = WorklistModel(desks[0])
    model.show_others(shown=True)
    model.choose(Choice(View.DRAFTS))
    assert (model.rowCount(), foot(model, desks[0].translate).text) == (2, "Andras utkast visas.")
    model.toggle_mine()
    assert (model.rowCount(), foot(model, desks[0].translate).text) == (1, "")


def test_the_round_list_says_whose_it_is(desks: tuple[Desk, Desk], qtbot: QtBot) -> None:
    model = WorklistModel(desks[0])
    model.choose(Choice(View.TODAY, MINE))
    maker = RoundListMaker(desks[0], model)
    with qtbot.waitSignal(maker.made):
        maker.make()
    assert maker.list is not None
    assert (maker.list.filter, maker.list.count) == ("Egna ärenden: Siv Berg", 2)


def test_a_key_shows_ones_own_and_everybodys_again(
    desks: tuple[Desk, Desk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    siv, _olle = desks
    heard: list[str] = []
    monkeypatch.setattr("ui.widgets.announce.announce", lambda _bar, text: heard.append(text))
    window = open_window(siv, qtbot, remember=False)
    window.resize(1366, 768)
    home = window.home

    def press(key: Qt.Key) -> None:
        QTest.keyClick(home.table, key, Qt.KeyboardModifier.ControlModifier)

    with qtbot.waitSignal(home.model.waiting.counted):
        press(Qt.Key.Key_M)
    row = home.bar.filter
    assert (home.model.rowCount(), home.table.hasFocus()) == (2, True)
    assert (row.whose.isVisible(), row.whose.currentText()) == (True, "Mina")
    assert dict(home.bar.tabs.words())["unsent"] == "Ska skickas 1"
    assert "senast noterade" in row.whose.accessibleDescription()
    assert kept_choice(siv.workplace) == Choice(View.ALL, MINE)

    row.everything.click()
    assert (home.model.choice, row.isVisible()) == (WHOLE, False)
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_6)
    press(Qt.Key.Key_M)
    assert home.model.choice == Choice(View.OVERDUE)
    assert heard == ["Mina", "Mina", "Allas"]


def test_who_works_alone_is_not_asked_whose(tmp_path: Path, qtbot: QtBot) -> None:
    units = open_desk(tmp_path, Clock()).workplace
    units.store.keep_person(SIV, "2026-01-01T00:00:00Z")
    units.close()
    desk = Desk(Workplace.open(tmp_path, KEY, Clock(), person=SIV.id), "sv")
    desk.workplace.set_own_setting("worklist_choice", {"mine": "1"})
    _work(desk, "Sivs")
    home = open_window(desk, qtbot, remember=False).home

    home.bar.turn_to_mine()
    home.bar.open_filter()
    acts = dict.fromkeys(("mine", "filter", "group", "print_list", "save_list"), home.bar.group)
    menu = list_menu(home, WHOLE, acts, desk.translate, shared=False)

    assert (home.model.choice, home.model.rowCount()) == (WHOLE, 2)
    assert not home.bar.filter.whose.isVisible()
    assert home.bar.filter.urgency.hasFocus()
    assert not any("mina" in action.text() for action in menu.actions())
    home.window().close()
    desk.workplace.close()
