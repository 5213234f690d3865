"""What is typed and pasted by mistake into the fields of the review: bounded, cleaned, undone."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, SETTLED, begun, workplace_in
from triage.referral.notes import NOTE_FIELDS
from triage.services import Workplace
from triage.texts import translator
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.review_form import LONGEST_AUTHOR, LONGEST_REASON
from ui.viewmodels.typed_text import beyond_words, one_line, storable, taken
from ui.views.review_page import ReviewPage
from ui.widgets.growing_text import GrowingText

CONTROL = Qt.KeyboardModifier.ControlModifier
LONGEST = {field.id: field.longest for field in NOTE_FIELDS}
WILD = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("a\u0301é\r\n\t\0\x1b\ud800\udc00\u202e\u2066\u2069\ufeff\u200dשع\u2028"),
    max_size=20,
)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> ReviewPage:
    made = ReviewPage(Desk(workplace, "sv"))
    qtbot.addWidget(made)
    made.open_case(begun(workplace, {**SETTLED, "red_flags": ()}))
    made.notes.more.setChecked(True)
    made.decision.forms.other.click()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def paste(field: GrowingText | QLineEdit, text: str) -> None:
    QApplication.clipboard().setText(text)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)


def texts(page: ReviewPage) -> dict[str, GrowingText | QLineEdit]:
    """Return every field of text that the page has, by name."""
    notes = page.notes.fields.items()
    fields = {name: one for name, one in notes if isinstance(one, GrowingText | QLineEdit)}
    return {**fields, "reason": page.decision.reason_text, **page.decision.author}


def shown(field: GrowingText | QLineEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def longest(name: str) -> int:
    return LONGEST.get(name, LONGEST_REASON if name == "reason" else LONGEST_AUTHOR)


# Every field


def test_a_megabyte_fills_every_field_to_its_bound_and_is_said(
    qtbot: QtBot, page: ReviewPage, workplace: Workplace
) -> None:
    said: list[str] = []
    page.said.connect(lambda kind, text: said.append(f"{kind}: {text}"))
    for name, field in texts(page).items():
        field.setFocus()
        field.selectAll()
        paste(field, "smärta " * 150_000)

        assert len(shown(field)) == longest(name), name
        assert said.pop().startswith("warning: ”"), name
        assert not said

    page.model.leave()
    case = workplace.case(page.model.case_id)
    assert {name: len(text) for name, text in case.notes.items()} == {
        name: length for name, length in LONGEST.items() if name != "purpose"
    }
    assert len(case.deciding["text"]) == LONGEST_REASON


@pytest.mark.parametrize(
    ("pasted", "lines", "line"),
    [
        ("a\0b\x1b[31mc\x07", "ab[31mc", "ab[31mc"),
        ("ett\r\ntvå\rtre\u2028fyra\n", "ett\ntvå\ntre\nfyra\n", "ett två tre fyra"),
        ("a\u202egpj\u202c \u2067x\u2069\ufeff", "agpj x", "agpj x"),
        ("Jag \ud83d skriver", "Jag  skriver", "Jag  skriver"),
        ("שלום عليكم \u200fmärke", "שלום عليكم \u200fmärke", "שלום عليكم \u200fmärke"),
        (
            "e\u0301 Ŋ\u0308 می\u200cخواهم 👩‍⚕️",
            "e\u0301 Ŋ\u0308 می\u200cخواهم 👩‍⚕️",
            "e\u0301 Ŋ\u0308 می\u200cخواهم 👩‍⚕️",
        ),
    ],
    ids=["controls", "line ends", "turned", "half a pair", "right to left", "marks"],
)
def test_what_is_pasted_is_kept_as_it_should_read(
    page: ReviewPage, workplace: Workplace, pasted: str, lines: str, line: str
) -> None:
    source = QMimeData()
    source.setText(pasted)
    worry, phone = page.notes.fields["worry"], page.notes.fields["telephone"]
    assert isinstance(worry, GrowingText)
    assert isinstance(phone, QLineEdit)
    worry.insertFromMimeData(source)
    phone.insert(pasted)
    phone.textEdited.emit(phone.text())
    page.decision.reason_text.insertFromMimeData(source)
    page.model.write_author("name", pasted)
    page.model.leave()

    case = workplace.case(page.model.case_id)
    assert worry.toPlainText() == lines
    assert case.notes == {"worry": lines, "telephone": line}
    assert case.deciding["text"] == lines


def test_a_signature_with_strange_signs_is_signed_clean(
    page: ReviewPage, workplace: Workplace
) -> None:
    page.model.choose("palliative_team")
    for field in ("name", "role", "unit"):
        page.model.write_author(field, f"\0{getattr(AUTHOR, field)}\ud800\u202e")
    revision = page.model.sign()

    assert revision is not None
    assert revision.decision.author == AUTHOR


# Undo


@pytest.mark.parametrize("name", ["worry", "telephone", "reason", "unit"])
def test_one_undo_takes_a_paste_out_and_redo_puts_it_back(page: ReviewPage, name: str) -> None:
    field = texts(page)[name]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Ring")
    paste(field, " 070\u202e 1\0" + "x" * 5000)
    pasted = shown(field)
    assert len(pasted) == longest(name)

    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert shown(field) == "Ring"
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert shown(field) == pasted


def test_undo_goes_on_working_after_the_page_was_shown_anew(page: ReviewPage) -> None:
    worry, phone = page.notes.fields["worry"], page.notes.fields["telephone"]
    assert isinstance(worry, GrowingText)
    assert isinstance(phone, QLineEdit)
    for field in (worry, phone):
        field.setFocus()
        QTest.keyClicks(field, "Ring")
        paste(field, " 070\0\n1")
    page.model.keep()
    page.model.check_red_flags("unknown")

    for field in (worry, phone):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
        assert shown(field) == "Ring"


# A full field


def test_a_full_field_takes_no_key_and_says_so(qtbot: QtBot, page: ReviewPage) -> None:
    worry = page.notes.fields["worry"]
    assert isinstance(worry, GrowingText)
    paste(worry, "x" * 4000)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Return):
        with qtbot.waitSignal(page.said) as said:
            QTest.keyClick(worry, key)
        kind, told = said.args
        assert kind == "warning"
        assert told.startswith("”Vad oroar dig mest?” rymmer 4\u00a0000 tecken. Ett tecken fick")
        assert worry.toPlainText() == "x" * 4000

    QTest.keyClick(worry, Qt.Key.Key_Backspace)
    QTest.keyClicks(worry, "y")
    assert worry.toPlainText() == "x" * 3999 + "y"
    worry.selectAll()
    QTest.keyClicks(worry, "z")
    assert worry.toPlainText() == "z"


def test_what_an_input_method_gives_is_bounded_too(qtbot: QtBot, page: ReviewPage) -> None:
    worry = page.notes.fields["worry"]
    assert isinstance(worry, GrowingText)
    paste(worry, "x" * 3998)
    event = QInputMethodEvent()
    event.setCommitString("ab\0cd")
    with qtbot.waitSignal(page.said):
        QGuiApplication.sendEvent(worry, event)

    assert worry.toPlainText() == "x" * 3998 + "ab"


def test_a_text_kept_before_there_were_bounds_is_shown_whole(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, SETTLED)
    workplace.note(case_id, "telephone", "1" * 900)
    workplace.note(case_id, "worry", "y" * 9000)
    page.open_case(case_id)

    assert len(shown(texts(page)["telephone"])) == 900
    worry = texts(page)["worry"]
    assert len(shown(worry)) == 9000
    worry.setFocus()
    QTest.keyClick(worry, Qt.Key.Key_End, CONTROL)
    QTest.keyClick(worry, Qt.Key.Key_Backspace)
    page.model.keep()
    assert len(workplace.case(case_id).notes["worry"]) == 8999


def test_a_long_name_from_the_settings_is_shown_and_signed_whole(
    workplace: Workplace, page: ReviewPage
) -> None:
    Preferences(workplace).set_author("unit", "Hemsjukvård " * 16)
    page.open_case(begun(workplace, {**SETTLED, "red_flags": ()}))
    for field in ("name", "role"):
        page.model.write_author(field, getattr(AUTHOR, field))

    assert len(page.decision.author["unit"].text()) == 191
    revision = page.model.sign()
    assert revision is not None
    assert len(revision.decision.author.unit) == 191


# The rule itself


@settings(max_examples=200, deadline=None)
@given(text=WILD, room=st.integers(-2, 30), lines=st.booleans())
def test_what_a_field_takes_is_clean_bounded_and_whole(text: str, room: int, lines: bool) -> None:
    found = taken(text, room, lines=lines)
    whole = storable(text) if lines else one_line(text)

    found.text.encode("utf-8")
    assert storable(found.text) == found.text
    assert len(found.text) <= max(room, 0)
    assert len(found.text) + found.beyond == len(whole)
    assert whole.startswith(found.text)
    assert not any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in found.text)
    assert lines or "\n" not in found.text
    rest = whole[len(found.text) :]
    assert not found.text or not rest or not unicodedata.combining(rest[0])


@pytest.mark.parametrize(
    ("beyond", "told"),
    [(0, "Det som inte fick plats"), (1, "Ett tecken"), (12_345, "12\u00a0345 tecken fick")],
)
def test_how_much_was_left_out_is_told_where_it_is_known(beyond: int, told: str) -> None:
    assert told in beyond_words("Tolk", 300, beyond, translator("sv"))


@pytest.mark.parametrize("unseen", ["\u200b", " \u00ad\u200d \u3164", "\u2060\n\u200f"])
def test_a_text_that_shows_nothing_is_no_text(unseen: str) -> None:
    assert storable(unseen) == ""
    assert storable(f"{unseen}a") == f"{unseen}a"
    assert storable("  \n") == "  \n"  # blanks alone are the beginning of something


def test_nobody_signs_with_a_name_that_cannot_be_seen(page: ReviewPage) -> None:
    paste(page.decision.author["name"], "\u200b\u200d\u00ad")

    assert page.model.sign() is None
    assert "Skriv ditt namn" in page.decision.problem("name")


def test_the_settings_keep_a_signature_as_the_signing_form_takes_it(workplace: Workplace) -> None:
    preferences = Preferences(workplace)

    preferences.set_author("name", " Anna\u202eevil\x00\nB ")
    preferences.set_author("role", "\u200b")

    assert preferences.author.name == "Annaevil B"
    assert preferences.author.role == ""
