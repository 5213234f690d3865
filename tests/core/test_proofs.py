"""Proofs against plain enumeration of every patient of small packs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.directed import (
    DIRECTED,
    LEVELS,
    PATIENTS,
    WORSE,
    Patient,
    directed_packs,
    edited,
    first_admitting,
    indicated,
    named,
    rank,
    recommended,
    seen_by,
    urgency,
    worse_than,
)
from tests.core.small_packs import DOMAINS, FORMS, admits, holds, offered_at, packs, rules
from tests.thoroughness import examples
from triage.core.compiled import CompiledPack
from triage.core.diagram_store import Node
from triage.core.leaves import leaves_of
from triage.core.outcomes import Outcomes, ground
from triage.core.pack import Pack
from triage.core.proofs import verify
from triage.core.proofs.region import fingerprint
from triage.core.verification import (
    Example,
    Finding,
    Property,
    Standing,
    Verdict,
    Verification,
)
from triage.core.vocabulary import Vocabulary
from triage.packs.catalogue import Catalogue
from triage.proof_words import proof_words

TODAY = date(2026, 11, 22)
URGENT = ("now", "soon", "planned")


def found(verification: Verification, kind: Property) -> dict[str, Finding]:
    """Return the findings of one property by subject."""
    proof = next(one for one in verification.proofs if one.kind is kind)
    assert (proof.verdict is Verdict.HOLDS) is (not proof.findings)
    return {finding.subject: finding for finding in proof.findings}


def like(example: Example) -> list[Patient]:
    """Return every patient who gives an example's answers."""
    same: list[Patient] = [one for one in PATIENTS if seen_by(one, example.facts)]
    assert same
    return same


@settings(deadline=None, max_examples=examples(30))
@given(directed_packs())
def test_the_ladder_is_proved_as_plain_reading_finds_it(compiled: CompiledPack) -> None:
    verification = verify(compiled, TODAY)
    reached = {indicated(compiled, patient) for patient in PATIENTS}
    assert set(found(verification, Property.REACHABLE)) == set(FORMS) - reached
    lowered = {
        f"{form}.{indicated(compiled, patient)}"
        for patient in PATIENTS
        for form in FORMS
        if admits(compiled, form, patient)
        and indicated(compiled, patient) in FORMS
        and rank(indicated(compiled, patient)) < LEVELS[form]
    }
    ordered = found(verification, Property.ORDERED)
    assert set(ordered) == lowered
    for name, finding in ordered.items():
        form, lower = name.split(".")
        for patient in like(finding.patients[0]):
            assert admits(compiled, form, patient)
            assert indicated(compiled, patient) == lower
    lost = any(indicated(compiled, patient) is None for patient in PATIENTS)
    complete = found(verification, Property.COMPLETE)
    assert bool(complete) is lost
    for finding in complete.values():
        assert all(indicated(compiled, one) is None for one in like(finding.patients[0]))


@settings(deadline=None, max_examples=examples(30))
@given(directed_packs())
def test_a_worse_answer_is_followed_for_every_patient(compiled: CompiledPack) -> None:
    verification = verify(compiled, TODAY)
    measured: dict[Property, Callable[[Patient], int]] = {
        Property.MONOTONE_LEVEL: lambda one: rank(indicated(compiled, one)),
        Property.MONOTONE_OFFERED: lambda one: rank(recommended(compiled, one)),
        Property.MONOTONE_URGENCY: lambda one: -URGENT.index(urgency(compiled, one)),
    }
    for kind, height in measured.items():
        heights = {named(patient): height(patient) for patient in PATIENTS}
        broken = {
            fact
            for fact in WORSE
            for patient in PATIENTS
            for worse in worse_than(patient, fact)
            if heights[named(worse)] < heights[named(patient)]
        }
        findings = found(verification, kind)
        assert set(findings) == broken
        for fact, finding in findings.items():
            better, worse = finding.patients
            assert {**better.facts, fact: 0} == {**worse.facts, fact: 0}  # alike but for the fact
            less, more = better.facts[fact], worse.facts[fact]
            if isinstance(less, tuple) and isinstance(more, tuple):
                assert set(less) < set(more)
            else:
                assert DOMAINS[fact].index(less) < DOMAINS[fact].index(more)
            for patient in like(better):
                changed = {**patient, fact: more}
                assert heights[named(changed)] < heights[named(patient)]


