"""The teams of a pack, area by area, as far as the sources tell."""

from collections.abc import Iterator, Sequence

from triage.answer_words import in_order
from triage.core.pack import Beds, Enrolled, PhysicianLine, Staffing, Team
from triage.core.place import municipalities_of
from triage.core.wording import Text
from triage.reading.content import Block, Notice, Paragraph, Section, Terms
from triage.reading.coverage import city_area_name
from triage.reading.material import Material
from triage.rule_words import hours_words, lowered
from triage.team_words import enrolled_words, profession_words

_INPATIENT = frozenset({"palliative_ward", "hospice"})
"""Care forms that have beds; of other teams nobody asks how many."""


def teams(material: Material) -> Section:
    """Return the teams by area; those of several areas stand first."""
    _ = material.say
    pack = material.pack
    groups: dict[str, list[Team]] = {"": [], **{area.id: [] for area in pack.areas}}
    for team in pack.teams:
        reached = _areas(material, team)
        groups[next(iter(reached)) if len(reached) == 1 else ""].append(team)
    names = {"": _("Flera områden"), **{one.id: one.name[material.language] for one in pack.areas}}
    sections = tuple(
        Section(
            f"area-{area or 'several'}",
            names[area],
            sections=tuple(_team(material, team) for team in found),
        )
        for area, found in groups.items()
        if found
    )
    said = _("Källorna nämner inget team i regionen.")
    if pack.teams:
        said = _(
            "Uppgifterna är källornas. Det som källorna inte anger fylls i lokalt; "
            "inget är tillagt."
        )
    lead = Paragraph(said)
    line = () if pack.physician_line is None else (_line(material, pack.physician_line),)
    return Section("teams", _("Teamen"), (lead,), (*sections, *line))


def _areas(material: Material, team: Team) -> set[str]:
    reached = municipalities_of(team.catchment, material.pack)
    return {material.pack.municipality[code].area for code in reached}


def _team(material: Material, team: Team) -> Section:
    _ = material.say
    blocks: list[Block] = []
    if team.planned:
        blocks.append(Notice(_("Planeras enligt källan. Visas, men föreslås aldrig."), "gap"))
    if team.to_be_confirmed:
        said = _("Källan avgör vårdformen men inte teamet; vilket som tar emot bekräftas.")
        blocks.append(Notice(said))
    rows = [(label, text) for label, text in _rows(material, team) if text]
    missing = [label for label, text in _rows(material, team) if not text]
    blocks.append(Terms(tuple(rows)))
    if missing:
        names = ", ".join(label[:1].lower() + label[1:] for label in missing)
        blocks.append(Paragraph(_("Ej angivet i källan: {names}.").format(names=names), "small"))
    blocks.append(Paragraph(material.source(team.source, team.basis), "small"))
    return Section(f"team-{team.id}", material.team(team), tuple(blocks))


def _rows(material: Material, team: Team) -> Iterator[tuple[str, str]]:
    """Yield what can be said of a team, label and text; empty where the source is silent."""
    _ = material.say
    yield _("Erbjuder"), ", ".join(material.form(form) for form in team.offers)
    yield _("Kommuner"), _catchment(material, team)
    hours = "" if not team.hours.stated else hours_words(team.hours, _)
    note = _told(material, team.hours_note)
    yield _("Öppettider"), hours
    if note:
        yield _("Om tiderna"), note
    yield _("Organisation"), _told(material, team.organisation)
    if team.role is not None:
        yield _("Arbetssätt"), _told(material, team.role)
    if team.covers_meanwhile is not None or not team.hours.always:
        yield _("När teamet har stängt"), _told(material, team.covers_meanwhile)
    yield _("Befolkning"), "" if team.population is None else material.count(team.population)
    if team.beds is not None or _INPATIENT.intersection(team.offers):
        yield _("Vårdplatser"), _beds(material, team.beds)
    yield _("Inskrivna patienter"), _enrolled(material, team.enrolled)
    yield _("Tjänster"), _staffing(material, team.staffing)
    yield _("Telefon"), team.telephone or _("fylls i lokalt")
    yield _("Uppgifterna kontrollerade"), team.verified_on or _("inte lokalt ännu")


def _catchment(material: Material, team: Team) -> str:
    _ = material.say
    pack = material.pack
    codes = municipalities_of(team.catchment, pack)
    names = sorted((pack.municipality[code].name for code in codes), key=in_order)
    if len(codes) == len(pack.municipalities):
        said = _("hela regionen ({count} kommuner)") if len(codes) > 1 else _("hela regionen")
        return said.format(count=len(codes))
    if not names:
        return ""
    said = material.listed(names)
    if team.catchment.city_areas:
        areas = material.listed(city_area_name(material, one) for one in team.catchment.city_areas)
        said = _("{place}, stadsområde {areas}").format(place=said, areas=areas)
    if team.municipalities_served not in {None, len(codes)}:
        said += ". " + _("Källan räknar {count}.").format(count=team.municipalities_served)
    return said


def _beds(material: Material, beds: Beds | None) -> str:
    if beds is None:
        return ""
    return _noted(str(beds.count), _told(material, beds.note))


def _enrolled(material: Material, enrolled: Enrolled | None) -> str:
    if enrolled is None:
        return ""
    return _noted(enrolled_words(enrolled, material.say), _told(material, enrolled.note))


def _staffing(material: Material, staffing: Sequence[Staffing]) -> str:
    """Return posts, each with its ratio in brackets; the first says what the ratio is of."""
    first = next((post for post in staffing if post.per_100000 is not None), None)
    return "; ".join(_post(material, post, with_unit=post is first) for post in staffing)


def _post(material: Material, post: Staffing, *, with_unit: bool) -> str:
    _ = material.say
    posts = "" if post.posts is None else f" {material.decimal(post.posts)}"
    details = []
    if post.per_100000 is not None:
        ratio = material.decimal(post.per_100000, places=2)
        words = _("{ratio} per 100 000 invånare") if with_unit else "{ratio}"
        details.append(words.format(ratio=ratio))
    if post.note is not None:
        details.append(lowered(post.note[material.language].rstrip(".")))
    return _noted(f"{profession_words(post, _)}{posts}", "; ".join(details))


def _told(material: Material, text: Text | None) -> str:
    return "" if text is None else text[material.language]


def _noted(text: str, note: str) -> str:
    return f"{text} ({lowered(note.rstrip('.'))})" if note else text


def _line(material: Material, line: PhysicianLine) -> Section:
    _ = material.say
    language = material.language
    rows = (
        (_("Öppettider"), hours_words(line.hours, _)),
        (_("Vem som får ringa"), line.who_may_use[language]),
        (_("Telefon"), _("fylls i lokalt")),
    )
    source = Paragraph(material.source(line.source, line.basis), "small")
    title = _("Läkarlinje: {name}").format(name=line.name[language])
    return Section("physician-line", title, (Terms(rows), source))
