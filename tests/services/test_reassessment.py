"""A reassessment begins from the last decision, and weighs nothing that was not confirmed now."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.patients import patients
from tests.keys_for_tests import KEY, bare
from tests.services.workstation import ASIH, NURSE, Clock
from tests.thoroughness import examples
from triage.core.vocabulary import Answer, Facts
from triage.packs.catalogue import Catalogue
from triage.packs.load import from_snapshot, snapshot
from triage.referral.notes import NOTE_FIELDS
from triage.services import (
    Case,
    Patient,
    Revision,
    StoreError,
    Workplace,
    history,
    last_time,
    reassess,
)
from triage.store.canonical import decision_bytes, revision_id

ANNE = Patient("personnummer", "196101182803", "Ánne Čáhppe")
NAMELESS = Patient("alias", None, "", alias="Säng 4")
ASKED_ANEW = Catalogue().vocabulary.asked_anew
WITH_SYMPTOMS: dict[str, Answer] = {**ASIH, "red_flags": (), "pain": 3, "nausea": 0}


class Station:
    """A workstation with a clock, and short ways to its work."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.workplace = Workplace.open(folder, KEY, self.clock)

    def decided(
        self,
        patient: Patient = ANNE,
        facts: Mapping[str, Answer] = WITH_SYMPTOMS,
        notes: Mapping[str, str] | None = None,
    ) -> Case:
        """Answer and sign a case; return it as it is decided."""
        case = self.workplace.begin(patient, facts=facts, notes=notes, pack="skane")
        return self.signed(case.id)

    def signed(self, case_id: str) -> Case:
        self.workplace.sign(case_id, "asih", "asih", None, NURSE)
        return self.workplace.case(case_id)

    def days(self, number: float) -> None:
        self.clock.time += timedelta(days=number)

    def facts(self, case: Case) -> Facts:
        return self.workplace.facts(case)

    def head(self, case: Case) -> Revision:
        found = self.workplace.decision(case.id)
        assert found is not None
        return found

    def second_head(self, case: Case, **changed: Any) -> None:
        """Let another workstation's decision arrive, signed beside the one in force."""
        decision = replace(self.head(case).decision, **changed)
        signed = decision_bytes(decision)
        row = (revision_id(signed), case.id, signed)
        with closing(bare(self.workplace.folder / "vagval.db")) as raw, raw:
            raw.execute("INSERT INTO revisions (id, case_id, payload) VALUES (?, ?, ?)", row)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    made = Station(tmp_path / "data")
    yield made
    made.workplace.close()


@given(data=st.data())
@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_that_is_asked_anew_ever_comes_along(station: Station, data: st.DataObject) -> None:
    facts = data.draw(patients(station.workplace.compiled("skane")))
    case = station.decided(NAMELESS, facts)
    station.days(4)

    begun = reassess(station.workplace, case.id)

    answered = station.facts(begun)
    assert not ASKED_ANEW & answered.keys()
    assert answered == {one: value for one, value in facts.items() if one not in ASKED_ANEW}
    weighed = station.workplace.weigh(begun.pack, answered)
    assert not weighed.red_flags


@given(hours=st.lists(st.integers(0, 4000), min_size=1, max_size=6))
@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_answers_keep_their_age_through_every_reassessment(
    station: Station, hours: list[int]
) -> None:
    case = station.decided(NAMELESS, {})
    first = reassess(station.workplace, case.id)
    given_at = {}
    for number, (fact, value) in zip(range(len(hours)), ASIH.items(), strict=False):
        station.clock.time += timedelta(hours=hours[number])
        station.workplace.answer(first.id, fact, value)
        given_at[fact] = station.workplace.answered_at(first.id)[fact]
    station.signed(first.id)
    station.days(7)

    second = reassess(station.workplace, first.id)
    station.signed(second.id)
    station.days(7)
    third = reassess(station.workplace, second.id)

    kept = {fact: at for fact, at in given_at.items() if fact not in ASKED_ANEW}
    assert station.workplace.answered_at(third.id) == kept


def test_an_answer_is_at_most_as_young_as_the_decision(station: Station) -> None:
    """A correction under way has answers of its own; the decision in force does not."""
    case = station.decided()
    signed = station.head(case).decision.signed_at
    station.days(2)
    station.workplace.correct(case.id)
    station.workplace.answer(case.id, "home_care_feasible", value=False)

    begun = reassess(station.workplace, case.id)

    assert station.facts(begun)["home_care_feasible"] is True
    at = station.workplace.answered_at(begun.id)["home_care_feasible"]
    assert at == datetime.fromisoformat(signed)


