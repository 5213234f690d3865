"""Who a case is about, as far as a screen may show it."""

from triage.core.place import MUNICIPALITY
from triage.core.vocabulary import NOT_KNOWN, Facts
from triage.services import Patient
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_words import shown_number


def patient_line(patient: Patient, facts: Facts, desk: Desk) -> str:
    """Return name, age and municipality in one line; of a protected patient only that."""
    _ = desk.translate
    if patient.protected:
        return _("Skyddade personuppgifter")
    age = facts.get("age_years")
    place = desk.workplace.catalogue.municipalities.get(str(facts.get(MUNICIPALITY)))
    parts = (
        patient.name or patient.alias or (shown_number(patient.number) if patient.number else ""),
        "" if age is None or age == NOT_KNOWN else _("{years} år").format(years=age),
        "" if place is None else place.name,
    )
    return " · ".join(part for part in parts if part)
