"""The widgets as a user meets them: keys, clicks, and what a screen reader is told."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import apply_theme, em
from ui.widgets import announce, lookup, message_bar, question
from ui.widgets.answers import ListAnswer, NumberAnswer, SetAnswer
from ui.widgets.calm_box import CalmBox
from ui.widgets.cards import Head, HeadCard, NextQuestionCard, NoticeCard, SectionHeading
from ui.widgets.ladder import Condition, ConditionList, Ladder, Mark, Rung, TraceLine
from ui.widgets.layouts import FlowLayout
from ui.widgets.lookup import LookupAnswer, matches
from ui.widgets.message_bar import MessageBar
from ui.widgets.question import Question, RowWords
from ui.widgets.question_row import QuestionRow
from ui.widgets.segmented import Option, SegmentedControl
from ui.widgets.step_list import Progress, Step, StepList

WORDS = RowWords(
    yes="Ja",
    no="Nej",
    unknown="Vet ej",
    none_of_these="Inget av dessa",
    unanswered="obesvarad",
    not_needed="påverkar inte längre",
    no_match="Ingen kommun heter så",
)
DEGREES = ("ingen", "lätt", "måttlig", "svår", "outhärdlig")
SCORES = [Option(number, str(number), word) for number, word in enumerate(DEGREES)]
PLACES = [Option("1480", "Göteborg"), Option("1482", "Kungälv"), Option("2380", "Östersund")]
FACTORS = [Option("a", "minderåriga barn"), Option("b", "social utsatthet")]
SETTINGS = [
    Option(name, name) for name in ("hemma", "sjukhus", "boende", "hospice", "korttid", "annat")
]
Key = Qt.Key


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget)


def make_row(qtbot: QtBot, kind: question.Kind, **more: object) -> QuestionRow:
    question = Question("fact", kind, "Är det så?", **more)  # type: ignore[arg-type] # plain keywords
    row = QuestionRow(question, WORDS)
    row.resize(800, row.heightForWidth(800))
    shown(qtbot, row)
    row.take_focus()
    return row


def heard(row: QuestionRow) -> list[object]:
    """Collect the answers of a row from now on."""
    answers: list[object] = []
    row.answered.connect(lambda _fact, value: answers.append(value))
    return answers


def keyboard(row: QuestionRow) -> QWidget:
    """Return the widget that has the keyboard in a row."""
    return row if isinstance(row.answer, SegmentedControl) else row.answer.field


# Segments


def test_segments_are_empty_until_answered(qtbot: QtBot) -> None:
    control = SegmentedControl([Option(True, "Ja"), Option(False, "Nej")], name="Smärta")
    shown(qtbot, control)
    assert control.value() is None
    assert not control.segment(True).isChecked()
    assert control.accessibleName() == "Smärta"


def test_a_remark_is_read_after_the_answer_and_stays_when_it_changes(qtbot: QtBot) -> None:
    control = SegmentedControl([Option(5, "5"), Option(9, "9")], required=True)
    qtbot.addWidget(control)
    control.explain("Minuter.")

    assert control.accessibleDescription() == "Minuter."
    control.set_value(5)
    assert control.accessibleDescription() == "5. Minuter."
    control.segment(9).click()
    assert control.accessibleDescription() == "9. Minuter."


def test_a_click_chooses_and_a_second_one_takes_it_back(qtbot: QtBot) -> None:
    control = SegmentedControl([Option(True, "Ja"), Option(False, "Nej")])
    shown(qtbot, control)
    answers: list[object] = []
    control.chosen.connect(answers.append)
    for value in (True, False, False):
        QTest.mouseClick(control.segment(value), Qt.MouseButton.LeftButton)
    assert answers == [True, False, None]
    assert control.value() is None


def test_arrows_move_from_segment_to_segment(qtbot: QtBot) -> None:
    control = SegmentedControl(SCORES)
    shown(qtbot, control)
    control.setFocus()
    answers: list[object] = []
    control.chosen.connect(answers.append)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Left, Key.Key_Delete):
        QTest.keyClick(control, key)
    assert answers == [0, 1, 0, None]  # Left at the first one stays


def test_a_value_set_from_outside_is_not_an_answer(qtbot: QtBot) -> None:
    control = SegmentedControl(SCORES)
    shown(qtbot, control)
    with qtbot.assertNotEmitted(control.chosen):
        control.set_value(3)
    assert control.accessibleDescription() == "3 svår"


def test_yes_is_not_one(qtbot: QtBot) -> None:
    control = SegmentedControl([Option(1, "1"), Option(True, "Ja")])
    shown(qtbot, control)
    control.set_value(True)
    assert control.value() is True


def inside(control: SegmentedControl) -> list[QRect]:
    return [control.segment(option.value).geometry() for option in SETTINGS]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [900, 300])
def test_segments_never_clip_their_words(
    qtbot: QtBot, qapp: QApplication, width: int, scale: float
) -> None:
    apply_theme(qapp, "light", scale)
    control = SegmentedControl(SETTINGS)
    control.resize(width, control.heightForWidth(width))
    shown(qtbot, control)
    font = control.font()
    font.setBold(True)
    metrics = QFontMetrics(font)
    boxes = inside(control)
    for box, option in zip(boxes, SETTINGS, strict=True):
        assert control.rect().contains(box)
        assert metrics.horizontalAdvance(option.label) + em(1.4) <= box.width()
        assert box.height() >= max(24, metrics.height())
    pairs = [(one, other) for one in boxes for other in boxes if one is not other]
    assert not any(one.intersects(other) for one, other in pairs)


# A row


@pytest.mark.parametrize(
    ("typed", "value"), [("j", True), ("y", True), ("n", False), ("v", "unknown"), ("J", True)]
)
def test_letters_answer_yes_no_and_not_known(qtbot: QtBot, typed: str, value: object) -> None:
    row = make_row(qtbot, "bool")
    with qtbot.waitSignal(row.answered) as answered:
        QTest.keyClicks(row, typed)
    assert answered.args == ["fact", value]
    assert row.value() == value


@pytest.mark.parametrize("number", range(5))
def test_digits_answer_a_score(qtbot: QtBot, number: int) -> None:
    row = make_row(qtbot, "score", options=SCORES)
    with qtbot.waitSignal(row.answered) as answered:
        QTest.keyClicks(row, str(number))
    assert answered.args == ["fact", number]
    assert DEGREES[number] in row.accessibleDescription()


def test_digits_mean_nothing_to_a_yes_or_no(qtbot: QtBot) -> None:
    row = make_row(qtbot, "bool")
    with qtbot.assertNotEmitted(row.answered):
        QTest.keyClicks(row, "3")


def test_shortcuts_of_the_window_are_left_alone(qtbot: QtBot) -> None:
    row = make_row(qtbot, "bool")
    with qtbot.assertNotEmitted(row.answered):
        QTest.keyClick(row, Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_delete_takes_an_answer_back(qtbot: QtBot) -> None:
    row = make_row(qtbot, "bool")
    row.set_value(True)
    with qtbot.waitSignal(row.answered) as answered:
        QTest.keyClick(row, Key.Key_Delete)
    assert answered.args == ["fact", None]
    assert "obesvarad" in row.accessibleDescription()


KINDS: list[tuple[question.Kind, dict[str, object]]] = [
    ("bool", {}),
    ("score", {"options": SCORES}),
    ("choice", {"options": PLACES}),
    ("choice", {"options": SETTINGS}),
    ("set", {"options": FACTORS}),
    ("int", {"low": 0, "high": 120}),
    ("lookup", {"options": PLACES}),
]


@pytest.mark.parametrize(("kind", "more"), KINDS)
def test_arrows_lead_on_and_change_no_answer(
    qtbot: QtBot, kind: question.Kind, more: dict[str, object]
) -> None:
    row = make_row(qtbot, kind, **more)
    moves: list[int] = []
    row.move_asked.connect(moves.append)
    with qtbot.assertNotEmitted(row.answered):
        QTest.keyClick(keyboard(row), Key.Key_Down)
        QTest.keyClick(keyboard(row), Key.Key_Up)
    assert moves == [1, -1]


@pytest.mark.parametrize(("kind", "more"), KINDS)
def test_enter_asks_for_the_next_unanswered(
    qtbot: QtBot, kind: question.Kind, more: dict[str, object]
) -> None:
    row = make_row(qtbot, kind, **more)
    with qtbot.waitSignal(row.next_unanswered):
        QTest.keyClick(keyboard(row), Key.Key_Return)


@pytest.mark.parametrize(("kind", "more"), KINDS)
def test_each_row_has_a_name_and_says_that_it_is_unanswered(
    qtbot: QtBot, kind: question.Kind, more: dict[str, object]
) -> None:
    row = make_row(qtbot, kind, **more)
    assert row.value() is None
    assert row.accessibleName() == "Är det så?"
    assert "obesvarad" in keyboard(row).accessibleDescription() + row.accessibleDescription()


def test_tab_goes_from_row_to_row(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    rows = []
    for at, (kind, more) in enumerate(KINDS):
        question = Question(f"f{at}", kind, "Är det så?", **more)  # type: ignore[arg-type] # plain keywords
        rows.append(QuestionRow(question, WORDS))
        column.addWidget(rows[-1])
    shown(qtbot, page)
    rows[0].take_focus()
    stops: list[QWidget | None] = []
    for _row in rows:
        stops.append(QApplication.focusWidget())
        QTest.keyClick(stops[-1] or page, Key.Key_Tab)
    assert stops == [keyboard(row) for row in rows]


def test_the_focused_row_says_so(qtbot: QtBot) -> None:
    row = QuestionRow(Question("pain", "score", "Smärta", options=SCORES), WORDS)
    shown(qtbot, row)
    row.clearFocus()
    before = row.grab().toImage().pixelColor(1, 10)
    with qtbot.waitSignal(row.focused) as focused:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert focused.args == ["pain"]
    assert row.grab().toImage().pixelColor(1, 10) != before


def test_a_hint_carries_its_symbol_and_is_read_out(qtbot: QtBot) -> None:
    row = make_row(qtbot, "bool")
    row.set_hint("Två symtom är svåra")
    assert "△ Två symtom är svåra" in texts(row)
    assert "Två symtom är svåra" in row.accessibleDescription()
    row.set_hint("")
    assert not any("Två" in text for text in texts(row))


def test_a_question_that_no_longer_matters_is_marked_and_still_answers(qtbot: QtBot) -> None:
    row = make_row(qtbot, "bool")
    row.set_needed(needed=False)
    assert "○ påverkar inte längre" in texts(row)
    with qtbot.waitSignal(row.answered):
        QTest.keyClicks(row, "j")
    row.set_needed(needed=True)
    assert "○ påverkar inte längre" not in texts(row)


@pytest.mark.parametrize("width", [1000, 560])
@pytest.mark.parametrize(("kind", "more"), KINDS)
def test_at_twice_the_text_nothing_leaves_the_row(
    qtbot: QtBot,
    qapp: QApplication,
    width: int,
    kind: question.Kind,
    more: dict[str, object],
) -> None:
    apply_theme(qapp, "dark", 2.0)
    page = QWidget()
    column = QVBoxLayout(page)
    row = QuestionRow(Question("fact", kind, "Är symtombilden svår att överblicka?", **more), WORDS)  # type: ignore[arg-type] # plain keywords
    column.addWidget(row)
    page.resize(width, page.heightForWidth(width))
    shown(qtbot, page)
    assert page.width() == width
    for part in row.findChildren(QWidget):
        if part.isVisible() and part.parent() in {row, row.answer}:
            assert row.rect().contains(QRect(part.mapTo(row, QPoint()), part.size())), part
    for label in row.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())


def everything() -> list[QWidget]:
    head, notice, question = HeadCard(), NoticeCard(), NextQuestionCard("Frågan som avgör mest")
    head.show_head(Head("Rekommendation", ["ASIH"], "Teamet", "Inom tre dygn", "svår smärta"))
    notice.show_notice("gap", "ASIH erbjuds inte här", "Nattetid ansvarar kommunen.")
    question.set_question("Går vården att ge tryggt hemma?")
    steps, ladder = StepList(name="Bedömning"), Ladder("källa", name="Vårdformer")
    steps.set_steps([Step("Samtal och samtycke", "4/5", Progress.PARTLY, "påbörjad")])
    ladder.set_rungs(rungs())
    rows = [
        QuestionRow(Question("fact", kind, "Är det så?", "En hjälp.", **more), WORDS)  # type: ignore[arg-type] # plain keywords
        for kind, more in KINDS
    ]
    return [head, notice, question, steps, ladder, *rows]


def test_larger_text_while_open_looks_as_if_opened_with_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    grown = everything()
    for widget in grown:
        shown(qtbot, widget)
    apply_theme(qapp, "dark", 2.0)
    fresh = everything()
    for old, new in zip(grown, fresh, strict=True):
        shown(qtbot, new)
        before, after = old.layout(), new.layout()
        assert before is not None
        assert after is not None
        assert old.sizeHint() == new.sizeHint(), type(old)
        assert before.heightForWidth(700) == after.heightForWidth(700), type(old)


# Typed and ticked answers


def test_a_number_is_empty_until_typed(qtbot: QtBot) -> None:
    row = make_row(qtbot, "int", low=0, high=120)
    assert isinstance(row.answer, NumberAnswer)
    answers = heard(row)
    assert row.answer.field.text() == ""
    QTest.keyClicks(row.answer.field, "71")
    QTest.keyClick(row.answer.field, Key.Key_Return)
    assert answers == [71]  # once, not for each digit


def test_typing_replaces_the_number_that_stands_there(qtbot: QtBot) -> None:
    row = make_row(qtbot, "int", low=0, high=120)
    keyboard(row).clearFocus()
    row.set_value(71)
    row.take_focus()
    QTest.keyClicks(keyboard(row), "65")
    QTest.keyClick(keyboard(row), Key.Key_Down)
    assert row.value() == 65


def test_an_emptied_number_is_no_answer(qtbot: QtBot) -> None:
    row = make_row(qtbot, "int", low=0, high=120)
    row.set_value(7)
    answers = heard(row)
    QTest.keyClick(keyboard(row), Key.Key_End)
    QTest.keyClick(keyboard(row), Key.Key_Backspace)
    QTest.keyClick(keyboard(row), Key.Key_Return)
    assert answers == [None]


def test_zero_is_an_answer(qtbot: QtBot) -> None:
    row = make_row(qtbot, "int", low=0, high=120)
    answers = heard(row)
    QTest.keyClicks(keyboard(row), "0")
    QTest.keyClick(keyboard(row), Key.Key_Return)
    assert answers == [0]
    assert row.value() == 0


def test_a_number_can_be_not_known_and_taken_back(qtbot: QtBot) -> None:
    row = make_row(qtbot, "int", low=0, high=120)
    answers = heard(row)
    row.set_value(71)
    QTest.keyClicks(keyboard(row), "v")
    QTest.keyClick(keyboard(row), Key.Key_Delete)
    assert answers == ["unknown", None]


@pytest.mark.parametrize(
    ("kind", "more", "value"),
    [("int", {"low": 0, "high": 120}, 71), ("choice", {"options": SETTINGS}, "boende")],
)
def test_the_wheel_changes_no_answer(
    qtbot: QtBot, kind: question.Kind, more: dict[str, object], value: object
) -> None:
    row = make_row(qtbot, kind, **more)
    row.set_value(value)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(keyboard(row), wheel)
    assert row.value() == value


def test_typing_finds_in_a_long_list(qtbot: QtBot) -> None:
    row = make_row(qtbot, "choice", options=SETTINGS)
    assert isinstance(row.answer, ListAnswer)
    answers = heard(row)
    QTest.keyClicks(row.answer.field, "ho")
    assert row.value() == "hospice"
    QTest.keyClick(row.answer.field, Key.Key_Delete)
    assert answers[-1] is None


def test_ticks_make_a_set_and_none_of_these_excludes_them(qtbot: QtBot) -> None:
    row = make_row(qtbot, "set", options=FACTORS)
    assert isinstance(row.answer, SetAnswer)
    answers = heard(row)
    for box in row.answer.boxes:  # two factors, none of these, not known
        QTest.keyClick(box, Key.Key_Space)
    assert answers == [("a",), ("a", "b"), (), "unknown"]
    assert [box.isChecked() for box in row.answer.boxes] == [False, False, False, True]


def test_unticking_the_last_leaves_the_set_unanswered(qtbot: QtBot) -> None:
    row = make_row(qtbot, "set", options=FACTORS)
    row.set_value(["a"])
    answers = heard(row)
    QTest.keyClick(keyboard(row), Key.Key_Space)
    assert answers == [None]


def test_arrows_walk_the_boxes_of_a_set(qtbot: QtBot) -> None:
    row = make_row(qtbot, "set", options=FACTORS)
    assert isinstance(row.answer, SetAnswer)
    QTest.keyClick(keyboard(row), Key.Key_Right)
    assert row.answer.boxes[1].hasFocus()
    QTest.keyClicks(keyboard(row), "n")
    assert row.value() == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("k", ["Kungälv", "Vaxholmskanalen"]),
        ("osters", ["Östersund"]),
        ("SUND", ["Sundsvall", "Östersund"]),
        ("x-", []),
    ],
)
def test_lookup_prefers_the_start_of_a_name(typed: str, found: Sequence[str]) -> None:
    names = ["Vaxholmskanalen", "Östersund", "Kungälv", "Sundsvall"]
    assert matches(typed, names) == found


def test_a_place_is_found_by_typing_part_of_it(qtbot: QtBot) -> None:
    row = make_row(qtbot, "lookup", options=PLACES)
    answers = heard(row)
    QTest.keyClicks(keyboard(row), "kung")
    QTest.keyClick(keyboard(row), Key.Key_Return)
    assert answers == ["1482"]
    assert isinstance(row.answer, LookupAnswer)
    assert row.answer.field.text() == "Kungälv"


def test_the_list_under_the_line_is_walked_with_the_arrows(qtbot: QtBot) -> None:
    row = make_row(qtbot, "lookup", options=PLACES)
    assert isinstance(row.answer, LookupAnswer)
    answers = heard(row)
    QTest.keyClicks(row.answer.field, "g")
    popup = row.answer.field.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    with qtbot.assertNotEmitted(row.move_asked):
        QTest.keyClick(popup, Key.Key_Down)  # Göteborg, then Kungälv, which holds a g
        QTest.keyClick(popup, Key.Key_Down)
        QTest.keyClick(popup, Key.Key_Return)
    assert answers == ["1482"]
    assert row.answer.field.text() == "Kungälv"


def test_a_place_that_does_not_exist_is_said_and_no_answer(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(lookup, "announce", lambda _widget, text, **_more: said.append(text))
    row = make_row(qtbot, "lookup", options=PLACES)
    row.set_value("1482")
    assert isinstance(row.answer, LookupAnswer)
    answers = heard(row)
    row.answer.field.selectAll()
    QTest.keyClicks(row.answer.field, "Kungsala")
    QTest.keyClick(row.answer.field, Key.Key_Return)
    assert answers == [None]
    assert row.answer.field.text() == "Kungsala"
    assert "△ Ingen kommun heter så" in texts(row)
    assert said == ["Ingen kommun heter så"]


# Steps


def make_steps(qtbot: QtBot) -> StepList:
    steps = StepList(name="Bedömning")
    steps.set_steps(
        [
            Step("Patient", "6/6", Progress.DONE, "klar"),
            Step("Symtom", "7/12", Progress.PARTLY, "påbörjad"),
            Step("Görs redan", "0/9", Progress.EMPTY, "inte påbörjad"),
        ]
    )
    shown(qtbot, steps)
    return steps


def test_a_step_is_chosen_by_click_and_by_keys(qtbot: QtBot) -> None:
    steps = make_steps(qtbot)
    with qtbot.waitSignal(steps.step_chosen) as chosen:
        QTest.mouseClick(steps.button(1), Qt.MouseButton.LeftButton)
    assert chosen.args == [1]
    steps.button(1).setFocus()
    QTest.keyClick(steps.button(1), Key.Key_Down)
    assert steps.button(2).hasFocus()
    with qtbot.waitSignal(steps.step_chosen) as chosen:
        QTest.keyClick(steps.button(2), Key.Key_Return)
    assert chosen.args == [2]
    assert steps.selected() == 2


def test_a_step_says_its_state_in_words(qtbot: QtBot) -> None:
    steps = make_steps(qtbot)
    assert steps.button(1).accessibleName() == "Symtom, påbörjad, 7/12"


def test_a_count_that_leaves_a_name_no_room_stands_below_it(qtbot: QtBot) -> None:
    steps = StepList(name="Bedömning")
    steps.set_steps([Step("Larmtecken", "ej kontrollerat", Progress.EMPTY, "")])
    shown(qtbot, steps)
    button = steps.button(0)
    one_line = button.heightForWidth(em(30))

    assert button.heightForWidth(em(12)) >= one_line + button.fontMetrics().height()


def test_steps_are_updated_in_place(qtbot: QtBot) -> None:
    steps = make_steps(qtbot)
    steps.select(1)
    button = steps.button(0)
    steps.set_steps([Step("Patient", "5/6", Progress.PARTLY, "påbörjad")] * 3)
    assert steps.button(0) is button
    assert steps.selected() == 1
    assert button.accessibleName() == "Patient, påbörjad, 5/6"


# The recommendation


def texts(widget: QWidget) -> list[str]:
    """Return the texts that a user sees."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_one_level_leads_and_several_do_not(qtbot: QtBot) -> None:
    card = HeadCard()
    shown(qtbot, card)
    card.show_head(Head("Rekommendation", ["ASIH"], "Teamet", "Inom tre dygn", "svår smärta"))
    assert texts(card) == ["Rekommendation", "ASIH", "Teamet", "◷ Inom tre dygn", "svår smärta"]
    card.show_head(Head("Möjliga vårdformer", ["ASIH", "Hospice"]))
    assert texts(card) == ["Möjliga vårdformer", "?  ASIH\n?  Hospice"]
    assert "ASIH, Hospice" in card.accessibleName()


