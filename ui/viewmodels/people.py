"""The people of a workstation: who may sign in, by what, and what one changes about oneself."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from triage.services import Person, StoreError
from triage.services.at_the_door import KeysError
from triage.services.vault_records import NewPerson
from triage.store_words import error_of
from ui.viewmodels import hsa_id
from ui.viewmodels.desk import Desk
from ui.viewmodels.door_making import code_needed, keep_code_typed
from ui.viewmodels.door_set_up import Strength, strength
from ui.viewmodels.typed_text import one_line

FIELDS: Final = ("name", "role", "unit", "hsa_id")
Problems = dict[str, str]
"""What is wrong, by field; "" is the whole."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One of the list."""

    id: str
    name: str
    under: str
    me: bool


class People:
    """Reads and changes who may sign in. Every change returns what is wrong, nothing where kept."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._ = desk.translate
        self._workplace = desk.workplace

    @property
    def signed_in(self) -> bool:
        """Whether anybody is: without, there is nothing to change here."""
        return self._workplace.person is not None

    def me(self) -> Person | None:
        """Return who is signed in."""
        return self._workplace.person

    # The list

    def rows(self) -> tuple[PersonRow, ...]:
        """Return those who may sign in, in the order they came."""
        me = "" if self._workplace.person is None else self._workplace.person.id
        return tuple(
            PersonRow(one.id, one.name, _under(one), one.id == me)
            for one in self._workplace.people()
            if one.left_at is None
        )

    def left(self) -> tuple[str, ...]:
        """Return those who have left, with the day."""
        return tuple(
            f"{one.name} ({one.left_at[:10]})"
            for one in self._workplace.people()
            if one.left_at is not None
        )

    def person(self, person_id: str) -> Person:
        """Return one of them."""
        return next(one for one in self._workplace.people() if one.id == person_id)

    def change(self, person_id: str, fields: dict[str, str]) -> Problems:
        """Change what stands about somebody."""
        fields = _tidied(fields)
        problems = self._missing(fields)
        if problems:
            return problems
        changed = replace(self.person(person_id), **fields)
        found = self._try(lambda: self._workplace.keys.change_person(changed))
        if not found:
            self._workplace.know_again()
        return found

    def add(self, fields: dict[str, str], passphrase: str, again: str) -> Problems:
        """Let one more sign in, by a first passphrase that they change themselves."""
        fields = _tidied(fields)
        new = NewPerson(**fields)
        problems = self._missing(fields) | self._secret(passphrase, again, new.name, new.unit)
        return problems or self._try(lambda: self._workplace.keys.add_person(new, passphrase))

    def reset(self, person_id: str, passphrase: str, again: str) -> Problems:
        """Give somebody who forgot it a new passphrase."""
        problems = self._secret(passphrase, again, self.person(person_id).name)
        keys = self._workplace.keys
        return problems or self._try(lambda: keys.reset_passphrase(person_id, passphrase))

    def leaves(self, person_id: str) -> Problems:
        """End somebody's sign-in; what they decided stays."""
        return self._try(lambda: self._workplace.keys.remove_person(person_id))

    # Oneself

    def has_passphrase(self) -> bool:
        """Whether one has a passphrase to change."""
        return self._workplace.keys.has_passphrase()

    def change_passphrase(self, old: str, new: str, again: str) -> Problems:
        """Change one's own passphrase, or choose the first one."""
        me = self._workplace.person
        problems = self._secret(new, again, "" if me is None else me.name)
        keys = self._workplace.keys
        if problems:
            return problems
        if not self.has_passphrase():
            return self._try(lambda: keys.set_passphrase(new))
        try:
            keys.change_passphrase(old, new)
        except (KeysError, StoreError) as error:
            field = "old" if error.code == "wrong_passphrase" else ""
            return {field: error_of(error, self.desk.language)}
        return {}

    def can_remember(self) -> bool:
        """Whether this computer has a key store that can be used."""
        return self._workplace.keys.can_remember()

    def remembered(self) -> bool:
        """Whether this computer opens for one without a passphrase."""
        return self._workplace.keys.is_remembered()

    def remember(self, on: bool) -> Problems:
        """Let this computer open without a passphrase, or no longer."""
        return self._try(lambda: self._workplace.keys.on_this_computer(on))

    # The recovery code

    def code_needed(self) -> bool:
        """Whether nobody has typed the code back from its paper."""
        return code_needed(self._workplace)

    def new_code(self) -> tuple[str, Problems]:
        """Make a new recovery code; the former one opens no more."""
        try:
            code = self._workplace.keys.new_recovery_code()
            keep_code_typed(self._workplace, typed=False)
        except (KeysError, StoreError) as error:
            return "", {"": error_of(error, self.desk.language)}
        return code, {}

    def code_typed(self) -> None:
        """Take note that the code was typed back."""
        keep_code_typed(self._workplace, typed=True)

    # What will do

    def strength(self, passphrase: str, name: str = "") -> Strength:
        """Return what is said of a passphrase."""
        return strength(passphrase, self.desk.language, name)

    def hsa_advice(self, text: str) -> str:
        """Return what looks wrong with an HSA-id."""
        return hsa_id.advice(text, self._)

    def _missing(self, fields: dict[str, str]) -> Problems:
        _ = self._
        words = {
            "name": _("Skriv namnet."),
            "role": _("Skriv yrkesrollen."),
            "unit": _("Skriv enheten."),
        }
        return {field: text for field, text in words.items() if not fields[field]}

    def _secret(self, passphrase: str, again: str, *names: str) -> Problems:
        told = strength(passphrase, self.desk.language, *names)
        if not told.good:
            return {"passphrase": told.text}
        if passphrase != again:
            return {"again": self._("Det står inte samma sak på båda raderna.")}
        return {}

    def _try(self, change: Callable[[], object]) -> Problems:
        try:
            change()
        except (KeysError, StoreError) as error:
            return {"": error_of(error, self.desk.language)}
        return {}


def _tidied(fields: dict[str, str]) -> dict[str, str]:
    tidy = {field: " ".join(one_line(fields.get(field, "")).split()) for field in FIELDS}
    return {**tidy, "hsa_id": hsa_id.tidied(tidy["hsa_id"])}


def _under(person: Person) -> str:
    return " · ".join(filter(None, (person.role, person.unit, person.hsa_id)))
