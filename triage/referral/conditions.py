"""What is left to do before the care form named can begin, each with who and by when."""

from triage.core.logic import State
from triage.core.recommendation import Condition
from triage.referral.letter import Line, Planned, Section
from triage.referral.material import Material

_MARK_TODO = "☐"


def to_do(material: Material) -> Section:
    """Return the tasks; a section without lines where none is left."""
    _ = material.say
    lines = []
    for condition in _conditions(material):
        stated = material.compiled.pack.prerequisite[condition.id]
        state = _("inte gjort") if condition.state is State.NO else _("ej känt om det är gjort")
        planned = material.planned.get(condition.id, Planned("", ""))
        owner = planned.owner or stated.owner[material.language]
        note = " · ".join(part for part in (owner, _when(material, planned.due), state) if part)
        lines.append(Line("", stated.todo[material.language], mark=_MARK_TODO, note=note))
    return Section(_("Att göra"), tuple(lines))


def _when(material: Material, due: str) -> str:
    """Return by when something is to be done; a day that has passed is told as such."""
    _ = material.say
    if not due:
        return ""
    passed = due < material.day(material.at).isoformat()
    words = _("skulle vara klart {day}") if passed else _("klart senast {day}")
    return words.format(day=due)


def _conditions(material: Material) -> tuple[Condition, ...]:
    now, form = material.weighing, material.form
    if form is None or form == now.recommended or form not in material.compiled.pack.care_form:
        return now.conditions
    states = (
        Condition(name, material.compiled.prerequisite[name](material.facts))
        for name in material.compiled.prerequisites_of(form)
    )
    return tuple(one for one in states if one.state is not State.YES)
