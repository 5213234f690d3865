"""Break what comes from outside, and print what came of it: `python -m tests.fuzz [SHARE]`.

SHARE is the part of a whole run, 1 where none is given: a quarter of an hour on two processors.
The exit code is 1 where anything but a refusal in words, or what was meant, came of a piece.
"""

import sys
from concurrent.futures import ProcessPoolExecutor

from tests.fuzz.running import Outcome, run
from tests.fuzz.targets import TARGETS

PROCESSES = 2
BATCH = 500
WORST = 50.0
"""Milliseconds for one piece: reported, not required, for it is the machine's too."""


def _batch(index: int, start: int, stop: int) -> Outcome:
    return run(TARGETS[index], range(start, stop))


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def main(share: float) -> int:
    """Run every target; return the exit code."""
    faults: list[str] = []
    with ProcessPoolExecutor(PROCESSES) as pool:
        for index, target in enumerate(TARGETS):
            count = max(1, round(target.count * share))
            starts = range(0, count, BATCH)
            batches = [pool.submit(_batch, index, at, min(at + BATCH, count)) for at in starts]
            found = Outcome()
            for batch in batches:
                found.add(batch.result())
            faults += found.faults
            slow = "" if found.worst < WORST else f", over {WORST:.0f}"
            worst = f"worst {found.worst:.1f} ms (number {found.worst_piece}{slow})"
            counted = f"{found.pieces:8} pieces, {len(found.faults)} faults, {worst}"
            lines = [f"{target.name:12}{counted}"]
            lines += [f"{'':12}{times:8} {one}" for one, times in found.endings.most_common()]
            _say(*lines)
    _say(*faults[:50])
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else 1.0))
