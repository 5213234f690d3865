"""Triggers that keep signed decisions as they were signed, whoever opens the file.

Changing a table through a migration drops its triggers, so they are made again after each
migration, and compared word for word at every start. Those that let a purge through, and only
that, stand in `purge_guards`.
"""

import sqlite3
from typing import Final

from triage.store.errors import StoreError
from triage.store.purge_guards import PURGE_GUARDS

GUARDS: Final[dict[str, str]] = {
    "revisions_are_not_changed": (
        "CREATE TRIGGER revisions_are_not_changed BEFORE UPDATE ON revisions "
        "BEGIN SELECT RAISE(ABORT, 'a signed decision cannot be changed'); END"
    ),
    # INSERT OR REPLACE from a connection without recursive_triggers deletes unseen.
    "revisions_are_not_replaced": (
        "CREATE TRIGGER revisions_are_not_replaced BEFORE INSERT ON revisions "
        "WHEN EXISTS (SELECT 1 FROM revisions WHERE id = NEW.id OR seq = NEW.seq) "
        "BEGIN SELECT RAISE(ABORT, 'a signed decision cannot be replaced'); END"
    ),
    "packs_as_decided_are_not_changed": (
        "CREATE TRIGGER packs_as_decided_are_not_changed BEFORE UPDATE ON packs "
        "BEGIN SELECT RAISE(ABORT, 'the criteria of a decision cannot be changed'); END"
    ),
    # A decision is read through its dictionary.
    "dictionaries_are_not_changed": (
        "CREATE TRIGGER dictionaries_are_not_changed BEFORE UPDATE ON dictionaries "
        "BEGIN SELECT RAISE(ABORT, 'what a decision is packed by cannot be changed'); END"
    ),
    "dictionaries_are_not_deleted": (
        "CREATE TRIGGER dictionaries_are_not_deleted BEFORE DELETE ON dictionaries "
        "BEGIN SELECT RAISE(ABORT, 'what a decision is packed by cannot be deleted'); END"
    ),
    "dictionaries_are_not_replaced": (
        "CREATE TRIGGER dictionaries_are_not_replaced BEFORE INSERT ON dictionaries "
        "WHEN EXISTS (SELECT 1 FROM dictionaries WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'what a decision is packed by cannot be replaced'); END"
    ),
    # Foreign keys are a setting of each connection; this is not.
    "decided_cases_stay": (
        "CREATE TRIGGER decided_cases_stay BEFORE DELETE ON cases "
        "WHEN EXISTS (SELECT 1 FROM revisions WHERE case_id = OLD.id) "
        "BEGIN SELECT RAISE(ABORT, 'a case with a signed decision cannot be deleted'); END"
    ),
    "decided_cases_are_not_replaced": (
        "CREATE TRIGGER decided_cases_are_not_replaced BEFORE INSERT ON cases "
        "WHEN EXISTS (SELECT 1 FROM revisions WHERE case_id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'a case with a signed decision cannot be replaced'); END"
    ),
    "cases_keep_their_id": (
        "CREATE TRIGGER cases_keep_their_id BEFORE UPDATE OF id ON cases "
        "BEGIN SELECT RAISE(ABORT, 'the identifier of a case cannot be changed'); END"
    ),
    # What happened to a decision is a part of its record.
    "ledger_is_not_changed": (
        "CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger "
        "BEGIN SELECT RAISE(ABORT, 'an entry of the ledger cannot be changed'); END"
    ),
    "ledger_is_not_replaced": (
        "CREATE TRIGGER ledger_is_not_replaced BEFORE INSERT ON ledger "
        "WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id OR seq = NEW.seq) "
        "BEGIN SELECT RAISE(ABORT, 'an entry of the ledger cannot be replaced'); END"
    ),
    # The access log. An entry goes only behind a purge that was signed first, and never one that
    # the computer's clock says is younger than the law lets go.
    "access_log_is_not_changed": (
        "CREATE TRIGGER access_log_is_not_changed BEFORE UPDATE ON access_log "
        "BEGIN SELECT RAISE(ABORT, 'an entry of the access log cannot be changed'); END"
    ),
    "access_log_is_kept": (
        "CREATE TRIGGER access_log_is_kept BEFORE DELETE ON access_log "
        "WHEN OLD.at > strftime('%Y-%m-%dT%H:%M:%S', 'now', '-5 years') "
        "OR NOT EXISTS (SELECT 1 FROM access_log_purges WHERE through >= OLD.seq) "
        "BEGIN SELECT RAISE(ABORT, 'an entry of the access log cannot be deleted'); END"
    ),
    "access_log_grows_at_its_end": (
        "CREATE TRIGGER access_log_grows_at_its_end BEFORE INSERT ON access_log "
        "WHEN NEW.seq <= coalesce((SELECT max(seq) FROM access_log), 0) "
        "BEGIN SELECT RAISE(ABORT, 'the access log grows at its end only'); END"
    ),
    "access_log_purges_are_not_changed": (
        "CREATE TRIGGER access_log_purges_are_not_changed BEFORE UPDATE ON access_log_purges "
        "BEGIN SELECT RAISE(ABORT, 'a purge of the access log cannot be changed'); END"
    ),
    "access_log_purges_are_not_deleted": (
        "CREATE TRIGGER access_log_purges_are_not_deleted BEFORE DELETE ON access_log_purges "
        "BEGIN SELECT RAISE(ABORT, 'a purge of the access log cannot be deleted'); END"
    ),
    "access_log_purges_are_not_replaced": (
        "CREATE TRIGGER access_log_purges_are_not_replaced BEFORE INSERT ON access_log_purges "
        "WHEN NEW.through <= coalesce((SELECT max(through) FROM access_log_purges), 0) "
        "BEGIN SELECT RAISE(ABORT, 'a purge of the access log cannot be replaced'); END"
    ),
    **PURGE_GUARDS,
}


def drop(connection: sqlite3.Connection) -> None:
    """Drop all guards, for a migration that rewrites what they guard; `remake` follows."""
    for name in _present(connection):
        connection.execute(f'DROP TRIGGER "{name.replace(chr(34), chr(34) * 2)}"')


def remake(connection: sqlite3.Connection) -> None:
    """Drop and create all guards; the caller holds the transaction."""
    drop(connection)
    for statement in GUARDS.values():
        connection.execute(statement)


def check(connection: sqlite3.Connection) -> None:
    """Compare the file's triggers with ours; one more counts as much as one less.

    :raises StoreError: guards_altered
    """
    if _present(connection) != GUARDS:
        raise StoreError("guards_altered")


def _present(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))
