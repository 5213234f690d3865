"""The regions side by side, as a nurse meets them: from a case, by keys, and back again."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.deciding import OPEN, SETTLED, begun, decided, workplace_in
from triage.core.compiled import CompiledPack
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.services import Patient, Workplace
from ui.theme import apply_theme
from ui.viewmodels import compare
from ui.viewmodels.compare import CompareViewModel
from ui.viewmodels.compare_words import Region
from ui.viewmodels.desk import Desk
from ui.views.compare_page import ComparePage
from ui.views.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def model(workplace: Workplace, qapp: QApplication) -> CompareViewModel:
    return CompareViewModel(Desk(workplace, "sv"))


@pytest.fixture
def window(qtbot: QtBot, workplace: Workplace) -> MainWindow:
    made = MainWindow(workplace, remember=False)
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def weighed(model: CompareViewModel, qtbot: QtBot, case: str) -> dict[str, Region]:
    assert model.open(case)
    qtbot.waitUntil(lambda: not model.busy)
    return {region.pack: region for region in model.regions}


def compared(window: MainWindow, qtbot: QtBot, case: str) -> ComparePage:
    window.go("compare", case)
    page = window.page
    assert isinstance(page, ComparePage)
    qtbot.waitUntil(lambda: not page.model.busy)
    return page


# What it says


def test_every_region_has_its_row_and_the_case_s_own_comes_first(
    model: CompareViewModel, workplace: Workplace, qtbot: QtBot
) -> None:
    found = weighed(model, qtbot, begun(workplace, SETTLED))

    assert set(found) == set(workplace.catalogue.ids)
    assert model.regions[0].pack == "vastra"
    assert [region.pack for region in model.regions if region.here] == ["vastra"]


def test_a_gap_says_where_and_what_else_would_be_lacking(
    model: CompareViewModel, workplace: Workplace, qtbot: QtBot
) -> None:
    found = weighed(model, qtbot, begun(workplace, SETTLED))

    assert found["vastra"].gap == "ASIH finns inte på hemorten"
    assert found["vasternorrland"].gap == "Palliativt team finns inte i regionen"
    assert found["vasternorrland"].lacking.startswith("Skulle också saknas: ASIH")
    assert found["skane"].gap == ""


def test_the_place_counts_only_in_its_own_region_and_every_row_says_so(
    model: CompareViewModel, workplace: Workplace, qtbot: QtBot
) -> None:
    found = weighed(model, qtbot, begun(workplace, SETTLED))

    assert "hemkommunen räknas" in found["vastra"].about
    others = [region.about for pack, region in found.items() if pack != "vastra"]
    assert others == ["Hela regionen prövas"] * 5
    assert model.place_known


def test_several_possible_forms_are_all_named_and_nothing_is_settled(
    model: CompareViewModel, workplace: Workplace, qtbot: QtBot
) -> None:
    found = weighed(model, qtbot, begun(workplace, OPEN))

    assert len(found["vastra"].forms) > 1
    assert not found["vastra"].settled
    assert found["vastra"].lacking == "Beror på öppna svar"
    assert model.conclusion == (
        "Allmän palliativ vård i 1 region · flera vårdformer möjliga i 5 regioner"
    )


def test_agreement_is_said_plainly(
    model: CompareViewModel, workplace: Workplace, qtbot: QtBot
) -> None:
    weighed(model, qtbot, begun(workplace, {"incurable_progressive_disease": False}))

    assert model.conclusion == "Alla 6 regioner ger samma svar: Ingen palliativ vårdform"


def test_why_holds_the_ladder_and_what_is_left_to_do(
    model: CompareViewModel, workplace: Workplace, qtbot: QtBot
) -> None:
    found = weighed(model, qtbot, begun(workplace, SETTLED))

    why = model.why(found["vastra"].key)

    marks = {form.id: form.mark for form in why.forms}
    assert marks["asih"] == "gap"
    assert marks["palliative_team"] == "yes"
    assert why.team.startswith("Mobilt palliativt team Kungälv")
    left = sum(not todo.done for todo in why.todos)
    assert found["vastra"].tasks == f"{left} saker återstår"


def test_the_unit_s_own_version_stands_beside_the_original(
    model: CompareViewModel, workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = workplace.compiled

    def own(pack_id: str) -> CompiledPack:
        compiled = usual(pack_id)
        if pack_id != "skane":
            return compiled
        return replace(
            compiled, pack=compiled.pack.model_copy(update={"version": "2027.1"}), digest="0" * 64
        )

    monkeypatch.setattr(workplace, "compiled", own)
    assert model.open(begun(workplace, SETTLED))
    qtbot.waitUntil(lambda: not model.busy)

    skane = [region.about for region in model.regions if region.pack == "skane"]
    original = workplace.catalogue.compiled("skane").pack.version
    assert [about.split(" · ")[0] for about in skane] == [
        "Egen version 2027.1",
        f"Original {original}",
    ]
    assert len({region.key for region in model.regions}) == 7
    assert "i 6" not in model.conclusion or "7" not in model.conclusion


def test_criteria_that_do_not_load_say_so_and_the_others_work(
    workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "criteria"
    shutil.copytree(CRITERIA, folder)
    with (folder / "skane" / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("\nzzz: 1\n")
    workplace.__dict__["catalogue"] = Catalogue(folder)
    model = CompareViewModel(Desk(workplace, "sv"))

    found = weighed(model, qtbot, begun(workplace, SETTLED))

    assert "skane/pack.yaml" in found["skane"].broken
    assert found["vastra"].settled


def test_the_window_gets_its_turn_while_criteria_load(
    model: CompareViewModel, workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "TURN", -1)
    case = begun(workplace, SETTLED)

    with qtbot.waitSignal(model.changed):
        assert model.open(case)
    assert model.busy
    assert model.regions == ()
    monkeypatch.undo()
    qtbot.waitUntil(lambda: not model.busy)
    assert len(model.regions) == 6


def test_rows_that_come_late_still_get_the_keyboard(
    window: MainWindow, workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "TURN", -1)
    window.go("compare", begun(workplace, SETTLED))
    page = window.page
    assert isinstance(page, ComparePage)
    assert page.model.busy

    monkeypatch.undo()
    qtbot.waitUntil(lambda: not page.model.busy)

    assert window.focusWidget() is page.rows[0].why


# How it is used


@pytest.mark.parametrize("origin", ["checklist", "review"])
def test_by_key_from_a_case_and_back_to_where_one_came_from(
    window: MainWindow, workplace: Workplace, origin: str
) -> None:
    case = begun(workplace, SETTLED)
    window.go(origin, case)

    QTest.keyClick(window, Qt.Key.Key_J, CTRL)
    assert window.page_name == "compare"
    QTest.keyClick(window, Qt.Key.Key_Escape)

    assert window.page_name == origin
    assert window.page.patient_line().startswith("Ánne")


def test_the_header_names_the_way_back_and_takes_it(
    window: MainWindow, workplace: Workplace
) -> None:
    window.go("review", begun(workplace, SETTLED))
    page = window.page
    page.compare.click()  # type: ignore[attr-defined] # the review page has it
    assert window.header.back_button.text() == "‹ Granskning"

    window.header.back_button.click()

    assert window.page is page
    assert window.header.back_button.text() == "‹ Arbetslista"


def test_without_a_case_it_says_what_to_do(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_J, CTRL)

    assert window.page_name == "worklist"
    assert "Öppna ett ärende först" in window.messages.text()


def test_the_first_row_has_the_keyboard_and_enter_tells_why(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    page = compared(window, qtbot, begun(workplace, SETTLED))
    page.arrive()
    first = page.rows[0]
    assert window.focusWidget() is first.why

    QTest.keyClick(first.why, Qt.Key.Key_Return)

    assert first.behind is not None
    assert first.behind.isVisible()
    assert first.behind.ladder.row(0).isVisible()
    QTest.keyClick(first.why, Qt.Key.Key_Tab)
    assert window.focusWidget() is first.behind.ladder.row(0).source


def test_another_case_folds_the_rows_again(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    page = compared(window, qtbot, begun(workplace, SETTLED))
    page.rows[0].why.click()

    compared(window, qtbot, begun(workplace, OPEN))

    assert not page.rows[0].why.isChecked()
    assert page.rows[0].behind is None


def test_a_screen_reader_hears_a_row_as_a_sentence(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    row = compared(window, qtbot, begun(workplace, SETTLED)).rows[0]

    heard = QAccessible.queryAccessibleInterface(row.why)
    assert heard.text(QAccessible.Text.Name) == "Varför, Västra sjukvårdsregionen"
    told = heard.text(QAccessible.Text.Description)
    assert "Vårdform: Palliativt team, Avgjort" in told
    assert "Saknas där: ASIH finns inte på hemorten" in told


def test_a_protected_patient_s_place_is_nowhere(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    patient = Patient("personnummer", "195009072553", "Syns Inte", protected=True)
    page = compared(window, qtbot, begun(workplace, SETTLED, patient))

    assert page.patient_line() == "Skyddade personuppgifter"
    assert not any("Kungälv" in row.accessibleName() for row in page.rows)


def test_a_decision_stays_and_the_page_says_so(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    page = compared(window, qtbot, decided(workplace))

    assert page.model.decided
    assert "Beslutet står kvar" in page._note.text()


@pytest.mark.parametrize(("scale", "table"), [(1.0, True), (2.0, False)])
def test_it_is_a_table_or_cards_and_never_scrolls_sideways(
    window: MainWindow,
    workplace: Workplace,
    qtbot: QtBot,
    qapp: QApplication,
    *,
    scale: float,
    table: bool,
) -> None:
    apply_theme(qapp, "light", scale)
    page = compared(window, qtbot, begun(workplace, OPEN))
    qapp.processEvents()

    content = page.area.widget()
    assert content is not None
    assert content.width() <= page.area.viewport().width()
    assert page.caption.isVisible() is table
    names = [row._name for row in page.rows]
    tops = {
        part.mapTo(page.rows[0], part.rect().topLeft()).y()
        for part in (names[0], page.rows[0]._forms)
    }
    assert (len(tops) == 1) is table
