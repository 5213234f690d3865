"""What Qt says by itself is said in the reader's language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.qt_words import speak


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    speak("en")


def _menu_of_a_line(line: QLineEdit) -> str:
    menu = line.createStandardContextMenu()
    words = " ".join(action.text().replace("&", "") for action in menu.actions())
    menu.deleteLater()
    return words


def test_the_menu_of_a_text_line_follows_the_language(
    qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    line = QLineEdit()
    request.addfinalizer(line.deleteLater)

    speak("sv")
    swedish = _menu_of_a_line(line)
    speak("en")
    english = _menu_of_a_line(line)

    assert "Ångra" in swedish
    assert "Klistra in" in swedish
    assert "Undo" in english


def test_a_language_leaves_nothing_of_the_one_before(qapp: QApplication) -> None:
    for language in ("sv", "en", "sv", "sv"):
        speak(language)
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Kopiera"
    speak("en")
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Copy"
