"""The page of retention: what may go and why, confirmed by typing how many it is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.services.aged import Aged, aged
from triage.core.keeping import Ground, KeepingRule
from triage.services import StoreError
from triage.services.backups import Backups
from triage.store.progress import Stopped
from ui.viewmodels.case_hold import CaseHold
from ui.viewmodels.desk import Desk
from ui.viewmodels.retention import RetentionViewModel
from ui.viewmodels.retention_list import REASON_ROLE
from ui.views.retention_page import RetentionPage

LONG = 20_000
"""Milliseconds; a backup on a busy machine is slow."""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Aged]:
    made = aged(tmp_path / "data")
    yield made
    made.workplace.close()


@pytest.fixture
def page(qtbot: QtBot, kept: Aged) -> RetentionPage:
    made = RetentionPage(Desk(kept.workplace, "sv"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    _arrive(qtbot, made)
    return made


def _arrive(qtbot: QtBot, page: RetentionPage) -> None:
    page.arrive()
    qtbot.waitUntil(lambda: page.model.plan is not None and not page.model.running, timeout=LONG)


def _lines(page: RetentionPage) -> list[tuple[str, str]]:
    rows = (page.rows.index(at, 0) for at in range(page.rows.rowCount()))
    return [(row.data(), row.data(REASON_ROLE)) for row in rows]


def _confirm(qtbot: QtBot, page: RetentionPage, typed: str) -> None:
    page.purge.number.setFocus()
    QTest.keyClicks(page.purge.number, typed)
    QTest.keyClick(page.purge.number, Qt.Key.Key_Return)


def test_the_list_says_who_and_why_and_nothing_of_the_protected(page: RetentionPage) -> None:
    assert _lines(page) == [
        ("Ånna Gallrasdotter · 19121212-1212", "Beslut. Det sista gjordes 2009-05-05."),
        ("Röd mapp · Skyddade personuppgifter", "Beslut. Fört till journalsystemet 2025-04-20."),
    ]
    assert page.count.text() == "2 ärenden är valda."
    assert page.grounds[Ground.AGE].box.text() == "Beslut vars tid är ute: 1"
    assert page.grounds[Ground.AGE].note.text() == "10 år efter det sista som gjordes i ärendet."


def test_drafts_and_practice_go_only_where_they_are_chosen(
    qtbot: QtBot, page: RetentionPage
) -> None:
    box = page.grounds[Ground.DRAFT].box
    assert not box.isChecked()

    QTest.keyClick(box, Qt.Key.Key_Space)

    assert ("Bo Blivkvar · 19610118-2803", "Utkast. Orört sedan 2012-03-03.") in _lines(page)
    assert page.purge.button.text() == "Gallra 3 ärenden"


def test_the_first_choice_has_the_keyboard(page: RetentionPage) -> None:
    assert page.focusWidget() is page.grounds[Ground.AGE].box


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "△ Skriv antalet ärenden först: 2."),
        ("3", "△ Det stämmer inte. 2 ärenden är valda."),
        ("två", "△ Det stämmer inte. 2 ärenden är valda."),
    ],
)
def test_a_wrong_number_purges_nothing_and_is_told(
    qtbot: QtBot, kept: Aged, page: RetentionPage, typed: str, told: str
) -> None:
    _confirm(qtbot, page, typed)

    assert page.purge.advice.text() == told
    assert not page.model.running
    assert set(kept.due()) == {"old", "moved", "old draft", "practice"}


def test_the_right_number_lets_them_go_and_leaves_one_backup(
    qtbot: QtBot, kept: Aged, page: RetentionPage
) -> None:
    kept.workplace.backups.make("asked")

    with qtbot.waitSignal(page.said, timeout=LONG) as told:
        _confirm(qtbot, page, "2")
    qtbot.waitUntil(lambda: not page.model.running, timeout=LONG)

    assert told.args == [
        "success",
        (
            "2 ärenden är gallrade. Inget av det gallrade finns kvar i datafilen eller i "
            "säkerhetskopiorna."
        ),
    ]
    assert set(kept.due()) == {"old draft", "practice"}
    assert [one.reason for one in kept.workplace.backups.list()] == ["after_purge"]
    assert _lines(page) == []
    assert page.count.text() == "Inget är valt."
    assert page.purge.isHidden()


def test_while_it_goes_on_it_is_said_how_far_it_is(qtbot: QtBot, page: RetentionPage) -> None:
    said: list[str] = []
    page.model.stepped.connect(said.append)

    with qtbot.waitSignal(page.said, timeout=LONG):
        _confirm(qtbot, page, "2")

    named = list(dict.fromkeys(filter(None, said)))
    assert named == [
        "Ärendena gallras …",
        "Datafilen skrivs om …",
        "En ny säkerhetskopia görs och provas …",
    ]


def test_what_hinders_clearing_up_is_told_and_it_can_be_finished_here(
    qtbot: QtBot, kept: Aged, page: RetentionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise StoreError("backup_no_space")

    with monkeypatch.context() as patch:
        patch.setattr(Backups, "make_only", full)
        with qtbot.waitSignal(page.said, timeout=LONG) as told:
            _confirm(qtbot, page, "2")
    qtbot.waitUntil(lambda: not page.hindrance.isHidden(), timeout=LONG)
    assert told.args[0] == "warning"
    assert "plats för en säkerhetskopia" in told.args[1]
    assert "kan ännu ha kvar" in page.hindrance.text()

    with qtbot.waitSignal(page.said, timeout=LONG) as told:
        page.hindrance.action_button.click()
    qtbot.waitUntil(lambda: not page.model.running, timeout=LONG)

    assert told.args[0] == "success"
    assert kept.workplace.retention.pending() is None
    assert page.hindrance.isHidden()


def test_put_off_it_stays_to_be_finished(
    qtbot: QtBot, kept: Aged, page: RetentionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def until_stopped(_self: Backups, _reason: str, progress: Callable[[int, int], bool]) -> None:
        while progress(0, 0):
            pass
        raise Stopped

    def put_off(words: str) -> None:
        if "säkerhetskopia" in words:
            page.purge.work.cancel.click()

    monkeypatch.setattr(Backups, "make_only", until_stopped)
    page.model.stepped.connect(put_off)

    with qtbot.waitSignal(page.said, timeout=LONG) as told:
        _confirm(qtbot, page, "2")
    qtbot.waitUntil(lambda: not page.model.running, timeout=LONG)

    assert told.args[0] == "warning"
    assert told.args[1].startswith("2 ärenden är gallrade. Städningen är inte klar")
    assert kept.workplace.retention.pending() is not None
    assert page.hindrance.action_button.text() == "Städa färdigt"


def test_a_clock_that_leapt_is_told_and_nothing_can_be_purged(
    qtbot: QtBot, kept: Aged, page: RetentionPage
) -> None:
    kept.clock.set(2036, 1, 1)
    _arrive(qtbot, page)

    assert "har hoppat från 2025-05-20 till 2036-01-01" in page.hindrance.text()
    assert not page.purge.button.isEnabled()
    assert not page.model.purge(str(len(page.model.chosen)))


def test_a_draft_that_another_window_works_on_stays(
    qtbot: QtBot, kept: Aged, page: RetentionPage
) -> None:
    held = CaseHold.take(kept.workplace.folder, kept.cases["old draft"])
    assert isinstance(held, CaseHold)
    page.grounds[Ground.DRAFT].box.click()

    with qtbot.waitSignal(page.said, timeout=LONG) as told:
        _confirm(qtbot, page, "3")

    assert told.args[0] == "warning"
    assert "ett annat fönster" in told.args[1]
    assert "old" in kept.due()
    held.give_back()


def test_the_rule_is_kept_and_cannot_go_below_the_law(
    qtbot: QtBot, kept: Aged, page: RetentionPage
) -> None:
    years = page.numbers["years"]
    assert years.minimum() == 10
    years.setFocus()
    years.selectAll()
    QTest.keyClicks(years, "20")
    QTest.keyClick(years, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rule.years == 20 and not page.model.running, timeout=LONG)

    assert kept.workplace.retention.rule() == KeepingRule(years=20)
    assert page.grounds[Ground.AGE].box.text() == "Beslut vars tid är ute: 0"
    assert not page.grounds[Ground.AGE].box.isEnabled()


def test_an_empty_workplace_says_that_nothing_is_to_be_done(qtbot: QtBot, tmp_path: Path) -> None:
    from contextlib import closing

    from tests.keys_for_tests import KEY
    from triage.services import Workplace

    with closing(Workplace.open(tmp_path / "new", KEY)) as workplace:
        model = RetentionViewModel(Desk(workplace, "en"))
        with qtbot.waitSignal(model.changed, check_params_cb=lambda: model.plan is not None):
            model.load()
        assert model.chosen == ()
        assert model.hindrance() == ""
        assert not model.unfinished