@settings(deadline=None, max_examples=examples(30))
@given(directed_packs())
def test_dependence_is_shown_by_two_patients_who_differ_in_it_alone(
    compiled: CompiledPack,
) -> None:
    findings = found(verify(compiled, TODAY), Property.EQUAL_TREATMENT)
    depends = any(
        indicated(compiled, patient) != indicated(compiled, {**patient, "place": other})
        for patient in PATIENTS
        for other in DOMAINS["place"]
    )
    assert set(findings) == ({"place"} if depends else set())
    for finding in findings.values():
        one, other = finding.patients
        assert one.indicated != other.indicated
        assert one.facts["place"] != other.facts["place"]
        assert {**one.facts, "place": 0} == {**other.facts, "place": 0}
        for example in (one, other):
            # What is left out does not matter: every patient with these answers is alike.
            assert {indicated(compiled, patient) for patient in like(example)} == {
                example.indicated
            }


def _without(
    compiled: CompiledPack, owner: str, path: tuple[str | int, ...], truth: bool
) -> CompiledPack:
    """Return a pack with part of a criterion's rule replaced by what is always, or never, so."""
    never = {"all": ({"fact": "need"}, {"not": {"fact": "need"}})}
    constant = {"not": never} if truth else never

    def change(stated: dict[str, Any]) -> None:
        criterion = next(one for one in stated["criteria"] if one["id"] == owner)
        criterion["when"] = _put(criterion["when"], path, constant)

    return edited(compiled, change)


def _put(rule: Any, path: tuple[str | int, ...], part: object) -> Any:
    if not path:
        return part
    if isinstance(rule, tuple):
        at = int(path[0])
        return (*rule[:at], _put(rule[at], path[1:], part), *rule[at + 1 :])
    return {**rule, path[0]: _put(rule[path[0]], path[1:], part)}


@settings(deadline=None, max_examples=examples(20))
@given(directed_packs())
def test_what_never_decides_can_be_struck_out_unnoticed(compiled: CompiledPack) -> None:
    now = [first_admitting(compiled, patient) for patient in PATIENTS]

    def idle(owner: str, path: tuple[str | int, ...]) -> bool:
        changed = (_without(compiled, owner, path, truth) for truth in (False, True))
        return any(
            [first_admitting(one, patient) for patient in PATIENTS] == now for one in changed
        )

    expected = set()
    for criterion in compiled.pack.criteria:
        if idle(criterion.id, ()):
            expected.add(criterion.id)
            continue
        parts = leaves_of(criterion.id, criterion.when)
        expected |= {leaf.id for leaf in parts if len(parts) > 1 and idle(criterion.id, leaf.path)}
    assert set(found(verify(compiled, TODAY), Property.DECIDES)) == expected


@settings(deadline=None, max_examples=examples(40))
@given(directed_packs())
def test_places_without_a_team_are_named(compiled: CompiledPack) -> None:
    lacking = tuple(
        code
        for code in DOMAINS["municipality"]
        if not any(offered_at(compiled, form, code) for form in FORMS[:-1])
    )
    findings = found(verify(compiled, TODAY), Property.SERVED)
    assert tuple(finding.values for finding in findings.values()) == ((lacking,) if lacking else ())


@settings(deadline=None, max_examples=examples(60))
@given(packs(), packs(), rules, rules)
def test_a_fingerprint_tells_regions_apart_whatever_pack_they_stand_in(
    one: CompiledPack, other: CompiledPack, first: Any, second: Any
) -> None:
    def region(compiled: CompiledPack, raw: object) -> tuple[str, list[bool]]:
        changed = edited(compiled, lambda stated: stated["criteria"][1].__setitem__("when", raw))
        outcomes = Outcomes(
            changed.pack, changed.vocabulary, ground((changed.pack, changed.vocabulary))
        )
        node: Node = outcomes.criterion["need_ward"]
        met = [holds(changed.pack.criterion["need_ward"].when, patient) for patient in PATIENTS]
        return fingerprint(outcomes.ground, changed.vocabulary, [("here", node)]), met

    (mark, met), (mark_other, met_other) = region(one, first), region(other, second)
    assert (mark == mark_other) is (met == met_other)


@settings(deadline=None, max_examples=examples(20))
@given(directed_packs())
def test_verifying_twice_gives_the_same(compiled: CompiledPack) -> None:
    again = CompiledPack(compiled.pack, compiled.vocabulary, compiled.digest)
    assert verify(compiled, TODAY) == verify(again, TODAY)


