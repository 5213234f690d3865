"""Names in a pack's files that must be unique, or must lead somewhere."""

from collections.abc import Collection, Iterator, Sequence

from triage.core.spelling import did_you_mean
from triage.core.wording import Text
from triage.packs.quoting import quoted

Path = tuple[str | int, ...]
"""A place in a file: keys and positions, from the outside in."""

FEW = 12
"""Names that a message can list."""

Found = Iterator[tuple[Path, str]]
"""What is wrong, and where."""


def twice(path: Path | str, names: Sequence[str]) -> Found:
    """Yield each id that stands more than once in a list, where it comes again."""
    base = (path,) if isinstance(path, str) else path
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            yield (*base, number, "id"), f"'{name}' stands twice; ids are unique"
        seen.add(name)


def repeated(names: Sequence[str], path: Path) -> Found:
    """Yield each plain name that stands more than once in a list, where it comes again."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield (*path, index), f"{quoted(name)} stands twice; name it once"
        seen.add(name)


def known(name: str, names: Collection[str], path: Path, kind: str) -> Found:
    """Yield that a name leads nowhere, with the nearest of those that exist."""
    if name not in names:
        yield path, f"unknown {kind} {quoted(name)}{nearest(name, names)}"


def alike(path: Path, key: str, texts: Sequence[tuple[str, Text]]) -> Found:
    """Yield words that two values of a list share: a reader could not tell them apart."""
    for language in ("sv", "en"):
        seen: dict[str, str] = {}
        for number, (name, text) in enumerate(texts):
            words = text[language].casefold()
            other = seen.setdefault(words, name)
            if other != name:
                yield (
                    (*path, number, key, language),
                    f"the same words as '{other}'; tell them apart",
                )


def nearest(name: str, names: Collection[str]) -> str:
    """Return the name that is meant, or all where none is near and they are few; or nothing."""
    few = f"; known are {', '.join(names)}" if 0 < len(names) <= FEW else ""
    return did_you_mean(name, names) or few


def all_known(listed: Sequence[str], names: Collection[str], path: Path, kind: str) -> Found:
    """Yield the names of a list that lead nowhere, and those that stand twice."""
    for index, name in enumerate(listed):
        yield from known(name, names, (*path, index), kind)
    yield from repeated(listed, path)
