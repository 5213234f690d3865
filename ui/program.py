"""The running program: data, theme, window; then, off the way, what the first case needs."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from triage.services import StoreError, Workplace, data_folder
from ui import mishaps
from ui.theme import ThemeName, application, apply_theme
from ui.viewmodels.preferences import Preferences
from ui.views.main_window import MainWindow

_ICON = Path(__file__).resolve().parents[1] / "resources" / "icons" / "vagval.svg"
_NO_FOLDER = (
    (
        "Datamappen går inte att skapa eller läsa. Kontrollera att du får skriva där, eller låt "
        "VAGVAL_DATA peka ut en annan mapp."
    ),
    (
        "The data folder cannot be made or read. Check that you may write there, or let "
        "VAGVAL_DATA name another folder."
    ),
)
_THEMES: dict[str, ThemeName] = {
    "light": "light",
    "dark": "dark",
    "system": "system",
    "contrast": "contrast",
}


class Program:
    """What lives as long as the program: the open data and the window over it."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._workplace: Workplace | None = None
        self.window: QWidget | None = None

    def open(self) -> None:
        """Show the window, or why there is none."""
        try:
            self._workplace = Workplace.open(self._folder)
        except StoreError as error:
            self._block(error.sv, error.en)
        except OSError:
            self._block(*_NO_FOLDER)
        else:
            self._show(self._workplace)

    def close(self) -> None:
        """Close the data."""
        if self._workplace is not None:
            self._workplace.close()
            self._workplace = None

    def _show(self, workplace: Workplace) -> None:
        self._look(workplace)
        window = MainWindow(workplace)
        window.look_changed.connect(lambda: self._look(workplace))
        sys.excepthook = mishaps.hook(self._folder, window.say_error)
        self._replace(window)
        # Once the list is on the screen, so that it does not wait for the criteria.
        QTimer.singleShot(0, window, lambda: self._warm_up(workplace, window))

    def _warm_up(self, workplace: Workplace, window: MainWindow) -> None:
        warm_up(workplace, window, self._folder)
        from ui.views.window_warming import Warming, steps_ahead  # noqa: PLC0415 - no hurry

        Warming(window, steps_ahead(workplace, window))

    def _look(self, workplace: Workplace) -> None:
        preferences = Preferences(workplace)
        theme = _THEMES[preferences.theme]
        apply_theme(self._app, theme, preferences.text_size / 100, still=preferences.still)

    def _block(self, sv: str, en: str) -> None:
        from ui.views.blocked_window import BlockedWindow  # noqa: PLC0415 - seldom needed

        if isinstance(self.window, BlockedWindow):
            self.window.say(sv, en)
            return
        apply_theme(self._app, "system")
        blocked = BlockedWindow(sv, en, self._folder)
        blocked.again.connect(self.open)
        self._replace(blocked)

    def _replace(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


def warm_up(workplace: Workplace, window: MainWindow, folder: Path) -> None:
    """Load what the first assessment will need, and see to the example patient.

    `folder` is where criteria that do not load are noted.
    """
    from PySide6.QtGui import QIcon  # noqa: PLC0415 - no one waits for it

    from triage.packs.problems import InputError  # noqa: PLC0415 - comes with the criteria
    from triage.services.example import ensure_example  # noqa: PLC0415 - as above

    window.setWindowIcon(QIcon(str(_ICON)))

    def practise() -> None:
        if ensure_example(workplace) is not None:
            window.refresh()

    for step in (workplace.prepare, practise):
        try:
            step()
        except StoreError as error:
            window.say_error(error)
        except InputError as error:
            # This pack is named; the others still work.
            mishaps.note(folder, str(error.problems[0]))
            window.say_error(error)
    window.prepared()


def _tell_roles() -> None:
    """Tell a screen reader of the roles of own widgets; those of the list need none."""
    from ui.widgets.roles import tell_roles  # noqa: PLC0415 - as said

    tell_roles()


def start(argv: Sequence[str], shown: Callable[[], object]) -> int:
    """Stay until the window is closed; return the exit code. `shown` is called when it stands."""
    app = application([sys.argv[0], *argv])
    app.setApplicationName("Vägval")
    app.setDesktopFileName("vagval")
    folder = data_folder()
    mishaps.watch(folder)
    program = Program(app, folder)
    # Both run before the warm-up, which `open` queues.
    QTimer.singleShot(0, app, shown)
    QTimer.singleShot(0, app, _tell_roles)
    program.open()
    try:
        return app.exec()
    finally:
        program.close()
