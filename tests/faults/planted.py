"""The net itself: defects planted one by one in a copy of the program, each to be caught by name.

A defect rewrites one place in the source; where its text is no longer there exactly once, that is
an error of its own, so that no defect is left behind by a change of the program. Only the tests
that are to catch it are run, first on the copy as it is: they must pass there.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.faults.running import ROOT
from tests.faults.tally import Tally

_COPIED: Final = ("triage", "ui", "tests", "resources", "criteria", "main.py", "pyproject.toml")
_HEALTH: Final = "tests/store/test_store_health.py"
_RED: Final = 1
"""Pytest's status where tests failed; any other says that they did not run as they should."""


@dataclass(frozen=True)
class Defect:
    """One place that is rewritten, and the tests that must turn red."""

    name: str
    file: str
    text: str
    instead: str
    tests: tuple[str, ...]


DEFECTS: Final = (
    Defect(
        "the store does not wait for the disk",
        "triage/store/database.py",
        '"synchronous": 2,',
        '"synchronous": 1,',
        ("tests/store/test_store_opening.py::test_every_setting_holds_after_opening",),
    ),
    Defect(
        "a replaced row walks past the guards on deletion",
        "triage/store/database.py",
        '"recursive_triggers": 1,',
        '"recursive_triggers": 0,',
        ("tests/store/test_store_opening.py::test_every_setting_holds_after_opening",),
    ),
    Defect(
        "a guard is dropped",
        "triage/store/guards.py",
        "BEFORE UPDATE ON revisions ",
        "BEFORE UPDATE ON revisions WHEN 0 ",
        ("tests/store/test_store_decisions.py::test_no_statement_changes_a_signed_decision",),
    ),
    Defect(
        "an entry of the ledger can be deleted",
        "triage/store/purge_guards.py",
        "ELSE NOT EXISTS (SELECT 1 FROM purging WHERE case_id = OLD.case_id) END ",
        "ELSE 0 END ",
        ("tests/store/test_store_ledger.py::test_no_statement_changes_what_was_noted",),
    ),
    Defect(
        "lists do not follow what is noted",
        "triage/store/ledger_store.py",
        "followed.refresh(db, new.case_id)",
        "pass",
        ("tests/store/test_store_ledger.py",),
    ),
    Defect(
        "a correction of an old decision takes over from a newer one",
        "triage/store/followed.py",
        "AND cases.example = ? ORDER BY first",
        "AND cases.example = ? ORDER BY signed_at",
        ("tests/store/test_store_ledger.py",),
    ),
    Defect(
        "what was noted is no act that a case is kept for",
        "triage/store/purge_guards.py",
        'f"coalesce({NOTED}, julianday(changed_at)))"',
        '"julianday(changed_at))"',
        ("tests/services/test_retention_ledger.py",),
    ),
    Defect(
        "guards that were altered are not noticed",
        "triage/store/guards.py",
        "if _present(connection) != GUARDS:",
        "if not _present(connection):",
        (
            "tests/store/test_store_opening.py::test_a_store_whose_guards_were_altered_is_refused",
            "tests/store/test_store_opening.py::test_a_weakened_guard_of_the_same_name_is_noticed",
        ),
    ),
    Defect(
        "a store that is not encrypted is opened",
        "triage/store/database.py",
        "cipher.connect(uri, key, timeout",
        "cipher.connect(uri, None if is_plain(path) else key, timeout",
        ("tests/services/test_vault_encrypt.py::test_fixtures_are_plain",),
    ),
    Defect(
        "pages are not read before anything is shown",
        "triage/store/session.py",
        "health.require_whole_pages(connection, path)",
        "pass",
        (f"{_HEALTH}::test_one_changed_bit_of_any_page_is_found_before_anything_is_read",),
    ),
    Defect(
        "a log that was cut short is taken for a power cut",
        "triage/store/session.py",
        "written_log.require_whole(path)",
        "pass",
        ("tests/store/test_written_log.py",),
    ),
    Defect(
        "a decision is not compared with its checksum",
        "triage/store/canonical.py",
        "if revision_id(payload) != expected_id:",
        "if not payload:",
        ("tests/store/test_store_decisions.py::test_a_damaged_decision_is_refused_not_shown",),
    ),
    Defect(
        "the envelope's seal is not checked",
        "triage/keys/envelope.py",
        "if not compare_digest(self.mac, self._seal(key)):",
        "if not compare_digest(self.mac, self.mac):",
        ("tests/keys/test_envelope.py::test_what_is_changed_is_found",),
    ),
    Defect(
        "a backup is not compared with the store",
        "triage/services/backup_trial.py",
        'if found != expected or broken is not None or shape != "ok":',
        "if found is None:",
        ("tests/services/test_backups.py::test_a_backup_that_differs_from_the_store_is_not_kept",),
    ),
    Defect(
        "the access log's anchor is ignored",
        "triage/store/access_findings.py",
        "return not self.findings and not refuted",
        "return not self.findings",
        ("tests/store/test_access_tampering.py",),
    ),
    Defect(
        "an entry of the access log is not bound to the one before it",
        "triage/store/access_log.py",
        "digest(key, _ENTRY + before + ",
        "digest(key, _ENTRY + ",
        ("tests/store/test_access_tampering.py",),
    ),
    Defect(
        "markup in a letter is not escaped",
        "triage/referral/pdf_type.py",
        "escape(printable(in_rows(whole)))",
        "printable(in_rows(whole))",
        ("tests/referral/test_referral_pdf.py::test_markup_prints_as_typed",),
    ),
    Defect(
        "the redactor does not know one form",
        "triage/redaction.py",
        '    rf"{_BORN}{_GAP}{_PAIRS}",\n',
        "",
        ("tests/test_redaction.py::test_nothing_of_a_published_number_is_left",),
    ),
    Defect(
        "a locked window leaves its pages",
        "ui/program.py",
        "        let_go(window, copied)\n",
        "        self._left = window\n",
        ("tests/ui/test_lock.py::test_nothing_of_a_patient_is_left_to_read",),
    ),
    Defect(
        "the search index does not follow a change of patient",
        "triage/store/draft_store.py",
        "index.renew(db.conn, case_id, before=before)",
        "pass",
        ("tests/store/test_store_worklist.py",),
    ),
    Defect(
        "the power is cut where the store does not wait for the disk",
        "triage/store/database.py",
        '"synchronous": 2,',
        '"synchronous": 1,',
        ("tests/faults/test_programme.py::test_nothing_acknowledged_is_lost[power]",),
    ),
    Defect(
        "a power cut while the log is moved into the store is taken for damage",
        "triage/store/health.py",
        'connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()',
        "pass",
        ("tests/faults/test_programme.py::test_nothing_acknowledged_is_lost[power]",),
    ),
    Defect(
        "a new key file is not synced with its folder",
        "triage/keys/files.py",
        "    sync_folder(target.parent)\n    if",
        "    if",
        ("tests/faults/test_programme.py::test_nothing_acknowledged_is_lost[files_power]",),
    ),
    Defect(
        "a full disk is called something else",
        "triage/store/database.py",
        "return disk_usage(folder).free < _ROOM",
        "return False",
        ("tests/faults/test_programme.py::test_nothing_acknowledged_is_lost[disk_full]",),
    ),
)


