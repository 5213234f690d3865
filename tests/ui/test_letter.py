"""The letter page: what is shown, saved, printed and copied is what the service wrote."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, SETTLED, begun, decided, workplace_in
from triage.referral.pages import page_count, pages
from triage.services import Act, Patient, Workplace
from triage.services.access import Wanted
from ui.theme import apply_theme
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter import LetterViewModel
from ui.viewmodels.letter_saving import NotSavedError, save
from ui.views import letter_print
from ui.views.letter_page import LetterPage
from ui.views.letter_preview import image
from ui.views.letter_print import is_there, new_printer
from ui.views.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def acts(workplace: Workplace) -> list[str]:
    return [entry.act for entry in workplace.access.entries(Wanted())]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> LetterPage:
    made = LetterPage(Desk(workplace, "sv"))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def opened(qtbot: QtBot, page: LetterPage, case_id: str) -> LetterPage:
    with qtbot.waitSignal(page.preview.drawn):
        page.open_case(case_id)
    return page


# What is shown


def test_the_preview_shows_every_page_of_the_pdf(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    opened(qtbot, page, decided(workplace))
    assert page.preview.page_count() == page_count(page.model.pdf()) >= 1
    assert page.preview.page_count() == len(pages(page.model.pdf(), 0.2))


def test_a_page_is_drawn_as_black_on_white_paper(workplace: Workplace) -> None:
    letter = workplace.letter(decided(workplace), "sv")
    first = image(pages(workplace.letter_pdf(letter), 1.0)[0])
    assert (first.width(), first.height()) == (596, 842)
    assert first.pixelColor(1, 1) == QColor("white")
    shades = {first.pixelColor(x, y).lightness() for x in range(0, 596, 2) for y in range(60, 300)}
    assert min(shades) < 40


def test_a_draft_says_so_and_leads_to_its_decision(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    case_id = begun(workplace, SETTLED)
    opened(qtbot, page, case_id)
    assert page.draft_bar.text().startswith("UTKAST")
    assert "Larmtecken är inte kontrollerade" in page.draft_bar.text()
    assert "UTKAST" in page.text.toPlainText()
    primary = page.primary()
    assert primary is not None
    with qtbot.waitSignal(page.go) as gone:
        primary[1]()
    assert gone.args == ["review", case_id]


def test_a_wished_day_that_does_not_fit_is_said_beside_the_letter_and_blocks_nothing(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    case_id = begun(workplace, SETTLED)
    opened(qtbot, page, case_id)
    assert "Önskat datum" not in page.draft_bar.text()
    workplace.note(case_id, "target_date", "2026-11-19")
    opened(qtbot, page, case_id)
    assert "Önskat datum, 2026-11-19, har redan varit." in page.draft_bar.text()

    weighing = workplace.weigh("vastra", workplace.facts(workplace.case(case_id)))
    workplace.answer(case_id, "red_flags", ())
    workplace.sign(case_id, str(weighing.recommended), weighing.team, None, AUTHOR)
    opened(qtbot, page, case_id)
    assert page.draft_bar.text() == "Önskat datum, 2026-11-19, har redan varit."
    assert page.draft_bar.action_button.isHidden()


def test_saving_is_offered_in_one_place(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    opened(qtbot, page, begun(workplace, SETTLED))
    assert page.save_button.isVisible()
    opened(qtbot, page, decided(workplace))
    assert not page.save_button.isVisible()
    primary = page.primary()
    assert primary is not None
    assert primary[0] == "Spara PDF"


def test_the_header_and_the_warnings_speak_the_authors_language(
    qtbot: QtBot, workplace: Workplace
) -> None:
    model = LetterViewModel(Desk(workplace, "en"))
    assert model.open(begun(workplace, SETTLED, Patient("alias", None, "", "Rum 4")))
    assert model.patient_line == "Alias Rum 4 · no identity number"
    assert "Red flags" in " ".join(model.warnings())
    assert model.letter.patient == "Alias Rum 4 · utan identitetsnummer"


def test_a_signed_letter_is_no_draft(qtbot: QtBot, workplace: Workplace, page: LetterPage) -> None:
    opened(qtbot, page, decided(workplace))
    assert page.draft_bar.text() == ""
    assert "UTKAST" not in page.text.toPlainText()
    assert AUTHOR.name in page.text.toPlainText()


def test_the_text_can_be_selected_but_not_changed(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    opened(qtbot, page, decided(workplace))
    page.text.setFocus()
    before = page.text.toPlainText()
    QTest.keyClicks(page.text, "x")
    QTest.keyClick(page.text, Qt.Key.Key_A, CONTROL)
    assert page.text.toPlainText() == before
    assert page.text.textCursor().hasSelection()


def test_protected_identity_is_masked_in_the_header(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    hidden = Patient("personnummer", "191212121212", "Ánne Exempelsson", protected=True)
    opened(qtbot, page, begun(workplace, SETTLED, hidden))
    for text in (page.patient_line(), page.text.toPlainText()):
        assert "Exempelsson" not in text
        assert "1212" not in text


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_pages_fit_the_width_at_every_size(
    qtbot: QtBot, workplace: Workplace, scale: float, qapp: object
) -> None:
    apply_theme(qapp, "light", scale)  # type: ignore[arg-type] # pytest-qt's own application
    made = LetterPage(Desk(workplace, "sv"))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    opened(qtbot, made, decided(workplace))
    content = made.preview.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= made.preview.viewport().width()


def test_a_narrow_page_shows_pages_or_text_in_the_whole_room(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    opened(qtbot, page, decided(workplace))
    assert page.preview.isVisible()
    assert page.text.isVisible()
    assert not page.view.isVisible()

    page.resize(700, 600)
    assert page.view.isVisible()
    assert page.preview.isVisible()
    assert not page.text.isVisible()
    assert page.preview.height() > page.height() / 2

    QTest.mouseClick(page.view.segment("text"), Qt.MouseButton.LeftButton)
    assert page.text.isVisible()
    assert not page.preview.isVisible()
    assert page.text.height() > page.height() / 2
    QTest.mouseClick(page.view.segment("text"), Qt.MouseButton.LeftButton)
    assert page.preview.isVisible() or page.text.isVisible()


def test_a_letter_is_drawn_when_its_pages_come_in_sight(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    page.resize(700, 600)
    QTest.mouseClick(page.view.segment("text"), Qt.MouseButton.LeftButton)
    page.open_case(decided(workplace))
    with qtbot.waitSignal(page.preview.drawn):
        QTest.mouseClick(page.view.segment("pages"), Qt.MouseButton.LeftButton)
    assert page.preview.page_count() > 0


def test_a_hint_stands_until_the_letter_is_drawn(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    opened(qtbot, page, decided(workplace))
    assert not page.preview.hint.isVisible()

    with qtbot.waitSignal(page.preview.drawn):
        page.open_case(begun(workplace, SETTLED))
        assert page.preview.hint.isVisible()
        assert page.preview.page_count() == 0, "the letter before is still in sight"
    assert not page.preview.hint.isVisible()


# Saving


def test_the_saved_pdf_is_the_services_own_bytes(
    qtbot: QtBot, workplace: Workplace, page: LetterPage, tmp_path: Path
) -> None:
    case_id = decided(workplace)
    opened(qtbot, page, case_id)
    suggested: list[Path] = []

    def here(path: Path) -> Path:
        suggested.append(path)
        return tmp_path / path.name

    page.ask_target = here
    QTest.keyClick(page, Qt.Key.Key_S, CONTROL)

    assert suggested[0].name == "remiss-2026-11-20.pdf"
    written = (tmp_path / "remiss-2026-11-20.pdf").read_bytes()
    assert written == workplace.letter_pdf(workplace.letter(case_id, "sv"))
    assert page.bar.text() == "Sparad som remiss-2026-11-20.pdf."
    assert [path.name for path in tmp_path.glob(".vagval*")] == []


def test_no_target_saves_nothing(
    qtbot: QtBot, workplace: Workplace, page: LetterPage, tmp_path: Path
) -> None:
    opened(qtbot, page, decided(workplace))
    page.ask_target = lambda _path: None
    page.save()
    assert page.bar.text() == ""
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_dialog_asks_about_the_file_that_will_be_written(
    qtbot: QtBot, workplace: Workplace, page: LetterPage, tmp_path: Path
) -> None:
    opened(qtbot, page, decided(workplace))
    asked: list[str] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        asked.extend(Path(file).name for file in dialog.selectedFiles())
        dialog.setDirectory(str(tmp_path))
        dialog.findChildren(QLineEdit)[0].setText("min remiss")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    page.save()

    assert asked == ["remiss-2026-11-20.pdf"]
    assert (tmp_path / "min remiss.pdf").read_bytes() == page.model.pdf()

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, leave)
    page.save()
    assert [file.name for file in tmp_path.glob("*.pdf")] == ["min remiss.pdf"]


def test_a_folder_that_vanished_is_said_and_the_letter_stays(
    qtbot: QtBot, workplace: Workplace, page: LetterPage, tmp_path: Path
) -> None:
    opened(qtbot, page, decided(workplace))
    before = page.text.toPlainText()
    page.ask_target = lambda path: tmp_path / "borta" / path.name
    page.save()
    assert page.bar.text().startswith("Mappen finns inte längre")
    assert page.text.toPlainText() == before

    page.ask_target = lambda path: tmp_path / path.name
    page.save()
    assert (tmp_path / page.model.file_name()).exists()


@pytest.mark.parametrize(
    ("code", "begins"),
    [
        (errno.EACCES, "Mappen eller filen är skrivskyddad"),
        (errno.EROFS, "Mappen eller filen är skrivskyddad"),
        (errno.ENOSPC, "Disken är full"),
        (errno.EIO, "Disken eller nätverksmappen svarar inte"),
        (errno.EMFILE, "Filen kunde inte sparas"),
    ],
)
def test_what_stood_there_survives_a_failed_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, begins: str
) -> None:
    target = tmp_path / "remiss.pdf"
    target.write_bytes(b"before")

    def fails(_descriptor: int) -> None:
        raise OSError(code, "refused")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(NotSavedError) as told:
        save(target, b"after", str)
    assert str(told.value).startswith(begins)
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["remiss.pdf"]


def test_hostile_targets_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.pdf").mkdir()
    hostile = {
        tmp_path / "file" / "remiss.pdf": "Mappen finns inte längre",
        tmp_path / "folder.pdf": "Där finns redan en mapp",
        tmp_path / ("x" * 300 + ".pdf"): "Filnamnet är för långt",
        tmp_path / "a\0b.pdf": "Filnamnet har tecken",
        tmp_path / "half \ud83d.pdf": "Filnamnet har tecken",
    }
    for target, begins in hostile.items():
        with pytest.raises(NotSavedError) as told:
            save(target, b"%PDF", str)
        assert str(told.value).startswith(begins)
        assert str(tmp_path) not in str(told.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.pdf"]


def test_a_name_without_the_ending_gets_it_and_takes_no_other_file_s_place(
    qtbot: QtBot, workplace: Workplace, page: LetterPage, tmp_path: Path
) -> None:
    opened(qtbot, page, decided(workplace))
    for name in (
        "min remiss",
        "v. 47",
        "<b>å & ö",
        "\N{RIGHT-TO-LEFT OVERRIDE}fdp.",
        "%s{name}",
    ):
        assert page.model.save(tmp_path / name)
        assert (tmp_path / f"{name}.pdf").read_bytes() == page.model.pdf()
        assert page.bar.text() == f"Sparad som {name}.pdf."
    assert not page.model.save(tmp_path / ("x" * 300))
    assert page.bar.text().startswith("Filnamnet är för långt. Remissen finns kvar här")
    page.bar.dismiss()
    (tmp_path / "annan.pdf").write_bytes(b"somebody else's")

    assert not page.model.save(tmp_path / "annan")

    assert page.bar.text().startswith("Där finns redan en fil som heter annan.pdf.")
    assert (tmp_path / "annan.pdf").read_bytes() == b"somebody else's"


# Copying and printing


def test_the_copied_text_is_the_services_own(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    case_id = decided(workplace)
    opened(qtbot, page, case_id)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page, Qt.Key.Key_C, CONTROL | shift)
    copied = QGuiApplication.clipboard().text()
    assert copied == workplace.letter_text(workplace.letter(case_id, "sv"))
    assert "kopierad" in page.bar.text()


def printer_into(file: Path) -> QPrinter:
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def printed(qtbot: QtBot, page: LetterPage, printer: QPrinter) -> str:
    """Print by the key, and return what is said once it is done."""
    page.out.ask_printer = lambda: printer
    QTest.keyClick(page, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: page.out.printing is None)
    return page.bar.text()


def test_the_pages_chosen_are_printed_and_logged(
    qtbot: QtBot,
    workplace: Workplace,
    page: LetterPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(letter_print, "DOTS", 96)  # as coarse as a screen, for the sake of time
    opened(qtbot, page, decided(workplace))
    file = tmp_path / "printed.pdf"
    assert printed(qtbot, page, printer_into(file)) == "Remissen skrivs ut."
    assert page_count(file.read_bytes()) == page_count(page.model.pdf()) > 1
    first = image(pages(file.read_bytes(), 0.5)[0])
    shades = {
        first.pixelColor(x, y).lightness() for x in range(20, 200, 3) for y in range(30, 120, 3)
    }
    assert min(shades) < 120, "the page is blank"

    one = printer_into(file)
    one.setFromTo(1, 1)
    printed(qtbot, page, one)
    assert page_count(file.read_bytes()) == 1
    assert acts(workplace).count(Act.PRINTED) == 2


def test_the_print_dialogue_suggests_the_name_of_the_file_and_nobodys(
    qtbot: QtBot, workplace: Workplace, page: LetterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[str] = []

    class Dialogue(QDialog):
        def __init__(self, printer: QPrinter, parent: QWidget) -> None:
            super().__init__(parent)
            suggested.append(printer.docName())

        def exec(self) -> int:
            return QDialog.DialogCode.Rejected

    monkeypatch.setattr(letter_print, "QPrintDialog", Dialogue)
    opened(qtbot, page, decided(workplace))
    page.print_button.click()

    assert suggested == [page.model.file_name()] == ["remiss-2026-11-20.pdf"]
    assert page.out.printing is None


def test_printing_can_be_stopped(
    qtbot: QtBot, workplace: Workplace, page: LetterPage, tmp_path: Path
) -> None:
    opened(qtbot, page, decided(workplace))
    page.out.ask_printer = lambda: printer_into(tmp_path / "printed.pdf")
    page.print_button.click()
    assert page.out.work.isVisible()
    page.print_button.click()  # a second press prints nothing more
    page.out.work.cancel.click()
    assert page.bar.text() == "Utskriften är avbruten."
    assert not page.out.work.isVisible()


# Qt's own remarks: on the refusal, and on having no screen
@pytest.mark.qt_log_ignore("QPainter::begin|propagateSizeHints", extend=True)
def test_a_printer_that_is_gone_or_takes_nothing_is_said(
    qtbot: QtBot, workplace: Workplace, page: LetterPage, tmp_path: Path
) -> None:
    opened(qtbot, page, decided(workplace))
    gone = new_printer()
    gone.setOutputFileName("")
    assert not is_there(gone)
    full = printer_into(Path("/dev/full"))  # Qt takes a full disk for a printed page
    for printer in (gone, full, printer_into(tmp_path / "missing" / "printed.pdf")):
        said = printed(qtbot, page, printer)
        assert said.startswith("Skrivaren tog inte emot remissen.")
        page.bar.dismiss()
    page.out.ask_printer = lambda: None
    page.print()
    assert page.bar.text() == ""


def test_a_case_that_is_gone_never_shows_anothers_letter(
    qtbot: QtBot, workplace: Workplace, page: LetterPage
) -> None:
    opened(qtbot, page, decided(workplace))
    with qtbot.waitSignals([page.go, page.said]):
        page.open_case("0" * 32)
    assert page.primary() is None
    assert page.patient_line() == ""
    assert page.text.toPlainText() == ""
    assert page.preview.page_count() == 0
    assert page.model.paper.whole is None
    with pytest.raises(RuntimeError, match="no letter is open"):
        page.model.pdf()
    assert not page.isEnabled()


def test_the_window_leads_from_a_missing_case_to_the_worklist(
    qtbot: QtBot, workplace: Workplace
) -> None:
    window = MainWindow(workplace, remember=False)
    qtbot.addWidget(window)
    window.show()
    for name in ("review", "letter"):
        window.go(name, "0" * 32)
        qtbot.waitUntil(lambda: window.page_name == "worklist")
        assert window.messages.text()
