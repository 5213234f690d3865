"""Undo and redo in the checklist: over all that is changed there, each named when it goes back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, open_desk
from triage.core.people import Patient
from triage.services import StoreError
from triage.services.example import add_example
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.checklist_red_flags import CONTACT_WITH
from ui.viewmodels.desk import Desk

SOMEONE = Patient("personnummer", "196101182803", "Test Testsson")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path, Clock())
    yield opened
    opened.workplace.close()


@pytest.fixture
def model(desk: Desk) -> ChecklistViewModel:
    return ChecklistViewModel(desk, add_example(desk.workplace))


def on_disk(model: ChecklistViewModel) -> tuple[object, ...]:
    case = model.desk.workplace.case(model.case_id)
    return case.facts, case.patient, case.pack, case.notes, case.tasks


def test_every_kind_of_change_goes_back_and_forth(model: ChecklistViewModel) -> None:
    due = (date(2026, 3, 10) + timedelta(days=3)).isoformat()
    todo = next(one.id for one in model.outcome().todos if not one.done)
    changes = (
        lambda: model.answer("pain", 4),
        lambda: model.answer("red_flags", ("major_bleeding",)),
        model.contact_now,
        lambda: model.contact_with("Dr Berg"),
        lambda: model.identify(SOMEONE),
        lambda: model.choose_pack("skane"),
        lambda: model.choose_pack("vastra"),
        lambda: model.plan(todo, "due", due),
        lambda: model.answer("municipality", "1280"),  # brings other criteria
        lambda: model.answer("anxiety", "unknown"),
    )
    states = [on_disk(model)]
    for change in changes:
        change()
        states.append(on_disk(model))
        assert states[-1] != states[-2]

    for before in reversed(states[:-1]):
        assert model.undo() is not None
        assert on_disk(model) == before
    assert model.undo() is None
    for after in states[1:]:
        assert model.redo() is not None
        assert on_disk(model) == after
    assert model.redo() is None


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("pain", "Smärta"),
        ("patient", "Namn och nummer"),
        ("pack", "Kriterier"),
        ("contact", "Kontakt för larmtecken"),
    ],
)
def test_what_goes_back_is_named(
    qtbot: QtBot, model: ChecklistViewModel, change: str, name: str
) -> None:
    {
        "pain": lambda: model.answer("pain", 4),
        "patient": lambda: model.identify(SOMEONE),
        "pack": lambda: model.choose_pack("skane"),
        "contact": model.contact_now,
    }[change]()
    with qtbot.waitSignal(model.put_back) as undone:
        model.undo()
    with qtbot.waitSignal(model.put_back) as redone:
        model.redo()

    assert undone.args == [f"Ångrade: {name}"]
    assert redone.args == [f"Gjorde om: {name}"]
    assert "Testsson" not in f"{undone.args}{redone.args}"


def test_undoing_who_it_is_gives_the_age_back(model: ChecklistViewModel) -> None:
    assert model.value("age_years") == 71
    model.identify(SOMEONE)
    assert model.value("age_years") == 65
    model.undo()

    assert model.value("age_years") == 71
    assert model.case.patient.alias == "Övningspatient"
    assert model.patient_line().startswith("Övningspatient")


def test_a_look_at_the_review_leaves_undo_as_it_was(model: ChecklistViewModel) -> None:
    model.answer("pain", 4)
    model.reload()

    assert model.undo() == "pain"


def test_what_was_changed_elsewhere_is_not_undone_over(model: ChecklistViewModel) -> None:
    model.answer("pain", 4)
    model.desk.workplace.answer(model.case_id, "pain", 1)
    model.reload()

    assert model.undo() is None
    assert model.value("pain") == 1


def test_an_undo_that_cannot_be_kept_can_be_tried_again(
    qtbot: QtBot, model: ChecklistViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.contact_with("Dr Berg")

    def refuse(*_args: object) -> None:
        raise StoreError("disk_full")

    with monkeypatch.context() as full:
        full.setattr(model.desk.workplace, "note", refuse)
        with qtbot.waitSignal(model.failed), qtbot.assertNotEmitted(model.put_back):
            assert model.undo() is None
    assert model.case.notes[CONTACT_WITH] == "Dr Berg"
    assert model.undo() == ""
    assert CONTACT_WITH not in model.case.notes


def test_each_change_tells_when_it_was_saved(qtbot: QtBot, model: ChecklistViewModel) -> None:
    for change in (model.contact_now, lambda: model.identify(SOMEONE), model.undo, model.redo):
        with qtbot.waitSignal(model.saved) as saved:
            change()
        assert saved.args == ["14:02"]
