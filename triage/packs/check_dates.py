"""What is wrong with a pack's dates, its history, and the findings it accepts.

Knows no clock: whether something has passed is for whoever knows the day.
"""

from triage.core.pack import Pack
from triage.core.spelling import did_you_mean
from triage.core.verification import Property
from triage.packs.check_names import Found, Path
from triage.packs.quoting import quoted


def check_dates(pack: Pack) -> Found:
    """Yield dates in the wrong order, and a history or acceptance that cannot be."""
    if pack.valid_from and pack.valid_to and pack.valid_from > pack.valid_to:
        yield ("valid_to",), f"is before valid_from {pack.valid_from}; swap them"
    yield from _changes(pack)
    yield from _accepted(pack)


def _changes(pack: Pack) -> Found:
    if not pack.changes:
        return
    newest = pack.changes[0]
    if newest.version != pack.version:
        right = f"the newest change is of version {quoted(pack.version)}, as the pack"
        yield ("changes", 0, "version"), f"{quoted(newest.version)} is not in force; {right}"
    if pack.approved is not None and pack.approved.on < newest.on:
        after = f"is before version {quoted(newest.version)} of {newest.on}"
        yield ("approved", "on"), f"{after}; approve that version, or leave approved out"
    seen: set[str] = set()
    for number, note in enumerate(pack.changes):
        path: Path = ("changes", number)
        if note.version in seen:
            yield (*path, "version"), f"{quoted(note.version)} stands twice; name each version once"
        seen.add(note.version)
        if number and note.on > pack.changes[number - 1].on:
            above = f"is after {pack.changes[number - 1].on} above it"
            yield (*path, "on"), f"{above}; write the newest change first"


def _accepted(pack: Pack) -> Found:
    names = [one.value for one in Property]
    seen: set[str] = set()
    for number, one in enumerate(pack.accepted):
        path: Path = ("accepted", number)
        name = one.finding.partition("/")[0]
        if name not in names:
            near = did_you_mean(name, names) or f"; known are {', '.join(names)}"
            yield (*path, "finding"), f"unknown property {quoted(name)}{near}"
        if one.finding in seen:  # it is about one region only, whatever that is now
            yield (*path, "finding"), f"'{one.finding}' is accepted twice; keep one of them"
        seen.add(one.finding)
        if one.on > one.expires:
            yield (*path, "expires"), f"is before on {one.on}; swap them"
