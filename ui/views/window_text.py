"""The size of the text, as the keys for larger and smaller set it."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.theme import em
from ui.viewmodels.preferences import USUAL_SIZE, Preferences


class TextSize(QObject):
    """Makes the text of a window larger or smaller, and keeps in sight what has the keyboard."""

    changed = Signal()
    """Another size is to be seen."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        # A key held down is answered once for all its presses: every page is styled anew.
        self._chosen = QTimer(self)
        self._chosen.setSingleShot(True)
        self._chosen.timeout.connect(self._follow)

    def change(self, by: int) -> None:
        """Make the text larger or smaller by so many percent; 0 gives it its usual size."""
        size = self._preferences.text_size + by if by else USUAL_SIZE
        self._preferences.text_size = size
        self._chosen.start()

    def _follow(self) -> None:
        self.changed.emit()
        QTimer.singleShot(0, self, self._keep_in_sight)  # when all of it has its new place

    def _keep_in_sight(self) -> None:
        """Scroll to what has the keyboard, which larger text has pushed out of sight."""
        held = self._window.focusWidget()
        around = held.parentWidget() if held else None
        while held is not None and around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(held, 0, em(3))
            around = around.parentWidget()
