"""The unit's own list of teams: found, filled in, made sure of, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, open_desk
from triage.services.directory import LocalTeam, keep_local_team, local_team
from ui.viewmodels.desk import Desk
from ui.viewmodels.team_directory import TeamDirectory
from ui.views.teams_page import TeamsPage


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", Clock())
    yield opened
    opened.workplace.close()


@pytest.fixture
def team(desk: Desk) -> str:
    """Return the team that Kungälv has."""
    pack = desk.workplace.compiled("vastra").pack
    return next(one.id for one in pack.teams if "Kungälv" in one.name["sv"])


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TeamsPage:
    made = TeamsPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.activateWindow()
    made.arrive()
    qtbot.waitUntil(made.search.hasFocus)
    return made


def typed(page: TeamsPage, text: str) -> None:
    page.search.clear()
    QTest.keyClicks(page.search, text)
    QTest.keyClick(page.search, Qt.Key.Key_Return)


def test_a_team_is_found_by_place_filled_in_and_made_sure_of_by_keys(
    page: TeamsPage, desk: Desk, team: str, qtbot: QtBot
) -> None:
    typed(page, "mobilt kungalv")
    assert page.form is not None
    qtbot.waitUntil(page.form.telephone.hasFocus)
    QTest.keyClicks(page.form.telephone, "0303-12 34 56")
    QTest.keyClick(page.form.telephone, Qt.Key.Key_Tab)
    QTest.keyClicks(page.form.note, "Vardagar")
    QTest.keyClick(page.form.note, Qt.Key.Key_Tab)
    assert page.form.verified.hasFocus()
    QTest.keyClick(page.form.verified, Qt.Key.Key_Space)

    kept = local_team(desk.workplace, "vastra", team)
    assert kept == LocalTeam("0303-12 34 56", "Vardagar", "2026-03-10")
    assert "0303-12 34 56 · kontrollerat i dag" in page.rows.buttons[0].row.under
    assert page.rows.buttons[0].row.mark == "✓"


def test_a_number_that_is_none_is_said_so_and_what_stood_before_is_kept(
    page: TeamsPage, desk: Desk, team: str
) -> None:
    keep_local_team(desk.workplace, "vastra", team, LocalTeam("112"))
    page.open_case(f"vastra#{team}")
    assert page.form is not None
    page.form.telephone.setText("växeln")
    QTest.keyClick(page.form.telephone, Qt.Key.Key_Return)

    assert "bara siffror" in page.form.advice.text()
    assert local_team(desk.workplace, "vastra", team) == LocalTeam("112")
    page.form.verified.click()
    assert local_team(desk.workplace, "vastra", team) == LocalTeam("112")

    page.form.telephone.setText("113")
    QTest.keyClick(page.form.telephone, Qt.Key.Key_Return)
    assert page.form.advice.text() == ""
    assert local_team(desk.workplace, "vastra", team) == LocalTeam("113")


def test_another_number_is_one_that_nobody_made_sure_of(desk: Desk, team: str) -> None:
    keep_local_team(desk.workplace, "vastra", team, LocalTeam("112", "", "2026-01-02"))
    model = TeamDirectory(desk)
    model.open("vastra")
    assert model.entry(team).checked == "kontrollerat 2 jan"

    model.keep(team, telephone="112", note="Ring")
    assert model.entry(team).fresh
    model.keep(team, telephone="113", note="Ring")

    assert model.entry(team).checked == "inte kontrollerat"
    assert not model.entry(team).fresh


def test_nothing_is_made_sure_of_without_a_number(page: TeamsPage, team: str) -> None:
    page.open_case(f"vastra#{team}")
    assert page.form is not None

    page.form.verified.click()

    assert page.form.advice.text() == "△ Skriv numret först."
    assert page.form.telephone.hasFocus()


def test_what_stands_in_a_line_is_kept_when_one_leaves(
    page: TeamsPage, desk: Desk, team: str
) -> None:
    page.open_case(f"vastra#{team}")
    assert page.form is not None
    page.form.note.setText("Säg att det brådskar")

    page.leave()

    kept = local_team(desk.workplace, "vastra", team)
    assert kept is not None
    assert kept.note == "Säg att det brådskar"


def test_a_search_without_hits_says_what_to_do(page: TeamsPage) -> None:
    typed(page, "finns inte")

    assert page.rows.titles() == []
    assert page.count.text().startswith("Inget team passar")
    assert page.form is None


def test_every_pack_has_its_teams(page: TeamsPage, desk: Desk) -> None:
    for at in range(page.packs.count()):
        page.packs.setCurrentIndex(at)
        pack = desk.workplace.compiled(str(page.packs.currentData())).pack
        named = {team.name["sv"] for team in pack.teams if not team.planned}
        assert set(page.rows.titles()) == named
        assert bool(named) != page.count.text().startswith("Kriterierna har inga team")


def test_escape_closes_the_team_then_leads_back(page: TeamsPage, team: str, qtbot: QtBot) -> None:
    page.open_case(f"vastra#{team}")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.form is None

    with qtbot.waitSignal(page.go) as gone:
        QTest.keyClick(page, Qt.Key.Key_Escape)

    assert gone.args == ["settings", ""]
