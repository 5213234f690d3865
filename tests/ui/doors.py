"""The door of a workstation in a temporary folder, with keys that are cheap to guess."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from triage.keys.cost import Cost
from triage.services import Patient, Workplace
from triage.services.vault import Vault
from triage.services.vault_records import Means, NewPerson
from ui.program import Program
from ui.views.door_page import DoorPage
from ui.views.door_unlock import UnlockPage
from ui.views.door_watch import Watch
from ui.views.door_window import DoorWindow
from ui.views.main_window import MainWindow

CHEAP = Cost(memory=64, passes=1, lanes=1)
ANNA = NewPerson("Anna Ek", "sjuksköterska", "ASIH Nord", "SE2321000016-1003")
BO = NewPerson("Bo Ås", "läkare", "ASIH Nord")
PHRASE = "rolig bil gul moln"
OTHER = "trött sten blå anka"


def type_at(widget: QWidget, text: str) -> None:
    """Type letter by letter; unlike QTest, which knows none beyond ASCII, every letter."""
    widget.setFocus()
    plain = Qt.KeyboardModifier.NoModifier
    for letter in text:
        QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key.Key_unknown, letter, plain)


class Ring:
    """A computer's key store that forgets with the test."""

    def __init__(self, *, usable: bool = True) -> None:
        self.kept: dict[str, bytes] = {}
        self.usable = usable

    def available(self) -> bool:
        return self.usable

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def put(self, name: str, secret: bytes) -> None:
        self.kept[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


class House:
    """A data folder, its vaults and a program at its door."""

    def __init__(self, folder: Path, app: QApplication, *, ring: Ring | None = None) -> None:
        self.folder = folder
        self.ring = Ring(usable=False) if ring is None else ring
        self.code = ""
        self.program = Program(app, folder, self.vault)

    def vault(self, folder: Path) -> Vault:
        return Vault(folder, means=Means(CHEAP, self.ring))

    def live_in(self, *, bo: bool = False) -> None:
        """Set it up for Anna, and for Bo where he is to live there too."""
        made = self.vault(self.folder).set_up(ANNA, PHRASE, on_this_computer=False)
        self.code = made.recovery_code
        workplace = made.workplace
        try:
            workplace.set_own_setting("purpose_read", True)
            workplace.set_setting("recovery_code_typed", True)
            workplace.set_setting("default_pack", "vastra")
            if bo:
                workplace.keys.add_person(BO, OTHER)
        finally:
            workplace.close()

    def add(self, patient: Patient) -> str:
        """Begin a case as Anna."""
        workplace = self.anna()
        try:
            return workplace.begin(patient).id
        finally:
            workplace.close()

    def anna(self) -> Workplace:
        """Return the data as opened by Anna."""
        vault = self.vault(self.folder)
        (slot,) = (one.slot for one in vault.sign_ins() if one.label == ANNA.name)
        return vault.unlock(slot, PHRASE)

    @property
    def door_window(self) -> DoorWindow:
        """The window at the door."""
        window = self.program.window
        assert isinstance(window, DoorWindow)
        return window

    @property
    def door(self) -> DoorPage:
        """The page of the door that is in front."""
        page = self.door_window.page
        assert page is not None
        return page

    def unlock(self, phrase: str) -> None:
        """Type a passphrase at the door, for whoever is chosen there."""
        page = self.door
        assert isinstance(page, UnlockPage)
        type_at(page.passphrase.line, phrase)
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)

    @property
    def window(self) -> MainWindow:
        """The window over the open data."""
        window = self.program.window
        assert isinstance(window, MainWindow)
        return window

    def leave(self) -> None:
        """Close everything."""
        window = self.program.window
        self.program.window = None
        if window is not None:
            window.close()
            window.deleteLater()
        self.program.close()

    def watch(self, qtbot: QtBot) -> Watch:
        """Return what watches over the open window, once it does."""
        qtbot.waitUntil(lambda: self.program.watch is not None)
        assert self.program.watch is not None
        return self.program.watch
