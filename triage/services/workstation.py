"""One workstation: its store, its criteria and its clock.

Starting needs only the store. Criteria and the engine are loaded by the first use that needs
them; `prepare` loads them once the window is on the screen.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from triage.core.people import AGE, Patient, Person
from triage.core.swedish_time import SWEDEN
from triage.keys.data_key import DataKey
from triage.store.acts import Act, Actor
from triage.store.errors import StoreError
from triage.store.store import Store

if TYPE_CHECKING:
    from triage.core.compiled import CompiledPack
    from triage.core.hours import Opening
    from triage.core.recommendation import Recommendation, Weighing
    from triage.core.vocabulary import Facts
    from triage.packs.catalogue import Catalogue
    from triage.services.access import Access
    from triage.services.backups import Backups
    from triage.services.criteria_work import CriteriaWork
    from triage.services.kept_work import KeptWork
    from triage.services.keys_work import KeysWork
    from triage.services.retention import Retention
    from triage.services.soundness import Soundness
    from triage.services.visits import Visits
    from triage.store.anchors import Anchor
    from triage.store.records import Case, Revision

APP_VERSION = "0.1.0"
STORE_NAME = "vagval.db"
Clock = Callable[[], datetime]


def data_folder() -> Path:
    """Return where this workstation keeps its data; `VAGVAL_DATA` moves it."""
    chosen = os.environ.get("VAGVAL_DATA")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing is chosen

    return user_data_path("Vagval", appauthor=False)


def _now() -> datetime:
    return datetime.now(UTC)


class Workstation:
    """Store, criteria and clock. Methods raise `StoreError` and `InputError`."""

    def __init__(
        self,
        store: Store,
        clock: Clock = _now,
        folder: Path | None = None,
        person: Person | None = None,
        key: DataKey | None = None,
    ) -> None:
        """Take an open store. `folder` holds the unit's own criteria, in `criteria/`.

        `person` is who is signed in; None for a command or an example, which sign nothing. `key`
        opens the store once more in another thread; it is wiped when this is closed.
        """
        self.store = store
        self._key = key
        self._clock = clock
        self._folder = folder
        self._person = person
        # What the store logs of its own accord says who and when, as the workplace knows it.
        store.time = lambda: utc(clock())
        if person is not None:
            store.actor = Actor.of(person)

    @classmethod
    def open(
        cls, folder: Path, key: DataKey, clock: Clock = _now, person: str | None = None
    ) -> Self:
        """Open the workstation's data with its key, and make it where there is none.

        `person` is the id of who signs in; StoreError person_unknown where the store knows none.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # for its user alone
        if (folder / "vagval.swap").exists():  # a restore was killed half-way
            from triage.store.swap import settle  # noqa: PLC0415 - see above

            settle(folder)

        def back_up() -> None:
            from triage.services.backup_making import backed_up  # noqa: PLC0415 - seldom needed

            backed_up(folder, key, "before_migration", clock())

        store = Store.open(folder / STORE_NAME, key, before_migration=back_up)
        try:
            signed_in = None if person is None else store.person(person)
            return cls(store, clock, folder, signed_in, key.copy())
        except BaseException:
            store.close()
            raise

    @property
    def person(self) -> Person | None:
        """Who is signed in."""
        return self._person

    def know_again(self) -> None:
        """Read again who is signed in: what stands about them was changed."""
        if self._person is not None:
            self._person = self.store.person(self._person.id)
            self.store.actor = Actor.of(self._person)

    def people(self) -> list[Person]:
        """Return all who ever could sign in here, in the order they came."""
        return self.store.people()

    def record(self, act: Act, case_id: str | None = None, **detail: str) -> Anchor:
        """Log an act that changes nothing in the store; on disk when this returns."""
        return self.store.record(act, case_id, **detail)

    @property
    def folder(self) -> Path:
        """Where this workstation keeps its data."""
        return data_folder() if self._folder is None else self._folder

    @property
    def key(self) -> DataKey:
        """What opens the store; StoreError misused where it was opened by somebody else."""
        if self._key is None:
            raise StoreError("misused")
        return self._key

    def go_on(self, key: DataKey) -> None:
        """Open the store again after it was closed to be given this key, as the same person."""
        former = self.store
        self.store = Store.open(self.folder / STORE_NAME, key, create=False)
        self.store.actor, self.store.time = former.actor, former.time
        if self._key is not None:
            self._key.wipe()
        self._key = key.copy()

    def close(self) -> None:
        """Close the store, and wipe the key that this workstation held."""
        self.store.close()
        if self._key is not None:
            self._key.wipe()

    @cached_property
    def access(self) -> Access:
        """The access log."""
        from triage.services.access import Access  # noqa: PLC0415 - not needed to start

        return Access(self)

    @cached_property
    def visits(self) -> Visits:
        """Who is visited now, for the log."""
        from triage.services.visits import Visits  # noqa: PLC0415 - not needed to start

        return Visits(self)

    # Keys and backups

    @cached_property
    def keys(self) -> KeysWork:
        """Who can open this store, and by what."""
        from triage.services.keys_work import KeysWork  # noqa: PLC0415 - not needed to start

        return KeysWork(self)

    @cached_property
    def backups(self) -> Backups:
        """The backups of this store."""
        from triage.services.backups import Backups  # noqa: PLC0415 - not needed to start

        return Backups(self)

    @cached_property
    def soundness(self) -> Soundness:
        """Whether the store is whole, and will stay so."""
        from triage.services.soundness import Soundness  # noqa: PLC0415 - not needed to start

        return Soundness(self)

    @cached_property
    def retention(self) -> Retention:
        """How long cases are kept here, and letting go those whose time is out."""
        from triage.services.retention import Retention  # noqa: PLC0415 - seldom needed

        return Retention(self)

    def prepare(self) -> None:
        """Load what the first assessment will need.

        Raises `InputError` at the end if the unit's own criteria do not load; new cases are
        then weighed by others.
        """
        from triage.core.holidays_se import swedish_holidays  # noqa: PLC0415 - the costliest

        self.store.prepare_writing()
        swedish_holidays()(self.now().date())
        usual, chosen = self.usual_pack(), self._chosen_pack()
        if chosen not in {None, usual}:
            self.compiled(str(chosen))  # says what is wrong with it

    # Clock

    def now(self) -> datetime:
        """Return the time in Sweden."""
        return self._clock().astimezone(SWEDEN)

    def _at(self) -> str:
        return utc(self._clock())

    # Criteria

    @cached_property
    def catalogue(self) -> Catalogue:
        """The criteria packs, each in the version that is in force."""
        from triage.packs.catalogue import Catalogue  # noqa: PLC0415 - not needed to start

        return Catalogue(in_force=self._version_in_force)

    @cached_property
    def criteria(self) -> CriteriaWork:
        """The unit's own versions of the criteria."""
        from triage.services.criteria_work import CriteriaWork  # noqa: PLC0415 - seldom needed

        return CriteriaWork(self)

    def _version_in_force(self, pack_id: str) -> CompiledPack | None:
        """Return the version that the unit chose; None where it chose none: the original."""
        if self.setting(f"in_force.{pack_id}") is None:
            return None
        chosen = self.criteria.in_force(pack_id)
        return None if chosen is None else self.criteria.chosen(pack_id, chosen)

    def compiled(self, pack_id: str) -> CompiledPack:
        """Return a pack ready to weigh, with the unit's local prerequisites."""
        compiled = self.catalogue.compiled(pack_id)
        switched = self.store.get_setting(f"switched_on.{pack_id}", [])
        if isinstance(switched, list) and switched:
            return self._kept.with_local(compiled, frozenset(map(str, switched)))
        return compiled

    def usual_pack(self) -> str:
        """Return the pack for a new case: the unit's choice, else the one used last.

        A pack that does not load is passed over; `InputError` where none does.
        """
        from triage.packs.problems import InputError  # noqa: PLC0415 - not needed to start

        *others, last = (self._chosen_pack(), *self.catalogue.ids)
        for pack_id in filter(None, others):
            with contextlib.suppress(InputError):
                return self.compiled(pack_id).pack.id
        return self.compiled(last).pack.id

    def _chosen_pack(self) -> str | None:
        """Return the pack that the unit chose, else the one used last; None for neither."""
        kept = (self.setting(key) for key in ("default_pack", "last_pack"))
        return next((str(one) for one in kept if one in self.catalogue.ids), None)

    # Settings

    def setting(self, key: str, default: object = None) -> object:
        """Return a setting, or the default where it was never set."""
        return self.store.get_setting(key, default)

    def set_setting(self, key: str, value: object) -> None:
        """Keep a setting; any JSON value."""
        self.store.set_setting(key, value)

    def own_setting(self, key: str, default: object = None) -> object:
        """Return a setting of who is signed in; what they never set reads as the unit's."""
        units = self.setting(key, default)
        if self._person is None:
            return units
        return self.store.own_setting(self._person.id, key, units)

    def set_own_setting(self, key: str, value: object) -> None:
        """Keep a setting of who is signed in; any JSON value."""
        if self._person is None:
            self.set_setting(key, value)
        else:
            self.store.set_own_setting(self._person.id, key, value)

    def compiled_as_decided(self, revision: Revision) -> CompiledPack:
        """Return the criteria exactly as they stood when a decision was signed."""
        from triage.packs.load import from_snapshot  # noqa: PLC0415

        kept = revision.decision.pack
        digest = str(kept["digest"])
        compiled = self._kept.decided(digest, lambda: from_snapshot(self.store.pack(digest)))
        switched = kept.get("switched_on", [])
        names = switched if isinstance(switched, list) else []
        return self._kept.with_local(compiled, frozenset(map(str, names)))

    # Weighing

    def facts(self, case: Case) -> Facts:
        """Return the answers of a case as they are weighed."""
        from triage.core.answers import parse_facts  # noqa: PLC0415 - not needed to start

        facts, _ = parse_facts(case.facts, self.catalogue.vocabulary)
        return facts

    def age(self, patient: Patient) -> int | None:
        """Return the age today, where the number tells it."""
        from triage.core.identity import IdentityKind, IdentityNumber, age_on  # noqa: PLC0415

        if patient.number is None or patient.kind == "alias":
            return None
        number = IdentityNumber(IdentityKind(patient.kind), patient.number)
        return age_on(number, self.now().date())

    def told_by(self, patient: Patient) -> dict[str, int]:
        """Return the answers that follow from who the patient is.

        An age that the question does not take, of a number older than anybody, is none.
        """
        from triage.core.answers import parse_facts  # noqa: PLC0415 - not needed to start

        age = self.age(patient)
        if age is None or parse_facts({AGE: age}, self.catalogue.vocabulary)[1]:
            return {}
        return {AGE: age}

    def weigh(self, pack_id: str, facts: Facts) -> Weighing:
        """Weigh answers, as live as they are given."""
        from triage.core.recommend import weigh  # noqa: PLC0415 - not needed to start

        return weigh(self.compiled(pack_id), facts, self.now().date())

    def recommend(self, pack_id: str, facts: Facts) -> Recommendation:
        """Weigh answers, with next questions and what would change the outcome."""
        return self.recommend_by(self.compiled(pack_id), facts, self.now().date())

    def recommend_by(self, compiled: CompiledPack, facts: Facts, day: date) -> Recommendation:
        """Weigh answers by these criteria; the same ones again cost nothing."""
        return self._kept.recommendation(compiled, facts, day)

    @cached_property
    def _kept(self) -> KeptWork:
        from triage.services.kept_work import KeptWork  # noqa: PLC0415 - not needed to start

        return KeptWork()

    def opening(self, compiled: CompiledPack, team_id: str, at: datetime | None = None) -> Opening:
        """Return whether a team is open at a time (now, where none is given), or when next."""
        from triage.core.holidays_se import swedish_holidays  # noqa: PLC0415
        from triage.core.hours import opening  # noqa: PLC0415

        hours = compiled.pack.team[team_id].hours
        return opening(hours, self.now() if at is None else at, swedish_holidays())


def utc(at: datetime, precision: str = "milliseconds") -> str:
    """Return a time as the store keeps it."""
    return at.astimezone(UTC).isoformat(timespec=precision)


def local(at: str) -> datetime:
    """Return a time that the store keeps as clocks in Sweden show it."""
    return datetime.fromisoformat(at).astimezone(SWEDEN)
