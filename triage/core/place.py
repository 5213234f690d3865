"""Where a patient lives, and whom a team serves there."""

from triage.core.pack import Catchment, Pack
from triage.core.rules import All, In, Rule

MUNICIPALITY = "municipality"
CITY_AREA = "city_area"


def served(catchment: Catchment, pack: Pack) -> Rule:
    """Return a catchment as a rule over the place where the patient lives."""
    codes = tuple(
        place.code
        for place in pack.municipalities
        if place.area in catchment.areas or place.code in catchment.municipalities
    )
    here = In(fact=MUNICIPALITY, **{"in": codes})
    if not catchment.city_areas:
        return here
    return All(all=(here, In(fact=CITY_AREA, **{"in": catchment.city_areas})))
