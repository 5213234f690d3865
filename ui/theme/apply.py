"""The theme in force: sets it on the application and tells widgets that draw themselves.

There is one application in a process, hence one theme; it is kept here. Widgets hear of a
change as QEvent.StyleChange, which Qt sends to each when the style sheet is replaced.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import QDir, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.theme import fonts
from ui.theme.palette import palette
from ui.theme.sheet import style_sheet
from ui.theme.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens

ThemeName = Literal["light", "dark", "system", "contrast"]
_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"


class Theme(NamedTuple):
    """What is in force: colours, text size (1.0 is 100 %), the em in pixels, stillness."""

    tokens: Tokens
    scale: float
    em: int
    still: bool = False
    """Nothing is to move by itself."""


class _Followed(QObject):
    """Re-applies the theme when the desktop turns dark or light, or asks for contrast."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.name: ThemeName = "system"
        self.scale = 1.0
        self.still = False
        hints = app.styleHints()
        self.blink = hints.cursorFlashTime()
        """Milliseconds, as the desktop has it."""
        hints.colorSchemeChanged.connect(self.follow)
        hints.accessibility().contrastPreferenceChanged.connect(self.follow)

    @Slot()
    def follow(self) -> None:
        app = QApplication.instance()
        if self.name in {"system", "contrast"} and isinstance(app, QApplication):
            _set(app, _desktop_tokens(self.name), self.scale, still=self.still)


@cache
def _followed(app: QApplication) -> _Followed:
    # Kept here: to search the application's children makes Qt set up all that its style knows.
    return _Followed(app)


_current = Theme(LIGHT, 1.0, 15)


def current() -> Theme:
    """Return the theme in force; the light one before any was applied."""
    return _current


def em(count: float = 1.0) -> int:
    """Return so many ems of running text in whole pixels, at least one."""
    return max(1, round(_current.em * count))


def application(arguments: Sequence[str]) -> QApplication:
    """Make the application, in the style that the theme is drawn for.

    Asked for as an argument: a style that Python has seen costs the start 5 ms.
    """
    return QApplication([*arguments, "-style", "fusion"])


def apply_theme(
    app: QApplication, name: ThemeName, scale: float = 1.0, *, still: bool = False
) -> None:
    """Give an application made by `application` a theme and a text size (0.9–2.0).

    `system` follows the desktop, also when it changes later; `contrast` is light or dark as
    the desktop is. Where nothing is to move (`still`), nothing blinks either.
    """
    followed = _followed(app)
    followed.name, followed.scale, followed.still = name, scale, still
    hints = app.styleHints()
    hints.setCursorFlashTime(0 if still else followed.blink)
    if name in {"system", "contrast"}:
        hints.unsetColorScheme()
        tokens = _desktop_tokens(name)
    else:
        # The desktop draws the title bar; this asks it to match.
        wanted = Qt.ColorScheme.Dark if name == "dark" else Qt.ColorScheme.Light
        hints.setColorScheme(wanted)
        tokens = DARK if name == "dark" else LIGHT
    _set(app, tokens, scale, still=still)


def _desktop_tokens(name: ThemeName) -> Tokens:
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    asked = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    if name == "contrast" or asked:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def _set(app: QApplication, tokens: Tokens, scale: float, *, still: bool) -> None:
    global _current  # noqa: PLW0603 - one application, one theme (see the module's docstring)
    scale = min(max(scale, 0.9), 2.0)
    fonts.load()
    QDir.setSearchPaths("icons", [str(_ICONS)])
    font = fonts.body_font(scale)
    _current = Theme(tokens, scale, fonts.pixels(font), still)
    app.setPalette(palette(tokens))
    app.setFont(font)
    app.setStyleSheet(style_sheet(tokens, fonts.sizes(scale), _current.em))
