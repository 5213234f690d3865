"""Who the letter is for: the team, whether it is open, and who answers meanwhile."""

from datetime import date, datetime

from triage.core.hours import OpeningState
from triage.core.hours_periods import Service
from triage.core.pack import Team
from triage.core.swedish_time import SWEDEN
from triage.referral.letter import Line, PassedOn
from triage.referral.material import Material
from triage.referral.protection import serves_everyone


def receiver(material: Material) -> tuple[Line, ...]:
    """Return the lines that tell where the letter goes; the first one always stands."""
    _ = material.say
    team = _team(material)
    if material.passed_on is not None:
        return (_passed_on(material, material.passed_on),)
    if team is None:
        return (Line(_("Till"), _receiver_open(material)),)
    if _hidden(material, team):
        return (Line(_("Till"), _not_told(material)),)
    name = team.name[material.language]
    reached = " · ".join(part for part in (name, _reached(material, team)) if part)
    lines = [
        Line(_("Till"), reached, note=f"{hours(material, team)} {_about_number(material)}".strip())
    ]
    entry = material.weighing.entry_point
    if entry is not None and entry != team.id and _fits_recommendation(material):
        first = material.compiled.pack.team[entry]
        text = _("{team} bedömer alla remisser hit.").format(team=first.name[material.language])
        if _hidden(material, first):
            text = _("Ett annat team bedömer remisser hit. Avsändaren vet vilket.")
        lines.append(Line(_("Vägen in"), text))
    if team.covers_meanwhile is not None and not team.hours.always:
        lines.append(Line(_("När stängt"), team.covers_meanwhile[material.language]))
    return tuple(lines)


def _passed_on(material: Material, now: PassedOn) -> Line:
    """Return the line where the first receiver has another read the letter now."""
    _ = material.say
    if material.patient.protected:
        return Line(_("Till"), _not_told(material))  # any name of a place may be part of it
    told = _("Först skickad till {first}; vidare hit {day}.")
    return Line(_("Till"), now.to, note=told.format(day=now.on, first=now.first))


def _reached(material: Material, team: Team) -> str:
    """Return the team's number: the one filled in here goes before the criteria's."""
    _ = material.say
    local = material.number
    number = local.telephone if local is not None and local.telephone else team.telephone
    return _("telefon {number}").format(number=number) if number else ""


def _about_number(material: Material) -> str:
    """Return what the unit noted of the way to the team, and when it made sure of the number."""
    _ = material.say
    local = material.number
    if local is None:
        return ""
    checked = ""
    if local.telephone and local.verified_on:
        checked = _("Numret kontrollerat {day}.").format(day=local.verified_on)
    elif local.telephone:
        checked = _("Numret är inte kontrollerat.")
    note = f"{local.note.rstrip('.')}." if local.note else ""
    if note and local.telephone:
        note = _("Om numret: {note}").format(note=note)
    return " ".join(part for part in (note, checked) if part)


def physician_line(material: Material) -> tuple[Line, ...]:
    """Return the line from physician to physician, where the pack has one."""
    _ = material.say
    line = material.compiled.pack.physician_line
    if line is None:
        return ()
    text = f"{line.name[material.language]}. {line.who_may_use[material.language]}"
    return (Line(_("Läkarstöd"), text),)


def hours(material: Material, team: Team) -> str:
    """Return a team's hours, and how it stood when the letter was written."""
    _ = material.say
    if team.hours.always:
        return _("Öppet dygnet runt.")
    stated = "" if team.hours_note is None else team.hours_note[material.language]
    now = _standing(material)
    if not now:
        return stated or _("Öppettider anges inte i källan.")
    moment = _("{time}: {standing}.").format(time=material.moment(material.at), standing=now)
    return f"{stated} {moment}".strip()


def _team(material: Material) -> Team | None:
    team = material.team
    if team is None and material.signed is None and material.form is not None:
        team = material.weighing.team_to_confirm
    return None if team is None else material.compiled.pack.team.get(team)


def _receiver_open(material: Material) -> str:
    _ = material.say
    if material.form is None and material.signed is None and material.open_outcomes:
        return _("Avgörs när vårdformen är klar")
    if material.form == material.compiled.pack.base_form:
        return _("Den enhet som redan vårdar patienten")
    # Where there is a team and where there is none differs by place.
    return _not_told(material) if material.patient.protected else _("Ej angivet")


def _not_told(material: Material) -> str:
    _ = material.say
    return _("Mottagaren står inte här. Skyddade personuppgifter.")


def _fits_recommendation(material: Material) -> bool:
    return material.form == material.weighing.recommended


def _hidden(material: Material, team: Team) -> bool:
    """Say whether the team's name would tell where a protected patient lives."""
    return material.patient.protected and not serves_everyone(material.compiled, team)


def _standing(material: Material) -> str:
    _ = material.say
    now = material.opening
    if now is None or now.state is OpeningState.NOT_STATED:
        return ""
    match now.state:
        case OpeningState.OPEN if now.until is not None:
            text = _("öppet till {time}").format(time=_when(material, now.until))
        case OpeningState.OPEN:
            text = _("öppet")
        case OpeningState.OPEN_DAY:
            text = _("öppet denna dag, klockslag anges inte")
        case _ if now.next is not None:
            text = _("stängt, öppnar {time}").format(time=_when(material, now.next))
        case _:
            text = _("stängt")
    if now.phone is not None and now.phone.standing.state is OpeningState.OPEN:
        text += f"; {_service(material, now.phone.service)}"
    return text


def _service(material: Material, service: Service) -> str:
    _ = material.say
    return {
        Service.PHYSICIAN_BY_PHONE: _("läkare nås per telefon nu"),
        Service.PHYSICIAN_ON_CALL: _("läkare har jour nu"),
    }.get(service, _("rådgivning per telefon nu"))


def _when(material: Material, when: datetime | date) -> str:
    if not isinstance(when, datetime):
        return when.isoformat()
    local = when.astimezone(SWEDEN)
    same_day = local.date() == material.day(material.at)
    return local.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M")
