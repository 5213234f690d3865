"""Faults planted in copies of the program's packs: each is found, with a patient who shows it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.core.directed import edited
from triage.core.compiled import CompiledPack
from triage.core.outcomes import Outcomes, ground
from triage.core.proofs import verify
from triage.core.verification import Finding, Property, Standing
from triage.core.vocabulary import Vocabulary
from triage.packs.catalogue import Catalogue
from triage.proof_words import proof_words

TODAY = date(2026, 11, 22)
CATALOGUE = Catalogue()
PACKS = {name: CATALOGUE.compiled(name) for name in CATALOGUE.ids}
LADDER = [
    (name, criterion)
    for name, pack in PACKS.items()
    for criterion in pack.pack.criterion
    if any(
        criterion in part.criteria for form in pack.pack.care_forms for _, part in form.admission
    )
]
"""Each pack's criteria that decide its ladder; those of parallel offers alone stand apart."""
NEIGHBOURS = [
    (name, at) for name, pack in PACKS.items() for at in range(len(pack.pack.care_forms) - 1)
]
Plain = dict[str, Any]


def open_findings(compiled: CompiledPack) -> dict[str, Finding]:
    """Return what speaks against a pack and is not accepted, by id."""
    return {
        finding.id: finding
        for proof in verify(compiled, TODAY).proofs
        for finding in proof.findings
        if finding.standing is not Standing.ACCEPTED
    }


def with_rule(criterion: str, change: Callable[[Plain], Plain]) -> Callable[[Plain], None]:
    """Return an edit that changes the rule of one criterion."""

    def edit(pack: Plain) -> None:
        one = next(one for one in pack["criteria"] if one["id"] == criterion)
        one["when"] = change(one["when"])

    return edit


def with_vocabulary(compiled: CompiledPack, edit: Callable[[Plain], None]) -> CompiledPack:
    """Return a copy of a pack whose vocabulary is changed."""
    stated = compiled.vocabulary.model_dump(by_alias=True)
    edit(stated)
    return replace(compiled, vocabulary=Vocabulary.model_validate(stated))


def said(compiled: CompiledPack, finding: str) -> str:
    """Return what a reader is told of a finding, patients included, in Swedish."""
    words = proof_words(verify(compiled, TODAY), compiled.pack, compiled.vocabulary, "sv")
    told = next(one for proof in words for one in proof.findings if one.id == finding)
    patients = [f"{'; '.join(one.answers)}. {one.rest} → {one.outcome}" for one in told.patients]
    return " | ".join([told.text, *patients])


@pytest.mark.parametrize("name", PACKS)
def test_the_programs_own_packs_pass(name: str) -> None:
    verification = verify(PACKS[name], TODAY)
    assert open_findings(PACKS[name]) == {}
    assert verification.passes
    assert verification.remarks["without_finding"] == ()


def test_only_vastra_depends_on_age_at_18_and_nothing_else() -> None:
    dependences = {
        name: [
            (finding.subject, finding.values)
            for proof in verify(pack, TODAY).proofs
            if proof.kind is Property.EQUAL_TREATMENT
            for finding in proof.findings
        ]
        for name, pack in PACKS.items()
    }
    assert dependences.pop("vastra") == [("age_years", ("18",))]
    assert set(map(tuple, dependences.values())) == {()}


@pytest.mark.parametrize(("name", "criterion"), LADDER)
def test_a_criterion_turned_round_is_found(name: str, criterion: str) -> None:
    turned = edited(PACKS[name], with_rule(criterion, lambda rule: {"not": rule}))
    findings = open_findings(turned)
    assert findings
    assert any(finding.patients for finding in findings.values())


@pytest.mark.parametrize(("name", "criterion"), LADDER)
def test_a_criterion_that_looks_at_the_diagnosis_is_found(name: str, criterion: str) -> None:
    cancer = {"fact": "diagnosis_group", "is": "cancer"}
    unequal = edited(PACKS[name], with_rule(criterion, lambda rule: {"all": (rule, cancer)}))
    found = open_findings(unequal)
    one, other = found["equal_treatment/diagnosis_group"].patients
    assert one.indicated != other.indicated
    assert one.facts["diagnosis_group"] != other.facts["diagnosis_group"]
    assert {**one.facts, "diagnosis_group": ""} == {**other.facts, "diagnosis_group": ""}


