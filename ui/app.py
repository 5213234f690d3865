"""The door to the desktop program; Qt is loaded when it is gone through, not before."""

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.program import Opened


def run(argv: Sequence[str] = (), opened: "Opened | None" = None) -> int:
    """Open the program and stay until its window is closed; return the exit code.

    `opened` opens the data where a key is at hand, in place of the door.
    """
    # Loading Qt makes a hundred thousand objects that all live on: collecting among them
    # over and over costs a tenth of the start. Afterwards they are set aside for good.
    gc.disable()
    from triage.own_process import keep_to_itself  # noqa: PLC0415 - see above

    keep_to_itself()
    # Qt's import hook slows every import that comes after it, so what needs no Qt comes first.
    import ui.mishaps  # noqa: PLC0415
    import ui.viewmodels.desk  # noqa: PLC0415
    import ui.viewmodels.preferences  # noqa: PLC0415
    import ui.viewmodels.worklist_choice  # noqa: F401, PLC0415
    from ui.program import start  # noqa: PLC0415 - see above

    return start(argv, _collect_again, opened)


def _collect_again() -> None:
    gc.freeze()
    gc.enable()
