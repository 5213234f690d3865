"""Keeping this process to itself: what it holds in memory is not written anywhere when it ends.

A crash dump would hold the store's key and whatever was on the screen. On Linux the process also
closes its memory to others of the same user, debuggers among them; a dump that is piped to a
program (systemd, apport) is stopped by that alone, for the limit does not count there.

Windows keeps its dumps by a setting of the machine, which a program cannot overrule: left to
whoever runs the machine.
"""

import sys
from typing import Final

_PR_SET_DUMPABLE: Final = 4  # linux/prctl.h


def keep_to_itself() -> None:
    """Write no core dumps from here on; costs two milliseconds, so call it before a key is read."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - the command line needs it for nothing else

        # Fails where a sandbox forbids the call: the limit above still holds.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
