"""Symptoms on one row each way: worst first, with the day of rating, and which are stale."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from triage.core.vocabulary import ScoreFact
from triage.referral.letter import Line
from triage.referral.material import Material

_STALE: Final = timedelta(hours=72)
_SEVERE: Final = 3


def score_facts(material: Material) -> list[str]:
    """Return every symptom that is scored."""
    return [fact.id for fact in material.compiled.vocabulary.facts if isinstance(fact, ScoreFact)]


def severe(material: Material) -> list[str]:
    """Return the severe symptoms, the worst first."""
    return [name for name in _rated(material) if _score(material, name) >= _SEVERE]


def scores(material: Material) -> list[Line]:
    """Return the scored symptoms in two rows, and what was scored too long ago to be relied on."""
    _ = material.say
    rated, worst = _rated(material), severe(material)
    milder = [name for name in rated if name not in worst]
    lines = [
        Line(label, score_row(material, names), brief=True)
        for label, names in ((_("Svåra"), worst), (_("Övriga"), milder))
        if names
    ]
    stale = [
        name
        for name in rated
        if name in material.rated and material.at - material.rated[name] > _STALE
    ]
    if stale:
        text = _("Skattat för mer än 72 timmar sedan: {names}.")
        names = material.labels(stale, len(stale))
        lines.append(Line("", text.format(names=names), mark="!"))
    return lines


def score_row(material: Material, names: Sequence[str]) -> str:
    """Return symptoms with score and day on one row; a day that they share stands first, once."""
    told = {name: f"{material.label(name)} {material.answer(name)}" for name in names}
    days = {
        name: material.day(material.rated[name]).isoformat()
        for name in names
        if name in material.rated
    }
    if len(names) > 1 and len(days) == len(names) and len(set(days.values())) == 1:
        return f"{days[names[0]]}: {' · '.join(told.values())}"
    dated = [f"{told[name]} ({days[name]})" if name in days else told[name] for name in names]
    return " · ".join(dated)


def _rated(material: Material) -> list[str]:
    rated = [name for name in score_facts(material) if material.answered(name)]
    return sorted(rated, key=lambda name: -_score(material, name))


def _score(material: Material, name: str) -> int:
    return int(str(material.facts[name]))
