"""For which patients a leaf, a threshold or a form of a pack decides: exactly these.

A leaf decides for a patient if the outcome would be another, were this one occurrence of it
answered the other way. An empty region is a duty that no case can show, and says why.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.core.compiled import CompiledPack
from triage.core.diagram_store import NODE_CAP, Node
from triage.core.duties import Duty, Impossible, Reason, Way
from triage.core.leaves import Leaf, node_with, rules_of
from triage.core.outcomes import NOT_PALLIATIVE, Outcomes, deciding_rules, ground_of
from triage.core.pack import Pack, Part
from triage.core.rules import Derived


@dataclass(frozen=True)
class Deciding:
    """The regions of one pack's duties.

    Raises:
        DiagramTooLargeError: from everything it is asked, past the cap of nodes.
    """

    compiled: CompiledPack
    cap: int = NODE_CAP

    @cached_property
    def outcomes(self) -> Outcomes:
        """The pack on a ground that also holds what prerequisites and consent read."""
        pack, vocabulary = self.compiled.pack, self.compiled.vocabulary
        rules = [*deciding_rules(pack, vocabulary), *(one.when for one in pack.prerequisites)]
        read = [(rule, vocabulary) for rule in (*rules, vocabulary.declined)]
        return Outcomes(pack, vocabulary, ground_of(read, tuple(pack.municipality), cap=self.cap))

    def region(self, duty: Duty) -> Node:
        """Return the patients by whom a duty is shown."""
        outcomes, diagram, subject = self.outcomes, self.outcomes.diagram, duty.subject
        if duty.leaf is not None:
            decides = diagram.both(self._stands(duty, duty.leaf), self._matters(duty, duty.leaf))
            return diagram.both(decides, self._at_boundary(duty, duty.leaf))
        match duty.way:
            case Way.INDICATED:
                return self._is(outcomes.indicated, subject)
            case Way.RECOMMENDED:
                return self._is(self._recommended, subject)
            case Way.GAP:
                lacking = diagram.opposite(outcomes.offered[subject])
                return diagram.both(self._is(outcomes.indicated, subject), lacking)
            case Way.OFFERED:
                beside = self._parallel(outcomes.criterion)[subject]
                return diagram.both(beside, diagram.opposite(self._is(self._recommended, subject)))
            case Way.STANDING:
                return diagram.both(self._asked_for(subject), diagram.opposite(self._rule(subject)))
            case Way.SETTLED:
                return diagram.both(self._asked_for(subject), self._rule(subject))
            case _:
                return self._is(outcomes.urgency, subject)

    def impossible(self, duty: Duty) -> Impossible | None:
        """Return why nobody shows a duty; None where somebody does."""
        if self.region(duty) != self.outcomes.diagram.no:
            return None
        pack, subject = self.compiled.pack, duty.subject
        if duty.leaf is not None:
            return self._never_decides(duty, duty.leaf)
        if duty.way in (Way.STANDING, Way.SETTLED):
            return self._never_asked_for(subject) or Impossible(Reason.NOBODY)
        form = pack.care_form.get(subject)
        if form is None:
            return Impossible(Reason.NOBODY)
        if duty.way is Way.RECOMMENDED and not (form.always_offered or pack.offering(subject)):
            return Impossible(Reason.NOWHERE)
        admitted = self.outcomes.diagram.both(self.outcomes.scope, self.outcomes.admission[subject])
        indicated = self.region(Duty(duty.kind, subject, Way.INDICATED))
        if duty.way is Way.GAP and indicated != self.outcomes.diagram.no:
            return Impossible(Reason.EVERYWHERE)
        return Impossible(Reason.CAUGHT, self._forms_of(admitted))

    @cached_property
    def _recommended(self) -> Node:
        """The form that a patient is recommended, the base form where consent is declined."""
        diagram, outcomes = self.outcomes.diagram, self.outcomes
        some = diagram.where(
            outcomes.recommended, lambda form: form is not None and form != NOT_PALLIATIVE
        )
        declines = diagram.both(some, outcomes.node(self.compiled.vocabulary.declined))
        base = diagram.leaf(self.compiled.pack.base_form)
        return diagram.choose(declines, base, outcomes.recommended)

    def _is(self, node: Node, value: str) -> Node:
        return self.outcomes.diagram.where(node, lambda one: one == value)

    def _rule(self, owner: str) -> Node:
        return self.outcomes.node(rules_of(self.compiled.pack)[owner])

    def _with(self, leaf: Leaf, value: bool) -> Node:
        rule = rules_of(self.compiled.pack)[leaf.owner]
        return node_with(self.outcomes, rule, leaf.path, self.outcomes.diagram.leaf(value))

    def _stands(self, duty: Duty, leaf: Leaf) -> Node:
        """Return where a leaf holds, or fails, as the duty wants it."""
        node = self.outcomes.node(leaf.rule)
        return node if duty.way is Way.MET else self.outcomes.diagram.opposite(node)

    def _at_boundary(self, duty: Duty, leaf: Leaf) -> Node:
        diagram = self.outcomes.diagram
        if duty.value is None or isinstance(leaf.rule, Derived):
            return diagram.yes
        level = self.outcomes.level[leaf.rule.fact]
        cells = self.outcomes.cells[level]
        at = cells.of(duty.value)
        return diagram.literal(level, [cell == at for cell in range(len(cells.weights))])

    def _matters(self, duty: Duty, leaf: Leaf) -> Node:
        """Return where the outcome changes with the leaf, wherever the leaf itself stands."""
        changed = self._with(leaf, duty.way is not Way.MET)
        diagram, outcomes = self.outcomes.diagram, self.outcomes
        if leaf.owner in self.compiled.pack.prerequisite:
            differs = diagram.differs(self._rule(leaf.owner), changed)
            return diagram.both(self._asked_for(leaf.owner), differs)
        criteria = {**outcomes.criterion, leaf.owner: changed}
        ladder = diagram.differs(outcomes.ladder, outcomes.ladder_by(criteria))
        before, after = self._parallel(outcomes.criterion), self._parallel(criteria)
        beside = diagram.any(diagram.differs(before[one], after[one]) for one in before)
        return diagram.either(diagram.both(outcomes.scope, ladder), beside)

    def _parallel(self, criteria: Mapping[str, Node]) -> Mapping[str, Node]:
        """Return where each parallel offer stands open."""
        diagram = self.outcomes.diagram
        found = {}
        for one in self.compiled.pack.parallel:
            node = self.outcomes.joined(one.criteria, criteria)
            found[one.id] = node if one.also_curable else diagram.both(self.outcomes.scope, node)
        return found

    def _asked_for(self, prerequisite: str) -> Node:
        """Return where the recommended form asks for a prerequisite."""
        asking = {
            form
            for form in self.compiled.pack.care_form
            if prerequisite in self.compiled.prerequisites_of(form)
        }
        return self.outcomes.diagram.where(self._recommended, lambda form: form in asking)

    def _never_asked_for(self, prerequisite: str) -> Impossible | None:
        if self._asked_for(prerequisite) != self.outcomes.diagram.no:
            return None
        off = self.compiled.pack.prerequisite[prerequisite].switched_locally
        on = prerequisite in self.compiled.switched_on
        return Impossible(Reason.SWITCHED_OFF if off and not on else Reason.NOT_ASKED)

    def _never_decides(self, duty: Duty, leaf: Leaf) -> Impossible:
        """Return what stands between a leaf and the outcome, from the inside out."""
        diagram, outcomes, pack = self.outcomes.diagram, self.outcomes, self.compiled.pack
        anywhere = self.region(Duty(duty.kind, duty.subject, duty.way, leaf))
        if anywhere != diagram.no:
            return Impossible(Reason.BOUNDARY)
        changed = self._with(leaf, duty.way is not Way.MET)
        stands = self._stands(duty, leaf)
        in_rule = diagram.both(stands, diagram.differs(self._rule(leaf.owner), changed))
        if in_rule == diagram.no:
            return Impossible(Reason.IN_RULE)
        if leaf.owner in pack.prerequisite:
            return self._never_asked_for(leaf.owner) or Impossible(Reason.NOBODY)
        if not any(leaf.owner in part.criteria for part in _parts(pack)):
            return Impossible(Reason.UNUSED)
        after = outcomes.admission_by({**outcomes.criterion, leaf.owner: changed})
        moved = diagram.any(
            diagram.differs(outcomes.admission[form], after[form]) for form in after
        )
        in_form = diagram.both(stands, moved)
        if in_form == diagram.no:
            return Impossible(Reason.IN_FORM)
        in_scope = diagram.both(outcomes.scope, in_form)
        if in_scope == diagram.no:
            return Impossible(Reason.SCOPE)
        return Impossible(Reason.CAUGHT, self._forms_of(in_scope))

    def _forms_of(self, region: Node) -> tuple[str, ...]:
        """Return the forms that patients of a region are indicated for, in the pack's order."""
        diagram = self.outcomes.diagram
        met = diagram.outcomes(
            diagram.choose(region, self.outcomes.indicated, diagram.leaf(None)), {}
        )
        return tuple(form for form in self.compiled.pack.care_form if form in met)


def _parts(pack: Pack) -> Iterator[Part]:
    """Yield what the forms and the parallel offers of a pack ask for."""
    for form in pack.care_forms:
        yield from (part for _, part in form.admission)
    yield from (parallel.criteria for parallel in pack.parallel)
