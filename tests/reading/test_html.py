"""The document as a page: whole, accessible, alone, and true to what was written."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from tests.reading.documents import DAY, EVERY, HOSTILE, hostile, texts, written
from triage.reading.document import document
from triage.reading.html import body_html, html
from triage.reading.style import DARK, LIGHT
from ui.theme.contrast import contrast
from ui.theme.tokens import DARK as WINDOW_DARK
from ui.theme.tokens import LIGHT as WINDOW_LIGHT

EMPTY = {"meta", "link", "br", "img", "hr"}


class Outline(HTMLParser):
    """What a page is built of; fails where tags do not close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize(("pack_id", "language"), EVERY)
def test_the_page_is_whole_and_accessible(pack_id: str, language: str) -> None:
    outline = Outline(html(written(pack_id, language)))

    assert outline.all("html") == [{"lang": language}]
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    for link in outline.all("a"):
        assert str(link["href"]).removeprefix("#") in ids
    for labelled in (*outline.all("section"), *outline.all("nav")):
        assert labelled["aria-labelledby"] in ids
    assert all("scope" in cell for cell in outline.all("th"))
    assert len(outline.all("main")) == 1


@pytest.mark.parametrize(("pack_id", "language"), EVERY)
def test_the_page_needs_nothing_else(pack_id: str, language: str) -> None:
    page = html(written(pack_id, language))

    assert {tag for tag, _ in Outline(page).tags}.isdisjoint({"script", "link", "img", "iframe"})
    assert "://" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_every_text_is_on_the_page() -> None:
    told = written("vastra")
    shown = unescape(html(told))

    assert all(text in shown for text in texts(told) if text != told.running)


def test_what_looks_like_markup_is_shown_as_it_was_typed() -> None:
    told = document(hostile(), (), None, "sv", DAY)

    for page in (html(told), body_html(told, LIGHT)):
        outline = Outline(page)
        assert outline.all("script") == []
        assert HOSTILE in unescape(page)


def test_the_colours_are_those_of_the_window_and_can_be_read() -> None:
    for ours, theirs in ((LIGHT, WINDOW_LIGHT), (DARK, WINDOW_DARK)):
        assert all(getattr(theirs, name) == value for name, value in ours._asdict().items())
        for text in (ours.text, ours.muted, ours.primary, ours.yes, ours.gap, ours.danger):
            assert contrast(text, ours.base) >= 4.5
        assert contrast(ours.gap, ours.notice) >= 4.5
        assert contrast(ours.danger, ours.alarm) >= 4.5


def test_the_window_scrolls_to_every_section(qtbot: QtBot) -> None:
    told = written("vastra")
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    browser.resize(700, 500)
    browser.setHtml(body_html(told, LIGHT, contents=True))
    browser.show()
    bar = browser.verticalScrollBar()
    before = 0
    for section in told.sections[1:-1]:
        browser.scrollToAnchor(section.id)
        assert bar.value() > before
        before = bar.value()
    assert browser.horizontalScrollBar().maximum() == 0


def test_the_window_shows_every_text(qtbot: QtBot) -> None:
    told = written("norrbotten")
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    browser.setHtml(body_html(told, WINDOW_DARK))
    shown = " ".join(browser.toPlainText().split())

    for text in texts(told):
        if text not in (told.running, told.contents):
            plain = " ".join(text.split())
            assert plain in shown or told.title in plain or "Kommuner och vårdformer" in plain
