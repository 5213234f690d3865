"""The store as the rest of the program sees it: what can be done with cases and decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from triage.core.people import Patient
from triage.store import decisions, drafts, integrity, worklist
from triage.store.canonical import canonical, read_decision, revision_id
from triage.store.errors import StoreError
from triage.store.records import Answer, Case, Decision, Revision, Task, WorklistRow
from triage.store.session import Session, require_utc


class Store(Session):
    """Cases, decisions and settings of one workstation. Every method may raise `StoreError`."""

    # ---- drafts ------------------------------------------------------------------------

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
    ) -> Case:
        """Begin an assessment, empty or from the earlier decision `based_on`.

        `answered_at` gives the times of answers that were taken over, so that they keep their
        age; the others count as answered now.

        :raises StoreError: case_exists
        """
        times = dict(answered_at or {})
        for time in (at, *times.values()):
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
        )
        with self._change() as db:
            drafts.insert(db, case, times)
            return drafts.read(db.conn, case.id)

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
            drafts.write_answer(db, case_id, fact, value, given_at or at)

    def set_answers(self, case_id: str, answers: Mapping[str, Answer | None], at: str) -> None:
        """Keep several answers, all or none.

        :raises StoreError: case_unknown, case_decided
        """
        with self._edit(case_id, at) as db:
            for fact, value in answers.items():
                drafts.write_answer(db, case_id, fact, value, at)

    def set_note(self, case_id: str, field: str, text: str | None, at: str) -> None:
        """Keep a free text of the letter; an empty one or None takes it back."""
        with self._edit(case_id, at) as db:
            drafts.write_note(db, case_id, field, text)

    def set_task(self, case_id: str, prerequisite: str, task: Task | None, at: str) -> None:
        """Keep who sees to a prerequisite and by when; None takes it back.

        :raises StoreError: case_unknown, case_decided, day_not_a_date
        """
        with self._edit(case_id, at) as db:
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
        with self._edit(case_id, at) as db:
            drafts.write_columns(db, case_id, drafts.patient_columns(patient))
            for fact, value in (answers or {}).items():
                drafts.write_answer(db, case_id, fact, value, at)

    def set_pack(self, case_id: str, pack: str, at: str) -> None:
        """Change the criteria by which the case is weighed."""
        with self._edit(case_id, at) as db:
            drafts.write_columns(db, case_id, {"pack": pack})

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
            drafts.write_columns(db, case_id, columns)

    def delete_draft(self, case_id: str) -> None:
        """Remove a case that was never decided, with its answers.

        :raises StoreError: case_unknown, case_has_decision
        """
        with self._change() as db:
            if drafts.state(db.conn, case_id) != "draft":
                raise StoreError("case_has_decision")
            db.table("cases").delete(case_id)

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

    # ---- decisions ---------------------------------------------------------------------

    def sign(self, decision: Decision) -> Revision:
        """Keep a decision for good and close its case; repeating it changes nothing.

        :raises StoreError: case_unknown, case_decided, decision_outdated
        """
        require_utc(decision.signed_at)
        with self._change() as db:
            return decisions.sign(db, decision)

    def reopen(self, case_id: str, at: str) -> None:
        """Open a decided case for correction; the decision stays in force until the next.

        :raises StoreError: case_unknown, case_not_decided
        """
        require_utc(at)
        with self._change() as db:
            if drafts.state(db.conn, case_id) != "decided":
                raise StoreError("case_not_decided")
            drafts.write_columns(db, case_id, {"state": "correcting", "changed_at": at})

    def discard_correction(self, case_id: str) -> None:
        """Give up a correction: answers, texts and patient become those of the decision.

        :raises StoreError: case_unknown, case_not_correcting, several_heads
        """
        with self._change() as db:
            decisions.discard_correction(db, case_id)

    def resume_correction(self, case: Case, answered_at: Mapping[str, str]) -> None:
        """Take up a correction that was given up: `case` as it stood then, with its answers' times.

        :raises StoreError: case_unknown, case_not_decided
        """
        for time in (case.changed_at, *answered_at.values()):
            require_utc(time)
        with self._change() as db:
            decisions.resume_correction(db, case, answered_at)

    def revisions(self, case_id: str) -> list[Revision]:
        """Return the decisions of a case, each after those that it replaces.

        :raises StoreError: revision_damaged
        """
        with self._reading() as connection:
            return decisions.revisions(connection, case_id)

    def heads(self, case_id: str) -> list[Revision]:
        """Return the decisions in force.

        :raises StoreError: revision_damaged
        """
        with self._reading() as connection:
            return decisions.heads(connection, case_id)

    def patient_revisions(self, number: str) -> list[Revision]:
        """Return every decision about a patient, in the order they came into this file.

        :raises StoreError: revision_damaged
        """
        with self._reading() as connection:
            return decisions.of_patient(connection, number)

    def decided(self, after: str = "", limit: int = 200) -> list[decisions.DecidedCase]:
        """Return the next cases with a decision, by case id from the first one after `after`."""
        with self._reading() as connection:
            return decisions.decided(connection, after, limit)

    def decided_count(self) -> int:
        """Return how many cases have a decision."""
        with self._reading() as connection:
            return decisions.decided_count(connection)

    def payload(self, revision_id: str) -> bytes:
        """Return a decision's bytes as signed.

        :raises StoreError: revision_unknown, revision_damaged
        """
        with self._reading() as connection:
            return decisions.payload(connection, revision_id)

    def revision(self, revision_id: str) -> Revision:
        """Return a decision by its id.

        :raises StoreError: revision_unknown, revision_damaged
        """
        return Revision(revision_id, read_decision(self.payload(revision_id), revision_id))

    def cases_based_on(self, revision_ids: Sequence[str]) -> list[str]:
        """Return the cases that began from any of these decisions, the oldest first."""
        with self._reading() as connection:
            return drafts.based_on(connection, revision_ids)

    def keep_pack(self, digest: str, data: bytes) -> None:
        """Keep the criteria that decisions are made by; `digest` is `sha256:` and hex of `data`.

        Keeping them again changes nothing.

        :raises StoreError: pack_damaged
        """
        require_digest(digest, data)
        with self._change() as db:
            db.table("packs").insert({"digest": digest, "data": data}, pk="digest", ignore=True)

    def pack(self, digest: str) -> bytes:
        """Return the criteria of a digest as they were kept.

        :raises StoreError: pack_unknown, pack_damaged
        """
        with self._reading() as connection:
            query = "SELECT data FROM packs WHERE digest = ?"
            row = connection.execute(query, (digest,)).fetchone()
        if row is None:
            raise StoreError("pack_unknown")
        data = bytes(row[0])
        require_digest(digest, data)
        return data

    # ---- worklist, settings, health ----------------------------------------------------

    def worklist(self, query: str = "", offset: int = 0, limit: int = 200) -> list[WorklistRow]:
        """Return open work first, then what was changed last, as far as it matches."""
        with self._reading() as connection:
            return worklist.rows(connection, query, offset, limit)

    def worklist_count(self, query: str = "") -> int:
        """Return how many rows match."""
        with self._reading() as connection:
            return worklist.count(connection, query)

    def find(self, query: str) -> list[str]:
        """Return the ids of all that match a query, in the list's order."""
        with self._reading() as connection:
            return worklist.find(connection, query)

    def found_rows(self, ids: Sequence[str]) -> Mapping[str, WorklistRow]:
        """Return the rows of cases that `find` found, by id."""
        with self._reading() as connection:
            return worklist.found_rows(connection, ids)

    def place(self, case_id: str) -> int | None:
        """Return how many rows stand before a case in the whole worklist."""
        with self._reading() as connection:
            return worklist.place(connection, case_id)

    def get_setting(self, key: str, default: object = None) -> object:
        """Return a setting, or the default where it was never set."""
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
            return default if row is None else json.loads(row[0])

    def set_setting(self, key: str, value: object) -> None:
        """Keep a setting; any JSON value."""
        text = canonical(value).decode("utf-8")
        with self._change() as db:
            db.table("settings").upsert({"key": key, "value": text}, pk="key")

    def verify(self) -> None:
        """Read the whole file and every decision in it.

        :raises StoreError: damaged, guards_altered, revision_damaged
        """
        with self._reading() as connection:
            integrity.verify(connection)


def require_digest(digest: str, data: bytes) -> None:
    """Refuse criteria that are not those of the digest.

    :raises StoreError: pack_damaged
    """
    if digest != "sha256:" + revision_id(data):
        raise StoreError("pack_damaged")