def each(seeds: range) -> Tally:
    """Plant some of the defects; those that no test notices are what is lost."""
    tally, defects = Tally(), [DEFECTS[seed] for seed in seeds]
    with _copy() as tree:
        red = _red_before(tree, defects)
        for defect in defects:
            tally += Tally(1)
            if defect in red:
                tally = tally.failed(defect.name, f"red before it is planted: {red[defect]}")
            else:
                tally = _one(tally, defect, tree)
    return tally


def _red_before(tree: Path, defects: Sequence[Defect]) -> dict[Defect, str]:
    """Return the defects of which a test is red without them, and what it says."""
    every = dict.fromkeys(test for defect in defects for test in defect.tests)
    if _tests(tree, every)[1] == 0:
        return {}
    told = {defect: _tests(tree, defect.tests) for defect in defects}
    return {defect: output for defect, (output, status) in told.items() if status}


def _one(tally: Tally, defect: Defect, tree: Path) -> Tally:
    path = tree / defect.file
    source = path.read_text(encoding="utf-8")
    try:
        # Compiled files are told apart by seconds: a run lies between each two rewritings.
        path.write_text(rewritten(source, defect), encoding="utf-8")
    except LookupError as error:
        return tally.failed(defect.name, str(error), lost=True)
    try:
        output, status = _tests(tree, defect.tests)
    finally:
        path.write_text(source, encoding="utf-8")
    if status == _RED:
        return tally.counted(red=1)
    if status == 0:
        return tally.failed(defect.name, "no test turned red", lost=True)
    return tally.failed(defect.name, f"the tests did not run: {output}")


@contextmanager
def _copy() -> Iterator[Path]:
    with TemporaryDirectory(prefix="vagval-planted-") as folder:
        tree = Path(folder)
        ignored = shutil.ignore_patterns("__pycache__", ".*")
        for name in _COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, tree / name, ignore=ignored)
            else:
                shutil.copy(source, tree / name)
        yield tree


def rewritten(source: str, defect: Defect) -> str:
    """Return a source with the defect in it.

    :raises LookupError: where its text is not there exactly once
    """
    if source.count(defect.text) != 1:
        raise LookupError(f"{defect.name}: its text is not there once in {defect.file}")
    return source.replace(defect.text, defect.instead)


def _tests(tree: Path, tests: Iterable[str]) -> tuple[str, int]:
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", *tests]
    done = subprocess.run(  # noqa: S603 - our own tests
        command, cwd=tree, env=_environment(), capture_output=True, text=True, check=False
    )
    told = done.stdout.strip().splitlines() or [done.stderr[-200:]]
    return told[-1], done.returncode


@cache
def _environment() -> dict[str, str]:
    # What the programme itself preloads is not for the tests in it.
    rest = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    return {**rest, "QT_QPA_PLATFORM": "offscreen", "HYPOTHESIS_PROFILE": "planted"}
