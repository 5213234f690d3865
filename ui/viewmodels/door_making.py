"""Set-up under way: the store and its keys are made, or an old store encrypted, beside the window.

A store belongs to the thread that opened it, so what was made there is closed there, and unlocked
once more where the window is.
"""

from dataclasses import astuple, dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from triage.services import StoreError, Workplace
from triage.services.at_the_door import KeysError, Stopped
from triage.services.vault import Vault
from ui.tasks import Step, Task, begin
from ui.viewmodels.door_look import DoorLook
from ui.viewmodels.door_set_up import SettingUp
from ui.viewmodels.preferences import Preferences

_KEY: Final = "recovery_code_typed"


@dataclass(frozen=True, slots=True)
class Made:
    """An open store with its new recovery code; `may_wait` where there is another way in."""

    workplace: Workplace
    code: str
    may_wait: bool


class Making(QObject):
    """One set-up, from the last press to an open store."""

    progressed = Signal(int, int)
    made = Signal(object)
    """A `Made`."""
    failed = Signal(object)
    """The error; nothing was changed."""
    stopped = Signal()
    """It was asked to stop, and nothing was changed."""

    def __init__(
        self, vault: Vault, asked: SettingUp, *, old: bool, parent: QObject | None = None
    ) -> None:
        """`old` where there is a store from before encryption."""
        super().__init__(parent)
        self._vault, self.old = vault, old
        self._person = asked.person()
        self._passphrase = asked.passphrase if asked.by_passphrase else None
        self._here = asked.on_this_computer
        self._stop = False
        self._task: Task[str | None] | None = None

    def begin(self) -> None:
        """Begin; one of the signals tells how it ended."""
        vault, person, secret, here = self._vault, self._person, self._passphrase, self._here

        def work(step: Step) -> str | None:
            def heard(done: int, of_all: int) -> bool:
                return step(done, of_all) and not self._stop

            try:
                if self.old:
                    made = vault.encrypt(person, secret, on_this_computer=here, progress=heard)
                else:
                    made = vault.set_up(person, secret, on_this_computer=here)
            except Stopped:
                return None
            made.workplace.close()
            return made.recovery_code

        self._task = begin(self, work, self._done, self._lost)
        self._task.progressed.connect(self.progressed)

    def stop(self) -> None:
        """Ask it to stop; it does so as long as the old store is the one in force."""
        self._stop = True

    def _done(self, code: str | None) -> None:
        self._task = None
        if code is None:
            self.stopped.emit()
            return
        try:
            workplace = self._opened()
        except (KeysError, StoreError) as error:
            self.failed.emit(error)
            return
        if workplace is not None:
            self.made.emit(Made(workplace, code, may_wait=self._passphrase is not None))

    def _opened(self) -> Workplace | None:
        if self._passphrase is None:
            return self._vault.unlock_here()
        return self._vault.unlock(self._vault.sign_ins()[0].slot, self._passphrase)

    def _lost(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, KeysError | StoreError | OSError):
            raise error  # told where every mishap is told
        self.failed.emit(error)


def code_needed(workplace: Workplace) -> bool:
    """Say whether nobody has typed the recovery code back from its paper yet."""
    return workplace.setting(_KEY) is not True


def keep_code_typed(workplace: Workplace, *, typed: bool) -> None:
    """Keep whether the recovery code that is in force was typed back. Raises StoreError."""
    workplace.set_setting(_KEY, typed)


def keep_own_look(workplace: Workplace, look: DoorLook) -> None:
    """Give whoever was set up the language and the look of the set-up. Raises StoreError."""
    own = Preferences(workplace)
    own.language, own.theme, own.text_size, own.still = astuple(look)


def day_of(workplace: Workplace) -> str:
    """Return today as it is written on paper."""
    return f"{workplace.now():%Y-%m-%d}"
