"""The checklist's view-model: answers kept, weighed, undone; what is asked and what is said."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from triage.core.people import Author, Patient
from triage.services import StoreError, Workplace
from triage.services.example import add_example
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.checklist_outcome import Outcome
from ui.viewmodels.desk import Desk

TUESDAY_AFTERNOON = datetime(2026, 3, 3, 13, 2, tzinfo=UTC)
SOMEONE = Patient("personnummer", "191212121212", "Tolvan Tolvansson")


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path, KEY, clock=lambda: TUESDAY_AFTERNOON)
    opened.store.set_setting("default_pack", "vastra")
    yield opened
    opened.close()


@pytest.fixture
def desk(workplace: Workplace) -> Desk:
    return Desk(workplace, "sv")


@pytest.fixture
def empty(desk: Desk) -> ChecklistViewModel:
    return ChecklistViewModel(desk, desk.workplace.begin(SOMEONE).id)


@pytest.fixture
def example(desk: Desk) -> ChecklistViewModel:
    """The practice patient: advanced home care indicated, and not offered in Kungälv."""
    return ChecklistViewModel(desk, add_example(desk.workplace))


def mark(outcome: Outcome, form: str) -> str:
    return next(one.mark for one in outcome.forms if one.id == form)


def sentence(outcome: Outcome, form: str) -> str:
    return next(one.sentence for one in outcome.forms if one.id == form)


def test_an_answer_is_on_disk_before_it_is_told(qtbot: QtBot, empty: ChecklistViewModel) -> None:
    kept: list[object] = []
    workplace = empty.desk.workplace
    empty.answer_changed.connect(
        lambda fact, _value: kept.append(workplace.case(empty.case_id).facts.get(fact))
    )

    with qtbot.waitSignals([empty.recommendation_changed, empty.saved]):
        empty.answer("pain", 3)

    assert kept == [3]
    assert ChecklistViewModel(empty.desk, empty.case_id).value("pain") == 3


def test_the_time_of_saving_is_swedish_time(qtbot: QtBot, empty: ChecklistViewModel) -> None:
    with qtbot.waitSignal(empty.saved) as saved:
        empty.answer("pain", 3)

    assert saved.args == ["14:02"]


def test_the_same_answer_again_is_no_change(qtbot: QtBot, empty: ChecklistViewModel) -> None:
    empty.answer("incurable_progressive_disease", True)

    with qtbot.assertNotEmitted(empty.answer_changed):
        empty.answer("incurable_progressive_disease", True)


def test_nothing_answered_is_not_read_as_no(empty: ChecklistViewModel) -> None:
    outcome = empty.outcome()

    assert {one.mark for one in outcome.forms} == {"unknown"}
    assert outcome.unchecked == "Larmtecken: ej kontrollerat"
    assert outcome.urgency == "Angelägenheten är inte klar"
    assert outcome.summary.endswith("Larmtecken: ej kontrollerat")
    assert "omedelbart" in outcome.reason
    assert empty.steps()[1].count == "ej kontrollerat"


def test_many_possible_forms_are_counted_and_all_listed(empty: ChecklistViewModel) -> None:
    outcome = empty.outcome()

    assert outcome.heading == "Alla vårdformer är möjliga"
    assert outcome.levels == (*(form.name for form in outcome.forms), "Ingen palliativ vårdform")
    assert "räcker inte" in outcome.team
    assert outcome.todos == ()
    assert outcome.changes == ()


def test_a_few_possible_forms_are_listed_even_when_one_is_met(
    example: ChecklistViewModel,
) -> None:
    example.answer("needs_round_the_clock_team", None)
    example.answer("municipality", "1480")
    example.answer("city_area", "sydvast")
    outcome = example.outcome()

    assert outcome.heading == "Möjliga vårdformer"
    assert len(outcome.levels) > 1
    assert {"ASIH", "Palliativt team"} <= set(outcome.levels)
    assert outcome.question_fact is not None
    assert outcome.summary.startswith(f"{len(outcome.levels)} vårdformer är möjliga")


def test_a_need_that_nobody_meets_is_said_plainly(example: ChecklistViewModel) -> None:
    outcome = example.outcome()

    assert outcome.levels == ("Palliativt team",)
    assert outcome.gap is not None
    assert outcome.gap.title == "ASIH erbjuds inte i Kungälv"
    assert "Närmast som erbjuds: Palliativt team." in outcome.gap.text
    assert "primärvård" in outcome.gap.text
    assert mark(outcome, "asih") == "gap"
    assert mark(outcome, "palliative_team") == "yes"
    assert any("ASIH finns bara i sydvästra Göteborg" in line for line in outcome.covers)


def test_the_team_is_named_with_its_hours(example: ChecklistViewModel) -> None:
    assert example.outcome().team.startswith("Mobilt palliativt team Kungälv · öppet i dag")


def test_urgency_tells_its_reason_and_how_far_it_may_rise(example: ChecklistViewModel) -> None:
    outcome = example.outcome()

    assert outcome.urgency == "Inom tre dygn"
    assert "trots allmän palliativ vård" in outcome.reason
    assert "Kan stiga till: inom ett dygn." in outcome.reason
    assert not outcome.urgent


@pytest.mark.parametrize(
    ("limits", "words"),
    [(True, "ansvarig läkare"), (False, "Ring 112"), (None, "ej kontrollerad")],
)
def test_a_red_flag_calls_for_what_is_decided(
    example: ChecklistViewModel, limits: bool | None, words: str
) -> None:
    example.answer("treatment_limitation_decided", limits)
    example.answer("red_flags", ("bowel_obstruction",))
    outcome = example.outcome()

    assert outcome.emergency is not None
    assert outcome.emergency.title == "Larmtecken – ring nu"
    assert "Misstänkt tarmstopp" in outcome.emergency.text
    assert words in outcome.emergency.text
    assert outcome.urgent
    assert outcome.summary.startswith("Larmtecken – ring nu")
    assert example.steps()[1].count == "1"


def test_red_flags_answered_with_none_are_checked(example: ChecklistViewModel) -> None:
    assert example.outcome().unchecked == ""
    assert example.outcome().emergency is None
    assert example.steps()[1].count == "inga"


def test_asked_but_not_known_is_not_checked(example: ChecklistViewModel) -> None:
    example.answer("red_flags", "unknown")

    assert example.outcome().unchecked
    assert example.steps()[1].count == "ej kontrollerat"


def test_declining_shows_the_need_and_where_the_care_stays(example: ChecklistViewModel) -> None:
    example.answer("consent_to_referral", "declined")
    outcome = example.outcome()

    assert outcome.heading == "Patienten tackar nej till remiss"
    assert outcome.levels == ("Allmän palliativ vård",)
    assert outcome.gap is not None
    assert outcome.gap.text == "Kriterierna för ASIH är uppfyllda."
    assert len(outcome.covers) == 1, "who answers stands on demand, nothing is lost"
    assert "Palliativt team" in outcome.team


def test_a_curable_disease_is_said_without_a_verdict(example: ChecklistViewModel) -> None:
    example.answer("incurable_progressive_disease", False)
    outcome = example.outcome()

    assert outcome.levels == ("Ingen palliativ vårdform",)
    assert outcome.team == "Svaren visar ingen obotlig sjukdom som fortskrider."
    assert outcome.todos == ()


def test_each_form_says_why(example: ChecklistViewModel) -> None:
    outcome = example.outcome()

    assert "patienten vill vårdas på hospice" in sentence(outcome, "hospice")
    assert sentence(outcome, "hospice").startswith("Erbjuds inte här. Svaren visar inte: ")
    assert "dygnet runt" in sentence(outcome, "asih")
    trace = next(one.trace for one in outcome.forms if one.id == "asih")
    assert {"yes"} <= {line.mark for line in trace}
    assert all(line.source for line in trace)


def test_one_open_answer_is_named(example: ChecklistViewModel) -> None:
    example.answer("age_years", None)

    assert sentence(example.outcome(), "palliative_team") == "Öppet: ”Ålder” avgör"
    assert mark(example.outcome(), "palliative_team") == "unknown"


def test_what_remains_to_do_names_its_owner(example: ChecklistViewModel) -> None:
    todos = example.outcome().todos

    assert todos[0].text.startswith("Håll brytpunktssamtal")
    assert todos[0].owner == "ansvarig läkare"
    assert not todos[0].done
    assert todos[-1].done

    example.answer("breakpoint_conversation", "held")
    assert all(todo.done for todo in example.outcome().todos)


def test_groundwork_not_done_comes_before_what_is_not_answered(
    example: ChecklistViewModel,
) -> None:
    lines = example.outcome().general_care

    assert len(lines) > 1
    assert all(line.startswith("• ") for line in lines[:-1])
    assert lines[-1].startswith("Ej besvarat: ")
    assert "till" in lines[-1], "a few are named, and how many more there are"


def test_changes_read_as_sentences(example: ChecklistViewModel) -> None:
    changes = example.outcome().changes

    assert changes
    assert all(" om ”" in line and "” vore " in line for line in changes)


def test_the_question_that_parts_the_forms_comes_first(empty: ChecklistViewModel) -> None:
    question = empty.next_question()

    assert question is not None
    assert question.why == "form"


def test_red_flags_come_first_when_the_form_is_settled(example: ChecklistViewModel) -> None:
    example.answer("red_flags", None)
    question = example.next_question()

    assert question is not None
    assert (question.fact, question.why) == ("red_flags", "flags")


def test_a_question_answered_not_known_comes_last(example: ChecklistViewModel) -> None:
    example.answer("red_flags", "unknown")
    questions = example.standing.questions()

    assert questions[-1].why == "not_known"
    assert "red_flags" in {one.fact for one in questions if one.why == "not_known"}


def test_next_unanswered_walks_the_checklist_and_skips_what_is_not_asked(
    empty: ChecklistViewModel,
) -> None:
    assert empty.next_unanswered(None) == "age_years"
    assert empty.next_unanswered("municipality") == "current_care_setting"

    empty.answer("municipality", "1480")
    assert empty.next_unanswered("municipality") == "city_area"


def test_only_questions_without_use_are_marked(example: ChecklistViewModel) -> None:
    standing = example.standing

    assert standing.needed("pain")  # answered
    assert standing.needed("ecog")  # no rule reads it; the letter does
    assert not standing.needed("complex_symptom_picture")  # settled by a severe symptom


def test_a_hint_stands_beside_its_question_until_it_is_answered(
    example: ChecklistViewModel,
) -> None:
    assert "complex_symptom_picture" in example.standing.hints()

    example.answer("complex_symptom_picture", True)
    assert "complex_symptom_picture" not in example.standing.hints()


def test_a_municipality_of_another_region_brings_its_criteria(
    qtbot: QtBot, example: ChecklistViewModel
) -> None:
    with qtbot.waitSignal(example.pack_changed) as changed:
        example.answer("municipality", "1280")  # Malmö

    assert changed.args == ["vastra", "skane"]
    assert example.desk.workplace.case(example.case_id).pack == "skane"
    assert any("2025-12-31" in line for line in example.outcome().pack_warnings)


def test_criteria_that_nobody_chose_say_so_and_make_way_without_a_word(
    qtbot: QtBot, workplace: Workplace
) -> None:
    workplace.store.set_setting("default_pack", "")
    fresh = ChecklistViewModel(Desk(workplace, "sv"), workplace.begin(SOMEONE).id)
    assert any("Kommun saknas" in line for line in fresh.outcome().pack_warnings)
    assert fresh.pack_id != "vastra"

    with qtbot.waitSignal(fresh.pack_changed) as changed:
        fresh.answer("municipality", "1480")

    assert changed.args == ["", "vastra"]
    assert fresh.outcome().pack_warnings == ()


def test_the_units_own_criteria_need_no_municipality(empty: ChecklistViewModel) -> None:
    assert empty.outcome().pack_warnings == ()


def test_criteria_chosen_by_hand_stay_and_say_that_the_place_is_elsewhere(
    example: ChecklistViewModel,
) -> None:
    example.choose_pack("skane")

    assert example.pack_id == "skane"
    assert any("annan region" in line for line in example.outcome().pack_warnings)


def test_undo_and_redo(example: ChecklistViewModel) -> None:
    example.answer("pain", 4)
    example.answer("anxiety", 2)

    assert example.undo() == "anxiety"
    assert example.value("anxiety") is None
    assert example.undo() == "pain"
    assert example.value("pain") == 3
    assert example.undo() is None
    assert example.redo() == "pain"
    assert example.desk.workplace.case(example.case_id).facts["pain"] == 4


def test_what_could_not_be_kept_is_taken_back(
    qtbot: QtBot, example: ChecklistViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise StoreError("disk_full")

    monkeypatch.setattr(example.desk.workplace, "answer", refuse)
    with (
        qtbot.waitSignal(example.failed) as failed,
        qtbot.waitSignal(example.answer_changed) as shown,
    ):
        example.answer("pain", 0)

    assert failed.args == [StoreError("disk_full").sv]
    assert shown.args == ["pain", 3]
    assert example.value("pain") == 3


def test_the_worklist_follows(example: ChecklistViewModel) -> None:
    example.answer("red_flags", ("major_bleeding",))
    example.flush()
    (row,) = example.desk.workplace.worklist()

    assert row.red_flag
    assert row.urgency == "immediate"


def test_a_decided_case_takes_no_answers_until_it_is_corrected(
    qtbot: QtBot, example: ChecklistViewModel
) -> None:
    workplace = example.desk.workplace
    author = Author("Alva Alm", "läkare", "Vårdcentralen")
    workplace.sign(example.case_id, "palliative_team", "kungalv_mobile_team", None, author)
    decided = ChecklistViewModel(example.desk, example.case_id)

    decided.answer("pain", 0)
    assert decided.read_only
    assert decided.value("pain") == 3
    assert decided.next_question() is None

    with qtbot.waitSignal(decided.reloaded):
        decided.correct()
    decided.answer("pain", 0)
    assert decided.value("pain") == 0


def test_a_protected_patient_is_not_named(desk: Desk) -> None:
    patient = Patient("personnummer", "191212121212", "Tolvan Tolvansson", protected=True)
    model = ChecklistViewModel(desk, desk.workplace.begin(patient).id)
    model.answer("municipality", "1480")

    assert model.patient_line() == "Skyddade personuppgifter"


def test_the_patient_line_follows_the_answers(example: ChecklistViewModel) -> None:
    assert example.patient_line() == "Övningspatient · 71 år · Kungälv"

    example.answer("age_years", 72)
    assert example.patient_line() == "Övningspatient · 72 år · Kungälv"


def test_a_patient_without_a_name_is_known_by_number(desk: Desk) -> None:
    patient = Patient("personnummer", "196101182803", "")
    model = ChecklistViewModel(desk, desk.workplace.begin(patient).id)

    assert model.patient_line() == "19610118-2803"


def test_what_open_answers_can_rule_out_is_no_floor(empty: ChecklistViewModel) -> None:
    empty.answer("age_years", None)  # children and adults go different ways
    empty.answer("municipality", "1496")
    for fact in ("incurable_progressive_disease", "limited_life_expectancy", "rapid_deterioration"):
        empty.answer(fact, True)
    for fact in ("needs_round_the_clock_team", "needs_specialist_physician_round_the_clock"):
        empty.answer(fact, False)
    empty.answer("home_care_feasible", True)
    empty.answer("preferred_place_of_care", "home")
    outcome = empty.outcome()

    assert empty.standing.recommendation.weighing.recommended == "general"
    assert empty.standing.possible == ("paediatric_support", "palliative_team")
    assert len(outcome.levels) == 2
    assert "Minst" not in outcome.team

    empty.answer("needs_round_the_clock_team", None)
    empty.answer("age_years", 71)
    empty.answer("rapid_deterioration", None)
    assert "Minst: Allmän palliativ vård" in empty.outcome().team


def test_without_a_place_nothing_is_said_of_here(example: ChecklistViewModel) -> None:
    example.choose_pack("jamtland_harjedalen")
    example.answer("municipality", None)

    sentences = [one.sentence for one in example.outcome().forms]

    assert [one for one in sentences if one.startswith("Erbjuds ingenstans i Jämtland Härjedalen")]
    assert not [one for one in sentences if "Erbjuds inte här" in one]
