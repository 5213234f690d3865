"""Which view of the worklist is chosen, what it is narrowed to and grouped by; remembered."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from triage.services import EVERYTHING, Narrowed, View, Workplace
from triage.texts import Translate
from ui.viewmodels.worklist_words import urgencies

_KEY: Final = "worklist_choice"
_MINE: Final = "1"


class Grouping(StrEnum):
    """What stands together under a heading."""

    NONE = ""
    TEAM = "team"
    MUNICIPALITY = "municipality"


class Choice(NamedTuple):
    """What the list shows, and how."""

    view: View = View.ALL
    narrowed: Narrowed = EVERYTHING
    grouping: Grouping = Grouping.NONE

    @property
    def whole(self) -> bool:
        """Whether it is the whole list as it is."""
        return self == WHOLE


WHOLE: Final = Choice()


def kept_choice(workplace: Workplace) -> Choice:
    """Return what whoever is signed in chose last; what makes no sense reads as the whole list."""
    kept = workplace.own_setting(_KEY)
    if not isinstance(kept, dict):
        return WHOLE
    told = {name: text for name, text in kept.items() if isinstance(text, str)}
    try:
        view, grouping = View(told.get("view", "")), Grouping(told.get("grouping", ""))
    except ValueError:
        return WHOLE
    pack, team = told.get("pack", ""), told.get("team", "")
    urgency = told.get("urgency", "")
    narrowed = Narrowed(
        urgency=urgency if urgency in urgencies(str) else "",
        team=(pack, team) if pack and team else None,
        municipality=told.get("municipality", ""),
        mine=bool(told.get("mine")) and workplace.shared,
    )
    return Choice(view, narrowed, grouping)


def keep_choice(workplace: Workplace, choice: Choice) -> None:
    """Remember what whoever is signed in has chosen; where nothing changed, nothing is written."""
    if choice == kept_choice(workplace):
        return
    narrowed = choice.narrowed
    pack, team = narrowed.team or ("", "")
    told = {
        "view": str(choice.view),
        "grouping": str(choice.grouping),
        "urgency": narrowed.urgency,
        "pack": pack,
        "team": team,
        "municipality": narrowed.municipality,
        "mine": _MINE if narrowed.mine else "",
    }
    workplace.set_own_setting(_KEY, {name: text for name, text in told.items() if text})


def view_words(_: Translate) -> Mapping[View, str]:
    """Return what each view is called, in the order in which they stand."""
    return {
        View.TODAY: _("I dag"),
        View.ALL: _("Alla"),
        View.DRAFTS: _("Påbörjade"),
        View.UNSENT: _("Ska skickas"),
        View.AWAITING: _("Väntar svar"),
        View.OVERDUE: _("Svar dröjer"),
        View.REASSESS: _("Ombedöms"),
        View.CONDITIONS: _("Villkor"),
        View.REGISTER: _("Till registret"),
        View.CLOSED: _("Avslutade"),
    }


def whose_words(_: Translate) -> Mapping[str, str]:
    """Return what is shown of whom, as one chooses it: everybody's, and one's own."""
    return {"": _("Allas"), _MINE: _("Mina")}


def whose_told(_: Translate) -> str:
    """Return what counts as one's own."""
    return _(
        "Mina: dina utkast och rättelser, det du har skrivit under och det du senast noterade "
        "något om."
    )


def empty_words(view: View, _: Translate) -> tuple[str, str]:
    """Return what stands where a view has no rows: what it means, and what would stand there."""
    texts = {
        View.TODAY: (
            _("Inget väntar i dag"),
            _(
                "Här står det som ska göras i dag: remisser att skicka, svar som dröjer, nästa "
                "steg, villkor, ombedömningar och dina utkast."
            ),
        ),
        View.DRAFTS: (_("Inget påbörjat"), _("Påbörjade bedömningar och rättelser står här.")),
        View.UNSENT: (
            _("Ingen remiss att skicka"),
            _(
                "Ett beslut står här tills remissen är skickad, eller du skriver att ingen ska "
                "skickas."
            ),
        ),
        View.AWAITING: (
            _("Inget svar väntas"),
            _("Skickade remisser står här tills svaret kommer."),
        ),
        View.OVERDUE: (
            _("Inget svar dröjer"),
            _("En remiss står här när svaret inte har kommit i tid, den mest angelägna först."),
        ),
        View.REASSESS: (
            _("Ingen ombedömning den närmaste veckan"),
            _("Patienter som ska bedömas om inom en vecka står här."),
        ),
        View.CONDITIONS: (
            _("Inga öppna villkor"),
            _("Beslut som vilar på något som ännu inte är ordnat står här."),
        ),
        View.REGISTER: (
            _("Ingen väntar på registrering"),
            _("Avlidna som inte är förda till palliativregistret står här."),
        ),
        View.CLOSED: (
            _("Inga avslutade ärenden"),
            _("Avslutade ärenden står här, det senaste först."),
        ),
    }
    return texts.get(view, (_("Inga ärenden"), _("Här står alla ärenden, pågående först.")))
