"""Ways in which a file of criteria goes wrong, for the fuzz tests to choose among."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

Steps = tuple[str | int, ...]

WORDS = ("", " ", "x", "unknown", "not_palliative", "no", "10:00", "~", "Å" * 70, "a\nb", "\x00",
         "\x1b[2J", "\u202e", "\U0001f600", "2026-02-30", "9999", "pain", "general", "a" * 5000,
         "__class__", "{fact: pain}", "'", '"', "\\", "#", "%s {0}")  # fmt: skip

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 10**9, 10**18, 10**40, 2**63]),
    st.floats(),
    st.sampled_from(WORDS),
    st.text(max_size=20),
    st.just([]),
    st.just({}),
    st.lists(st.integers() | st.text(max_size=5), max_size=3),
    st.sampled_from(
        [
            {"fact": "pain"},
            {"fact": "pain", "gte": 3},
            {"derived": "complex_need"},
            {"all": []},
            {"any": [{"any": [{"fact": "pain", "gte": 2}]}]},
            {"not": {"not": {"fact": "complex_symptom_picture"}}},
            {"at_least": 9, "of": [{"fact": "complex_symptom_picture"}]},
            {"unconfirmed": {"fact": "complex_symptom_picture"}},
            {"sv": "a", "en": "b"},
        ]
    ),
)
"""Values that stand where others should."""


def steps_of(value: Any, path: Steps = ()) -> Iterator[Steps]:
    """Yield the path of every value inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, one in inside:
        yield (*path, step)
        if isinstance(one, dict | list):
            yield from steps_of(one, (*path, step))


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """Return a copy of a file's values with one to three things gone wrong."""
    copy = _own(value)
    for _ in range(draw(st.integers(1, 3))):
        paths = list(steps_of(copy))
        if not paths:
            break
        path = draw(st.sampled_from(paths))
        holder = copy
        for step in path[:-1]:
            holder = holder[step]
        draw(st.sampled_from(WAYS))(draw, copy, holder, path[-1])
    return copy


def _own(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _delete(draw: st.DrawFn, copy: Any, holder: Any, step: Any) -> None:
    del holder[step]


def _replace(draw: st.DrawFn, copy: Any, holder: Any, step: Any) -> None:
    holder[step] = _own(draw(JUNK))  # the next change must not change what is drawn from


def _duplicate(draw: st.DrawFn, copy: Any, holder: Any, step: Any) -> None:
    if isinstance(holder, list):
        holder.insert(draw(st.integers(0, len(holder))), _own(holder[step]))
    else:
        holder[draw(st.sampled_from(WORDS))] = _own(holder[step])


def _rename(draw: st.DrawFn, copy: Any, holder: Any, step: Any) -> None:
    if isinstance(holder, dict):
        holder[step[:-1] or "x"] = holder.pop(step)


def _other_value(draw: st.DrawFn, copy: Any, holder: Any, step: Any) -> None:
    """Put a value from elsewhere in the file here: another's id, rule, source or text."""
    path = draw(st.sampled_from(list(steps_of(copy))))
    other = copy
    for inner in path:
        other = other[inner]
    holder[step] = _own(other)


def _wrap(draw: st.DrawFn, copy: Any, holder: Any, step: Any) -> None:
    """Set a value in brackets, or in a not, up to deeper than anyone reads."""
    for _ in range(draw(st.sampled_from([1, 2, 40]))):
        holder[step] = draw(st.sampled_from([[holder[step]], {"not": holder[step]}]))


Way = Callable[[st.DrawFn, Any, Any, Any], None]
WAYS: tuple[Way, ...] = (
    _delete, _replace, _replace, _duplicate, _rename, _other_value, _other_value, _wrap,
)  # fmt: skip


def written(value: Any) -> bytes:
    """Return values as YAML; JSON is YAML, with every text in quotes."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", errors="surrogatepass")


class Broken(bytes):
    """A file's bytes, shown by where they first differ from the good ones."""

    good: bytes

    def __repr__(self) -> str:
        """Return a few signs from where the two part; a whole file would say less."""
        pairs = enumerate(zip(self, self.good, strict=False))
        at = next((number for number, (one, other) in pairs if one != other), len(self))
        begun = max(0, at - 60)
        return f"{bytes(self[begun : at + 120])!r} where {self.good[begun : at + 60]!r} was"


def beside(data: bytes, good: bytes) -> Broken:
    """Return bytes that remember the good ones."""
    broken = Broken(data)
    broken.good = good
    return broken


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Return a file's bytes cut off, overwritten, or with lines doubled, lost or moved."""
    at = draw(st.integers(0, len(data)))
    junk = draw(st.binary(max_size=12) | st.sampled_from(WORDS).map(str.encode))
    lines = data.split(b"\n")
    number = draw(st.integers(0, len(lines) - 1))
    other = draw(st.integers(0, len(lines) - 1))
    match draw(st.integers(0, 6)):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + junk + data[at:]
        case 2:
            return data[:at] + junk + data[at + len(junk) :]
        case 3:
            return b"\n".join([*lines[:number], lines[number], *lines[number:]])
        case 4:
            return b"\n".join([*lines[:number], *lines[number + 1 :]])
        case 5:
            return b"\n".join([*lines[:number], b" " + lines[number], *lines[number + 1 :]])
        case _:
            return b"\n".join([*lines[:number], lines[other], *lines[number + 1 :]])
