"""A pack as the plain values its three files hold, so that it can be changed and written.

Knows keys and values, not what they mean: any change can be made, and `compiled_text` says
what is wrong with the outcome. Lists are tuples, so that an earlier text stays as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from triage.core.compiled import CompiledPack
from triage.core.pack import Municipality
from triage.core.vocabulary import Vocabulary
from triage.packs.bounded_yaml import Tree
from triage.packs.cases import ExampleCase, checked_cases
from triage.packs.load import TEAM_KEYS, compiled_trees
from triage.packs.problems import Problem
from triage.packs.quoting import place_text

FilePart = Literal["pack", "teams", "cases"]
Steps = Sequence[str | int]


class _Removed:
    """The kind of `REMOVED`, which no value of a file is."""


REMOVED: Final = _Removed()
"""Given to `with_value` in place of a value: the key or the list's item is taken out."""


@dataclass(frozen=True, slots=True)
class PackText:
    """What `pack.yaml`, `teams.yaml` and `cases.yaml` hold, with the keys of the files."""

    pack: Mapping[str, Any]
    teams: Mapping[str, Any]
    cases: tuple[Mapping[str, Any], ...]


class Values(Tree):
    """Values that stand in no file yet: their problems have a place and no line."""

    def problem(self, path: Steps, message: str) -> Problem:
        """Return a problem placed at `path`, as far as the values go."""
        known: list[str | int] = []
        at: object = self.value
        for step in path:
            if isinstance(at, dict) and step in at:
                at = at[str(step)]
            elif isinstance(at, tuple) and isinstance(step, int) and step < len(at):
                at = at[step]
            else:
                continue  # a key that is missing, or the name of a model's variant
            known.append(step)
        return Problem(self.file, place_text(known), message)


def text_of(compiled: CompiledPack, cases: Sequence[ExampleCase]) -> PackText:
    """Return a pack's values; what holds its default is left out, as a person would write."""
    stated = compiled.pack.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"municipalities"}
    )
    return PackText(
        pack={key: plain(one) for key, one in stated.items() if key not in TEAM_KEYS},
        teams={key: plain(one) for key, one in stated.items() if key in TEAM_KEYS},
        # A key that is left out asserts nothing, and null does: so by what was set.
        cases=tuple(plain(one.model_dump(mode="json", exclude_unset=True)) for one in cases),
    )


def with_value(text: PackText, part: FilePart, path: Steps, value: object) -> PackText:
    """Return the text with one value changed; the text given stays as it was.

    `path` leads there by keys and indexes; keys on the way that do not exist are made. An index
    equal to a list's length appends. The value `REMOVED` takes the key or the item out.

    Raises:
        LookupError: if the path leads through a value that holds no others, or past the end.
    """
    changed = _with(getattr(text, part), tuple(path), value)
    return replace(text, **{part: changed})


def compiled_text(
    text: PackText, vocabulary: Vocabulary, places: Iterable[Municipality]
) -> CompiledPack:
    """Return the pack ready to weigh; its cases are not read (`cases_of_text`).

    Raises:
        InputError: with every problem found; each one's `path` names the place, and its `file`
            is `pack.yaml` or `teams.yaml`.
    """
    return compiled_trees(
        Values("pack.yaml", plain(text.pack), {}),
        Values("teams.yaml", plain(text.teams), {}),
        vocabulary,
        places,
    )


def cases_of_text(text: PackText, compiled: CompiledPack) -> tuple[ExampleCase, ...]:
    """Return the cases of a text.

    Raises:
        InputError: with every problem found, each placed in `cases.yaml`.
    """
    return checked_cases(Values("cases.yaml", plain(text.cases), {}), compiled)


def plain(value: Any) -> Any:
    """Return a value with mappings as dicts and lists as tuples, all the way in."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(plain(one) for one in value)
    return value


def _with(at: Any, path: tuple[str | int, ...], value: object) -> Any:
    if not path:
        if value is REMOVED:
            raise LookupError("the whole cannot be removed; name a key or an item")
        return plain(value)
    step, rest = path[0], path[1:]
    taken_out = not rest and value is REMOVED
    if isinstance(step, int):
        items = () if at is None else at
        if not isinstance(items, tuple) or not 0 <= step <= len(items) - taken_out:
            raise LookupError(f"no item [{step}] here")
        old = items[step] if step < len(items) else None
        new = () if taken_out else (_with(old, rest, value),)
        return (*items[:step], *new, *items[step + 1 :])
    entries = {} if at is None else at
    if not isinstance(entries, Mapping):
        raise LookupError(f"no key '{step}' here")
    if taken_out:
        return {key: one for key, one in entries.items() if key != step}
    return {**entries, step: _with(entries.get(step), rest, value)}
