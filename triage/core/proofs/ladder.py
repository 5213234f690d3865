"""The ladder: every form reached, the highest first, nobody falls through."""

from collections.abc import Iterator
from functools import partial
from operator import eq

from triage.core.diagram_store import Node
from triage.core.proofs.ground import Case
from triage.core.verification import Finding, Property


def reachable(case: Case) -> Iterator[Finding]:
    """Yield each form that no patient is ever indicated: no answers meet it, or others come first.

    Patients beyond palliative care do not count: no form is theirs. The finding's values are
    the forms that come first; none where the form admits nobody.
    """
    outcomes = case.outcomes
    diagram = outcomes.diagram
    higher: list[str] = []
    for form in outcomes.admission:
        admits = _admits(case, form)
        indicated = diagram.where(outcomes.indicated, partial(eq, form))
        if indicated == diagram.no:
            first = tuple(
                one for one in higher if diagram.both(admits, outcomes.admission[one]) != diagram.no
            )
            yield case.finding(
                Property.REACHABLE,
                form,
                [("admits", admits)],
                patients=case.patient(admits),
                values=first,
            )
        higher.append(form)


def ordered(case: Case) -> Iterator[Finding]:
    """Yield each form that admits a patient who is indicated a lower level instead."""
    outcomes = case.outcomes
    diagram = outcomes.diagram
    for form in outcomes.admission:
        for lower in outcomes.admission:
            if case.rank(lower) >= case.rank(form):
                continue
            gets = diagram.where(outcomes.indicated, partial(eq, lower))
            region = diagram.both(_admits(case, form), gets)
            if region != diagram.no:
                yield case.finding(
                    Property.ORDERED,
                    f"{form}.{lower}",
                    [("region", region)],
                    patients=case.patient(region),
                    values=(form, lower),
                )


def complete(case: Case) -> Iterator[Finding]:
    """Yield that some patient within scope is indicated nothing at all."""
    outcomes = case.outcomes
    diagram = outcomes.diagram
    region = diagram.where(outcomes.indicated, lambda value: value is None)
    if region != diagram.no:
        yield case.finding(
            Property.COMPLETE, "ladder", [("region", region)], patients=case.patient(region)
        )


def _admits(case: Case, form: str) -> Node:
    """Return where a form admits a patient within palliative care."""
    return case.outcomes.diagram.both(case.outcomes.scope, case.outcomes.admission[form])
