"""The referral letter's content, from a case and its recommendation. Pure: no files, no clock.

Knows what a receiving team needs and in which order. Knows nothing of paper or screens.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from triage.core.compiled import CompiledPack
from triage.core.hours import Opening
from triage.core.people import Patient
from triage.core.recommendation import Recommendation
from triage.core.vocabulary import Facts
from triage.referral import criteria, request
from triage.referral.conditions import to_do
from triage.referral.grounds import grounds, intended_purpose, pack_line, pack_warnings
from triage.referral.letter import Line, Referral, Signed
from triage.referral.material import Material
from triage.referral.notes import NOTE_FIELDS, OVERRIDE_REASONS, PURPOSES
from triage.referral.persons import patient_line, patient_section, sender_section
from triage.referral.protection import WITHHELD_FACTS, struck_out, withheld
from triage.referral.stated import stated

__all__ = ["NOTE_FIELDS", "OVERRIDE_REASONS", "PURPOSES", "Referral", "Signed", "referral"]

_NONE_RATED: Mapping[str, datetime] = MappingProxyType({})


def referral(
    compiled: CompiledPack,
    recommendation: Recommendation,
    patient: Patient,
    facts: Facts,
    notes: Mapping[str, str],
    *,
    signed: Signed | None,
    language: str,
    at: datetime,
    app_version: str,
    opening: Opening | None,
    rated: Mapping[str, datetime] = _NONE_RATED,
) -> Referral:
    """Write the letter.

    Without `signed` it is a draft and says so. `at` (aware) is when it is printed or was
    signed, `opening` how the receiving team stands then, `rated` when each symptom was
    answered, as far as that is known.
    """
    material = _material(
        Material(
            compiled,
            recommendation.weighing,
            recommendation.next_questions,
            patient,
            facts,
            notes,
            signed,
            language,
            at,
            app_version,
            opening,
            rated,
        )
    )
    _ = material.say
    todo = to_do(material)
    return Referral(
        language=language,
        title=_("Remiss, palliativ vård"),
        draft="" if signed is not None else _("UTKAST – inte signerat"),
        patient=patient_line(material),
        headline=request.headline(material),
        alarm=request.alarm(material),
        request=request.request(material),
        worry=Line(_("Oroar mest"), material.note("worry") or _("Ej angivet")),
        front=(
            *([todo] if todo.lines else []),
            patient_section(material),
            sender_section(material),
            *stated(material),
        ),
        trace_title=_("Kriterier och underlag"),
        trace_lead=criteria.lead(material),
        trace=(*criteria.trace(material), grounds(material)),
        intended_purpose=intended_purpose(material),
        pack=pack_line(material),
        page=_("Sida {page} av {pages}"),
        replaced=_("Tecken som inte kan skrivas ut står som \ufffd: {characters}"),
        warnings=_warnings(material),
    )


def _material(raw: Material) -> Material:
    """Clear what a protected identity must not show, before any part of the letter sees it."""
    if not raw.patient.protected:
        return raw
    code = raw.facts.get("municipality")
    names = {place.code: place.name for place in raw.compiled.pack.municipalities}
    known = raw.compiled.vocabulary.fact["municipality"]
    named = getattr(known, "names", {}).get(code)
    place = names.get(str(code), "") or (named["sv"] if named is not None else "")
    signed = raw.signed
    if signed is not None and signed.override is not None:
        reason, words = signed.override
        override = (reason, struck_out(words, raw.notes, raw.patient, place))
        signed = Signed(
            signed.author, signed.form, signed.team, override, signed.signed_at, signed.revision
        )
    return Material(
        compiled=raw.compiled,
        weighing=raw.weighing,
        next_questions=raw.next_questions,
        patient=Patient(raw.patient.kind, raw.patient.number, "", raw.patient.alias, True),
        facts={fact: value for fact, value in raw.facts.items() if fact not in WITHHELD_FACTS},
        notes=withheld(raw.notes, raw.patient, place),
        signed=signed,
        language=raw.language,
        at=raw.at,
        app_version=raw.app_version,
        opening=raw.opening,
        rated=raw.rated,
    )


def _warnings(material: Material) -> tuple[str, ...]:
    _ = material.say
    found = list(pack_warnings(material))
    if not material.weighing.red_flags and not material.weighing.red_flags_checked:
        found.append(_("Larmtecken är inte kontrollerade."))
    if material.patient.protected:
        found.append(
            _("Skyddade personuppgifter: läs fritexten, så att den inte nämner namn eller plats.")
        )
    return tuple(found)