def accepted_for(verification: Verification, **changes: str) -> Mapping[str, object]:
    """Return an acceptance of the first finding, with some of its values changed."""
    finding = next(one for proof in verification.proofs for one in proof.findings)
    words = {"sv": "ord", "en": "word"}
    return {
        "finding": finding.id,
        "region": finding.region,
        "reason": words,
        "source": {"document": "plan", "section": words},
        "author": "A",
        "on": "2026-01-01",
        "expires": "2026-12-31",
        **changes,
    }


def _unequal() -> CompiledPack:
    """Return a pack with one fault: the highest form asks where the patient is."""
    need = {"ward": {"fact": "place", "is": "ward"}, "home": {"fact": "night"}}
    words = {"sv": "ord", "en": "word"}
    stated = [("incurable", {"fact": "incurable"})]
    stated += [(f"need_{form}", rule) for form, rule in need.items()]
    source = {"document": "plan", "section": words}
    return CompiledPack(
        compiled_pack(
            {
                "criteria": tuple(
                    {"id": name, "text": words, "when": rule, "source": source, "basis": "source"}
                    for name, rule in stated
                ),
                "care_forms": (
                    *(
                        {
                            "id": form,
                            "eligibility": {"all": ("incurable",)},
                            "need": {"all": (f"need_{form}",)},
                        }
                        for form in need
                    ),
                    {
                        "id": "general",
                        "eligibility": {"all": ("incurable",)},
                        "always_offered": True,
                    },
                ),
            }
        ),
        DIRECTED,
        "sha256:unequal",
    )


def compiled_pack(parts: Mapping[str, object]) -> Pack:
    """Return a pack of one municipality around some criteria and care forms."""
    words = {"sv": "ord", "en": "word"}
    place = {"code": "0001", "name": "x", "county": "x", "pack": "p", "area": "all", "basis": "x"}
    team = {
        "id": "team",
        "name": words,
        "offers": ("ward",),
        "catchment": {"areas": ("all",)},
        "hours": {"stated": False},
        "source": {"document": "plan", "section": words},
        "basis": "source",
    }
    return Pack.model_validate(
        {
            "id": "p",
            "name": words,
            "version": "1",
            "about": words,
            "areas": ({"id": "all", "name": words},),
            "teams": (team,),
            "municipalities": (place,),
            **parts,
        }
    )


@pytest.mark.parametrize(
    ("changes", "standing", "verdict"),
    [
        ({}, Standing.ACCEPTED, Verdict.ACCEPTED),
        ({"expires": "2026-11-21"}, Standing.EXPIRED, Verdict.FAILS),
        ({"expires": "2026-11-22"}, Standing.ACCEPTED, Verdict.ACCEPTED),
        ({"region": "0123456789abcdef"}, Standing.CHANGED, Verdict.FAILS),
    ],
)
def test_an_accepted_finding_counts_for_its_time_and_its_patients(
    changes: dict[str, str], standing: Standing, verdict: Verdict
) -> None:
    compiled = _unequal()
    first = verify(compiled, TODAY)
    assert [one.kind for one in first.proofs if one.findings] == [Property.EQUAL_TREATMENT]
    assert not first.passes
    accepted = accepted_for(first, **changes)
    again = verify(
        edited(compiled, lambda stated: stated.__setitem__("accepted", (accepted,))), TODAY
    )
    proof = next(one for one in again.proofs if one.kind is Property.EQUAL_TREATMENT)
    assert [finding.standing for finding in proof.findings] == [standing]
    assert proof.verdict is verdict
    assert again.passes is (verdict is Verdict.ACCEPTED)


def test_an_accepted_finding_comes_back_when_its_patients_change_and_only_then() -> None:
    compiled = _unequal()
    accepted = accepted_for(verify(compiled, TODAY))

    def with_rule(rule: object) -> Standing:
        def change(stated: dict[str, Any]) -> None:
            stated["accepted"] = (accepted,)
            stated["criteria"][1]["when"] = rule

        proofs = verify(edited(compiled, change), TODAY).proofs
        return next(
            finding.standing
            for proof in proofs
            for finding in proof.findings
            if finding.kind is Property.EQUAL_TREATMENT
        )

    same = {"not": {"not": {"fact": "place", "in": ("ward",)}}}
    assert with_rule(same) is Standing.ACCEPTED
    more = {"fact": "place", "in": ("ward", "other")}
    assert with_rule(more) is Standing.CHANGED


