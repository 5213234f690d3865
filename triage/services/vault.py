"""The door to a workstation's data: how it stands, set-up, unlocking, recovery.

Nothing is open before one of these methods returns a `Workplace`, and every one of them may take a
tenth of a second or more, for a secret is slow to try on purpose.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from triage.keys import envelope_file, passphrase, recovery_code
from triage.keys.data_key import DataKey
from triage.keys.envelope import Envelope
from triage.keys.errors import KeysError
from triage.services import place, ways_in
from triage.services.keys_work import KeysWork
from triage.services.last_sign_in import LastSignIn
from triage.services.recovery import Recovery
from triage.services.unlock_failures import UnlockFailures
from triage.services.vault_records import Means, NewPerson, SetUp, SignIn, Standing
from triage.services.vault_standing import standing_of
from triage.services.workplace import Workplace
from triage.services.workstation import STORE_NAME, Clock, _now
from triage.store.acts import NOBODY, Act
from triage.store.errors import StoreError
from triage.store.progress import Progress, unheard

if TYPE_CHECKING:
    from triage.services.vault_making import Made, Making

__all__ = [
    "KeysError",
    "Means",
    "NewPerson",
    "Recovery",
    "SetUp",
    "SignIn",
    "Standing",
    "Vault",
]

_RECOVERY_LABEL = "recovery code"


class Vault:
    """The data of one folder, locked. Methods raise `KeysError` and `StoreError`."""

    def __init__(
        self,
        folder: Path,
        clock: Clock = _now,
        means: Means | None = None,
        *,
        keep_last: bool = True,
    ) -> None:
        """Look at nothing yet. A command keeps nobody as the last one who signed in."""
        self._keep_last = keep_last
        self.folder = folder
        self._clock = clock
        self._means = Means.usual() if means is None else means
        self._failures = UnlockFailures(folder, clock)
        self._last = LastSignIn(folder)
        self.refusal: KeysError | None = None
        """Why the place was refused, once `standing` has said that it is."""

    # How it stands

    def standing(self) -> Standing:
        """Return what the folder holds, after what was half done in it is brought to its end."""
        try:
            place.require_local(self.folder)
        except KeysError as error:
            self.refusal = error
            return Standing.PLACE_REFUSED
        return standing_of(self.folder)

    def sign_ins(self) -> tuple[SignIn, ...]:
        """Return who can sign in, the one who did last first."""
        envelope = envelope_file.read(self.folder)
        here = {one.person for one in envelope.of_kind("key_store")}
        typed = envelope.of_kind("passphrase")
        listed = [SignIn(one.id, one.person, one.label, here=one.person in here) for one in typed]
        people = {one.person for one in typed}
        listed += [
            SignIn(one.id, one.person, one.label, by_passphrase=False, here=True)
            for one in envelope.of_kind("key_store")
            if one.person not in people
        ]
        return tuple(self._last.sorted(listed))

    def wait(self) -> int:
        """Return how many seconds to wait before a secret may be tried, after many wrong ones."""
        return self._failures.wait()

    def can_remember(self) -> bool:
        """Say whether this computer has a key store that can be trusted with a key."""
        return self._means.key_store.available()

    # Beginning

    def set_up(self, person: NewPerson, passphrase: str | None, *, on_this_computer: bool) -> SetUp:
        """Make a store whose first person signs in by passphrase, by this computer, or both.

        :raises KeysError: already_set_up, store_missing, the reasons of the place and of the
            passphrase, no_way_in, key_store_unavailable, not_written
        """
        self._require(Standing.NEW)
        return self._entered(self._making(person, passphrase, on_this_computer).new())

    def encrypt(
        self,
        person: NewPerson,
        passphrase: str | None,
        *,
        on_this_computer: bool,
        progress: Progress = unheard,
    ) -> SetUp:
        """Encrypt a store from before encryption: backed up, compared, only then swapped.

        :raises KeysError: nothing_to_encrypt, copy_differs, and as `set_up`
        :raises StoreError: locked where another program has it open; backup_no_space; and what a
            damaged store gives. The old store is untouched then.
        :raises Stopped: if asked to; the same holds
        """
        self._require(Standing.PLAIN)
        made = self._making(person, passphrase, on_this_computer)
        return self._entered(made.encrypted(progress))

    def _making(self, person: NewPerson, typed: str | None, here: bool) -> Making:
        from triage.services.vault_making import Making  # noqa: PLC0415 - once in a store's life

        return Making(self.folder, self._clock, self._means, person, typed, here)

    def _require(self, wanted: Standing) -> None:
        standing = self.standing()
        if standing is wanted:
            return
        if self.refusal is not None:
            raise self.refusal
        if wanted is Standing.PLAIN:
            raise KeysError("nothing_to_encrypt")
        missing = standing is Standing.STORE_MISSING
        raise KeysError("store_missing" if missing else "already_set_up")

    def _entered(self, made: Made) -> SetUp:
        return SetUp(self._come_in(made.key, made.person, "set_up"), made.recovery_code)

    # Coming in

    def unlock(self, slot: str, typed: str) -> Workplace:
        """Open the store by somebody's passphrase; `slot` is that of a `SignIn`.

        :raises KeysError: wrong_passphrase, wait, person_unknown, person_left, store_missing, and
            what is wrong with the envelope
        """
        envelope = self._envelope()
        chosen = envelope.slot(slot)
        if chosen.kind != "passphrase":
            raise KeysError("person_unknown")
        self._failures.require_no_wait()
        key = self._tried(envelope, chosen.id, passphrase.as_bytes(typed), chosen.label)
        return self._come_in(key, chosen.person, "passphrase")

    def unlock_here(self, person: str | None = None) -> Workplace | None:
        """Open the store by this computer's key store, for a person or the last who did so.

        None where it does not remember anybody's key.
        """
        envelope = self._envelope()
        known = envelope.of_kind("key_store", person)
        order = [one.person for one in self.sign_ins()]
        for slot in sorted(known, key=lambda one: order.index(one.person)):
            secret = self._means.key_store.get(ways_in.kept_as(envelope, slot))
            if secret is not None:
                key = envelope.open(slot.id, secret)
                return self._come_in(key, slot.person, "key_store")
        return None

    def recover(self, code: str) -> Recovery:
        """Open the envelope by the recovery code, for somebody to choose a new passphrase.

        :raises KeysError: recovery_code_length, recovery_code_group(s), wrong_recovery_code, wait
        """
        envelope = self._envelope()
        secret = recovery_code.read(code)  # a typing error is no failed try
        self._failures.require_no_wait()
        known = envelope.of_kind("recovery")
        if not known:
            raise KeysError("wrong_recovery_code")
        key = self._tried(envelope, known[0].id, secret, _RECOVERY_LABEL)
        try:
            with self._opened(key).store as store:
                people = tuple(one for one in store.people() if one.left_at is None)
        except BaseException:
            key.wipe()
            raise
        return Recovery(self._enter, key, people)

    def _envelope(self) -> Envelope:
        standing = self.standing()
        if standing is Standing.LOCKED:
            return envelope_file.read(self.folder)
        if self.refusal is not None:
            raise self.refusal
        missing = standing is Standing.KEYS_MISSING
        raise KeysError("envelope_missing" if missing else "store_missing")

    def _tried(self, envelope: Envelope, slot: str, secret: bytes, label: str) -> DataKey:
        try:
            return envelope.open(slot, secret)
        except KeysError as error:
            if error.code in {"wrong_passphrase", "wrong_recovery_code"}:
                self._failures.note(label)
            raise

    def _come_in(self, key: DataKey, person: str, by: str) -> Workplace:
        try:
            return self._enter(key, person, by)
        finally:
            key.wipe()

    def _opened(self, key: DataKey, person: str | None = None) -> Workplace:
        # Of a file that went away since, `Workplace.open` would make a new one.
        if not (self.folder / STORE_NAME).exists():
            raise KeysError("store_missing")
        return Workplace.open(self.folder, key, self._clock, person)

    def _enter(self, key: DataKey, person: str | None, by: str) -> Workplace:
        """Open the store as a person, and log that, after the wrong tries since the last time."""
        workplace = self._opened(key, person)
        try:
            if workplace.person is not None and workplace.person.left_at is not None:
                raise KeysError("person_left")
            workplace.keys = KeysWork(workplace, self._means)
            envelope_file.mend(self.folder, key)
            self._log(workplace, by)
            if person is not None and self._keep_last:
                self._last.note(person)
        except BaseException:
            workplace.close()
            raise
        return workplace

    def _log(self, workplace: Workplace, by: str) -> None:
        """Log the wrong tries and the unlocking; where there is no room, as soon as there is."""
        try:
            self._log_failures(workplace)
            workplace.record(Act.UNLOCKED, by=by)
            if workplace.keys.are_set_back():
                workplace.record(Act.KEYS_SET_BACK)
                workplace.soundness.keys_set_back = True
        except StoreError as error:
            if error.code != "disk_full":
                raise
            # The wrong tries stay in their file until the next unlocking.
            workplace.visits.owe(Act.UNLOCKED, by=by)

    def _log_failures(self, workplace: Workplace) -> None:
        """Hand the wrong tries since the last time on to the access log, as nobody's acts."""
        store, actor = workplace.store, workplace.store.actor
        store.actor = NOBODY
        try:
            for failure in self._failures.all():
                store.record(Act.UNLOCK_FAILED, tried_at=failure.at, tried_as=failure.label)
        finally:
            store.actor = actor
        self._failures.forget()
