"""Editing criteria as a user meets it: keys and clicks on the page, and what it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock
from tests.ui.editing import CTRL, author_desk, press, section_of, settled, shown_page, texts
from ui.viewmodels.desk import Desk
from ui.viewmodels.edit_publishing import publish
from ui.views.edit_about_section import AboutSection
from ui.views.edit_accepted_section import AcceptedSection
from ui.views.edit_criteria_page import EditCriteriaPage
from ui.views.edit_criteria_section import CriteriaSection, RuleField
from ui.views.edit_fields import PairField
from ui.views.edit_ladder_section import LadderSection, PartField
from ui.views.edit_list_fields import HoursField
from ui.views.edit_list_section import ListSection
from ui.views.edit_live_panel import LivePanel
from ui.views.edit_prerequisites_section import PrerequisitesSection, SwitchField
from ui.views.edit_publish_section import PublishSection
from ui.views.edit_quick_section import QuickSection
from ui.views.edit_readings_section import ReadingsSection
from ui.views.edit_teams_section import TeamsSection
from ui.views.main_window import MainWindow


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = author_desk(tmp_path, Clock())
    yield made
    made.workplace.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> EditCriteriaPage:
    return shown_page(desk, qtbot)


def listed(page: EditCriteriaPage, kind: type[ListSection]) -> ListSection:
    section = section_of(page, kind)
    assert isinstance(section, ListSection)
    return section


def test_a_nurse_fills_in_numbers_and_uses_them_in_a_few_keys(
    page: EditCriteriaPage, desk: Desk, qtbot: QtBot
) -> None:
    section = page.section()
    assert isinstance(section, QuickSection)
    first = section.teams[0]
    assert first.telephone.line.hasFocus()
    QTest.keyClicks(first.telephone.line, "0300-12 34 56")
    press(Qt.Key.Key_Return)
    QTest.mouseClick(first.checked.today, Qt.MouseButton.LeftButton)
    assert first.checked.line.text() == "2026-03-10"
    model = page.model
    assert model is not None
    settled(model, qtbot)

    primary = page.primary()
    assert primary is not None
    primary[1]()
    publish = page.section()
    assert isinstance(publish, PublishSection)
    assert publish.version.text() == "2026.1.1"
    assert publish.button.isEnabled()
    assert "Ingen patient flyttas." in texts(publish)
    with qtbot.waitSignal(page.said) as said:
        QTest.mouseClick(publish.button, Qt.MouseButton.LeftButton)

    assert said.args[0] == "success"
    assert desk.workplace.compiled("vastra").pack.teams[0].telephone == "0300-12 34 56"
    assert page.primary() is None


def test_the_page_says_that_the_original_is_untouched(page: EditCriteriaPage) -> None:
    assert page.columns is not None
    assert page.columns.saved.text() == "Originalet ändras aldrig."
    assert page.model is not None
    page.model.change("Telefon", "teams", ("teams", 0, "telephone"), "1")

    assert page.columns.saved.text() == "Utkastet är sparat. Originalet är orört."
    assert page.columns.undo.accessibleName() == "Ångra: Telefon"


def test_undo_by_key_shows_the_field_as_it_was(page: EditCriteriaPage) -> None:
    section = page.section()
    assert isinstance(section, QuickSection)
    QTest.keyClicks(section.teams[0].telephone.line, "1")
    press(Qt.Key.Key_Return)
    assert page.columns is not None

    page.columns.undo.click()

    assert section.teams[0].telephone.line.text() == ""
    assert page.columns.redo.isEnabled()


def test_wording_is_typed_in_both_languages_side_by_side(
    page: EditCriteriaPage, qtbot: QtBot
) -> None:
    section = listed(page, CriteriaSection)
    section.open(0)
    assert section.rows.content is not None
    field = section.rows.content.findChild(PairField)
    assert field is not None
    field.pair.fields["sv"].setFocus()
    field.pair.fields["sv"].selectAll()
    QTest.keyClicks(field.pair.fields["sv"], "Sjukdomen ")
    press(Qt.Key.Key_Return)  # no paragraphs
    QTest.keyClicks(field.pair.fields["sv"], "går inte att bota")
    press(Qt.Key.Key_Tab)

    assert field.pair.fields["en"].hasFocus()
    assert section.rows.titles()[0] == "Sjukdomen går inte att bota"
    assert page.model is not None
    assert page.model.history.undo_name == "Ändrat: Formulering"


def test_a_changed_rule_becomes_the_units_own(page: EditCriteriaPage, qtbot: QtBot) -> None:
    section = listed(page, CriteriaSection)
    names = [one["id"] for one in section.items()]
    at = names.index("psychosocial_situation")
    section.open(at)
    assert section.rows.content is not None
    field = section.rows.content.findChild(RuleField)
    assert field is not None
    assert field.editor is not None
    field.editor.model.choose((1,))
    field.editor.rows[2].setFocus()

    press(Qt.Key.Key_Delete)

    assert page.model is not None
    assert page.model.value("pack", ("criteria", at, "basis")) == "local"
    assert any("enhetens egen" in text for text in texts(section))
    settled(page.model, qtbot)
    assert page.panel is not None
    assert any("Vårdform" in text for text in page.panel.moves.texts())
    page.model.undo()
    assert len(field.editor.rows) == 4
    assert page.model.value("pack", ("criteria", at, "basis")) == "source"


def test_rows_are_walked_opened_and_moved_by_keyboard(page: EditCriteriaPage) -> None:
    section = listed(page, LadderSection)
    before = section.rows.titles()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert section.rows.opened == 2

    section.rows.buttons[2].setFocus()
    press(Qt.Key.Key_Up, CTRL)

    after = section.rows.titles()
    assert [title[3:] for title in after[:3]] == [before[0][3:], before[2][3:], before[1][3:]]
    assert section.rows.opened == 1


def test_a_form_joins_its_criteria_and_finds_more_by_typing(
    page: EditCriteriaPage, qapp: QApplication
) -> None:
    section = listed(page, LadderSection)
    section.open(3)
    assert section.rows.content is not None
    need = section.rows.content.findChildren(PartField)[1]
    count = len(need.picks.texts())
    QTest.mouseClick(need.joint.segment("all"), Qt.MouseButton.LeftButton)
    assert page.model is not None
    assert "all" in page.model.value("pack", ("care_forms", 3, "need"))

    need.picks.add_button.click()
    assert need.picks.finder is not None
    QTest.keyClicks(need.picks.finder.field, "vill vårdas på hospice")
    press(Qt.Key.Key_Return)

    assert len(need.picks.texts()) == count + 1
    assert "hospice" in need.picks.texts()[-1]
    qapp.processEvents()  # the new row finds its place for Tab
    away = need.picks.add_button.previousInFocusChain()
    assert isinstance(away, QToolButton)
    assert away.accessibleName() == f"Ta bort {need.picks.texts()[-1]}"
    away.click()
    assert len(need.picks.texts()) == count


def test_removing_a_criterion_says_what_goes_and_takes_it_out_of_every_form(
    page: EditCriteriaPage,
) -> None:
    section = listed(page, CriteriaSection)
    at = [one["id"] for one in section.items()].index("advanced_medical_care")
    section.rows.focus_row(at)
    press(Qt.Key.Key_Delete)
    assert any("ASIH · behov" in text for text in texts(section))
    keep = next(b for b in section.findChildren(QPushButton) if b.text() == "Behåll")
    assert keep.hasFocus()

    next(
        b
        for b in section.findChildren(QPushButton)
        if b.text() == "Ta bort" and b.parent() is keep.parent()
    ).click()

    assert page.model is not None
    assert page.model.loads
    assert "advanced_medical_care" not in str(page.model.text.pack["care_forms"])


def test_a_new_criterion_says_what_it_still_lacks(page: EditCriteriaPage) -> None:
    section = listed(page, CriteriaSection)
    section.add_button.click()

    assert page.model is not None
    assert not page.model.loads
    assert page.panel is not None
    assert any("Texten saknas" in text for text in page.panel.faults.texts())
    assert section.rows.opened == len(section.items()) - 1
    assert page.columns is not None
    page.show_section(page.selected)
    assert "fel" in page.columns.sections.button(page.selected).accessibleName()


def test_hours_are_rows_and_a_clock_is_read_as_people_write_it(page: EditCriteriaPage) -> None:
    section = listed(page, TeamsSection)
    section.open(0)
    assert section.rows.content is not None
    field = section.rows.content.findChild(HoursField)
    assert field is not None
    row = field.hours.periods[0]
    row.opens.setText("7.30")
    row.closes.setText("16")
    row.closes.setFocus()
    press(Qt.Key.Key_Return)

    assert page.model is not None
    assert page.model.value("teams", ("teams", 0, "hours", "periods", 0, "opens")) == "07:30"
    assert "vardagar 07:30–16:00" in section.rows.buttons[0].accessibleName()
    QTest.mouseClick(field.hours.kind.segment("unstated"), Qt.MouseButton.LeftButton)
    assert page.model.value("teams", ("teams", 0, "hours")) == {"stated": False}


def test_a_closing_time_before_the_opening_is_said_at_the_field(page: EditCriteriaPage) -> None:
    section = listed(page, TeamsSection)
    section.open(0)
    assert page.model is not None
    page.model.change(
        "Tider",
        "teams",
        ("teams", 0, "hours", "periods", 0),
        {"days": ("weekdays",), "opens": "16:00", "closes": "08:00"},
    )

    assert "⚠ Stängningstiden ligger inte efter öppningstiden." in texts(section)


def test_a_local_prerequisite_is_switched_on_at_once(page: EditCriteriaPage, desk: Desk) -> None:
    section = listed(page, PrerequisitesSection)
    local = [n for n, one in enumerate(section.items()) if one.get("switched_locally")]
    section.open(local[0])
    assert section.rows.content is not None
    switch = section.rows.content.findChild(SwitchField)
    assert switch is not None

    switch.box.click()

    name = section.items()[local[0]]["id"]
    assert name in desk.workplace.compiled("vastra").switched_on
    assert page.model is not None
    assert not page.model.touched


def test_a_finding_is_accepted_with_a_reason_and_then_stands_no_more(
    page: EditCriteriaPage, qtbot: QtBot
) -> None:
    model = page.model
    assert model is not None
    accepted = model.value("pack", ("accepted",))
    model.change("Bort", "pack", ("accepted",), accepted[1:])
    settled(model, qtbot)
    section = section_of(page, AcceptedSection)
    assert isinstance(section, AcceptedSection)
    assert len(section.accept_buttons) == 1

    section.accept_buttons[0].click()
    assert not model.loads
    place = ("accepted", len(accepted) - 1, "reason")
    model.change("Skäl", "pack", place, {"sv": "Källan säger det", "en": "The source says so"})
    settled(model, qtbot)

    assert not section.accept_buttons
    assert model.value("pack", (*place[:-1], "author")) == "Karin Öst"
    assert model.value("pack", (*place[:-1], "expires")) == "2027-03-10"


def test_discarding_asks_in_the_page(page: EditCriteriaPage) -> None:
    assert page.model is not None
    page.model.change("Telefon", "teams", ("teams", 0, "telephone"), "1")

    page.ask_discard()
    assert page.model.touched
    keep = next(b for b in page.findChildren(QPushButton) if b.text() == "Behåll det")
    assert keep.hasFocus()
    next(
        b
        for b in page.findChildren(QPushButton)
        if b.text() == "Kasta utkastet" and b.parent() is keep.parent()
    ).click()

    assert not page.model.touched


@pytest.mark.parametrize("kind", [AboutSection, ReadingsSection, PublishSection])
def test_every_section_takes_the_keyboard(page: EditCriteriaPage, kind: type[AboutSection]) -> None:
    section = section_of(page, kind)

    focused = page.focusWidget()
    assert focused is not None
    assert section.isAncestorOf(focused)


def test_a_narrow_window_keeps_one_line_of_what_it_means(page: EditCriteriaPage) -> None:
    page.resize(640, 700)

    assert page.columns is not None
    assert page.columns.summary.isVisible()
    assert page.columns.choice.isVisible()
    assert not page.columns.right.isVisible()
    assert "Kriterierna håller" in page.columns.summary.text()


def test_criteria_that_are_not_there_lead_back_with_a_reason(desk: Desk, qtbot: QtBot) -> None:
    page = EditCriteriaPage(desk)
    qtbot.addWidget(page)

    with qtbot.waitSignals([page.go, page.said]):
        page.open_case("nowhere")


def test_a_number_is_kept_while_it_is_typed(page: EditCriteriaPage, qtbot: QtBot) -> None:
    model = page.model
    assert model is not None
    section = section_of(page, QuickSection)
    assert isinstance(section, QuickSection)
    line = section.teams[0].telephone.line
    with qtbot.waitSignal(model.changed):
        QTest.keyClicks(line, "0300 ")

    assert model.value("teams", ("teams", 0, "telephone")) == "0300"
    assert line.text() == "0300 "
    QTest.keyClicks(line, "12")
    press(Qt.Key.Key_Tab)
    assert model.work.draft() == model.text
    assert model.value("teams", ("teams", 0, "telephone")) == "0300 12"
    model.undo()
    assert not model.touched


def test_a_fault_leads_to_its_field(page: EditCriteriaPage) -> None:
    assert page.model is not None
    assert page.panel is not None
    page.model.change("Text", "pack", ("criteria", 3, "text", "en"), "")

    (line,) = page.panel.faults._lines
    assert line.link is not None
    line.link.click()

    section = page.section()
    assert isinstance(section, CriteriaSection)
    assert section.rows.opened == 3
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Formulering, Svenska"


def test_nothing_is_said_of_a_verification_that_is_not_there_yet(
    page: EditCriteriaPage, qtbot: QtBot
) -> None:
    model, panel = page.model, page.panel
    assert model is not None
    assert panel is not None
    model.change("Telefon", "teams", ("teams", 0, "telephone"), "1")
    shown = LivePanel(model)
    qtbot.addWidget(shown)
    shown.show()

    said = texts(shown)
    assert "Prövas …" in said
    assert not {"PRÖVNINGEN", "FYND ATT TA STÄLLNING TILL"} & {one.upper() for one in said}


def test_publishing_with_something_missing_leads_there(
    page: EditCriteriaPage, qtbot: QtBot
) -> None:
    model = page.model
    assert model is not None
    model.change("Telefon", "teams", ("teams", 0, "telephone"), "1")
    settled(model, qtbot)
    page.to_publishing()
    section = page.section()
    assert isinstance(section, PublishSection)
    section.author.clear()
    primary = page.primary()
    assert primary is not None

    primary[1]()

    assert section.author.hasFocus()
    QTest.keyClicks(section.author, "Karin")
    press(Qt.Key.Key_Return)
    assert not model.touched
    assert model.base.pack.version == "2026.1.1"


def test_another_section_withdraws_the_question(page: EditCriteriaPage) -> None:
    assert page.model is not None
    page.model.change("Telefon", "teams", ("teams", 0, "telephone"), "1")
    page.ask_discard()

    page._choose(3)

    assert not any("försvinner" in text for text in texts(page))


def test_a_finding_leads_to_where_it_is_accepted(page: EditCriteriaPage, qtbot: QtBot) -> None:
    model, panel = page.model, page.panel
    assert model is not None
    assert panel is not None
    model.change("Bort", "pack", ("accepted",), model.value("pack", ("accepted",))[1:])
    settled(model, qtbot)

    (line,) = panel.found._lines
    assert line.link is not None
    line.link.click()

    section = page.section()
    assert isinstance(section, AcceptedSection)
    assert section.accept_buttons[0].hasFocus()


def test_tab_goes_round_the_window_in_reading_order(desk: Desk, qtbot: QtBot) -> None:
    desk.workplace.set_setting("purpose_read", True)
    window = MainWindow(desk.workplace, remember=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.prepared()
    for name in ("telephone", "about", "criteria"):
        window.go("edit_criteria", f"vastra#{name}")
        page = window.page
        assert isinstance(page, EditCriteriaPage)
        section = page.section()
        if isinstance(section, ListSection):
            section.open(0)
        QApplication.processEvents()  # the order follows when rows have found their place
        stops = round_of(window)

        assert stops[0] is window.header.menu_button
        of_section = [one for one in stops if section.isAncestorOf(one)]
        at = stops.index(of_section[0])
        assert stops[at : at + len(of_section)] == of_section
        heights = [one.mapTo(section, QPoint()).y() // 40 for one in of_section]
        assert heights == sorted(heights), name
        assert "Kriterier: " in stops[-1].accessibleName() or stops[-1].parent() is window.footer
        names = [said(one) for one in stops]
        assert all(names), [type(one) for one, words in zip(stops, names, strict=True) if not words]
        spoken = [words for one, words in zip(stops, names, strict=True) if one in of_section]
        assert len(set(spoken)) == len(spoken), spoken


class Windows(QObject):
    """Notes whatever is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.shown += [type(watched).__name__] if watched.isWindow() else []
        return False


