"""What stands beside the letter: its text in two lengths, the annex, what it lacks, warnings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.deciding import SETTLED, begun, decided, workplace_in
from triage.referral.letter import Lack
from triage.referral.notes import NOTE_FIELDS
from triage.referral.pages import page_count
from triage.services import StoreError, Workplace
from ui.viewmodels.case_hold import CaseHold
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter import LetterViewModel
from ui.viewmodels.letter_choices import USUAL_MINUTES, LetterChoices
from ui.viewmodels.letter_words import copied_words, unprintable_words
from ui.views.checklist_page import ChecklistPage
from ui.views.letter_lacks import LacksList
from ui.views.letter_page import LetterPage
from ui.views.letter_saying import Saying
from ui.views.main_window import MainWindow
from ui.views.review_page import ReviewPage
from ui.views.settings_page import SettingsPage
from ui.widgets.message_bar import MessageBar

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, workplace: Workplace) -> MainWindow:
    made = MainWindow(workplace, remember=False)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def letter_of(qtbot: QtBot, window: MainWindow, case_id: str) -> LetterPage:
    window.go("letter", case_id)
    page = window.page
    assert isinstance(page, LetterPage)
    if page.model.paper.whole is None or page.preview.page_count() == 0:
        with qtbot.waitSignal(page.preview.drawn):
            pass
    return page


# Text and annex


def test_text_and_annex_are_chosen_by_keys_and_stay_chosen(
    qtbot: QtBot,
    window: MainWindow,
    workplace: Workplace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case_id = decided(workplace)
    page = letter_of(qtbot, window, case_id)
    letter = workplace.letter(case_id, "sv")
    whole = workplace.letter_text(letter)
    assert page.text.toPlainText() == whole
    assert letter.trace_title.upper() in whole
    assert page.preview.page_count() > 1

    with qtbot.waitSignal(page.preview.drawn):
        QTest.keyClick(page, Qt.Key.Key_K, CONTROL | SHIFT)
    assert not page.annex.isChecked()
    assert page.preview.page_count() == 1
    assert page_count(page.model.pdf()) == 1
    assert letter.trace_title.upper() not in page.text.toPlainText()

    QTest.keyClick(page, Qt.Key.Key_M, CONTROL)
    assert page.panel.length.value() is True
    QTest.keyClick(page, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().text() == workplace.letter_text(letter, short=True)
    assert page.bar.text() == copied_words(USUAL_MINUTES, short=True, _=str)

    targets: list[Path] = []

    def here(suggested: Path) -> Path:
        targets.append(tmp_path / suggested.name)
        return targets[-1]

    page.ask_target = here
    QTest.keyClick(page, Qt.Key.Key_S, CONTROL | SHIFT)
    assert targets[0].name == "remissbilaga-2026-11-20.pdf"
    assert targets[0].read_bytes() == workplace.letter_annex(letter)

    other = LetterViewModel(Desk(workplace, "sv"))
    assert (other.annex, other.short) == (False, True)

    with monkeypatch.context() as full:  # a choice that is not kept springs back, and says why
        full.setattr(workplace, "set_own_setting", _disk_full)
        page.annex.click()
        QTest.keyClick(page, Qt.Key.Key_M, CONTROL)
    assert (page.annex.isChecked(), page.panel.length.value()) == (False, True)
    assert page.bar.text().startswith("Disken är full")


def _disk_full(*_given: object) -> None:
    raise StoreError("disk_full")


def test_the_first_page_is_in_sight_before_all_of_it_is_written(
    qtbot: QtBot, window: MainWindow, workplace: Workplace
) -> None:
    window.go("letter", begun(workplace, SETTLED))  # left at once: nothing of it is shown
    window.go("letter", decided(workplace))
    page = window.page
    assert isinstance(page, LetterPage)
    assert page.preview.hint.isVisible()
    with qtbot.waitSignal(page.preview.seen):
        pass
    assert page.model.paper.whole is None
    first = page.model.paper.first
    assert first == workplace.letter_first_page(page.model.letter)
    assert page.preview.page_count() == page_count(first) == 1
    assert not page.preview.hint.isVisible()
    with qtbot.waitSignal(page.preview.drawn):
        pass
    assert page.preview.page_count() == page_count(page.model.pdf()) > 1
    assert page.model.pdf() == workplace.letter_pdf(page.model.letter)

    window.go("letter", begun(workplace, SETTLED))
    before = page.model.paper.pdf()  # asked for at once: it is not made twice
    assert page.model.pdf() is before
    with qtbot.waitSignal(page.preview.drawn):
        pass
    bar = page.preview.verticalScrollBar()
    QTest.keyClick(page.preview, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(page.preview, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_after_copying_the_record_system_is_noted_with_one_press(
    qtbot: QtBot, window: MainWindow, workplace: Workplace
) -> None:
    case_id = decided(workplace)
    page = letter_of(qtbot, window, case_id)
    page.copy_button.click()
    assert page.bar.action_button.text() == "Markera som förd"

    page.bar.action_button.click()

    assert workplace.moved(case_id) is not None
    assert page.moved.text.text().startswith("✓ Förd till journalsystemet")
    page.copy_button.click()
    assert not page.bar.action_button.isVisible(), "it is noted already"


def test_a_marked_part_is_copied_as_privately_as_all_of_it(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, workplace: Workplace
) -> None:
    page = letter_of(qtbot, window, decided(workplace))
    page.text.setFocus()
    QTest.keyClick(page.text, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(page.text, Qt.Key.Key_C, CONTROL)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == page.text.toPlainText()
    assert clipboard.mimeData().hasFormat("x-kde-passwordManagerHint")
    page.copy_button.click()
    qapp.aboutToQuit.emit()
    assert clipboard.text() == ""


def test_how_long_a_copied_text_stays_is_a_setting(qtbot: QtBot, workplace: Workplace) -> None:
    page = SettingsPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    choices = LetterChoices(workplace)
    assert page.copied.value() == choices.clipboard_minutes == USUAL_MINUTES
    page.copied.segment(1).click()
    assert choices.clipboard_minutes == 1
    assert copied_words(1, short=False, _=str).endswith("inom en minut; sedan tas den bort.")
    for odd in (0, -5, 7, True, "5", None, 1e9):
        workplace.set_own_setting("clipboard_minutes", odd)
        assert choices.clipboard_minutes == USUAL_MINUTES


# What it lacks


def test_what_lacks_leads_to_its_field_and_its_question(
    qtbot: QtBot, window: MainWindow, workplace: Workplace
) -> None:
    case_id = begun(workplace, SETTLED)
    page = letter_of(qtbot, window, case_id)
    lacks = page.model.lacks()
    assert [link.text() for link in page.lacks.links[:2]] == [lacks[0].label, lacks[1].label]
    assert str(len(lacks)) in page.lacks.heading.text()

    QTest.keyClick(page, Qt.Key.Key_F6)
    assert page.lacks.links[0].hasFocus()
    QTest.keyClick(page.lacks.links[0], Qt.Key.Key_Return)
    assert lacks[0] == Lack("fact", "red_flags", lacks[0].label)
    checklist = window.page
    assert isinstance(checklist, ChecklistPage)
    held = checklist.focusWidget()
    row = checklist.middle.questions.row("red_flags")
    assert held is not None
    assert row is held or row.isAncestorOf(held)

    # Every field that a letter can lack is one that the review page has in front.
    for field in ("worry", "sender_telephone", "allergies"):
        window.go("letter", case_id)
        page.lacks.asked.emit(Lack("note", field, ""))
        review = window.page
        assert isinstance(review, ReviewPage)
        editor = review.notes.fields[field]
        assert editor.hasFocus() or editor.isAncestorOf(review.focusWidget())
        assert editor.isVisible()
        assert {one.id for one in NOTE_FIELDS} == set(review.notes.fields)


def test_a_signed_letter_is_corrected_before_it_is_filled_in(
    qtbot: QtBot, window: MainWindow, workplace: Workplace
) -> None:
    case_id = decided(workplace)
    page = letter_of(qtbot, window, case_id)
    worry = page.lacks.links[0]
    assert worry.text() == "Det som oroar mest"
    held = CaseHold.take(workplace.folder, case_id)
    assert isinstance(held, CaseHold)

    worry.click()
    assert page.bar.text().endswith("för att fylla i: det som oroar mest.")
    assert page.bar.action_button.hasFocus()
    page.bar.action_button.click()
    assert page.bar.text().startswith("Ärendet är öppet i ett annat fönster")
    assert workplace.case(case_id).state == "decided"
    held.give_back()
    page.bar.dismiss()

    worry.click()
    QTest.keyClick(page.bar.action_button, Qt.Key.Key_Return)
    assert workplace.case(case_id).state != "decided"
    review = window.page
    assert isinstance(review, ReviewPage)
    line = review.notes.fields["worry"]
    assert line.hasFocus() or line.isAncestorOf(review.focusWidget())


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 1), (6, 6), (7, 7), (8, 6), (20, 6)])
def test_few_are_in_sight_until_all_are_asked_for(qtbot: QtBot, count: int, shown: int) -> None:
    made = LacksList(str)
    qtbot.addWidget(made)
    made.show()
    made.show_lacks([Lack("note", f"n{at}", f"R & D {at}") for at in range(count)])
    assert [link.isVisible() for link in made.links].count(True) == shown
    assert made.none.isVisible() is (count == 0)
    assert made.more.isVisible() is (count > 7)
    if count > 7:
        made.more.click()
        assert all(link.isVisible() for link in made.links)
        assert made.links[-1].text() == f"R && D {count - 1}"
        assert made.links[-1].accessibleName() == f"Fyll i: R & D {count - 1}"
        made.show_lacks([Lack("note", "other", "Annat")])
        assert [link.text() for link in made.links if link.isVisible()] == ["Annat"]


# Warnings


def test_characters_that_paper_lacks_are_told_before_anything_is_printed(
    qtbot: QtBot, window: MainWindow, workplace: Workplace
) -> None:
    case_id = begun(workplace, SETTLED)
    workplace.note(case_id, "worry", "Ont \N{EGYPTIAN HIEROGLYPH A001} och \x07 & Ánne Čáhppe")
    page = letter_of(qtbot, window, case_id)
    assert "(U+13000)" in page.draft_bar.text()
    assert "\N{EGYPTIAN HIEROGLYPH A001}" in page.text.toPlainText()
    assert unprintable_words((), str) == ""
    many = unprintable_words([chr(0x13000 + at) for at in range(9)], str)
    assert "U+13005" in many
    assert "U+13006" not in many
    assert "och 3 till" in many
    assert unprintable_words(["\x07"], str).startswith("Tecken som inte går att skriva ut: U+0007.")


def test_each_message_keeps_its_own_thing_to_do(qtbot: QtBot) -> None:
    bar = MessageBar(close_word="Stäng")
    qtbot.addWidget(bar)
    bar.show()
    saying, done = Saying(bar), list[str]()
    saying.say("error", "Disken är full.", "Om", lambda: done.append("again"))
    saying.say("success", "Kopierad.", "Märk", lambda: done.append("marked"))
    bar.action_button.click()
    saying.say("success", "Kopierad.", "Märk", lambda: done.append("marked"))
    bar.action_button.click()
    assert done == ["again", "marked"]


def test_what_has_left_is_noted_as_sent_with_one_press(
    qtbot: QtBot, window: MainWindow, workplace: Workplace, tmp_path: Path
) -> None:
    page = letter_of(qtbot, window, begun(workplace, SETTLED))
    page.ask_target = lambda suggested: tmp_path / suggested.name
    page.save()
    assert not page.bar.action_button.isVisible(), "a draft is sent nowhere"

    case_id = decided(workplace)
    page = letter_of(qtbot, window, case_id)
    page.save()
    assert page.bar.action_button.text() == "Notera som skickad"
    page.bar.action_button.click()
    assert window.standing == ("follow_up", case_id)
