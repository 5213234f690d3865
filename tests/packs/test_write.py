"""What is written reads back to the same values, whatever they hold."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.packs.bounded_yaml import read
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.edit import PackText, text_of, with_value
from triage.packs.load import load_pack
from triage.packs.problems import InputError
from triage.packs.write import WIDTH, written, written_file

CATALOGUE = Catalogue()

TRAPS = """
no Yes off y n true TRUE null Null ~ 10:00 7:30 012 0x1A 0b1 1_000 1e3 .5 -.inf .nan + - -1 1.
2020-01-01 2026.10 2026.1 << = ? ! & * | > % @ ` ' " \\ { } [ ] , # a:b a: :a --- ... a,b a#b
!tag &anchor *alias
""".split()  # noqa: SIM905 - fifty short words read best as words
TRICKY = st.sampled_from(
    [
        *TRAPS,
        "",
        " ",
        " x",
        "x ",
        "a  b",
        "a: b",
        "a # b",
        "- a",
        "? a",
        "a\nb",
        "\n",
        "a\tb",
        "\t",
        "\u2028",
        "\ufffe",
        "\u00a0",
        "a\u00a0b",
        "Sámi: čáhci, đ ŋ ŧ ž",
        "Åsele, Örträsk och Älvsbyn",
        "👩‍⚕️",
        "e\u0301",
        "'quoted'",
        '"quoted"',
        "back\\slash \\n",
        "ord " * 80,
        "ord " * 79 + "ord",
        "x" * 300,
        ("x" * 119 + " ") * 3 + "y",
        "# " * 70 + "#",
        "--- " * 40 + "---",
    ]
)
UNSEEN = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters=UNSEEN, include_characters="\n\t"
)
TEXTS = (
    TRICKY
    | st.text(CHARACTERS, max_size=200)
    | st.text("ab :#,-'\"\n\\{}[]|>&*!%@?0=", max_size=12)
)
SCALARS = (
    TEXTS
    | st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.decimals(-1000, 1000, places=4).map(float)
)
KEYS = TRICKY.filter(lambda text: len(text) <= 128) | st.text(CHARACTERS, max_size=40)


def inside(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.lists(values, max_size=4).map(tuple)
    return lists | st.dictionaries(KEYS, values, max_size=4)


VALUES = st.recursive(SCALARS, inside, max_leaves=24)


@given(VALUES)
def test_any_value_reads_back_as_itself(value: Any) -> None:
    again = read(written_file("pack.yaml", value), "pack.yaml").value
    assert again == value
    assert repr(again) == repr(value)  # 1 and true, 1 and 1.0 are equal to Python


@given(TEXTS)
def test_any_text_reads_back_wherever_it_stands(text: str) -> None:
    criterion = {"id": "a", "text": {"sv": text, "en": text}, "when": {"fact": text, "in": (text,)}}
    for value in (
        text,
        (text,),
        {"a": text},
        {"criteria": (criterion,)},
        ({"facts": {"b": text}},),
    ):
        assert read(written_file("teams.yaml", value), "teams.yaml").value == value


@pytest.mark.parametrize("pack_id", CATALOGUE.ids)
def test_every_pack_is_the_same_after_being_written(pack_id: str, tmp_path: Path) -> None:
    original = CATALOGUE.compiled(pack_id)
    text = text_of(original, load_cases(CRITERIA / pack_id, original))
    folder = tmp_path / pack_id
    folder.mkdir()
    for name, data in written(text).items():
        (folder / name).write_bytes(data)
    again = load_pack(folder, CATALOGUE.vocabulary, CATALOGUE.municipalities.values())
    assert again.digest == original.digest
    assert text_of(again, load_cases(folder, again)) == text


def test_it_looks_as_a_person_would_write_it() -> None:
    compiled = CATALOGUE.compiled("skane")
    lines = written(text_of(compiled, ()))["pack.yaml"].decode().splitlines()
    assert lines[:4] == [
        "# A region's criteria for Vägval; the format is told in criteria/README.md.",
        "id: skane",
        "name: {sv: Skåne, en: Skåne}",
        'version: "2026.1"',
    ]
    assert (
        "    when: {all: [{fact: complex_symptom_picture}, {fact: needs_round_the_clock_team}]}"
        in lines
    )
    assert "  sv: >-" in lines
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), "pack.yaml: version: this kind of value has no place in the file"),
        (float("inf"), "pack.yaml: version: this kind of value has no place in the file"),
        (10**18, "pack.yaml: version: this kind of value has no place in the file"),
        (b"x", "pack.yaml: version: this kind of value has no place in the file"),
        ("\ud800", "pack.yaml: version: half a character; write the text anew"),
        ("a\ufeffb",
         "pack.yaml: version: the text holds the invisible character U+FEFF; remove it"),
        ({"x" * 129: 1}, "pack.yaml: version: a key is text of at most 128 characters"),
        ({1: 1}, "pack.yaml: version: a key is text of at most 128 characters"),
        ("x" * 600_000, "pack.yaml: too large; at most 512 KiB are read"),
        ((0,) * 60_000, "pack.yaml: too many values; at most 50000 are read"),
    ],
)  # fmt: skip
def test_what_the_format_cannot_hold_is_refused(value: object, expected: str) -> None:
    text = with_value(PackText({}, {}, ()), "pack", ("version",), value)
    with pytest.raises(InputError) as refused:
        written(text)
    assert [str(problem) for problem in refused.value.problems] == [expected]


def test_nesting_is_refused_before_it_is_written() -> None:
    value: object = 1
    for _ in range(40):
        value = (value,)
    with pytest.raises(InputError, match="nested too deep; at most 32 levels are read"):
        written_file("pack.yaml", value)
