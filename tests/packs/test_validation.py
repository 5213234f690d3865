"""What models object to is said in words, each at its own place."""

import json
from typing import Any

import pytest
from pydantic import BaseModel

from triage.core.pack import Pack
from triage.core.vocabulary import Vocabulary
from triage.packs.bounded_yaml import read
from triage.packs.cases import ExampleCase
from triage.packs.model_keys import keys, place
from triage.packs.problems import InputError
from triage.packs.validation import FORMS, validated


def patterns(node: Any) -> set[str]:
    """Return every pattern in a schema."""
    if isinstance(node, dict):
        own = {node["pattern"]} if isinstance(node.get("pattern"), str) else set()
        return own.union(*map(patterns, node.values())) if node else own
    return set().union(*map(patterns, node)) if isinstance(node, list) else set()


@pytest.mark.parametrize("model", [Pack, Vocabulary, ExampleCase])
def test_every_pattern_has_its_words(model: type[BaseModel]) -> None:
    assert patterns(model.model_json_schema()) <= set(FORMS)


@pytest.mark.parametrize(
    ("steps", "where", "some"),
    [
        (("criteria", 0, "when", "is", "fact"), ("criteria", 0, "when", "fact"), ()),
        (("criteria", 0, "when", "is"), ("criteria", 0, "when"), ("fact", "is")),
        (("criteria", 0, "when", "all", "all", 2, "fact", "fact"),
         ("criteria", 0, "when", "all", 2, "fact"), ()),
        (("criteria", 0, "when", "not", "not", "at_least"),
         ("criteria", 0, "when", "not"), ("at_least", "of")),
        (("care_forms", 1, "need"), ("care_forms", 1, "need"), ("all", "any")),
    ],
)  # fmt: skip
def test_a_place_leaves_out_the_names_of_variants(
    steps: tuple[str | int, ...], where: tuple[str | int, ...], some: tuple[str, ...]
) -> None:
    assert place(Pack, steps) == where
    assert keys(Pack, steps) == some


def test_a_fact_is_read_as_its_type_says() -> None:
    assert place(Vocabulary, ("facts", 3, "int", "range", 1)) == ("facts", 3, "range", 1)
    assert "levels" in keys(Vocabulary, ("facts", 3, "int"))
    assert "levels" not in keys(Vocabulary, ("facts", 3, "bool"))


def test_at_most_fifty_faults_are_told() -> None:
    tree = read(json.dumps({"criteria": [1] * 500}).encode(), "pack.yaml")
    with pytest.raises(InputError) as refused:
        validated(Pack, tree.value, lambda _: tree)
    assert len(refused.value.problems) == 50


def test_faults_are_told_from_the_top_down() -> None:
    text = b"teams: 1\nareas: 2\ncriteria: 3\n"
    tree = read(text, "pack.yaml")
    with pytest.raises(InputError) as refused:
        validated(Pack, tree.value, lambda _: tree)
    lines = [one.line for one in refused.value.problems]
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert {1, 2, 3} == set(lines)
