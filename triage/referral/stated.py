"""What is known of the patient: answers and free texts, gathered under the letter's titles.

An answer is never turned into another one: yes, no, not known and not stated stay apart.
What is not stated is named in one small line per title.
"""

from collections.abc import Iterable
from dataclasses import replace

from triage.answer_words import lowered
from triage.core.vocabulary import BoolFact, ScoreFact
from triage.referral.letter import Line, Section
from triage.referral.material import Material
from triage.referral.notes import NOTE_FIELDS
from triage.referral.protection import WITHHELD_NOTES
from triage.referral.scores import score_facts, scores
from triage.referral.whole_texts import beginning
from triage.texts import translator

_ = translator("sv")  # marks the texts for the catalogue and leaves them as they are

_ASSESSED = frozenset(
    ("mouth_assessed", "pain_scale_used", "other_symptoms_scored", "pressure_ulcer_assessed")
)
"""Answers that tell whether somebody looked. A "no" beside the name would read as a finding."""

_FEW_WORDS = 40  # characters of a free text that may share its row with the next one

CONTENTS = (
    (_("Sjukdom"), ("diagnosis_group", "diagnosis_course", "treatment",
                    "incurable_progressive_disease", "limited_life_expectancy",
                    "rapid_deterioration", "crisis_onset", "last_days_of_life")),
    (_("Symtom, 0–4"), ("complex_symptom_picture", "unrelieved_by_general_care",
                        "expected_specialist_symptom_needs", "symptoms_tried")),
    (_("Funktion"), ("ecog", "function", "expected_time")),
    (_("Samtal och vilja"), ("breakpoint_conversation", "patient_informed",
                             "preferred_place_of_care", "knows", "conversations")),
    (_("Beslut"), ("treatment_limitation_decided", "decisions")),
    (_("Samtycke"), ("consent_to_referral", "consent_basis")),
    (_("Familj och hem"), ("psychosocial_factors", "psychosocial_needs_specialised_care",
                           "next_of_kin_support_offered", "home_care_feasible", "family",
                           "children")),
    (_("Insatser"), ("advanced_interventions", "time_limited_intervention_requested",
                     "other_provider_stays_responsible", "drugs_devices", "allergies", "icd",
                     "infection")),
    (_("Vårdbehov"), ("needs_round_the_clock_team", "needs_specialised_interventions",
                      "needs_close_follow_up", "needs_specialist_physician_round_the_clock",
                      "needs_part_of_team", "needs_in_depth_assessment", "advice_requested")),
    (_("På plats"), ("enrolled_in_municipal_home_care", "individual_plan", "sip_offered",
                     "prn_opioid_injection", "prn_anxiolytic_injection", "mouth_assessed",
                     "pain_scale_used", "other_symptoms_scored", "pressure_ulcer_assessed",
                     "home_care")),
)  # fmt: skip
"""Titles with the answers and free texts under each. Symptom scores stand under symptoms."""

PLACED_ELSEWHERE = ("age_years", "municipality", "city_area", "current_care_setting", "red_flags")
"""Answers that stand in the first block and with the patient."""


def stated(material: Material) -> tuple[Section, ...]:
    """Return every section on the patient, and a last one for answers that have no title."""
    say = material.say
    sections = [_section(material, say(title), names) for title, names in CONTENTS]
    named = {name for _title, names in CONTENTS for name in names} | set(PLACED_ELSEWHERE)
    rest = [
        fact.id
        for fact in material.compiled.vocabulary.facts
        if fact.id not in named and not isinstance(fact, ScoreFact)
    ]
    if rest:
        sections.append(_section(material, say(_("Övrigt")), rest))
    return tuple(sections)


def _section(material: Material, title: str, names: Iterable[str]) -> Section:
    say = material.say
    facts = material.compiled.vocabulary.fact
    note_label = {field.id: say(field.label) for field in NOTE_FIELDS}
    coded: list[Line] = []
    free: list[Line] = []
    yes: list[str] = []
    no: list[str] = []
    done: list[str] = []
    not_done: list[str] = []
    unknown: list[str] = []
    missing: list[str] = []
    kept_back: list[str] = []
    if "symptoms_tried" in names:
        coded.extend(scores(material))
        for name in score_facts(material):
            if not material.answered(name):
                (unknown if name in material.facts else missing).append(material.label(name))
    for name in names:
        if name in note_label:
            text = material.note(name)
            if material.patient.protected and name in WITHHELD_NOTES:
                kept_back.append(note_label[name])
            elif text:
                few = len(text) <= _FEW_WORDS and "\n" not in text
                line = beginning(material, note_label[name], text)
                free.append(replace(line, brief=few))
            else:
                missing.append(note_label[name])
        elif name not in facts or not _asked(material, name):
            continue
        elif name not in material.facts:
            missing.append(material.label(name))
        elif not material.answered(name):
            unknown.append(material.label(name))
        elif isinstance(facts[name], BoolFact):
            held, failed = (done, not_done) if name in _ASSESSED else (yes, no)
            (held if material.facts[name] is True else failed).append(material.label(name))
        else:
            coded.append(Line(material.label(name), material.answer(name), brief=True))
    for word, labels in (
        (say(_("Ja")), yes),
        (say(_("Nej")), no),
        (say(_("Bedömt")), done),
        (say(_("Inte bedömt")), not_done),
        (say(_("Ej känt")), unknown),
    ):
        if labels:
            coded.append(Line(word, " · ".join(labels), brief=True))
    small = [not_stated(material, missing)]
    if kept_back:
        text = say(_("Uppges av avsändaren: {names}."))
        small.append(text.format(names=", ".join(map(lowered, kept_back))))
    return Section(title, (*coded, *free), " ".join(part for part in small if part))


def not_stated(material: Material, names: Iterable[str]) -> str:
    """Return what is not stated as one small line; empty where nothing is missing."""
    joined = ", ".join(map(lowered, names))
    text = _("Ej angivet: {names}.")
    return material.say(text).format(names=joined) if joined else ""


def _asked(material: Material, fact: str) -> bool:
    """Say whether the question concerns this patient, or was answered anyway."""
    when = material.compiled.asked_when.get(fact)
    return fact in material.facts or when is None or str(when(material.facts)) != "no"
