"""What stands below the list: how many a search finds, and drafts of others that are not shown."""

from typing import NamedTuple

from triage.services import View
from triage.texts import Translate
from ui.viewmodels.worklist import WorklistModel


class Foot(NamedTuple):
    """A line and what can be done about it; both "" where nothing is to be said."""

    text: str = ""
    action: str = ""
    advice: bool = False
    """Whether the action leads to the advice given, and not to others' drafts."""


def foot(model: WorklistModel, _: Translate) -> Foot:
    """Return the line for what the list shows now."""
    if model.query:
        return Foot(_hits(model, _)) if model.rowCount() else Foot()
    if model.in_view and model.more:
        told = _("De {count} första visas. Välj ut färre, så syns alla.")
        return Foot(told.format(count=_spaced(model.cases)))
    if model.choice.view is View.TODAY and model.waiting.call_backs:
        return Foot(_call_backs(model.waiting.call_backs, _), _("Till rådgivningen"), advice=True)
    if model.others_shown:
        return Foot(_("Andras utkast visas."), _("Dölj dem"))
    hidden = model.others_hidden
    if not hidden:
        return Foot()
    if hidden == 1:
        return Foot(_("1 utkast av en annan."), _("Visa det"))
    return Foot(_("{count} utkast av andra.").format(count=_spaced(hidden)), _("Visa dem"))


def _call_backs(count: int, _: Translate) -> str:
    if count == 1:
        return _("1 person att ringa upp.")
    return _("{count} personer att ringa upp.").format(count=_spaced(count))


def _hits(model: WorklistModel, _: Translate) -> str:
    count = model.rowCount()
    if model.more:
        told = _("Mer än {count} träffar. Skriv fler ord, så blir de färre.")
        return told.format(count=_spaced(count))
    if count == 1:
        return _("1 träff")
    return _("{count} träffar").format(count=_spaced(count))


def _spaced(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")
