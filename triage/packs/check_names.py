"""Names in a pack's files that must be unique, or must lead somewhere."""

from collections import Counter
from collections.abc import Iterator, Sequence

from triage.core.spelling import did_you_mean

Path = tuple[str | int, ...]
"""A place in a file: keys and positions, from the outside in."""

Found = Iterator[tuple[Path, str]]
"""What is wrong, and where."""


def twice(key: str, names: Sequence[str]) -> Found:
    """Yield each id that stands more than once under `key`, where it comes again."""
    counted = Counter(names)
    for number, name in enumerate(names):
        if counted[name] > 1 and name in names[:number]:
            yield (key, number, "id"), f"'{name}' stands twice; ids are unique"


def known(name: str, names: Sequence[str], path: Path, kind: str) -> Found:
    """Yield that a name leads nowhere, with the nearest of those that exist."""
    if name not in names:
        yield path, f"unknown {kind} '{name}'{did_you_mean(name, names)}"
