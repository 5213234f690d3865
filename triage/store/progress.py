"""How long work tells how far it has come, and how it is asked to stop."""

from collections.abc import Callable

Progress = Callable[[int, int], bool]
"""Called with (done, of all); False asks the work to stop."""


class Stopped(Exception):  # noqa: N818 - nothing went wrong: somebody asked for it
    """The work was asked to stop, and left nothing behind."""


def unheard(_done: int, _of_all: int) -> bool:
    """Go on, and tell nobody."""
    return True


def tell(progress: Progress, done: int, of_all: int) -> None:
    """Tell how far the work is.

    :raises Stopped: if it was asked to stop
    """
    if not progress(done, of_all):
        raise Stopped
