"""Unlocking: who is to sign in, by what, and the growing wait after wrong tries."""

from PySide6.QtCore import QObject, QTimer, Signal

from triage.services import StoreError, Workplace
from triage.services.vault import KeysError, SignIn, Vault
from triage.texts import translator

_SECOND = 1000
"""Milliseconds."""


class Unlocking(QObject):
    """The people of the list, the one that is chosen, and what was wrong with the last try."""

    changed = Signal()
    refused = Signal(object)
    """The store or the envelope themselves do not open: the error."""

    def __init__(
        self, vault: Vault, language: str, person: str = "", parent: QObject | None = None
    ) -> None:
        """Begin with `person` where given, else with the one who was signed in last."""
        super().__init__(parent)
        self._vault, self._language, self._ = vault, language, translator(language)
        self.people: tuple[SignIn, ...] = vault.sign_ins()
        self.row = next((at for at, one in enumerate(self.people) if one.person == person), 0)
        self.problem = ""
        self.waiting = 0
        """Seconds until the next try."""
        self._second = QTimer(self)
        self._second.setInterval(_SECOND)
        self._second.timeout.connect(self._count_down)
        self._wait(vault.wait())

    @property
    def chosen(self) -> SignIn:
        """Who is to sign in."""
        return self.people[self.row]

    @property
    def by_passphrase(self) -> bool:
        """Whether the chosen one has a passphrase."""
        return self.chosen.by_passphrase

    @property
    def here(self) -> bool:
        """Whether this computer's key store remembers the chosen one."""
        return self.chosen.here

    def choose(self, row: int) -> None:
        """Choose somebody else of the list."""
        self.row, self.problem = row, ""
        self.changed.emit()

    def unlock(self, passphrase: str) -> Workplace | None:
        """Open the store for the chosen one; None where it did not open, and `problem` says why."""
        if self.waiting:
            return None
        if not passphrase:
            self._tell(self._("Skriv din lösenfras."))
            return None
        try:
            return self._vault.unlock(self.chosen.slot, passphrase)
        except KeysError as error:
            self._refuse(error)
        except StoreError as error:
            self.refused.emit(error)
        return None

    def unlock_here(self) -> Workplace | None:
        """Open the store by the computer's key store."""
        try:
            workplace = self._vault.unlock_here(self.chosen.person)
        except KeysError as error:
            self._refuse(error)
            return None
        except StoreError as error:
            self.refused.emit(error)
            return None
        if workplace is None:
            self._tell(self._("Datorns nyckelring har inte nyckeln. Använd lösenfrasen."))
        return workplace

    def wait_words(self) -> str:
        """Return how long it is until the next try; "" where one may try."""
        _ = self._
        if self.waiting == 0:
            return ""
        if self.waiting == 1:
            return _("Försök igen om en sekund.")
        return _("Försök igen om {seconds} sekunder.").format(seconds=self.waiting)

    def _refuse(self, error: KeysError) -> None:
        if error.code == "wait":
            self._tell("")
            self._wait(int(error.values["seconds"]))
            return
        self._wait(self._vault.wait())
        self._tell(error.en if self._language == "en" else error.sv)

    def _wait(self, seconds: int) -> None:
        """Count down to the next try."""
        self.waiting = seconds
        if seconds:
            self._second.start()
        self.changed.emit()

    def _tell(self, problem: str) -> None:
        self.problem = problem
        self.changed.emit()

    def _count_down(self) -> None:
        self.waiting = max(0, self.waiting - 1)
        if self.waiting == 0:
            self._second.stop()
        self.changed.emit()
