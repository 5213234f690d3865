"""A clipboard full of rubbish, pasted into every field of every page: nothing breaks or is kept."""

import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tests.keys_for_tests import KEY, bare
from tests.thoroughness import each
from tests.ui.deciding import SETTLED, begun, decided, workplace_in
from triage.services import Workplace
from ui.views.main_window import MainWindow
from ui.views.pages import NAMES

CONTROL = Qt.KeyboardModifier.ControlModifier
PIECE = (
    "A\u202eB\x00C\x1b[2J\x07D\u2066E\ud800F\ufeff\u200b=cmd|' /C calc'!A0 <b>fet</b>"
    "<img src='file:///etc/passwd'/>\r\n\u2028\u2029\x85\x7f\U000e0001"
)
RUBBISH = (PIECE * 20_000)[: 1_000_000 // each(10)]
PAGES = ("worklist", *(name for name in NAMES if name != "access_reason"))
WITH_CASE = frozenset({"checklist", "review", "letter", "compare", "since_last"})
WITH_DECISION = frozenset({"follow_up"})
KEPT = frozenset("\n\u200b\u200c\u200d")
"""Besides what is seen: ends of lines, and what scripts and emoji join their letters with."""


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path)
    yield opened
    opened.close()


def _fields(window: QWidget) -> list[QLineEdit | QPlainTextEdit | QTextEdit]:
    found: list[QLineEdit | QPlainTextEdit | QTextEdit] = [
        *window.findChildren(QLineEdit),
        *window.findChildren(QPlainTextEdit),
        *window.findChildren(QTextEdit),
    ]
    return [one for one in found if one.isVisible() and one.isEnabled() and not one.isReadOnly()]


def _stored(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of the store with its place."""
    with closing(bare(path, KEY)) as raw:
        for (table,) in raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ).fetchall():
            cursor = raw.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - of the schema
            names = [column[0] for column in cursor.description]
            for row in cursor:
                pairs = zip(names, row, strict=True)
                yield from ((f"{table}.{name}", one) for name, one in pairs if isinstance(one, str))


def _unfit(text: str) -> set[str]:
    return {
        f"U+{ord(sign):04X}"
        for sign in text
        if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and sign not in KEPT
    }


def test_rubbish_pasted_into_every_field_breaks_nothing_and_is_kept_by_nobody(
    workplace: Workplace, qapp: QApplication
) -> None:
    case = begun(workplace, {**SETTLED, "red_flags": ()})
    signed = decided(workplace)
    window = MainWindow(workplace, remember=False)
    window.resize(1366, 900)
    window.show()
    window.prepared()
    pasted = 0
    for name in PAGES:
        window.go(name, case if name in WITH_CASE else signed * (name in WITH_DECISION))
        if name == "worklist":
            window.begin()
        QCoreApplication.processEvents()
        for field in _fields(window):
            QApplication.clipboard().setText(RUBBISH)
            field.setFocus()
            QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
            QTest.keyClick(field, Qt.Key.Key_Tab)
            pasted += 1
        window.grab()
        window.go("settings")
    window.go("worklist")
    QApplication.clipboard().clear()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert pasted > 25
    stored = dict.fromkeys(_stored(workplace.folder / "vagval.db"))
    unfit = {place: found for place, text in stored if (found := _unfit(text))}
    assert unfit == {}
    longest = {place: len(text) for place, text in stored if len(text) > 5000}
    assert longest == {}