def test_many_levels_are_all_named_without_filling_the_card(qtbot: QtBot) -> None:
    many = ["Hospice", "ASIH", "Palliativt team", "Palliativt konsultteam", "Allmän vård"]
    card = HeadCard()
    shown(qtbot, card)
    card.show_head(Head("5 vårdformer är möjliga", many))

    line = texts(card)[1].replace("\N{NO-BREAK SPACE}", " ")
    assert line == "?  " + " · ".join(many)
    assert ", ".join(many) in card.accessibleName()


@pytest.mark.parametrize(("kind", "symbol"), [("gap", "△"), ("danger", "⚠"), ("info", "ℹ")])
def test_a_notice_has_a_symbol_beside_its_words(qtbot: QtBot, kind: str, symbol: str) -> None:
    card = NoticeCard()
    shown(qtbot, card)
    card.show_notice(kind, "ASIH erbjuds inte här", "Nattetid ansvarar kommunen.")  # type: ignore[arg-type] # one of the kinds
    assert texts(card) == [symbol, "ASIH erbjuds inte här", "Nattetid ansvarar kommunen."]


def test_the_next_question_can_be_clicked_and_keyed(qtbot: QtBot) -> None:
    card = NextQuestionCard("Frågan som avgör mest")
    card.set_question("Går vården att ge tryggt hemma?")
    shown(qtbot, card)
    assert "F6" in texts(card)
    with qtbot.waitSignal(card.clicked):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.clicked):
        QTest.keyClick(card, Key.Key_Space)


