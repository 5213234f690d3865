"""What a letter leaves out under protected identity.

No municipality, address, telephone or relatives, no name and no number. Free texts on where
and by whom the patient is found are withheld whole; in other free texts what tells who or where
is struck out. Names that the program has never been told it cannot know: the letter warns the
author of that. Nor does it tell what differs by place: which team, what is not offered, whether
a question about the place is still open.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from triage.core.compiled import CompiledPack
from triage.core.logic import State
from triage.core.pack import Team
from triage.core.people import Patient
from triage.core.place import MUNICIPALITY
from triage.core.vocabulary import ChoiceFact
from triage.referral.material import Material
from triage.referral.telling import Known, certain, is_name, particulars, struck

WITHHELD_NOTES: Final = frozenset({"where_now", "telephone", "family", "children", "home_care"})
WITHHELD_FACTS: Final = frozenset({"municipality", "city_area"})
_AROUND: Final = frozenset({"where_now", "family", "children"})
_WHERE: Final = frozenset({"where_now", "telephone"})
_SENDERS_OWN: Final = frozenset(
    {"sender_telephone", "responsible_physician", "intervention_responsible"}
)
"""Texts on the sender's side: their telephone numbers and names are what they are for."""


def cleared(material: Material) -> Material:
    """Clear what a protected identity must not show, before any part of the letter sees it."""
    patient, signed = material.patient, material.signed
    if not patient.protected:
        return material
    home = tuple(_places(material))
    around = (*home, *_where_teams_are(material))
    known = _known(patient, material.notes)
    own, strike = certain(known, home), particulars(known, around)
    if signed is not None and signed.override is not None:
        reason, words = signed.override
        signed = replace(signed, override=(reason, struck(words, strike)))
    if signed is not None:
        unit = struck(signed.author.unit, own)
        signed = replace(signed, author=replace(signed.author, unit=unit))
    return replace(
        material,
        patient=replace(patient, name="", alias=struck(patient.alias, own)),
        facts={name: value for name, value in material.facts.items() if name not in WITHHELD_FACTS},
        # That a question about the place decides is asked in one place only.
        next_questions=tuple(one for one in material.next_questions if one not in WITHHELD_FACTS),
        notes={
            field: struck(text, own if field in _SENDERS_OWN else strike)
            for field, text in material.notes.items()
            if field not in WITHHELD_NOTES
        },
        planned={
            name: replace(one, owner=struck(one.owner, strike))
            for name, one in material.planned.items()
        },
        signed=signed,
    )


def _places(material: Material) -> Iterator[str]:
    """Yield the names of the municipality and of the part of the city, whichever they are."""
    code = str(material.facts.get(MUNICIPALITY, ""))
    known = material.compiled.pack.municipality.get(code)
    if known is not None:
        yield known.name
    for name in sorted(WITHHELD_FACTS):
        fact, code = material.compiled.vocabulary.fact.get(name), str(material.facts.get(name, ""))
        if isinstance(fact, ChoiceFact) and code in fact.names:
            yield fact.names[code]["sv"]


def _where_teams_are(material: Material) -> Iterator[str]:
    """Yield the names, and what in them names a place, of teams that serve a part of the region."""
    now, compiled = material.weighing, material.compiled
    for team in {material.team, now.team, now.team_to_confirm, now.entry_point} - {None}:
        known = compiled.pack.team.get(str(team))
        if known is None or serves_everyone(compiled, known):
            continue
        yield from (known.name["sv"], known.name["en"])
        words = re.findall(r"[\w-]+", known.name["sv"])[1:]
        yield from (word for word in words if is_name(word) and word != "Region")


def serves_everyone(compiled: CompiledPack, team: Team) -> bool:
    """Say whether a team serves the whole region, so that its name gives no place away."""
    serves = compiled.serves[team.id]
    return all(serves({MUNICIPALITY: code}) is State.YES for code in compiled.pack.municipality)


def struck_out(text: str, notes: Mapping[str, str], patient: Patient, *places: str) -> str:
    """Return one more text with the patient's particulars struck out.

    `places` are the names of where the patient lives, as far as they are known.
    """
    return struck(text, particulars(_known(patient, notes), places))


def _known(patient: Patient, notes: Mapping[str, str]) -> Known:
    def of(fields: Collection[str]) -> list[str]:
        return [text for field, text in notes.items() if field in fields]

    others = notes.keys() - WITHHELD_NOTES
    return Known(patient, of(WITHHELD_NOTES), of(_AROUND), of(_WHERE), of(others))
