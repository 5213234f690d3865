"""Where an assessment stands: which questions are asked, open, still of any use, or doubtful.

Plain reckoning over the answers and what the engine said of them. No words, no Qt.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from triage.core.compiled import CompiledPack
from triage.core.evaluation import Evaluate, evaluator, facts_of
from triage.core.logic import State
from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.recommendation import Recommendation
from triage.core.vocabulary import NOT_KNOWN, Facts, Hint

Why = Literal["form", "flags", "gap", "urgency", "condition", "not_known"]
"""What a question can still do: part the care forms, raise the urgency, …"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is worth asking next, and what for."""

    fact: str
    why: Why


@dataclass(frozen=True)
class Standing:
    """One set of answers and what they gave under one pack."""

    compiled: CompiledPack
    facts: Facts
    recommendation: Recommendation
    rules: "Rules"
    notes: Mapping[str, str] = field(default_factory=dict)
    """The letter's free texts, which answer some of the doubts."""
    protected: bool = False
    """Whether the patient's identity is protected: then it is not told where they live."""

    @property
    def possible(self) -> tuple[str, ...]:
        """Every outcome that open answers leave, in the pack's order."""
        return self.recommendation.weighing.possible

    @property
    def declined(self) -> bool:
        """Whether the patient declines a referral."""
        return self.recommendation.weighing.blocked_by is not None

    @property
    def only(self) -> str | None:
        """The one outcome that is left; None while there are several.

        A patient who declines stays where the care already is, whatever the need may be.
        """
        weighing = self.recommendation.weighing
        if self.declined and weighing.recommended is not None:
            return weighing.recommended
        return self.possible[0] if len(self.possible) == 1 else None

    def known(self, fact: str) -> bool:
        """Say whether a fact is answered with something that can be weighed."""
        return self.facts.get(fact, NOT_KNOWN) != NOT_KNOWN

    def asked(self, fact: str) -> bool:
        """Say whether a question is asked of this patient at all."""
        applies = self.compiled.asked_when.get(fact)
        return applies is None or applies(self.facts) is State.YES

    def needed(self, fact: str) -> bool:
        """Say whether a question is still of use; one that no rule reads always is."""
        return self.known(fact) or fact in self._live or fact not in self.rules.read

    def questions(self) -> tuple[Asked, ...]:
        """Return what is worth asking next, most telling first, each question once."""
        first: dict[str, Why] = {}
        for fact, why in self._worth_asking():
            if self.asked(fact) and not self.known(fact):
                first.setdefault(fact, why)
        fresh = [Asked(fact, why) for fact, why in first.items() if fact not in self.facts]
        tried = [Asked(fact, "not_known") for fact in first if fact in self.facts]
        return (*fresh, *tried)

    def _worth_asking(self) -> Iterator[tuple[str, Why]]:
        weighing = self.recommendation.weighing
        for fact in self.recommendation.next_questions:
            yield fact, "form"
        yield self.compiled.vocabulary.emergency.flags, "flags"
        if weighing.red_flags:
            yield self.compiled.vocabulary.emergency.limits, "flags"
        for fact in self.recommendation.gap_questions:
            yield fact, "gap"
        for fact in weighing.urgency.questions:
            yield fact, "urgency"
        for fact in self._open_facts("prerequisite"):
            yield fact, "condition"

    @cached_property
    def _live(self) -> frozenset[str]:
        weighing = self.recommendation.weighing
        place = () if weighing.team or weighing.team_to_confirm else (MUNICIPALITY, CITY_AREA)
        advice = facts_of(self.compiled.vocabulary.advice.when, self.compiled.vocabulary.definition)
        declined = facts_of(self.compiled.vocabulary.declined, self.compiled.vocabulary.definition)
        return frozenset(
            (
                *(fact for fact, _ in self._worth_asking()),
                *self._open_facts("parallel"),
                *place,
                *advice,
                *declined,
            )
        )

    def _open_facts(self, part: str) -> Iterator[str]:
        """Yield what open prerequisites of possible forms, or open parallel offers, wait for."""
        for line in self.recommendation.weighing.trace:
            if line.part == part and line.state is State.UNKNOWN:
                if part == "prerequisite" and line.care_form not in self.possible:
                    continue
                yield from line.facts

    def hints(self) -> Mapping[str, Hint]:
        """Return the doubts that the answers raise, by the question that they stand beside."""
        return {
            hint.beside: hint
            for hint, doubtful in self.rules.hints
            if doubtful(self.facts) is State.YES and not hint.answered_in(self.notes)
        }

    def next_unanswered(self, after: str | None) -> str | None:
        """Return the next question without any answer, in the checklist's order and round."""
        order = list(self.compiled.vocabulary.fact)
        start = order.index(after) + 1 if after in order else 0
        for fact in (*order[start:], *order[:start]):
            if fact not in self.facts and fact != after and self.asked(fact):
                return fact
        return None


@dataclass(frozen=True)
class Rules:
    """What is made ready once for a pack, and not for every answer."""

    hints: tuple[tuple[Hint, Evaluate], ...]
    read: frozenset[str]
    """Every fact that some rule of the pack, or the urgency, looks at."""

    def asks_for(self, field: str) -> bool:
        """Say whether a doubt is answered by what stands in a free text of the letter."""
        return any(hint.unless_note == field for hint, _doubtful in self.hints)

    @classmethod
    def of(cls, compiled: CompiledPack) -> "Rules":
        """Make a pack's rules ready."""
        vocabulary = compiled.vocabulary
        read = {fact for facts in compiled.facts_read.values() for fact in facts}
        for one in vocabulary.urgency.classes:
            for reason in one.reasons:
                if reason.when is not None:
                    read.update(facts_of(reason.when, vocabulary.definition))
        hints = tuple(
            (hint, evaluator(hint.when, vocabulary.definition)) for hint in vocabulary.hints
        )
        return cls(hints, frozenset(read))