TRACE = [TraceLine(Mark.YES, "ja", "Symtomen är svåra", "avsnitt 4.2")]


def rungs(mark: Mark = Mark.YES) -> list[Rung]:
    return [
        Rung("asih", Mark.GAP, "finns inte här", "ASIH", "Läkemedelspump", TRACE),
        Rung("team", mark, "uppfylls", "Palliativt team", "Svåra symtom", TRACE),
    ]


def test_the_source_unfolds_the_trace(qtbot: QtBot) -> None:
    ladder = Ladder("källa", name="Vårdformer")
    ladder.set_rungs(rungs())
    shown(qtbot, ladder)
    assert "Symtomen är svåra" not in texts(ladder)
    QTest.mouseClick(ladder.row(1).source, Qt.MouseButton.LeftButton)
    assert {"Symtomen är svåra", "avsnitt 4.2"} <= set(texts(ladder))
    assert ladder.row(1).source.accessibleName() == "källa, Palliativt team"


def test_the_ladder_updates_in_place_and_keeps_what_is_unfolded(qtbot: QtBot) -> None:
    ladder = Ladder("källa", name="Vårdformer")
    ladder.set_rungs(rungs())
    shown(qtbot, ladder)
    row = ladder.row(1)
    row.source.click()
    before = row.geometry()
    ladder.set_rungs(rungs(Mark.UNKNOWN))
    assert ladder.row(1) is row
    assert row.geometry() == before
    assert row.source.isChecked()
    assert "?" in texts(row)
    ladder.set_rungs(rungs()[:1])
    assert not row.isVisible()


