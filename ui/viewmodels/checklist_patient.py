"""Who a case is about, as far as a screen may show it."""

from typing import Final

from triage.core.place import MUNICIPALITY
from triage.core.vocabulary import NOT_KNOWN, Facts
from triage.right_to_left import in_a_row
from triage.services import Patient
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_words import shown_number

AGE: Final = "age_years"
"""The fact that follows from a number that tells it."""


def patient_line(patient: Patient, facts: Facts, desk: Desk) -> str:
    """Return name, number, age and municipality in one line.

    It stands on every page about a case, against mistaking one patient for another. Of a
    protected patient only the alias tells who it is: it stands for no identity.
    """
    _ = desk.translate
    if patient.protected:
        return " · ".join(filter(None, (_("Skyddade personuppgifter"), patient.alias)))
    age = facts.get(AGE)
    place = desk.workplace.catalogue.municipalities.get(str(facts.get(MUNICIPALITY)))
    return in_a_row(
        patient.name or patient.alias,
        shown_number(patient.number) if patient.number else "",
        "" if age is None or age == NOT_KNOWN else _("{years} år").format(years=age),
        "" if place is None else place.name,
    )
