"""How many questions it takes to settle the care form, following the offered next question.

Patients are the packs' documented cases. Each begins with the age that the identity number
gives, or with the answers of a short assessment (the dozen that decide most, every one counted
as asked), and then answers whatever the window offers next until one outcome is left.

What a case does not tell is answered in two ways. *As told*: "not known", which is an answer
and counts as asked, and is the least that an answer can help. Some cases document just that
an answer is missing; no question settles those. *Filled in*: with the least need, so that
every case can be settled: what happens to most patients, and where the most needs have to be
ruled out. The yardstick is the number of questions in full. Goal: nine of ten settled with
less than half of them. Run as `python -m benchmarks.bench_questions`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from triage.core.compiled import CompiledPack
from triage.core.essential import essential
from triage.core.evaluation import facts_of
from triage.core.logic import State
from triage.core.place import MUNICIPALITY
from triage.core.recommend import recommend
from triage.core.vocabulary import NOT_KNOWN, Answer, Facts
from triage.core.witness import facts_at, neutral
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from ui.viewmodels.checklist_standing import Rules, Standing

TODAY = date(2026, 3, 2)
AGE = "age_years"
SHARE, PART = 0.9, 0.5
"""Goal: this share of the cases is settled with less than this part of the questions."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One case, asked until its care form was settled or nobody knew more."""

    case: str
    asked: tuple[str, ...]
    in_full: int
    """Questions that the whole checklist asks of this patient."""
    settled: bool
    can_be: bool
    """The case's answers, all together, leave one outcome."""

    @property
    def short(self) -> bool:
        """Settled with less than half of the questions."""
        return self.settled and len(self.asked) < PART * self.in_full


def walks(compiled: CompiledPack, *, filled: bool, dozen: bool) -> Iterator[Walk]:
    """Follow the offered questions through every documented case of a pack."""
    rules = Rules.of(compiled)
    first = essential(compiled) if dozen else ()
    least = _least(compiled) if filled else {}
    for case in load_cases(CRITERIA / compiled.pack.id, compiled):
        answers = {**least, **_here(compiled, case.answers(compiled))}
        yield _walk(compiled, rules, case.id, answers, first)


def _walk(
    compiled: CompiledPack, rules: Rules, case: str, answers: Facts, first: Sequence[str]
) -> Walk:
    facts: dict[str, Answer] = {AGE: answers[AGE]} if AGE in answers else {}
    given = frozenset(facts)
    for fact in first:  # in the checklist's order: a question stands after what it hangs on
        if fact not in given and _asked(compiled, fact, facts):
            facts[fact] = answers.get(fact, NOT_KNOWN)
    standing = _standing(compiled, rules, facts)
    while standing.only is None:
        offered = _offered(standing)
        if offered is None:
            break
        facts[offered] = answers.get(offered, NOT_KNOWN)
        standing = _standing(compiled, rules, facts)
    asked = [fact for fact in compiled.vocabulary.fact if _asked(compiled, fact, answers)]
    return Walk(
        case=case,
        asked=tuple(fact for fact in facts if fact not in given),
        in_full=len(asked) - len(given),
        settled=standing.only is not None,
        can_be=_standing(compiled, rules, answers).only is not None,
    )


def _asked(compiled: CompiledPack, fact: str, facts: Facts) -> bool:
    applies = compiled.asked_when.get(fact)
    return applies is None or applies(facts) is State.YES


def _standing(compiled: CompiledPack, rules: Rules, facts: Facts) -> Standing:
    return Standing(compiled, dict(facts), recommend(compiled, facts, TODAY), rules)


def _offered(standing: Standing) -> str | None:
    """Return the next question as the window offers it, while one can part the forms."""
    offered = standing.questions()[:1]
    return next((one.fact for one in offered if one.why == "form"), None)


def _here(compiled: CompiledPack, answers: Facts) -> Facts:
    """Leave out a municipality that no other question of this pack can put right."""
    known = compiled.pack.municipality
    return {
        fact: value for fact, value in answers.items() if fact != MUNICIPALITY or value in known
    }


def _least(compiled: CompiledPack) -> Mapping[str, Answer]:
    """Return the answers of a patient within palliative care with the least need."""
    ground, vocabulary = compiled.outcomes.ground, compiled.vocabulary
    within = facts_of(vocabulary.scope, vocabulary.definition)
    return {
        **facts_at(ground, vocabulary, neutral(ground, vocabulary)),
        **dict.fromkeys(within, True),
    }


def line(name: str, found: Sequence[Walk]) -> str:
    """Return the numbers of some cases; counts of questions are of those that were settled."""
    counts = [len(walk.asked) for walk in found if walk.settled]
    settled, short = len(counts) / len(found), sum(walk.short for walk in found) / len(found)
    return (
        f"{name:20} {len(found):5} {sum(walk.can_be for walk in found):9} {settled:8.0%} "
        f"{median(counts):6.1f} {max(counts):5} {median(walk.in_full for walk in found):7.0f} "
        f"{short:10.0%}"
    )


def main() -> None:
    """Print each pack's cases and all of them together, in every way of asking."""
    catalogue = Catalogue()
    for filled in (False, True):
        for dozen in (False, True):
            print(
                f"{'short assessment first' if dozen else 'next question only'}, "
                f"what a case leaves out {'filled in' if filled else 'not known'}"
            )
            print(
                f"{'pack':20} {'cases':>5} {'can be':>9} {'settled':>8} {'median':>6} {'worst':>5} "
                f"{'in full':>7} {'under half':>10}"
            )
            everyone: list[Walk] = []
            for pack in catalogue.ids:
                found = list(walks(catalogue.compiled(pack), filled=filled, dozen=dozen))
                everyone += found
                print(line(pack, found))
            print(line("all", everyone), end="\n\n")


if __name__ == "__main__":
    main()
