"""A workstation from a new case to a decision that stays as it was decided."""

import shutil
import sys
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from tests.services.workstation import ASIH, NURSE, Clock
from triage.core.vocabulary import Answer
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.problems import InputError
from triage.services import Patient, StoreError, Task, Workplace
from triage.services.example import ensure_example
from triage.services.workstation import APP_VERSION

WITH_PUMP: dict[str, Answer] = {**ASIH, "advanced_interventions": ("drug_pump",)}
IN_KUNGALV: dict[str, Answer] = {
    "municipality": "1482",
    "age_years": 71,
    "incurable_progressive_disease": True,
    "limited_life_expectancy": True,
    "rapid_deterioration": True,
    "consent_to_referral": "given",
    "patient_informed": True,
    "breakpoint_conversation": "held",
}


def assessed(workplace: Workplace, facts: dict[str, Answer] = WITH_PUMP) -> str:
    """Begin a case in Skåne and answer it; return its id."""
    case = workplace.begin(Patient("alias", None, "", alias="Övning"))
    workplace.choose_pack(case.id, "skane")
    for fact, value in facts.items():
        workplace.answer(case.id, fact, value)
    return case.id


def test_answers_are_kept_as_they_are_given(workplace: Workplace, tmp_path: Path) -> None:
    case_id = assessed(workplace)
    with_set = workplace.facts(workplace.case(case_id))
    assert with_set == WITH_PUMP
    again = Workplace.open(tmp_path / "data", KEY, Clock())
    assert again.facts(again.case(case_id)) == WITH_PUMP
    again.close()
    workplace.answer(case_id, "age_years", None)
    assert "age_years" not in workplace.facts(workplace.case(case_id))


def test_the_age_follows_from_the_number(workplace: Workplace) -> None:
    case = workplace.begin(Patient("alias", None, "", alias="Övning"))
    workplace.identify(case.id, Patient("personnummer", "196101182803", "Test Testsson"))
    assert workplace.facts(workplace.case(case.id))["age_years"] == 65
    reserve = Patient("reserve_stockholm", "991950000010", "Test Testsson")
    assert workplace.age(reserve) is None


def test_an_age_that_nobody_reaches_is_left_open(workplace: Workplace) -> None:
    case = workplace.begin(Patient("personnummer", "189002029800", "Någon Gammal"))
    assert "age_years" not in workplace.case(case.id).facts


def test_a_patient_is_changed_with_the_age_or_not_at_all(workplace: Workplace) -> None:
    case = workplace.begin(Patient("alias", None, "", alias="Övning"), facts={"age_years": 40})
    with workplace.store._reading() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER full BEFORE UPDATE ON answers BEGIN SELECT RAISE(ABORT, ''); END"
        )
    with pytest.raises(StoreError):
        workplace.identify(case.id, Patient("personnummer", "196101182803", "Test Testsson"))

    assert workplace.case(case.id) == case


