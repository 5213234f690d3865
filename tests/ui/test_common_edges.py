"""What stands below each other begins where the rest does: columns of boxes, choices, questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.deciding import SETTLED, begun, workplace_in
from tests.ui.opened import in_use, open_checklist
from ui.theme import apply_theme
from ui.viewmodels.desk import Desk
from ui.views.settings_form import SettingsForm
from ui.widgets.answers import SetAnswer
from ui.widgets.cards import NextQuestionCard
from ui.widgets.measured import label
from ui.widgets.segmented import Option, SegmentedControl

_WORDS = ("Kort", "Betydligt längre än så", "Lång nog", "Två", "Tre ord här", "Sist")


@pytest.fixture(autouse=True)
def _usual_size(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light", 1.0)


def _shown(qtbot: QtBot, widget: QWidget, width: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, 400)
    widget.show()
    QApplication.processEvents()


@pytest.mark.parametrize("width", [240, 420, 640, 1400])
def test_check_boxes_stand_in_straight_columns(
    qapp: QApplication, qtbot: QtBot, width: int
) -> None:
    apply_theme(qapp, "light", 1.0)
    options = [Option(at, word) for at, word in enumerate(_WORDS)]
    answer = SetAnswer(options, "Inget av detta", Option("unknown", "Vet ej"), name="Vad?")
    _shown(qtbot, answer, width)

    lines: dict[int, list[int]] = {}
    for box in answer.boxes:
        lines.setdefault(box.y(), []).append(box.x())
        assert box.x() + box.width() <= width
    starts = list(lines.values())

    assert all(line == starts[0][: len(line)] for line in starts)
    assert len(starts) == 1 or all(len(line) == len(starts[0]) for line in starts[:-1])
    if width == 1400:
        assert len(starts) == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_choice_begins_where_the_fields_do(
    qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    apply_theme(qapp, "light", scale)
    form, field = SettingsForm(), QLineEdit()
    choice = SegmentedControl([Option("sv", "Svenska"), Option("en", "English")], required=True)
    form.row("Språk", choice)
    form.row("Namn", field)
    _shown(qtbot, form, 1200)

    first = choice.segment("sv")

    assert first.mapTo(form, first.rect().topLeft()).x() == field.x()


def test_what_a_question_is_good_for_is_said_in_smaller_words(qtbot: QtBot) -> None:
    card = NextQuestionCard("Frågan som avgör mest")
    card.set_question("Oro eller ångest\nKan höja angelägenheten")
    _shown(qtbot, card, 300)
    texts = [one for one in card.findChildren(type(label())) if one.isVisible()]

    assert "Oro eller ångest" in [one.text() for one in texts]
    why = next(one for one in texts if one.text() == "Kan höja angelägenheten")
    assert why.property("role") == "small"
    assert "Kan höja angelägenheten" in card.accessibleName()


def test_large_text_leaves_the_question_that_was_gone_to_in_sight(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    apply_theme(qapp, "light", 2.0)
    workplace = workplace_in(tmp_path)
    page = open_checklist(Desk(workplace, "sv"), qtbot, begun(workplace, SETTLED))
    area = page.middle.area
    for step in (4, 7, 4):
        page.walk.choose_step(step)

        def seen() -> bool:
            row = in_use(page)
            top = row.mapTo(area.viewport(), QPoint(0, 0)).y()
            return 0 <= top <= area.viewport().height() - row.height()

        for _ in range(5):
            QApplication.processEvents()
        assert seen()
    page.leave()
    workplace.close()
