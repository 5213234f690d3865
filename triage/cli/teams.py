"""Who receives the patient, and whether they can be reached at the moment, in words."""

from datetime import datetime

from triage.cli.layout import field, printable
from triage.cli.page import Page
from triage.core.holidays_se import swedish_holidays
from triage.core.hours import Contact, OpeningState, Service, Standing, opening
from triage.core.logic import State
from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.vocabulary import NOT_KNOWN
from triage.opening_words import coming, ending, opening_words
from triage.texts import Translate


def team_lines(page: Page, _: Translate) -> list[str]:
    """Return who receives the patient: the team, its hours now, how it works, the way in."""
    now, pack, language = page.now, page.compiled.pack, page.language
    named = now.team or now.team_to_confirm
    if named is None:
        if now.recommended == page.compiled.pack.base_form:
            return field(_("Vem"), _("den som vårdar patienten i dag"))
        return field(_("Team"), _missing_place(page, _))
    team = pack.team[named]
    hours = opening(team.hours, page.at, swedish_holidays())
    words = opening_words(hours, page.at, _)
    if now.team is None:
        words += "; " + _("källan säger inte vilket team, bekräfta")
    lines = field(_("Team"), f"{team.name[language]}, {words}")
    if hours.phone is not None:
        lines += field(_("Nås också"), _contact(hours.phone, page.at, _))
    if team.telephone:
        lines += field(_("Telefon"), printable(team.telephone))
    if team.role is not None:
        lines += field(_("Arbetssätt"), team.role[language])
    if team.covers_meanwhile is not None:
        lines += field(_("När teamet har stängt"), team.covers_meanwhile[language])
    if now.entry_point is not None and now.entry_point != named:
        lines += field(_("Vägen in"), pack.team[now.entry_point].name[language])
    return lines


def _missing_place(page: Page, _: Translate) -> str:
    def answered(fact: str) -> bool:
        return page.facts.get(fact, NOT_KNOWN) != NOT_KNOWN

    if not answered(MUNICIPALITY) or "municipality_of_another_pack" in page.now.warnings:
        return _("beror på kommunen, som inte är besvarad")
    asked = page.compiled.asked_when.get(CITY_AREA)
    if not answered(CITY_AREA) and asked is not None and asked(page.facts) is State.YES:
        return _("beror på stadsområdet, som inte är besvarat")
    return _("källan nämner inget team; bekräfta lokalt")


def _contact(contact: Contact, at: datetime, _: Translate) -> str:
    """Say who else can be reached, and whether now."""
    names = {
        Service.PHYSICIAN_BY_PHONE: _("läkare per telefon"),
        Service.PHYSICIAN_ON_CALL: _("läkare i jour"),
        Service.TELEPHONE_ADVICE: _("råd per telefon"),
    }
    return f"{names[contact.service]}: {_reached(contact.standing, at, contact, _)}"


def _reached(standing: Standing, at: datetime, contact: Contact, _: Translate) -> str:
    if standing.state is OpeningState.OPEN_DAY:
        return _("i dag; källan anger inga klockslag")
    if standing.state is OpeningState.OPEN:
        if contact.day_uncertain:
            return _("kanske nu; källan säger inte vilken av dagarna. Ring och hör")
        if standing.until is None:
            return _("nås nu")
        return _("nås nu, till {when}").format(when=ending(standing.until, at, _))
    if standing.next is None:
        return _("nås inte nu")
    when = coming(standing.next, at, _)
    if contact.day_uncertain:
        return _("kanske {when}; källan säger inte vilken av dagarna").format(when=when)
    return _("nås {when}").format(when=when)
