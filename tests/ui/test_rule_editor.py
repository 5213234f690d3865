"""The rule editor as its user meets it: keys and clicks, words, and a rule that always loads."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from triage.core.rules import All, Any_, AtLeast, Derived, Gte, Holds, In, Includes, Is, Not, Rule
from triage.core.vocabulary import Vocabulary
from triage.packs.catalogue import Catalogue
from ui.viewmodels.edit_leaf import How, Leaf, hows_of, leaf_of, new_leaf, rule_of, with_how
from ui.widgets.rule_editor import RuleEditor
from ui.widgets.segmented import SegmentedControl

CTRL = Qt.KeyboardModifier.ControlModifier
SEVERE = Gte(fact="pain", gte=3)
COMPLEX = Holds(fact="complex_symptom_picture")
UNRELIEVED = Holds(fact="unrelieved_by_general_care")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Catalogue().vocabulary


@pytest.fixture
def editor(qtbot: QtBot, vocabulary: Vocabulary) -> RuleEditor:
    return shown(qtbot, vocabulary, All(all=(COMPLEX, Any_(any=(SEVERE, UNRELIEVED)))))


def shown(qtbot: QtBot, vocabulary: Vocabulary, rule: Rule, language: str = "sv") -> RuleEditor:
    made = RuleEditor(rule, vocabulary, language)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.rows[0].setFocus()
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    QTest.keyClick(widget, key, modifier)


def test_a_rule_stands_in_words_part_by_part_and_as_a_sentence(editor: RuleEditor) -> None:
    assert editor.row_texts() == [
        "Alla av",
        "Komplex symtombild",
        "Något av",
        "Smärta minst 3, svår",
        "Otillräcklig lindring",
    ]
    assert editor.sentence().startswith("Komplex symtombild och (smärta minst 3, svår")
    assert editor.rows[3].accessibleName() == "nivå 3, Smärta minst 3, svår"


def test_english_is_complete_in_the_tree(qtbot: QtBot, vocabulary: Vocabulary) -> None:
    editor = shown(qtbot, vocabulary, AtLeast(at_least=2, of=(SEVERE, COMPLEX)), "en")

    assert any("Pain" in text for text in editor.row_texts())


def test_arrows_walk_and_one_row_is_the_tab_stop(editor: RuleEditor) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    places = [editor.model.place]
    press(Qt.Key.Key_End)
    places.append(editor.model.place)
    press(Qt.Key.Key_Home)
    places.append(editor.model.place)

    assert places == [(1,), (1, 1), ()]
    stops = [row for row in editor.rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [editor.rows[0]]


def test_a_leaf_is_edited_where_it_stands_by_keyboard_alone(
    editor: RuleEditor, qtbot: QtBot
) -> None:
    editor.model.choose((1, 0))
    editor.rows[3].setFocus()

    press(Qt.Key.Key_Return)
    assert editor.form is not None
    assert isinstance(editor.form.value, SegmentedControl)
    press(Qt.Key.Key_4)
    with qtbot.waitSignal(editor.edited) as edited:
        press(Qt.Key.Key_Return)

    new = All(all=(COMPLEX, Any_(any=(Gte(fact="pain", gte=4), UNRELIEVED))))
    assert edited.args == [new, "Villkor ändrat"]
    assert editor.row_texts()[3] == "Smärta minst 4, överväldigande"
    assert editor.rows[3].hasFocus()


def test_a_question_is_found_by_typing_and_brings_its_own_comparisons(
    editor: RuleEditor, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Plus)
    form = editor.form
    assert form is not None
    QTest.keyClicks(form.question.field, "ålder")
    press(Qt.Key.Key_Return)
    assert form.how is not None
    assert form.how.hasFocus()
    with qtbot.waitSignal(editor.edited) as edited:
        press(Qt.Key.Key_Return)

    added = edited.args[0].all[-1]
    assert isinstance(added, Gte)
    assert added.fact == "age_years"
    assert edited.args[1] == "Villkor tillagt"


def test_escape_leaves_everything_as_it_was(editor: RuleEditor) -> None:
    before = editor.model.rule
    editor.model.choose((0,))
    editor.rows[1].setFocus()

    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)

    assert editor.form is None
    assert editor.model.rule == before
    assert editor.rows[1].hasFocus()


def test_delete_takes_away_and_the_last_condition_stays(editor: RuleEditor) -> None:
    editor.model.choose((1,))
    editor.rows[2].setFocus()
    press(Qt.Key.Key_Delete)
    assert editor.model.rule == All(all=(COMPLEX,))

    editor.rows[1].setFocus()
    editor.model.choose((0,))
    press(Qt.Key.Key_Delete)

    assert editor.model.rule == All(all=(COMPLEX,))
    assert any("minst ett villkor" in one.text() for one in editor.findChildren(type(editor._said)))


def test_control_and_an_arrow_move_a_condition_into_the_group_below(editor: RuleEditor) -> None:
    editor.model.choose((0,))
    editor.rows[1].setFocus()

    press(Qt.Key.Key_Down, CTRL)

    assert editor.model.rule == All(all=(Any_(any=(COMPLEX, SEVERE, UNRELIEVED)),))
    assert editor.model.place == (0, 0)


def test_a_group_is_joined_in_another_way_and_counts(editor: RuleEditor) -> None:
    editor.model.choose((1,))
    QTest.mouseClick(editor.kind.segment("at_least"), Qt.MouseButton.LeftButton)
    editor.count.setValue(2)

    rule = editor.model.rule
    assert isinstance(rule, All)
    assert rule.all[1] == AtLeast(at_least=2, of=(SEVERE, UNRELIEVED))
    assert editor.row_texts()[2] == "Minst 2 av"
    assert editor.count.maximum() == 2


def test_i_denies_and_takes_it_back(editor: RuleEditor) -> None:
    editor.model.choose((0,))
    editor.rows[1].setFocus()
    press(Qt.Key.Key_I)
    rule = editor.model.rule
    assert isinstance(rule, All)
    assert rule.all[0] == Not(**{"not": COMPLEX})
    assert editor.row_texts()[1:3] == ["Inte", "Komplex symtombild"]

    press(Qt.Key.Key_I)

    assert editor.row_texts()[1] == "Komplex symtombild"


def test_a_shared_concept_says_what_it_means(qtbot: QtBot, vocabulary: Vocabulary) -> None:
    editor = shown(qtbot, vocabulary, Derived(derived="severe_symptom"))

    assert "betyder: minst 3, svår" in editor.rows[0].accessibleName()


def test_every_comparison_of_every_question_loads_and_reads_back(vocabulary: Vocabulary) -> None:
    seen = set()
    for fact in vocabulary.facts:
        for how in hows_of(fact):
            leaf = with_how(fact, how, None)
            rule = rule_of(leaf)
            assert leaf_of(rule) == leaf
            seen.add(type(rule))
    assert len(seen) == 7
    assert new_leaf("severe_symptom", vocabulary) == Leaf("severe_symptom")


def test_what_was_compared_with_stays_where_it_still_fits(vocabulary: Vocabulary) -> None:
    place = vocabulary.fact["current_care_setting"]

    several = with_how(place, How.ONE_OF, "hospice")

    assert rule_of(several) == In.model_validate({"fact": place.id, "in": ("hospice",)})
    assert rule_of(with_how(place, How.IS, several.value)) == Is.model_validate(
        {"fact": place.id, "is": "hospice"}
    )
    drugs = vocabulary.fact["psychosocial_factors"]
    kept = with_how(drugs, How.INCLUDES, "minor_children")
    assert rule_of(kept) == Includes(fact=drugs.id, includes="minor_children")
