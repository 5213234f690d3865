"""The small packs with answers that can be worse, and every patient of theirs, weighed plainly."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from tests.core.small_packs import (
    DOMAINS,
    FORMS,
    VOCABULARY,
    admits,
    completions,
    holds,
    outcome,
    packs,
)
from triage.core.compiled import CompiledPack
from triage.core.pack import Pack
from triage.core.vocabulary import Answer, Vocabulary

Patient = Mapping[str, Answer]

WORSE = {"incurable": "yes", "need": "yes", "night": "yes", "pain": "higher", "pump": "more"}
LEVELS = {"ward": 3, "home": 2, "team": 1, "general": 0}


def _directed() -> Vocabulary:
    stated = VOCABULARY.model_dump(by_alias=True)
    for fact in stated["facts"]:
        fact["worse"] = WORSE.get(fact["id"], "undirected")
    for form in stated["care_forms"]:
        form["level"] = LEVELS[form["id"]]
    return Vocabulary.model_validate({**stated, "equal_treatment": ("place", "municipality")})


DIRECTED = _directed()
PATIENTS = tuple(completions({}))
"""Every fully answered patient of the small packs."""


@st.composite
def directed_packs(draw: st.DrawFn) -> CompiledPack:
    """Return a small pack whose ladder may also let somebody fall through."""
    compiled = replace(draw(packs()), vocabulary=DIRECTED)
    if draw(st.booleans()):
        return compiled
    stated = compiled.pack.model_dump(by_alias=True)
    stated["care_forms"][-1]["need"] = {"any": ("need_home",)}
    return replace(compiled, pack=Pack.model_validate(stated))


def edited(compiled: CompiledPack, change: Callable[[dict[str, Any]], object]) -> CompiledPack:
    """Return a copy of a pack with its plain values changed in place."""
    stated = compiled.pack.model_dump(by_alias=True)
    change(stated)
    return replace(compiled, pack=Pack.model_validate(stated))


def indicated(compiled: CompiledPack, patient: Patient) -> str | None:
    """Return the form that the need points to, by plain reading."""
    return (
        first_admitting(compiled, patient)
        if holds(compiled.vocabulary.scope, patient)
        else "not_palliative"
    )


def first_admitting(compiled: CompiledPack, patient: Patient) -> str | None:
    """Return the first form of the ladder that admits a patient."""
    return next((form for form in FORMS if admits(compiled, form, patient)), None)


def recommended(compiled: CompiledPack, patient: Patient) -> str | None:
    """Return the form that is offered in place of the indicated one."""
    found = indicated(compiled, patient)
    return found if found in (None, "not_palliative") else outcome(compiled, patient)[0]


def urgency(compiled: CompiledPack, patient: Patient) -> str:
    """Return the urgency class of a patient without red flags."""
    severe = holds(DIRECTED.definition["severe"].when, patient)
    soon = severe or any(admits(compiled, form, patient) for form in FORMS[:3])
    return "soon" if soon else "planned"


def rank(form: str | None) -> int:
    """Return how high an outcome stands."""
    if form is None:
        return -1
    return -2 if form == "not_palliative" else LEVELS[form]


def worse_than(patient: Patient, fact: str) -> Iterator[Patient]:
    """Yield the patients who have the next worse answer to one question."""
    values = DOMAINS[fact]
    for value in values:
        now = patient[fact]
        if isinstance(now, tuple) and isinstance(value, tuple):
            step = set(now) < set(value) and len(value) == len(now) + 1
        else:
            step = values.index(value) == values.index(now) + 1
        if step:
            yield {**patient, fact: value}


def seen_by(patient: Patient, facts: Mapping[str, object]) -> bool:
    """Say whether a patient gives the answers of an example."""
    return all(patient[fact] == value for fact, value in facts.items() if fact in DOMAINS)


def named(patient: Patient) -> tuple[Answer, ...]:
    """Return a patient's answers as a key."""
    return tuple(patient[fact] for fact in DOMAINS)
