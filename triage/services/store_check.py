"""Reading everything once and saying, part by part, what is whole: `store verify`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from triage.services.backup_trial import TRYING, tried
from triage.store import guards, snapshot
from triage.store.access_findings import AnchorState
from triage.store.acts import NOBODY, Act, Actor
from triage.store.anchors import Anchor
from triage.store.canonical import read_decision
from triage.store.errors import StoreError, plain_errors
from triage.store.packed import Unpacker
from triage.store.store import Store

if TYPE_CHECKING:
    from triage.keys.data_key import DataKey

MOST_NAMED: Final = 100
"""Cases or files that one part names."""


@dataclass(frozen=True)
class Part:
    """One thing that was checked: how many of it, what of it is not whole, and why."""

    name: str
    checked: int
    wrong: tuple[str, ...] = ()
    """Cases by id, backups by file name, or words of the engine."""

    @property
    def whole(self) -> bool:
        """Whether all of it is as it should be."""
        return not self.wrong


def check(
    store: Path,
    key: DataKey,
    backups: Sequence[Path],
    anchor: Anchor | None = None,
    actor: Actor = NOBODY,
) -> Iterator[Part]:
    """Yield part after part, as each is done; what one finds hinders no other.

    The store need not be one that the program would open.

    :raises StoreError: where nothing of it can be read with this key
    """
    with snapshot.reading(store, key) as connection:
        for name, look in _PARTS.items():
            yield _part(name, look, connection)
    yield _log(store, key, anchor, actor)
    yield _backups(backups, key, store.parent)


def _part(
    name: str,
    look: Callable[[sqlite3.Connection], tuple[int, list[str]]],
    connection: sqlite3.Connection,
) -> Part:
    try:
        with plain_errors():
            checked, wrong = look(connection)
    except StoreError as error:
        checked, wrong = 0, [error.code]
    return Part(name, checked, tuple(wrong[:MOST_NAMED]))


def _pages(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    """Every page's seal, then the shape of every tree and index."""
    count = connection.execute("PRAGMA page_count").fetchone()[0]
    broken = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    if not broken:
        shapes = connection.execute("PRAGMA integrity_check(10)").fetchall()
        broken = ["integrity_check" for (word,) in shapes if word != "ok"]
    else:
        broken = ["cipher_integrity_check"]
    return count, list(dict.fromkeys(broken))


def _references(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    found = connection.execute("PRAGMA foreign_key_check").fetchall()
    tables = len(snapshot.tables(connection))
    return tables, sorted({str(row[0]) for row in found})


def _guards(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    guards.check(connection)
    return len(guards.GUARDS), []


def _decisions(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    """Every decision's hash, and that it stands with the case that it was signed for."""
    unpack, wrong, count = Unpacker(connection), list[str](), 0
    rows = connection.execute("SELECT id, case_id, payload, criteria FROM revisions ORDER BY seq")
    while (row := rows.fetchone()) is not None:
        identifier, case_id, payload, criteria = row
        count += 1
        try:
            if read_decision(unpack(payload, criteria), identifier).case_id != case_id:
                wrong.append(case_id)
        except StoreError:
            wrong.append(case_id)
    return count, list(dict.fromkeys(wrong))


def _heads(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    """Each decided case has a decision in force, and what decisions replace is there."""
    unpack = Unpacker(connection)
    of_case: dict[str, dict[str, tuple[str, ...]]] = {}
    rows = connection.execute("SELECT id, case_id, payload, criteria FROM revisions ORDER BY seq")
    while (row := rows.fetchone()) is not None:
        identifier, case_id, payload, criteria = row
        try:
            parents = read_decision(unpack(payload, criteria), identifier).parents
        except StoreError:
            parents = ()  # told among the decisions
        of_case.setdefault(case_id, {})[identifier] = parents
    wrong = []
    for case_id, found in of_case.items():
        replaced = {parent for parents in found.values() for parent in parents}
        # Several in force are a conflict to be settled by people, not a damage.
        if not set(found) - replaced or not replaced <= set(found):
            wrong.append(case_id)
    undecided = connection.execute(
        "SELECT id FROM cases WHERE state <> 'draft'"
        " AND NOT EXISTS (SELECT 1 FROM revisions WHERE case_id = cases.id)"
    ).fetchall()
    return len(of_case), [*wrong, *(case_id for (case_id,) in undecided)]


def _criteria(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    from hashlib import sha256  # noqa: PLC0415 - seldom needed

    rows = connection.execute("SELECT digest, data FROM packs").fetchall()
    wrong = [told for told, data in rows if told != "sha256:" + sha256(data).hexdigest()]
    return len(rows), wrong


def _log(path: Path, key: DataKey, anchor: Anchor | None, actor: Actor) -> Part:
    """The access log's chain, and the anchor from a letter where there is one."""
    try:
        with Store.open(path, key, create=False) as store:
            store.actor = actor
            verdict = store.verify_log(anchor)
            wrong = [str(one.fault) for one in verdict.findings]
            if verdict.state in {AnchorState.BEYOND_END, AnchorState.DIFFERS}:
                wrong.append(str(verdict.state))
            told = {} if anchor is None else {"anchor": str(anchor)}
            store.record(Act.LOG_VERIFIED, faults=str(len(wrong)), **told)
    except StoreError as error:
        return Part("access_log", 0, (error.code,))
    return Part("access_log", verdict.checked, tuple(dict.fromkeys(wrong)))


def _backups(found: Sequence[Path], key: DataKey, room: Path) -> Part:
    """Each backup restored into a temporary place and compared with what it says of itself."""
    wrong = []
    for one in found:
        try:
            with TemporaryDirectory(dir=room, prefix=TRYING) as place:
                tried(one, key, None, Path(place) / "tried.db")
        except StoreError as error:
            wrong.append(f"{one}: {error.code}")
        except OSError:
            wrong.append(f"{one}: backup_no_space")
    return Part("backups", len(found), tuple(wrong[:MOST_NAMED]))


_PARTS: Final[dict[str, Callable[[sqlite3.Connection], tuple[int, list[str]]]]] = {
    "pages": _pages,
    "references": _references,
    "guards": _guards,
    "decisions": _decisions,
    "heads": _heads,
    "criteria": _criteria,
}
NAMES: Final = (*_PARTS, "access_log", "backups")
"""Of all parts, in their order."""