def test_the_age_follows_the_number_and_today(station: Station) -> None:
    case = station.decided(ANNE, {**ASIH, "age_years": 65})
    station.days(400)

    begun = reassess(station.workplace, case.id)

    assert station.facts(begun)["age_years"] == 66
    at = station.workplace.answered_at(begun.id)["age_years"]
    assert station.workplace.now() - at < timedelta(hours=1)


def test_protected_stays_protected(station: Station) -> None:
    hidden = replace(ANNE, protected=True)
    case = station.decided(hidden)
    assert reassess(station.workplace, case.id).patient == hidden


def test_a_mark_of_protection_on_any_case_of_the_patient_holds(station: Station) -> None:
    case = station.decided()
    later = station.decided(replace(ANNE, protected=True))
    assert reassess(station.workplace, case.id).patient.protected
    assert later.patient.protected


def test_a_second_call_returns_the_open_draft(station: Station) -> None:
    case = station.decided()
    first = reassess(station.workplace, case.id)
    station.workplace.answer(first.id, "pain", 4)

    again = reassess(station.workplace, case.id)

    assert again.id == first.id
    assert station.facts(again)["pain"] == 4
    station.signed(first.id)
    assert reassess(station.workplace, case.id).id != first.id


def test_a_correction_of_the_decision_leaves_one_open_draft(station: Station) -> None:
    case = station.decided()
    first = reassess(station.workplace, case.id)
    station.workplace.correct(case.id)
    station.signed(case.id)

    assert reassess(station.workplace, case.id).id == first.id


def test_it_starts_from_the_patients_latest_decision(station: Station) -> None:
    oldest = station.decided()
    station.days(3)
    newest = station.decided(ANNE, {**WITH_SYMPTOMS, "preferred_place_of_care": "hospice"})

    begun = reassess(station.workplace, oldest.id)

    assert begun.based_on == station.head(newest).id
    assert station.facts(begun)["preferred_place_of_care"] == "hospice"


def test_an_alias_is_followed_along_the_chain(station: Station) -> None:
    first = station.decided(NAMELESS)
    station.decided(NAMELESS)  # another bed 4: an alias alone is nobody
    second = station.signed(reassess(station.workplace, first.id).id)

    third = reassess(station.workplace, first.id)

    assert third.based_on == station.head(second).id
    assert [one.case_id for one in history(station.workplace, third)] == [first.id, second.id]


def test_what_decisions_in_force_disagree_on_is_left_open(station: Station) -> None:
    case = station.decided(notes={"family": "Dotter i Malmö", "infection": "MRSA"})
    kept = dict(station.head(case).decision.facts)
    station.second_head(
        case,
        facts={**kept, "home_care_feasible": False},
        notes={"family": "Dotter i Lund", "infection": "MRSA"},
    )

    begun = reassess(station.workplace, case.id)

    facts = station.facts(begun)
    assert "home_care_feasible" not in facts
    assert facts["needs_round_the_clock_team"] is True
    assert dict(begun.notes) == {"infection": "MRSA"}


def test_texts_about_how_it_was_then_stay_behind(station: Station) -> None:
    case = station.decided(notes={field.id: f"Om {field.id}" for field in NOTE_FIELDS})

    begun = reassess(station.workplace, case.id)

    came = set(begun.notes)
    assert came == {field.id for field in NOTE_FIELDS if field.carried}
    assert {"family", "drugs_devices", "decisions"} <= came
    stayed = {"worry", "purpose", "target_date", "where_now", "symptoms_tried", "function"}
    assert not came & stayed


def test_a_draft_that_was_never_decided_is_no_starting_point(station: Station) -> None:
    draft = station.workplace.begin(ANNE)
    with pytest.raises(StoreError) as refused:
        reassess(station.workplace, draft.id)
    assert refused.value.code == "case_not_decided"


def test_a_draft_of_a_patient_decided_before_starts_from_that_decision(station: Station) -> None:
    decided = station.decided()
    draft = station.workplace.begin(ANNE)
    assert reassess(station.workplace, draft.id).based_on == station.head(decided).id


def test_it_is_weighed_by_the_criteria_in_force_now(station: Station, tmp_path: Path) -> None:
    case = station.decided()
    then = station.head(case).decision.pack
    newer(station.workplace, lambda pack, _: pack.update(version="2030.1"))

    begun = reassess(station.workplace, case.id)
    before = last_time(station.workplace, begun)

    assert before is not None
    assert (begun.pack, before.pack, before.version) == ("skane", "skane", then["version"])
    assert station.workplace.compiled(begun.pack).pack.version == "2030.1"
    assert station.facts(begun).keys() == WITH_SYMPTOMS.keys() - ASKED_ANEW


