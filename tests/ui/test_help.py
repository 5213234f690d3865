"""Help and the page about the program: complete in both languages, found in seconds, offline."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, add, open_desk
from triage.texts import LANGUAGES, translator
from ui.actions import actions
from ui.theme import current
from ui.viewmodels.about import LICENCE, About
from ui.viewmodels.desk import Desk
from ui.viewmodels.help import FOLDER, help_text, key_words, keys_tables
from ui.viewmodels.plain_markup import anchors, links, page
from ui.viewmodels.preferences import Preferences
from ui.views.about_page import AboutPage
from ui.views.help_page import HelpPage
from ui.views.main_window import MainWindow
from ui.views.pages import NAMES


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", Clock())
    Preferences(opened.workplace).purpose_read = True
    yield opened
    opened.workplace.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    made = MainWindow(desk.workplace)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def in_front(window: MainWindow) -> HelpPage:
    assert isinstance(window.page, HelpPage)
    return window.page


# The text


def test_both_languages_tell_the_same() -> None:
    sv, en = ((FOLDER / f"{one}.md").read_text(encoding="utf-8") for one in LANGUAGES)

    assert anchors(sv) == anchors(en)
    assert links(sv) == links(en)
    assert len(re.findall("^- ", sv, re.MULTILINE)) == len(re.findall("^- ", en, re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere_and_every_page_has_its_section(language: str) -> None:
    text = help_text(language, translator(language))
    there = set(anchors(text))

    assert {link.removeprefix("#") for link in links(text)} <= there
    assert ({"worklist", *NAMES} - {"help"}) <= there


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_stands_with_what_it_does_under_its_page(language: str) -> None:
    _ = translator(language)
    tables = keys_tables(_)

    for action in actions(_):
        for key in action.keys:
            assert key_words(key, _) in tables
        assert not action.keys or f"** | {action.text} |" in tables
        assert not action.keys or f"{{#keys-{action.page or 'all'}}}" in tables


@pytest.mark.parametrize(
    ("keys", "read"),
    [
        ("Ctrl+Shift+C", "Ctrl+Skift+C"),
        ("Ctrl++", "Ctrl+plus"),
        ("+", "plus"),
        ("Ctrl+-", "Ctrl+minus"),
        ("Alt+Left", "Alt+vänsterpil"),
        ("Return", "Enter"),
        ("Del", "Delete"),
        ("F6", "F6"),
        ("Ctrl+,", "Ctrl+,"),
        ("=", "="),
    ],
)
def test_keys_are_named_as_they_are_read(keys: str, read: str) -> None:
    assert key_words(keys, translator("sv")) == read


def test_what_looks_like_html_in_a_text_is_text() -> None:
    html = page("# A <b> & {#a}\n\n- **x** `y<` [z](#a)", current().tokens)

    assert '<a name="a"></a>A &lt;b&gt; &amp;' in html
    assert '<b>x</b> <code>y&lt;</code> <a href="#a">z</a>' in html


# The page


@pytest.mark.parametrize(
    ("name", "said"),
    [("checklist", "Checklistan"), ("settings", "Inställningar"), ("criteria", "Kriterierna")],
)
def test_f1_opens_the_section_about_the_page_and_leads_back(
    window: MainWindow, desk: Desk, qtbot: QtBot, name: str, said: str
) -> None:
    case = add(desk, "Bo Ek") if name == "checklist" else "vastra"
    window.go(name, case)

    QTest.keyClick(window, Qt.Key.Key_F1)

    text = in_front(window).text
    qtbot.waitUntil(lambda: text.section() == name)
    assert text.textCursor().block().text() == said
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page_name == name


def test_the_help_is_searched_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    help_page = in_front(window)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(help_page.search.line.hasFocus)
    QTest.keyClicks(help_page.search.line, "utkast")
    QTest.keyClick(help_page.search.line, Qt.Key.Key_Return)
    found = help_page.search.hits()
    assert found > 3
    first = help_page.text.textCursor().position()

    QTest.keyClick(window, Qt.Key.Key_F3)

    assert help_page.text.textCursor().position() > first


def test_lines_keep_their_measure_from_the_first_look(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    QTest.keyClick(window, Qt.Key.Key_F1)
    text = in_front(window).text
    qtbot.waitUntil(text.isVisible)

    assert text.document().textWidth() == text.viewport().width()


# About


def test_every_licence_is_named_and_its_text_a_click_away(desk: Desk, qtbot: QtBot) -> None:
    about = AboutPage(desk)
    qtbot.addWidget(about)
    about.show()
    shown = about.text.toPlainText()
    for part in ("PySide6_Essentials", "reportlab", "DejaVu", "Apache-2.0", "inte CE-märkt"):
        assert part in shown

    about.text.anchorClicked.emit(QUrl(f"{LICENCE}1"))
    assert "common-licenses" in about.text.toPlainText()
    about.text.anchorClicked.emit(QUrl(LICENCE))

    assert about.text.toPlainText() == shown
    assert about.text.section() == "licences"


def test_versions_are_copied_with_the_criteria_and_nothing_of_a_patient(
    window: MainWindow, desk: Desk
) -> None:
    add(desk, "Bo Ek", "191212121212")
    desk.workplace.set_setting("author_name", "Ada Läkare")
    window.go("about")

    window.header.primary_button.click()

    copied = QGuiApplication.clipboard().text()
    compiled = desk.workplace.compiled("vastra")
    for part in ("Vägval 0.", "Qt 6.", "Python 3.", "SQLite (SQLCipher) 3."):
        assert part in copied
    assert compiled.digest.removeprefix("sha256:")[:12] in copied
    for private in ("Bo Ek", "1912", "Ada", str(desk.workplace.folder)):
        assert private not in copied
    assert "kopierade" in window.messages.text()


def test_a_link_to_no_licence_is_refused(desk: Desk) -> None:
    with pytest.raises(KeyError):
        About(desk, "6").licence_html(f"{LICENCE}999")
