"""Patients that document a pack: what each one is recommended, and why.

Knows the shape of `cases.yaml` and that its names exist. Whether the pack gives what a case
expects is for the tests to say.
"""

import pathlib
from collections.abc import Sequence
from itertools import islice

from triage.core.answers import parse_facts
from triage.core.compiled import CompiledPack
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.recommendation import Status
from triage.core.spelling import did_you_mean
from triage.core.vocabulary import Facts, Vocabulary
from triage.core.wording import Frozen, Identifier, Text
from triage.packs.bounded_file import file_bytes
from triage.packs.bounded_yaml import MAX_BYTES, Key, Tree, read
from triage.packs.check_names import Found, Path, nearest, repeated
from triage.packs.problems import InputError
from triage.packs.quoting import one_line, quoted
from triage.packs.validation import MOST_PROBLEMS, in_order, validated

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


def load_cases(folder: pathlib.Path, compiled: CompiledPack) -> tuple[ExampleCase, ...]:
    """Read the cases of a pack.

    Raises:
        InputError: with every problem found: shape, facts, names that lead nowhere.
    """
    short = f"{folder.name}/{NAME}"
    data = file_bytes(folder / NAME, short, limit=MAX_BYTES, missing="a pack has cases")
    return checked_cases(read(data, short), compiled)


def checked_cases(tree: Tree, compiled: CompiledPack) -> tuple[ExampleCase, ...]:
    """Return the cases that the values of `cases.yaml` make.

    Raises:
        InputError: with every problem found: shape, facts, names that lead nowhere.
    """
    cases = validated(_File, {"cases": tree.value}, lambda _: tree).cases
    found = islice(_faults(cases, compiled), MOST_PROBLEMS)
    problems = [tree.problem(place, message) for place, message in found]
    if problems:
        raise InputError(in_order(problems))
    return cases


def _faults(cases: Sequence[ExampleCase], compiled: CompiledPack) -> Found:
    known = _known(compiled)
    seen: set[str] = set()
    for number, case in enumerate(cases):
        if case.id in seen:
            yield (number, "id"), f"the id '{case.id}' stands twice"
        seen.add(case.id)
        yield from _answers(case, compiled.vocabulary, (number, "facts"))
        for key, names in known.items():
            value = getattr(case.expect, key)
            place: Path = (number, "expect", key)
            if isinstance(value, tuple):
                yield from repeated(value, place)
                for index, name in enumerate(value):
                    yield from _name(name, names, (*place, index))
            elif value is not None:
                yield from _name(value, names, place)


def _answers(case: ExampleCase, vocabulary: Vocabulary, path: Path) -> Found:
    facts = vocabulary.fact
    for name in case.facts:
        if name not in facts:
            message = f"unknown fact {quoted(name)}{did_you_mean(name, facts)}"
            yield (*path, Key(name)), message
    answered = {name: value for name, value in case.facts.items() if name in facts}
    for name, message in parse_facts(answered, vocabulary)[1]:
        yield (*path, name), one_line(message)  # it repeats the answer


def _name(name: str, names: Sequence[str], path: Path) -> Found:
    if name not in names:
        yield path, f"unknown name {quoted(name)}{nearest(name, names)}"


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
