"""The teams of a draft: what each offers, to whom, when, and how it is reached."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from triage.core.hours import Hours
from triage.hours_words import hours_words
from triage.texts import Translate
from ui.viewmodels.edit_choices import (
    city_areas,
    listed,
    municipalities,
    new_id,
    offers,
    words_of,
)
from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_beds_field import BedsField
from ui.views.edit_fields import CheckField, DayField, LineField, PairField
from ui.views.edit_list_fields import HoursField, PicksField
from ui.views.edit_list_section import ListSection
from ui.views.edit_section import Form
from ui.views.edit_sources import SourceFields
from ui.widgets.measured import Measured
from ui.widgets.pack_rows import RowText


def hours_line(hours: object, _: Translate) -> str:
    """Return a team's hours in words; "" where they cannot be read as they stand."""
    try:
        return hours_words(Hours.model_validate(hours), _)
    except ValidationError:
        return ""


def team_line(team: Mapping[str, Any], _: Translate) -> str:
    """Return a team's telephone and hours in one line."""
    telephone = team.get("telephone") or _("telefon saknas")
    return " · ".join(filter(None, (str(telephone), hours_line(team.get("hours"), _))))


class TeamsSection(ListSection):
    """One row a team."""

    part = "teams"
    key = "teams"
    orderly = False

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Alla team"),
            _("Vem som erbjuder vad, för vilka kommuner och när. Ett team per vårdform och plats."),
            _("Nytt team"),
        )
        self._show_rows()

    def row(self, index: int, item: Mapping[str, Any]) -> RowText:
        name = words_of(item.get("name"), self.model.desk.language, self._("Nytt team"))
        return RowText(name, team_line(item, self._))

    def form(self, index: int) -> Form:
        _, model, place = self._, self.model, (self.key, index)
        catchment = (*place, "catchment")
        parts: list[Measured] = [
            LineField(model, _("Telefon"), "teams", (*place, "telephone")),
            DayField(
                model, _("Kontrollerat"), "teams", (*place, "verified_on"),
                _("Dagen då telefon och tider senast stämdes av med teamet."),
            ),
            HoursField(model, _("Öppettider"), "teams", (*place, "hours")),
            PairField(
                model, _("Om öppettiderna"), "teams", (*place, "hours_note"), needed=False
            ),
            PairField(
                model, _("Vem som svarar när teamet är stängt"), "teams",
                (*place, "covers_meanwhile"), needed=False,
            ),
            PairField(model, _("Namn"), "teams", (*place, "name")),
            PicksField(model, _("Erbjuder"), "teams", (*place, "offers"), offers(model)),
            PicksField(
                model, _("Områden"), "teams", (*catchment, "areas"),
                listed(model, "areas", "name"), ordered=False,
            ),
            PicksField(
                model, _("Enstaka kommuner"), "teams", (*catchment, "municipalities"),
                municipalities(model), ordered=False,
            ),
        ]  # fmt: skip
        if "1480" in dict(municipalities(model)):
            parts.append(
                PicksField(
                    model,
                    _("Bara dessa stadsområden"),
                    "teams",
                    (*catchment, "city_areas"),
                    city_areas(model),
                    ordered=False,
                )
            )
        parts += [
            BedsField(model, _("Vårdplatser"), (*place, "beds")),
            PairField(model, _("Organisation"), "teams", (*place, "organisation"), needed=False),
            PairField(model, _("Roll"), "teams", (*place, "role"), needed=False),
            CheckField(
                model, _("Vilket team det blir bekräftas senare"), "teams",
                (*place, "to_be_confirmed"),
            ),
            CheckField(
                model, _("Bara planerat"), "teams", (*place, "planned"),
                _("Visas men rekommenderas aldrig."),
            ),
            SourceFields(model, "teams", place),
        ]  # fmt: skip
        return Form(*parts)

    def new_item(self) -> object:
        first = next((name for name, _ in offers(self.model)), "")
        return {
            "id": new_id(self.model, "teams"),
            "name": {"sv": "", "en": ""},
            "offers": (first,),
            "catchment": {},
            "hours": {"stated": False},
            "source": {
                "document": "criteria_reading",
                "section": {"sv": "Lokalt tillägg", "en": "Local addition"},
            },
            "basis": "local",
        }

    def words(self) -> tuple[str, str, str]:
        _ = self._
        return _("Team tillagt"), _("Team borttaget"), _("Team flyttat")

    def loss(self, index: int) -> str:
        name = words_of(self.items()[index].get("name"), self.model.desk.language, "")
        text = self._("{team} tas bort. Kommuner som bara det teamet betjänar blir utan.")
        return text.format(team=name)
