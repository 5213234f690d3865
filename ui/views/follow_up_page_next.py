"""What holds now that a referral came back, and a button for each way on."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.follow_up_next import Next
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look, set_text


class NextPanel(Measured):
    """Hidden where nothing came back; the likeliest way comes first."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._text = label("strong")
        self._room = QWidget()
        self._flow = FlowLayout(self._room)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._text)
        self._column.addWidget(self._room)
        self.hide()
        self.ready()

    def show_next(self, following: Next | None) -> None:
        """Show the ways on, in their order."""
        self.setVisible(following is not None)
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {}
        if following is None:
            return
        set_text(self._text, following.text)
        for at, way in enumerate(following.ways):
            button = QPushButton(way.words, self._room)
            set_look(button, "role", "" if at else "primary")
            button.setAccessibleDescription(following.text)
            button.clicked.connect(partial(self.chosen.emit, way.code))
            self._flow.addWidget(button)
            button.show()  # now, for it is about to have the keyboard
            self.buttons[way.code] = button

    def step_back(self, *, back: bool) -> None:
        """Stand back for a form that is in front: its own button is then the main one."""
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            set_look(first, "role", "" if back else "primary")

    def measure(self) -> None:
        self._column.setSpacing(em(0.5))
        self._flow.setSpacing(em(0.5))
