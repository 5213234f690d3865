"""What the worklist shows of a case, and how little of it is held in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from tests.ui.deciding import decided
from tests.ui.desks import Clock, add, open_desk
from triage.services import Found, Person, Workplace, reassess
from triage.texts import translator
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_row import ASIDE_ROLE, SECOND_ROLE, TONE_ROLE, Column
from ui.viewmodels.worklist_words import care_forms, urgencies

TOOL_TIP = Qt.ItemDataRole.ToolTipRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = open_desk(tmp_path, clock)
    yield made
    made.workplace.close()


def shown(model: WorklistModel, row: int = 0) -> list[str | None]:
    return [model.data(model.index(row, column)) for column in Column]


def test_only_the_pages_looked_at_are_read(desk: Desk, clock: Clock) -> None:
    for number in range(450):
        add(desk, "", alias=f"Alias {number:03}")
        clock.on(seconds=1)
    model = WorklistModel(desk)
    model.reload()

    assert model.rowCount() == 450
    assert model.loaded_rows() == 0
    assert model.data(model.index(0, Column.PATIENT)) == "Alias 449"
    assert model.loaded_rows() == 200
    assert model.data(model.index(449, Column.PATIENT)) == "Alias 000"
    assert model.loaded_rows() == 250


def test_a_row_says_who_state_and_when(desk: Desk, clock: Clock) -> None:
    clock.back(days=1)
    add(desk, "Ánne Čáhppe", "195009072553", alias="Säng 4")
    clock.on(days=1)
    model = WorklistModel(desk)
    model.reload()

    assert shown(model) == [
        "", "Ánne Čáhppe", "19500907-2553", "◐ Utkast", "", "", "", "i går 14:02",
    ]  # fmt: skip
    assert model.data(model.index(0, Column.PATIENT), ASIDE_ROLE) == "Säng 4"
    assert model.data(model.index(0, Column.PATIENT), TOOL_TIP) == "Ánne Čáhppe · Säng 4"
    assert model.data(model.index(0, Column.PATIENT), SECOND_ROLE) == "◐ Utkast · 19500907-2553"


def test_a_weighed_draft_shows_urgency_flag_and_that_several_forms_are_possible(
    desk: Desk,
) -> None:
    case_id = add(desk, "Bo Ek")
    workplace = desk.workplace
    workplace.answer(case_id, "red_flags", ("suicide_risk",))
    case = workplace.case(case_id)
    workplace.summarise(case_id, workplace.weigh(case.pack, workplace.facts(case)))
    model = WorklistModel(desk)
    model.reload()

    assert shown(model)[0] == "⚠"
    assert shown(model)[4:6] == ["flera möjliga", "Omedelbart"]
    assert model.data(model.index(0, Column.URGENCY), TONE_ROLE) == "danger"
    assert "larmtecken" in (model.data(model.index(0, Column.PATIENT), SPOKEN) or "")


def test_a_draft_that_says_nothing_of_urgency_is_not_called_planned(desk: Desk) -> None:
    case_id = add(desk, "Bo Ek")
    workplace = desk.workplace
    workplace.summarise(case_id, workplace.weigh("vastra", {"pain": 0}))
    model = WorklistModel(desk)
    model.reload()

    assert shown(model)[4:6] == ["flera möjliga", "inte klar"]
    assert "Angelägenheten är inte klar" in (
        model.data(model.index(0, Column.PATIENT), SPOKEN) or ""
    )
    assert model.data(model.index(0, Column.CARE_FORM), ASIDE_ROLE) == "inte klar"


@pytest.mark.parametrize("query", ["", "191212121212"])
def test_a_protected_identity_shows_neither_name_nor_number(desk: Desk, query: str) -> None:
    add(desk, "Tolvan Tolvansson", "191212121212", protected=True)
    model = WorklistModel(desk)
    model.reload()
    model.search(query)

    assert model.rowCount() == 1
    for column in Column:
        for role in (TOOL_TIP, Qt.ItemDataRole.DisplayRole, SPOKEN, SECOND_ROLE, ASIDE_ROLE):
            text = model.data(model.index(0, column), role) or ""
            assert "Tolvan" not in text
            assert "1212" not in text
    assert shown(model)[1:3] == ["Skyddade personuppgifter", "********-****"]


def test_search_finds_name_number_and_alias(desk: Desk) -> None:
    add(desk, "Ánne Čáhppe", "195009072553", alias="Säng 4")
    add(desk, "Bo Ek")
    model = WorklistModel(desk)

    for query in ("cahppe", "19500907-2553", "säng"):
        model.search(query)
        assert model.rowCount() == 1, query
        assert model.data(model.index(0, Column.PATIENT)) == "Ánne Čáhppe"
    model.search("finns inte")
    assert model.rowCount() == 0


@pytest.mark.parametrize("language", ["sv", "en"])
def test_words_known_before_the_criteria_are_those_of_the_vocabulary(
    desk: Desk, language: str
) -> None:
    vocabulary = desk.workplace.catalogue.vocabulary
    _ = translator(language)

    assert care_forms(_) == {form.id: form.name[language] for form in vocabulary.care_forms}
    assert urgencies(_) == {one.id: one.name[language] for one in vocabulary.urgency.classes}


def test_a_reassessment_says_that_it_is_one(desk: Desk, clock: Clock) -> None:
    case = decided(desk.workplace)
    clock.on(days=3)
    begun = reassess(desk.workplace, case)
    model = WorklistModel(desk)
    model.reload()

    assert [model.case_id(row) for row in range(2)] == [begun.id, case]
    assert "ombedömning" in str(model.data(model.index(0, Column.PATIENT), ASIDE_ROLE))
    assert "ombedömning" in str(model.data(model.index(0, Column.PATIENT), SPOKEN))
    assert "ombedömning" not in str(model.data(model.index(1, Column.PATIENT), ASIDE_ROLE))


def test_a_search_shows_its_first_hits_and_counts_the_rest_afterwards(
    desk: Desk, clock: Clock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(450):
        add(desk, "", alias=f"Alias {number:03}")
        clock.on(seconds=1)
    asked: list[int] = []
    find = desk.workplace.find

    def counted(query: str, limit: int = 1000) -> Found:
        asked.append(limit)
        return find(query, limit)

    monkeypatch.setattr(desk.workplace, "find", counted)
    model = WorklistModel(desk)
    with qtbot.waitSignal(model.counted):
        model.search("alias")
        assert (model.rowCount(), model.more) == (100, True)
        assert model.data(model.index(0, Column.PATIENT)) == "Alias 449"
    shown_rows = [model.data(model.index(row, Column.PATIENT)) for row in (0, 210, 449)]

    assert shown_rows == ["Alias 449", "Alias 239", "Alias 000"]
    assert (model.rowCount(), model.more) == (450, False)
    assert asked == [100, 1000]


def test_a_new_search_forgets_the_rest_of_the_former(desk: Desk, clock: Clock) -> None:
    for number in range(120):
        add(desk, "", alias=f"Alias {number:03}")
    model = WorklistModel(desk)
    model.search("alias")
    model.search("alias 007")

    assert (model.rowCount(), model.more) == (1, False)


def test_a_long_list_grows_where_it_is_scrolled_to_its_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(25):
        add(desk, "", alias=f"Alias {number:03}")
    monkeypatch.setattr("ui.viewmodels.worklist.FAR", 10)
    monkeypatch.setattr(WorklistModel, "far", 10)
    model = WorklistModel(desk)
    model.reload()
    seen = [model.rowCount()]
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        seen.append(model.rowCount())

    assert seen == [10, 20, 25]
    assert len({model.case_id(row) for row in range(25)}) == 25


def test_drafts_of_others_are_counted_and_shown_when_asked_for(desk: Desk, clock: Clock) -> None:
    store = desk.workplace.store
    for name in ("me", "other"):
        store.keep_person(Person(name, name, "läkare", "Enheten"), "2026-01-01T00:00:00Z")
    units = add(desk, "", alias="Enhetens")
    clock.on(seconds=1)
    mine, theirs = (add(desk, "", alias=alias) for alias in ("Mitt", "Annans"))
    store.take_over(mine, "me")
    store.take_over(theirs, "other")
    own = Desk(Workplace(store, clock, person=store.person("me")), "sv")
    model = WorklistModel(own)
    model.reload()

    assert [model.case_id(row) for row in range(model.rowCount())] == [mine, units]
    assert (model.others_hidden, model.row_of(theirs)) == (1, -1)

    model.show_others(shown=True)

    assert [model.case_id(row) for row in range(model.rowCount())] == [mine, units, theirs]
    assert (model.others_hidden, model.row_of(theirs)) == (0, 2)
    assert model.data(model.index(2, Column.PATIENT), ASIDE_ROLE) == "hos other"
    assert model.data(model.index(0, Column.PATIENT), ASIDE_ROLE) == ""

    model.show_others(shown=False)
    model.search("annans")

    assert [model.case_id(row) for row in range(model.rowCount())] == [theirs], "a search finds it"


@pytest.mark.parametrize("query", ["", "alias"])
def test_a_case_is_found_again_however_far_down_it_stands(
    desk: Desk, clock: Clock, query: str
) -> None:
    first = add(desk, "", alias="Alias")
    for _ in range(250):
        clock.on(seconds=1)
        add(desk, "", alias="Alias")
    model = WorklistModel(desk)
    model.search(query)
    model.reload()

    row = model.row_of(first)

    assert row == 250
    assert model.rowCount() == 251
    assert model.loaded_rows() == 0, "nothing is read to know it"
    assert model.case_id(row) == first
    assert model.row_of("nobody") == -1


def test_a_case_that_another_window_removed_leaves_an_empty_row(desk: Desk, clock: Clock) -> None:
    kept = add(desk, "", alias="Alias B")
    clock.on(seconds=1)
    model = WorklistModel(desk)
    gone = add(desk, "", alias="Alias A")
    model.reload()
    desk.workplace.delete_draft(gone)

    cases = {model.case_id(row) for row in range(model.rowCount())}
    texts = [text for row in range(2) for text in shown(model, row)]

    assert cases == {kept, ""}
    assert None in texts
    assert model.row(0) is None or model.row(1) is None


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("Säng 4\tÁnne Čáhppe\t19500907-2553\r\n", 1),
        ("\u202eČáhppe\u202c\x00", 1),
        ("\ud800cahppe", 1),
        ("\x00\u202e", 2),  # nothing that anyone could see is no search
        ("x" * 1_000_000, 0),
        ("19500907-2553 19610118-2803", 0),
        ("%' OR 1=1 --", 0),
    ],
)
def test_a_search_takes_whatever_is_pasted(desk: Desk, typed: str, hits: int) -> None:
    add(desk, "Ánne Čáhppe", "195009072553")
    add(desk, "Bo Ek")
    model = WorklistModel(desk)

    model.search(typed)

    assert model.rowCount() == hits
