"""Which typeface the window speaks in, and its three sizes.

Windows and macOS lend their own; elsewhere DejaVu Sans, so that the program looks the same
everywhere. Symbols (✓ ◐ △) are always DejaVu's: other fonts draw some of them as pictures.
"""

import sys
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

SYMBOLS = "DejaVu Sans"
_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
# macOS counts 72 points to the inch, the others 96: the two sizes look alike.
_BODY_POINTS = 13.0 if sys.platform == "darwin" else 11.0


class Sizes(NamedTuple):
    """The three sizes of type, in points."""

    body: float
    title: float
    small: float


def sizes(scale: float) -> Sizes:
    """Return the sizes at a text size of `scale`, kept within 0.9 and 2.0."""
    body = _BODY_POINTS * min(max(scale, 0.9), 2.0)
    return Sizes(body=body, title=body * 1.5, small=body * 0.875)


def load() -> None:
    """Make DejaVu Sans available, from the bundle where the machine lacks it."""
    if SYMBOLS in QFontDatabase.families():
        return
    for path in sorted(_FOLDER.glob("DejaVuSans*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def body_font(scale: float) -> QFont:
    """Return the font for running text; `load` comes first."""
    if sys.platform in {"win32", "darwin"}:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    else:
        font = QFont(SYMBOLS)
    font.setPointSizeF(sizes(scale).body)
    return font


def pixels(font: QFont) -> int:
    """Return the em of a font in logical pixels."""
    return max(1, QFontInfo(font).pixelSize())
