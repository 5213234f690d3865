"""The patients for whom a leaf or a form decides, against plain enumeration of them all."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.small_packs import (
    DOMAINS,
    FORMS,
    SOURCE,
    VOCABULARY,
    WORDS,
    completions,
    holds,
    offered_at,
    packs,
)
from tests.core.small_packs import rules as small_rules
from tests.thoroughness import examples
from triage.core.compiled import CompiledPack
from triage.core.deciding import Deciding
from triage.core.diagram_store import DiagramTooLargeError
from triage.core.duties import Duty, Kind, Reason, Way, duties
from triage.core.leaves import part_at, rules_of
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.pack import Pack
from triage.core.rules import All as AllOf
from triage.core.rules import Any_ as AnyOf
from triage.core.rules import AtLeast, Derived, Not, Rule
from triage.core.vocabulary import Answer
from triage.packs.catalogue import Catalogue

CATALOGUE = Catalogue()
Patient = Mapping[str, Answer]


@st.composite
def whole_packs(draw: st.DrawFn) -> CompiledPack:
    """Return a small pack that also has a parallel offer and a prerequisite."""
    values: dict[str, Any] = draw(packs()).pack.model_dump(by_alias=True)
    stated = {"text": WORDS, "source": SOURCE, "basis": "source"}
    values["criteria"] += ({"id": "wanted", "when": draw(small_rules), **stated},)
    values["parallel"] = (
        {"id": "visit", "criteria": {"all": ("wanted",)}, "also_curable": draw(st.booleans())},
    )
    when: dict[str, object] = {"fact": "consent", "is": "given"}
    if draw(st.booleans()):
        when = {"any": (when, draw(small_rules))}
    values["prerequisites"] = (
        {"id": "asked", "todo": WORDS, "owner": WORDS, "when": when}
        | {"source": SOURCE, "basis": "source"},
    )
    asking = draw(st.sets(st.sampled_from(FORMS), min_size=1))
    for form in values["care_forms"]:
        form["prerequisites"] = ("asked",) if form["id"] in asking else ()
    return CompiledPack(Pack.model_validate(values), VOCABULARY, "sha256:whole")


def changed(rule: Rule, path: tuple[str | int, ...], value: bool, patient: Patient) -> bool:
    """Evaluate a rule with one part replaced, as plainly as can be."""
    if not path:
        return value
    match rule:
        case AllOf(all=inner) | AnyOf(any=inner) | AtLeast(of=inner):
            each = [
                changed(part, path[2:], value, patient)
                if number == path[1]
                else holds(part, patient)
                for number, part in enumerate(inner)
            ]
            if isinstance(rule, AtLeast):
                return sum(each) >= rule.at_least
            return all(each) if isinstance(rule, AllOf) else any(each)
        case Not(not_=part):
            return not changed(part, path[1:], value, patient)
        case Derived(derived=name):
            return changed(VOCABULARY.definition[name].when, path[1:], value, patient)
        case _:
            raise AssertionError(rule)


def criteria_of(compiled: CompiledPack, patient: Patient) -> dict[str, bool]:
    return {one.id: holds(one.when, patient) for one in compiled.pack.criteria}


def comes_to(
    compiled: CompiledPack, patient: Patient, criteria: Mapping[str, bool]
) -> tuple[str | None, tuple[str, ...]]:
    """Return the indicated form and what is offered beside it."""
    palliative = patient["incurable"] is True
    beside = tuple(
        one.id
        for one in compiled.pack.parallel
        if (palliative or one.also_curable)
        and all(criteria[name] for name in one.criteria.criteria)
    )
    if not palliative:
        return NOT_PALLIATIVE, beside
    for form in compiled.pack.care_forms:
        if all(
            (all if part.all else any)(criteria[name] for name in part.criteria)
            for _, part in form.admission
        ):
            return form.id, beside
    return None, beside


def recommended(compiled: CompiledPack, patient: Patient) -> str | None:
    indicated, _ = comes_to(compiled, patient, criteria_of(compiled, patient))
    if indicated is None or indicated == NOT_PALLIATIVE:
        return indicated
    if patient["consent"] == "declined":
        return "general"
    route = (indicated, *compiled.pack.care_form[indicated].fallback, "general")
    return next(form for form in route if offered_at(compiled, form, patient["municipality"]))


def urgency(compiled: CompiledPack, patient: Patient) -> str:
    """Return the class; need counts for it whatever the disease."""
    if patient["flags"]:
        return "now"
    criteria = criteria_of(compiled, patient)
    specialised = any(
        (all if part.all else any)(criteria[name] for name in part.criteria)
        and criteria["incurable"]
        for form in compiled.pack.care_forms[:-1]
        for name_of, part in form.admission
        if name_of == "need"
    )
    return "soon" if holds(Derived(derived="severe"), patient) or specialised else "planned"


def shows(compiled: CompiledPack, duty: Duty, patient: Patient) -> bool:
    """Say whether a fully answered patient shows a duty, by plain reading."""
    criteria = criteria_of(compiled, patient)
    indicated, beside = comes_to(compiled, patient, criteria)
    form = recommended(compiled, patient)
    if duty.leaf is not None:
        rule = rules_of(compiled.pack)[duty.leaf.owner]
        leaf = part_at(rule, duty.leaf.path, VOCABULARY.definition)
        if holds(leaf, patient) is not (duty.way is Way.MET):
            return False
        if duty.value is not None and patient[str(duty.fact)] != duty.value:
            # Values that no rule tells apart are alike: the boundary stands for its cell.
            cells = Deciding(compiled).outcomes
            found = cells.cells[cells.level[str(duty.fact)]]
            if found.of(patient[str(duty.fact)]) != found.of(duty.value):
                return False
        now = changed(rule, duty.leaf.path, duty.way is Way.FAILING, patient)
        if duty.leaf.owner == "asked":
            asks = form in compiled.pack.care_form and (
                "asked" in compiled.pack.care_form[str(form)].prerequisites
            )
            return asks and now is not holds(rule, patient)
        return (indicated, beside) != comes_to(
            compiled, patient, {**criteria, duty.leaf.owner: now}
        )
    match duty.way:
        case Way.INDICATED:
            return indicated == duty.subject
        case Way.RECOMMENDED:
            return form == duty.subject
        case Way.GAP:
            here = patient["municipality"]
            return indicated == duty.subject and not offered_at(compiled, duty.subject, here)
        case Way.OFFERED:
            return duty.subject in beside
        case Way.STANDING | Way.SETTLED:
            if form not in compiled.pack.care_form:
                return False
            asks = "asked" in compiled.pack.care_form[str(form)].prerequisites
            met = holds(compiled.pack.prerequisite["asked"].when, patient)
            return asks and met is (duty.way is Way.SETTLED)
        case _:
            return urgency(compiled, patient) == duty.subject


@st.composite
def patients(draw: st.DrawFn) -> Patient:
    some = {name: draw(st.sampled_from(values)) for name, values in DOMAINS.items()}
    some["consent"] = draw(st.sampled_from(["given", "declined"]))
    some["flags"] = draw(st.sampled_from([(), ("bleeding",)]))
    return some


def inside(deciding: Deciding, duty: Duty, patient: Patient) -> bool:
    cells = deciding.outcomes.cells
    answers = {level: one.of(patient[one.fact]) for level, one in enumerate(cells)}
    (found,) = deciding.outcomes.diagram.outcomes(deciding.region(duty), answers)
    return found is True


@settings(max_examples=examples(60), deadline=None)
@given(whole_packs(), st.lists(patients(), min_size=3, max_size=3))
def test_a_region_holds_just_those_who_show_it(compiled: CompiledPack, some: list[Patient]) -> None:
    deciding = Deciding(compiled)
    for duty in duties(compiled.pack, VOCABULARY):
        for patient in some:
            assert inside(deciding, duty, patient) is shows(compiled, duty, patient), duty.id


@settings(max_examples=examples(12), deadline=None)
@given(whole_packs(), st.data())
def test_what_is_impossible_no_patient_at_all_shows(
    compiled: CompiledPack, data: st.DataObject
) -> None:
    deciding = Deciding(compiled)
    never = [
        duty
        for duty in duties(compiled.pack, VOCABULARY)
        if duty.leaf is not None and deciding.impossible(duty) is not None
    ]
    for duty in never and [data.draw(st.sampled_from(never))]:
        for consent in ("given", "declined"):
            for patient in completions({"municipality": "0001"}):
                whole = {**patient, "consent": consent, "flags": ()}
                assert not shows(compiled, duty, whole), duty.id


@pytest.mark.parametrize(
    ("pack", "duty", "reason", "forms"),
    [
        ("skane", "leaf:incurable_disease:failing", Reason.SCOPE, ()),
        (
            "skane",
            "leaf:complex_need/complex_need.any[0]:met",
            Reason.CAUGHT,
            ("palliative_ward", "asih", "palliative_team"),
        ),
        ("vastra", "threshold:adult=17:failing", Reason.CAUGHT, ("paediatric_support",)),
        ("vastra", "leaf:enrolled_in_municipal_home_care:met", Reason.SWITCHED_OFF, ()),
        ("vasternorrland", "form:palliative_team:recommended", Reason.NOWHERE, ()),
        ("skane", "form:asih:gap", Reason.EVERYWHERE, ()),
    ],
)
def test_what_cannot_be_shown_has_its_reason(
    pack: str, duty: str, reason: Reason, forms: tuple[str, ...]
) -> None:
    compiled = CATALOGUE.compiled(pack)
    (wanted,) = (one for one in duties(compiled.pack, compiled.vocabulary) if one.id == duty)

    why = Deciding(compiled).impossible(wanted)

    assert why is not None
    assert (why.reason, why.forms) == (reason, forms)


def test_a_prerequisite_that_is_switched_on_can_be_shown() -> None:
    compiled = replace(
        CATALOGUE.compiled("vastra"), switched_on=frozenset({"enrolled_in_municipal_home_care"})
    )
    standing = Duty(Kind.PREREQUISITE, "enrolled_in_municipal_home_care", Way.STANDING)

    assert Deciding(compiled).impossible(standing) is None


def _skane(**parts: object) -> CompiledPack:
    compiled = CATALOGUE.compiled("skane")
    values = compiled.pack.model_dump(by_alias=True)
    values["criteria"] = tuple(
        {**one, "when": parts.get(one["id"], one["when"])} for one in values["criteria"]
    )
    return CompiledPack(Pack.model_validate(values), compiled.vocabulary, "sha256:changed")


@pytest.mark.parametrize(
    ("owner", "when", "leaf", "reason"),
    [
        (
            "part_of_team",
            {
                "any": (
                    {"fact": "needs_part_of_team"},
                    {"all": ({"fact": "needs_part_of_team"}, {"fact": "pain", "gte": 3})},
                )
            },
            "part_of_team.any[1].all[1]",
            Reason.IN_RULE,
        ),
        ("part_of_team", {"fact": "complex_symptom_picture"}, "part_of_team", Reason.IN_FORM),
    ],
)
def test_a_part_that_never_decides_is_told_from_the_inside_out(
    owner: str, when: dict[str, object], leaf: str, reason: Reason
) -> None:
    compiled = _skane(**{owner: when})
    wanted = next(
        one
        for one in duties(compiled.pack, compiled.vocabulary)
        if one.subject == leaf and one.way is Way.MET
    )

    why = Deciding(compiled).impossible(wanted)

    assert why is not None
    assert why.reason is reason


def test_a_threshold_that_decides_only_further_in_says_so() -> None:
    # At 2 the first comparison fails, so the second cannot matter there; at 3 and 4 it does.
    when = {"all": ({"fact": "pain", "gte": 3}, {"fact": "pain", "gte": 2})}
    compiled = _skane(part_of_team=when)
    at = {one.id: one for one in duties(compiled.pack, compiled.vocabulary)}
    deciding = Deciding(compiled)

    why = deciding.impossible(at["threshold:part_of_team.all[1]=2:met"])

    assert deciding.impossible(at["leaf:part_of_team.all[1]:met"]) is None
    assert why is not None
    assert why.reason is Reason.BOUNDARY


def test_past_the_cap_nothing_is_claimed() -> None:
    compiled = CATALOGUE.compiled("skane")
    deciding = Deciding(compiled, cap=40)
    duty = Duty(Kind.FORM, "palliative_ward", Way.INDICATED)

    with pytest.raises(DiagramTooLargeError):
        deciding.impossible(duty)
