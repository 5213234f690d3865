"""What the pictures show of the access log: its entries, a check, and the question why."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication

from ui.views.access_log_page import AccessLogPage
from ui.views.main_window import MainWindow

Lead = Callable[[MainWindow], None]


def _checked(window: MainWindow) -> None:
    window.go("access_log")
    page = window.page
    if isinstance(page, AccessLogPage):
        page.view.segment("check").click()
        page.check.check.click()
        while page.model.running:
            QApplication.processEvents()


def scenes() -> Mapping[str, Lead]:
    """Return what leads to each picture, by its name."""
    return {
        "state-access-log": lambda window: window.go("access_log"),
        "state-access-check": _checked,
    }
