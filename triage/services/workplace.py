"""What is done at one workstation: cases begun, answered and decided, letters written.

The only door to the data. The engine and the letter are loaded by the first use that needs them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from triage.core.people import Author, Patient
from triage.core.swedish_time import SWEDEN
from triage.services.listing import Listing
from triage.services.workstation import APP_VERSION, utc
from triage.store.errors import StoreError
from triage.store.records import Case, Decision, Revision, Task, Withdrawn

if TYPE_CHECKING:
    from triage.core.ledger import Entry
    from triage.core.recommendation import Weighing
    from triage.core.vocabulary import Answer
    from triage.referral.content import Referral
    from triage.services.advice import Advice
    from triage.services.follow_up import FollowUp
    from triage.store.records import Answer as StoredAnswer
    from triage.store.retention import Moved


class Workplace(Listing):
    """What can be done at one workstation. Methods raise `StoreError` and `InputError`."""

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
        case_id: str | None = None,
        told_by: Entry | None = None,
    ) -> Case:
        """Begin an assessment, empty or from the decision `based_on`; by the usual pack, or `pack`.

        `answered_at` are the times of answers that were taken over, so that they keep their age.
        `told_by` is written with it, both or neither: what tells of `case_id` that it was begun.
        """
        return self.store.create_case(
            patient,
            self.usual_pack() if pack is None else pack,
            self._at(),
            facts={fact: _storable(value) for fact, value in (facts or {}).items()},
            notes=notes,
            answered_at={fact: utc(at) for fact, at in (answered_at or {}).items()},
            example=example,
            based_on=based_on,
            owner=None if self.person is None else self.person.id,
            case_id=case_id,
            told_by=told_by,
        )

    def case(self, case_id: str) -> Case:
        """Return a case as it stands."""
        return self.store.case(case_id)

    def answer(
        self, case_id: str, fact: str, value: Answer | None, given_at: datetime | None = None
    ) -> None:
        """Keep an answer, given now or at an earlier time; None takes it back.

        On disk when this returns.
        """
        kept = None if value is None else _storable(value)
        given = None if given_at is None else utc(given_at)
        self.store.set_answer(case_id, fact, kept, self._at(), given)

    def answered_at(self, case_id: str) -> Mapping[str, datetime]:
        """Return when each answer was last given, in Swedish time."""
        kept = self.store.answered_at(case_id)
        return {fact: datetime.fromisoformat(at).astimezone(SWEDEN) for fact, at in kept.items()}

    def plan(self, case_id: str, prerequisite: str, task: Task | None) -> None:
        """Keep who sees to a prerequisite and by when; None takes it back."""
        self.store.set_task(case_id, prerequisite, task, self._at())

    def delete_draft(self, case_id: str) -> Withdrawn:
        """Remove a case that was never decided, and return it for `restore`."""
        withdrawn = self._whole(case_id)
        self.store.delete_draft(case_id)
        return withdrawn

    def restore(self, withdrawn: Withdrawn) -> None:
        """Put a deleted draft back as it was, at its place in the worklist."""
        self.store.restore(*withdrawn)
        self._follow(withdrawn.case)

    def _whole(self, case_id: str) -> Withdrawn:
        return Withdrawn(self.store.case(case_id), self.store.answered_at(case_id))

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
        self.store.set_patient(case_id, patient, self._at(), self.told_by(patient))

    def note(self, case_id: str, field: str, text: str) -> None:
        """Keep one of the letter's free texts; an empty one takes it back."""
        self.store.set_note(case_id, field, text, self._at())

    def summarise(self, case_id: str, weighing: Weighing) -> None:
        """Keep what the worklist shows of a draft: no urgency while nothing speaks for one."""
        urgency = weighing.urgency
        self.store.set_summary(
            case_id,
            weighing.settled,
            str(weighing.status),
            urgency.current if urgency.clear else None,
            red_flag=bool(weighing.red_flags),
        )

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
        from triage.services.decision_sample import decision_sample  # noqa: PLC0415
        from triage.services.directory import local_team, with_choice  # noqa: PLC0415

        case = self.case(case_id)
        facts = self.facts(case)
        compiled = self.compiled(case.pack)
        recommendation = self.recommend(case.pack, facts)
        name = recommendation.weighing.pack
        local = None if team is None else local_team(self, case.pack, team)
        sample = partial(decision_sample, compiled, self.catalogue.vocabulary)
        self.store.keep_pack(name.digest, snapshot(compiled), sample)
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
                choice={"care_form": form, "team": team, **with_choice(local)},
                override=override,
                author=author,
                signed_at=self._at(),
                app_version=APP_VERSION,
                tasks=case.tasks,
                based_on=case.based_on,
                rated=self._rated(case),
            )
        )

    def _rated(self, case: Case) -> Mapping[str, str]:
        """Return when each symptom and the red flags were answered, to the minute."""
        from triage.core.vocabulary import ScoreFact  # noqa: PLC0415 - not needed to start

        vocabulary, given = self.catalogue.vocabulary, self.store.answered_at(case.id)
        asked = {fact.id for fact in vocabulary.facts if isinstance(fact, ScoreFact)}
        return {
            fact: utc(datetime.fromisoformat(given[fact]), "minutes")
            for fact in (asked | {vocabulary.emergency.flags}) & given.keys() & case.facts.keys()
        }

    def correct(self, case_id: str) -> None:
        """Open a decided case for a correction; the decision stands until the next."""
        self.store.reopen(case_id, self._at())

    def give_up_correction(self, case_id: str) -> Withdrawn:
        """Set a case back to the decision in force; return what `resume_correction` takes up."""
        withdrawn = self._whole(case_id)
        self.store.discard_correction(case_id)
        return withdrawn

    def resume_correction(self, withdrawn: Withdrawn) -> None:
        """Take up a correction that was given up, as it stood."""
        self.store.resume_correction(*withdrawn)
        self._follow(withdrawn.case)

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

    # Moved to the record system

    def mark_moved(self, case_id: str) -> None:
        """Note that the record system has a decision: it goes from here after some time."""
        self.store.mark_moved(case_id, self._at())

    def unmark_moved(self, case_id: str) -> None:
        """Take that note back."""
        self.store.unmark_moved(case_id, self._at())

    def moved(self, case_id: str) -> Moved | None:
        """Return by whom and when that was noted; None where it was not, or was decided anew."""
        return self.store.moved(case_id)

    # After the decision

    @cached_property
    def follow_up(self) -> FollowUp:
        """What happens after decisions: sent, received, answered, closed."""
        from triage.services.follow_up import FollowUp  # noqa: PLC0415 - not needed to start

        return FollowUp(self)

    @cached_property
    def advice(self) -> Advice:
        """Advice given to others, without enrolling anybody."""
        from triage.services.advice import Advice  # noqa: PLC0415 - not needed to start

        return Advice(self)

    # The letter

    def letter(self, case_id: str, language: str) -> Referral:
        """Return the referral letter: of the decision in force, or of the draft."""
        from triage.services.letters import letter  # noqa: PLC0415 - not needed to start

        return letter(self, case_id, language)

    def letter_text(self, letter: Referral, *, short: bool = False, trace: bool = True) -> str:
        """Return a letter as plain text, for a record system: a dozen lines of it, or all."""
        from triage.referral.text import text  # noqa: PLC0415

        return text(letter, short=short, trace=trace)

    def letter_pdf(self, letter: Referral, *, trace: bool = True) -> bytes:
        """Return a letter as PDF, the criteria behind it or not; the same letter, the same bytes.

        Touches no data, so any thread may call it; so may the three that follow.
        """
        from triage.referral.pdf import pdf  # noqa: PLC0415

        return pdf(letter, trace=trace)

    def letter_first_page(self, letter: Referral, *, trace: bool = True) -> bytes:
        """Return the first page of that PDF by itself, its number of pages not told."""
        from triage.referral.pdf import first_page  # noqa: PLC0415

        return first_page(letter, trace=trace)

    def letter_annex(self, letter: Referral) -> bytes:
        """Return what stands behind a letter, the criteria, as a PDF of its own."""
        from triage.referral.pdf import annex  # noqa: PLC0415

        return annex(letter)

    def letter_unprintable(self, letter: Referral) -> tuple[str, ...]:
        """Return the characters of a letter that a PDF shows as a replacement."""
        from triage.referral.pdf import unprintable  # noqa: PLC0415

        return unprintable(letter)

    def prepare_letter(self) -> None:
        """Load what letters are made with; touches no data, so any thread may call it."""
        import triage.referral.content  # noqa: PLC0415
        import triage.referral.pages  # noqa: PLC0415
        import triage.referral.pdf  # noqa: F401, PLC0415 - loaded, to be used later
        from triage.core.holidays_se import swedish_holidays  # noqa: PLC0415
        from triage.fonts import printable_characters  # noqa: PLC0415

        printable_characters()
        swedish_holidays()(self.now().date())


def _storable(value: Answer) -> StoredAnswer:
    return list(value) if isinstance(value, tuple) else value