def test_conditions_name_their_owner_and_say_when_done(qtbot: QtBot) -> None:
    conditions = ConditionList(name="Att göra")
    conditions.set_conditions([Condition("Håll samtal", "läkare", False, "återstår")])
    shown(qtbot, conditions)
    assert texts(conditions) == ["☐", "Håll samtal (läkare)"]
    conditions.set_conditions([Condition("Håll samtal", "läkare", True, "klart")])
    assert texts(conditions) == ["☑", "Håll samtal (läkare)"]


def test_a_heading_is_heard_as_it_is_written(qtbot: QtBot) -> None:
    heading = SectionHeading("Vårdformer")
    shown(qtbot, heading)
    assert heading.text() == "Vårdformer"


# Messages


def test_a_message_is_shown_announced_and_closed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        message_bar, "announce", lambda _widget, text, *, urgent: said.append((text, urgent))
    )
    page = QWidget()
    column = QVBoxLayout(page)
    bar = MessageBar(close_word="Stäng")
    column.addWidget(bar)
    shown(qtbot, page)
    assert bar.text() == ""
    bar.show_message("error", "Svaret kunde inte sparas.", "Försök igen")
    assert bar.isVisible()
    assert said == [("Svaret kunde inte sparas.", True)]
    with qtbot.waitSignal(bar.action):
        QTest.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.close_button, Key.Key_Escape)
    assert not bar.isVisible()


