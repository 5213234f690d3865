"""A draft as a view-model: changes, undo, what is kept, what it means. No window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock
from tests.ui.editing import author_desk, settled
from triage.packs.edit import REMOVED
from ui.viewmodels.desk import Desk
from ui.viewmodels.edit_history import History
from ui.viewmodels.edit_meaning import faults, findings, headline, moves, open_findings, sound
from ui.viewmodels.edit_pack import EditPack
from ui.viewmodels.edit_publishing import hindrances, publish, suggested_note, suggested_version

TELEPHONE = ("teams", 0, "telephone")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = author_desk(tmp_path, Clock())
    yield made
    made.workplace.close()


@pytest.fixture
def draft(desk: Desk, qtbot: QtBot) -> Iterator[EditPack]:
    made = EditPack(desk, "vastra")
    settled(made, qtbot)
    yield made
    made.deleteLater()


def call(draft: EditPack, number: str) -> None:
    draft.change("Telefon", "teams", TELEPHONE, number)


def criterion(draft: EditPack, name: str) -> int:
    return [one["id"] for one in draft.value("pack", ("criteria",))].index(name)


def test_a_change_is_kept_at_once_and_found_again_after_a_crash(
    draft: EditPack, desk: Desk
) -> None:
    call(draft, "031-123 45 67")

    again = EditPack(desk, "vastra")

    assert again.value("teams", TELEPHONE) == "031-123 45 67"
    assert again.touched
    again.deleteLater()


def test_the_original_is_never_written(draft: EditPack, desk: Desk) -> None:
    before = desk.workplace.catalogue.original("vastra").digest

    call(draft, "031-123 45 67")

    assert desk.workplace.compiled("vastra").digest == before
    assert not desk.workplace.compiled("vastra").pack.teams[0].telephone


def test_undo_is_named_and_takes_back_a_whole_change(draft: EditPack) -> None:
    call(draft, "1")
    draft.change("Ny dag", "teams", ("teams", 0, "verified_on"), "2026-03-10")
    assert draft.history.undo_name == "Ny dag"

    draft.undo()
    draft.undo()

    assert not draft.touched
    assert draft.history.redo_name == "Telefon"
    draft.redo()
    assert draft.value("teams", TELEPHONE) == "1"


def test_typing_in_one_go_is_one_step(draft: EditPack) -> None:
    field = object()
    for text in ("0", "03", "031"):
        draft.change("Telefon", "teams", TELEPHONE, text, field)
    draft.history.seal()
    draft.change("Telefon", "teams", TELEPHONE, "0315", field)

    draft.undo()
    assert draft.value("teams", TELEPHONE) == "031"
    draft.undo()

    assert not draft.touched


def test_history_keeps_names_and_forgets_what_was_undone(draft: EditPack) -> None:
    history, one = History(), draft.text
    history.push("a", one, one)
    history.push("b", one, one)
    history.undo()
    history.push("c", one, one)

    assert history.undo_name == "c"
    assert history.redo_name == ""


def test_a_telephone_number_moves_no_patient(draft: EditPack, qtbot: QtBot) -> None:
    call(draft, "031-123 45 67")
    settled(draft, qtbot)

    assert headline(draft) == ("Kriterierna håller", "Ingen patient flyttas.", "info")
    assert all(one.mark == "✓" for one in moves(draft))


def test_a_rule_that_lets_fewer_in_says_who_moves_with_a_patient(
    draft: EditPack, qtbot: QtBot
) -> None:
    at = criterion(draft, "psychosocial_situation")

    draft.change("Regel", "pack", ("criteria", at, "when"), {"fact": "crisis_onset"})
    settled(draft, qtbot)

    told = moves(draft)
    assert told[0].mark == "△"
    assert any("→" in line for line in told[0].lines)
    assert any("Psykosociala faktorer" in line for line in told[0].patient)


def test_a_broken_promise_is_a_finding_with_the_smallest_patient(
    draft: EditPack, qtbot: QtBot
) -> None:
    at = criterion(draft, "unrelieved_symptoms")
    rule = {"fact": "diagnosis_group", "is": "cancer"}

    draft.change("Regel", "pack", ("criteria", at, "when"), rule)
    settled(draft, qtbot)

    found = open_findings(draft)
    assert any(one.id.startswith("equal_treatment/") for one in found)
    told = findings(draft)
    assert [one.mark for one in sound(draft)].count("△") == 1
    assert any("Huvuddiagnos" in line for one in told for line in one.patient)
    assert headline(draft)[2] == "gap"


def test_a_draft_that_does_not_load_says_where_and_keeps_its_names(draft: EditPack) -> None:
    draft.change("Namn", "teams", ("teams", 0, "name", "sv"), "")

    assert not draft.loads
    assert draft.problems_at("teams", ("teams", 0, "name"))
    assert not draft.problems_at("teams", ("teams", 1))
    assert headline(draft)[0] == "Går inte att använda än"
    assert draft.pack().id == "vastra"


def test_a_later_change_makes_an_earlier_verification_void(draft: EditPack, qtbot: QtBot) -> None:
    call(draft, "1")
    assert draft.verification is None
    call(draft, "2")
    settled(draft, qtbot)

    assert draft.verification is not None
    assert draft.compiled is not None
    assert draft.verification.digest == draft.compiled.digest


def test_a_verification_under_way_is_not_taken_for_that_of_a_later_text(
    draft: EditPack, qtbot: QtBot
) -> None:
    call(draft, "1")
    draft._verify()
    assert draft._task is not None
    draft._task.wait()
    call(draft, "2")

    with qtbot.waitSignal(draft.verified, timeout=60_000):
        pass

    assert draft.verification is not None
    assert draft.compiled is not None
    assert draft.verification.digest == draft.compiled.digest


def test_faults_name_their_item_and_lead_to_it(draft: EditPack) -> None:
    draft.change("Text", "pack", ("criteria", 3, "text", "en"), "")
    draft.change("Namn", "teams", ("teams", 0, "name"), {"sv": "", "en": ""})

    told = {fault.where: fault.lines[0] for fault in faults(draft)}

    assert (
        told["criteria#3"]
        == "Kriterium: Patienten är under 18 år och hör till barnens egen process"
    )
    assert told["teams#0"] == "Team 1"


def test_discarding_begins_anew(draft: EditPack, desk: Desk, qtbot: QtBot) -> None:
    call(draft, "1")

    with qtbot.waitSignal(draft.rebuilt):
        draft.discard()

    assert not draft.touched
    assert desk.workplace.criteria.draft("vastra") is None


def test_what_publishing_needs_is_said_in_words(draft: EditPack, qtbot: QtBot) -> None:
    filled = {"version": "2026.2", "note": "Telefonnummer ifyllda", "name": "Karin"}
    assert list(hindrances(draft, known=False, **filled)) == [
        "Inget är ändrat mot versionen som gäller."
    ]
    call(draft, "1")
    settled(draft, qtbot)
    assert not list(hindrances(draft, known=False, **filled))
    short = {**filled, "note": "kort", "name": " "}
    assert len(list(hindrances(draft, known=False, **short))) == 2

    draft.change("Namn", "pack", ("name", "sv"), "")
    assert list(hindrances(draft, known=False, **filled)) == ["Felen måste rättas först."]


def test_findings_must_be_answered_for_and_then_stand_in_the_note(
    draft: EditPack, desk: Desk, qtbot: QtBot
) -> None:
    at = criterion(draft, "unrelieved_symptoms")
    rule = {"fact": "diagnosis_group", "is": "cancer"}
    draft.change("Regel", "pack", ("criteria", at, "when"), rule)
    settled(draft, qtbot)
    filled = {"version": "2026.2", "note": "En prövning av regeln", "name": "Karin"}
    assert list(hindrances(draft, known=False, **filled))
    assert not list(hindrances(draft, known=True, **filled))

    publish(draft, **filled, use=False)

    newest = desk.workplace.criteria.versions("vastra")[0]
    note = desk.workplace.criteria.compiled(newest).pack.changes[0].text
    assert "Kända fynd: " in note
    assert "equal_treatment/diagnosis_group" in note


def test_publishing_makes_a_signed_version_and_puts_it_in_force(
    draft: EditPack, desk: Desk, qtbot: QtBot
) -> None:
    call(draft, "031-123 45 67")
    settled(draft, qtbot)
    version, note = suggested_version(draft), suggested_note(draft)
    assert version == "2026.1.1"
    assert "Palliativa konsultteam Region Halland" in note

    publish(draft, version, note, "Karin Öst", use=True)

    used = desk.workplace.compiled("vastra").pack
    assert used.version == "2026.1.1"
    assert used.teams[0].telephone == "031-123 45 67"
    assert used.changes[0].author.startswith("Karin Öst")
    assert not draft.touched
    assert suggested_version(draft) == "2026.1.2"


def test_a_value_is_removed_and_its_key_with_it(draft: EditPack) -> None:
    call(draft, "1")
    draft.change("Telefon", "teams", TELEPHONE, REMOVED)

    assert not draft.touched