@pytest.mark.parametrize(("name", "at"), NEIGHBOURS)
def test_two_forms_that_change_places_are_found_or_move_nobody(name: str, at: int) -> None:
    def swap(pack: Plain) -> None:
        forms = list(pack["care_forms"])
        forms[at], forms[at + 1] = forms[at + 1], forms[at]
        pack["care_forms"] = tuple(forms)

    before = PACKS[name]
    after = edited(before, swap)
    shared = ground((before.pack, before.vocabulary), (after.pack, after.vocabulary))
    old, new = (Outcomes(one.pack, one.vocabulary, shared) for one in (before, after))
    if old.indicated == new.indicated:  # the two never admit the same patient
        assert {finding.kind for finding in open_findings(after).values()} <= {Property.DECIDES}
        return
    swapped = {one.id for one in before.pack.care_forms[at : at + 2]}
    told = [
        finding
        for finding in open_findings(after).values()
        if finding.kind in (Property.ORDERED, Property.REACHABLE)
    ]
    assert any(finding.subject.split(".")[0] in swapped for finding in told)
    assert all(finding.patients for finding in told)


@pytest.mark.parametrize("name", ["skane", "vastra", "vasterbotten", "jamtland_harjedalen"])
def test_a_not_that_is_dropped_is_found(name: str) -> None:
    def drop(vocabulary: Plain) -> None:
        place = next(one for one in vocabulary["derived"] if one["id"] == "inpatient_indicated")
        place["when"]["any"][0].pop("is")  # care at home is not feasible: now it must be

    found = open_findings(with_vocabulary(PACKS[name], drop))
    better, worse = found["monotone_level/home_care_feasible"].patients
    assert better.facts["home_care_feasible"] is True
    assert worse.facts["home_care_feasible"] is False


@pytest.mark.parametrize("name", PACKS)
def test_a_form_that_waits_for_consent_is_found(name: str) -> None:
    first = PACKS[name].pack.care_forms[0].eligibility.criteria[0]
    waiting = edited(
        PACKS[name],
        with_rule(first, lambda rule: {"all": (rule, {"derived": "consent_settled"})}),
    )
    assert "process/consent_to_referral" in open_findings(waiting)


@pytest.mark.parametrize("name", PACKS)
def test_a_last_form_that_asks_for_need_leaves_somebody_out(name: str) -> None:
    need = PACKS[name].pack.care_forms[-2].need
    assert need is not None

    def ask(pack: Plain) -> None:
        pack["care_forms"][-1]["need"] = need.model_dump()

    found = open_findings(edited(PACKS[name], ask))
    (patient,) = found["complete/ladder"].patients
    assert patient.indicated is None


def test_a_threshold_beside_a_lower_one_is_dead() -> None:
    def double(rule: Plain) -> Plain:
        return {"any": (rule, {"fact": "pain", "gte": 3}, {"fact": "pain", "gte": 4})}

    found = open_findings(edited(PACKS["skane"], with_rule("advice_requested", double)))
    assert found["decides/advice_requested.any[2]"].values == ("met",)
    assert "decides/advice_requested.any[1]" not in found


def test_a_municipality_that_loses_its_team_is_named() -> None:
    def lose(pack: Plain) -> None:
        pack["teams"] = tuple(team for team in pack["teams"] if "sodra_alvsborg" not in str(team))

    found = open_findings(edited(PACKS["vastra"], lose))
    lacking = found["served/municipalities"].values
    assert "1490" in lacking  # Borås
    assert "1480" not in lacking


def test_a_stand_in_that_passes_over_a_nearer_form_is_found() -> None:
    def skip(pack: Plain) -> None:
        for form in pack["care_forms"]:
            if form["id"] == "palliative_ward":
                form["fallback"] = ("consult_team",)

    (better, worse) = open_findings(edited(PACKS["vastra"], skip))[
        "monotone_offered/home_care_feasible"
    ].patients
    assert worse.recommended == "consult_team"
    assert better.recommended != "consult_team"


def test_a_clinician_can_read_what_was_found() -> None:
    cancer = {"fact": "diagnosis_group", "is": "cancer"}
    unequal = edited(
        PACKS["norrbotten"],
        with_rule("complex_need", lambda rule: {"all": (rule, cancer)}),
    )
    assert said(unequal, "equal_treatment/diagnosis_group") == (
        "Vårdformen beror på ”huvuddiagnos”. | "
        "Huvuddiagnos: Cancer; Obotlig sjukdom: ja; Komplex symtombild: ja. Inga andra behov. → "
        "Palliativt team | "
        "Huvuddiagnos: Hjärtsvikt; Obotlig sjukdom: ja; Komplex symtombild: ja. "
        "Inga andra behov. → Allmän palliativ vård"
    )