def test_no_part_flashes_as_a_window_of_its_own(page: EditCriteriaPage, qapp: QApplication) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    for at in range(len(page._table())):
        page.show_section(at)
        section = page.section()
        if isinstance(section, ListSection):
            section.open(0)
    qapp.removeEventFilter(windows)

    assert windows.shown == []


def round_of(window: MainWindow) -> list[QWidget]:
    """Return what Tab comes by, from the header on."""
    first = window.header.menu_button
    first.setFocus()
    stops: list[QWidget] = []
    while len(stops) < 200:
        focused = QApplication.focusWidget()
        assert focused is not None, stops[-3:]
        if focused in stops:
            assert focused is stops[0], "the way round misses a part of the window"
            break
        stops.append(focused)
        press(Qt.Key.Key_Tab)
    return stops


def said(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name)


def test_what_must_be_mended_first_stands_where_one_publishes(page: EditCriteriaPage) -> None:
    model = page.model
    assert model is not None
    model.change("Text", "pack", ("criteria", 3, "text", "en"), "")
    page.to_publishing()
    section = page.section()
    assert isinstance(section, PublishSection)
    assert section.changes.texts() == ["Texten saknas. Båda språken behövs."]
    link = section.changes.first_link()
    assert link is not None
    assert link.hasFocus()

    link.click()

    assert isinstance(page.section(), CriteriaSection)


def test_who_published_is_not_asked_again(page: EditCriteriaPage, desk: Desk, qtbot: QtBot) -> None:
    model = page.model
    assert model is not None
    desk.workplace.set_setting("author_name", "")
    model.change("Telefon", "teams", ("teams", 0, "telephone"), "1")
    settled(model, qtbot)

    publish(model, "2026.2", "Telefonnumret är ifyllt", "Karin Öst", use=True)

    assert model.work.author().name == "Karin Öst"


def test_an_untouched_draft_begins_where_most_begin(page: EditCriteriaPage) -> None:
    page.open_case("vastra#publish")
    page.arrive()

    page.open_case("vastra")
    page.arrive()

    assert isinstance(page.section(), QuickSection)
