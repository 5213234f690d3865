"""Who may sign in, added and changed by a user; one's own passphrase, code and key."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.deciding import SETTLED, begun
from tests.ui.doors import ANNA, BO, OTHER, PHRASE, House, type_at
from tests.ui.opened import seen
from triage.services import Patient
from triage.services.vault import KeysError
from ui.views.door_unlock import UnlockPage
from ui.views.main_window import MainWindow
from ui.views.people_page import PeoplePage
from ui.views.people_page_forms import PersonForm
from ui.views.review_page import ReviewPage

NEW = "fyra nya ord här"


@pytest.fixture
def house(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    made = House(tmp_path / "data", qapp)
    made.live_in(bo=True)
    yield made
    made.leave()


@pytest.fixture
def page(house: House, qtbot: QtBot) -> PeoplePage:
    house.program.open()
    house.unlock(PHRASE)
    return there(house, qtbot)


def there(house: House, qtbot: QtBot) -> PeoplePage:
    qtbot.waitUntil(lambda: isinstance(house.program.window, MainWindow))
    house.window.go("people")
    page = house.window.page
    assert isinstance(page, PeoplePage)
    return page


def names(page: PeoplePage) -> list[str]:
    return [one.name for one in page.shown]


def opened(page: PeoplePage, name: str) -> PersonForm:
    page.rows.buttons[names(page).index(name)].click()
    assert isinstance(page.form, PersonForm)
    return page.form


def lets_in(house: House, name: str, phrase: str) -> bool:
    vault = house.vault(house.folder)
    found = [one.slot for one in vault.sign_ins() if one.label == name]
    if not found:
        return False
    try:
        vault.unlock(found[0], phrase).close()
    except KeysError:
        return False
    return True


def test_all_who_may_sign_in_stand_there_and_oneself_is_marked(page: PeoplePage) -> None:
    assert names(page) == [ANNA.name, BO.name]
    assert page.rows.buttons[0].text() == f"{ANNA.name} (du)"
    assert "sjuksköterska · ASIH Nord · SE2321000016-1003" in page.rows.buttons[0].accessibleName()


def test_one_more_is_added_and_can_sign_in(house: House, page: PeoplePage) -> None:
    QTest.keyClick(page.add_button, Qt.Key.Key_Space)
    form = page.new
    assert form is not None
    assert form.text("unit") == ANNA.unit
    type_at(form.lines["name"].line, "Cia Öst")
    type_at(form.lines["role"].line, "läkare")
    type_at(form.lines["passphrase"].line, NEW)
    type_at(form.lines["again"].line, NEW)
    QTest.keyClick(form.lines["again"].line, Qt.Key.Key_Return)

    assert names(page) == [ANNA.name, BO.name, "Cia Öst"]
    assert page.new is None  # the key that added presses nothing more
    assert lets_in(house, "Cia Öst", NEW)


def test_what_is_missing_of_a_new_one_is_said_beside_its_line(page: PeoplePage) -> None:
    page.add_button.click()
    form = page.new
    assert form is not None
    type_at(form.lines["passphrase"].line, "kort")

    form.save.click()

    assert "Skriv namnet" in form.lines["name"].note()
    assert "minst 10" in form.lines["passphrase"].note()
    assert names(page) == [ANNA.name, BO.name]


def test_a_changed_name_stands_in_the_header_at_the_door_and_under_what_is_signed(
    house: House, page: PeoplePage
) -> None:
    form = opened(page, ANNA.name)
    form.lines["name"].line.setText("Anna Ek Lund")
    form.save.click()

    assert names(page)[0] == "Anna Ek Lund"
    button = house.window.header.person_button
    assert button is not None
    assert "Anna Ek Lund" in button.accessibleName()
    house.program.lock()
    door = house.door
    assert isinstance(door, UnlockPage)
    assert "Anna Ek Lund" in [one.label for one in door.model.people]


def test_who_has_left_is_asked_about_first_and_signs_in_no_more(
    house: House, page: PeoplePage
) -> None:
    form = opened(page, BO.name)
    form.leaves.click()
    assert names(page) == [ANNA.name, BO.name]
    assert form.sure.isVisibleTo(form)

    form.sure.click()

    assert names(page) == [ANNA.name]
    assert not lets_in(house, BO.name, OTHER)


def test_nobody_ends_their_own_sign_in(page: PeoplePage) -> None:
    form = opened(page, ANNA.name)

    assert form.leaves.isHidden()


def test_who_forgot_gets_a_new_passphrase_from_a_colleague(house: House, page: PeoplePage) -> None:
    form = opened(page, BO.name)
    form.reset.click()
    assert form.secret is not None
    type_at(form.secret.lines["passphrase"].line, NEW)
    type_at(form.secret.lines["again"].line, NEW)

    form.secret.save.click()

    assert lets_in(house, BO.name, NEW)
    assert not lets_in(house, BO.name, OTHER)


def test_ones_own_passphrase_is_changed_by_the_one_that_holds(
    house: House, page: PeoplePage
) -> None:
    page.own_button.click()
    form = page.own
    assert form is not None
    type_at(form.lines["old"].line, "fel fras")
    type_at(form.lines["passphrase"].line, NEW)
    type_at(form.lines["again"].line, NEW)
    form.save.click()
    assert "Fel lösenfras" in form.lines["old"].note()

    form.lines["old"].line.setText(PHRASE)
    form.save.click()

    assert lets_in(house, ANNA.name, NEW)
    assert not lets_in(house, ANNA.name, PHRASE)


def test_a_new_recovery_code_is_shown_and_typed_back(house: House, page: PeoplePage) -> None:
    page.code_button.click()
    code = page.code
    assert code is not None
    assert page.model.code_needed()

    type_at(code.back.line, code.code)
    QTest.keyClick(code.back.line, Qt.Key.Key_Return)

    assert page.code is None
    assert not page.model.code_needed()
    with pytest.raises(KeysError, match="wrong_recovery_code"):
        house.vault(house.folder).recover(house.code)
    house.vault(house.folder).recover(code.code).close()


def test_another_key_is_made_while_it_is_locked_and_all_is_as_before(
    house: House, page: PeoplePage, qtbot: QtBot
) -> None:
    case = house.window.desk.workplace.begin(Patient("alias", None, "", "Säng 4")).id
    before = house.window.desk.workplace.key.raw
    window = house.window
    page.rekey_button.click()

    page.rekey_sure.click()

    qtbot.waitUntil(
        lambda: isinstance(house.program.window, MainWindow) and house.window is not window,
        timeout=20_000,
    )
    workplace = house.window.desk.workplace
    assert workplace.key.raw != before
    assert workplace.case(case).patient.alias == "Säng 4"
    assert house.window.page_name == "people"
    assert "Nyckeln är bytt." in seen(house.window)
    house.program.lock()
    assert lets_in(house, ANNA.name, PHRASE)
    assert lets_in(house, BO.name, OTHER)


def test_what_is_secret_is_forgotten_when_the_page_is_left(house: House, page: PeoplePage) -> None:
    page.own_button.click()
    form = page.own
    assert form is not None
    line = form.lines["passphrase"].line
    type_at(line, NEW)

    house.window.go("worklist")

    assert line.text() == ""
    assert page.own is None


def test_who_is_signed_in_signs_whatever_was_typed_before(house: House, page: PeoplePage) -> None:
    workplace = house.window.desk.workplace
    case = begun(workplace, {**SETTLED, "red_flags": ()})
    workplace.keep_deciding(case, {"name": "Någon Annan", "role": "okänd", "unit": "Borta"})

    house.window.go("review", case)
    review = house.window.page
    assert isinstance(review, ReviewPage)
    assert ANNA.name in seen(review)
    assert "Någon Annan" not in seen(review)
    model = review.model
    model.choose(next(one.form for one in model.shown.choices if not one.needs_reason))
    revision = model.sign()

    assert revision is not None
    author = revision.decision.author
    assert (author.name, author.role, author.unit) == (ANNA.name, ANNA.role, ANNA.unit)
