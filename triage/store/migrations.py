"""The schema's history: each step once, in order, never edited after a release.

Importing this module loads sqlite-utils, which costs more than opening the store; it is
imported only for a file that is behind `schema.VERSION`.
"""

import os
import sqlite3

from sqlite_utils import Database, Migrations

from triage.store import followed, guards, held, index
from triage.store.canonical import read_decision
from triage.store.database import APPLICATION_ID, pragma
from triage.store.errors import StoreError, plain_errors
from triage.store.folding import fold, number_key
from triage.store.packed import dictionary_of, pack
from triage.store.schema import VERSION

steps = Migrations("vagval")


@steps(name="1")
def cases_answers_and_revisions(db: Database) -> None:
    """Drafts with their answers and notes, signed revisions, settings."""
    db.execute(
        """
        CREATE TABLE cases (
            id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
            kind TEXT NOT NULL CHECK (kind IN (
                'personnummer', 'samordningsnummer', 'reserve_national',
                'reserve_stockholm', 'reserve_vastra_gotaland', 'alias')),
            number TEXT,
            name TEXT NOT NULL,
            alias TEXT NOT NULL,
            protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
            pack TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'decided', 'correcting')),
            care_form TEXT,
            status TEXT,
            urgency TEXT,
            red_flag INTEGER NOT NULL DEFAULT 0 CHECK (red_flag IN (0, 1)),
            example INTEGER NOT NULL CHECK (example IN (0, 1)),
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE answers (
            case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
            fact TEXT NOT NULL,
            value TEXT NOT NULL CHECK (json_valid(value)),
            answered_at TEXT NOT NULL,
            PRIMARY KEY (case_id, fact)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE notes (
            case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
            field TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (case_id, field)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE revisions (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
            case_id TEXT NOT NULL REFERENCES cases (id),
            payload BLOB NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX revisions_of_a_case ON revisions (case_id, seq)")
    db.execute(
        """
        CREATE TABLE settings (
            key TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL CHECK (json_valid(value))
        ) STRICT, WITHOUT ROWID
        """
    )


@steps(name="2")
def worklist_order_and_search(db: Database) -> None:
    """The worklist in its order without sorting; names and numbers in comparable form."""
    db.execute("ALTER TABLE cases ADD COLUMN search_text TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE cases ADD COLUMN number_key TEXT NOT NULL DEFAULT ''")
    people = db.execute("SELECT id, name, alias, number FROM cases").fetchall()
    for case_id, name, alias, number in people:
        db.execute(
            "UPDATE cases SET search_text = ?, number_key = ? WHERE id = ?",
            (fold(f"{name} {alias}"), number_key(number), case_id),
        )
    db.execute(
        "CREATE INDEX cases_in_worklist_order ON cases (state = 'decided', changed_at DESC, id)"
    )


@steps(name="3")
def packs_as_decided(db: Database) -> None:
    """The criteria that decisions were made by, kept once a version under their digest."""
    db.execute(
        """
        CREATE TABLE packs (
            digest TEXT PRIMARY KEY NOT NULL CHECK (digest LIKE 'sha256:%'),
            data BLOB NOT NULL
        ) STRICT
        """
    )


@steps(name="4")
def tasks_and_what_is_being_decided(db: Database) -> None:
    """Tasks of a case, its signing form as far as it is filled in, what a reassessment is of."""
    db.execute("ALTER TABLE cases ADD COLUMN based_on TEXT")
    db.execute(
        """
        CREATE TABLE tasks (
            case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
            prerequisite TEXT NOT NULL,
            owner TEXT NOT NULL,
            due TEXT NOT NULL,
            PRIMARY KEY (case_id, prerequisite)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE deciding (
            case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
            field TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (case_id, field)
        ) STRICT, WITHOUT ROWID
        """
    )
    # A patient's earlier decisions are looked up each time a number is typed in.
    db.execute("CREATE INDEX cases_of_a_number ON cases (number_key) WHERE number_key <> ''")
    # Those of an alias hang together by what each began from.
    db.execute("CREATE INDEX cases_begun_from ON cases (based_on) WHERE based_on IS NOT NULL")


@steps(name="5")
def people_and_access_log(db: Database) -> None:
    """Who works here, whose a draft is, who did what and when; the store's own identity."""
    db.execute(
        """
        CREATE TABLE identity (
            name TEXT PRIMARY KEY NOT NULL CHECK (name IN ('store_id', 'log_key')),
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    for name, length in (("store_id", 16), ("log_key", 32)):
        db.execute("INSERT INTO identity VALUES (?, ?)", (name, os.urandom(length)))
    db.execute(
        """
        CREATE TABLE people (
            id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            unit TEXT NOT NULL,
            hsa_id TEXT NOT NULL,
            created_at TEXT NOT NULL,
            left_at TEXT
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE own_settings (
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            value TEXT NOT NULL CHECK (json_valid(value)),
            PRIMARY KEY (person, key)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("ALTER TABLE cases ADD COLUMN owner TEXT REFERENCES people (id)")
    db.execute("ALTER TABLE cases ADD COLUMN moved_at TEXT")
    db.execute("ALTER TABLE cases ADD COLUMN moved_by TEXT")
    db.execute(
        """
        CREATE TABLE access_log (
            seq INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            person TEXT NOT NULL,
            who TEXT NOT NULL,
            unit TEXT NOT NULL,
            act TEXT NOT NULL,
            case_id TEXT NOT NULL,
            patient TEXT NOT NULL,
            detail TEXT NOT NULL CHECK (json_valid(detail)),
            mac BLOB NOT NULL CHECK (length(mac) = 32)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX access_log_of_a_time ON access_log (at)")
    db.execute("CREATE INDEX access_log_of_a_person ON access_log (person)")
    db.execute("CREATE INDEX access_log_of_a_patient ON access_log (patient) WHERE patient <> ''")
    db.execute("CREATE INDEX access_log_of_signings ON access_log (case_id) WHERE act = 'signed'")
    # What was left out of the log's beginning, so that the rest can still be verified.
    db.execute(
        """
        CREATE TABLE access_log_purges (
            through INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            person TEXT NOT NULL,
            removed INTEGER NOT NULL CHECK (removed > 0),
            first_at TEXT NOT NULL,
            last_at TEXT NOT NULL,
            chain BLOB NOT NULL CHECK (length(chain) = 32),
            mac BLOB NOT NULL CHECK (length(mac) = 32)
        ) STRICT
        """
    )
    # A case stands here only inside the transaction that purges it; see `purge_guards`.
    db.execute(
        """
        CREATE TABLE purging (
            case_id TEXT PRIMARY KEY NOT NULL,
            ground TEXT NOT NULL CHECK (ground IN ('age', 'moved', 'draft', 'practice')),
            at TEXT NOT NULL,
            never TEXT NOT NULL DEFAULT '' CHECK (never = '')
                REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX purging_never ON purging (never)")
    db.execute("CREATE INDEX cases_moved ON cases (moved_at) WHERE moved_at IS NOT NULL")
    db.execute("CREATE INDEX cases_for_practice ON cases (id) WHERE example = 1")


@steps(name="6")
def packed_decisions_and_full_text(db: Database) -> None:
    """Decisions packed, what they hold kept once, everything found by its words."""
    guards.drop(db.conn)  # they are made again, and would refuse what is rewritten here
    db.execute(
        """
        CREATE TABLE dictionaries (
            id INTEGER PRIMARY KEY,
            digest TEXT NOT NULL,
            data BLOB NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX dictionaries_of_criteria ON dictionaries (digest, id)")
    # Told by SQL, as guards and rules ask; the decision itself has the same.
    db.execute("ALTER TABLE revisions ADD COLUMN signed_at TEXT NOT NULL DEFAULT ''")
    # NULL: the bytes lie as they were signed.
    db.execute("ALTER TABLE revisions ADD COLUMN criteria INTEGER REFERENCES dictionaries (id)")
    db.execute("ALTER TABLE cases ADD COLUMN held_by INTEGER")
    db.execute("ALTER TABLE cases ADD COLUMN held_times BLOB")
    db.execute("ALTER TABLE cases ADD COLUMN doc INTEGER")
    db.execute("ALTER TABLE cases DROP COLUMN search_text")
    db.execute("CREATE UNIQUE INDEX cases_by_doc ON cases (doc) WHERE doc IS NOT NULL")
    # Open work is a small part of all there is, and is looked at by whose it is.
    db.execute(
        "CREATE INDEX cases_open ON cases (owner, changed_at DESC, id, state)"
        " WHERE state <> 'decided'"
    )
    for statement in index.MAKE:
        db.execute(statement)
    _pack(db)
    # What is indexed asks whose identity is protected, of a table that the next step makes.
    db.execute("CREATE TEMP TABLE sheltered (number_key, call)")
    index.rebuild(db.conn)
    db.execute("DROP TABLE temp.sheltered")


def _pack(db: Database) -> None:
    """Pack every decision that can be read; one that cannot stays as it lies, for a salvage."""
    rows = db.execute("SELECT seq, id, case_id, payload FROM revisions ORDER BY seq").fetchall()
    for seq, identifier, case_id, payload in rows:
        try:
            decision = read_decision(payload, identifier)
        except StoreError:
            continue
        criteria, dictionary = dictionary_of(db, decision)
        db.execute(
            "UPDATE revisions SET payload = ?, signed_at = ?, criteria = ? WHERE seq = ?",
            (pack(payload, dictionary), decision.signed_at, criteria, seq),
        )
        # The last one of a case that is closed closed it.
        last = "SELECT max(seq) FROM revisions WHERE case_id = ?"
        closed = db.execute("SELECT 1 FROM cases WHERE id = ? AND state = 'decided'", [case_id])
        if closed.fetchone() and db.execute(last, [case_id]).fetchone()[0] == seq:
            held.fold(db, case_id, seq, decision)


@steps(name="7")
def ledger_and_what_is_followed(db: Database) -> None:
    """What happens after a decision, and where each stands; advice that belongs to no case."""
    db.execute(
        """
        CREATE TABLE ledger (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
            case_id TEXT REFERENCES cases (id),
            kind TEXT NOT NULL CHECK (kind <> ''),
            happened_at TEXT NOT NULL,
            noted_at TEXT NOT NULL,
            person TEXT NOT NULL,
            who TEXT NOT NULL,
            unit TEXT NOT NULL,
            number_key TEXT NOT NULL,
            due TEXT,
            detail TEXT NOT NULL CHECK (json_valid(detail))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX ledger_of_a_case ON ledger (case_id)")
    db.execute("CREATE INDEX ledger_of_a_number ON ledger (number_key) WHERE number_key <> ''")
    db.execute("CREATE INDEX ledger_of_advice ON ledger (happened_at) WHERE kind = 'advice'")
    db.execute("CREATE INDEX ledger_due ON ledger (due) WHERE due IS NOT NULL")
    db.execute(
        """
        CREATE TABLE followed (
            case_id TEXT PRIMARY KEY NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
            step TEXT NOT NULL,
            pack TEXT NOT NULL,
            team TEXT NOT NULL,
            municipality TEXT,
            urgency TEXT NOT NULL,
            signed_at TEXT NOT NULL,
            sent_at TEXT,
            answer_by TEXT,
            reassess_on TEXT,
            conditions INTEGER NOT NULL,
            condition_by TEXT,
            due_at TEXT,
            closed_on TEXT,
            outcome TEXT,
            register_due INTEGER NOT NULL CHECK (register_due IN (0, 1)),
            signed_by INTEGER,
            noted_by INTEGER,
            example INTEGER NOT NULL CHECK (example IN (0, 1)),
            later TEXT
        ) STRICT
        """
    )
    # Whose a decision is, as a small number: an id would stand in every index below.
    db.execute(
        "CREATE TABLE workers (number INTEGER PRIMARY KEY, person TEXT NOT NULL UNIQUE) STRICT"
    )
    # Lists ask for one of these at a time; few cases are due, and the rest stands in no index.
    # What a list is narrowed to stands behind, so that nothing is looked up that is not shown.
    # Practice is no work.
    lists = (
        ("due", "urgency, due_at", "due_at IS NOT NULL"),
        ("answer", "urgency, answer_by", "answer_by IS NOT NULL"),
        ("unsent", "urgency, signed_at", "step = 'unsent' AND later IS NULL"),
        ("again", "reassess_on, urgency", "reassess_on IS NOT NULL"),
        ("conditions", "condition_by, signed_at, urgency", "conditions > 0"),
        ("closed", "closed_on, urgency", "closed_on IS NOT NULL"),
        ("register", "closed_on, urgency", "register_due = 1"),
    )
    for name, order, listed in lists:
        db.execute(
            f"CREATE INDEX followed_{name} ON followed ({order}, pack, team, municipality,"
            f" signed_by, noted_by) WHERE example = 0 AND {listed}"
        )
    db.execute("CREATE INDEX followed_later ON followed (later) WHERE later IS NOT NULL")
    db.execute(
        "CREATE INDEX followed_urgency ON followed (urgency, signed_at, signed_by, noted_by)"
    )
    db.execute(
        "CREATE INDEX followed_team"
        " ON followed (pack, team, signed_at, urgency, signed_by, noted_by)"
    )
    db.execute(
        "CREATE INDEX followed_place ON followed"
        " (municipality, signed_at, urgency, pack, team, signed_by, noted_by)"
        " WHERE municipality IS NOT NULL"
    )
    for who in ("signed", "noted"):
        db.execute(
            f"CREATE INDEX followed_{who} ON followed ({who}_by, signed_at)"
            f" WHERE {who}_by IS NOT NULL"
        )
    # The numbers of which a call for advice says that they are protected; see `sheltering`.
    db.execute(
        """
        CREATE TABLE sheltered (
            number_key TEXT NOT NULL CHECK (number_key <> ''),
            call TEXT NOT NULL,
            PRIMARY KEY (number_key, call)
        ) STRICT, WITHOUT ROWID
        """
    )
    # Open work is narrowed as well, and has no row there: its index holds all that is asked.
    db.execute("DROP INDEX cases_open")
    db.execute(
        "CREATE INDEX cases_open ON cases (owner, changed_at DESC, id, state, urgency, pack,"
        " example, protected, number_key) WHERE state <> 'decided'"
    )
    # Asked for every row of a list: few are.
    db.execute(
        "CREATE INDEX cases_sheltered ON cases (number_key, example)"
        " WHERE number_key <> '' AND protected = 1"
    )
    # The row's number stands in every index by itself.
    db.execute("DROP INDEX revisions_of_a_case")
    db.execute("CREATE INDEX revisions_of_a_case ON revisions (case_id)")
    db.execute(
        "CREATE INDEX answers_of_places ON answers (value, case_id) WHERE fact = 'municipality'"
    )
    followed.begin(db)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to `schema.VERSION`, all steps and guards in one transaction.

    :raises StoreError: newer_version, locked, read_only, disk_full, damaged
    """
    with plain_errors():
        # A step that rebuilds a table would otherwise cascade its deletions; the check below
        # takes the place of the enforcement.
        connection.execute("PRAGMA foreign_keys = OFF")
        try:
            connection.execute("BEGIN IMMEDIATE")
            if int(pragma(connection, "user_version")) > VERSION:
                raise StoreError("newer_version")  # by another process, while we waited
            steps.apply(Database(connection, execute_plugins=False))
            guards.remake(connection)
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise StoreError("damaged")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute("PRAGMA foreign_keys = ON")
