"""How soon: the highest class that any reason reaches, never a sum of points.

The same rule stands for every pack. It is derived and not validated, and says so.
"""

from collections.abc import Mapping

from triage.core.compiled import CompiledPack
from triage.core.logic import State, any_of
from triage.core.recommendation import UrgencyAnswer
from triage.core.vocabulary import Facts


def urgency(compiled: CompiledPack, facts: Facts, admissions: Mapping[str, State]) -> UrgencyAnswer:
    """Return the class that is settled, its reasons, and what may still raise it.

    `admissions` are the states of the pack's care forms for the same facts.
    """
    specialised = any_of(
        state for form, state in admissions.items() if compiled.vocabulary.form[form].specialised
    )
    classes = [one.id for one in compiled.vocabulary.urgency.classes]
    reasons = tuple(
        (one.id, reason.id)
        for one in compiled.vocabulary.urgency.classes
        for reason in one.reasons
        if (specialised if reason.when is None else compiled.reason[reason.id](facts)) is State.YES
    )
    current = reasons[0][0] if reasons else classes[-1]
    rank = {name: position for position, name in enumerate(classes)}
    answers = compiled.answers(facts)
    reached = compiled.outcomes.diagram.outcomes(compiled.outcomes.urgency, answers)
    highest = min([current, *map(str, reached)], key=rank.__getitem__)
    if rank[highest] < rank[current]:
        levels = compiled.outcomes.diagram.support(
            compiled.outcomes.urgency, answers, lambda value: rank[str(value)] < rank[current]
        )
        open_facts = {compiled.outcomes.cells[level].fact for level in levels}
    else:
        open_facts = set()
    return UrgencyAnswer(
        current=current,
        reasons=reasons,
        may_rise_to=highest,
        questions=tuple(fact for fact in compiled.vocabulary.fact if fact in open_facts),
    )
