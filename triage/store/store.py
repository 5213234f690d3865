"""The store as the rest of the program sees it: what can be done with cases and decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from triage.core.people import Person
from triage.store import access_log, drafts, people, worklist
from triage.store.acts import Act
from triage.store.canonical import canonical, read_decision, read_setting, revision_id
from triage.store.draft_store import Drafts
from triage.store.errors import StoreError
from triage.store.late import Late
from triage.store.records import Case, Decision, Revision, WorklistRow
from triage.store.retained import Retained
from triage.store.session import require_utc
from triage.store.worklist import EVERYBODY, FAR, HITS, Found, Standing, Whose

if TYPE_CHECKING:
    from triage.store import decisions, followed, index, integrity, packed, worklist_find
    from triage.store.search import Meanings
    from triage.store.worklist_store import Views
else:  # the list of a start needs none of them
    decisions = Late("triage.store.decisions")
    followed = Late("triage.store.followed")
    index = Late("triage.store.index")
    integrity = Late("triage.store.integrity")
    packed = Late("triage.store.packed")
    worklist_find = Late("triage.store.worklist_find")


class Store(Drafts, Retained):
    """Cases, decisions and settings of one workstation. Every method may raise `StoreError`."""

    # ---- decisions ---------------------------------------------------------------------

    def sign(self, decision: Decision) -> Revision:
        """Keep a decision for good and close its case; repeating it changes nothing.

        :raises StoreError: case_unknown, case_decided, decision_outdated
        """
        require_utc(decision.signed_at)
        with self._change() as db:
            revision = decisions.sign(db, decision)
            if access_log.of_signing(db.conn, decision.case_id, revision.id) is None:
                self._log_signing(db.conn, revision)
            followed.signed(db, revision)
            return revision

    def reopen(self, case_id: str, at: str) -> None:
        """Open a decided case for correction; the decision stays in force until the next.

        :raises StoreError: case_unknown, case_not_decided
        """
        require_utc(at)
        with self._change() as db:
            decisions.reopen(db, case_id, at)
            self._log(db.conn, Act.CORRECTED, case_id, at=at)

    def discard_correction(self, case_id: str) -> None:
        """Give up a correction: answers, texts and patient become those of the decision.

        :raises StoreError: case_unknown, case_not_correcting, several_heads
        """
        with self._change() as db:
            # What the correction said of the patient may have moved others' follow-up.
            was = drafts.read_row(db.conn, case_id)
            followed.signed(db, decisions.discard_correction(db, case_id))
            self._shelter(db, was, drafts.read_row(db.conn, case_id))
            self._log(db.conn, Act.CORRECTION_DROPPED, case_id)

    def resume_correction(self, case: Case, answered_at: Mapping[str, str]) -> None:
        """Take up a correction that was given up: `case` as it stood then, with its answers' times.

        :raises StoreError: case_unknown, case_not_decided
        """
        for time in (case.changed_at, *answered_at.values()):
            require_utc(time)
        with self._change() as db:
            decisions.resume_correction(db, case, answered_at)
            followed.refresh(db, case.id)
            self._shelter(db, case)
            self._log(db.conn, Act.CORRECTED, case.id, resumed="1")

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

    def keep_pack(self, digest: str, data: bytes, sample: Callable[[], bytes] = bytes) -> None:
        """Keep the criteria that decisions are made by; `digest` is `sha256:` and hex of `data`.

        `sample` makes bytes as decisions by these criteria have them, about nobody: decisions are
        packed by them. Keeping the criteria again changes nothing, and makes no sample.

        :raises StoreError: pack_damaged
        """
        require_digest(digest, data)
        with self._change() as db:
            db.table("packs").insert({"digest": digest, "data": data}, pk="digest", ignore=True)
            if not packed.has_dictionary(db, digest):
                packed.keep_dictionary(db, digest, sample())

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

    # ---- worklist, settings ------------------------------------------------------------

    def worklist(
        self,
        query: str = "",
        offset: int = 0,
        limit: int = 200,
        *,
        whose: Whose = EVERYBODY,
        meanings: Meanings | None = None,
    ) -> list[WorklistRow]:
        """Return open work first, then what was changed last, as far as it matches."""
        with self._reading() as connection:
            if not query.strip():
                return worklist.rows(connection, whose, offset, limit)
            found = worklist_find.find(connection, query, whose, meanings, offset + limit)
            return found.rows[offset:]

    def worklist_count(self, query: str = "", *, whose: Whose = EVERYBODY) -> int:
        """Return how many rows match, as far as they are counted."""
        with self._reading() as connection:
            if not query.strip():
                return worklist.standing(connection, whose).rows
            return len(worklist_find.find(connection, query, whose, None, HITS).rows)

    def standing(self, whose: Whose = EVERYBODY, far: int = FAR) -> Standing:
        """Return how long the list is, counted no further than `far`."""
        with self._reading() as connection:
            return worklist.standing(connection, whose, far)

    def find(
        self,
        query: str,
        limit: int = HITS,
        *,
        whose: Whose = EVERYBODY,
        meanings: Meanings | None = None,
    ) -> Found:
        """Return the first rows that match a query, in the list's order."""
        with self._reading() as connection:
            return worklist_find.find(connection, query, whose, meanings, limit)

    def place(self, case_id: str, whose: Whose = EVERYBODY) -> int | None:
        """Return how many rows stand before a case in the list; None for one that is not in it."""
        with self._reading() as connection:
            return worklist.place(connection, case_id, whose)

    @property
    def views(self) -> Views:
        """The list as views of what waits, narrowed and counted."""
        from triage.store.worklist_store import Views  # noqa: PLC0415 - the list needs none

        return Views(self._reading)

    def rebuild_index(self) -> None:
        """Make the index that searches go by anew, from what the cases hold."""
        with self._change() as db:
            index.rebuild(db.conn)

    def get_setting(self, key: str, default: object = None) -> object:
        """Return a setting, or the default where it was never set."""
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return default if row is None else read_setting(row[0], default)

    def set_setting(self, key: str, value: object) -> None:
        """Keep a setting; any JSON value."""
        text = canonical(value).decode("utf-8")
        with self._change() as db:
            db.table("settings").upsert({"key": key, "value": text}, pk="key")

    def identity(self, name: str) -> bytes:
        """Return `store_id` or `log_key`, random bytes that were made with the store."""
        with self._reading() as connection:
            query = "SELECT value FROM identity WHERE name = ?"
            row = connection.execute(query, (name,)).fetchone()
        if row is None:
            raise StoreError("damaged")
        return bytes(row[0])

    # ---- people ------------------------------------------------------------------------

    def people(self) -> list[Person]:
        """Return all who ever could sign in, in the order they came."""
        with self._reading() as connection:
            return people.everyone(connection)

    def person(self, person_id: str) -> Person:
        """Return one person.

        :raises StoreError: person_unknown
        """
        with self._reading() as connection:
            return people.read(connection, person_id)

    def keep_person(self, person: Person, at: str) -> None:
        """Add a person, or change what stands about one."""
        require_utc(at)
        with self._change() as db:
            people.keep(db, person, at)

    def own_setting(self, person_id: str, key: str, default: object = None) -> object:
        """Return one of a person's own settings, or the default where it was never set."""
        with self._reading() as connection:
            return people.setting(connection, person_id, key, default)

    def set_own_setting(self, person_id: str, key: str, value: object) -> None:
        """Keep one of a person's own settings; any JSON value.

        :raises StoreError: refused for a person that the store does not know
        """
        text = canonical(value).decode("utf-8")
        with self._change() as db:
            people.keep_setting(db, person_id, key, text)

    # ---- health ------------------------------------------------------------------------

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
