"""How far each step of the checklist has come."""

from dataclasses import dataclass

from triage.core.vocabulary import Step
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a step has come; `count` is what stands beside its name."""

    step: Step
    answered: int
    asked: int
    count: str


def progress(standing: Standing, desk: Desk) -> tuple[StepProgress, ...]:
    """Return every step's progress. Answers "not known" count as given, save for red flags."""
    vocabulary = desk.workplace.catalogue.vocabulary
    steps = []
    for step in vocabulary.steps:
        asked = [
            fact.id for fact in vocabulary.facts if fact.step == step.id and standing.asked(fact.id)
        ]
        answered = sum(fact in standing.facts for fact in asked)
        count = f"{answered}/{len(asked)}"
        if asked == [vocabulary.emergency.flags]:
            count = _flags(standing, desk)
        steps.append(StepProgress(step, answered, len(asked), count))
    return tuple(steps)


def _flags(standing: Standing, desk: Desk) -> str:
    _ = desk.translate
    weighing = standing.recommendation.weighing
    if not weighing.red_flags_checked:
        return _("ej kontrollerat")
    return str(len(weighing.red_flags)) if weighing.red_flags else _("inga")