def test_a_message_takes_no_focus(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    bar = MessageBar(close_word="Stäng")
    row = QuestionRow(Question("f", "bool", "Är det så?"), WORDS)
    column.addWidget(bar)
    column.addWidget(row)
    shown(qtbot, page)
    row.take_focus()
    bar.show_message("success", "Sparat.")
    assert row.hasFocus()


def test_an_announcement_reaches_the_platform(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[object] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    monkeypatch.setattr(QAccessible, "updateAccessibility", events.append)
    announce.announce(widget, "")
    assert events == []
    announce.announce(widget, "Sparat", urgent=True)
    assert len(events) == 1
    event = events[0]
    assert isinstance(event, QAccessibleAnnouncementEvent)
    assert event.message() == "Sparat"
    assert event.politeness() == QAccessible.AnnouncementPoliteness.Assertive


def test_a_flow_wraps_and_says_how_high_it_gets(qtbot: QtBot) -> None:
    page = QWidget()
    flow = FlowLayout(page)
    for word in ("ett", "två", "tre", "fyra"):
        flow.addWidget(QLabel(word * 5))
    shown(qtbot, page)
    wide, narrow = flow.heightForWidth(2000), flow.heightForWidth(150)
    assert narrow > 2 * wide
    page.resize(150, narrow)
    tops = {label.y() for label in page.findChildren(QLabel)}
    assert len(tops) == 4


def test_a_score_with_long_words_ends_where_the_other_rows_do(qtbot: QtBot) -> None:
    short = make_row(qtbot, "score", options=SCORES)
    long = make_row(
        qtbot,
        "score",
        options=[Option(n, str(n), "i säng eller stol mer än halva dagen") for n in range(5)],
    )
    for row in (short, long):
        row.resize(em(46), row.heightForWidth(em(46)))
    ends = [
        max(segment.mapTo(row, segment.rect().topRight()).x() for segment in steps(row))
        for row in (short, long)
    ]
    assert long.height() > short.height(), "the steps stand below the question"
    assert ends[0] == ends[1]


def steps(row: QuestionRow) -> list[QWidget]:
    control = row.answer
    assert isinstance(control, SegmentedControl)
    return [control.segment(value) for value in (0, 1, 2, 3, 4, "unknown")]


def test_a_list_that_is_too_narrow_tells_its_choice_whole(qtbot: QtBot) -> None:
    box = CalmBox()
    qtbot.addWidget(box)
    box.addItems(["kort", "ett val som är mycket längre än det finns rum för"])
    box.setFixedWidth(em(8))
    box.show()
    assert box.toolTip() == ""

    box.blockSignals(True)  # as where an answer is shown and not given
    box.setCurrentIndex(1)
    assert box.toolTip() == box.itemText(1)

    box.setFixedWidth(em(60))
    assert box.toolTip() == ""
