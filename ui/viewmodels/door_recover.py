"""In by the recovery code: the code, then who one is and a new passphrase."""

from PySide6.QtCore import QObject, Signal

from triage.services import Person, StoreError, Workplace
from triage.services.vault import KeysError, Recovery, Vault
from triage.texts import translator
from ui.viewmodels.door_set_up import Strength, strength


class Recovering(QObject):
    """`people` is empty until the code has opened."""

    changed = Signal()
    refused = Signal(object)
    """The store itself does not open: the error."""

    def __init__(self, vault: Vault, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault, self.language = vault, language
        self._recovery: Recovery | None = None
        self.people: tuple[Person, ...] = ()
        self.row = 0
        self.passphrase = self.again = ""
        self.problems: dict[str, str] = {}

    def try_code(self, typed: str) -> None:
        """Open by a code; what is wrong with it stands in `problems`."""
        self.problems = {}
        try:
            self._recovery = self._vault.recover(typed)
        except KeysError as error:
            self.problems["code"] = self._words(error)
        except StoreError as error:
            self.refused.emit(error)
            return
        else:
            self.people = tuple(self._recovery.people)
        self.changed.emit()

    def choose(self, row: int) -> None:
        """Choose who one is."""
        self.row = max(0, row)

    def write_secret(self, passphrase: str, again: str) -> None:
        """Take the new passphrase, typed twice."""
        self.passphrase, self.again = passphrase, again
        self.problems = {}
        self.changed.emit()

    def strength(self) -> Strength:
        """Return what is said of the passphrase as it stands."""
        name = self.people[self.row].name if self.people else ""
        return strength(self.passphrase, self.language, name)

    def sign_in(self) -> Workplace | None:
        """Sign in with the new passphrase; None where it will not do."""
        _ = translator(self.language)
        told = self.strength()
        self.problems = {}
        if not told.good:
            self.problems["passphrase"] = told.text
        elif self.passphrase != self.again:
            self.problems["again"] = _("Det står inte samma sak på båda raderna.")
        elif self._recovery is not None:
            try:
                return self._recovery.as_person(self.people[self.row].id, self.passphrase)
            except KeysError as error:
                self.problems["passphrase"] = self._words(error)
            except StoreError as error:
                self.refused.emit(error)
                return None
        self.changed.emit()
        return None

    def forget(self) -> None:
        """Forget what was typed, and wipe the key that the code gave."""
        self.passphrase = self.again = ""
        if self._recovery is not None:
            self._recovery.close()
            self._recovery = None

    def _words(self, error: KeysError) -> str:
        return error.en if self.language == "en" else error.sv
