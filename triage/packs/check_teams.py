"""What is wrong with a pack's teams and the places they serve."""

from triage.core.evaluation import evaluator
from triage.core.evaluation import known as answer
from triage.core.hours import Hours
from triage.core.logic import State
from triage.core.pack import Catchment, Pack, Team
from triage.core.place import CITY_AREA, MUNICIPALITY, municipalities_of
from triage.core.spelling import did_you_mean
from triage.core.vocabulary import ChoiceFact, Fact, Vocabulary
from triage.packs.check_names import Found, Path, alike, all_known, known, repeated, twice


def check_teams(pack: Pack, vocabulary: Vocabulary) -> Found:
    """Yield what is wrong with teams and areas: names, catchments, two teams for one place."""
    if not pack.municipalities:  # every place would seem wrong with it
        yield ("id",), f"no municipality of municipalities.csv has the pack '{pack.id}'"
        return
    yield from twice("areas", [area.id for area in pack.areas])
    yield from twice("teams", [team.id for team in pack.teams])
    yield from alike(("teams",), "name", [(team.id, team.name) for team in pack.teams])
    offered = [*pack.care_form, *(one.id for one in pack.parallel)]
    for number, team in enumerate(pack.teams):
        path: Path = ("teams", number)
        yield from all_known(team.offers, offered, (*path, "offers"), "care form of this pack")
        if not team.offers:
            yield (*path, "offers"), "offers nothing; name a care form, or remove the team"
        yield from _catchment(team.catchment, pack, vocabulary, (*path, "catchment"))
        yield from _hours(team.hours, (*path, "hours"))
        yield from _figures(team, path)
        place = (*path, "source", "document")
        yield from known(team.source.document, vocabulary.document, place, "document")
    if pack.physician_line is not None:
        yield from _hours(pack.physician_line.hours, ("physician_line", "hours"))
    yield from _areas(pack)
    yield from _overlaps(pack)


def _catchment(catchment: Catchment, pack: Pack, vocabulary: Vocabulary, path: Path) -> Found:
    areas = [area.id for area in pack.areas]
    codes = catchment.municipalities
    yield from all_known(catchment.areas, areas, (*path, "areas"), "area")
    place = (*path, "municipalities")
    yield from all_known(codes, pack.municipality, place, "municipality of this pack")
    for index, code in enumerate(codes):
        town = pack.municipality.get(code)
        if town is not None and town.area in catchment.areas:
            yield (*place, index), f"'{code}' lies in the area '{town.area}'; name one of them"
    if not catchment.areas and not codes:
        yield path, "serves nobody; give areas or municipalities"
    if catchment.city_areas:
        yield from _city_areas(catchment, vocabulary, (*path, "city_areas"))


def _city_areas(catchment: Catchment, vocabulary: Vocabulary, path: Path) -> Found:
    asked = vocabulary.fact[CITY_AREA]
    yield from all_known(catchment.city_areas, _choices(asked), path, "city area")
    if catchment.areas or len(catchment.municipalities) != 1:
        yield path, "city areas narrow one municipality; give that one, and no areas"
        return
    code = catchment.municipalities[0]
    if asked.asked_when is not None:
        when = evaluator(asked.asked_when, vocabulary.definition, answer)
        if when({MUNICIPALITY: code}) is State.NO:
            yield path, f"nobody in {code} is asked for a city area; leave the key out"


def _hours(hours: Hours, path: Path) -> Found:
    for number, period in enumerate(hours.periods):
        yield from repeated(period.days, (*path, "periods", number, "days"))


def _figures(team: Team, path: Path) -> Found:
    """Yield figures that no source can give."""
    for key, count in (
        ("population", team.population),
        ("municipalities_served", team.municipalities_served),
    ):
        if count is not None and count < 1:
            yield (*path, key), f"{count} is too low; leave out what the source does not give"
    if team.enrolled is not None:
        low, high = team.enrolled.at_least, team.enrolled.at_most
        if low < 0:
            yield (*path, "enrolled", "at_least"), f"{low} is too low; the lowest is 0"
        if high is not None and high < low:
            yield (*path, "enrolled", "at_most"), f"is below at_least {low}; swap them"
    for number, staff in enumerate(team.staffing):
        for key, posts in (("posts", staff.posts), ("per_100000", staff.per_100000)):
            if posts is not None and posts < 0:
                yield (*path, "staffing", number, key), f"{posts:g} is too low; the lowest is 0"


def _areas(pack: Pack) -> Found:
    areas = [area.id for area in pack.areas]
    lying = {place.area for place in pack.municipalities}
    for town in pack.municipalities:
        if town.area not in areas:
            lost = f"'{town.area}', where municipalities.csv puts {town.code}, is not among them"
            yield ("areas",), f"{lost}{did_you_mean(town.area, areas)}"
    for number, area_id in enumerate(areas):
        if area_id not in lying:
            yield ("areas", number, "id"), f"no municipality lies in '{area_id}'"


def _overlaps(pack: Pack) -> Found:
    """Yield teams that offer the same form to the same place: a patient needs one address."""
    served: dict[tuple[str, str], list[Team]] = {}
    for number, team in enumerate(pack.teams):
        if team.planned:
            continue
        codes = municipalities_of(team.catchment, pack)
        found = next(
            (
                (form, code, other)
                for form in team.offers
                for code in codes
                for other in served.get((form, code), ())
                if _meet(team.catchment, other.catchment)
            ),
            None,
        )
        if found is None:
            for form in dict.fromkeys(team.offers):
                for code in codes:
                    served.setdefault((form, code), []).append(team)
            continue
        form, code, other = found
        place = ("teams", number, "catchment", *_naming(team.catchment, code, pack))
        yield place, f"'{other.id}' offers {form} in {code} too; keep one of them"


def _naming(catchment: Catchment, code: str, pack: Pack) -> Path:
    """Return which word of a catchment takes a municipality in."""
    if code in catchment.municipalities:
        return "municipalities", catchment.municipalities.index(code)
    return "areas", catchment.areas.index(pack.municipality[code].area)


def _meet(one: Catchment, other: Catchment) -> bool:
    """Say whether two catchments of the same municipality meet; without city areas it is whole."""
    if not one.city_areas or not other.city_areas:
        return True
    return not set(one.city_areas).isdisjoint(other.city_areas)


def _choices(fact: Fact) -> tuple[str, ...]:
    return tuple(fact.names) if isinstance(fact, ChoiceFact) else ()
