"""The history of a patient in the window: found by a key, walked by arrows, saved and printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.referral.paper import page_texts
from tests.ui.opened import open_window, press, seen
from tests.ui.picture_history import make
from tests.ui.reassessing import MovedClock, followed
from triage.services import Patient, Workplace
from triage.services.access import Period
from ui.viewmodels import history as history_model
from ui.viewmodels.desk import Desk
from ui.viewmodels.history import History
from ui.views.history_page import HistoryPage
from ui.views.letter_print import new_printer
from ui.views.main_window import MainWindow

BO = Patient("personnummer", "196101182803", "Bo Åkerlund")
HIDDEN = Patient("personnummer", "196101182803", "Syns Inte", "Säng 4", protected=True)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def workplace(tmp_path: Path, clock: MovedClock) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path / "data", KEY, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def case_id(workplace: Workplace, clock: MovedClock) -> str:
    made = followed(workplace, clock, BO)
    make(workplace, clock, made)
    return made


def on_history(window: MainWindow) -> HistoryPage:
    page = window.page
    assert isinstance(page, HistoryPage)
    return page


def key(window: MainWindow, name: Qt.Key, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    if shift:
        held |= Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.focusWidget() or window, name, held)


def test_it_is_opened_from_the_list_and_leads_to_each_thing_by_keys(
    workplace: Workplace, case_id: str, qtbot: QtBot
) -> None:
    window = open_window(Desk(workplace, "sv"), qtbot, remember=False)
    key(window, Qt.Key.Key_H, shift=True)
    page = on_history(window)
    assert "Bo Åkerlund" in page.patient_line()
    assert page.model.summary() == "5 ärenden, 4 beslut, 1 råd, sedan 2026-10-11"
    titles = [row.moment.title for row in page.line.rows]
    assert titles[:3] == [
        "Ombedömning påbörjad",
        "Ombedömning: Palliativt team",
        "Ombedömning planerad till 2026-11-24",
    ]
    assert page.line.rows[0].hasFocus()
    struck = next(row for row in page.line.rows if row.moment.struck)
    assert "Svaret gällde en annan patient" in struck.accessibleName()

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.page_name == "review"
    key(window, Qt.Key.Key_H, shift=True)
    press(Qt.Key.Key_End)
    assert page.line.rows[-1].moment.title.startswith("Råd till Sjuksköterska i kommunen")
    press(Qt.Key.Key_Return)  # advice is all there: it leads nowhere
    assert window.page_name == "history"
    press(Qt.Key.Key_Escape)
    assert window.page_name == "review"


def test_the_order_is_ones_own_and_kinds_are_chosen(
    workplace: Workplace, case_id: str, qtbot: QtBot
) -> None:
    page = HistoryPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.open_case(case_id)
    first = page.line.rows[0].moment.title
    page.order.segment("oldest").click()
    assert page.line.rows[-1].moment.title == first
    assert page.line.rows[0].moment.title.startswith("Råd till")

    page.kind.segment("advice").click()
    assert len(page.line.rows) == 1
    page.kind.segment("decision").click()
    assert len(page.line.rows) == 5

    alone = workplace.begin(Patient("alias", None, "", "Säng 9")).id
    page.open_case(alone)
    assert page.kind.isHidden()
    assert [row.moment.title for row in page.line.rows] == ["Bedömning påbörjad"]
    page.model.ask("advice")
    assert "Inget sådant är noterat." in seen(page)

    again = History(Desk(workplace, "sv"))
    assert again.oldest_first


def test_scores_stand_in_time_as_picture_and_as_table(
    workplace: Workplace, case_id: str, qtbot: QtBot
) -> None:
    page = HistoryPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    page.open_case(case_id)
    lines = page.scores.picture.lines
    assert [line.row.name for line in lines][:2] == ["Smärta", "Illamående"]
    assert lines[0].accessibleName().startswith("Smärta: 20 okt 1, lätt; 2 nov 2, måttlig")
    assert [dot.decided for dot in lines[0].row.dots] == [True] * 4 + [False]
    assert page.scores.table.isHidden()

    page.scores.view.segment("table").click()
    table = page.scores.table
    assert table.isVisible()
    assert not page.scores.picture.isVisible()
    headings = [table.horizontalHeaderItem(at) for at in range(table.columnCount())]
    assert [one.text() for one in headings if one] == [
        *("20 okt", "2 nov", "11 nov", "16 nov", "20 nov, utkast"),
    ]
    cell = table.item(2, 1)
    assert cell is not None
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Oro eller ångest, 2 nov: ej skattat"


def test_what_is_far_away_comes_when_it_is_asked_for(
    workplace: Workplace, case_id: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_model, "MOST", 5)
    page = HistoryPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.open_case(case_id)
    whole = 14
    assert len(page.line.rows) == 5
    assert page.more.text() == f"Visa {whole - 5} händelser till"
    page.more.click()
    assert len(page.line.rows) == whole
    assert page.more.isHidden()


def test_it_is_saved_where_one_says_and_the_log_tells(
    workplace: Workplace, case_id: str, tmp_path: Path, qtbot: QtBot
) -> None:
    page = HistoryPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.open_case(case_id)
    suggested: list[str] = []

    def target(path: Path) -> Path:
        suggested.append(path.name)
        return tmp_path / "historik"

    page.out.ask_target = target
    with qtbot.waitSignal(page.model.saved):
        page.out.save()

    assert suggested == ["historik-2026-11-20.pdf"]
    told = " ".join(page_texts((tmp_path / "historik.pdf").read_bytes()))
    for words in ("Bo Åkerlund", "Svar: Avböjd", "Struken", "Smärta", "genombrottssmärta"):
        assert words in told
    log = workplace.access.entries(workplace.access.wanted(Period()))
    assert (log[0].act, dict(log[0].detail)["of"]) == ("exported", "history")
    assert log[0].patient == BO.number

    page.out.ask_target = lambda _path: tmp_path / "borta" / "historik.pdf"
    with qtbot.waitSignal(page.model.failed) as failed:
        page.out.save()
    assert "Mappen finns inte längre." in failed.args[0]
    assert "Välj en annan plats" in seen(page)


def test_it_is_printed_whole_and_a_printer_that_is_gone_is_told(
    workplace: Workplace, case_id: str, tmp_path: Path, qtbot: QtBot
) -> None:
    page = HistoryPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.open_case(case_id)
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ut.pdf"))
    page.out.ask_printer = lambda: printer
    page.out.print()
    qtbot.waitUntil(lambda: "Historiken skrivs ut." in seen(page))
    assert (tmp_path / "ut.pdf").stat().st_size > 1000

    gone = new_printer()
    page.out.ask_printer = lambda: gone
    page.out.print()
    assert "tog inte emot" in seen(page)
    assert page.out.work.isHidden()


def test_of_a_protected_patient_nothing_leaves_that_tells_who(
    workplace: Workplace, clock: MovedClock
) -> None:
    case_id = followed(workplace, clock, HIDDEN)
    make(workplace, clock, case_id)
    model = History(Desk(workplace, "sv"))
    assert model.open(case_id)
    paper = model.paper()
    assert paper is not None
    assert paper.patient == "Skyddade personuppgifter · Säng 4"
    for secret in ("Syns Inte", "19610118", "2803", "dottern", "Hemma", "Kungälv"):
        assert secret not in repr(paper), secret
    titles = [line.title for line in paper.lines]
    assert {"Kontakt", "Skickad", "Ombedömning: Palliativt team"} <= set(titles)


def test_without_a_patient_in_front_it_says_what_to_do(workplace: Workplace, qtbot: QtBot) -> None:
    window = open_window(Desk(workplace, "sv"), qtbot, remember=False)
    window.go("settings")
    key(window, Qt.Key.Key_H, shift=True)
    assert window.page_name == "settings"
    assert "Öppna ett ärende först" in seen(window)


def test_a_case_that_is_gone_leads_home(workplace: Workplace, qtbot: QtBot) -> None:
    page = HistoryPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.said) as told:
        page.open_case("0" * 32)
    assert told.args[0] == "error"
    assert QApplication.activeModalWidget() is None
