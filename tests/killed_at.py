"""Doing something in a child process that is killed at its n-th touch of a file."""

import gc
import os
import sys
from collections.abc import Callable, Iterator

from tests.thoroughness import each

_TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})
KILLED = 42


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a child that ends at its `step`-th touch; return whether it got that far."""
    child = os.fork()
    if child == 0:
        gc.freeze()  # a search for garbage would write to, and so copy, all of the parent's memory
        left = step

        def count(event: str, _arguments: object) -> None:
            nonlocal left
            if event in _TOUCHES:
                left -= 1
                if left < 0:
                    os._exit(KILLED)

        sys.addaudithook(count)
        try:
            work()
        finally:
            os._exit(0 if sys.exception() is None else 1)  # nothing of the parent's is run
    _pid, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, KILLED}, "the work failed by itself"
    return code == KILLED


def every_step(work: Callable[[int], bool], ordinarily: int = 1) -> Iterator[int]:
    """Yield each step at which the work was killed, until it is done before it can be.

    The ordinary run tries one in `ordinarily`.
    """
    step = 0
    while work(step):
        yield step
        step += each(ordinarily)
