"""Where a patient lives, and whom a team serves there."""

from triage.core.pack import Catchment, Municipality, Pack
from triage.core.rules import All, In, Rule

MUNICIPALITY = "municipality"
"""The fact whose values are four-digit municipality codes."""

CITY_AREA = "city_area"
"""Asked where the teams of one municipality divide it between them."""


def municipalities_of(catchment: Catchment, pack: Pack) -> tuple[str, ...]:
    """Return the codes of the municipalities that a catchment reaches into, in the pack's order."""
    return tuple(place.code for place in pack.municipalities if reaches(catchment, place))


def reaches(catchment: Catchment, place: Municipality) -> bool:
    """Return whether a catchment reaches into a municipality."""
    return place.area in catchment.areas or place.code in catchment.municipalities


def served(catchment: Catchment, pack: Pack) -> Rule:
    """Return a catchment as a rule over the place where the patient lives."""
    here = In(fact=MUNICIPALITY, **{"in": municipalities_of(catchment, pack)})
    if not catchment.city_areas:
        return here
    return All(all=(here, In(fact=CITY_AREA, **{"in": catchment.city_areas})))
