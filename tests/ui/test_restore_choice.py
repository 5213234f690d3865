"""Restoring at the door, by keys: which backup, by which secret, and what came of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.services.workstation import ASIH, NURSE, Clock
from tests.ui.opened import seen
from triage.services import Patient
from triage.services.vault import NewPerson, Vault
from triage.store.salvage_pages import PAGE
from triage.texts import translator
from ui.viewmodels.restoring import Restoring
from ui.views.door_restore import RestorePage

BO = Patient("personnummer", "196101182803", "Bo Åkerlund")
PASSPHRASE = "sju blinda hattar i regn"  # noqa: S105 - a test's own


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a filled folder with a backup, to be copied, and its recovery code."""
    folder = tmp_path_factory.mktemp("whole") / "data"
    made = Vault(folder, Clock()).set_up(
        NewPerson("Test Testsson", "sjuksköterska", "Testenheten", ""),
        PASSPHRASE,
        on_this_computer=False,
    )
    case = made.workplace.begin(BO, facts=ASIH, pack="skane")
    made.workplace.sign(case.id, "asih", None, None, NURSE)
    made.workplace.backups.make("asked")
    made.workplace.close()
    return folder, made.recovery_code


@pytest.fixture
def data(tmp_path: Path, whole: tuple[Path, str]) -> Path:
    import shutil

    shutil.copytree(whole[0], tmp_path / "data")
    return tmp_path / "data"


def shown(
    data: Path, qtbot: QtBot, file: Path | None = None, *, damaged: bool = False
) -> RestorePage:
    model = Restoring(data, "sv", file, damaged=damaged, clock=Clock())
    page = RestorePage(translator("sv"), model)
    model.setParent(page)
    qtbot.addWidget(page)
    page.resize(700, 700)
    page.show()
    page.activateWindow()
    page.arrive()
    return page


def type_secret(page: RestorePage, secret: str) -> None:
    page.choice.secret.clear()
    QTest.keyClicks(page.choice.secret.line, secret)


def restore(page: RestorePage, secret: str, qtbot: QtBot) -> None:
    type_secret(page, secret)
    with qtbot.waitSignal(page.choice.model.restored):
        QTest.keyClick(page.choice.secret.line, Qt.Key.Key_Return)


def test_a_missing_store_comes_back_with_the_passphrase(data: Path, qtbot: QtBot) -> None:
    (data / "vagval.db").unlink()
    page = shown(data, qtbot)
    assert page.choice.list.count() == 1
    assert "ett beslut" in page.choice.list.item(0).text()
    restore(page, PASSPHRASE, qtbot)
    assert "Återställd som den var" in seen(page)
    assert page.choice.secret.text() == ""
    assert page.choice.on_button.hasFocus()
    with qtbot.waitSignal(page.go) as gone:
        QTest.keyClick(page.choice.on_button, Qt.Key.Key_Space)
    assert gone.args == ["unlock"]
    vault = Vault(data)
    workplace = vault.unlock(vault.sign_ins()[0].slot, PASSPHRASE)
    assert workplace.store.decided_count() == 1
    workplace.close()


def test_the_recovery_code_opens_it_on_another_computer(
    whole: tuple[Path, str], tmp_path: Path, qtbot: QtBot
) -> None:
    folder, code = whole
    (file,) = (folder / "backups").iterdir()
    page = shown(tmp_path / "another", qtbot)
    assert page.choice.list.count() == 0
    assert "USB-minne" in seen(page)
    page.choice.model.add(file)
    assert page.choice.list.count() == 1
    restore(page, code.lower(), qtbot)
    assert (tmp_path / "another" / "vagval.db").exists()


def test_a_wrong_secret_is_said_and_another_is_tried(data: Path, qtbot: QtBot) -> None:
    before = (data / "vagval.db").read_bytes()
    page = shown(data, qtbot)
    type_secret(page, "en annan fras")
    QTest.keyClick(page.choice.secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.choice.secret.problem() != "")
    assert "varken en lösenfras eller" in page.choice.secret.problem()
    assert (data / "vagval.db").read_bytes() == before
    restore(page, PASSPHRASE, qtbot)
    assert "Det som låg i datamappen är orört" in seen(page)


def test_a_recovery_code_with_a_slip_says_where(
    data: Path, whole: tuple[Path, str], qtbot: QtBot
) -> None:
    page = shown(data, qtbot)
    slip = whole[1][:-1] + ("0" if whole[1][-1] != "0" else "1")
    type_secret(page, slip)
    QTest.keyClick(page.choice.secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.choice.secret.problem() != "")
    assert "7" in page.choice.secret.problem()


def test_nothing_typed_and_nothing_chosen_are_said(
    data: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = shown(data, qtbot)
    page.choice.go.click()
    assert "Skriv en lösenfras" in page.choice.secret.problem()
    empty = shown(tmp_path / "empty", qtbot)
    empty.choice.go.click()
    assert "Välj en säkerhetskopia" in empty.choice.secret.problem()


def test_the_backup_chosen_in_the_window_stands_first(data: Path, qtbot: QtBot) -> None:
    (file,) = (data / "backups").iterdir()
    elsewhere = data.parent / "stick.vvbackup"
    elsewhere.write_bytes(file.read_bytes())
    page = shown(data, qtbot, elsewhere)
    assert page.choice.list.currentRow() == 0
    assert str(data.parent) in page.choice.list.item(0).text()
    assert page.choice.list.count() == 2


def test_a_file_that_is_none_is_marked_and_refused(data: Path, qtbot: QtBot) -> None:
    bad = data.parent / "bild.vvbackup"
    bad.write_bytes(b"x" * 500)
    page = shown(data, qtbot, bad)
    assert "bild.vvbackup: går inte att läsa" in page.choice.list.item(0).text()
    type_secret(page, PASSPHRASE)
    page.choice.go.click()
    qtbot.waitUntil(lambda: page.choice.secret.problem() != "")
    assert "ingen säkerhetskopia" in page.choice.secret.problem()


def test_a_damaged_store_is_salvaged_and_accounted_for(data: Path, qtbot: QtBot) -> None:
    assert not shown(data, qtbot).choice.salvage.isVisible(), "there is nothing wrong with it"
    path = data / "vagval.db"
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    page = shown(data, qtbot, damaged=True)
    type_secret(page, PASSPHRASE)
    with qtbot.waitSignal(page.choice.model.salvaged):
        QTest.keyClick(page.choice.salvage, Qt.Key.Key_Space)
    told = seen(page)
    assert "Räddat: ett beslut" in told
    assert "Den skadade filen är orörd" in told
    assert "Åkerlund" not in told
    vault = Vault(data)
    workplace = vault.unlock(vault.sign_ins()[0].slot, PASSPHRASE)
    workplace.store.verify()
    workplace.close()


def test_leaving_forgets_the_secret(data: Path, qtbot: QtBot) -> None:
    page = shown(data, qtbot)
    type_secret(page, PASSPHRASE)
    page.leave()
    assert page.choice.secret.text() == ""
