"""No text is cut off and none is untranslated: every page, in both languages and a longer one."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError as NeverCame
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.clipping import cut_off, scrolled_sideways, spoken_on
from tests.ui.deciding import OPEN, SETTLED, begun, decided
from tests.ui.reassessing import MovedClock, followed
from tests.ui.stretched import outside, spoken, stretched
from triage.services import Patient, Workplace
from triage.services.example import ensure_example
from ui.theme import apply_theme
from ui.viewmodels.preferences import Preferences
from ui.views.checklist_page import ChecklistPage
from ui.views.compare_page import ComparePage
from ui.views.door_blocked import BlockedPage
from ui.views.door_window import DoorWindow
from ui.views.main_window import MainWindow
from ui.views.retention_page import RetentionPage

LANGUAGES: Mapping[str, tuple[str, Callable[[], AbstractContextManager[None]]]] = {
    "sv": ("sv", nullcontext),
    "en": ("en", nullcontext),
    "stretched": ("en", spoken),
}
Scenes = Mapping[str, Callable[[MainWindow, QtBot], object]]


def _checklist(window: MainWindow, case: str, step: int, *, short: bool = False) -> None:
    window.go("checklist", case)
    page = window.page
    assert isinstance(page, ChecklistPage)
    model = page.model
    assert model is not None
    if short != model.short.on:
        page.walk.change_length()
    for _ in range(step):
        page.walk.step_on()


def _entry(window: MainWindow) -> None:
    window.begin()
    panel = window.begin_panel()
    panel.number.setText("191212121212")
    panel.entry.set_number("191212121212")
    panel.entry.leave_number()


def _regions(window: MainWindow, qtbot: QtBot, case: str) -> None:
    window.go("compare", case)
    page = window.page
    assert isinstance(page, ComparePage)
    qtbot.waitUntil(lambda: bool(page.rows))
    page.rows[0].why.click()


@pytest.fixture(scope="module")
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, clock: MovedClock) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path_factory.mktemp("data"), KEY, clock)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def scenes(workplace: Workplace, clock: MovedClock) -> Scenes:
    """Return what leads to each page, by its name."""
    example, signed = ensure_example(workplace) or "", decided(workplace)
    unsure = begun(workplace, OPEN, Patient("alias", None, "", "Säng 4"))
    flags = {**SETTLED, "red_flags": ("spinal_cord_compression",)}
    flagged = begun(workplace, flags, Patient("personnummer", "195009072553", "X", protected=True))
    again = followed(workplace, clock, Patient("personnummer", "196101182803", "Bo Åkerlund"))
    return {
        "worklist": lambda window, _: window.go("worklist"),
        "entry": lambda window, _: _entry(window),
        "first step": lambda window, _: _checklist(window, example, 0),
        "symptoms": lambda window, _: _checklist(window, again, 4),
        "open": lambda window, _: _checklist(window, unsure, 3),
        "flag": lambda window, _: _checklist(window, flagged, 1),
        "short": lambda window, _: _checklist(window, unsure, 0, short=True),
        "review": lambda window, _: window.go("review", example),
        "decided": lambda window, _: window.go("review", signed),
        "letter": lambda window, _: window.go("letter", signed),
        "follow-up": lambda window, _: window.go("follow_up", signed),
        "since last": lambda window, _: window.go("since_last", again),
        "compare": lambda window, qtbot: _regions(window, qtbot, unsure),
        "criteria": lambda window, _: window.go("criteria", "vastra"),
        "settings": lambda window, _: window.go("settings"),
        "teams": lambda window, _: window.go("teams"),
        "retention": _retention,
        "help": lambda window, _: window.go("help"),
        "about": lambda window, _: window.go("about"),
    }


def _retention(window: MainWindow, qtbot: QtBot) -> None:
    window.go("retention")
    page = window.page
    assert isinstance(page, RetentionPage)
    qtbot.waitUntil(lambda: page.model.plan is not None and not page.model.running)
    for row in page.grounds.values():
        if row.box.isEnabled() and not row.box.isChecked():
            row.box.click()


def opened(workplace: Workplace, qtbot: QtBot, language: str) -> MainWindow:
    Preferences(workplace).language = language
    window = MainWindow(workplace, remember=False)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(1366, 768)
    window.prepared()
    return window


def faults(window: QWidget, qtbot: QtBot) -> list[str]:
    """Return what is cut off once everything has found its place."""

    def clean() -> bool:
        return not [*cut_off(window), *scrolled_sideways(window)]

    try:
        qtbot.waitUntil(clean, timeout=500)
    except NeverCame:
        return [*cut_off(window), *scrolled_sideways(window)]
    return []


@pytest.fixture(params=[1.0, 2.0], ids=["100 %", "200 %"])
def _scale(request: pytest.FixtureRequest, qapp: QApplication) -> None:
    apply_theme(qapp, "light", request.param)


@pytest.mark.usefixtures("_scale")
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off(
    workplace: Workplace, scenes: Scenes, qtbot: QtBot, language: str
) -> None:
    code, speaking = LANGUAGES[language]
    found: dict[str, list[str]] = {}
    with speaking():
        window = opened(workplace, qtbot, code)
        for name, lead in scenes.items():
            lead(window, qtbot)
            found[name] = faults(window, qtbot)
            if language != "stretched":  # no real language needs a wider window
                assert window.width() == 1366, name
        window.close()

    assert {name: texts for name, texts in found.items() if texts} == {}


_NOT_WORDS = re.compile(
    r"Vägval|Svenska|English|Ctrl|Shift|Alt|Enter|Esc|Del|Backspace|Tab|PgUp|PgDn|F\d+"
    r"|Bo Åkerlund|Ánne Exempelsson|Disa Exempel|Specialist|Medicin 3|Övningspatient|Säng 4"
    r"|Regionalt cancercentrum Väst|CSV|PDF"
)
"""Names, keys and what a person typed: the same in every language."""


def test_no_text_is_left_untranslated(workplace: Workplace, scenes: Scenes, qtbot: QtBot) -> None:
    found: dict[str, set[str]] = {}
    with spoken():
        window = opened(workplace, qtbot, "en")
        places = {place.name for place in workplace.compiled("vastra").pack.municipalities}
        for name, lead in scenes.items():
            lead(window, qtbot)
            for kind, text in spoken_on(window):
                left = _NOT_WORDS.sub("", outside(text.replace("\u200b", "")))
                for place in places:
                    left = left.replace(place, "")
                if re.search(r"[^\W\d_]{2}", left):
                    found.setdefault(f"{kind}: {text}", set()).add(name)
        window.close()

    assert found == {}


@pytest.mark.usefixtures("_scale")
def test_a_blocked_door_shows_all_it_says(qtbot: QtBot, tmp_path: Path) -> None:
    words = "Data kan inte öppnas eftersom ett annat program håller i dem just nu. " * 3
    window = DoorWindow()
    qtbot.addWidget(window)
    window.speak("sv")
    window.show_page(BlockedPage(str, words, tmp_path, more=words))
    window.show()

    found = faults(window, qtbot)
    window.close()

    assert found == []


def test_the_stretched_language_leaves_what_is_filled_in_alone() -> None:
    said = stretched("{count} saker <b>återstår</b> av {all}")

    assert said.startswith("⟦{count} ")
    assert "{all}⟧" in said
    assert said.count("<b>") == said.count("</b>") == 1
    assert "saker" not in said
    assert said.format(count=1, all=2).count("⟦") == 1
    assert len(stretched("Granska och besluta")) == round(1.4 * len("Granska och besluta"))


@pytest.mark.parametrize(
    ("text", "left"),
    [("⟦ÿtter ⟦inre⟧⟧", ""), ("⟦Nåt⟧ · Kungälv", " · Kungälv"), ("helt utanför", "helt utanför")],
)
def test_what_stands_outside_the_brackets_is_found(text: str, left: str) -> None:
    assert outside(text) == left


def test_a_text_with_too_little_room_is_found(
    workplace: Workplace, scenes: Scenes, qtbot: QtBot
) -> None:
    """The tests above can fail."""
    window = opened(workplace, qtbot, "sv")
    scenes["review"](window, qtbot)
    window.header.primary_button.setFixedWidth(40)

    found = faults(window, qtbot)
    window.close()

    assert any("40 wide" in fault for fault in found)
