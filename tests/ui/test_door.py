"""In by the door: set-up, signing in, a forgotten passphrase; by keys, as a user does it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.doors import ANNA, BO, PHRASE, House, type_at
from triage.services.vault import Standing
from ui.theme import current
from ui.viewmodels.preferences import Preferences
from ui.views.door_blocked import BlockedPage
from ui.views.door_code import CodePage
from ui.views.door_recover import RecoverPage
from ui.views.door_set_up import SetUpPage
from ui.views.door_unlock import UnlockPage
from ui.views.main_window import MainWindow

_FIXTURES = Path(__file__).parents[1] / "store" / "fixtures"


@pytest.fixture
def house(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    made = House(tmp_path / "data", qapp)
    yield made
    made.leave()


def inside(house: House, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(house.program.window, MainWindow))
    return house.window


def fill(page: SetUpPage, *, phrase: str = PHRASE, again: str = PHRASE) -> None:
    for field in ("name", "role", "unit"):
        type_at(page.fields[field].line, getattr(ANNA, field))
    type_at(page.passphrase.line, phrase)
    type_at(page.again.line, again)


def set_up(house: House, qtbot: QtBot) -> CodePage:
    house.program.open()
    page = house.door
    assert isinstance(page, SetUpPage)
    fill(page)
    QTest.keyClick(page.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(house.door, CodePage))
    code = house.door
    assert isinstance(code, CodePage)
    return code


# ---- the first start -------------------------------------------------------------------------


def test_the_first_one_sets_up_types_the_code_back_and_is_in(house: House, qtbot: QtBot) -> None:
    page = set_up(house, qtbot)
    assert not page.go_on.isEnabled()
    assert not page.later.isHidden()

    type_at(page.back.line, page.code.lower().replace("-", " "))
    assert "Koden stämmer" in page.back.note()
    QTest.keyClick(page.back.line, Qt.Key.Key_Return)

    window = inside(house, qtbot)
    person = window.desk.workplace.person
    assert person is not None
    assert (person.name, person.role, person.unit) == (ANNA.name, ANNA.role, ANNA.unit)
    assert window.header.person_button is not None
    assert ANNA.name in window.header.person_button.accessibleName()
    assert house.vault(house.folder).standing() is Standing.LOCKED


def test_what_is_missing_is_said_beside_its_field_and_the_keyboard_goes_there(
    house: House, qtbot: QtBot
) -> None:
    house.program.open()
    page = house.door
    assert isinstance(page, SetUpPage)
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()

    page.go_on.click()

    assert "Skriv ditt namn" in page.fields["name"].note()
    assert "Skriv din enhet" in page.fields["unit"].note()
    assert page.fields["name"].line.hasFocus()
    fill(page, phrase="hej", again="hej")
    page.go_on.click()
    assert "minst 10 tecken" in page.passphrase.note()
    assert page.passphrase.line.hasFocus()


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("hej", "minst 10 tecken"),
        ("lösenord123", "första som prövas"),
        ("asdfghjklö", "följer tangenterna"),
        ("Anna Ek 2026", "namn"),
        (PHRASE, "Den duger"),
    ],
)
def test_a_passphrase_is_told_honestly_whether_it_will_do(
    house: House, phrase: str, told: str
) -> None:
    house.program.open()
    page = house.door
    assert isinstance(page, SetUpPage)
    type_at(page.fields["name"].line, ANNA.name)

    type_at(page.passphrase.line, phrase)

    assert told in page.passphrase.note()


def test_two_passphrases_that_differ_make_nothing(house: House) -> None:
    house.program.open()
    page = house.door
    assert isinstance(page, SetUpPage)
    fill(page, again="rolig bil gul måne")

    page.go_on.click()

    assert "inte samma" in page.again.note()
    assert house.vault(house.folder).standing() is Standing.NEW


def test_another_language_keeps_what_was_filled_in(house: House) -> None:
    house.program.open()
    fill_page = house.door
    assert isinstance(fill_page, SetUpPage)
    fill(fill_page)

    house.door_window.languages["en"].click()

    page = house.door
    assert isinstance(page, SetUpPage)
    assert page is not fill_page
    assert page.fields["name"].text() == ANNA.name
    assert page.passphrase.text() == PHRASE


def test_a_slip_in_the_code_is_named_by_its_group(house: House, qtbot: QtBot) -> None:
    page = set_up(house, qtbot)
    groups = page.code.split("-")
    groups[2] = ("A" if groups[2][0] != "A" else "B") + groups[2][1:]

    type_at(page.back.line, "-".join(groups))

    assert "Grupp 3 stämmer inte" in page.back.note()
    assert not page.go_on.isEnabled()


def test_the_code_can_wait_and_is_reminded_of(house: House, qtbot: QtBot) -> None:
    page = set_up(house, qtbot)

    page.later.click()

    window = inside(house, qtbot)
    qtbot.waitUntil(lambda: "Återställningskoden" in window.footer.text())


def test_without_a_passphrase_the_code_cannot_wait_and_a_broken_off_set_up_asks_again(
    house: House, qtbot: QtBot
) -> None:
    house.ring.usable = True
    house.program.open()
    page = house.door
    assert isinstance(page, SetUpPage)
    fill(page)
    page.way.segment(False).click()
    page.go_on.click()
    qtbot.waitUntil(lambda: isinstance(house.door, CodePage))
    first = house.door
    assert isinstance(first, CodePage)
    assert first.later.isHidden()
    house.leave()

    again = House(house.folder, house.program.app, ring=house.ring)
    again.program.open()

    second = again.door
    assert isinstance(second, CodePage)
    assert second.code != first.code
    type_at(second.back.line, second.code)
    second.go_on.click()
    inside(again, qtbot)
    again.leave()


def test_the_code_on_paper_is_a_page_or_a_text(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    page = set_up(house, qtbot)

    page.save_to(str(tmp_path / "kod.pdf"))
    page.save_to(str(tmp_path / "kod.txt"))
    page.save_to(str(tmp_path / "none" / "kod.pdf"))

    assert (tmp_path / "kod.pdf").read_bytes().startswith(b"%PDF")
    text = (tmp_path / "kod.txt").read_text(encoding="utf-8")
    assert all(group in text for group in page.code.split("-"))
    assert "Mappen finns inte" in page.said()


# ---- signing in --------------------------------------------------------------------------------


def test_the_one_who_was_in_last_stands_first_and_the_keyboard_at_the_passphrase(
    house: House, qtbot: QtBot
) -> None:
    house.live_in(bo=True)
    house.program.open()
    page = house.door
    assert isinstance(page, UnlockPage)
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()

    assert page.people.currentItem().text() == ANNA.name
    assert page.passphrase.line.hasFocus()
    type_at(page.passphrase.line, PHRASE)
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)

    assert inside(house, qtbot).page_name == "worklist"


def test_a_wrong_passphrase_is_said_and_then_has_to_wait(house: House, qtbot: QtBot) -> None:
    house.live_in()
    house.program.open()
    page = house.door
    assert isinstance(page, UnlockPage)

    for _try in range(5):
        type_at(page.passphrase.line, "fel fras")
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
        assert "Fel lösenfras" in page.passphrase.note()
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)

    assert page.model.waiting > 0
    assert not page.unlock.isEnabled()
    page.passphrase.line.setText(PHRASE)
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert house.door is page  # the right one has to wait as well


@pytest.mark.parametrize(
    ("letter", "shift", "told"),
    [("A", False, True), ("a", True, True), ("a", False, False), ("A", True, False)],
)
def test_caps_lock_is_told_from_what_comes_out(
    house: House, letter: str, shift: bool, told: bool
) -> None:
    house.live_in()
    house.program.open()
    page = house.door
    assert isinstance(page, UnlockPage)
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier

    QTest.sendKeyEvent(QTest.KeyAction.Click, page.passphrase.line, Qt.Key.Key_A, letter, held)

    assert page.passphrase.caps_told() is told


def test_the_code_lets_in_whoever_forgot_by_a_new_passphrase(house: House, qtbot: QtBot) -> None:
    house.live_in(bo=True)
    house.program.open()
    page = house.door
    assert isinstance(page, UnlockPage)

    page.forgotten.click()
    forgot = house.door
    assert isinstance(forgot, RecoverPage)
    type_at(forgot.code.line, house.code)
    QTest.keyClick(forgot.code.line, Qt.Key.Key_Return)
    forgot.people.setCurrentRow([one.name for one in forgot.model.people].index(BO.name))
    type_at(forgot.passphrase.line, "helt ny fras nu")
    type_at(forgot.again.line, "helt ny fras nu")
    QTest.keyClick(forgot.again.line, Qt.Key.Key_Return)

    person = inside(house, qtbot).desk.workplace.person
    assert person is not None
    assert person.name == BO.name


def test_a_code_of_another_store_is_said_to_be_none_of_this(house: House) -> None:
    house.live_in()
    other = House(house.folder.parent / "other", house.program.app)
    other.live_in()
    house.program.open()
    page = house.door
    assert isinstance(page, UnlockPage)
    page.forgotten.click()
    forgot = house.door
    assert isinstance(forgot, RecoverPage)

    type_at(forgot.code.line, other.code)
    QTest.keyClick(forgot.code.line, Qt.Key.Key_Return)

    assert "gäller inte här" in forgot.said()
    assert not forgot.model.people


def test_the_door_looks_as_it_did_for_whoever_was_in_last(house: House, qtbot: QtBot) -> None:
    house.live_in()
    workplace = house.anna()
    chosen = Preferences(workplace)
    chosen.language, chosen.text_size = "en", 150
    workplace.close()
    house.program.open()
    house.unlock(PHRASE)
    inside(house, qtbot)
    qtbot.waitUntil((house.folder / "last-look.json").exists)

    house.program.lock()

    assert house.door_window.languages["sv"].isVisible()
    assert current().scale == 1.5


def test_a_damaged_store_is_said_and_a_backup_offered(house: House) -> None:
    house.live_in()
    store = house.folder / "vagval.db"
    store.write_bytes(b"x" * 100 + store.read_bytes()[100:])
    house.program.open()
    page = house.door
    assert isinstance(page, UnlockPage)

    type_at(page.passphrase.line, PHRASE)
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)

    blocked = house.door
    assert isinstance(blocked, BlockedPage)
    assert "säkerhetskopia" in blocked.what.text() + blocked.more.text()


def test_the_computers_key_store_opens_at_once(house: House, qtbot: QtBot) -> None:
    house.ring.usable = True
    made = house.vault(house.folder).set_up(ANNA, PHRASE, on_this_computer=True)
    made.workplace.close()

    house.program.open()

    assert house.window.desk.workplace.person is not None
    house.program.lock()
    page = house.door  # but not what somebody locked
    assert isinstance(page, UnlockPage)
    page.here.click()
    inside(house, qtbot)


# ---- a store from before encryption --------------------------------------------------------------


def test_an_old_store_is_encrypted_and_opened_with_all_that_was_in_it(
    house: House, qtbot: QtBot
) -> None:
    house.folder.mkdir()
    store = house.folder / "vagval.db"
    store.write_bytes((_FIXTURES / "v4.db").read_bytes())
    assert store.read_bytes().startswith(b"SQLite format 3")
    house.program.open()
    page = house.door
    assert isinstance(page, SetUpPage)
    assert page.title() == "Skydda dina data"
    assert "krypterad säkerhetskopia" in page.lead.text()

    fill(page)
    page.go_on.click()
    qtbot.waitUntil(lambda: isinstance(house.door, CodePage), timeout=20_000)
    code = house.door
    assert isinstance(code, CodePage)
    code.later.click()

    window = inside(house, qtbot)
    assert window.home.model.rowCount() > 0
    assert not store.read_bytes().startswith(b"SQLite format 3")
    assert list((house.folder / "backups").iterdir())
