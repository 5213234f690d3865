# ruff: noqa: N802 - the camel case names are Qt's
"""A line for a passphrase: hidden unless it is asked to be seen, with a word about Caps Lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.widgets.announce import announce
from ui.widgets.measured import Measured, label, set_look, set_text

_LONGEST = 1000
"""Characters; a longer passphrase is a file that was pasted by mistake."""


class EnteredLine(QLineEdit):
    """Keeps Enter to itself: what it leads to may put the keyboard on a button meanwhile.

    The window would press that button with the same key.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


class _Line(EnteredLine):
    """Tells whether a letter came out the other way round than Shift says."""

    caps = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # No desktop tells all programs the state of the key, but each letter tells it.
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and letter.lower() != letter.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(letter.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps.emit(False)  # unknown until the next letter
        super().keyPressEvent(event)


class PassLine(Measured):
    """The line, its caption, a button that shows what stands there, and what is wrong with it."""

    typed = Signal(str)
    entered = Signal()

    def __init__(self, caption: str, _: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._note, self._problem = "", ""
        self._caption = label("strong")
        self._caption.setText(caption)
        self.line = _Line()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(_LONGEST)
        self.line.setAccessibleName(caption)
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self._caption.setBuddy(self.line)
        self.show_button = QPushButton()
        self.show_button.setCheckable(True)
        self.show_button.setProperty("role", "link")
        self._caps = label("small", tone="unknown")
        self._caps.setText("⇪ " + _("Caps Lock är på."))
        self._caps.hide()
        self._under = label("small")
        set_text(self._under, "")
        self._row = QHBoxLayout()
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self.show_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._caption)
        self._column.addLayout(self._row)
        self._column.addWidget(self._caps)
        self._column.addWidget(self._under)
        self.line.caps.connect(self._say_caps)
        self.line.textChanged.connect(self._changed)
        self.line.returnPressed.connect(self.entered)
        self.show_button.toggled.connect(self._turn)
        self._turn(on=False)
        self.ready()

    def text(self) -> str:
        """Return what stands there."""
        return self.line.text()

    def clear(self) -> None:
        """Empty the line, and hide what will be typed next."""
        self.line.clear()
        self.show_button.setChecked(False)
        self._caps.hide()

    def say(self, note: str, *, good: bool = False) -> None:
        """Say something about what stands there; a problem is said in its place."""
        self._note, self._good = note, good
        if not self._problem:
            self._show()

    def refuse(self, problem: str) -> None:
        """Say what is wrong, until something else is typed; "" takes it back."""
        if problem and problem != self._problem:
            announce(self.line, problem, urgent=True)
        self._problem = problem
        self._show()

    def problem(self) -> str:
        """Return what is said to be wrong."""
        return self._problem

    def note(self) -> str:
        """Return what stands under the line."""
        return self._under.text()

    def caps_told(self) -> bool:
        """Say whether the word about Caps Lock is in sight."""
        return not self._caps.isHidden()

    _good = False

    def _show(self) -> None:
        tone = "danger" if self._problem else "yes" if self._good else "muted"
        symbol = "⚠ " if self._problem else "✓ " if self._good else ""
        text = self._problem or self._note
        set_look(self._under, "tone", tone)
        set_look(self.line, "wrong", "true" if self._problem else "false")
        set_text(self._under, f"{symbol}{text}" if text else "")
        self.line.setAccessibleDescription(text)

    def _changed(self, text: str) -> None:
        if self._problem:
            self.refuse("")
        self.typed.emit(text)

    def _say_caps(self, on: bool) -> None:
        if on and self._caps.isHidden():
            announce(self.line, self._("Caps Lock är på."))
        self._caps.setVisible(on)

    def _turn(self, on: bool) -> None:
        _ = self._
        echo = QLineEdit.EchoMode
        self.line.setEchoMode(echo.Normal if on else echo.Password)
        self.show_button.setText(_("Dölj") if on else _("Visa"))
        what = _("Dölj lösenfrasen") if on else _("Visa lösenfrasen")
        self.show_button.setAccessibleName(what)
        self.show_button.setToolTip(what)

    def measure(self) -> None:
        self._column.setSpacing(em(0.25))
        self._row.setSpacing(em(0.4))
