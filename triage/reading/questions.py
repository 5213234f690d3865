"""The questions that a pack's rules read, in full, with the answer that means a greater need."""

from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.vocabulary import Fact
from triage.reading.content import Block, Paragraph, Section, Statement, Statements
from triage.reading.material import Material


def questions(material: Material) -> Section:
    """Return the questions by step of the checklist."""
    _ = material.say
    places = {MUNICIPALITY, CITY_AREA} if _asks_city_area(material) else {MUNICIPALITY}
    read = material.facts_read | places
    blocks: list[Block] = []
    for step in material.vocabulary.steps:
        asked = [one for one in material.vocabulary.facts if one.step == step.id and one.id in read]
        if asked:
            items = tuple(_question(material, one) for one in asked)
            blocks.append(Statements(step.name[material.language], items))
    lead = Paragraph(
        _(
            "Frågorna som kriterierna, angelägenheten och valet av team bygger på. Varje fråga kan "
            "lämnas obesvarad."
        )
    )
    return Section("questions", _("Frågorna"), (lead, *blocks))


def _asks_city_area(material: Material) -> bool:
    return any(team.catchment.city_areas for team in material.pack.teams)


def _question(material: Material, fact: Fact) -> Statement:
    _ = material.say
    worse = {
        "yes": _("större behov: ja"),
        "no": _("större behov: nej"),
        "higher": _("större behov: högre tal"),
        "more": _("större behov: fler"),
        "undirected": "",
    }[fact.worse]
    label, asked = fact.label[material.language], fact.question[material.language]
    said = [one for one in (asked, fact.help[material.language]) if one.rstrip("?") != label]
    return Statement(label, ((_("Fråga"), " ".join(said)),), source=worse)
