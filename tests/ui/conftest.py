"""Every test of the window: no screen needed, no warning from Qt or a log, nothing left open."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import apply_theme, current

_HERE = Path(__file__).parent
# Remarks of the platform without a screen on what it lacks, not on what we do.
_HARMLESS = r"This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning from Qt fails the test that caused it."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(_HARMLESS, extend=True))


def _open_windows() -> set[QWidget]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {one for one in QApplication.topLevelWidgets() if not _owned(one)}


@pytest.fixture(autouse=True)
def _clean(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Start in the light theme at 100 %; fail on log records and on windows left open."""
    looks = current().tokens.name == "light" and current().scale == 1.0 and not current().still
    if not looks or not qapp.styleSheet():
        apply_theme(qapp, "light", 1.0)
    before = _open_windows()
    yield
    # Now, for what Python put there must not outlive it at the end of the last test.
    QApplication.clipboard().clear()
    logged = [record for record in caplog.get_records("call") if record.levelname != "DEBUG"]
    loud = [record.getMessage() for record in logged if record.levelno >= 30]
    assert not loud, f"logged during the test: {loud}"
    if _open_windows() - before:
        gc.collect()  # takes longer than most tests: only where something may be left
    left = _open_windows() - before
    assert not left, f"windows left open: {left}"


def _owned(window: QWidget) -> bool:
    """Pop-ups of a widget that lives on (a completer's list) are no windows of their own."""
    return window.parent() is not None


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Make the tests' application as the program makes its own."""
    return ["vagval", "-style", "fusion"]
