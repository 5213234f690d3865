"""The referral letter's content, from a case and its recommendation. Pure: no files, no clock.

Knows what a receiving team needs and in which order. Knows nothing of paper or screens.
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from triage.core.compiled import CompiledPack
from triage.core.hours import Opening
from triage.core.people import Patient
from triage.core.recommendation import Recommendation
from triage.core.vocabulary import Facts
from triage.referral import asked, criteria, red_flags, request
from triage.referral.conditions import to_do
from triage.referral.grounds import grounds, intended_purpose, pack_line, pack_warnings
from triage.referral.lacking import lacks
from triage.referral.letter import Number, PassedOn, Planned, Referral, Signed
from triage.referral.material import Material
from triage.referral.notes import NOTE_FIELDS, OVERRIDE_REASONS, PURPOSES
from triage.referral.persons import patient_line, patient_section, sender_section
from triage.referral.protection import cleared
from triage.referral.short import short
from triage.referral.stated import stated
from triage.referral.whole_texts import beginning, whole_texts

__all__ = [
    "NOTE_FIELDS",
    "OVERRIDE_REASONS",
    "PURPOSES",
    "Number",
    "PassedOn",
    "Planned",
    "Referral",
    "Signed",
    "referral",
]

_NONE_RATED: Mapping[str, datetime] = MappingProxyType({})
_NOTHING_PLANNED: Mapping[str, Planned] = MappingProxyType({})


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
    planned: Mapping[str, Planned] = _NOTHING_PLANNED,
    number: Number | None = None,
    passed_on: PassedOn | None = None,
    reassessed: date | None = None,
    anchor: str = "",
) -> Referral:
    """Write the letter.

    Without `signed` it is a draft and says so. `at` (aware) is when it is printed or was
    signed, `opening` how the receiving team stands then, `rated` when each symptom was
    answered, as far as that is known. `planned` says who sees to which prerequisite and by
    when, `number` how the receiving team is reached, `passed_on` who reads it instead,
    `reassessed` the day of the decision that
    a reassessment began from, `anchor` where the access log stood.
    """
    given = Material(
        compiled=compiled,
        weighing=recommendation.weighing,
        next_questions=recommendation.next_questions,
        patient=patient,
        facts=facts,
        notes=notes,
        signed=signed,
        language=language,
        at=at,
        app_version=app_version,
        opening=opening,
        rated=rated,
        planned=planned,
        number=number,
        passed_on=passed_on,
        reassessed=reassessed,
    )
    material = cleared(given)
    _ = material.say
    todo = to_do(material)
    return Referral(
        language=language,
        title=_("Remiss, palliativ vård"),
        draft="" if signed is not None else _("UTKAST – inte signerat"),
        patient=patient_line(material),
        headline=asked.headline(material),
        asked=asked.asked(material),
        alarm=red_flags.alarm(material),
        request=request.request(material),
        worry=beginning(material, _("Oroar mest"), material.note("worry") or _("Ej angivet")),
        front=(
            *([todo] if todo.lines else []),
            patient_section(material),
            sender_section(material),
            *stated(material),
        ),
        whole=whole_texts(material),
        trace_title=_("Kriterier och underlag"),
        trace_lead=criteria.lead(material),
        trace=(*criteria.trace(material), grounds(material)),
        intended_purpose=intended_purpose(material),
        pack=pack_line(material),
        log=_("Åtkomstloggens ankare: {anchor}").format(anchor=anchor) if anchor else "",
        page=_("Sida {page} av {pages}"),
        replaced=_("Tecken som inte kan skrivas ut står som \ufffd: {characters}"),
        lacks=lacks(given),  # the sender's own list, never printed
        short=short(material),
        warnings=_warnings(material),
        doubt=asked.doubt(material),
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
