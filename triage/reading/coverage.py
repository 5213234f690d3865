"""Which team offers which care form in each municipality, and where nobody does."""

from dataclasses import dataclass

from triage.answer_words import in_order
from triage.core.pack import Municipality, Team
from triage.core.place import CITY_AREA, MUNICIPALITY, reaches
from triage.core.rules import Is
from triage.core.vocabulary import ChoiceFact
from triage.reading.content import Cell, Paragraph, Section, Table
from triage.reading.material import Material


@dataclass(frozen=True)
class Coverage:
    """The offers of a pack's teams, by place."""

    material: Material

    def missing(self, form: str) -> tuple[Municipality, ...]:
        """Return the municipalities where nobody offers a form, or only in some city areas."""
        return tuple(
            place
            for place in self.material.pack.municipalities
            if not self._everywhere(place, self._serving(place, form))
        )

    def partly(self, form: str) -> tuple[str, ...]:
        """Return the places that only some city areas of are offered a form, with the areas."""
        return tuple(
            f"{place.name} ({self._names(areas)})"
            for place in self.missing(form)
            if (areas := self._areas(place, form))
        )

    def nowhere(self, form: str) -> tuple[Municipality, ...]:
        """Return the municipalities where nobody offers a form, in any part."""
        return tuple(place for place in self.missing(form) if not self._serving(place, form))

    def cell(self, place: Municipality, form: str) -> Cell:
        """Return who offers a form in a municipality, by the teams' marks."""
        _ = self.material.say
        teams = self._serving(place, form)
        said = [self._mark(team) for team in teams]
        if not self._everywhere(place, teams):
            said.append(_("saknas i övrigt") if teams else _("saknas"))
            planned = [team for team in self._planned(form) if reaches(team.catchment, place)]
            said += [
                _("{team} planeras").format(team=self.material.team_numbers[team.id])
                for team in planned
            ]
            return Cell("; ".join(said), gap=True)
        return Cell(", ".join(said))

    def _areas(self, place: Municipality, form: str) -> tuple[str, ...]:
        teams = self._serving(place, form)
        return tuple(dict.fromkeys(area for team in teams for area in team.catchment.city_areas))

    def _serving(self, place: Municipality, form: str) -> list[Team]:
        teams = self.material.pack.offering(form)
        return [team for team in teams if reaches(team.catchment, place)]

    def _planned(self, form: str) -> list[Team]:
        teams = self.material.pack.teams
        return [team for team in teams if team.planned and form in team.offers]

    def _mark(self, team: Team) -> str:
        mark = self.material.team_numbers[team.id]
        areas = self._names(team.catchment.city_areas)
        if team.to_be_confirmed:
            mark += "*"
        return f"{mark} {areas}" if areas else mark

    def _names(self, city_areas: tuple[str, ...]) -> str:
        return ", ".join(city_area_name(self.material, one) for one in city_areas)

    def _everywhere(self, place: Municipality, teams: list[Team]) -> bool:
        """Say whether teams reach the whole of a municipality, all its city areas together."""
        if any(not team.catchment.city_areas for team in teams):
            return True
        reached = {area for team in teams for area in team.catchment.city_areas}
        return bool(reached) and reached.issuperset(self._city_areas(place))

    def _city_areas(self, place: Municipality) -> set[str]:
        fact = self.material.vocabulary.fact.get(CITY_AREA)
        asked = None if fact is None else fact.asked_when
        here = isinstance(asked, Is) and (asked.fact, asked.is_) == (MUNICIPALITY, place.code)
        return set(fact.names) if here and isinstance(fact, ChoiceFact) else set()


def city_area_name(material: Material, city_area: str) -> str:
    """Return the name of a city area."""
    fact = material.vocabulary.fact.get(CITY_AREA)
    named = fact.names.get(city_area) if isinstance(fact, ChoiceFact) else None
    return city_area if named is None else named[material.language]


def coverage(material: Material) -> Section:
    """Return the table of municipalities and care forms."""
    _ = material.say
    pack, language = material.pack, material.language
    forms = [form.id for form in pack.care_forms if not form.always_offered]
    offers = Coverage(material)
    groups = []
    for area in pack.areas:
        places = [place for place in pack.municipalities if place.area == area.id]
        places.sort(key=lambda place: in_order(place.name))
        rows = tuple(
            (Cell(place.name), *(offers.cell(place, form) for form in forms)) for place in places
        )
        if rows:
            groups.append((area.name[language] if len(pack.areas) > 1 else "", rows))
    title = _("Kommuner och vårdformer")
    lead = [_("Saknas betyder att inget team i källorna erbjuder vårdformen där.")]
    if pack.teams:
        lead.insert(0, _("T1, T2 och så vidare är teamen ovan."))
    if any(team.to_be_confirmed for team in pack.teams):
        lead.insert(1, _("En asterisk: vilket team som tar emot bekräftas."))
    lead.append(_("{form} finns överallt.").format(form=material.form(pack.base_form)))
    head = (_("Kommun"), *map(material.form, forms))
    return Section(
        "coverage", title, (Paragraph(" ".join(lead)), Table(title, head, tuple(groups)))
    )
