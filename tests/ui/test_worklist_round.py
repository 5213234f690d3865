"""The round list: what stands on it, on paper or in a file, and that it is logged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, SETTLED
from tests.ui.desks import Clock, add, open_desk
from tests.ui.opened import open_window
from triage.packs.problems import InputError
from triage.referral.round_list import sheltered
from triage.services import Narrowed, Patient, View
from triage.services.rounds import RoundList
from triage.store.access_reading import Wanted
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_choice import Choice, Grouping
from ui.viewmodels.worklist_round import RoundListMaker
from ui.views.letter_print import new_printer
from ui.views.main_window import MainWindow

HIDDEN = Patient("personnummer", "191212121212", "Syns Inte", "Röd mapp", protected=True)
SHOWN = Patient("personnummer", "196101182803", "Bo Åkerlund", "Säng 4")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(tmp_path, Clock())
    workplace = made.workplace
    workplace.set_setting("purpose_read", True)
    for field, text in {"name": "Disa", "role": "Läkare", "unit": "Medicin 3"}.items():
        workplace.set_setting(f"author_{field}", text)
    for patient in (SHOWN, HIDDEN):
        case = workplace.begin(patient, pack="vastra")
        for fact, value in {**SETTLED, "red_flags": ()}.items():
            workplace.answer(case.id, fact, value)
        weighing = workplace.weigh("vastra", workplace.facts(workplace.case(case.id)))
        workplace.sign(case.id, str(weighing.recommended), weighing.team, None, AUTHOR)
    add(made, "", alias="Utkast")
    yield made
    workplace.close()


def _made(desk: Desk, choice: Choice, qtbot: QtBot, query: str = "") -> tuple[RoundList, bytes]:
    model = WorklistModel(desk)
    model.choose(choice)
    model.reload()
    model.search(query)
    maker = RoundListMaker(desk, model)
    with qtbot.waitSignal(maker.made) as signal:
        maker.make()
    assert maker.list is not None
    return maker.list, signal.args[0]


def test_the_list_says_who_is_to_be_seen_and_what_is_to_be_done(desk: Desk, qtbot: QtBot) -> None:
    of, pdf = _made(desk, Choice(View.UNSENT, grouping=Grouping.MUNICIPALITY), qtbot)

    assert pdf.startswith(b"%PDF-")
    assert (of.title, of.printed_by, of.filter) == (
        "Rondlista: Ska skickas", "Disa, Läkare, Medicin 3", "",
    )  # fmt: skip
    assert [(group.title, group.place) for group in of.groups] == [
        ("Kungälv", True), ("Utan känd kommun", False),
    ]  # fmt: skip
    (shown,), (hidden,) = (group.rows for group in of.groups)
    assert (shown.who, shown.alias) == ("Bo Åkerlund, 19610118-2803", "Säng 4")
    assert (shown.step, shown.form, shown.due) == ("Inte skickad", "Palliativt team", "Ska skickas")
    assert (shown.since, shown.due_at) == ("sedan 10 mars 14:02", "sedan 10 mars 14:02")
    assert shown.conditions
    assert (hidden.who, hidden.alias, hidden.protected) == ("", "Röd mapp", True)
    assert "Syns" not in repr(of)
    assert "1212" not in repr(of)


def test_a_list_from_a_place_says_so_and_one_from_a_search_tells_no_query(
    desk: Desk, qtbot: QtBot
) -> None:
    narrowed = Narrowed("within_two_weeks", None, "1482")
    placed, _pdf = _made(desk, Choice(View.ALL, narrowed), qtbot)
    assert (placed.filter, placed.placed) == ("Inom två veckor · Kungälv", True)

    by_team, _pdf = _made(desk, Choice(View.UNSENT, grouping=Grouping.TEAM), qtbot)
    assert [group.place for group in by_team.groups] == [bool(g.title) for g in by_team.groups]
    assert any(row.protected for group in by_team.groups for row in group.rows)
    for group in sheltered(by_team).groups:
        assert {row.protected for row in group.rows} == {group.title == "Skyddade personuppgifter"}

    (team,) = desk.workplace.receivers("sv")
    own, _pdf = _made(desk, Choice(View.UNSENT, Narrowed(team=team)), qtbot)
    assert any(row.protected for group in own.groups for row in group.rows)
    assert own.filter == "ett team"  # its name would tell where somebody protected is

    found, _pdf = _made(desk, Choice(View.ALL, narrowed), qtbot, "191212121212")
    assert (found.title, found.filter, found.placed) == ("Rondlista: sökning", "", False)
    assert [row.who for group in found.groups for row in group.rows] == [""]


def test_the_list_in_sight_when_it_is_set_is_the_one_that_is_printed(
    desk: Desk, qtbot: QtBot
) -> None:
    model = WorklistModel(desk)
    model.choose(Choice(View.UNSENT))
    maker = RoundListMaker(desk, model)
    with qtbot.waitSignal(maker.made):
        maker.make()
        maker.make()  # nothing more: one is being made
        model.choose(Choice(View.DRAFTS))
    assert maker.list is not None
    assert [row.alias for group in maker.list.groups for row in group.rows] == ["Utkast"]

    with qtbot.assertNotEmitted(maker.made):
        maker.make()
        maker.cancel()
        assert not maker.running


def test_one_case_whose_criteria_are_gone_does_not_keep_the_others_from_paper(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = desk.workplace.begin(Patient("alias", None, "Öva Övasson", "Ö"), example=True)

    def gone(*_given: object, **_named: object) -> tuple[str, ...]:
        raise InputError(())

    monkeypatch.setattr("ui.viewmodels.worklist_round.conditions", gone)
    rows = desk.workplace.worklist()
    monkeypatch.setattr(
        desk.workplace,
        "worklist",
        lambda *_given, **_named: [
            row if row.follow is None else row._replace(follow=row.follow._replace(conditions=1))
            for row in rows
        ],
    )
    of, _pdf = _made(desk, Choice(View.ALL), qtbot)
    made = {row.who or row.alias: row for group in of.groups for row in group.rows}

    assert "Öva Övasson" not in repr(of), "practice is nobody to go and see"
    assert made["Bo Åkerlund, 19610118-2803"].conditions == (
        "Öppna villkor som inte går att läsa här",
    )
    assert practice.example


def _listed(desk: Desk) -> list[dict[str, str]]:
    entries = desk.workplace.store.log_entries(Wanted(), None, 50)
    return [dict(one.detail) for one in entries if one.act == "listed"]


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    return open_window(desk, qtbot, remember=False)


def _press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)


def test_it_is_saved_by_keys_and_logged_only_when_it_was(
    desk: Desk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    out = window.home.round_list
    suggested: list[Path] = []

    def target(at: Path) -> Path:
        suggested.append(at)
        return tmp_path / "gone" / "lista.pdf" if len(suggested) == 1 else tmp_path / "lista"

    out.ask_target = target
    with qtbot.waitSignal(out.maker.failed):
        _press(window, Qt.Key.Key_S)
    assert "Mappen finns inte längre" in out.bar.text()
    assert _listed(desk) == []

    with qtbot.waitSignal(out.maker.saved):
        _press(window, Qt.Key.Key_S)

    assert (tmp_path / "lista.pdf").read_bytes().startswith(b"%PDF-")
    assert suggested[0].name == "rondlista-2026-03-10.pdf"
    assert _listed(desk) == [{"way": "file", "view": "all", "patients": "3"}]


def test_it_is_printed_by_keys_and_logged(
    desk: Desk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    def printer() -> QPrinter:
        made = new_printer()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "paper.pdf"))
        made.setResolution(72)
        return made

    out = window.home.round_list
    out.ask_printer = printer
    _press(window, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: bool(out.bar.text()))

    assert out.bar.text() == "Rondlistan skrivs ut."
    assert (tmp_path / "paper.pdf").stat().st_size > 1_000
    assert [one["way"] for one in _listed(desk)] == ["paper"]
