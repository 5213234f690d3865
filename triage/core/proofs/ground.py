"""What every proof stands on: one pack's diagrams, and findings made from their regions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from triage.core.compiled import CompiledPack
from triage.core.diagram import Answers
from triage.core.diagram_store import NODE_CAP, Node
from triage.core.outcomes import NOT_PALLIATIVE, Outcomes, ground
from triage.core.pack import AcceptedFinding, Pack
from triage.core.proofs.region import fingerprint
from triage.core.verification import Example, Finding, Property, Standing
from triage.core.vocabulary import Vocabulary
from triage.core.witness import facts_at, neutral, witness


@dataclass(frozen=True)
class Case:
    """One pack under proof, on a ground of its own: proofs make many nodes."""

    compiled: CompiledPack
    today: date
    cap: int = NODE_CAP

    @property
    def pack(self) -> Pack:
        """The pack under proof."""
        return self.compiled.pack

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary that its rules are written in."""
        return self.compiled.vocabulary

    @cached_property
    def outcomes(self) -> Outcomes:
        """The pack's diagrams."""
        return Outcomes(
            self.pack,
            self.vocabulary,
            ground((self.pack, self.vocabulary), cap=self.cap),
        )

    def rank(self, outcome: object) -> int:
        """Return how high an outcome stands; a pathway of its own goes before all levels."""
        if outcome == NOT_PALLIATIVE:
            return -2
        if outcome is None:
            return -1
        level = self.vocabulary.form[str(outcome)].level
        return 10 if level is None else level

    def patient(self, region: Node) -> tuple[Example, ...]:
        """Return the smallest readable patient of a region, in a tuple; empty for no region."""
        answers = self._witness(region, (self.outcomes.indicated,), ())
        return () if answers is None else (self.example(answers),)

    def pair(
        self, region: Node, fact: str, cells: tuple[int, int], seen: Node
    ) -> tuple[Example, ...]:
        """Return two patients of a region who differ in one fact alone.

        `region` does not look at the fact; `seen` is what differs between them.
        """
        outcomes, level = self.outcomes, self.outcomes.level[fact]
        sides = [outcomes.diagram.restrict(seen, level, cell) for cell in cells]
        answers = self._witness(region, sides, (fact,))
        if answers is None:
            return ()
        return tuple(self.example({**answers, level: cell}, (level,)) for cell in cells)

    def example(self, answers: Answers, apart: Sequence[int] = ()) -> Example:
        """Return the patient of some cells, with what comes out; `apart` are told in any case."""
        outcomes = self.outcomes
        usual = neutral(outcomes.ground, self.vocabulary)
        facts = facts_at(outcomes.ground, self.vocabulary, answers)
        telling = {
            outcomes.cells[level].fact
            for level, cell in answers.items()
            if level in apart or cell != usual[level]
        }
        return Example(
            facts=facts,
            telling=tuple(fact for fact in facts if fact in telling),
            indicated=self._settled(outcomes.indicated, answers),
            recommended=self._settled(outcomes.recommended, answers),
            urgency=self._settled(outcomes.urgency, answers),
        )

    def finding(
        self,
        kind: Property,
        subject: str,
        regions: Sequence[tuple[str, Node]],
        *,
        patients: tuple[Example, ...] = (),
        values: tuple[str, ...] = (),
    ) -> Finding:
        """Return a finding, held against what the pack accepts.

        `regions` are the patients whom it is about, by name where there are several kinds.
        """
        region = fingerprint(self.outcomes.ground, self.vocabulary, regions)
        accepted = self._accepted(f"{kind}/{subject}")
        return Finding(
            kind=kind,
            subject=subject,
            values=values,
            patients=patients,
            region=region,
            standing=self._standing(accepted, region),
            acceptance=accepted,
        )

    def _settled(self, node: Node, answers: Answers) -> str | None:
        values = self.outcomes.diagram.outcomes(node, answers)
        return str(value) if len(values) == 1 and (value := values.pop()) is not None else None

    def _witness(
        self, region: Node, steady: Sequence[Node], open_facts: Sequence[str]
    ) -> Answers | None:
        return witness(
            self.outcomes.ground, self.vocabulary, region, steady=steady, open_facts=open_facts
        )

    def _accepted(self, name: str) -> AcceptedFinding | None:
        return next((one for one in self.pack.accepted if one.finding == name), None)

    def _standing(self, accepted: AcceptedFinding | None, region: str) -> Standing:
        if accepted is None:
            return Standing.OPEN
        if accepted.region != region:
            return Standing.CHANGED
        if accepted.expires < self.today.isoformat():
            return Standing.EXPIRED
        return Standing.ACCEPTED
