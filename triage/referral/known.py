"""What the checklist already tells of a free text's subject, so that nobody writes it twice.

It stands beside the field where the text is written; the letter has the answers under its own
titles. Nothing is concluded here: each answer keeps its own words, not known is said, and an
unanswered question says nothing.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from triage.answer_words import answer_words
from triage.core.compiled import CompiledPack
from triage.core.vocabulary import Facts, ScoreFact, SetFact, Vocabulary

SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "worry": ("red_flags", "complex_symptom_picture", "unrelieved_by_general_care"),
        "purpose": ("advice_requested", "time_limited_intervention_requested"),
        "target_reason": ("rapid_deterioration", "crisis_onset", "last_days_of_life"),
        "intervention_task": ("advanced_interventions", "time_limited_intervention_requested"),
        "intervention_responsible": ("other_provider_stays_responsible",),
        "where_now": ("current_care_setting",),
        "diagnosis_course": (
            "diagnosis_group",
            "incurable_progressive_disease",
            "rapid_deterioration",
            "crisis_onset",
        ),
        "symptoms_tried": ("unrelieved_by_general_care", "expected_specialist_symptom_needs"),
        "function": ("ecog",),
        "expected_time": ("limited_life_expectancy", "last_days_of_life"),
        "knows": ("patient_informed", "preferred_place_of_care"),
        "conversations": ("breakpoint_conversation",),
        "decisions": ("treatment_limitation_decided",),
        "consent_basis": ("consent_to_referral",),
        "family": (
            "psychosocial_factors",
            "psychosocial_needs_specialised_care",
            "next_of_kin_support_offered",
            "home_care_feasible",
        ),
        "children": ("psychosocial_factors",),
        "drugs_devices": ("advanced_interventions",),
        "home_care": (
            "enrolled_in_municipal_home_care",
            "individual_plan",
            "sip_offered",
            "prn_opioid_injection",
            "prn_anxiolytic_injection",
        ),
    }
)
"""The questions that belong to a field's subject; a field without any is not here."""

_SEVERE: Final = 3  # a score from which a symptom is a worry
_ONLY: Final = MappingProxyType({"children": ("psychosocial_factors", "minor_children")})
"""Fields that one member of a set tells of, and its other members do not."""


def known(field: str, facts: Facts, compiled: CompiledPack, language: str) -> str:
    """Return what the checklist tells of a field's subject, in words; empty where nothing.

    `facts` are the answers as they were parsed. Symptom scores belong to what was tried, worst
    first: "Smärta 3, svår · Illamående 2, måttlig".
    """
    vocabulary = compiled.vocabulary
    if field in _ONLY:
        return _member(vocabulary, *_ONLY[field], facts, language)
    parts = []
    if field == "symptoms_tried":
        parts.append(" · ".join(_scored(vocabulary, facts, 1, language)))
    elif field == "worry":
        parts.append(" · ".join(_scored(vocabulary, facts, _SEVERE, language)))
    parts.extend(_answers(vocabulary, SUBJECTS.get(field, ()), facts, language))
    return " · ".join(part for part in parts if part)


def _answers(
    vocabulary: Vocabulary, names: Iterable[str], facts: Facts, language: str
) -> Iterable[str]:
    for name in names:
        fact = vocabulary.fact.get(name)
        if fact is None or name not in facts:
            continue
        words = answer_words(vocabulary, name, facts[name], language)
        if isinstance(fact, SetFact) and facts[name] == ():
            yield words  # "Inga larmtecken" needs no label before it
        else:
            yield f"{fact.label[language]}: {words}"


def _scored(vocabulary: Vocabulary, facts: Facts, least: int, language: str) -> Iterable[str]:
    scores = {
        fact.id: value
        for fact in vocabulary.facts
        if isinstance(fact, ScoreFact) and isinstance(value := facts.get(fact.id), int)
    }
    for name in sorted(scores, key=lambda one: -scores[one]):
        if scores[name] >= least:
            label = vocabulary.fact[name].label[language]
            yield f"{label} {answer_words(vocabulary, name, scores[name], language)}"


def _member(vocabulary: Vocabulary, name: str, member: str, facts: Facts, language: str) -> str:
    fact, value = vocabulary.fact.get(name), facts.get(name)
    if not isinstance(fact, SetFact) or not isinstance(value, tuple) or member not in value:
        return ""
    return fact.names[member][language]
