"""Triggers that hold a purge to its rules, whoever opens the file.

Decisions go only with their case, and a case only while it stands in `purging`. A row gets in
there only past its time, by the caller's clock and the computer's alike, and can never be
committed there: it refers to a case without a name, which no case is (`cases.id <> ''`), and the
reference is looked at when the transaction ends.

What SQL cannot see is whether both clocks are wrong: `triage.core.keeping` asks the access log.
"""

from typing import Final

SIGNED: Final = (
    "(SELECT max(julianday(signed_at)) FROM revisions WHERE revisions.case_id = cases.id)"
)
NOTED: Final = "(SELECT max(julianday(noted_at)) FROM ledger WHERE ledger.case_id = cases.id)"
LAST_ACT: Final = (
    f"max(julianday(changed_at), coalesce({SIGNED}, julianday(changed_at)), "
    f"coalesce({NOTED}, julianday(changed_at)))"
)
"""When a case was last changed or signed, or followed up, as a Julian day; NULL where that cannot
be read."""

# Those of `triage.core.keeping`, written out: the guards are compared at every start, rules are not
# read then.
LEAST: Final = {"age": "+10 years", "moved": "+7 days", "draft": "+1 years"}


def _past(since: str, span: str) -> str:
    """Return SQL that tells whether a span after a time is over by both clocks."""
    over = f"julianday({since}, '{span}')"
    return f"{over} <= julianday(NEW.at) AND {over} <= julianday('now')"


_GROUNDS: Final = {
    "age": (f"example = 0 AND state <> 'draft' AND {_past(LAST_ACT, LEAST['age'])}"),
    "moved": (
        "example = 0 AND state = 'decided' AND moved_by IS NOT NULL "
        f"AND julianday(moved_at) >= {LAST_ACT} "
        f"AND {_past('moved_at', LEAST['moved'])}"
    ),
    "draft": (
        f"example = 0 AND state = 'draft' AND {SIGNED} IS NULL "
        f"AND {_past('changed_at', LEAST['draft'])}"
    ),
    "practice": "example = 1",
}
_DUE: Final = " ".join(f"WHEN '{ground}' THEN {sql}" for ground, sql in _GROUNDS.items())
_LAST_LOGGED: Final = "(SELECT julianday(at) FROM access_log ORDER BY seq DESC LIMIT 1)"

PURGE_GUARDS: Final[dict[str, str]] = {
    "revisions_are_not_deleted": (
        "CREATE TRIGGER revisions_are_not_deleted BEFORE DELETE ON revisions "
        "WHEN NOT EXISTS (SELECT 1 FROM purging WHERE case_id = OLD.case_id) "
        "BEGIN SELECT RAISE(ABORT, 'a signed decision cannot be deleted'); END"
    ),
    # Advice that belongs to no case is a record of its own.
    "ledger_is_not_deleted": (
        "CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON ledger "  # noqa: S608 - constants
        "WHEN CASE WHEN OLD.case_id IS NULL "
        f"THEN coalesce(julianday(OLD.noted_at, '{LEAST['age']}') > julianday('now'), 1) "
        "ELSE NOT EXISTS (SELECT 1 FROM purging WHERE case_id = OLD.case_id) END "
        "BEGIN SELECT RAISE(ABORT, 'an entry of the ledger cannot be deleted'); END"
    ),
    "packs_as_decided_are_not_deleted": (
        "CREATE TRIGGER packs_as_decided_are_not_deleted BEFORE DELETE ON packs "
        "WHEN NOT EXISTS (SELECT 1 FROM purging) OR EXISTS (SELECT 1 FROM revisions "
        "JOIN dictionaries ON dictionaries.id = criteria WHERE digest = OLD.digest) "
        "BEGIN SELECT RAISE(ABORT, 'the criteria of a decision cannot be deleted'); END"
    ),
    "only_what_is_due_is_purged": (
        "CREATE TRIGGER only_what_is_due_is_purged BEFORE INSERT ON purging "  # noqa: S608 - constants
        f"WHEN coalesce((SELECT CASE NEW.ground {_DUE} END FROM cases "
        "WHERE id = NEW.case_id), 0) = 0 "
        "BEGIN SELECT RAISE(ABORT, 'a case is kept until its time is out'); END"
    ),
    "no_purge_before_what_is_logged": (
        "CREATE TRIGGER no_purge_before_what_is_logged BEFORE INSERT ON purging "
        f"WHEN julianday(NEW.at, '+1 hour') < {_LAST_LOGGED} "
        "BEGIN SELECT RAISE(ABORT, 'the clock stands before the last entry of the log'); END"
    ),
    "a_purge_is_not_turned": (
        "CREATE TRIGGER a_purge_is_not_turned BEFORE UPDATE ON purging "
        "BEGIN SELECT RAISE(ABORT, 'a purge cannot be turned to another case'); END"
    ),
    "a_case_is_purged_whole": (
        "CREATE TRIGGER a_case_is_purged_whole BEFORE DELETE ON purging "
        "WHEN EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id) "
        "OR EXISTS (SELECT 1 FROM revisions WHERE case_id = OLD.case_id) "
        "OR EXISTS (SELECT 1 FROM ledger WHERE case_id = OLD.case_id) "
        "BEGIN SELECT RAISE(ABORT, 'a case is purged whole or not at all'); END"
    ),
    "real_cases_are_not_made_practice": (
        "CREATE TRIGGER real_cases_are_not_made_practice BEFORE UPDATE OF example ON cases "
        "WHEN NEW.example <> OLD.example "
        "BEGIN SELECT RAISE(ABORT, 'a case is for practice from its beginning or never'); END"
    ),
    "moved_marks_are_not_backdated": (
        "CREATE TRIGGER moved_marks_are_not_backdated BEFORE UPDATE OF moved_at ON cases "  # noqa: S608 - constants
        "WHEN NEW.moved_at IS NOT NULL AND NEW.moved_at IS NOT OLD.moved_at AND "
        f"coalesce(julianday(NEW.moved_at, '+1 hour') < coalesce({_LAST_LOGGED}, 0), 1) "
        "BEGIN SELECT RAISE(ABORT, 'a mark is set when it is set'); END"
    ),
}
