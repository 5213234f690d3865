"""One workstation: its store, its criteria and its clock.

Starting needs only the store. Criteria, the engine and the letter are loaded by the first
use that needs them; `prepare` loads them once the window is on the screen.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from triage.core.people import Author, Patient
from triage.store.errors import StoreError
from triage.store.records import Case, Decision, Revision, Task, WorklistRow
from triage.store.store import Store

if TYPE_CHECKING:
    from triage.core.compiled import CompiledPack
    from triage.core.hours import Opening
    from triage.core.recommendation import Recommendation, Weighing
    from triage.core.vocabulary import Answer, Facts
    from triage.packs.catalogue import Catalogue
    from triage.referral.content import Referral
    from triage.referral.pages import Page
    from triage.services.criteria_work import CriteriaWork
    from triage.store.records import Answer as StoredAnswer

APP_VERSION = "0.1.0"
SWEDEN = ZoneInfo("Europe/Stockholm")
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


class Workplace:
    """What can be done at one workstation. Methods raise `StoreError` and `InputError`."""

    def __init__(self, store: Store, clock: Clock = _now, folder: Path | None = None) -> None:
        """Take an open store. `folder` holds the unit's own criteria, in `criteria/`."""
        self.store = store
        self._clock = clock
        self._folder = folder

    @classmethod
    def open(cls, folder: Path, clock: Clock = _now) -> Workplace:
        """Open the workstation's data, and make it where there is none."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # for its user alone
        return cls(Store.open(folder / "vagval.db"), clock, folder)

    @property
    def folder(self) -> Path:
        """Where this workstation keeps its data."""
        return data_folder() if self._folder is None else self._folder

    def close(self) -> None:
        """Close the store."""
        self.store.close()

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
        return _utc(self._clock())

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
        chosen = self.setting(f"in_force.{pack_id}")
        return None if chosen is None else self.criteria.chosen(pack_id, str(chosen))

    def compiled(self, pack_id: str) -> CompiledPack:
        """Return a pack ready to weigh, with the unit's local prerequisites."""
        from dataclasses import replace  # noqa: PLC0415 - not needed to start

        compiled = self.catalogue.compiled(pack_id)
        switched = self.store.get_setting(f"switched_on.{pack_id}", [])
        if isinstance(switched, list) and switched:
            return replace(compiled, switched_on=frozenset(map(str, switched)))
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

    # Worklist

    def worklist(self, query: str = "", offset: int = 0, limit: int = 200) -> list[WorklistRow]:
        """Return a page of the worklist, open work first."""
        return self.store.worklist(query, offset, limit)

    def worklist_count(self, query: str = "") -> int:
        """Return how many rows match."""
        return self.store.worklist_count(query)

    def find(self, query: str) -> Sequence[str]:
        """Return the ids of all cases that match, in the worklist's order."""
        return self.store.find(query)

    def found_rows(self, ids: Sequence[str]) -> Mapping[str, WorklistRow]:
        """Return the rows of cases that `find` found, by id; those removed since are left out."""
        return self.store.found_rows(ids)

    def place(self, case_id: str) -> int | None:
        """Return how many rows stand before a case in the worklist; None where it is gone."""
        return self.store.place(case_id)

    # Assessing

    def begin(
        self,
        patient: Patient,
        *,
        example: bool = False,
        facts: Mapping[str, Answer] | None = None,
        notes: Mapping[str, str] | None = None,
        answered_at: Mapping[str, datetime] | None = None,
        based_on: str | None = None,
        pack: str | None = None,
    ) -> Case:
        """Begin an assessment, empty or from the decision `based_on`; by the usual pack, or `pack`.

        `answered_at` are the times of answers that were taken over, so that they keep their age.
        """
        return self.store.create_case(
            patient,
            self.usual_pack() if pack is None else pack,
            self._at(),
            facts={fact: _storable(value) for fact, value in (facts or {}).items()},
            notes=notes,
            answered_at={fact: _utc(at) for fact, at in (answered_at or {}).items()},
            example=example,
            based_on=based_on,
        )

    def case(self, case_id: str) -> Case:
        """Return a case as it stands."""
        return self.store.case(case_id)

    def facts(self, case: Case) -> Facts:
        """Return the answers of a case as they are weighed."""
        from triage.core.answers import parse_facts  # noqa: PLC0415 - not needed to start

        facts, _ = parse_facts(case.facts, self.catalogue.vocabulary)
        return facts

    def answer(
        self, case_id: str, fact: str, value: Answer | None, given_at: datetime | None = None
    ) -> None:
        """Keep an answer, given now or at an earlier time; None takes it back.

        On disk when this returns.
        """
        kept = None if value is None else _storable(value)
        given = None if given_at is None else _utc(given_at)
        self.store.set_answer(case_id, fact, kept, self._at(), given)

    def answered_at(self, case_id: str) -> Mapping[str, datetime]:
        """Return when each answer was last given, in Swedish time."""
        kept = self.store.answered_at(case_id)
        return {fact: datetime.fromisoformat(at).astimezone(SWEDEN) for fact, at in kept.items()}

    def plan(self, case_id: str, prerequisite: str, task: Task | None) -> None:
        """Keep who sees to a prerequisite and by when; None takes it back."""
        self.store.set_task(case_id, prerequisite, task, self._at())

    def delete_draft(self, case_id: str) -> Case:
        """Remove a case that was never decided, and return it for `restore`.

        Ask `answered_at` first, or the answers come back without their age.
        """
        case = self.case(case_id)
        self.store.delete_draft(case_id)
        return case

    def restore(self, case: Case, answered_at: Mapping[str, datetime]) -> None:
        """Put a deleted draft back as it was, at its place in the worklist."""
        self.store.restore(case, {fact: _utc(at) for fact, at in answered_at.items()})
        self._follow(case)

    def _follow(self, case: Case) -> None:
        """Let the worklist show what a case that came back gives."""
        from triage.packs.problems import InputError  # noqa: PLC0415 - not needed to start

        # It is back: neither criteria that do not load nor a disk that is full again undo that.
        with contextlib.suppress(InputError, StoreError):
            self.summarise(case.id, self.weigh(case.pack, self.facts(case)))

    def choose_pack(self, case_id: str, pack_id: str) -> None:
        """Weigh a case by other criteria from now on."""
        # In this order a refusal leaves the case weighed as it was.
        self.store.set_setting("last_pack", pack_id)
        self.store.set_pack(case_id, pack_id, self._at())

    def identify(self, case_id: str, patient: Patient) -> None:
        """Say who the case is about. The age follows from a number that tells it."""
        age = self.age(patient)
        follows = {} if age is None else {"age_years": age}
        self.store.set_patient(case_id, patient, self._at(), follows)

    def age(self, patient: Patient) -> int | None:
        """Return the age today, where the number tells it."""
        from triage.core.identity import IdentityKind, IdentityNumber, age_on  # noqa: PLC0415

        if patient.number is None or patient.kind == "alias":
            return None
        number = IdentityNumber(IdentityKind(patient.kind), patient.number)
        return age_on(number, self.now().date())

    def note(self, case_id: str, field: str, text: str) -> None:
        """Keep one of the letter's free texts; an empty one takes it back."""
        self.store.set_note(case_id, field, text, self._at())

    def weigh(self, pack_id: str, facts: Facts) -> Weighing:
        """Weigh answers, as live as they are given."""
        from triage.core.recommend import weigh  # noqa: PLC0415 - not needed to start

        return weigh(self.compiled(pack_id), facts, self.now().date())

    def recommend(self, pack_id: str, facts: Facts) -> Recommendation:
        """Weigh answers, with next questions and what would change the outcome."""
        from triage.core.recommend import recommend  # noqa: PLC0415 - not needed to start

        return recommend(self.compiled(pack_id), facts, self.now().date())

    def summarise(self, case_id: str, weighing: Weighing) -> None:
        """Keep what the worklist shows of a draft: no urgency while nothing speaks for one."""
        urgency = weighing.urgency
        clear = urgency.reasons or urgency.may_rise_to == urgency.current
        self.store.set_summary(
            case_id,
            weighing.recommended if len(weighing.possible) == 1 else None,
            str(weighing.status),
            urgency.current if clear else None,
            red_flag=bool(weighing.red_flags),
        )

    def opening(self, compiled: CompiledPack, team_id: str, at: datetime | None = None) -> Opening:
        """Return whether a team is open at a time (now, where none is given), or when next."""
        from triage.core.holidays_se import swedish_holidays  # noqa: PLC0415
        from triage.core.hours import opening  # noqa: PLC0415

        hours = compiled.pack.team[team_id].hours
        return opening(hours, self.now() if at is None else at, swedish_holidays())

    # Deciding

    def keep_deciding(self, case_id: str, deciding: Mapping[str, str]) -> None:
        """Keep what stands in the signing form before it is signed: form, reason, text."""
        self.store.set_deciding(case_id, deciding, self._at())

    def sign(
        self,
        case_id: str,
        form: str,
        team: str | None,
        override: Mapping[str, str] | None,
        author: Author,
    ) -> Revision:
        """Sign a decision: an immutable revision of all that it rests on."""
        from triage.packs.load import snapshot  # noqa: PLC0415 - not needed to start

        case = self.case(case_id)
        facts = self.facts(case)
        compiled = self.compiled(case.pack)
        recommendation = self.recommend(case.pack, facts)
        name = recommendation.weighing.pack
        self.store.keep_pack(name.digest, snapshot(compiled))
        return self.store.sign(
            Decision(
                case_id=case_id,
                parents=tuple(head.id for head in self.store.heads(case_id)),
                patient=case.patient,
                facts=case.facts,
                notes=case.notes,
                pack={
                    "id": name.id,
                    "version": name.version,
                    "digest": name.digest,
                    "switched_on": sorted(compiled.switched_on),
                },
                recommendation=recommendation.as_json(),
                choice={"care_form": form, "team": team},
                override=override,
                author=author,
                signed_at=self._at(),
                app_version=APP_VERSION,
                tasks=case.tasks,
                based_on=case.based_on,
            )
        )

    def correct(self, case_id: str) -> None:
        """Open a decided case for a correction; the decision stands until the next."""
        self.store.reopen(case_id, self._at())

    def give_up_correction(self, case_id: str) -> Case:
        """Set a case back to the decision in force; return the correction for `resume_correction`.

        Ask `answered_at` first, as for `delete_draft`.
        """
        case = self.case(case_id)
        self.store.discard_correction(case_id)
        return case

    def resume_correction(self, case: Case, answered_at: Mapping[str, datetime]) -> None:
        """Take up a correction that was given up, as it stood."""
        self.store.resume_correction(case, {fact: _utc(at) for fact, at in answered_at.items()})
        self._follow(case)

    def revisions(self, case_id: str) -> list[Revision]:
        """Return a case's decisions, each after those that it replaces."""
        return self.store.revisions(case_id)

    def decisions_of(self, number: str) -> list[Revision]:
        """Return every decision about the patient with this number, in the order they came."""
        return self.store.patient_revisions(number)

    def decision(self, case_id: str) -> Revision | None:
        """Return the decision in force, if there is one."""
        heads = self.store.heads(case_id)
        return heads[-1] if heads else None

    def compiled_as_decided(self, revision: Revision) -> CompiledPack:
        """Return the criteria exactly as they stood when a decision was signed."""
        from dataclasses import replace  # noqa: PLC0415

        from triage.packs.load import from_snapshot  # noqa: PLC0415

        kept = revision.decision.pack
        compiled = from_snapshot(self.store.pack(str(kept["digest"])))
        switched = kept.get("switched_on", [])
        names = switched if isinstance(switched, list) else []
        return replace(compiled, switched_on=frozenset(map(str, names)))

    # The letter

    def letter(self, case_id: str, language: str) -> Referral:
        """Return the referral letter: of the decision in force, or of the draft."""
        from triage.services.letters import letter  # noqa: PLC0415 - not needed to start

        return letter(self, case_id, language)

    def letter_text(self, letter: Referral) -> str:
        """Return a letter as plain text, for a record system."""
        from triage.referral.text import text  # noqa: PLC0415

        return text(letter)

    def letter_pdf(self, letter: Referral) -> bytes:
        """Return a letter as PDF; the same letter gives the same bytes."""
        from triage.referral.pdf import pdf  # noqa: PLC0415

        return pdf(letter)

    def letter_pages(self, pdf: bytes, scale: float) -> list[Page]:
        """Return a PDF's pages as pictures; a scale of 1.0 is 72 pixels to the inch."""
        from triage.referral.pages import pages  # noqa: PLC0415

        return pages(pdf, scale)

    def prepare_letter(self) -> None:
        """Load what letters are made with; touches no data, so any thread may call it."""
        import triage.referral.content  # noqa: PLC0415
        import triage.referral.pages  # noqa: PLC0415
        import triage.referral.pdf  # noqa: F401, PLC0415 - loaded, to be used later
        from triage.core.holidays_se import swedish_holidays  # noqa: PLC0415

        swedish_holidays()(self.now().date())


def _storable(value: Answer) -> StoredAnswer:
    return list(value) if isinstance(value, tuple) else value


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
