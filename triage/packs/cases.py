"""Patients that document a pack: what each one is recommended, and why.

Knows the shape of `cases.yaml` and that its names exist. Whether the pack gives what a case
expects is for the tests to say.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from triage.core.answers import parse_facts
from triage.core.compiled import CompiledPack
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.recommendation import Status
from triage.core.spelling import did_you_mean
from triage.core.vocabulary import Facts
from triage.core.wording import Frozen, Identifier, Text
from triage.packs.bounded_yaml import Path as Place
from triage.packs.bounded_yaml import Tree, read
from triage.packs.problems import InputError, Problem
from triage.packs.validation import validated

NAME = "cases.yaml"


class Expectation(Frozen):
    """What is to come out. A key that is left out is not asserted; null is."""

    status: str | None = None
    recommended: Identifier | None = None
    indicated: Identifier | None = None
    gap: bool | None = None
    possible: tuple[Identifier, ...] | None = None
    conditions: tuple[Identifier, ...] | None = None
    """Prerequisites of the recommended form that are not settled."""
    next: Identifier | None = None
    """The question that matters most now."""
    team: Identifier | None = None
    entry_point: Identifier | None = None
    urgency: Identifier | None = None
    parallel: tuple[Identifier, ...] | None = None
    blocked_by: Identifier | None = None

    @property
    def asserted(self) -> frozenset[str]:
        """The keys that the case gives, those that are null among them."""
        return frozenset(self.model_fields_set)


class ExampleCase(Frozen):
    """One documented patient."""

    id: Identifier
    title: Text
    facts: dict[str, object]
    """Answers as they stand in the file; `load_cases` has checked them."""
    expect: Expectation

    def answers(self, compiled: CompiledPack) -> Facts:
        """Return the answers in the form in which facts are weighed."""
        return parse_facts(self.facts, compiled.vocabulary)[0]


class _File(Frozen):
    cases: tuple[ExampleCase, ...]


def load_cases(folder: Path, compiled: CompiledPack) -> tuple[ExampleCase, ...]:
    """Read the cases of a pack.

    Raises:
        InputError: with every problem found: shape, facts, names that lead nowhere.
    """
    path = folder / NAME
    short = f"{folder.name}/{NAME}"
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError([Problem(short, "", f"{reason}; a pack has cases")]) from None
    return checked_cases(read(data, short), compiled)


def checked_cases(tree: Tree, compiled: CompiledPack) -> tuple[ExampleCase, ...]:
    """Return the cases that the values of `cases.yaml` make.

    Raises:
        InputError: with every problem found: shape, facts, names that lead nowhere.
    """
    cases = validated(_File, {"cases": tree.value}, lambda _: tree).cases
    problems = [tree.problem(place, message) for place, message in _faults(cases, compiled)]
    if problems:
        raise InputError(problems)
    return cases


def _faults(cases: Sequence[ExampleCase], compiled: CompiledPack) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for number, case in enumerate(cases):
        if case.id in seen:
            yield (number, "id"), f"the id '{case.id}' stands twice"
        seen.add(case.id)
        for fact, message in parse_facts(case.facts, compiled.vocabulary)[1]:
            yield (number, "facts", fact), message
        for key, known in _known(compiled).items():
            value = getattr(case.expect, key)
            for name in value if isinstance(value, tuple) else (value,):
                if name is not None and name not in known:
                    yield (
                        (number, "expect", key),
                        f"unknown name '{name}'{did_you_mean(name, known)}",
                    )


def _known(compiled: CompiledPack) -> dict[str, tuple[str, ...]]:
    """Return the names that each expectation can hold."""
    pack, vocabulary = compiled.pack, compiled.vocabulary
    forms, teams = tuple(pack.care_form), tuple(pack.team)
    return {
        "status": tuple(status.value for status in Status),
        "recommended": forms,
        "indicated": forms,
        "possible": (*forms, NOT_PALLIATIVE),
        "conditions": tuple(pack.prerequisite),
        "next": tuple(vocabulary.fact),
        "team": teams,
        "entry_point": teams,
        "urgency": tuple(one.id for one in vocabulary.urgency.classes),
        "parallel": tuple(vocabulary.form),
        "blocked_by": ("consent",),
    }
