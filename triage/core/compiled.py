"""A pack made ready to weigh patients: evaluators for the trace, diagrams for what is exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.core.decisive import Decisive, decisive
from triage.core.diagram import Answers
from triage.core.evaluation import Evaluate, evaluator, facts_of, known
from triage.core.logic import State, all_of, any_of
from triage.core.outcomes import Outcomes, ground
from triage.core.pack import Pack, Part, Team
from triage.core.place import MUNICIPALITY, served
from triage.core.rules import Rule
from triage.core.vocabulary import Answer, Facts, Vocabulary


@dataclass(frozen=True)
class CompiledPack:
    """One pack with its vocabulary. `digest` names exactly these criteria and teams."""

    pack: Pack
    vocabulary: Vocabulary
    digest: str
    switched_on: frozenset[str] = frozenset()
    """Local prerequisites that the unit has switched on."""

    def known(self, facts: Facts, fact: str) -> Answer | None:
        """Return an answer; None where it is open under this pack.

        A municipality of another pack counts as unanswered. Everything that weighs reads
        the answers through here.
        """
        value = known(facts, fact)
        if fact == MUNICIPALITY and value not in self.pack.municipality:
            return None
        return value

    @cached_property
    def scope(self) -> Evaluate:
        """Tell whether the disease is within palliative care at all."""
        return self._ready(self.vocabulary.scope)

    @cached_property
    def declined(self) -> Evaluate:
        """Tell whether the patient declines."""
        return self._ready(self.vocabulary.declined)

    @cached_property
    def advice(self) -> Evaluate:
        """Tell whether advice is asked for."""
        return self._ready(self.vocabulary.advice.when)

    @cached_property
    def criterion(self) -> Mapping[str, Evaluate]:
        """Evaluators of the criteria, by id."""
        return {one.id: self._ready(one.when) for one in self.pack.criteria}

    @cached_property
    def prerequisite(self) -> Mapping[str, Evaluate]:
        """Evaluators of the prerequisites, by id."""
        return {one.id: self._ready(one.when) for one in self.pack.prerequisites}

    @cached_property
    def reason(self) -> Mapping[str, Evaluate]:
        """Evaluators of the urgency reasons, by id."""
        return {
            reason.id: self._ready(reason.when)
            for urgency in self.vocabulary.urgency.classes
            for reason in urgency.reasons
            if reason.when is not None
        }

    @cached_property
    def asked_when(self) -> Mapping[str, Evaluate]:
        """Evaluators of the facts that are only asked of some patients, by fact."""
        return {
            fact.id: self._ready(fact.asked_when)
            for fact in self.vocabulary.facts
            if fact.asked_when is not None
        }

    @cached_property
    def serves(self) -> Mapping[str, Evaluate]:
        """Evaluators of the teams' catchments, by team."""
        return {team.id: self._ready(served(team.catchment, self.pack)) for team in self.pack.teams}

    @cached_property
    def facts_read(self) -> Mapping[str, tuple[str, ...]]:
        """The facts that each criterion and prerequisite reads, by id."""
        rules = {one.id: one.when for one in self.pack.criteria}
        rules |= {one.id: one.when for one in self.pack.prerequisites}
        return {name: facts_of(when, self.vocabulary.definition) for name, when in rules.items()}

    def prerequisites_of(self, form: str) -> tuple[str, ...]:
        """Return the prerequisites in force for a form, in the pack's order."""
        return tuple(
            name
            for name in self.pack.care_form[form].prerequisites
            if not self.pack.prerequisite[name].switched_locally or name in self.switched_on
        )

    def offered(self, form: str, facts: Facts) -> State:
        """Say whether some team offers a form where the patient lives."""
        if self.pack.care_form[form].always_offered:
            return State.YES
        return any_of(self.serves[team.id](facts) for team in self.pack.offering(form))

    def serving(self, form: str, facts: Facts) -> Team | None:
        """Return the first team that is sure to serve the patient with a form, if one is.

        It may be one that stands for a team to be confirmed.
        """
        for team in self.pack.offering(form):
            if self.serves[team.id](facts) is State.YES:
                return team
        return None

    def placed(self, form: str, facts: Facts) -> str:
        """Return the form itself, or the first stand-in that the place does not exclude."""
        return next(
            one for one in self.pack.route(form) if self.offered(one, facts) is not State.NO
        )

    def admission(self, part: Part, states: Mapping[str, State]) -> State:
        """Join the states of a part's criteria."""
        join = all_of if part.all is not None else any_of
        return join(states[name] for name in part.criteria)

    @cached_property
    def outcomes(self) -> Outcomes:
        """What the pack decides for every fully answered patient, exactly."""
        return Outcomes(self.pack, self.vocabulary, ground((self.pack, self.vocabulary)))

    @cached_property
    def decisive(self) -> Mapping[str, Decisive]:
        """How much each question decides by itself, by fact."""
        return decisive(self.outcomes)

    def answers(self, facts: Facts) -> Answers:
        """Return the known facts as cells, by level of the pack's diagrams."""
        return {
            level: cells.of(value)
            for level, cells in enumerate(self.outcomes.cells)
            if (value := self.known(facts, cells.fact)) is not None
        }

    def _ready(self, rule: Rule) -> Evaluate:
        return evaluator(rule, self.vocabulary.definition, self.known)
