"""What happens next when a referral came back: never nothing, whatever the answer was.

A referral that is not taken leaves a patient whose need is the same. Each answer and each reason
has a sentence of what holds now and the ways on, the likeliest first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from triage.core.follow_up import Standing, Step
from triage.texts import Translate

_WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "more_wanted": ("correct", "send_again", "contact"),
    "redirected": ("send_on", "contact", "reassess"),
    "advice_enough": ("general", "plan", "reassess"),
    "accepted_waiting": ("placed", "contact", "plan"),
    "general_care_enough": ("general", "plan", "send_on"),
    "outside_catchment": ("send_on", "contact", "reassess"),
    "outside_mission": ("send_on", "general", "reassess"),
    "acute_care_first": ("contact", "plan", "send_again"),
    "patient_declined": ("general", "plan", "contact"),
    "information_missing": ("correct", "send_again", "contact"),
    "municipal_enrolment_missing": ("contact", "send_again", "plan"),
    "died_before": ("close",),
    "duplicate": ("keep", "contact"),
    "capacity": ("send_on", "contact", "plan"),
    "other": ("send_on", "reassess", "contact", "plan"),
    "outdated": ("send_again",),
}
"""By the reason, else by the answer."""


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to do next, in words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Next:
    """What holds now, and the ways on."""

    text: str
    ways: tuple[Way, ...]


def next_steps(stands: Standing, _: Translate) -> Next | None:
    """Return what to do about an answer; None where none is asked for."""
    code = _case(stands)
    if code is None:
        return None
    names = way_names(_)
    return Next(_texts(_)[code], tuple(Way(way, names[way]) for way in _WAYS[code]))


def _case(stands: Standing) -> str | None:
    if stands.step is Step.CLOSED:
        return None
    if stands.outdated:
        return "outdated"
    answer = stands.answer
    if answer is None:
        return None
    if stands.step is Step.DECLINED:
        reason = answer.told("reason")
        return reason if reason in _WAYS else "other"
    return answer.told("answer") if answer.told("answer") in _WAYS else None


def way_names(_: Translate) -> Mapping[str, str]:
    """Return what each way is called on its button."""
    return {
        "send_on": _("Skicka vidare till ett annat team"),
        "send_again": _("Skicka igen"),
        "correct": _("Rätta och skicka igen"),
        "reassess": _("Ombedöm"),
        "general": _("Allmän palliativ vård, med råd"),
        "plan": _("Ny dag för ombedömning"),
        "contact": _("Notera en kontakt"),
        "placed": _("Plats finns"),
        "keep": _("Skicka inte den här"),
        "close": _("Avsluta ärendet"),
    }


def _texts(_: Translate) -> Mapping[str, str]:
    return {
        "more_wanted": _(
            "Mottagaren vill veta mer. Komplettera i beslutet och skicka igen, eller ring."
        ),
        "redirected": _("Mottagaren hänvisar till ett annat team. Skicka remissen dit."),
        "advice_enough": _(
            "Mottagaren ger råd, och vården fortsätter där den ges. Notera vad som ska göras, och "
            "välj när patienten bedöms igen."
        ),
        "accepted_waiting": _(
            "Patienten är accepterad och väntar på plats. Kom överens om vem som ansvarar till "
            "dess, och notera när platsen finns."
        ),
        "general_care_enough": _(
            "Mottagaren menar att allmän palliativ vård räcker. Vården fortsätter där den ges: be "
            "teamet om råd, och välj när patienten bedöms igen."
        ),
        "outside_catchment": _(
            "Patienten hör till ett annat område. Skicka remissen till teamet där."
        ),
        "outside_mission": _(
            "Det ligger utanför teamets uppdrag. Skicka vidare till en vårdform som kan ta emot."
        ),
        "acute_care_first": _(
            "Akut vård går före. Kontakta akutsjukvården nu, och bedöm patienten igen efteråt."
        ),
        "patient_declined": _(
            "Patienten tackade nej. Vården fortsätter där den ges, med råd till personalen. Välj "
            "en dag att fråga igen."
        ),
        "information_missing": _(
            "Mottagaren saknar uppgifter. Fyll i dem i beslutet och skicka igen."
        ),
        "municipal_enrolment_missing": _(
            "Patienten är inte inskriven i kommunal hemsjukvård. Ordna det med kommunen, och "
            "skicka igen."
        ),
        "died_before": _("Patienten avled före bedömningen. Avsluta ärendet."),
        "duplicate": _("Mottagaren har redan en remiss om samma sak. Följ upp den i stället."),
        "capacity": _(
            "Behovet kvarstår, men platsen saknas. Skicka vidare, eller ordna vården tills den "
            "finns."
        ),
        "other": _(
            "Remissen kom tillbaka, men patientens behov är detsamma. Välj hur vården ordnas."
        ),
        "outdated": _(
            "Beslutet är rättat efter att remissen skickades. Skicka den version som gäller."
        ),
    }
