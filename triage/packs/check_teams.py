"""What is wrong with a pack's teams and the places they serve."""

from triage.core.pack import Catchment, Pack, Team
from triage.core.place import CITY_AREA, municipalities_of
from triage.core.spelling import did_you_mean
from triage.core.vocabulary import ChoiceFact, Fact, Vocabulary
from triage.packs.check_names import Found, Path, known, twice


def check_teams(pack: Pack, vocabulary: Vocabulary) -> Found:
    """Yield what is wrong with teams and areas: names, catchments, two teams for one place."""
    yield from twice("teams", [team.id for team in pack.teams])
    areas = [area.id for area in pack.areas]
    city_areas = _choices(vocabulary.fact[CITY_AREA])
    offered = [*pack.care_form, *(one.id for one in pack.parallel)]
    for number, team in enumerate(pack.teams):
        path: Path = ("teams", number)
        for index, form in enumerate(team.offers):
            yield from known(form, offered, (*path, "offers", index), "care form of this pack")
        catchment = team.catchment
        for index, area in enumerate(catchment.areas):
            yield from known(area, areas, (*path, "catchment", "areas", index), "area")
        for index, code in enumerate(catchment.municipalities):
            place = (*path, "catchment", "municipalities", index)
            yield from known(code, list(pack.municipality), place, "municipality of this pack")
        for index, name in enumerate(catchment.city_areas):
            place = (*path, "catchment", "city_areas", index)
            yield from known(name, city_areas, place, "city area")
        if not catchment.areas and not catchment.municipalities:
            yield (*path, "catchment"), "serves nobody; give areas or municipalities"
        yield from known(
            team.source.document,
            list(vocabulary.document),
            (*path, "source", "document"),
            "document",
        )
    for town in pack.municipalities:
        if town.area not in areas:
            lost = f"'{town.area}', where municipalities.csv puts {town.code}, is not among them"
            yield ("areas",), f"{lost}{did_you_mean(town.area, areas)}"
    for number, area_id in enumerate(areas):
        if not any(place.area == area_id for place in pack.municipalities):
            yield ("areas", number, "id"), f"no municipality lies in '{area_id}'"
    yield from _overlaps(pack)


def _overlaps(pack: Pack) -> Found:
    """Yield teams that offer the same form to the same place: a patient needs one address."""
    served: dict[tuple[str, str], list[Team]] = {}
    for number, team in enumerate(pack.teams):
        if team.planned:
            continue
        for form in team.offers:
            for code in municipalities_of(team.catchment, pack):
                others = served.setdefault((form, code), [])
                for other in others:
                    if _meet(team.catchment, other.catchment):
                        message = f"'{other.id}' offers {form} in {code} too; keep one of them"
                        yield ("teams", number, "catchment"), message
                        return
                others.append(team)


def _meet(one: Catchment, other: Catchment) -> bool:
    """Say whether two catchments of the same municipality meet; without city areas it is whole."""
    if not one.city_areas or not other.city_areas:
        return True
    return not set(one.city_areas).isdisjoint(other.city_areas)


def _choices(fact: Fact) -> list[str]:
    return list(fact.names) if isinstance(fact, ChoiceFact) else []
