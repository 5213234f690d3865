"""What the pictures show of the door, and of what only somebody who is signed in can see.

Each picture has a data folder of its own; the keys of its people are cheap to guess.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from tests.services.workstation import ASIH, NURSE
from tests.ui.deciding import SETTLED, decided
from tests.ui.doors import ANNA, BO, OTHER, PHRASE, House, type_at
from triage.services import Act, Patient
from triage.services.vault_records import NewPerson
from triage.store.salvage_pages import PAGE
from triage.texts import LANGUAGES, translator
from ui.program import Program
from ui.viewmodels.door_look import DoorLook, keep_look
from ui.viewmodels.door_making import Making
from ui.viewmodels.door_set_up import SettingUp
from ui.viewmodels.idle import WARNED
from ui.viewmodels.preferences import Preferences
from ui.views.access_log_page import AccessLogPage
from ui.views.door_code import CodePage
from ui.views.door_making import MakingPage
from ui.views.door_recover import RecoverPage
from ui.views.door_restore import RestorePage
from ui.views.door_set_up import SetUpPage
from ui.views.door_unlock import UnlockPage
from ui.views.main_window import MainWindow
from ui.views.people_page import PeoplePage
from ui.views.people_page_forms import PersonForm

_STORE: Final = Path(__file__).parents[1] / "store" / "fixtures" / "v4.db"
"""A store from before encryption."""
_COLLEAGUES: Final = (
    NewPerson("Cecilia Öst-Lindqvist", "specialistläkare", "ASIH Nord"),
    NewPerson("Đorđe Ánnesson", "undersköterska", "ASIH Nord"),
    NewPerson("Wolfeschlegelsteinhausenbergerdorff Åkerlund", "kurator", "Palliativa teamet"),
)
_BO_ILL: Final = Patient("personnummer", "196101182803", "Bo Åkerlund")
_ANNE_ILL: Final = Patient("personnummer", "191212121212", "Ánne Exempelsson")
_TRIES: Final = 6
"""As many as there must be until one has to wait."""


class ShownHouse(House):
    """A house whose people want it to look in one way."""

    look = DoorLook()
    size = (1366, 768)

    def live_in(self, *, bo: bool = False) -> None:
        super().live_in(bo=bo)
        workplace = self.anna()
        chosen = Preferences(workplace)
        chosen.language, chosen.theme = self.look.language, self.look.theme
        chosen.text_size = self.look.text_size
        workplace.close()


Lead = Callable[[ShownHouse], None]


def _synchronised(house: ShownHouse, app: QApplication) -> Path:
    """Move to a folder that is carried elsewhere."""
    place = house.folder / "Dropbox" / "vagval"
    place.mkdir(parents=True)
    keep_look(place, house.look)
    house.program = Program(app, place, house.vault)
    return place


def until(reached: Callable[[], bool]) -> None:
    """Let events pass until something is so."""
    while not reached():
        QApplication.processEvents()


# The door


def _opened(house: ShownHouse) -> None:
    house.program.open()


def _lived_in(house: ShownHouse, *, five: bool = False) -> None:
    house.live_in(bo=five)
    if five:
        workplace = house.anna()
        for one in _COLLEAGUES:
            workplace.keys.add_person(one, OTHER)
        workplace.close()
    house.program.open()


def _set_up(house: ShownHouse, *, wrong: bool = False, ring: bool = False) -> None:
    house.ring.usable = ring
    _opened(house)
    page = house.door
    if wrong and isinstance(page, SetUpPage):
        page.model.write("name", ANNA.name)
        page.passphrase.line.setText("kort")
        page.go_on.click()


def _filled(house: ShownHouse) -> None:
    page = house.door
    if isinstance(page, SetUpPage):
        for field in ("name", "role", "unit"):
            page.model.write(field, getattr(ANNA, field))
        for line in (page.passphrase.line, page.again.line):
            line.setText(PHRASE)
        page.go_on.click()


def _code(house: ShownHouse, typed: str = "") -> None:
    """Show a code; `typed` is `wrong` where one of its groups is, or `whole`."""
    _opened(house)
    _filled(house)
    until(lambda: isinstance(house.door, CodePage))
    page = house.door
    if isinstance(page, CodePage) and typed:
        code = page.code
        if typed == "wrong":
            at = code.index("-") + 2
            code = code[:at] + ("7" if code[at] != "7" else "9") + code[at + 1 :]
        page.back.line.setText(code)


def _unlock(house: ShownHouse, *, five: bool = False, tries: int = 0, caps: bool = False) -> None:
    _lived_in(house, five=five)
    for _try in range(tries):
        house.unlock("fel fras")
    page = house.door
    if caps and isinstance(page, UnlockPage):
        type_at(page.passphrase.line, "ROLIG")


def _recover(house: ShownHouse, *, right: bool = False) -> None:
    _lived_in(house, five=True)
    page = house.door
    if isinstance(page, UnlockPage):
        page.forgotten.click()
    page = house.door
    if isinstance(page, RecoverPage):
        page.code.line.setText(house.code if right else house.code.replace(house.code[1], "*"))
        page.go_on.click()


def _old(house: ShownHouse, *, making: bool = False) -> None:
    house.folder.mkdir(exist_ok=True)
    (house.folder / "vagval.db").write_bytes(_STORE.read_bytes())
    _opened(house)
    if making:
        page = _making_page(house)
        house.door_window.show_page(page)
        page.progress.setRange(0, 100)
        page.progress.setValue(37)


def _making_page(house: ShownHouse) -> MakingPage:
    """Return the page over work that is never begun, and so stands still."""
    language = house.look.language
    asked = SettingUp(language, key_store=False, parent=house.door_window)
    model = Making(house.vault(house.folder), asked, old=True, parent=house.door_window)
    return MakingPage(translator(language), model)


def _with_backups(house: ShownHouse) -> None:
    house.live_in(bo=True)
    workplace = house.anna()
    case = workplace.begin(_BO_ILL, facts=ASIH, pack="skane")
    workplace.sign(case.id, "asih", None, None, NURSE)
    for why in ("asked", "before_migration", "asked"):
        workplace.backups.make(why)
    workplace.close()


def _blocked(house: ShownHouse, what: str) -> None:
    _with_backups(house)
    store = house.folder / "vagval.db"
    if what == "store":
        for file in house.folder.glob("vagval.db*"):
            file.unlink()
    elif what == "keys":
        for file in house.folder.glob("vagval.keys*"):
            file.unlink()
    else:
        store.write_bytes(bytes(PAGE) + store.read_bytes()[PAGE:])
    _opened(house)
    if what == "damaged":
        house.unlock(PHRASE)


def _restore(house: ShownHouse, what: str, *, done: str = "") -> None:
    _blocked(house, what)
    ways = house.door.findChildren(QPushButton)
    for way in ways:
        if way.text().endswith("…"):
            way.click()
            break
    page = house.door
    if isinstance(page, RestorePage) and done:
        choice = page.choice
        choice.secret.line.setText("fel fras här" if done == "wrong" else PHRASE)
        (choice.salvage if done == "salvaged" else choice.go).click()
        until(lambda: bool(choice.model.problem or choice.model.outcome))


# Inside


def _inside(house: ShownHouse, *, five: bool = False) -> MainWindow:
    _lived_in(house, five=five)
    return _come_in(house)


def _come_in(house: ShownHouse) -> MainWindow:
    house.unlock(PHRASE)
    until(lambda: isinstance(house.program.window, MainWindow))
    until(lambda: house.program.watch is not None)
    house.window.resize(*house.size)
    return house.window


def _people(house: ShownHouse, what: str = "") -> None:
    window = _inside(house, five=True)
    window.go("people")
    page = window.page
    if not isinstance(page, PeoplePage):
        return
    if what == "open":
        page.rows.buttons[1].click()
        if isinstance(page.form, PersonForm):
            page.form.leaves.click()
    elif what == "new":
        page.add_button.click()
    elif what == "own":
        page.own_button.click()
    elif what == "code":
        page.code_button.click()
    elif what == "rekey":
        page.rekey_button.click()
    elif what == "rekeyed":
        page.rekey_button.click()
        page.rekey_sure.click()
        until(lambda: house.program.window is not window)
        until(lambda: isinstance(house.program.window, MainWindow))
        until(lambda: house.program.watch is not None)


def _log(house: ShownHouse, what: str = "") -> None:
    house.live_in(bo=True)
    workplace = house.anna()
    cases = [decided(workplace), workplace.begin(_BO_ILL).id]
    for number in range(30):
        for act in (Act.OPENED, Act.PREVIEWED_LETTER, Act.PRINTED):
            workplace.record(act, cases[number % 2])
    workplace.close()
    if what == "bad":
        _tamper(house)
    house.program.open()
    window = _come_in(house)
    window.go("access_log")
    page = window.page
    if isinstance(page, AccessLogPage) and what:
        page.view.segment("check").click()
        page.check.check.click()
        until(lambda: not page.model.running)


def _tamper(house: ShownHouse) -> None:
    from triage.store import guards

    workplace = house.anna()
    connection = workplace.store._connection
    for name in guards.GUARDS:
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    connection.execute("UPDATE access_log SET who = 'Någon Annan' WHERE seq = 12")
    connection.execute("DELETE FROM access_log WHERE seq = 20")
    guards.remake(connection)
    connection.commit()
    workplace.close()


def _reason(house: ShownHouse) -> None:
    house.live_in(bo=True)
    workplace = house.anna()
    case = decided(workplace)  # at a unit that is not Anna's
    workplace.close()
    house.program.open()
    _come_in(house).go("review", case)


def _others(house: ShownHouse, what: str = "") -> None:
    house.live_in(bo=True)
    vault = house.vault(house.folder)
    (slot,) = (one.slot for one in vault.sign_ins() if one.label == BO.name)
    workplace = vault.unlock(slot, OTHER)
    for patient in (_BO_ILL, Patient("alias", None, "", "Säng 4"), _ANNE_ILL):
        workplace.begin(patient, facts=dict(SETTLED), pack="vastra")
    workplace.close()
    house.add(Patient("alias", None, "", "Säng 12"))
    house.program.open()
    window = _come_in(house)
    window.go("worklist")
    if what == "shown":
        window.home.foot.action.click()
    elif what:
        window.header.search.setText(what)
        window.home.search(what)


def _signed_in(house: ShownHouse) -> None:
    window = _inside(house, five=True)
    window.go("settings")


def _idle(house: ShownHouse) -> None:
    _inside(house, five=True)
    assert house.program.watch is not None
    house.program.watch.idle.warned.emit(WARNED)


def scenes() -> Mapping[str, Lead]:
    """Return what leads to each picture, by its name."""
    return {
        "door-set-up": _set_up,
        "door-set-up-wrong": lambda house: _set_up(house, wrong=True),
        "door-set-up-ring": lambda house: _set_up(house, ring=True),
        "door-code": _code,
        "door-code-wrong": lambda house: _code(house, "wrong"),
        "door-code-whole": lambda house: _code(house, "whole"),
        "door-unlock": _unlock,
        "door-unlock-five": lambda house: _unlock(house, five=True),
        "door-unlock-wrong": lambda house: _unlock(house, five=True, tries=1),
        "door-unlock-wait": lambda house: _unlock(house, five=True, tries=_TRIES),
        "door-unlock-caps": lambda house: _unlock(house, caps=True),
        "door-recover": _recover,
        "door-recover-who": lambda house: _recover(house, right=True),
        "door-old": _old,
        "door-old-making": lambda house: _old(house, making=True),
        "door-store-missing": lambda house: _blocked(house, "store"),
        "door-keys-missing": lambda house: _blocked(house, "keys"),
        "door-damaged": lambda house: _blocked(house, "damaged"),
        "door-refused": _opened,
        "door-restore": lambda house: _restore(house, "store"),
        "door-restore-wrong": lambda house: _restore(house, "store", done="wrong"),
        "door-restore-done": lambda house: _restore(house, "store", done="restored"),
        "door-restore-damaged": lambda house: _restore(house, "damaged"),
        "door-salvaged": lambda house: _restore(house, "damaged", done="salvaged"),
        "people": _people,
        "people-open": lambda house: _people(house, "open"),
        "people-new": lambda house: _people(house, "new"),
        "people-own": lambda house: _people(house, "own"),
        "people-code": lambda house: _people(house, "code"),
        "people-rekey": lambda house: _people(house, "rekey"),
        "people-rekeyed": lambda house: _people(house, "rekeyed"),
        "access-log": _log,
        "access-log-good": lambda house: _log(house, "good"),
        "access-log-bad": lambda house: _log(house, "bad"),
        "access-reason": _reason,
        "worklist-others": _others,
        "worklist-others-shown": lambda house: _others(house, "shown"),
        "worklist-search": lambda house: _others(house, "Exempel"),
        "settings-signed-in": _signed_in,
        "worklist-idle": _idle,
    }


def draw(
    app: QApplication,
    chosen: Mapping[str, Lead],
    folder: Path,
    size: tuple[int, int],
    settle: Callable[[], None],
) -> int:
    """Draw each picture every way; return how many there are."""
    count = 0
    hook = sys.excepthook
    for (name, lead), language, theme, percent in product(
        chosen.items(), LANGUAGES, ("light", "dark", "contrast"), (100, 200)
    ):
        with tempfile.TemporaryDirectory() as data:
            # A folder that says nothing of this machine: it stands in some of the pictures.
            house = ShownHouse(Path(data) / "vagval", app)
            house.folder.mkdir()
            house.look, house.size = DoorLook(language, theme, percent), size
            keep_look(house.folder, house.look)
            if name == "door-refused":
                house.folder = _synchronised(house, app)
            lead(house)
            window = house.program.window
            if window is not None:
                window.resize(*size)
                window.activateWindow()
                settle()
                in_sight(window).save(str(folder / f"{name}-{language}-{theme}-{percent}.png"))
            house.leave()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            sys.excepthook = hook
        count += 1
    return count


def in_sight(window: QWidget) -> QPixmap:
    """Return the window with the menu that stands before it."""
    taken = window.grab()
    with QPainter(taken) as painter:
        for menu in QApplication.topLevelWidgets():
            if isinstance(menu, QMenu) and menu.isVisible():
                painter.drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab())
                menu.close()
    return taken
