"""Break stores in every way of the programme, print and write what came of it.

python -m tests.faults [--short] [NAME …]

All of it writes docs/reliability.md; a part of it, or the short form, prints only.
"""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.disk import build, preloaded
from tests.faults.parts import PARTS, Part
from tests.faults.report import Row, write
from tests.faults.running import run


def row(part: Part, library: Path, *, short: bool = False, cores: int = 2) -> Row:
    """Run one part with its control."""
    environment, began = preloaded(library), time.monotonic()
    control = None
    if part.counted_by is not None:
        control = run(part.counted_by, range(1), environment, 1)
        every = range(1, control.count + 1)
        seeds = every[:: max(1, len(every) // part.short)] if short else every
    else:
        seeds = range(part.short if short else part.seeds)
    tally = run(part.run, seeds, environment, cores)
    if part.control_run is not None:
        some = range(part.control_short if short else part.control_seeds)
        control = run(part.control_run, some, environment, cores)
    if part.own_control:
        control = tally
    return Row(part, tally, control, time.monotonic() - began)


def main(arguments: list[str]) -> int:
    """Run what was asked for; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("names", nargs="*", choices=[[], *(part.name for part in PARTS)])
    parser.add_argument("--short", action="store_true", help="a few of each")
    asked = parser.parse_args(arguments)
    chosen = [part for part in PARTS if not asked.names or part.name in asked.names]
    rows = []
    with TemporaryDirectory() as folder:
        library = build(Path(folder))
        for part in chosen:
            rows.append(row(part, library, short=asked.short))
            _say(rows[-1].as_line())
            for failure in rows[-1].failures[:20]:
                _say(f"    FAILED {part.name}: {failure}")
    if chosen == list(PARTS) and not asked.short:
        write(rows)
    return int(any(one.failures for one in rows))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
