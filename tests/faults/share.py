"""One share of one kind of fault, in a process that was started with the preloaded disk.

python -m tests.faults.share MODULE.FUNCTION FIRST END STEP
"""

import sys
from importlib import import_module

from tests.faults.tally import Tally


def main(kind: str, *seeds: str) -> None:
    module, _, function = kind.partition(".")
    run = getattr(import_module(f"tests.faults.{module}"), function)
    tally = run(range(*map(int, seeds)))
    assert isinstance(tally, Tally)
    sys.stdout.write(tally.to_json() + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
