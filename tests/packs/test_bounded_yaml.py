"""YAML that would mislead or do harm is refused with its place; the rest is read as written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.packs.bounded_yaml import MAX_BYTES, read
from triage.packs.problems import InputError


def problem(text: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(text, "f.yaml")
    (only,) = caught.value.problems
    return str(only)


def test_values_are_read_as_yaml_1_2_with_their_places() -> None:
    text = b'a: 1\nb: [true, null, 1.5, text, "no"]\nc: {d: "10:00", e: 1480}\n'
    tree = read(text, "f.yaml")
    assert tree.value == {
        "a": 1,
        "b": (True, None, 1.5, "text", "no"),
        "c": {"d": "10:00", "e": 1480},
    }
    assert tree.marks[("b", 2)] == (2, 17)
    assert tree.marks[("c", "e")] == (3, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a: no", "f.yaml:1:4: a: put quotes around no: older YAML reads it as true or false"),
        (b"a: [Yes]", "f.yaml:1:5: a[0]: put quotes around Yes"),
        (b"a: on", "put quotes around on"),
        (b"a: True", "put quotes around True: write it in lower case, or quote it"),
        (b"a: 10:00", "put quotes around 10:00: older YAML reads it as a number"),
        (b"a: 2020-01-01", "put quotes around 2020-01-01: older YAML reads it as a date"),
        (b"a: 0123", "put quotes around 0123"),
        (b"a: 0x1F", "put quotes around 0x1F"),
        (b"a: 1_000", "put quotes around 1_000"),
        (b"a: 1e3", "put quotes around 1e3"),
        (b"a: .inf", "put quotes around .inf"),
        (b"a: ~", "put quotes around ~"),
        (b"a: 1\na: 2", "f.yaml:2:1: the key 'a' stands twice; keep one of them"),
        (b"a: &x 1\nb: 2", "f.yaml:1:4: a: anchors and aliases are not allowed"),
        (b"a: *x", "anchors and aliases are not allowed"),
        (b"a: !!python/object:os.system 1", "f.yaml:1:4: a: tags (!"),
        (b"? [a]\n: 1", "a key must be plain text"),
        (b"!t a: 1", "anchors and tags are not allowed on keys"),
        (b"[" * 40, "nested too deep; at most 32 levels are read"),
        (b"a: 1\n---\nb: 2", "f.yaml:2:1: one document a file; remove the second"),
        (b"a: b: c", "f.yaml:1:5: not valid YAML"),
        (b"a: [1", "not valid YAML"),
        (b"a: \x00", "not valid YAML"),
        ("a: å".encode("latin-1"), "f.yaml:1:4: not UTF-8; save the file as UTF-8"),
        (b"a: 1\n" * (MAX_BYTES // 5 + 1), "f.yaml: too large; at most 512 KiB are read"),
        (b"[" + b"1," * 60_000 + b"1]", "too many values; at most 50000 are read"),
    ],
    ids=lambda value: value[:24].decode("latin-1") if isinstance(value, bytes) else "",
)
def test_what_misleads_or_harms_is_refused(text: bytes, expected: str) -> None:
    assert expected in problem(text)


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    lines = [b"a0: &a0 [x, x, x, x]"]
    lines += [b"a%d: &a%d [*a%d, *a%d]" % (n, n, n - 1, n - 1) for n in range(1, 40)]
    assert problem(b"\n".join(lines)).startswith("f.yaml:1:5: a0: anchors and aliases")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text("ab:-[]{}&*!|>'\"#\n 0~?", max_size=60).map(str.encode))
def test_whatever_comes_gives_a_value_or_a_placed_problem(data: bytes) -> None:
    problems = []
    try:
        read(data, "f.yaml")
    except InputError as error:
        problems = [str(one) for one in error.problems]
    assert all(one.startswith("f.yaml:") for one in problems)
