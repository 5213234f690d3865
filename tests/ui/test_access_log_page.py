"""The page of the access log: read, narrowed, verified, written to files, kept by rule."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.services.test_access_visits import ANNE, BJORN
from tests.store.access_logs import tampered
from tests.ui.desks import Clock
from triage.core.people import Person
from triage.services import Act, Patient, Workplace
from triage.services.access import Wanted
from triage.services.access_work import MOST
from triage.store.anchors import Anchor
from ui.viewmodels.access_log import AccessLogViewModel
from ui.viewmodels.access_log_table import PAGE, Column
from ui.viewmodels.desk import Desk
from ui.views.access_log_page import AccessLogPage

HIDDEN = Patient("samordningsnummer", "196109732393", "Hemlig Testsson", protected=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workplace(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    folder = tmp_path / "data"
    with Workplace.open(folder, KEY, clock).store as store:
        for one, name in (("p1", "Test Testsson"), ("p2", "Tilda Testsson")):
            store.keep_person(Person(one, name, "läkare", "Testenheten"), "2026-01-01T00:00:00Z")
    opened = Workplace.open(folder, KEY, clock, "p1")
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> AccessLogPage:
    """Return the page before it has come in front."""
    made = AccessLogPage(Desk(workplace, "sv"))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def opened(workplace: Workplace, patient: Patient = ANNE, count: int = 1) -> str:
    case = workplace.begin(patient)
    for _ in range(count):
        workplace.record(Act.OPENED, case.id)
    return case.id


def column(page: AccessLogPage, which: Column) -> list[str]:
    model = page.model.table
    return [str(model.index(row, which).data()) for row in range(model.rowCount())]


def finished(qtbot: QtBot, page: AccessLogPage) -> None:
    qtbot.waitUntil(lambda: not page.model.running, timeout=20_000)


def acts(workplace: Workplace) -> list[str]:
    return [one.act for one in workplace.access.entries(Wanted())]


# ---- read -----------------------------------------------------------------------------------


def test_the_newest_entry_stands_first_and_reading_is_an_entry_itself(
    page: AccessLogPage, workplace: Workplace
) -> None:
    opened(workplace)
    page.arrive()
    assert column(page, Column.ACT) == ["Läste åtkomstloggen", "Öppnade patienten"]
    assert column(page, Column.PATIENT) == ["", "19121212-1212"]
    assert column(page, Column.WHO) == ["Test Testsson · Testenheten"] * 2
    assert column(page, Column.AT)[0] == "2026-03-10 14:02:00"


def test_more_rows_come_as_the_last_ones_are_reached(
    page: AccessLogPage, workplace: Workplace, qtbot: QtBot
) -> None:
    opened(workplace, count=2 * PAGE + 50)
    page.arrive()
    assert page.model.table.rowCount() == PAGE
    assert "fler längre ner" in page.model.found_words()
    qtbot.waitUntil(page.list.table.hasFocus)
    for _ in range(3):
        QTest.keyClick(page.list.table, Qt.Key.Key_End)
    assert page.model.table.rowCount() == 2 * PAGE + 51
    assert column(page, Column.SEQ) == [str(seq) for seq in range(2 * PAGE + 51, 0, -1)]
    assert page.model.found_words() == f"{2 * PAGE + 51} poster"


def test_the_whole_of_the_current_row_stands_below_the_table(
    page: AccessLogPage, workplace: Workplace
) -> None:
    case = workplace.begin(ANNE)
    workplace.record(Act.OPENED, case.id, reason="konsult i natt, ringd av jouren")
    page.arrive()
    QTest.keyClick(page.list.table, Qt.Key.Key_Down)
    assert "skäl: konsult i natt, ringd av jouren" in page.list.whole.text()


def test_a_patient_is_found_by_a_number_typed_any_way(
    page: AccessLogPage, workplace: Workplace
) -> None:
    opened(workplace, BJORN)
    opened(workplace, ANNE)
    page.begin_search()
    assert page.list.patient.hasFocus()
    QTest.keyClicks(page.list.patient, "610118-2803")
    QTest.keyClick(page.list.patient, Qt.Key.Key_Return)
    assert set(column(page, Column.PATIENT)) == {"19610118-2803"}
    assert column(page, Column.ACT) == ["Läste åtkomstloggen", "Öppnade patienten"]


def test_a_person_is_chosen_by_name(page: AccessLogPage, workplace: Workplace) -> None:
    opened(workplace)
    page.arrive()
    page.list.person.setFocus()
    QTest.keyClicks(page.list.person, "Tilda")
    assert page.model.person == "p2"
    assert page.model.table.rowCount() == 0
    assert page.model.found_words() == "Inga poster svarar mot urvalet."


def test_a_period_is_chosen_or_typed(
    page: AccessLogPage, workplace: Workplace, clock: Clock
) -> None:
    opened(workplace)
    clock.on(days=40)
    page.arrive()
    assert column(page, Column.ACT) == ["Läste åtkomstloggen"]
    page.list.period.segment("own").click()
    assert not page.list.first.isHidden()
    QTest.keyClicks(page.list.first, "2026-03-01")
    QTest.keyClicks(page.list.last, "2026-03-31")
    QTest.keyClick(page.list.last, Qt.Key.Key_Return)
    assert column(page, Column.ACT) == ["Öppnade patienten"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("snart", "", "”snart” är ingen dag."),
        ("2026-03-31", "2026-03-01", "Den första dagen är efter den sista."),
    ],
)
def test_a_day_that_is_none_is_told_beside_it(
    page: AccessLogPage, first: str, last: str, said: str
) -> None:
    page.list.period.segment("own").click()
    QTest.keyClicks(page.list.first, first)
    QTest.keyClicks(page.list.last, last)
    QTest.keyClick(page.list.last, Qt.Key.Key_Return)
    assert said in page.model.problem


def test_a_protected_identity_is_shown_to_who_asks_by_its_number_alone(
    page: AccessLogPage, workplace: Workplace
) -> None:
    opened(workplace, HIDDEN)
    page.arrive()
    assert column(page, Column.PATIENT)[-1] == "Skyddade personuppgifter"
    assert "19610973" not in page.list.whole.text()
    QTest.keyClicks(page.list.patient, "196109732393")
    QTest.keyClick(page.list.patient, Qt.Key.Key_Return)
    assert column(page, Column.PATIENT)[-1] == "19610973-2393"


def test_a_clock_that_was_set_back_is_shown_in_its_row(
    page: AccessLogPage, workplace: Workplace, clock: Clock
) -> None:
    opened(workplace)
    clock.back(hours=2)
    opened(workplace)
    clock.on(hours=3)
    page.arrive()
    assert column(page, Column.SEQ) == ["3", "2", "1"]
    assert column(page, Column.MORE)[1] == "datorns klocka var ställd tillbaka"


# ---- verified -------------------------------------------------------------------------------


def check(qtbot: QtBot, page: AccessLogPage, anchor: str = "") -> str:
    if page.view.value() != "check":
        page.view.segment("check").click()
        qtbot.waitUntil(page.check.anchor.hasFocus)
    page.check.anchor.clear()
    QTest.keyClicks(page.check.anchor, anchor)
    QTest.keyClick(page.check.anchor, Qt.Key.Key_Return)
    finished(qtbot, page)
    return page.check.said()


def test_a_whole_log_is_told_as_whole(
    page: AccessLogPage, workplace: Workplace, qtbot: QtBot
) -> None:
    opened(workplace, count=3)
    assert "3 poster kontrollerade" in check(qtbot, page)
    assert acts(workplace)[0] == "log_verified"


def test_an_anchor_from_paper_is_compared(
    page: AccessLogPage, workplace: Workplace, qtbot: QtBot
) -> None:
    opened(workplace, count=3)
    printed = str(workplace.access.head())
    assert "Ankaret stämmer" in check(qtbot, page, printed.upper())
    assert "slutar vid post" in check(qtbot, page, str(Anchor(99, "0" * 16)))


def test_a_slip_in_an_anchor_is_told_and_nothing_is_verified(
    page: AccessLogPage, workplace: Workplace, qtbot: QtBot
) -> None:
    opened(workplace)
    printed = str(workplace.access.head())
    assert "Så ser inget loggankare ut." in check(qtbot, page, printed[:-1])
    assert "log_verified" not in acts(workplace)


def test_a_changed_entry_is_named_in_plain_words(
    page: AccessLogPage, workplace: Workplace, qtbot: QtBot
) -> None:
    opened(workplace, count=5)
    tampered(workplace.folder / "vagval.db", "UPDATE access_log SET who = 'X' WHERE seq = 3")
    said = check(qtbot, page)
    assert "Post 3 är ändrad efter att den skrevs" in said
    assert "informationssäkerheten" in said


def test_verifying_can_be_left(page: AccessLogPage, workplace: Workplace) -> None:
    opened(workplace)
    assert page.model.verify()
    assert not page.work.isHidden()
    page.work.cancel.click()
    assert not page.model.running
    assert page.work.isHidden()
    assert page.model.verdict == ()


# ---- written to files -----------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf")])
def test_what_is_asked_for_is_saved(
    page: AccessLogPage, workplace: Workplace, qtbot: QtBot, kind: str, begins: bytes
) -> None:
    opened(workplace)
    page.arrive()
    folder = workplace.folder.parent
    suggested: list[Path] = []

    def ask(path: Path) -> Path:
        suggested.append(path)
        return folder / "utdrag"

    page.list.ask_target = ask
    button = page.list.save_pdf if kind == "pdf" else page.list.save_csv
    button.click()
    assert not button.isEnabled()
    finished(qtbot, page)
    assert suggested[0].name == f"atkomstlogg-2026-03-10.{kind}"
    assert (folder / f"utdrag.{kind}").read_bytes().startswith(begins)
    assert page.bar.text() == f"Sparad som utdrag.{kind}."
    assert acts(workplace)[0] == "exported"
    assert button.isEnabled()


def test_a_folder_that_is_gone_is_told(
    page: AccessLogPage, workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(workplace)
    page.list.ask_target = lambda _suggested: tmp_path / "borta" / "utdrag.pdf"
    page.list.save("pdf")
    finished(qtbot, page)
    assert page.bar.text().startswith("Mappen finns inte längre.")


def test_more_than_a_file_takes_is_told_with_what_to_do(
    page: AccessLogPage, workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST, "pdf", 1)
    opened(workplace, count=3)
    target = workplace.folder.parent / "utdrag.pdf"
    page.list.ask_target = lambda _suggested: target
    page.list.save("pdf")
    finished(qtbot, page)
    assert "fler än 1 poster" in page.bar.text()
    assert not target.exists()


def test_leaving_the_page_lets_go_of_what_is_being_written(
    page: AccessLogPage, workplace: Workplace, tmp_path: Path
) -> None:
    opened(workplace)
    page.list.ask_target = lambda _suggested: tmp_path / "utdrag.pdf"
    page.list.save("pdf")
    page.leave()
    assert not page.model.running
    assert not (tmp_path / "utdrag.pdf").exists()


# ---- kept -----------------------------------------------------------------------------------


def test_five_years_are_the_least_that_can_be_chosen(
    page: AccessLogPage, workplace: Workplace
) -> None:
    page.arrive()
    page.view.segment("check").click()
    years = page.rule.years
    years.setFocus()
    years.selectAll()
    QTest.keyClicks(years, "2")
    QTest.keyClick(years, Qt.Key.Key_Return)
    assert workplace.access.years >= 5
    years.selectAll()
    QTest.keyClicks(years, "12")
    QTest.keyClick(years, Qt.Key.Key_Return)
    assert workplace.access.years == 12


def test_old_entries_go_by_a_button_and_the_rest_still_verifies(
    page: AccessLogPage, workplace: Workplace, clock: Clock, qtbot: QtBot
) -> None:
    now, clock.at = clock.at, datetime(2012, 5, 1, tzinfo=UTC)
    opened(workplace, count=4)
    clock.at = now
    opened(workplace, count=2)
    page.arrive()
    page.view.segment("check").click()
    assert page.rule.due.text() == "4 poster är äldre än så."
    page.rule.purge.click()
    assert page.bar.text() == "4 poster gallrade."
    assert page.rule.due.text() == "Inga poster är äldre än så."
    assert page.rule.purge.isHidden()
    said = check(qtbot, page)
    assert "4 poster kontrollerade, 5–8." in said
    assert "Posterna 1–4 är gallrade enligt loggens regel" in said


@pytest.mark.parametrize("scale", [700, 1366])
def test_every_column_or_its_fold_is_in_sight(
    page: AccessLogPage, workplace: Workplace, scale: int
) -> None:
    opened(workplace)
    page.resize(scale, 600)
    page.arrive()
    table = page.list.table
    shown = [one for one in Column if not table.isColumnHidden(one)]
    assert shown == (list(Column) if scale == 1366 else [Column.AT, Column.ACT])
    assert sum(table.columnWidth(one) for one in shown) <= table.width()


def test_what_no_field_keeps_is_not_logged_as_whom_somebody_asked_for(
    workplace: Workplace,
) -> None:
    model = AccessLogViewModel(Desk(workplace, "sv"))
    model.patient = "Säng\x00 4\u202e\x1b"
    assert model.ask()

    newest = workplace.access.entries(Wanted())[0]
    assert (newest.act, newest.patient) == (Act.LOG_READ, "Säng 4")
