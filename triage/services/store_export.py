"""Writing out decisions, ledger and access log in the clear, for another system or for keeping.

`decisions.jsonl` holds each decision as the very bytes that were signed, one a line, in the order
they came: the SHA-256 of a line without its end is the decision's id. `ledger.jsonl` holds what
was noted after them, entry by entry as it was written, struck ones among them, and `advice.jsonl`
the advice that belongs to no case. `manifest.json` tells how much there is and the digest of each
file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, Final

from triage.services.workstation import APP_VERSION, STORE_NAME, utc
from triage.store import decisions, flat_archive, ledger, snapshot
from triage.store.acts import Act
from triage.store.canonical import canonical, revision_id
from triage.store.errors import StoreError
from triage.whole_file import write_whole

if TYPE_CHECKING:
    from triage.services.workplace import Workplace

DECISIONS, LOG, MANIFEST = "decisions.jsonl", "access_log.jsonl", "manifest.json"
LEDGER, ADVICE = "ledger.jsonl", "advice.jsonl"
_LOG_COLUMNS: Final = [
    "seq",
    "at",
    "person",
    "who",
    "unit",
    "act",
    "case_id",
    "patient",
    "detail",
    "mac",
]


@dataclass(frozen=True)
class Exported:
    """What was written."""

    folder: Path
    decisions: int
    entries: int
    noted: int
    advice: int


def export(workplace: Workplace, folder: Path) -> Exported:
    """Write all decisions, the log and the manifest into a new folder, whole or not at all.

    :raises StoreError: export_folder_not_empty, revision_damaged, and what reading raises
    :raises OSError: where the folder cannot be made or written
    """
    if folder.exists():
        raise StoreError("export_folder_not_empty")
    part = folder.with_name(f".{folder.name}.part")
    key = workplace.key.copy()
    with suppress(FileNotFoundError):
        rmtree(part)
    part.mkdir(mode=0o700, parents=True)
    try:
        with snapshot.reading(workplace.folder / STORE_NAME, key) as connection:
            store_id = snapshot.store_id(connection)
            signed = (one for *_told, one in _proven(decisions.every(connection)))
            files = {DECISIONS: _write(part / DECISIONS, signed)}
            for name, which in ((LEDGER, "IS NOT NULL"), (ADVICE, "IS NULL")):
                rows = connection.execute(
                    f"SELECT {ledger.COLUMNS} FROM ledger WHERE case_id {which} ORDER BY seq"  # noqa: S608 - constants
                )
                files[name] = _write(part / name, _noted(iter(rows.fetchone, None)))
            rows = connection.execute(
                f"SELECT {', '.join(_LOG_COLUMNS)} FROM access_log ORDER BY seq"  # noqa: S608 - constants
            )
            files[LOG] = _write(part / LOG, _entries(iter(rows.fetchone, None)))
        told = {
            "format": 1,
            "made_at": utc(workplace.now()),
            "app_version": APP_VERSION,
            "store_id": store_id,
            "files": {
                name: {"lines": lines, "sha256": digest} for name, (lines, digest) in files.items()
            },
        }
        write_whole(part / MANIFEST, canonical(told) + b"\n")
        flat_archive.sync_folder(part)
        # Before anybody can have it: what leaves the store unlogged was never seen to leave.
        written = (files[name][0] for name in (DECISIONS, LOG, LEDGER, ADVICE))
        done = Exported(folder, *written)
        workplace.record(Act.EXPORTED, of="store", count=str(done.decisions))
        part.rename(folder)
    finally:
        key.wipe()
        with suppress(FileNotFoundError):
            rmtree(part)
    return done


def _proven(
    rows: Iterator[tuple[str, str, str, bytes]],
) -> Iterator[tuple[str, str, str, bytes]]:
    for row in rows:
        if revision_id(row[3]) != row[1]:
            raise StoreError("revision_damaged")
        yield row


def _noted(rows: Iterator[tuple[Any, ...]]) -> Iterator[bytes]:
    for row in rows:
        told = asdict(ledger.read_row(row))
        if told["case_id"] is None:
            del told["case_id"]
        yield canonical(told)


def _entries(rows: Iterator[tuple[object, ...]]) -> Iterator[bytes]:
    for row in rows:
        told = dict(zip(_LOG_COLUMNS, row, strict=True))
        told["detail"] = json.loads(str(told["detail"]))
        mac = told["mac"]
        told["mac"] = mac.hex() if isinstance(mac, bytes) else ""
        yield canonical(told)


def _write(path: Path, lines: Iterator[bytes]) -> tuple[int, str]:
    digest, count = sha256(), 0
    with path.open("xb") as out:
        path.chmod(0o600)
        for line in lines:
            out.write(line + b"\n")
            digest.update(line + b"\n")
            count += 1
        out.flush()
    return count, digest.hexdigest()
