"""When the power is cut in a diary, and how.

Two kinds of moments are not left to chance, so that a program without its protection never passes
by luck: right after something was acknowledged, when nothing that waits is kept; and just before
a file is synced that was written in place, when all that waits for it is torn.
"""

from collections.abc import Sequence
from random import Random

from tests.faults.diary import STYLES, Entry, Style

_LOGS = ("-wal", "-journal")


def moments(entries: Sequence[Entry], most: int, chance: Random) -> dict[int, Style]:
    """Return how to cut by the number of the entry before which to, in all `most` or fewer."""
    told = [
        at
        for at, (one, before) in enumerate(zip(entries[1:], entries, strict=False), start=2)
        if one.kind == "N" and before.kind != "N"
    ]
    moved = [
        at
        for at, one in enumerate(entries)
        if one.kind == "S" and one.name and not one.name.endswith(_LOGS)
    ]
    found: dict[int, Style] = dict.fromkeys(_some(moved, most // 3), "torn")
    found |= dict.fromkeys(_some(told, most // 3), "nothing")
    rest = [at for at in range(len(entries)) if at not in found]
    for at in chance.sample(rest, min(most - len(found), len(rest))):
        found[at] = chance.choice(STYLES)
    return found


def _some(places: Sequence[int], most: int) -> Sequence[int]:
    """Return places from the last back, as evenly as so many can lie."""
    return places[:: -max(1, -(-len(places) // max(1, most)))]