def test_a_criterion_called_as_a_derived_fact_is_told_apart_from_it() -> None:
    derived = {"derived": "complex_need"}
    severe = {"all": (derived, {"fact": "pain", "gte": 3})}

    def repeated(stated: dict[str, Any]) -> None:
        stated["criteria"][1]["when"] = {"any": (derived, severe)}

    compiled = edited(Catalogue().compiled("norrbotten"), repeated)
    assert compiled.pack.criteria[1].id in compiled.vocabulary.definition
    verification = verify(compiled, TODAY)
    findings = found(verification, Property.DECIDES)
    assert set(findings) == {f"complex_need.any[1].all[{number}]" for number in (0, 1)}
    for language in ("sv", "en"):
        told = proof_words(verification, compiled.pack, compiled.vocabulary, language)
        assert all(one.text for proof in told for one in proof.findings)


def test_a_part_of_a_derived_fact_that_never_decides_has_a_name_of_its_own() -> None:
    compiled = Catalogue().compiled("norrbotten")
    stated = compiled.vocabulary.model_dump(by_alias=True)
    need = next(one for one in stated["derived"] if one["id"] == "complex_need")
    idle = {"all": (need["when"], {"fact": "pain", "gte": 3})}
    need["when"] = {"any": (need["when"], idle)}
    compiled = replace(compiled, vocabulary=Vocabulary.model_validate(stated))
    verification = verify(compiled, TODAY)
    names = set(found(verification, Property.DECIDES))
    assert "/complex_need.any[1].all[1]" in names
    told = proof_words(verification, compiled.pack, compiled.vocabulary, "en")
    texts = [one.text for proof in told for one in proof.findings if one.id.endswith(".all[1]")]
    assert texts
    assert all("omplex" in text for text in texts)


def test_a_form_that_only_curable_disease_leads_to_is_nobodys() -> None:
    def turned(stated: dict[str, Any]) -> None:
        stated["criteria"][0]["when"] = {"fact": "incurable", "is": False}

    findings = found(verify(edited(_unequal(), turned), TODAY), Property.REACHABLE)
    assert {"ward", "home"} <= set(findings)
    assert all(one.patients == () and one.values == () for one in findings.values())


def test_what_is_accepted_but_no_longer_found_is_remarked() -> None:
    compiled = _unequal()
    accepted = accepted_for(verify(compiled, TODAY), finding="complete/ladder")
    again = verify(
        edited(compiled, lambda stated: stated.__setitem__("accepted", (accepted,))), TODAY
    )
    assert again.remarks["without_finding"] == ("complete/ladder",)


def test_past_the_cap_nothing_counts_as_proved() -> None:
    capped = verify(_unequal(), TODAY, cap=4)
    open_still = {proof.kind for proof in capped.proofs if proof.verdict is Verdict.NOT_PROVEN}
    # Who is served needs the teams alone, and those fit.
    assert open_still == set(Property) - {Property.SERVED}
    assert not any(
        proof.over or proof.findings for proof in capped.proofs if proof.kind in open_still
    )
    assert not capped.passes


def test_one_more_of_several_is_a_step_from_every_set() -> None:
    # Adding "a" to ("b",) gives a set that the rules do not tell from ("a",) alone.
    rule = {"not": {"any": ({"fact": "pump", "empty": True}, {"fact": "pump", "includes": "a"})}}

    def change(stated: dict[str, Any]) -> None:
        stated["criteria"][1]["when"] = rule

    findings = found(verify(edited(_unequal(), change), TODAY), Property.MONOTONE_LEVEL)

    assert [one.facts["pump"] for one in findings["pump"].patients] == [("b",), ("a", "b")]


def test_ages_beside_the_border_are_shown() -> None:
    # 17 and 18, not 0 and 18: the nearest patients are the ones that a reader understands.
    catalogue_pack = Catalogue().compiled("vastra")
    finding = found(verify(catalogue_pack, TODAY), Property.EQUAL_TREATMENT)["age_years"]
    assert [one.facts["age_years"] for one in finding.patients] == [17, 18]
    assert finding.values == ("18",)


@settings(deadline=None, max_examples=examples(30))
@given(directed_packs(), st.data())
def test_an_example_leaves_out_only_what_does_not_matter(
    compiled: CompiledPack, data: st.DataObject
) -> None:
    for proof in verify(compiled, TODAY).proofs:
        for finding in proof.findings:
            for example in finding.patients:
                assert set(example.telling) <= set(example.facts)
                same = data.draw(st.sampled_from(like(example)))
                if example.indicated is not None:
                    assert indicated(compiled, same) == example.indicated
                if example.urgency is not None and "flags" not in example.facts:
                    assert example.urgency in (urgency(compiled, same), "now")
