"""The running program: the door, then the window over the open data; a lock leads back.

What lives as long as the program is here, and nothing of it knows a patient: the data, the window
over them and all that the window held are gone when it locks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from triage.services import Act, StoreError, Workplace, data_folder
from ui import mishaps
from ui.theme import ThemeName, application, apply_theme
from ui.viewmodels.preferences import Preferences

if TYPE_CHECKING:
    from triage.services.rekeying_apart import RekeyingApart
    from triage.services.vault import Vault
    from ui.viewmodels.door_look import DoorLook
    from ui.views.door_entrance import Entrance
    from ui.views.door_watch import Watch
    from ui.views.main_window import MainWindow

_ICON = Path(__file__).resolve().parents[1] / "resources" / "icons" / "vagval.svg"
_THEMES: dict[str, ThemeName] = {
    "light": "light",
    "dark": "dark",
    "system": "system",
    "contrast": "contrast",
}
_REST = 150
"""Milliseconds after which the door, once it stands, loads what comes behind it."""
_SOON = 10
"""Milliseconds between two looks whether a dialog has gone."""
Opened = Callable[[Path], Workplace]


class Program:
    """What lives as long as the program: the door or the open data, and the window over them."""

    def __init__(
        self, app: QApplication, folder: Path, vault: Callable[[Path], Vault] | None = None
    ) -> None:
        """`vault` makes what guards the folder, where not the usual one does."""
        self.app = app
        self._folder = folder
        self._vault = vault
        self._workplace: Workplace | None = None
        self._entrance: Entrance | None = None
        self.watch: Watch | None = None
        self._to_restore: Path | None = None
        """A backup that the door is to restore: the data must be closed for it."""
        self.window: QWidget | None = None
        """What is in sight: the door, or the window over the open data."""
        self._inside: MainWindow | None = None
        """The latter, where it is."""
        self._worn: tuple[str, int, bool] | None = None
        """How the program looks now: theme, percent of text size, whether nothing moves."""

    def open(self) -> None:
        """Show the window where the computer's key store opens it, else the door."""
        entrance = self._made_entrance()
        workplace = entrance.open_here()
        if workplace is not None:
            self.enter(workplace)
        else:
            self._stand_at(entrance)

    def enter(
        self, workplace: Workplace, *, back: bool = False, told: str = "", well: bool = False
    ) -> None:
        """Show the window over open data; `back` takes up what its person had in hand.

        `told` is what happened at the door and is to be said inside; `well` if it went well.
        """
        self._workplace = workplace
        self._look(workplace)
        # Not before: the door stands sooner without, and loads it while a passphrase is typed.
        from ui.views.main_window import MainWindow  # noqa: PLC0415 - as said

        window = self._inside = MainWindow(workplace)
        # Nothing here may hold on to the window: it must be able to go, with all that it knows.
        window.look_changed.connect(self._keep_look)
        window.lock_asked.connect(self._lock_soon)
        window.rekey_asked.connect(self._rekey_soon)
        window.restore_asked.connect(self._restore_soon)
        sys.excepthook = mishaps.hook(self._folder, window.say_error)
        self._replace(window)
        if back:  # shown, for what has the keyboard must be in sight, and not yet painted
            self._take_up(workplace, window)
        if told:
            window.say("success" if well else "error", told)
        # Once the list is on the screen, so that it does not wait for the criteria.
        QTimer.singleShot(0, window, self._warm_up)

    def close(self) -> None:
        """Close the data."""
        if self.watch is not None:
            self.watch.stop()
            self.watch = None
        if self._workplace is not None:
            self._workplace.close()
            self._workplace = None

    # Locking

    def lock(self, *, switch: bool = False, rekey: bool = False, below: int | None = None) -> None:
        """Close the data and leave nothing of them; `switch` asks who is to sign in.

        With `rekey` the door makes another key, and lets the same person in again.
        A dialog that is open is put away first, and is waited for: it holds on to its page. `below`
        is how deep the event loops stood in each other while it was open.
        """
        window = self._inside
        if window is None or self._workplace is None:
            return
        depth = QThread.currentThread().loopLevel()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
            below = depth
        if below is not None and depth >= below:
            later = below
            again = partial(self.lock, switch=switch, rekey=rekey, below=later)
            QTimer.singleShot(_SOON, self.app, again)
            return
        from ui.views.door_lock import let_go  # noqa: PLC0415 - no start locks

        workplace = self._workplace
        person = "" if workplace.person is None else workplace.person.id
        geometry = window.saveGeometry()
        copied = set() if self.watch is None else self.watch.copied
        self._keep(workplace, window)
        apart = self._apart(workplace) if rekey else None
        entrance = self._made_entrance(person=person)
        # While the data are open: pages that follow the look may read them.
        self._apply(entrance.look)
        self.close()
        if apart is not None:
            entrance.begin_with_another_key(apart)
        self.window = self._inside = None  # it goes without being asked whether it may
        self._stand_at(entrance, geometry=geometry, pick=switch)
        file, self._to_restore = self._to_restore, None
        if file is not None:
            entrance.restore(file)
        let_go(window, copied)

    def _restore_soon(self, file: str) -> None:
        """Lock, and have the door restore a backup."""
        self._to_restore = Path(file)
        self._lock_soon()

    def _lock_soon(self, switch: bool = False) -> None:
        """Lock, once the key that asks for it is no longer being handled by what is to go."""
        QTimer.singleShot(0, self.app, partial(self.lock, switch=switch))

    def _rekey_soon(self) -> None:
        QTimer.singleShot(0, self.app, partial(self.lock, rekey=True))

    @staticmethod
    def _apart(workplace: Workplace) -> RekeyingApart:
        from triage.services.rekeying_apart import RekeyingApart  # noqa: PLC0415 - seldom

        return RekeyingApart(workplace)

    def _keep(self, workplace: Workplace, window: MainWindow) -> None:
        from ui.viewmodels.door_resume import keep_resume  # noqa: PLC0415 - no start locks
        from ui.views.door_resuming import place_of  # noqa: PLC0415 - as above

        # A disk that is full keeps nobody's data open: what was acknowledged is kept already.
        with suppress(StoreError):
            window.keep_all()
            keep_resume(workplace, place_of(window))
        with suppress(StoreError):
            workplace.record(Act.LOCKED)

    def _take_up(self, workplace: Workplace, window: MainWindow) -> None:
        from ui.viewmodels.door_resume import take_resume  # noqa: PLC0415 - no start comes back
        from ui.views.door_resuming import resume  # noqa: PLC0415 - as above

        with suppress(StoreError):
            place = take_resume(workplace)
            if place is not None:
                resume(window, place)

    # The door

    def _made_entrance(self, *, person: str = "") -> Entrance:
        from ui.viewmodels.door_look import read_look  # noqa: PLC0415 - not where a key is at hand
        from ui.views.door_entrance import Entrance  # noqa: PLC0415 - as above

        vault = None if self._vault is None else self._vault(self._folder)
        entrance = Entrance(self._folder, read_look(self._folder), person=person, vault=vault)
        entrance.opened.connect(self._come_in)
        entrance.look_chosen.connect(self._apply)
        return entrance

    def _stand_at(
        self, entrance: Entrance, *, geometry: QByteArray | None = None, pick: bool = False
    ) -> None:
        self._entrance = entrance
        self._apply(entrance.look)
        sys.excepthook = mishaps.hook(self._folder, entrance.say_error)
        window = entrance.stand(pick=pick)
        if geometry is not None:
            window.restoreGeometry(geometry)
        self._replace(window)
        QTimer.singleShot(_REST, window, _load_window)

    def _come_in(self, workplace: Workplace) -> None:
        """Let somebody in; later, for a page of the door is still telling of it."""
        entrance, self._entrance = self._entrance, None
        back = entrance is not None and entrance.is_back(workplace)
        told = "" if entrance is None else entrance.told
        well = entrance is not None and entrance.told_well
        come = partial(self.enter, workplace, back=back, told=told, well=well)
        QTimer.singleShot(0, self.app, come)

    # The window

    def _warm_up(self) -> None:
        workplace, window = self._workplace, self._inside
        if workplace is None or window is None:
            return  # locked again before
        warm_up(workplace, window, self._folder)
        from ui.viewmodels.backup_rounds import BackupRounds  # noqa: PLC0415 - no hurry
        from ui.viewmodels.door_look import keep_look, look_of  # noqa: PLC0415 - no hurry
        from ui.viewmodels.health_rounds import HealthRounds  # noqa: PLC0415 - no hurry
        from ui.viewmodels.purge_rest import PurgeRest  # noqa: PLC0415 - no hurry
        from ui.views.door_watch import Watch  # noqa: PLC0415 - nobody is idle yet
        from ui.views.window_warming import Warming, steps_ahead  # noqa: PLC0415 - no hurry

        keep_look(self._folder, look_of(Preferences(workplace)))
        self.watch = Watch(window, workplace)
        self.watch.due.connect(self._lock_soon)
        health = HealthRounds(lambda: window.desk, window)
        health.told.connect(window.say)
        health.look()
        rest = PurgeRest(workplace, window)
        rest.told.connect(window.say)
        rest.look()
        BackupRounds(workplace, window).told.connect(window.say)
        Warming(window, steps_ahead(workplace, window))

    def _look(self, workplace: Workplace) -> None:
        self._apply(Preferences(workplace))

    def _keep_look(self) -> None:
        """Follow another look, and let the door have it as well."""
        workplace = self._workplace
        if workplace is None:
            return
        from ui.viewmodels.door_look import keep_look, look_of  # noqa: PLC0415 - see `_warm_up`

        self._look(workplace)
        keep_look(self._folder, look_of(Preferences(workplace)))

    def _apply(self, look: DoorLook | Preferences) -> None:
        """Look so, unless it does already: every page there is would be laid out again."""
        wanted = (look.theme, look.text_size, look.still)
        if wanted != self._worn:
            self._worn = wanted
            apply_theme(self.app, _THEMES[look.theme], look.text_size / 100, still=look.still)

    def _replace(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


def _load_window() -> None:
    """Load the window while a passphrase is typed: it then opens at once."""
    import ui.views.main_window  # noqa: F401, PLC0415 - see above


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


def start(argv: Sequence[str], shown: Callable[[], object], opened: Opened | None = None) -> int:
    """Stay until the window is closed; return the exit code. `shown` is called when it stands.

    `opened` opens the data where a key is at hand, in place of the door.
    """
    app = application([sys.argv[0], *argv])
    app.setApplicationName("Vägval")
    app.setDesktopFileName("vagval")
    folder = data_folder()
    mishaps.watch(folder)
    program = Program(app, folder)
    # Both run before the warm-up, which `enter` queues.
    QTimer.singleShot(0, app, shown)
    QTimer.singleShot(0, app, _tell_roles)
    if opened is None:
        program.open()
    else:
        program.enter(opened(folder))
    try:
        return app.exec()
    finally:
        program.close()
