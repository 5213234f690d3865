"""The page of backups: how it stands is told, one is made by keys, and a way leads to restoring."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.services.workstation import ASIH, NURSE
from tests.ui.desks import Clock, open_desk
from tests.ui.opened import seen
from triage.services import Patient
from triage.store.access_reading import Wanted
from ui.viewmodels.backup_rounds import BackupRounds
from ui.viewmodels.desk import Desk
from ui.views.backups_page import BackupsPage
from ui.views.backups_page_row import BackupDetails

BO = Patient("personnummer", "196101182803", "Bo Åkerlund")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", clock)
    case = opened.workplace.begin(BO, facts=ASIH, pack="skane")
    opened.workplace.sign(case.id, "asih", None, None, NURSE)
    yield opened
    opened.workplace.close()


def shown(desk: Desk, qtbot: QtBot) -> BackupsPage:
    made = BackupsPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.activateWindow()
    with qtbot.waitSignal(made.model.changed):
        made.arrive()
    return made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> BackupsPage:
    return shown(desk, qtbot)


def make(page: BackupsPage, qtbot: QtBot) -> None:
    primary = page.primary()
    assert primary is not None
    with qtbot.waitSignal(page.said) as said:
        primary[1]()
        assert page.work.isVisible()
        assert "provar" in page.work.text()
    with qtbot.waitSignal(page.model.changed):
        pass
    assert said.args[0] in {"success", "warning"}
    assert not page.work.isVisible()


def test_a_first_backup_is_made_and_listed(page: BackupsPage, desk: Desk, qtbot: QtBot) -> None:
    assert "ingen säkerhetskopia än" in page.standing.text()
    make(page, qtbot)
    assert page.rows.titles() == ["I dag 14.02"]
    assert "ett beslut" in page.rows.buttons[0].row.under
    assert page.standing.text().startswith("✓ Senaste kopian: i dag 14.02")
    assert len(desk.workplace.backups.list()) == 1


def test_no_name_or_number_stands_on_the_page(page: BackupsPage, qtbot: QtBot) -> None:
    make(page, qtbot)
    assert "Åkerlund" not in seen(page)
    assert "19610118" not in seen(page)


def test_a_full_disk_is_said_and_what_is_done_stays(
    page: BackupsPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=100)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    primary = page.primary()
    assert primary is not None
    with qtbot.waitSignal(page.model.changed):
        primary[1]()
    qtbot.waitUntil(lambda: page.model.problem != "")
    assert "inte plats" in page.standing.text()
    assert "sparat som vanligt" in page.standing.text()

    monkeypatch.undo()
    make(page, qtbot)
    assert page.standing.text().startswith("✓")


def test_a_second_folder_is_chosen_and_when_it_is_gone_it_is_said(
    page: BackupsPage,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(stick))
    with qtbot.waitSignal(page.model.changed):
        QTest.keyClick(page.choose, Qt.Key.Key_Space)
    assert "nästa säkerhetskopia läggs även där" in page.second.text()
    make(page, qtbot)
    assert len(list(stick.iterdir())) == 1
    assert page.rows.titles() == ["I dag 14.02"], "one backup in two places is one row"
    assert "även i den andra mappen" in page.rows.buttons[0].row.under

    shutil.rmtree(stick)
    make(page, qtbot)
    assert "finns inte just nu" in page.second.text()

    with qtbot.waitSignal(page.model.changed):
        QTest.keyClick(page.no_second, Qt.Key.Key_Space)
    assert page.second.text().startswith("Ingen.")
    assert not page.no_second.isVisible()


def test_the_data_folder_is_refused_in_words(
    page: BackupsPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(desk.workplace.folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: folder)
    with qtbot.waitSignal(page.said) as said:
        page.choose.click()
    assert said.args[0] == "error"
    assert "datamappen" in str(said.args[1])


def test_a_row_unfolds_by_keys_and_leads_to_restoring(page: BackupsPage, qtbot: QtBot) -> None:
    make(page, qtbot)
    page.rows.focus_row(0)
    qtbot.waitUntil(page.rows.buttons[0].hasFocus)
    QTest.keyClick(page.rows.buttons[0], Qt.Key.Key_Return)
    details = page.rows.content
    assert isinstance(details, BackupDetails)
    assert "skrivs inte över" in seen(details)
    assert details.first.hasFocus()
    with qtbot.waitSignal(page.restore_asked) as asked:
        QTest.keyClick(details.first, Qt.Key.Key_Space)
    assert str(asked.args[0]).endswith(".vvbackup")

    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.rows.opened == -1
    with qtbot.waitSignal(page.back):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_a_damaged_backup_is_marked_and_cannot_be_restored(
    page: BackupsPage, desk: Desk, qtbot: QtBot
) -> None:
    make(page, qtbot)
    file = desk.workplace.backups.list()[0].path
    file.write_bytes(file.read_bytes()[:-10])
    with qtbot.waitSignal(page.model.changed):
        page.arrive()
    assert page.rows.buttons[0].row.mark == "⚠"
    assert "går inte att läsa" in page.rows.buttons[0].accessibleName()
    page.rows.buttons[0].click()
    details = page.rows.content
    assert isinstance(details, BackupDetails)
    assert not details.first.isEnabled()
    assert "ingen säkerhetskopia än" in page.standing.text()


def test_a_store_that_was_set_aside_goes_only_when_asked_twice(desk: Desk, qtbot: QtBot) -> None:
    former = desk.workplace.folder / "former-20260301T120000Z"
    former.mkdir()
    (former / "vagval.db").write_bytes(b"x")
    page = shown(desk, qtbot)
    (row,) = page.former_rows
    row.remove.click()
    assert former.exists()
    assert row.keep.hasFocus(), "Enter does no harm"
    row.keep.click()
    row.remove.click()
    with qtbot.waitSignal(page.model.changed):
        row.remove.click()
    assert not former.exists()
    assert page.former_rows == []
    (last,) = desk.workplace.store.log_entries(Wanted(), None, 1)
    assert (last.act, dict(last.detail)["name"]) == ("set_aside_removed", former.name)


# Rounds


def test_a_backup_is_made_by_itself_when_one_is_due(
    desk: Desk, clock: Clock, qtbot: QtBot, page: BackupsPage
) -> None:
    rounds = BackupRounds(desk.workplace, page)
    with qtbot.waitSignal(rounds.made):
        rounds.look()
    assert len(desk.workplace.backups.list()) == 1
    clock.on(minutes=31)
    desk.workplace.set_setting("a", 1)
    with qtbot.waitSignal(rounds.made):
        rounds.look()
    assert len(desk.workplace.backups.list()) == 2


def test_what_hinders_backups_is_said_once(
    desk: Desk, qtbot: QtBot, page: BackupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=100)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    rounds = BackupRounds(desk.workplace, page)
    told: list[str] = []
    rounds.told.connect(lambda _kind, text: told.append(text))
    with qtbot.waitSignal(rounds.told):
        rounds.look()
    rounds.look()
    qtbot.waitUntil(lambda: rounds.idle)
    assert len(told) == 1
    assert "inte plats" in told[0]

    monkeypatch.undo()
    with qtbot.waitSignal(rounds.made):
        rounds.look()
