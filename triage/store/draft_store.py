"""What can be done with a case while it is being worked on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from triage.core.people import Patient
from triage.store import drafts, people
from triage.store.acts import Act
from triage.store.errors import StoreError
from triage.store.late import Late
from triage.store.ledger_store import Ledgered
from triage.store.records import Answer, Case, Task
from triage.store.session import require_utc

if TYPE_CHECKING:
    from sqlite_utils import Database

    from triage.core.ledger import Entry
    from triage.store import folding, followed, index
else:
    folding = Late("triage.store.folding")
    followed = Late("triage.store.followed")
    index = Late("triage.store.index")


class Drafts(Ledgered):
    """Cases open for work: begun, answered, deleted, put back."""

    def create_case(
        self,
        patient: Patient,
        pack: str,
        at: str,
        *,
        case_id: str | None = None,
        facts: Mapping[str, Answer] | None = None,
        notes: Mapping[str, str] | None = None,
        answered_at: Mapping[str, str] | None = None,
        example: bool = False,
        based_on: str | None = None,
        owner: str | None = None,
        told_by: Entry | None = None,
    ) -> Case:
        """Begin an assessment, empty or from the earlier decision `based_on`.

        `answered_at` gives the times of answers that were taken over, so that they keep their
        age; the others count as answered now. `told_by` is an entry of no case that is written
        with it: both or neither.

        :raises StoreError: case_exists; as `note` for the entry
        """
        times = dict(answered_at or {})
        noted = () if told_by is None else (told_by.happened_at, told_by.noted_at)
        for time in (at, *times.values(), *noted):
            require_utc(time)
        case = Case(
            id=case_id or drafts.new_id(),
            patient=patient,
            pack=pack,
            facts=dict(facts or {}),
            notes=dict(notes or {}),
            created_at=at,
            changed_at=at,
            example=example,
            based_on=based_on,
            owner=owner,
        )
        with self._change() as db:
            drafts.insert(db, case, times)
            index.renew(db.conn, case.id)
            self._shelter(db, case)
            if told_by is not None:
                self._note(db, told_by)
            return drafts.read(db.conn, case.id)

    def _shelter(self, db: Database, *said: Case) -> None:
        """Let the other cases tell what these, as they were or are now, let them."""
        keys = [folding.number_key(one.patient.number) for one in said if one.patient.protected]
        self._tell_anew(db, *keys, besides={one.id for one in said})

    @contextmanager
    def _edit_words(self, case_id: str, at: str) -> Iterator[Database]:
        """Hold the transaction of a change to what a case is found by, names and texts."""
        with self._edit(case_id, at) as db:
            before = index.words(db.conn, case_id)
            yield db
            index.renew(db.conn, case_id, before=before)

    def case(self, case_id: str) -> Case:
        """Return the case as it stands.

        :raises StoreError: case_unknown
        """
        with self._reading() as connection:
            return drafts.read(connection, case_id)

    def answered_at(self, case_id: str) -> Mapping[str, str]:
        """Return when each answered fact was last answered."""
        with self._reading() as connection:
            return drafts.answered_at(connection, case_id)

    def set_answer(
        self, case_id: str, fact: str, value: Answer | None, at: str, given_at: str | None = None
    ) -> None:
        """Keep an answer; None takes it back. On disk when this returns.

        `given_at` is when it was given, where that is not now: an answer that comes back by undo
        is as old as it was.

        :raises StoreError: case_unknown, case_decided
        """
        with self._edit(case_id, at) as db:
            before = drafts.answer(db.conn, case_id, fact)
            drafts.write_answer(db, case_id, fact, value, given_at or at)
            if index.coded(before) != index.coded(value):
                index.renew(db.conn, case_id)

    def set_answers(self, case_id: str, answers: Mapping[str, Answer | None], at: str) -> None:
        """Keep several answers, all or none.

        :raises StoreError: case_unknown, case_decided
        """
        with self._edit(case_id, at) as db:
            for fact, value in answers.items():
                drafts.write_answer(db, case_id, fact, value, at)
            index.renew(db.conn, case_id)

    def set_note(self, case_id: str, field: str, text: str | None, at: str) -> None:
        """Keep a free text of the letter; an empty one or None takes it back."""
        with self._edit_words(case_id, at) as db:
            drafts.write_note(db, case_id, field, text)

    def set_task(self, case_id: str, prerequisite: str, task: Task | None, at: str) -> None:
        """Keep who sees to a prerequisite and by when; None takes it back.

        :raises StoreError: case_unknown, case_decided, day_not_a_date
        """
        with self._edit_words(case_id, at) as db:
            drafts.write_task(db, case_id, prerequisite, task)

    def set_deciding(self, case_id: str, deciding: Mapping[str, str], at: str) -> None:
        """Keep what stands in the signing form, all of it; signing empties it.

        :raises StoreError: case_unknown, case_decided
        """
        with self._edit(case_id, at) as db:
            drafts.write_deciding(db, case_id, deciding)

    def set_patient(
        self,
        case_id: str,
        patient: Patient,
        at: str,
        answers: Mapping[str, Answer] | None = None,
    ) -> None:
        """Change who the case is about, and with it the answers that follow from that."""
        with self._edit_words(case_id, at) as db:
            was = drafts.read_row(db.conn, case_id)
            before = drafts.number(db.conn, case_id)
            drafts.write_columns(db, case_id, drafts.patient_columns(patient))
            if patient.number not in {None, before}:
                self._log(db.conn, Act.IDENTIFIED, case_id, at=at)
            for fact, value in (answers or {}).items():
                drafts.write_answer(db, case_id, fact, value, at)
            now = drafts.read_row(db.conn, case_id)
            if now.patient.protected != was.patient.protected:
                # Lists tell where a decided patient lives; of this one they do not, from now on.
                followed.refresh(db, case_id)
            if (was.patient.protected, before) != (patient.protected, patient.number):
                self._shelter(db, was, now)

    def set_pack(self, case_id: str, pack: str, at: str) -> None:
        """Change the criteria by which the case is weighed."""
        with self._edit(case_id, at) as db:
            drafts.write_columns(db, case_id, {"pack": pack})
            index.renew(db.conn, case_id)

    def set_summary(
        self,
        case_id: str,
        care_form: str | None,
        status: str | None,
        urgency: str | None,
        *,
        red_flag: bool,
    ) -> None:
        """Keep what the worklist shows of a draft; signing sets it for a decision.

        :raises StoreError: case_unknown, case_decided
        """
        columns: dict[str, str | bool | None] = {
            "care_form": care_form,
            "status": status,
            "urgency": urgency,
            "red_flag": red_flag,
        }
        with self._change() as db:
            if drafts.state(db.conn, case_id) == "decided":
                raise StoreError("case_decided")
            # Few answers change it: one that does not is spared a second wait for the disk.
            if drafts.summary(db.conn, case_id) != tuple(columns.values()):
                drafts.write_columns(db, case_id, columns)
                index.renew(db.conn, case_id)

    def take_over(self, case_id: str, person_id: str) -> None:
        """Make a draft another person's; what it holds stays as it is.

        :raises StoreError: case_unknown, case_has_decision, person_unknown
        """
        with self._change() as db:
            people.read(db.conn, person_id)
            if drafts.state(db.conn, case_id) != "draft":
                raise StoreError("case_has_decision")
            before = drafts.read_row(db.conn, case_id).owner
            if before == person_id:
                return
            drafts.write_columns(db, case_id, {"owner": person_id})
            index.renew(db.conn, case_id)
            self._log(db.conn, Act.TAKEN_OVER, case_id, from_person=before or "")

    def delete_draft(self, case_id: str) -> None:
        """Remove a case that was never decided, with its answers.

        :raises StoreError: case_unknown, case_has_decision
        """
        with self._change() as db:
            if drafts.state(db.conn, case_id) != "draft":
                raise StoreError("case_has_decision")
            self._log(db.conn, Act.DRAFT_DELETED, case_id)
            index.forget(db.conn, [case_id])
            gone = drafts.read_row(db.conn, case_id)
            db.table("cases").delete(case_id)
            self._shelter(db, gone)

    def restore(self, case: Case, answered_at: Mapping[str, str]) -> None:
        """Put a deleted draft back as it was, with the times of its answers.

        :raises StoreError: case_exists; case_has_decision for what was never deleted
        """
        if case.state != "draft":
            raise StoreError("case_has_decision")
        for time in (case.created_at, case.changed_at, *answered_at.values()):
            require_utc(time)
        with self._change() as db:
            drafts.insert(db, case, answered_at)
            self._shelter(db, case)
            index.renew(db.conn, case.id)
            self._log(db.conn, Act.DRAFT_RESTORED, case.id)
