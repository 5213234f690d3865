"""Each criterion, and each part of a rule, matters for somebody.

A part that could be struck out without any patient noticing says something that the pack
does not mean: it is always met where it counts, or met only where it no longer counts.
"""

from collections.abc import Callable, Iterator

from triage.core.diagram_store import Node
from triage.core.evaluation import derived_of
from triage.core.leaves import leaves_of, node_with, rules_of
from triage.core.outcomes import Outcomes
from triage.core.proofs.ground import Case
from triage.core.rules import Rule
from triage.core.verification import Finding, Property

MET, FAILED = "met", "failed"
"""Values of a finding: nobody is decided by its being met, or by its not being met."""

Nodes = tuple[Node, ...]
Effect = Callable[[Node], tuple[Nodes, Nodes]]
"""What a node in one place comes to: the outcomes, and on the way there each form's admission."""


def decides(case: Case) -> Iterator[Finding]:
    """Yield each criterion, and each comparison in a rule, that never decides.

    A derived fact is one comparison in a pack's rule; its own parts are held against what
    it means by itself. So are the parts of a prerequisite.
    """
    outcomes = case.outcomes
    alone = [(one.id, one.when) for one in case.pack.prerequisites]
    # A criterion may be called as the derived fact that it asks for; a slash tells them apart.
    alone += [(f"/{name}", case.vocabulary.definition[name].when) for name in _derived(case)]
    for one in case.pack.criteria:
        whole = list(_finding(case, one.id, outcomes.criterion[one.id], _on_pack(outcomes, one.id)))
        yield from whole or _parts(case, one.id, one.when, _on_pack(outcomes, one.id))
    for name, when in alone:
        yield from _parts(case, name, when, lambda node: ((node,), ()))


def _parts(case: Case, owner: str, rule: Rule, effect: Effect) -> Iterator[Finding]:
    outcomes = case.outcomes
    found = leaves_of(owner, rule)
    for leaf in found if len(found) > 1 else ():

        def within(node: Node, path: tuple[str | int, ...] = leaf.path) -> tuple[Nodes, Nodes]:
            return effect(node_with(outcomes, rule, path, node))

        yield from _finding(case, leaf.id, outcomes.node(leaf.rule), within)


def _finding(case: Case, subject: str, node: Node, effect: Effect) -> Iterator[Finding]:
    """Yield a finding where a constant in the node's place comes to the same as the node.

    The patient shown is one whom a form would admit otherwise, were it not all the same.
    """
    diagram = case.outcomes.diagram
    now, admits = effect(node)
    ways, regions = [], [node]
    for way, constant in ((MET, diagram.no), (FAILED, diagram.yes)):
        then, admits_then = effect(constant)
        if then == now:
            ways.append(way)
            changed = map(diagram.differs, admits, admits_then)
            regions.insert(0, diagram.any(changed))
    if ways:
        shown = next((region for region in regions if region != diagram.no), diagram.no)
        yield case.finding(
            Property.DECIDES,
            subject,
            [("holds", node)],
            patients=case.patient(shown),
            values=tuple(ways),
        )


def _on_pack(outcomes: Outcomes, criterion: str) -> Effect:
    """Return what ladder and parallel offers come to with another node for a criterion."""

    def effect(node: Node) -> tuple[Nodes, Nodes]:
        by = {**outcomes.criterion, criterion: node}
        # The whole ladder, beyond scope too: that a form asks for an incurable disease says
        # what it is for, though scope has asked already.
        beside = (outcomes.joined(one.criteria, by) for one in outcomes.pack.parallel)
        return (outcomes.ladder_by(by), *beside), tuple(outcomes.admission_by(by).values())

    return effect


def _derived(case: Case) -> tuple[str, ...]:
    """Return the derived facts that the pack's rules use, directly or through another."""
    rules = rules_of(case.pack).values()
    used = {name for rule in rules for name in derived_of(rule, case.vocabulary.definition)}
    return tuple(name for name in case.vocabulary.definition if name in used)
