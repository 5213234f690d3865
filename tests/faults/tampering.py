"""Tampering with the access log by somebody who has the file and its key, in seven ways."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from tests.faults.disk import scratch
from tests.faults.tally import Tally
from tests.keys_for_tests import KEY, bare
from tests.store.access_logs import made_anew, tampered, unguarded, verdict, written
from triage.store import Store
from triage.store.anchors import Anchor

_ENTRIES: Final = 24
_TURN: Final = "UPDATE access_log SET seq = -seq WHERE seq < 0"
_COLUMNS: Final = ("at", "person", "who", "unit", "act", "case_id", "patient", "detail")
Tampering = Callable[[Path, Random], Anchor | None]
"""Changes the log of a file; returns a later anchor than the one from before, where there is."""


def changed(path: Path, chance: Random) -> None:
    """Change one value of one entry."""
    column, at = chance.choice(_COLUMNS), chance.randrange(1, _ENTRIES + 1)
    value = """'{"page":"x"}'""" if column == "detail" else f"{column} || 'x'"
    tampered(path, f"UPDATE access_log SET {column} = {value} WHERE seq = {at}")  # noqa: S608 - ours


def deleted(path: Path, chance: Random) -> None:
    """Take entries out of the middle."""
    at = chance.randrange(2, _ENTRIES - 3)
    tampered(path, f"DELETE FROM access_log WHERE seq BETWEEN {at} AND {at + 1}")  # noqa: S608 - ours


def closed_up(path: Path, chance: Random) -> None:
    """Take one out and number the rest anew."""
    at = chance.randrange(2, _ENTRIES - 1)
    tampered(
        path,
        f"DELETE FROM access_log WHERE seq = {at}",  # noqa: S608 - ours
        f"UPDATE access_log SET seq = -(seq - 1) WHERE seq > {at}",  # noqa: S608 - ours
        _TURN,
    )


def inserted(path: Path, chance: Random) -> None:
    """Put one in and number the rest anew."""
    at = chance.randrange(2, _ENTRIES)
    tampered(
        path,
        f"UPDATE access_log SET seq = -(seq + 1) WHERE seq >= {at}",  # noqa: S608 - ours
        _TURN,
        f"INSERT INTO access_log SELECT {at}, at, person, 'Någon Annan', unit, act, case_id,"  # noqa: S608 - ours
        " patient, detail, mac FROM access_log WHERE seq = 1",
    )


def exchanged(path: Path, chance: Random) -> None:
    """Let two entries change places."""
    one, other = sorted(chance.sample(range(1, _ENTRIES + 1), 2))
    tampered(
        path,
        f"UPDATE access_log SET seq = {-other} WHERE seq = {one}",  # noqa: S608 - ours
        f"UPDATE access_log SET seq = {one} WHERE seq = {other}",  # noqa: S608 - ours
        _TURN,
    )


def cut_off(path: Path, chance: Random) -> None:
    """Cut the end off."""
    tampered(path, f"DELETE FROM access_log WHERE seq > {chance.randrange(1, _ENTRIES)}")  # noqa: S608 - ours


def rewritten(path: Path, chance: Random) -> Anchor | None:
    """Change an entry and bind the whole chain anew, or work on in an older copy."""
    if chance.random() < 0.5:
        at = chance.randrange(_ENTRIES)
        with unguarded(path) as connection:
            made_anew(connection, lambda rows: rows[at].__setitem__(3, "Någon Annan"))
        return None
    older = path.with_name("older.db")
    connection = bare(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy(path, older)
    later = written(path, 3, start=_ENTRIES + 1)
    shutil.copy(older, path)
    written(path, chance.randrange(1, 6), start=_ENTRIES + 10)
    return later


KINDS: Final[tuple[Tampering | Callable[[Path, Random], None], ...]] = (
    changed,
    deleted,
    closed_up,
    inserted,
    exchanged,
    cut_off,
    rewritten,
)


def logs(seeds: range) -> Tally:
    """Tamper with logs in each way in turn; each is to be found with the anchor."""
    tally = Tally()
    for seed in seeds:
        kind = KINDS[seed % len(KINDS)]
        with scratch() as folder:
            path, anchor = _log(folder)
            anchor = kind(path, Random(f"log {seed}")) or anchor  # noqa: S311 - repeatable
            tally += Tally(1)
            if verdict(path, anchor).whole:
                tally = tally.failed(f"{seed}, {kind.__name__}", "was not found", corrupt=True)
            tally = tally.counted(alone=not verdict(path).whole)
    return tally


def untouched(seeds: range) -> Tally:
    """Verify logs that nobody touched: the control."""
    tally = Tally()
    for _ in seeds:
        with scratch() as folder:
            path, anchor = _log(folder)
            tally += Tally(1).counted(suspected=not verdict(path, anchor).whole)
    return tally


def _log(folder: Path) -> tuple[Path, Anchor]:
    path = folder / "vagval.db"
    written(path, _ENTRIES)
    with Store.open(path, KEY) as store:
        anchor = store.log_head()
    if anchor is None:
        raise RuntimeError("the log is empty")
    return path, anchor
