"""Cases that the letter's tests share: a full one, and the means to vary it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache

from triage.core.answers import parse_facts
from triage.core.hours import opening
from triage.core.people import Author, Patient
from triage.core.recommend import recommend
from triage.packs.catalogue import Catalogue
from triage.referral.content import Number, Planned, Referral, Signed, referral

AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
SAMI = "Ánne Čáhppe Đorđe Ŋ Ŧ ž å ä ö"
PATIENT = Patient("personnummer", "191212121212", SAMI)
AUTHOR = Author("Lars Öberg", "Överläkare", "Medicinkliniken", "SE0000000000-TEST")

FACTS: dict[str, object] = {
    "age_years": 71,
    "municipality": "1281",
    "current_care_setting": "hospital_ward",
    "diagnosis_group": "cancer",
    "red_flags": [],
    "incurable_progressive_disease": True,
    "limited_life_expectancy": True,
    "rapid_deterioration": True,
    "crisis_onset": False,
    "last_days_of_life": False,
    "ecog": 3,
    "breakpoint_conversation": "held",
    "patient_informed": True,
    "consent_to_referral": "given",
    "preferred_place_of_care": "home",
    "treatment_limitation_decided": True,
    "pain": 3,
    "breathlessness": 2,
    "complex_symptom_picture": True,
    "unrelieved_by_general_care": True,
    "advanced_interventions": ["drug_pump"],
    "psychosocial_factors": ["carer_exhaustion"],
    "needs_round_the_clock_team": True,
    "needs_specialised_interventions": True,
    "needs_close_follow_up": True,
    "needs_specialist_physician_round_the_clock": True,
    "needs_in_depth_assessment": False,
    "home_care_feasible": True,
    "pressure_ulcer_assessed": "unknown",
}
NOTES = {
    "worry": "Smärtan bryter igenom på nätterna.",
    "purpose": "takeover",
    "target_date": "2026-03-04",
    "where_now": "Avdelning 3, rum 12",
    "telephone": "040-12 34 56",
    "diagnosis_course": "Pankreascancer med metastaser sedan hösten.",
    "family": "Hustrun Berit och två barn.",
    "home_care": "Kungälvs hemsjukvård två gånger om dagen.",
}
KUNGALV = {"municipality": "1482"}


def never(_day: date) -> bool:
    """Say that no day is a holiday."""
    return False


@cache
def catalogue() -> Catalogue:
    """Return the project's packs, loaded once."""
    return Catalogue()


def signed(form: str, team: str | None, override: tuple[str, str] | None = None) -> Signed:
    """Return a decision by the tests' author."""
    return Signed(AUTHOR, form, team, override, AT, "3fa94c0be11277aa0000")


def letter(
    pack: str = "skane",
    facts: Mapping[str, object] = FACTS,
    notes: Mapping[str, str] = NOTES,
    *,
    patient: Patient = PATIENT,
    decision: Signed | None = None,
    at: datetime = AT,
    rated: Mapping[str, datetime] | None = None,
    planned: Mapping[str, Planned] | None = None,
    number: Number | None = None,
    reassessed: date | None = None,
) -> Referral:
    """Write the letter of a case, in Swedish."""
    compiled = catalogue().compiled(pack)
    answers, wrong = parse_facts(facts, compiled.vocabulary)
    assert not wrong
    recommendation = recommend(compiled, answers, at.date())
    team = decision.team if decision else recommendation.weighing.team
    return referral(
        compiled, recommendation, patient, answers, notes,
        signed=decision, language="sv", at=at, app_version="0.1.0", rated=rated or {},
        planned=planned or {}, number=number, reassessed=reassessed,
        opening=None if team is None else opening(compiled.pack.team[team].hours, at, never),
    )  # fmt: skip


ASIH = signed("asih", "asih")
