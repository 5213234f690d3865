"""What is loaded when it is first used is loaded here: not once more in each of a thousand writers.

A writer is a fork: it has what its parent has loaded. Most of what it did otherwise was importing.
"""

from functools import cache

from tests.faults.disk import scratch
from tests.faults.journey import Journey
from tests.faults.opening import opened

_ACTS = 16


@cache
def warm() -> None:
    """Work for a little while in this process, a backup among it; once."""
    with scratch() as folder:
        workplace = opened(folder / "data")
        journey = Journey(workplace, 1, lambda _line: None)
        journey.go(_ACTS, checkpoints=0.2)
        journey.do({"do": "backup"})
        workplace.close()
