"""The questions that decide most under a pack: what a short assessment asks."""

from triage.core.compiled import CompiledPack
from triage.core.evaluation import facts_of
from triage.core.place import MUNICIPALITY

COUNT = 12
"""How many questions a short assessment has."""


def essential(compiled: CompiledPack, count: int = COUNT) -> tuple[str, ...]:
    """Return the questions that decide most, in the checklist's order.

    Three are always among them, whatever they decide: the red flags, since nothing else may
    wait for them; where the patient is to be cared for, since no team is found without it; and
    the answer that can decline the referral. The rest are those that most often decide the
    care form by themselves (`triage.core.decisive`): for the greatest share of patients
    another answer to that one question, everything else as it is, gives another form. Equals
    go by how often they decide the urgency, then by the checklist. Urgency comes second since
    the red flags, which alone make a referral immediate, are always asked.

    A question that is only asked of some patients comes beside the dozen and takes nobody's
    place in it: most are never asked it.

    What this does not say: that these questions are enough. Twelve answers leave the form open
    for many patients, most often for those with little need, where every need has to be ruled
    out; then the next question goes on from there. Nor how common the patients are: shares
    weigh answers, not people. And several questions that say nearly the same, of which one is
    enough, each count for little.
    """
    vocabulary = compiled.vocabulary
    position = {fact: number for number, fact in enumerate(vocabulary.fact)}
    held = {
        vocabulary.emergency.flags,
        *({MUNICIPALITY} & position.keys()),
        *facts_of(vocabulary.declined, vocabulary.definition),
    }
    some = compiled.asked_when.keys() & compiled.decisive.keys()

    def rank(fact: str) -> tuple[float, float, int]:
        share = compiled.decisive[fact]
        return (-share.form, -share.urgency, position[fact])

    others = sorted(compiled.decisive.keys() - held - some, key=rank)
    chosen = held | some | set(others[: max(0, count - len(held))])
    return tuple(sorted(chosen, key=position.__getitem__))
