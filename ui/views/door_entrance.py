"""Leads from page to page of the door, until somebody is in.

The pages know nothing of each other: each says what it wants, and this decides what comes. It
also decides what stands there first, by what lies in the data folder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from triage.services import StoreError, Workplace
from triage.services.vault import KeysError, Standing, Vault
from triage.texts import Translate, translator
from ui.viewmodels.door_look import DoorLook, keep_look
from ui.viewmodels.preferences import TEXT_SIZES, USUAL_SIZE
from ui.views.door_window import DoorWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from triage.services.rekeying_apart import RekeyingApart
    from ui.viewmodels.door_making import Made
    from ui.viewmodels.door_set_up import SettingUp
    from ui.views.door_blocked import BlockedPage
    from ui.views.door_page import DoorPage

_NO_FOLDER: Final = (
    (
        "Datamappen går inte att skapa eller läsa. Kontrollera att du får skriva där, eller låt "
        "VAGVAL_DATA peka ut en annan mapp."
    ),
    (
        "The data folder cannot be made or read. Check that you may write there, or let "
        "VAGVAL_DATA name another folder."
    ),
)


class Entrance(QObject):
    """One stay at the door; `opened` ends it."""

    opened = Signal(object)
    """The open workplace of whoever came in."""
    look_chosen = Signal(object)
    """How the door is to look: a `DoorLook`."""

    def __init__(
        self, folder: Path, look: DoorLook, *, person: str = "", vault: Vault | None = None
    ) -> None:
        """`person` was signed in before the window locked; "" at a start."""
        super().__init__()
        self._folder, self.look, self._person = folder, look, person
        self._vault = Vault(folder) if vault is None else vault
        self._pick = False
        self._setting_up: SettingUp | None = None
        self._made: Made | None = None
        self._page: Callable[[], None] = self._first
        """What shows the page in front anew, in another language."""
        self.window: DoorWindow | None = None
        self.told, self.told_well = "", False
        """What is to be said in the window once somebody is in, and whether it went well."""

    # Coming in

    def open_here(self) -> Workplace | None:
        """Return the open data of who was in last if the computer's key store opens them."""
        try:
            if self._vault.standing() is not Standing.LOCKED:
                return None
            last = next(iter(self._vault.sign_ins()), None)
            if last is None or not last.here:
                return None
            workplace = self._vault.unlock_here(last.person)
        except (KeysError, StoreError, OSError):
            return None  # the door, which comes next, says why
        if workplace is not None and not last.by_passphrase:
            from ui.viewmodels.door_making import Made, code_needed  # noqa: PLC0415 - seldom

            if code_needed(workplace):
                # The code of a set-up that was broken off was never written down by anybody.
                self._made = Made(workplace, workplace.keys.new_recovery_code(), may_wait=False)
                self._page = self._show_code
                return None
        return workplace

    def is_back(self, workplace: Workplace) -> bool:
        """Say whether somebody came back to what they left when it locked."""
        return workplace.person is not None and workplace.person.id == self._person

    def stand(self, *, pick: bool = False) -> DoorWindow:
        """Return the window, on its first page; `pick` begins with who is to sign in."""
        self._pick = pick
        self.window = DoorWindow()
        self.window.language_chosen.connect(self._speak)
        self.window.resize_asked.connect(self._resize)
        self.window.speak(self.look.language)
        self._page()
        return self.window

    def say_error(self, error: BaseException) -> None:
        """Say an error that nobody expected, where one stands."""
        from ui.views.window_words import error_words  # noqa: PLC0415 - seldom

        if self.window is not None and self.window.page is not None:
            self.window.page.say(error_words(error, self._spoken(), self.look.language))

    def _spoken(self) -> Translate:
        return translator(self.look.language)

    def _words(self, error: KeysError | StoreError) -> str:
        return error.en if self.look.language == "en" else error.sv

    # Pages

    def _first(self) -> None:
        """Show what the data folder calls for."""
        try:
            standing = self._vault.standing()
            if standing is Standing.LOCKED:
                self._unlock()
            elif standing in {Standing.NEW, Standing.PLAIN}:
                self._set_up(old=standing is Standing.PLAIN)
            else:
                self._blocked_by(standing)
        except (KeysError, StoreError) as error:
            self._block(error)
        except OSError:
            self._block(None)

    def _come(self, page: DoorPage, again: Callable[[], None]) -> None:
        self._page = again
        page.opened.connect(self._in)
        page.go.connect(self._go)
        if self.window is not None:
            self.window.show_page(page)

    def _go(self, name: str) -> None:
        {"unlock": self._first, "recover": self._recover, "restore": self.restore}[name]()

    def _unlock(self) -> None:
        from ui.viewmodels.door_unlock import Unlocking  # noqa: PLC0415 - a door opens one way
        from ui.views.door_unlock import UnlockPage  # noqa: PLC0415 - as above

        model = Unlocking(self._vault, self.look.language, self._person, self)
        if not model.people:
            self._recover()
            return
        model.refused.connect(self._block)
        self._come(UnlockPage(self._spoken(), model, pick=self._pick), self._first)

    def _recover(self) -> None:
        from ui.viewmodels.door_recover import Recovering  # noqa: PLC0415 - as above
        from ui.views.door_recover import RecoverPage  # noqa: PLC0415 - as above

        model = Recovering(self._vault, self.look.language, self)
        model.refused.connect(self._block)
        self._come(RecoverPage(self._spoken(), model), self._recover)

    def _set_up(self, *, old: bool) -> None:
        from ui.viewmodels.door_set_up import SettingUp  # noqa: PLC0415 - as above
        from ui.views.door_set_up import SetUpPage  # noqa: PLC0415 - as above

        if self._setting_up is None:
            remembers = self._vault.can_remember()
            self._setting_up = SettingUp(self.look.language, key_store=remembers, parent=self)
        self._setting_up.language = self.look.language
        page = SetUpPage(self._spoken(), self._setting_up, old=old)
        page.asked.connect(lambda: self._make(old=old))
        self._come(page, self._first)

    def _make(self, *, old: bool) -> None:
        from ui.viewmodels.door_making import Making  # noqa: PLC0415 - as above
        from ui.views.door_making import MakingPage  # noqa: PLC0415 - as above

        if self._setting_up is None:
            return
        model = Making(self._vault, self._setting_up, old=old, parent=self)
        model.made.connect(self._begun)
        model.stopped.connect(self._first)
        model.failed.connect(lambda error: self._not_made(error, old=old))

        def show() -> None:
            self._come(MakingPage(self._spoken(), model), show)

        show()
        model.begin()

    def _not_made(self, error: KeysError | StoreError | OSError, *, old: bool) -> None:
        """Say on the page of the set-up why there is none; all that was typed is still there."""
        self._set_up(old=old)
        if self.window is not None and self.window.page is not None:
            none = _NO_FOLDER[self.look.language == "en"]
            self.window.page.say(none if isinstance(error, OSError) else self._words(error))

    def _begun(self, made: Made) -> None:
        """The data stands, encrypted: now the code has to get onto paper."""
        if self._setting_up is not None:
            self._setting_up.forget()
        self._made = made
        self._show_code()

    def _show_code(self) -> None:
        from ui.viewmodels.door_making import (  # noqa: PLC0415 - as above
            day_of,
            keep_code_typed,
            keep_own_look,
        )
        from ui.views.door_code import CodePage  # noqa: PLC0415 - as above

        made = self._made
        if made is None:
            return
        person = made.workplace.person
        page = CodePage(
            self._spoken(),
            made.code,
            unit="" if person is None else person.unit,
            day=day_of(made.workplace),
            language=self.look.language,
            may_wait=made.may_wait,
        )

        def done(typed: bool) -> None:
            keep_code_typed(made.workplace, typed=typed)
            keep_own_look(made.workplace, self.look)
            self._made = None
            self._in(made.workplace)

        page.done.connect(done)
        self._come(page, self._show_code)

    # Another key

    def begin_with_another_key(self, apart: RekeyingApart) -> None:
        """Begin by making another key, and let the same person in again."""
        self._page = lambda: self._rekey(apart)

    def _rekey(self, apart: RekeyingApart) -> None:
        from ui.viewmodels.door_rekeying import Rekeying  # noqa: PLC0415 - seldom
        from ui.views.door_making import MakingPage  # noqa: PLC0415 - as above

        model = Rekeying(apart, self)
        model.done.connect(self._rekeyed)
        model.failed.connect(self._not_rekeyed)

        def show() -> None:
            self._come(MakingPage(self._spoken(), model), show)

        show()
        model.begin()

    def _rekeyed(self, workplace: Workplace) -> None:
        self.told, self.told_well = self._spoken()("Nyckeln är bytt."), True
        self._in(workplace)

    def _not_rekeyed(self, workplace: Workplace, error: KeysError | StoreError) -> None:
        """Let in again under the former key, and say there why."""
        self.told = self._words(error)
        self._in(workplace)

    # What cannot be opened

    def _blocked_by(self, standing: Standing) -> None:
        if self._vault.refusal is not None:
            self._block(self._vault.refusal)
        else:
            code = "store_missing" if standing is Standing.STORE_MISSING else "envelope_missing"
            self._block(KeysError(code))

    def _block(self, error: KeysError | StoreError | None) -> None:
        from ui.viewmodels.door_blocked import Blocked  # noqa: PLC0415 - seldom
        from ui.views.door_blocked import BlockedPage  # noqa: PLC0415 - as above

        text = _NO_FOLDER[self.look.language == "en"] if error is None else self._words(error)
        blocked = Blocked.of(error)
        page = BlockedPage(self._spoken(), text, self._folder, more=blocked.more(self._spoken()))
        page.again.connect(self._first)
        if self.window is not None:
            page.quit_asked.connect(self.window.close)
        if blocked.restore:
            page.offer(self._way_to_restore(page))
        self._come(page, lambda: self._block(error))

    # Restoring

    def restore(self, file: Path | None = None) -> None:
        """Show what restores a backup.

        `file` is the one that was chosen in the window; where none was, the data do not open.
        """
        from ui.viewmodels.restoring import Restoring  # noqa: PLC0415 - seldom
        from ui.views.door_restore import RestorePage  # noqa: PLC0415 - as above

        damaged = file is None
        model = Restoring(self._folder, self.look.language, file, damaged=damaged, parent=self)
        self._come(RestorePage(self._spoken(), model), lambda: self.restore(file))

    def _way_to_restore(self, page: BlockedPage) -> QPushButton:
        from ui.views.door_page import button  # noqa: PLC0415 - as above

        made = button(self._spoken()("Återställ en säkerhetskopia …"))
        made.clicked.connect(lambda: page.go.emit("restore"))
        return made

    # How it looks

    def _speak(self, language: str) -> None:
        self._choose(replace(self.look, language=language))
        if self.window is not None:
            self.window.speak(language)
        self._page()

    def _resize(self, by: int) -> None:
        size = self.look.text_size + by if by else USUAL_SIZE
        size = min(max(size, TEXT_SIZES.start), TEXT_SIZES.stop - 1)
        self._choose(replace(self.look, text_size=size))
        if self.window is not None:
            self.window.restyled()

    def _choose(self, look: DoorLook) -> None:
        self.look = look
        keep_look(self._folder, look)
        self.look_chosen.emit(look)

    def _in(self, workplace: Workplace) -> None:
        if self.window is not None and self.window.page is not None:
            self.window.page.leave()
        self.opened.emit(workplace)
