"""Every municipality has a team for something."""

from collections.abc import Iterator

from triage.core.diagram_store import Node
from triage.core.place import MUNICIPALITY, served
from triage.core.proofs.ground import Case
from triage.core.verification import Finding, Property


def all_served(case: Case) -> Iterator[Finding]:
    """Yield the municipalities where no team offers anything, in whole or in some part.

    What is only planned does not count.
    """
    outcomes = case.outcomes
    diagram = outcomes.diagram
    somebody = diagram.any(
        outcomes.node(served(team.catchment, case.pack))
        for team in case.pack.teams
        if team.offers and not team.planned
    )
    nobody = diagram.opposite(somebody)
    places = tuple(code for code in case.pack.municipality if _lacks(case, nobody, code))
    if places:
        yield case.finding(
            Property.SERVED, "municipalities", [(" ".join(places), nobody)], values=places
        )


def _lacks(case: Case, nobody: Node, code: str) -> bool:
    """Say whether somebody in a municipality is served by nobody."""
    outcomes = case.outcomes
    level = outcomes.level.get(MUNICIPALITY)
    if level is None:  # a region without teams asks for no place
        return True
    there = outcomes.diagram.restrict(nobody, level, outcomes.cells[level].of(code))
    return there != outcomes.diagram.no
