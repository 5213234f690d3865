"""How a page is laid out, coarsely: light and dark over a grid, as text that can be read and kept.

A word more or less hardly changes it; a column that is gone or a list that has slid down does.
What is kept stands in `layouts/`, a file for each scene of `pictures`. When a page is meant to
look different, look at its picture and then accept it: `python -m tests.ui.layouts [NAME …]`.
"""

import sys
import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.pictures import SIZE, opened, say, settle
from triage.services import Workplace
from ui.theme import application, apply_theme
from ui.viewmodels.preferences import Preferences
from ui.views.main_window import MainWindow

KEPT: Final = Path(__file__).with_name("layouts")
COLUMNS: Final = 32
ROWS: Final = 18
LIMIT: Final = 0.18
"""The share of the grid that may change; another language changes less of most pages."""
_SHADES: Final = "0123456789abcdefghijklmnopqrstuv"
_ALIKE: Final = 1  # so many shades apart are still the same


def layout(picture: QImage) -> list[str]:
    """Return the lines of the grid, `v` for white."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    small = grey.scaled(
        COLUMNS,
        ROWS,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return [
        "".join(_SHADES[small.pixelColor(x, y).red() // 8] for x in range(COLUMNS))
        for y in range(ROWS)
    ]


def moved(one: list[str], other: list[str]) -> float:
    """Return the share of the grid that differs; all of it where there is no other."""
    if len(one) != len(other):
        return 1.0
    pairs = [pair for lines in zip(one, other, strict=True) for pair in zip(*lines, strict=True)]
    apart = [abs(_SHADES.index(here) - _SHADES.index(there)) for here, there in pairs]
    return sum(shades > _ALIKE for shades in apart) / len(apart)


def kept(name: str) -> list[str]:
    """Return the accepted layout of a scene, nothing where there is none."""
    file = KEPT / f"{name}.txt"
    return file.read_text(encoding="utf-8").split() if file.exists() else []


def window_over(workplace: Workplace) -> MainWindow:
    """Return the window that layouts are taken of: Swedish, of a fixed size."""
    Preferences(workplace).language = "sv"
    window = MainWindow(workplace, remember=False)
    window.showNormal()
    window.resize(*SIZE)
    window.activateWindow()
    window.prepared()
    return window


def accept(app: QApplication, wanted: tuple[str, ...]) -> list[str]:
    """Keep the layouts of the scenes whose names begin so as they are now; return the names."""
    apply_theme(app, "light", 1.0)
    KEPT.mkdir(exist_ok=True)
    accepted = []
    with tempfile.TemporaryDirectory() as data, opened(Path(data)) as (workplace, scenes):
        window = window_over(workplace)
        for name, lead in scenes.items():
            lead(window)
            settle()
            lines = layout(window.grab().toImage())
            if name.startswith(wanted) and moved(lines, kept(name)) > 0:
                (KEPT / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
                accepted.append(name)
        for gone in KEPT.glob("*.txt"):
            if gone.stem not in scenes:
                gone.unlink()
        window.close()
    return accepted


if __name__ == "__main__":
    qInstallMessageHandler(say)
    named = tuple(sys.argv[1:]) or ("",)
    sys.stdout.write(f"accepted: {', '.join(accept(application(sys.argv[:1]), named))}\n")
