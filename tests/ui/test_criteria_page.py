"""The criteria as one reads them: chosen, searched, linked to, saved, printed."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.deciding import SETTLED, begun, workplace_in
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.edit import text_of, with_value
from triage.packs.pack_file import pack_file
from triage.packs.write import written
from triage.services import Author, Workplace
from ui.theme import apply_theme, current
from ui.viewmodels.criteria import CriteriaViewModel
from ui.viewmodels.desk import Desk
from ui.views.criteria_page import CriteriaPage
from ui.views.edit_criteria_page import EditCriteriaPage
from ui.views.edit_versions_section import VersionsSection
from ui.views.letter_print import new_printer
from ui.views.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
AUTHOR = Author("Disa Exempel", "Processledare", "Regionen")


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path / "data")
    opened.set_setting("default_pack", "vastra")
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, workplace: Workplace) -> MainWindow:
    made = MainWindow(workplace, remember=False)
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def read(window: MainWindow, qtbot: QtBot, place: str = "skane") -> CriteriaPage:
    """Show a pack and wait for its proofs."""
    window.go("criteria", place)
    page = window.page
    assert isinstance(page, CriteriaPage)
    qtbot.waitUntil(lambda: page.choice.packs.count() > 0 and not page.model.proving)
    return page


def seek(page: CriteriaPage, qtbot: QtBot, text: str) -> None:
    page.search.line.clear()
    QTest.keyClicks(page.search.line, text)
    QTest.keyClick(page.search.line, Qt.Key.Key_Return)


# Reading


def test_the_text_is_there_at_once_and_the_proofs_follow(
    qtbot: QtBot, workplace: Workplace
) -> None:
    model = CriteriaViewModel(Desk(workplace, "sv"))

    with qtbot.waitSignal(model.proved):
        assert model.open("skane")
        assert model.proving
        before = [heading.anchor for heading in model.contents()]

    assert not model.proving
    assert "proofs" not in before
    assert "proofs" in [heading.anchor for heading in model.contents()]


def test_what_was_proved_once_is_shown_at_once(qtbot: QtBot, workplace: Workplace) -> None:
    model = CriteriaViewModel(Desk(workplace, "sv"))
    with qtbot.waitSignal(model.proved):
        model.open("skane")
    with qtbot.waitSignal(model.proved):
        model.open("norrbotten")

    model.open("skane")

    assert not model.proving
    assert "proofs" in [heading.anchor for heading in model.contents()]


def test_by_key_and_without_a_case_the_unit_s_own_criteria_are_read(
    window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)

    assert isinstance(window.page, CriteriaPage)
    assert window.page.model.pack_id == "vastra"
    box = window.page.choice.packs
    qtbot.waitUntil(lambda: box.currentText() == "Västra sjukvårdsregionen")
    assert (
        "Kriterier för palliativ vård: Västra sjukvårdsregionen" in window.page.text.toPlainText()
    )
    qtbot.waitUntil(lambda: not window.page.model.proving)  # type: ignore[attr-defined] # as above


def test_the_footer_leads_to_the_criteria_of_the_case_and_back(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    window.prepared()
    case = begun(workplace, SETTLED)
    workplace.choose_pack(case, "norrbotten")
    window.go("review", case)

    window.footer._pack.click()  # type: ignore[union-attr] # the criteria are named by now

    page = window.page
    assert isinstance(page, CriteriaPage)
    assert page.model.pack_id == "norrbotten"
    qtbot.waitUntil(lambda: not page.model.proving)
    QTest.keyClick(page.text, Qt.Key.Key_Left, ALT)
    assert window.page_name == "review"


def test_another_region_is_chosen_in_the_list(window: MainWindow, qtbot: QtBot) -> None:
    page = read(window, qtbot)
    packs = page.choice.packs

    with qtbot.waitSignal(page.model.proved):
        packs.setCurrentIndex(packs.findData("norrbotten"))
        packs.activated.emit(packs.currentIndex())

    assert page.text.toPlainText().startswith("Kriterier för palliativ vård: Norrbotten")
    assert page.text.verticalScrollBar().value() == 0


def test_the_contents_lead_through_the_text_and_follow_it(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    page = read(window, qtbot)
    sections = page.contents.sections
    sections.setFocus()
    titles = sections.titles()

    QTest.keyClick(sections, Qt.Key.Key_End)
    qapp.processEvents()
    assert sections.anchor() == page.model.contents()[-1].anchor
    assert page.text.verticalScrollBar().value() > 0

    page.text.go_to("teams")
    page.text.verticalScrollBar().setValue(page.text.verticalScrollBar().value() + 1)
    assert sections.anchor() == "teams"
    assert titles == sections.titles()


def test_a_section_and_a_criterion_can_be_linked_to(window: MainWindow, qtbot: QtBot) -> None:
    page = read(window, qtbot, "vastra#form-asih")
    assert page.text.section() == "form-asih"
    assert page.contents.sections.anchor() == "form-asih"

    compiled = window.desk.workplace.compiled("vastra")
    form = compiled.pack.care_form["palliative_team"]
    name = dict(form.admission)["need"].criteria[0]
    read(window, qtbot, f"vastra#{name}")

    assert page.text.textCursor().selectedText() == compiled.pack.criterion[name].text["sv"]


def test_a_link_to_nothing_still_shows_the_pack(window: MainWindow, qtbot: QtBot) -> None:
    page = read(window, qtbot, "skane#nothing-of-that-name")

    assert page.model.pack_id == "skane"
    assert page.text.section() == ""


def test_it_speaks_the_reader_s_language(qtbot: QtBot, workplace: Workplace) -> None:
    model = CriteriaViewModel(Desk(workplace, "en"))
    with qtbot.waitSignal(model.proved):
        model.open("vastra")

    assert model.document is not None
    assert model.document.name == "Western healthcare region"
    assert model.file_name().startswith("criteria-vastra-")


def test_criteria_that_do_not_exist_say_so(qtbot: QtBot, workplace: Workplace) -> None:
    model = CriteriaViewModel(Desk(workplace, "sv"))

    with qtbot.waitSignal(model.failed) as failed:
        assert not model.open("skaane")

    assert "skaane" in failed.args[0]


def test_criteria_that_do_not_load_say_so_and_leave_the_others(
    window: MainWindow, workplace: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "criteria"
    shutil.copytree(CRITERIA, folder)
    with (folder / "skane" / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("\nzzz: 1\n")
    workplace.__dict__["catalogue"] = Catalogue(folder)

    page = read(window, qtbot, "skane")
    assert "skane/pack.yaml" in page.bar.text()
    packs = page.choice.packs
    assert packs.findText("skane (går inte att läsa)") >= 0
    assert page.primary() is None

    with qtbot.waitSignal(page.model.proved):
        packs.setCurrentIndex(packs.findData("norrbotten"))
        packs.activated.emit(packs.currentIndex())
    assert page.bar.text() == ""
    assert page.pack() == "norrbotten"


def test_a_version_in_force_that_is_gone_leaves_the_original_to_read(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    workplace.set_setting("in_force.skane", "sha256:" + "0" * 64)

    page = read(window, qtbot, "skane")

    assert "choose another" in page.bar.text()
    assert page.text.toPlainText().startswith("Kriterier för palliativ vård: Skåne")
    assert "gäller här" not in page.model.versions[0].words


def test_a_change_of_theme_keeps_the_place_and_the_hits(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    page = read(window, qtbot, "vastra#teams")
    seek(page, qtbot, "telefon")
    at, hits = page.text.verticalScrollBar().value(), page.search.hits()

    apply_theme(qapp, "dark", 1.0)
    qapp.processEvents()

    assert page.text.verticalScrollBar().value() == at
    assert page.search.hits() == hits
    assert current().tokens.primary.lower() in page.text.toHtml().lower()


# Searching


def test_hits_are_counted_marked_and_gone_through(window: MainWindow, qtbot: QtBot) -> None:
    page = read(window, qtbot, "vastra")
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    line = page.search.line
    assert window.focusWidget() is line

    seek(page, qtbot, "Hospice")
    count = len(re.findall("hospice", page.text.toPlainText(), re.IGNORECASE))
    assert page.search.hits() == count > 2
    assert page.search.count.text() == f"1 av {count}"
    assert len(page.text.extraSelections()) == count

    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_F3)
    assert page.search.count.text() == f"3 av {count}"
    QTest.keyClick(line, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(page.text, Qt.Key.Key_F3, SHIFT)
    QTest.keyClick(page.text, Qt.Key.Key_F3, SHIFT)
    assert page.search.count.text() == f"{count} av {count}"


def test_the_hit_is_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    page = read(window, qtbot, "vastra")

    seek(page, qtbot, "Exempelpatienter")
    page.search.previous()

    shown = page.text.cursorRect()
    assert 0 <= shown.top() <= page.text.viewport().height()


def test_nothing_found_is_said_and_escape_gives_up(window: MainWindow, qtbot: QtBot) -> None:
    page = read(window, qtbot)
    seek(page, qtbot, "zzzz")
    assert page.search.count.text() == "Finns inte i texten"
    assert page.text.extraSelections() == []

    QTest.keyClick(page.search.line, Qt.Key.Key_Escape)

    assert page.search.line.text() == ""
    assert not page.search.count.isVisible()
    assert window.focusWidget() is page.text
    assert window.page_name == "criteria"


def test_one_letter_is_too_little_to_look_for(window: MainWindow, qtbot: QtBot) -> None:
    page = read(window, qtbot)

    seek(page, qtbot, "a")

    assert page.search.hits() == 0
    assert page.search.count.text() == "Skriv minst två bokstäver"


def test_elsewhere_the_same_key_searches_patients(window: MainWindow, qtbot: QtBot) -> None:
    read(window, qtbot)
    assert "Ctrl+F" not in window.header.search.placeholderText()

    window.go("worklist")
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)

    assert window.focusWidget() is window.header.search
    assert "Ctrl+F" in window.header.search.placeholderText()


# Out of the window


@pytest.mark.parametrize(
    ("name", "begins"), [("a.pdf", b"%PDF-"), ("a", b"%PDF-"), ("a.html", b"<!DOCTYPE html>")]
)
def test_it_is_saved_as_pdf_or_html(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str, begins: bytes
) -> None:
    page = read(window, qtbot)
    page.out.ask_target = lambda suggested: (
        tmp_path / name if suggested.name.startswith("kriterier-skane-") else None
    )

    with qtbot.waitSignal(page.out.file.saved, timeout=60_000):
        QTest.keyClick(page.text, Qt.Key.Key_S, CTRL)
        assert page.out.work.isVisible()

    assert not page.out.work.isVisible()
    (saved,) = tmp_path.glob("a*")
    assert saved.read_bytes().startswith(begins)
    assert page.bar.text() == f"Sparad som {saved.name}."


def test_a_folder_that_is_gone_is_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = read(window, qtbot)
    page.out.ask_target = lambda _suggested: tmp_path / "gone" / "a.html"

    with qtbot.waitSignal(page.out.file.failed):
        page.save_button.click()

    assert page.bar.text() == "Mappen finns inte längre. Välj en annan plats och försök igen."


def test_the_marked_text_is_copied_or_all_of_it(window: MainWindow, qtbot: QtBot) -> None:
    page = read(window, qtbot, "skane#form-asih")
    clipboard = QGuiApplication.clipboard()

    QTest.keyClick(page.text, Qt.Key.Key_C, CTRL | SHIFT)
    assert clipboard.text() == page.text.toPlainText()

    seek(page, qtbot, "dygnet runt")
    page.text.setTextCursor(page.text.document().find("dygnet runt"))
    page.copy_button.click()
    assert clipboard.text() == "dygnet runt"


def test_it_prints_the_pages_that_are_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = read(window, qtbot)
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)

    page.out.ask_printer = lambda: printer

    page.print_button.click()
    qtbot.waitUntil(lambda: not page.out.running, timeout=60_000)

    assert page.bar.text() == "Kriterierna är skickade till skrivaren."
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == 2


def test_saving_can_be_stopped_and_then_nothing_is_written(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = read(window, qtbot)
    page.out.ask_target = lambda _suggested: tmp_path / "a.pdf"
    page.save_button.click()
    task = page.out.file._task
    assert task is not None

    page.out.work.cancel.click()
    task.wait()

    assert page.bar.text() == "Avbrutet. Ingen fil är sparad."
    assert not page.out.work.isVisible()
    assert page.text.hasFocus()
    assert list(tmp_path.glob("a*")) == []
    with qtbot.waitSignal(page.out.file.saved, timeout=60_000):  # and it can be saved again
        page.save_button.click()


def test_printing_can_be_stopped(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = read(window, qtbot)
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.out.ask_printer = lambda: printer
    page.print_button.click()
    qtbot.waitUntil(lambda: "sida 1" in page.out.work.text(), timeout=60_000)

    page.out.work.cancel.click()

    assert page.bar.text() == "Utskriften är avbruten."
    assert not page.out.running


# Versions


def test_the_unit_s_own_version_is_read_and_the_original_beside_it(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    work = workplace.criteria
    text = with_value(work.begin_draft("skane"), "pack", ("about", "sv"), "Skånes egna ord.")
    work.save_draft("skane", text)
    published = work.publish("skane", "2030.1", "Egna ord i inledningen.", AUTHOR)
    work.set_in_force("skane", published.digest)

    page = read(window, qtbot)
    versions = page.choice.versions
    assert versions.isVisible()
    assert versions.itemText(0) == "2030.1 · egen · gäller här"
    assert "Skånes egna ord." in page.text.toPlainText()

    with qtbot.waitSignal(page.model.proved):
        versions.setCurrentIndex(1)
        versions.activated.emit(1)

    assert "Skånes egna ord." not in page.text.toPlainText()
    assert versions.currentText().endswith("original")


def test_from_reading_to_editing_and_to_the_versions_and_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = read(window, qtbot)

    page.choice.manage.click()
    edit = window.page
    assert isinstance(edit, EditCriteriaPage)
    assert isinstance(edit.section(), VersionsSection)
    window.header.back_button.click()
    assert window.page_name == "criteria"

    window.header.primary_button.click()
    assert window.page_name == "edit_criteria"
    assert edit.pack() == "skane"
    assert window.header.back_button.text() == "‹ Kriterier"


def test_what_is_put_in_force_elsewhere_is_read_on_return(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    page = read(window, qtbot)
    page.edit()
    work = workplace.criteria
    text = with_value(work.begin_draft("skane"), "pack", ("about", "sv"), "Nya ord.")
    work.save_draft("skane", text)
    work.set_in_force("skane", work.publish("skane", "2030.1", "Nya ord, prövade.", AUTHOR).digest)

    window.header.back_button.click()

    assert "Nya ord." in page.text.toPlainText()
    qtbot.waitUntil(lambda: not page.model.proving)


def test_a_version_that_nobody_answers_for_says_so(
    window: MainWindow, workplace: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    original = workplace.catalogue.original("skane")
    text = text_of(original, workplace.catalogue.original_cases("skane"))
    changed = with_value(text, "pack", ("version",), "2026.0")
    compiled = workplace.criteria.compiled_text(changed)
    unsigned = tmp_path / "skane.vagvalpack"
    unsigned.write_bytes(pack_file(written(changed), compiled))
    workplace.criteria.import_file(unsigned)

    page = read(window, qtbot)
    assert page.bar.text() == ""
    versions = page.choice.versions
    with qtbot.waitSignal(page.model.proved):
        versions.setCurrentIndex(versions.findText("2026.0 · mottagen"))
        versions.activated.emit(versions.currentIndex())

    assert page.bar.text() == "Inte signerad: ingen svarar för innehållet."


def test_a_pack_with_its_original_alone_offers_no_versions(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert not read(window, qtbot).choice.versions.isVisible()


# Room


def test_with_large_text_the_choice_lies_above_the_text(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, "light", 2.0)
    page = read(window, qtbot, "vastra")
    qapp.processEvents()

    assert not page.contents.isVisible()
    assert page.choice.packs.isVisible()
    assert page.choice.sections.isVisible()
    sections = page.choice.sections
    sections.setCurrentIndex(sections.findData("teams"))
    sections.activated.emit(sections.currentIndex())
    assert page.text.section() == "teams"
    assert page.text.horizontalScrollBar().maximum() == 0


def test_at_twice_the_size_the_window_still_fits_a_small_screen(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    """The widest page holds them all: none may be wider than the screens people have."""
    page = read(window, qtbot)
    apply_theme(qapp, "light", 2.0)

    qtbot.waitUntil(lambda: page.choice.sections.isVisibleTo(page))
    # Half of a small screen: a list of versions and the contents need their part as well.
    qtbot.waitUntil(lambda: page.choice.minimumSizeHint().width() <= 1366 / 2)
    assert window.minimumSizeHint().width() <= 1366
