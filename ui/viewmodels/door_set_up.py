"""Set-up: who is first to sign in here, and by what; nothing is kept until all of it will do."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from triage.services.at_the_door import KeysError, require_strong
from triage.services.vault_records import NewPerson
from triage.texts import translator
from ui.viewmodels.typed_text import one_line

FIELDS: Final = ("name", "role", "unit", "hsa_id")
LONGEST: Final = 120
"""Characters of a field."""


@dataclass(frozen=True, slots=True)
class Strength:
    """What an honest line says of a passphrase, and whether it will do."""

    text: str
    good: bool = False


def strength(passphrase: str, language: str, *names: str) -> Strength:
    """Say of a passphrase whether it will do, and what would where it will not."""
    _ = translator(language)
    if not passphrase:
        return Strength(_("Minst tio tecken. Fyra ord som inte hör ihop räcker gott."))
    try:
        require_strong(passphrase, *names)
    except KeysError as error:
        return Strength(error.en if language == "en" else error.sv)
    return Strength(_("Den duger. Varje ord till gör den svårare att gissa."), good=True)


class SettingUp(QObject):
    """What was filled in so far. It outlives the words around it, which may change language."""

    changed = Signal()

    def __init__(self, language: str, *, key_store: bool, parent: QObject | None = None) -> None:
        """`key_store` tells whether this computer has one that can be used."""
        super().__init__(parent)
        self.language = language
        self.key_store = key_store
        self.fields = dict.fromkeys(FIELDS, "")
        self.by_passphrase = True
        self.also_here = False
        """Whether the computer's key store is to open it as well."""
        self.passphrase = self.again = ""
        self.problems: dict[str, str] = {}

    def write(self, field: str, text: str) -> None:
        """Take what stands in a line: one of `FIELDS`."""
        self.fields[field] = one_line(text)[:LONGEST]
        self._mend(field)

    def choose_way(self, *, by_passphrase: bool) -> None:
        """Choose between a passphrase and the computer's key store alone."""
        self.by_passphrase = by_passphrase
        self.problems = {}
        self.changed.emit()

    def write_secret(self, passphrase: str, again: str) -> None:
        """Take the passphrase, typed twice."""
        self.passphrase, self.again = passphrase, again
        self._mend("passphrase", "again")

    def strength(self) -> Strength:
        """Return what is said of the passphrase as it stands."""
        return strength(self.passphrase, self.language, self.fields["name"], self.fields["unit"])

    def check(self) -> bool:
        """Say what is missing; return whether nothing is."""
        _ = translator(self.language)
        words = {
            "name": _("Skriv ditt namn."),
            "role": _("Skriv din yrkesroll."),
            "unit": _("Skriv din enhet."),
        }
        found = {field: text for field, text in words.items() if not self.fields[field].strip()}
        if self.by_passphrase:
            told = self.strength()
            if not told.good:
                found["passphrase"] = told.text
            elif self.passphrase != self.again:
                found["again"] = _("Det står inte samma sak på båda raderna.")
        self.problems = found
        self.changed.emit()
        return not found

    def person(self) -> NewPerson:
        """Return who is to sign in."""
        return NewPerson(**{field: " ".join(self.fields[field].split()) for field in FIELDS})

    @property
    def on_this_computer(self) -> bool:
        """Whether the computer's key store gets a key."""
        return self.key_store and (self.also_here or not self.by_passphrase)

    def forget(self) -> None:
        """Forget the passphrase: it is kept, or will not be."""
        self.passphrase = self.again = ""

    def _mend(self, *fields: str) -> None:
        """A problem is one until something is typed."""
        if any(self.problems.pop(field, "") for field in fields):
            self.changed.emit()
