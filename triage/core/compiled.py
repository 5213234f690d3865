"""A pack made ready to weigh patients: evaluators for the trace, diagrams for what is exact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.core.cells import Cells, partition
from triage.core.diagram import Answers, Diagram, Node
from triage.core.evaluation import Evaluate, comparisons, evaluator, facts_of, known
from triage.core.logic import State, all_of, any_of
from triage.core.pack import Catchment, Pack, Part, Team
from triage.core.rules import (
    All,
    Any_,
    AtLeast,
    Comparison,
    Derived,
    In,
    Not,
    Rule,
    Unconfirmed,
)
from triage.core.vocabulary import Answer, Facts, Vocabulary

NOT_PALLIATIVE = "not_palliative"
"""The outcome of a patient whose disease is not incurable."""

MUNICIPALITY = "municipality"
CITY_AREA = "city_area"


def served(catchment: Catchment, pack: Pack) -> Rule:
    """Return a catchment as a rule over the place where the patient lives."""
    codes = tuple(
        place.code
        for place in pack.municipalities
        if place.area in catchment.areas or place.code in catchment.municipalities
    )
    here = In(fact=MUNICIPALITY, **{"in": codes})
    if not catchment.city_areas:
        return here
    return All(all=(here, In(fact=CITY_AREA, **{"in": catchment.city_areas})))


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

    # Kleene

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
    def offering(self) -> Mapping[str, tuple[Team, ...]]:
        """The teams that offer each care form today (not those only planned)."""
        return {
            form.id: tuple(
                team for team in self.pack.teams if form.id in team.offers and not team.planned
            )
            for form in self.pack.care_forms
        }

    @cached_property
    def base_form(self) -> str:
        """The last form of the ladder, which is offered everywhere."""
        return self.pack.care_forms[-1].id

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
        return any_of(self.serves[team.id](facts) for team in self.offering[form])

    def route(self, form: str) -> tuple[str, ...]:
        """Return a form and what stands in for it, in order; the base form last."""
        return (form, *self.pack.care_form[form].fallback, self.base_form)

    def placed(self, form: str, facts: Facts) -> str:
        """Return the form itself, or the first stand-in that the place does not exclude."""
        return next(one for one in self.route(form) if self.offered(one, facts) is not State.NO)

    def admission(self, part: Part, states: Mapping[str, State]) -> State:
        """Join the states of a part's criteria."""
        join = all_of if part.all is not None else any_of
        return join(states[name] for name in part.criteria)

    # Exact

    @cached_property
    def cells(self) -> tuple[Cells, ...]:
        """The facts that the outcome depends on, each with its cells; diagram levels in order."""
        tests: dict[str, list[Comparison]] = {}
        for rule in self._rules():
            for test in comparisons(rule, self.vocabulary.definition):
                tests.setdefault(test.fact, []).append(test)
        codes = tuple(self.pack.municipality)
        return tuple(
            partition(self.vocabulary.fact[fact], made, codes if fact == MUNICIPALITY else ())
            for fact, made in tests.items()
        )

    @cached_property
    def level(self) -> Mapping[str, int]:
        """Diagram level by fact."""
        return {cells.fact: level for level, cells in enumerate(self.cells)}

    @cached_property
    def weights(self) -> tuple[tuple[float, ...], ...]:
        """Share of each cell, level by level."""
        return tuple(cells.weights for cells in self.cells)

    @cached_property
    def diagram(self) -> Diagram:
        """The store that all of the pack's diagrams share."""
        return Diagram([len(cells.representatives) for cells in self.cells])

    @cached_property
    def scope_node(self) -> Node:
        """Where the disease is within palliative care."""
        return self.node(self.vocabulary.scope)

    @cached_property
    def admission_node(self) -> Mapping[str, Node]:
        """Where each form admits, by form."""
        nodes = {}
        for form in self.pack.care_forms:
            parts = []
            for _, part in form.admission:
                criteria = [self.node(self.pack.criterion[name].when) for name in part.criteria]
                parts.append(self.diagram.all(criteria) if part.all else self.diagram.any(criteria))
            nodes[form.id] = self.diagram.all(parts)
        return nodes

    @cached_property
    def offered_node(self) -> Mapping[str, Node]:
        """Where each form is offered, by form."""
        return {
            form.id: self.diagram.yes
            if form.always_offered
            else self.diagram.any(
                self.node(served(team.catchment, self.pack)) for team in self.offering[form.id]
            )
            for form in self.pack.care_forms
        }

    @cached_property
    def recommended_node(self) -> Node:
        """The recommended form of every fully answered patient who does not decline."""
        diagram = self.diagram
        steps = []
        for form in self.pack.care_forms:
            placed = diagram.ladder(
                ((self.offered_node[one], diagram.leaf(one)) for one in self.route(form.id)),
                diagram.leaf(self.base_form),
            )
            steps.append((self.admission_node[form.id], placed))
        ladder = diagram.ladder(steps, diagram.leaf(None))
        return diagram.choose(self.scope_node, ladder, diagram.leaf(NOT_PALLIATIVE))

    @cached_property
    def gap_node(self) -> Node:
        """Where the indicated form is not offered: need that the region does not meet."""
        diagram = self.diagram
        steps = [
            (self.admission_node[form.id], diagram.opposite(self.offered_node[form.id]))
            for form in self.pack.care_forms
        ]
        return diagram.both(self.scope_node, diagram.ladder(steps, diagram.no))

    @cached_property
    def urgency_node(self) -> Node:
        """The urgency class of every fully answered patient."""
        diagram = self.diagram
        specialised = diagram.any(
            node
            for form, node in self.admission_node.items()
            if self.vocabulary.form[form].specialised
        )
        classes = self.vocabulary.urgency.classes
        steps = [
            (
                diagram.any(
                    specialised if reason.when is None else self.node(reason.when)
                    for reason in urgency.reasons
                ),
                diagram.leaf(urgency.id),
            )
            for urgency in classes[:-1]
        ]
        return diagram.ladder(steps, diagram.leaf(classes[-1].id))

    def answers(self, facts: Facts) -> Answers:
        """Return the known facts as diagram cells by level."""
        return {
            level: cells.of(value)
            for level, cells in enumerate(self.cells)
            if (value := self.known(facts, cells.fact)) is not None
        }

    def node(self, rule: Rule) -> Node:
        """Return the diagram of a rule over complete answers."""
        diagram = self.diagram
        match rule:
            case All(all=inner):
                return diagram.all(self.node(part) for part in inner)
            case Any_(any=inner):
                return diagram.any(self.node(part) for part in inner)
            case Not(not_=one) | Unconfirmed(unconfirmed=one):
                return diagram.opposite(self.node(one))
            case AtLeast(at_least=count, of=inner):
                return diagram.at_least(count, [self.node(part) for part in inner])
            case Derived(derived=name):
                return self.node(self.vocabulary.definition[name].when)
            case _:
                level = self.level[rule.fact]
                return diagram.literal(level, self.cells[level].truth(rule))

    def _ready(self, rule: Rule) -> Evaluate:
        return evaluator(rule, self.vocabulary.definition, self.known)

    def _rules(self) -> Iterator[Rule]:
        """Yield the rules that decide outcomes; their first mention orders the diagram."""
        yield self.vocabulary.scope
        for form in self.pack.care_forms:
            for _, part in form.admission:
                for name in part.criteria:
                    yield self.pack.criterion[name].when
        for urgency in self.vocabulary.urgency.classes:
            for reason in urgency.reasons:
                if reason.when is not None:
                    yield reason.when
        for team in self.pack.teams:
            yield served(team.catchment, self.pack)
