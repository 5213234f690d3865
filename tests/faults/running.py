"""Running one part of the programme in as many processes as there are cores."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.faults.tally import Tally

ROOT: Final = Path(__file__).parents[2]


def run(function: str, seeds: range, environment: Mapping[str, str], cores: int = 2) -> Tally:
    """Let some processes do a function's seeds between them, and add up.

    One that ends before it has told what it found counts as a failure.
    """
    shares = [seeds[one::cores] for one in range(cores)]
    processes = [
        subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [
                *(sys.executable, "-m", "tests.faults.share", function),
                *(str(share.start), str(share.stop), str(share.step)),
            ],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment, "QT_QPA_PLATFORM": "offscreen"},
        )
        for share in shares
        if len(share)
    ]
    tally = Tally()
    told = [(process.communicate()[0], process.returncode) for process in processes]
    for output, status in told:
        if status:
            tally = tally.failed(f"in {function}", f"the process ended with {status}", lost=True)
            continue
        tally += Tally.from_json(output.splitlines()[-1])
    return tally
