"""What the checklist does at its first visit, done ahead while nobody is there.

The rows of questions and care forms are made for a patient of whom nothing is known. They are
used again for the first case, which then has its own answers put into them.
"""

from collections.abc import Callable, Iterator
from functools import partial

from triage.services import Workplace
from ui.viewmodels.checklist_last_time import LastTime
from ui.viewmodels.checklist_outcome import OutcomeWords
from ui.viewmodels.checklist_standing import Rules, Standing
from ui.viewmodels.desk import Desk
from ui.views.checklist_middle import Middle
from ui.views.checklist_outcome import OutcomePanel


def rehearsal(desk: Desk, middle: Middle, outcome: OutcomePanel) -> Iterator[Callable[[], object]]:
    """Yield steps, the first page of questions last: it is the one that is seen first."""
    standing = nothing_known(desk.workplace)
    vocabulary = standing.compiled.vocabulary
    for step in reversed(vocabulary.steps):
        asked = [fact.id for fact in vocabulary.facts if fact.step == step.id]
        yield partial(middle.questions.show_facts, asked, {}, standing, LastTime(desk))
        yield partial(middle.notes.make, step.id)
    yield lambda: outcome.show_outcome(OutcomeWords(desk).of(standing))
    yield outcome.start_over


def nothing_known(workplace: Workplace) -> Standing:
    """Return where a patient stands of whom nothing is known, by the criteria in use."""
    compiled = workplace.compiled(workplace.usual_pack())
    weighed = workplace.recommend_by(compiled, {}, workplace.now().date())
    return Standing(compiled, {}, weighed, Rules.of(compiled))
