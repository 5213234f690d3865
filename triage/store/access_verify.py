"""Verifying the access log: every entry, every note of a purge, and an anchor from outside."""

import sqlite3
from collections import deque
from typing import Any, Final

from triage.store.access_findings import AnchorState, Fault, Finding, Verdict
from triage.store.access_log import COLUMNS, beginning, end, head, log_key
from triage.store.access_purge import purges, sound
from triage.store.access_walk import SHOWN, Walk
from triage.store.acts import Act
from triage.store.anchors import Anchor
from triage.store.progress import Progress, tell, unheard

PIECE: Final = 2000
"""Entries between two looks around: some hundredths of a second."""
_RESTORES: Final = frozenset({Act.RESTORED, Act.SALVAGED})


def verify(
    connection: sqlite3.Connection, anchor: Anchor | None, progress: Progress | None = None
) -> Verdict:
    """Verify the whole log, and tell after each piece how many entries are done.

    Reads by number, not in one transaction: entries are only ever added behind the end as it was.

    :raises StoreError: damaged where the store has lost its log's key
    :raises Stopped: if asked to
    """
    key = log_key(connection)
    begin, chain = beginning(connection)
    last, _ = end(connection)
    findings = [
        Finding(Fault.PURGE_ALTERED, one.through, one.through)
        for one, mark in purges(connection)
        if not sound(key, one, mark)
    ]
    walk = Walk(key, begin, chain)
    state = _at_the_beginning(anchor, begin, chain)
    first = 0
    restores: deque[tuple[int, str]] = deque(maxlen=SHOWN)
    at = begin
    while rows := _piece(connection, at, last):
        for row in rows:
            entry, mac = row[:-1], bytes(row[-1])
            walk.take(entry, mac)
            first = first or entry[0]
            if entry[5] in _RESTORES:
                restores.append((entry[0], entry[1]))
            if anchor is not None and entry[0] == anchor.seq:
                same = Anchor.of(entry[0], mac) == anchor
                state = AnchorState.HOLDS if same else AnchorState.DIFFERS
        at = rows[-1][0]
        tell(progress or unheard, at - begin, last - begin)
    return Verdict(
        checked=walk.checked,
        first=first,
        last=walk.last if walk.checked else 0,
        findings=(*findings, *walk.end()),
        anchor=anchor,
        state=state,
        head=head(connection) if walk.checked else None,
        set_back=tuple(walk.set_back),
        set_back_count=walk.set_back_count,
        restores=tuple(restores),
        purges=tuple(one for one, _ in purges(connection)),
    )


def _at_the_beginning(anchor: Anchor | None, begin: int, chain: bytes) -> AnchorState:
    """Return what can be said of an anchor before any entry was read."""
    if anchor is None:
        return AnchorState.NONE
    if anchor.seq == begin:
        same = Anchor.of(begin, chain) == anchor
        return AnchorState.HOLDS if same else AnchorState.DIFFERS
    # Unless its entry is met: a number that is left out is told as missing as well.
    return AnchorState.PURGED if anchor.seq < begin else AnchorState.BEYOND_END


def _piece(connection: sqlite3.Connection, after: int, last: int) -> list[Any]:
    return connection.execute(
        f"SELECT {COLUMNS} FROM access_log"  # noqa: S608 - a constant
        " WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
        (after, last, PIECE),
    ).fetchall()
