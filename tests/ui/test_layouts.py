"""Every page stands as it was accepted: its layout, not its pixels; a word more is no change."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtGui import QImage
from pytestqt.exceptions import TimeoutError as NeverCame
from pytestqt.qtbot import QtBot

from tests.ui.layouts import KEPT, LIMIT, kept, layout, moved, window_over
from tests.ui.pictures import FOLDER, Scenes, opened
from triage.services import Workplace
from ui.viewmodels.preferences import Preferences
from ui.views.main_window import MainWindow

_PICTURES = FOLDER.with_name("layouts")
"""Where a picture of each page that has moved is kept."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workplace, Scenes]]:
    with opened(tmp_path_factory.mktemp("data")) as both:
        yield both


def _drawn(window: MainWindow) -> QImage:
    return window.grab().toImage()


def _stands(window: MainWindow, accepted: list[str]) -> bool:
    return moved(layout(_drawn(window)), accepted) <= LIMIT


def test_no_page_has_moved_much(filled: tuple[Workplace, Scenes], qtbot: QtBot) -> None:
    workplace, scenes = filled
    window = window_over(workplace)
    qtbot.addWidget(window)
    _PICTURES.mkdir(parents=True, exist_ok=True)
    changed: list[str] = []

    for name, lead in scenes.items():
        lead(window)
        stands = partial(_stands, window, kept(name))
        try:
            qtbot.waitUntil(stands, timeout=3000)  # some of a page is drawn a little later
        except NeverCame:
            share = moved(layout(_drawn(window)), kept(name))
            changed.append(f"{name}: {share:.0%} of the page, see {_PICTURES}/{name}.png")
            window.grab().save(str(_PICTURES / f"{name}.png"))
    window.close()

    how = "; where that is meant: python -m tests.ui.layouts NAME …"
    assert not changed, "\n".join(changed) + how
    assert {path.stem for path in KEPT.glob("*.txt")} == set(scenes)


def test_words_are_no_layout_but_a_page_slid_down_is(
    filled: tuple[Workplace, Scenes], qtbot: QtBot
) -> None:
    workplace, scenes = filled
    swedish = window_over(workplace)
    qtbot.addWidget(swedish)
    scenes["settings"](swedish)
    picture = _drawn(swedish)
    swedish.close()
    Preferences(workplace).language = "en"
    english = MainWindow(workplace, remember=False)
    qtbot.addWidget(english)
    english.showNormal()
    english.resize(swedish.size())
    english.prepared()
    scenes["settings"](english)
    other = _drawn(english)
    english.close()
    slid = picture.copy(0, -80, picture.width(), picture.height())

    assert moved(layout(picture), layout(other)) <= LIMIT
    assert moved(layout(picture), layout(slid)) > LIMIT


def test_a_page_without_an_accepted_layout_has_moved() -> None:
    blank = QImage(64, 36, QImage.Format.Format_RGB32)
    blank.fill(0)

    assert kept("no such page") == []
    assert moved(layout(blank), []) == 1.0
    assert moved(layout(blank), layout(blank)) == 0.0
    assert set("".join(layout(blank))) == {"0"}
