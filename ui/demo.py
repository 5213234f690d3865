"""The program's main job without a screen: the example patient weighed, printed and pictured.

A sub-command that loads Qt, and therefore stands here and not beside the others.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from triage.cli.output import write_file, write_out
from triage.cli.readable import readable
from triage.packs.problems import InputError, Problem
from triage.services import DataKey, Workplace
from triage.services.example import ensure_example
from triage.texts import LANGUAGES, translator

PAGES: Final = ("worklist", "checklist", "review", "letter", "settings", "help", "about")
THEMES: Final = ("light", "dark")
SIZE: Final = (1366, 768)
"""Pixels of a picture: the smallest screen that the pages are made for."""
_MOMENT: Final = 150
"""Milliseconds."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="folder for letter and pictures"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="sv", help="sv (default) or en")


def run(arguments: argparse.Namespace) -> int:
    """Weigh, print and picture the example patient; return the exit code."""
    out: Path = arguments.out
    language: str = arguments.language
    _ = translator(language)
    with tempfile.TemporaryDirectory() as folder:
        workplace = Workplace.open(Path(folder), DataKey.new())
        try:
            case_id = ensure_example(workplace) or ""
            write_out(f"{line}\n" for line in _recommendation(workplace, case_id, language))
            letter = _folder(out) / _("remiss.pdf")
            write_file(letter, workplace.letter_pdf(workplace.letter(case_id, language)))
            pictures = _pictures(workplace, case_id, language, out)
        finally:
            workplace.close()
    lines = ["", _("Remissen: {path}").format(path=letter)]
    lines += [_("Bild: {path}").format(path=picture) for picture in pictures]
    write_out(f"{line}\n" for line in lines)
    return 0


def _folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError([Problem(str(out), "", f"{error.strerror}; give a folder")]) from None
    return out


def _recommendation(workplace: Workplace, case_id: str, language: str) -> list[str]:
    case = workplace.case(case_id)
    facts = workplace.facts(case)
    return readable(
        workplace.compiled(case.pack),
        workplace.recommend(case.pack, facts),
        facts,
        at=workplace.now(),
        language=language,
    )


def _say(_kind: object, _context: object, message: str) -> None:
    """Pass on what Qt has to say, but for its remark on having no screen at all."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


def _settle() -> None:
    """Let a page finish what it draws a moment later, such as the letter's pages."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - loaded by now

    loop = QEventLoop()
    QTimer.singleShot(_MOMENT, loop.quit)
    loop.exec()


def _pictures(workplace: Workplace, case_id: str, language: str, out: Path) -> list[Path]:
    """Draw every page in both themes; no window comes on a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - after the line above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from ui.theme import application, apply_theme  # noqa: PLC0415 - loads Qt as well
    from ui.viewmodels.preferences import Preferences  # noqa: PLC0415 - as above
    from ui.views.main_window import MainWindow  # noqa: PLC0415 - as above

    qInstallMessageHandler(_say)
    app = QApplication.instance() or application([sys.argv[0]])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running")
    Preferences(workplace).language = language
    drawn: list[Path] = []
    for theme in THEMES:
        apply_theme(app, theme)
        window = MainWindow(workplace, remember=False)
        window.resize(*SIZE)
        window.show()
        window.prepared()
        for name in PAGES:
            window.go(name, case_id if name in ("checklist", "review", "letter") else "")
            _settle()
            path = out / f"{name}-{theme}.png"
            window.grab().save(str(path))
            drawn.append(path)
        window.close()
        window.deleteLater()
        app.processEvents()
    return drawn
