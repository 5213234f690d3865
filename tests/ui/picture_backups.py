"""The page of backups: two of them; a row unfolded."""

from collections.abc import Callable, Mapping

from tests.ui.reassessing import MovedClock
from triage.services import Workplace
from ui.views.backups_page import BackupsPage
from ui.views.main_window import MainWindow


def make(workplace: Workplace, clock: MovedClock) -> None:
    """Make what the page shows: yesterday's and today's."""
    clock.days = 1
    workplace.backups.make("before_migration")
    clock.days = 0
    workplace.backups.make("asked")


def _open(window: MainWindow, settle: Callable[[], None], row: int = -1) -> None:
    window.go("backups")
    page = window.page
    while isinstance(page, BackupsPage) and not page.model.loaded:
        settle()  # the folders are read beside the window
    settle()
    if isinstance(page, BackupsPage) and row >= 0 and page.rows.opened != row:
        page.rows.asked_open.emit(row)


def scenes(settle: Callable[[], None]) -> Mapping[str, Callable[[MainWindow], None]]:
    """Return the page, and the way to restoring in it."""
    return {
        "backups": lambda window: _open(window, settle),
        "backups-open": lambda window: _open(window, settle, 0),
    }
