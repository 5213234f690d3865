"""The referral letter's content, from a case and its recommendation. Pure: no files, no clock.

Knows what a receiving team needs and in which order. Knows nothing of paper or screens.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from triage.core.compiled import CompiledPack
from triage.core.hours import Opening
from triage.core.identity import IdentityKind, IdentityNumber, display, masked
from triage.core.people import Patient
from triage.core.recommendation import Recommendation
from triage.core.vocabulary import Facts
from triage.referral import criteria, request
from triage.referral.letter import Line, Referral, Section, Signed
from triage.referral.material import Material
from triage.referral.notes import NOTE_FIELDS, OVERRIDE_REASONS, PURPOSES
from triage.referral.protection import WITHHELD_FACTS, struck_out, withheld
from triage.referral.stated import not_stated, stated

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
            compiled, recommendation.weighing, recommendation.next_questions, patient, facts,
            notes, signed, language, at, app_version, opening, rated,
        )  # fmt: skip
    )
    _ = material.say
    todo = request.to_do(material)
    return Referral(
        language=language,
        title=_("Remiss, palliativ vård"),
        draft="" if signed is not None else _("UTKAST – inte signerat"),
        patient=_patient_line(material),
        headline=request.headline(material),
        alarm=request.alarm(material),
        request=request.request(material),
        worry=Line(_("Det som oroar mest"), material.note("worry") or _("ej angivet")),
        front=(
            *([todo] if todo.lines else []),
            _patient(material),
            _sender(material),
            *stated(material),
        ),
        trace_title=_("Kriterier och underlag"),
        trace_lead=criteria.lead(material),
        trace=(*criteria.trace(material), _basis(material)),
        intended_purpose=intended_purpose(material),
        pack=_pack_line(material),
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


def intended_purpose(material: Material) -> str:
    """Return what the program says of itself."""
    _ = material.say
    return _(
        "Vägval jämför svaren med publicerade inskrivningskriterier. Det ställer ingen diagnos och "
        "fattar inget beslut. Det är inte CE-märkt och har ingen tillverkare enligt EU:s förordning "
        "om medicintekniska produkter; i verklig vård krävs en vårdgivare som tar det ansvaret "
        "och godkänner kriterierna. Vid akut läge: ring."
    )


def _patient_line(material: Material) -> str:
    _ = material.say
    patient = material.patient
    if patient.protected:
        return f"{_('Skyddade personuppgifter – kontakta avsändaren')} · {_number(material)}"
    who = patient.name.strip() or (f"{_('Alias')} {patient.alias}" if patient.alias else "")
    return " · ".join(part for part in (who, _number(material)) if part)


def _number(material: Material) -> str:
    _ = material.say
    patient = material.patient
    if patient.number is None:
        if patient.protected and patient.alias:
            return f"{_('Alias')} {patient.alias}"
        return _("utan identitetsnummer")
    number = IdentityNumber(IdentityKind(patient.kind), patient.number)
    return masked(number) if patient.protected else display(number)


def _kind(material: Material) -> str:
    _ = material.say
    return {
        "personnummer": _("Personnummer"),
        "samordningsnummer": _("Samordningsnummer"),
        "reserve_national": _("Nationellt reservnummer"),
        "reserve_stockholm": _("Reservnummer, Region Stockholm"),
        "reserve_vastra_gotaland": _("Reservnummer, Västra Götaland"),
    }.get(material.patient.kind, _("Identitet"))


def _patient(material: Material) -> Section:
    _ = material.say
    patient = material.patient
    lines = [Line(_kind(material), _number(material), brief=True)]
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


def _sender(material: Material) -> Section:
    _ = material.say
    signed = material.signed
    lines: list[Line] = []
    missing: list[str] = []
    if signed is None:
        missing.append(_("Avsändare (ej signerat)"))
    else:
        author = signed.author
        who = ", ".join(part for part in (author.name, author.role, author.unit) if part)
        signature = _("{who}, {time}").format(who=who, time=material.moment(signed.signed_at))
        lines.append(Line(_("Signerat"), signature, brief=True))
        if author.hsa_id:
            lines.append(Line(_("HSA-id"), author.hsa_id, brief=True))
        else:
            missing.append(_("HSA-id"))
    fields = {field.id: _(field.label) for field in NOTE_FIELDS}
    for name in ("sender_telephone", "responsible_physician"):
        if material.note(name):
            lines.append(Line(fields[name], material.note(name), brief=True))
        else:
            missing.append(fields[name])
    return Section(_("Avsändare"), tuple(lines), not_stated(material, missing))


def _pack_line(material: Material) -> str:
    _ = material.say
    name, pack = material.weighing.pack, material.compiled.pack
    return _("Kriterier: {name}, version {version} ({digest}).").format(
        name=pack.name[material.language], version=name.version, digest=_short(name.digest)
    )


def _basis(material: Material) -> Section:
    _ = material.say
    name, pack, signed = material.weighing.pack, material.compiled.pack, material.signed
    validity = _("{first} till {last}").format(
        first=name.valid_from or _("ej angivet"), last=name.valid_to or _("tills vidare")
    )
    approved = (
        _("inte godkända lokalt")
        if pack.approved is None
        else _("godkända av {who} {day}").format(who=pack.approved.by, day=pack.approved.on)
    )
    lines = [
        Line(_("Kriterier"), f"{pack.name[material.language]}, {name.version}", brief=True),
        Line(_("Kontrollsumma"), _short(name.digest), brief=True),
        Line(_("Gäller"), validity, brief=True),
        Line(_("Lokalt"), approved, brief=True),
        Line(_("Program"), f"Vägval {material.app_version}", brief=True),
        Line(_("Skrivet"), material.moment(material.at), brief=True),
    ]
    if signed is not None:
        lines.append(Line(_("Beslut"), signed.revision[:12], brief=True))
    lines.append(Line(_("Angelägenhet"), material.compiled.vocabulary.urgency.note[material.language]))
    lines.extend(Line("", text, mark="!") for text in request.pack_warnings(material))
    return Section(_("Underlag"), tuple(lines))


def _short(digest: str) -> str:
    algorithm, _colon, digits = digest.rpartition(":")
    return f"{algorithm}:{digits[:12]}" if algorithm else digits[:12]


def _warnings(material: Material) -> tuple[str, ...]:
    _ = material.say
    found = list(request.pack_warnings(material))
    if not material.weighing.red_flags and not material.weighing.red_flags_checked:
        found.append(_("Larmtecken är inte kontrollerade."))
    if material.patient.protected:
        found.append(
            _("Skyddade personuppgifter: läs fritexten, så att den inte nämner namn eller plats.")
        )
    return tuple(found)
