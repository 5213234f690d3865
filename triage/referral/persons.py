"""Who the letter is about, and who sends it."""

from triage.core.identity import IdentityKind, IdentityNumber, display, masked
from triage.referral.letter import Line, Section
from triage.referral.material import Material
from triage.referral.notes import NOTE_FIELDS
from triage.referral.protection import WITHHELD_FACTS
from triage.referral.stated import not_stated
from triage.right_to_left import in_a_row


def patient_line(material: Material) -> str:
    """Return who it is about, as it stands on every page."""
    _ = material.say
    patient = material.patient
    if patient.protected:
        return " · ".join((_("Skyddade personuppgifter – kontakta avsändaren"), _number(material)))
    alias = _("Alias {alias}").format(alias=patient.alias) if patient.alias else ""
    return in_a_row(patient.name.strip() or alias, _number(material))


def _number(material: Material) -> str:
    _ = material.say
    patient = material.patient
    if patient.number is None:
        if patient.protected and patient.alias:
            return _("Alias {alias}").format(alias=patient.alias)
        return _("utan identitetsnummer")
    number = IdentityNumber(IdentityKind(patient.kind), patient.number)
    return masked(number) if patient.protected else display(number)


def _kind(material: Material) -> str:
    _ = material.say
    if material.patient.protected:
        return _("Identitet")  # some kinds are of one region
    return {
        "personnummer": _("Personnummer"),
        "samordningsnummer": _("Samordningsnummer"),
        "reserve_national": _("Nationellt reservnummer"),
        "reserve_stockholm": _("Reservnummer, Region Stockholm"),
        "reserve_vastra_gotaland": _("Reservnummer, Västra Götaland"),
    }.get(material.patient.kind, _("Identitet"))


def patient_section(material: Material) -> Section:
    """Return the patient: identity, where, how to reach; nothing of it when protected."""
    _ = material.say
    patient = material.patient
    lines = []
    if patient.number is not None or not patient.alias:
        lines.append(Line(_kind(material), _number(material), brief=True))
    if patient.name.strip():
        lines.insert(0, Line(_("Namn"), patient.name.strip(), brief=True))
    if patient.alias:
        lines.append(Line(_("Alias"), patient.alias, brief=True))
    missing = []
    withheld_here = WITHHELD_FACTS if patient.protected else frozenset()
    for fact in ("age_years", "municipality", "city_area", "current_care_setting"):
        when = material.compiled.asked_when.get(fact)
        if fact in withheld_here or (when is not None and fact not in material.facts):
            continue
        if fact not in material.facts:
            missing.append(material.label(fact))
        else:
            known = material.answered(fact)
            text = material.answer(fact) if known else _("ej känt")
            lines.append(Line(material.label(fact), text, brief=True))
    fields = {field.id: _(field.label) for field in NOTE_FIELDS}
    asked = ("interpreter",) if patient.protected else ("interpreter", "where_now", "telephone")
    for name in asked:
        if material.note(name):
            lines.append(Line(fields[name], material.note(name), brief=True))
        else:
            missing.append(fields[name])
    if patient.protected:
        text = _("Skyddade personuppgifter – kontakta avsändaren om vem, var och närstående.")
        lines.append(Line("", text, mark="!"))
    return Section(_("Patient"), tuple(lines), not_stated(material, missing))


def signature(material: Material) -> str:
    """Return who signed, and when; empty for a draft."""
    if material.signed is None:
        return ""
    author = material.signed.author
    who = ", ".join(part for part in (author.name, author.role, author.unit) if part)
    _ = material.say
    text = _("{who}, {time}")
    return text.format(who=who, time=material.moment(material.signed.signed_at))


def sender_line(material: Material) -> Line:
    """Return who asks and on which number they answer, as it stands beside the receiver."""
    _ = material.say
    signed, telephone = material.signed, material.note("sender_telephone")
    author = None if signed is None else signed.author
    named = () if author is None else (author.name, author.role, author.unit)
    who = ", ".join(part for part in named if part) or _("Ej signerat")
    number = _("telefon {number}").format(number=telephone) if telephone else ""
    return Line(_("Från"), " · ".join(part for part in (who, number) if part))


def sender_section(material: Material) -> Section:
    """Return who signed, and who is responsible; the number stands beside the receiver."""
    _ = material.say
    signed = material.signed
    lines: list[Line] = []
    missing: list[str] = []
    if signed is None:
        missing.append(_("Avsändare (ej signerat)"))
    else:
        author = signed.author
        lines.append(Line(_("Signerat"), signature(material), brief=True))
        if author.hsa_id:
            lines.append(Line(_("HSA-id"), author.hsa_id, brief=True))
        else:
            missing.append(_("HSA-id"))
    fields = {field.id: _(field.label) for field in NOTE_FIELDS}
    if not material.note("sender_telephone"):
        missing.append(fields["sender_telephone"])
    if material.note("responsible_physician"):
        text = material.note("responsible_physician")
        lines.append(Line(fields["responsible_physician"], text, brief=True))
    else:
        missing.append(fields["responsible_physician"])
    return Section(_("Avsändare"), tuple(lines), not_stated(material, missing))
