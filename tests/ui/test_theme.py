"""The look keeps its promises: contrast, sizes, and one switch for everything."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.theme import ThemeName, apply_theme, current, em
from ui.theme.contrast import contrast
from ui.theme.fonts import sizes
from ui.theme.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens

ICONS = Path(__file__).parents[2] / "resources" / "icons"
THEMES = [pytest.param(one, id=one.name) for one in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#FFFFFF", "#FFFFFF", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="#RRGGBB"):
        contrast("white", "#000000")


@pytest.mark.parametrize("tokens", THEMES)
def test_every_text_can_be_read(tokens: Tokens) -> None:
    least = 7.0 if tokens.high_contrast else 4.5
    weak = {
        (text, back): round(contrast(getattr(tokens, text), getattr(tokens, back)), 2)
        for text, back in tokens.text_pairs()
        if contrast(getattr(tokens, text), getattr(tokens, back)) < least
    }
    assert weak == {}


@pytest.mark.parametrize("tokens", THEMES)
def test_every_border_and_ring_can_be_seen(tokens: Tokens) -> None:
    weak = {
        (mark, back): round(contrast(getattr(tokens, mark), getattr(tokens, back)), 2)
        for mark, back in tokens.mark_pairs()
        if contrast(getattr(tokens, mark), getattr(tokens, back)) < 3.0
    }
    assert weak == {}


def test_hairlines_count_in_high_contrast_only() -> None:
    assert ("line", "base") in CONTRAST_DARK.mark_pairs()
    assert ("line", "base") not in DARK.mark_pairs()


@pytest.mark.parametrize("tokens", THEMES)
def test_icons_have_their_themes_colours(tokens: Tokens) -> None:
    assert tokens.on_primary in (ICONS / f"check-{tokens.name}.svg").read_text()
    for name in ("chevron-down", "chevron-up"):
        assert tokens.text in (ICONS / f"{name}-{tokens.name}.svg").read_text()


def test_three_sizes_of_type_and_no_more() -> None:
    usual = sizes(1.0)
    assert usual.small < usual.body < usual.title
    assert 11 <= usual.body <= 13
    assert usual.small >= 9


@pytest.mark.parametrize(("asked", "given"), [(0.5, 0.9), (1.5, 1.5), (3.0, 2.0)])
def test_text_size_stays_between_90_and_200_percent(
    qapp: QApplication, asked: float, given: float
) -> None:
    apply_theme(qapp, "light", asked)
    assert current().scale == given


def test_twice_the_text_is_twice_the_em(qapp: QApplication) -> None:
    usual = em(10)
    apply_theme(qapp, "light", 2.0)
    assert em(10) == pytest.approx(2 * usual, rel=0.05)


def test_a_window_follows_the_theme_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    button = QPushButton("Granska")
    qtbot.addWidget(button)
    button.show()
    apply_theme(qapp, "dark", 1.0)
    assert qapp.palette().window().color() == QColor(DARK.window)
    middle = button.grab().toImage().pixelColor(6, button.height() // 2)
    assert middle == QColor(DARK.base)


@pytest.mark.parametrize(
    ("name", "desktop", "given"),
    [
        ("system", ("Light", "NoPreference"), LIGHT),
        ("system", ("Dark", "NoPreference"), DARK),
        ("system", ("Light", "HighContrast"), CONTRAST_LIGHT),
        ("system", ("Dark", "HighContrast"), CONTRAST_DARK),
        ("contrast", ("Light", "NoPreference"), CONTRAST_LIGHT),
        ("contrast", ("Dark", "NoPreference"), CONTRAST_DARK),
        ("light", ("Dark", "HighContrast"), LIGHT),
        ("dark", ("Light", "HighContrast"), DARK),
    ],
)
def test_the_desktops_wishes_are_followed_where_they_are_asked_for(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    name: ThemeName,
    desktop: tuple[str, str],
    given: Tokens,
) -> None:
    scheme, wish = Qt.ColorScheme[desktop[0]], Qt.ContrastPreference[desktop[1]]
    hints = SimpleNamespace(
        colorScheme=lambda: scheme,
        accessibility=lambda: SimpleNamespace(contrastPreference=lambda: wish),
    )
    screen = SimpleNamespace(styleHints=lambda: hints)
    monkeypatch.setattr("ui.theme.apply.QGuiApplication", screen)

    apply_theme(qapp, name)

    assert current().tokens == given


@pytest.mark.parametrize(("name", "follows"), [("system", True), ("light", False)])
def test_a_wish_for_contrast_is_heard_while_the_program_runs(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, name: ThemeName, follows: bool
) -> None:
    apply_theme(qapp, name)
    monkeypatch.setattr("ui.theme.apply._desktop_tokens", lambda _name: CONTRAST_DARK)

    hints = qapp.styleHints().accessibility()
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)

    assert (current().tokens == CONTRAST_DARK) is follows


def test_where_nothing_is_to_move_the_cursor_does_not_blink(qapp: QApplication) -> None:
    usual = qapp.styleHints().cursorFlashTime()
    apply_theme(qapp, "light", still=True)
    assert current().still
    assert qapp.styleHints().cursorFlashTime() == 0

    apply_theme(qapp, "light")

    assert not current().still
    assert qapp.styleHints().cursorFlashTime() == usual > 0


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_focus_draws_a_ring_in_the_primary_colour(
    qtbot: QtBot, qapp: QApplication, theme: ThemeName
) -> None:
    apply_theme(qapp, theme, 1.0)
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    image = line.grab().toImage()
    ring = QColor(current().tokens.focus)
    assert image.pixelColor(line.width() // 2, 0) == ring
    assert image.pixelColor(line.width() // 2, 1) == ring


def test_a_placeholder_is_muted_not_faint(qtbot: QtBot) -> None:
    line = QLineEdit()
    line.setPlaceholderText("Sök patient")
    qtbot.addWidget(line)
    line.show()
    assert line.palette().placeholderText().color() == QColor(LIGHT.muted)


def test_focus_moves_nothing(qtbot: QtBot) -> None:
    line, button = QLineEdit(), QPushButton("Nästa")
    for widget in (line, button):
        qtbot.addWidget(widget)
        widget.show()
        before = widget.sizeHint()
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        assert widget.sizeHint() == before


@pytest.mark.parametrize("scale", [0.9, 1.0, 2.0])
def test_controls_are_high_enough_to_hit(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    apply_theme(qapp, "light", scale)
    for widget in (QPushButton("Ja"), QLineEdit("Kungälv")):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.height() >= 24
        assert widget.height() >= QFontMetrics(widget.font()).height()


def test_roles_give_a_label_its_size(qtbot: QtBot) -> None:
    heights = []
    for role in ("small", "", "title"):
        label = QLabel("Palliativt team")
        label.setProperty("role", role)
        qtbot.addWidget(label)
        label.show()
        heights.append(label.sizeHint().height())
    assert heights == sorted(set(heights))