def test_criteria_that_could_not_be_chosen_leave_the_case_as_it_was(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = assessed(workplace)

    def full(*_given: object) -> None:
        raise StoreError("disk_full")

    for operation in ("set_setting", "set_pack"):
        with monkeypatch.context() as broken:
            broken.setattr(workplace.store, operation, full)
            with pytest.raises(StoreError):
                workplace.choose_pack(case_id, "vastra")
        assert workplace.case(case_id).pack == "skane"


def test_a_draft_is_back_though_its_line_in_the_list_could_not_be_kept(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = assessed(workplace)
    deleted = workplace.delete_draft(case_id)

    def full(*_given: object, **_named: object) -> None:
        raise StoreError("disk_full")

    monkeypatch.setattr(workplace.store, "set_summary", full)
    workplace.restore(deleted)

    assert workplace.case(case_id) == deleted.case


def test_a_new_case_is_weighed_by_the_pack_used_last(workplace: Workplace) -> None:
    assessed(workplace)
    assert workplace.begin(Patient("alias", None, "", alias="Nästa")).pack == "skane"
    workplace.store.set_setting("default_pack", "norrbotten")
    assert workplace.usual_pack() == "norrbotten"


def broken(workplace: Workplace, folder: Path, *packs: str) -> None:
    """Give the workstation a copy of the criteria in which some packs do not load."""
    criteria = Path(shutil.copytree(CRITERIA, folder))
    for pack in packs:
        (criteria / pack / "pack.yaml").write_text("id: [", encoding="utf-8")
    workplace.catalogue = Catalogue(criteria)


def test_a_pack_that_does_not_load_leaves_new_cases_to_the_others(
    workplace: Workplace, tmp_path: Path
) -> None:
    first = workplace.catalogue.ids[0]
    broken(workplace, tmp_path / "criteria", first)
    workplace.prepare()
    case = workplace.begin(Patient("alias", None, "", alias="Övning"))

    assert case.pack != first
    assert workplace.weigh(case.pack, {"incurable_progressive_disease": True}).possible


def test_the_units_own_pack_names_itself_when_it_does_not_load(
    workplace: Workplace, tmp_path: Path
) -> None:
    assessed(workplace)
    broken(workplace, tmp_path / "criteria", "skane")
    with pytest.raises(InputError, match=r"skane/pack\.yaml:2:1"):
        workplace.prepare()
    assert workplace.begin(Patient("alias", None, "", alias="Nästa")).pack != "skane"


def test_the_practice_patient_is_made_whole_or_not_at_all(
    workplace: Workplace, tmp_path: Path
) -> None:
    broken(workplace, tmp_path / "criteria", "vastra")
    with pytest.raises(InputError, match=r"vastra/pack\.yaml"):
        ensure_example(workplace)
    assert workplace.worklist() == []


def test_a_signed_decision_holds_all_that_it_rests_on(workplace: Workplace) -> None:
    case_id = assessed(workplace)
    revision = workplace.sign(case_id, "asih", "asih", None, NURSE)
    kept = revision.decision
    recommendation = workplace.recommend("skane", WITH_PUMP)

    assert kept.recommendation == recommendation.as_json()
    assert kept.choice == {"care_form": "asih", "team": "asih"}
    assert kept.facts["advanced_interventions"] == ["drug_pump"]
    assert kept.author == NURSE
    assert kept.pack["digest"] == recommendation.weighing.pack.digest
    with pytest.raises(StoreError) as refused:
        workplace.answer(case_id, "age_years", 72)
    assert refused.value.code == "case_decided"


def test_a_correction_is_a_new_revision_that_names_the_old(workplace: Workplace) -> None:
    case_id = assessed(workplace)
    first = workplace.sign(case_id, "asih", "asih", None, NURSE)
    workplace.correct(case_id)
    workplace.answer(case_id, "needs_in_depth_assessment", True)
    reason = {"reason": "other", "text": "Önskar vård hemma tills vidare"}
    second = workplace.sign(case_id, "asih", "asih", reason, NURSE)

    assert second.decision.parents == (first.id,)
    assert workplace.decision(case_id) == second
    assert [one.id for one in workplace.store.revisions(case_id)] == [first.id, second.id]


def test_a_decision_reads_as_decided_when_the_criteria_have_changed(
    workplace: Workplace, tmp_path: Path
) -> None:
    case_id = assessed(workplace)
    revision = workplace.sign(case_id, "asih", "asih", None, NURSE)
    before = workplace.letter(case_id, "sv")

    criteria = Path(shutil.copytree(CRITERIA, tmp_path / "criteria"))
    path = criteria / "skane" / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('version: "2026.1"', 'version: "2030.1"'), encoding="utf-8")
    workplace.catalogue = Catalogue(criteria)

    assert workplace.compiled("skane").pack.version == "2030.1"
    assert workplace.compiled_as_decided(revision).pack.version == "2026.1"
    assert workplace.letter(case_id, "sv") == before


def test_a_letter_of_a_decision_is_the_same_on_any_later_day(tmp_path: Path) -> None:
    clock = Clock()
    workplace = Workplace.open(tmp_path / "data", KEY, clock)
    case = workplace.begin(Patient("alias", None, "", alias="Övning"))
    workplace.choose_pack(case.id, "vastra")
    for fact, value in IN_KUNGALV.items():
        workplace.answer(case.id, fact, value)
    workplace.sign(case.id, "palliative_team", "kungalv_mobile_team", None, NURSE)
    on_saturday = workplace.letter(case.id, "sv")
    clock.time += timedelta(days=3)  # the team is closed at weekends and open on Tuesdays
    on_tuesday = workplace.letter(case.id, "sv")
    workplace.close()

    assert on_tuesday == on_saturday


def test_the_worklist_shows_no_single_form_while_several_are_possible(
    workplace: Workplace,
) -> None:
    open_facts = {
        name: WITH_PUMP[name] for name in ("municipality", "incurable_progressive_disease")
    }
    case_id = assessed(workplace, open_facts)
    weighing = workplace.weigh("skane", open_facts)
    workplace.summarise(case_id, weighing)
    (row,) = workplace.worklist()
    assert (row.care_form, row.status) == (None, "provisional")

    case_id = assessed(workplace)
    workplace.summarise(case_id, workplace.weigh("skane", WITH_PUMP))
    assert workplace.worklist()[0].care_form == "asih"


def test_local_prerequisites_count_only_where_the_unit_asks_for_them(
    workplace: Workplace,
) -> None:
    assert workplace.weigh("vastra", IN_KUNGALV).conditions == ()
    workplace.store.set_setting("switched_on.vastra", ["enrolled_in_municipal_home_care"])
    (condition,) = workplace.weigh("vastra", IN_KUNGALV).conditions
    assert condition.id == "enrolled_in_municipal_home_care"


def test_a_reassessment_begins_with_answers_that_keep_their_age(workplace: Workplace) -> None:
    first = workplace.sign(assessed(workplace), "asih", "asih", None, NURSE)
    given = workplace.answered_at(first.decision.case_id)
    number = Patient("personnummer", "191212121212", "Test Testsson")
    case = workplace.begin(
        number,
        facts={"advanced_interventions": ("drug_pump",), "age_years": 71},
        notes={"worry": "Oro"},
        answered_at={"age_years": given["age_years"]},
        based_on=first.id,
        pack="vastra",
    )

    times = workplace.answered_at(case.id)
    assert times["age_years"] == given["age_years"]
    assert times["age_years"].utcoffset() == timedelta(hours=1), "Swedish time"
    assert times["advanced_interventions"] > given["age_years"]
    assert (case.pack, case.based_on, case.notes) == ("vastra", first.id, {"worry": "Oro"})
    assert workplace.facts(case)["advanced_interventions"] == ("drug_pump",)
    signed = workplace.sign(case.id, "asih", None, None, NURSE)
    assert signed.decision.based_on == first.id
    assert workplace.decisions_of("19121212-1212") == [signed]


def test_tasks_are_signed_and_the_signing_form_is_emptied(workplace: Workplace) -> None:
    case_id = assessed(workplace)
    task = Task("Ansvarig läkare", "2026-11-24")
    workplace.plan(case_id, "consent", task)
    workplace.keep_deciding(case_id, {"form": "asih"})
    assert workplace.case(case_id).deciding == {"form": "asih"}

    revision = workplace.sign(case_id, "asih", "asih", None, NURSE)

    assert revision.decision.tasks == {"consent": task}
    assert workplace.case(case_id).deciding == {}


def test_a_deleted_draft_comes_back_at_its_place_with_all_it_held(workplace: Workplace) -> None:
    case_id = assessed(workplace)
    workplace.plan(case_id, "consent", Task("Kontaktsjuksköterskan"))
    workplace.summarise(case_id, workplace.weigh("skane", WITH_PUMP))
    assessed(workplace)
    rows, times = workplace.worklist(), workplace.answered_at(case_id)

    deleted = workplace.delete_draft(case_id)
    assert [row.case_id for row in workplace.worklist()] == [rows[0].case_id]
    workplace.restore(deleted)

    assert workplace.worklist() == rows
    assert (workplace.case(case_id), workplace.answered_at(case_id)) == (deleted.case, times)


def test_a_deleted_draft_comes_back_where_its_criteria_do_not_load(
    workplace: Workplace, tmp_path: Path
) -> None:
    case_id = assessed(workplace)
    deleted = workplace.delete_draft(case_id)
    broken(workplace, tmp_path / "criteria", "skane")

    workplace.restore(deleted)

    assert workplace.case(case_id) == deleted.case


def test_the_version_is_that_of_the_project() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    assert tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"] == APP_VERSION


def test_the_data_is_for_its_user_alone(tmp_path: Path) -> None:
    Workplace.open(tmp_path / "new" / "data", KEY, Clock()).close()
    mode = (tmp_path / "new" / "data").stat().st_mode & 0o777
    assert mode == 0o700 or sys.platform == "win32"
