"""How much of an exhaustive test the ordinary run does: a share of the steps, spread evenly.

`make faults` and `make fuzz-criteria` set `EVERY_STEP=1`, and then each of them is done.
"""

import os
from typing import Final

EVERY_STEP: Final = os.environ.get("EVERY_STEP") == "1"


def each(ordinarily: int) -> int:
    """Return how far one step that is tried lies from the next; 1 where all are."""
    return 1 if EVERY_STEP else ordinarily


def examples(all_of_them: int) -> int:
    """Return how many examples of a property are tried; ordinarily half of them."""
    return all_of_them if EVERY_STEP else all_of_them // 2
