"""What a case file may add for the letter: who the patient is, and the free texts."""

from collections.abc import Mapping
from datetime import date

from triage.cli.bounded_json import Place
from triage.cli.findings import Findings, kind_of
from triage.core.people import Patient

PATIENT_KEYS = ("name", "number", "alias", "protected")

Named = str | int | None


def read_patient(
    found: Findings, place: Place, value: object, case_id: Named, today: date
) -> Patient:
    """Return who the patient is; without a word on that, an alias: the case's id.

    `today` dates identity numbers that are written without their century.
    """
    nobody = Patient("alias", None, "", alias="" if case_id is None else str(case_id))
    if value is None:
        return nobody
    if not isinstance(value, dict):
        found.wrong(place, f"expected an object, got {kind_of(value)}")
        return nobody
    found.unknown_keys(place, value, PATIENT_KEYS)
    protected = value.get("protected")
    if protected is not None and not isinstance(protected, bool):
        found.wrong((*place, "protected"), f"expected true or false, got {kind_of(protected)}")
    name, number, alias = (
        "" if value.get(key) is None else found.text((*place, key), value[key])
        for key in ("name", "number", "alias")
    )
    kind, checked = _number(found, (*place, "number"), number, today)
    if checked is None and not alias:
        alias = nobody.alias
    return Patient(kind, checked, name, alias, protected is True)


def read_notes(found: Findings, place: Place, value: object) -> Mapping[str, str]:
    """Return the letter's free texts by field."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        found.wrong(place, f"expected an object of texts, got {kind_of(value)}")
        return {}
    from triage.referral.notes import NOTE_FIELDS, PURPOSES  # noqa: PLC0415 - few cases have notes

    fields = tuple(one.id for one in NOTE_FIELDS)
    found.unknown_keys(place, value, fields)
    notes = {key: found.text((*place, key), text) for key, text in value.items() if key in fields}
    purposes = tuple(PURPOSES)
    if notes.get("purpose") and notes["purpose"] not in purposes:
        found.wrong((*place, "purpose"), f"expected one of {', '.join(purposes)}")
    return notes


def _number(found: Findings, place: Place, text: str, today: date) -> tuple[str, str | None]:
    """Return the kind of an identity number and its twelve characters."""
    if not text:
        return "alias", None
    from triage.core.identity import (  # noqa: PLC0415 - most cases carry no number
        IDENTITY_ADVICE,
        IdentityError,
        parse_identity,
    )

    try:
        known = parse_identity(text, today)
    except IdentityError as error:
        found.wrong(place, IDENTITY_ADVICE[error.code][1])
        return "alias", None
    return str(known.kind), known.number