def test_a_municipality_that_has_other_criteria_now_is_weighed_by_those(station: Station) -> None:
    case = station.decided()
    workplace = station.workplace
    moved = workplace.catalogue.municipalities["1281"].model_copy(update={"pack": "vastra"})
    workplace.compiled("vastra")
    workplace.catalogue.__dict__["municipalities"] = {
        **workplace.catalogue.municipalities,
        "1281": moved,
    }
    assert reassess(workplace, case.id).pack == "vastra"


def test_criteria_that_somebody_chose_against_the_municipality_are_kept(station: Station) -> None:
    case = station.decided(ANNE, {**ASIH, "municipality": "2281"})  # Sundsvall, weighed by Skåne
    assert reassess(station.workplace, case.id).pack == "skane"


def test_an_answer_to_a_question_that_reads_otherwise_now_stays_behind(station: Station) -> None:
    case = station.decided()

    def otherwise(_: dict[str, Any], vocabulary: dict[str, Any]) -> None:
        for fact in vocabulary["facts"]:
            if fact["id"] == "needs_round_the_clock_team":
                fact["question"]["sv"] = "Behövs ett team på dagarna?"
            if fact["id"] == "preferred_place_of_care":
                fact["choices"][0]["name"]["sv"] = "Någon annanstans"

    newer(station.workplace, otherwise)

    facts = station.facts(reassess(station.workplace, case.id))
    assert "needs_round_the_clock_team" not in facts
    assert facts["home_care_feasible"] is True


def test_without_the_criteria_of_then_no_answer_comes_along(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = station.decided()
    newer(station.workplace, lambda pack, _: pack.update(version="2030.1"))
    monkeypatch.setattr(station.workplace.store, "pack", _no_pack)

    begun = reassess(station.workplace, case.id)

    assert station.facts(begun).keys() == {"age_years"}
    assert begun.based_on == station.head(case).id


def test_the_draft_stands_in_the_worklist_with_what_its_answers_show(station: Station) -> None:
    case = station.decided()
    begun = reassess(station.workplace, case.id)
    row = next(one for one in station.workplace.worklist() if one.case_id == begun.id)
    assert (row.state, row.name, row.status is not None) == ("draft", "Ánne Čáhppe", True)


def test_last_time_is_the_decision_as_it_was_corrected(station: Station) -> None:
    case = station.decided()
    begun = reassess(station.workplace, case.id)
    station.workplace.correct(case.id)
    station.workplace.answer(case.id, "pain", 2)
    station.signed(case.id)

    before = last_time(station.workplace, begun)

    assert before is not None
    assert (before.facts["pain"], before.care_form, before.author) == (2, "asih", NURSE)
    assert before.signed_at.utcoffset() == timedelta(hours=1)


def test_a_new_draft_for_the_same_number_knows_of_last_time(station: Station) -> None:
    case = station.decided()
    draft = station.workplace.begin(ANNE)
    other = station.workplace.begin(Patient("personnummer", "191212121212", "Bo Ek"))

    before = last_time(station.workplace, draft)

    assert before is not None
    assert before.case_id == case.id
    assert last_time(station.workplace, other) is None
    assert last_time(station.workplace, case) is None


def test_a_draft_that_is_given_another_number_forgets_last_time(station: Station) -> None:
    case = station.decided()
    begun = reassess(station.workplace, case.id)
    station.workplace.identify(begun.id, Patient("personnummer", "191212121212", "Bo Ek"))
    assert last_time(station.workplace, station.workplace.case(begun.id)) is None


def test_history_ends_with_the_case_itself(station: Station) -> None:
    cases = [station.decided()]
    for _ in range(3):
        station.days(4)
        cases.append(station.signed(reassess(station.workplace, cases[0].id).id))

    told = [one.case_id for one in history(station.workplace, cases[2])]

    assert told == [cases[0].id, cases[1].id]


def test_practice_and_work_are_kept_apart(station: Station) -> None:
    example = station.workplace.begin(ANNE, example=True, facts=ASIH, pack="skane")
    station.signed(example.id)
    assert last_time(station.workplace, station.workplace.begin(ANNE)) is None


def newer(workplace: Workplace, edit: Any) -> None:
    """Put other criteria of Skåne in force from now on."""
    vocabulary, pack = json.loads(snapshot(workplace.compiled("skane")))
    edit(pack, vocabulary)
    compiled = from_snapshot(json.dumps([vocabulary, pack]).encode())
    workplace.catalogue = Catalogue(in_force={"skane": compiled}.get)


def _no_pack(_digest: str) -> bytes:
    raise StoreError("pack_unknown")
