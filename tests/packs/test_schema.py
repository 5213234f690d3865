"""The schemas are made from the models, fit what is read, and find what a schema can find."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.packs.test_broken import BASE, FAULTS, changes_of, fault_of, laid
from triage.core import rules
from triage.packs.bounded_yaml import Value, read
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.problems import InputError
from triage.packs.schema import schemas

FILES = sorted([*CRITERIA.glob("*/*.yaml"), CRITERIA / "vocabulary.yaml"])


def validators(folder: Path) -> dict[str, Draft202012Validator]:
    """Return a validator for each kind of file, with the names of a folder's vocabulary."""
    made = schemas(Catalogue(folder).vocabulary)
    return {
        name.removesuffix(".schema.json"): Draft202012Validator(json.loads(text))
        for name, text in made.items()
    }


def plain(value: Value) -> Any:
    """Return a value with lists, as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def errors(path: Path, known: dict[str, Draft202012Validator]) -> list[str]:
    """Return what a schema finds in a file."""
    tree = read(path.read_bytes(), path.name)
    return [one.message for one in known[path.stem].iter_errors(plain(tree.value))]


OURS, THEIRS = validators(CRITERIA), validators(BASE)


def test_the_schemas_beside_the_criteria_are_those_made_from_the_models() -> None:
    made = schemas(Catalogue().vocabulary)

    kept = {path.name: path.read_text(encoding="utf-8") for path in (CRITERIA / "schema").iterdir()}
    assert kept == made, "write them anew: python main.py criteria schema"


def test_a_schema_is_one() -> None:
    for validator in OURS.values():
        Draft202012Validator.check_schema(validator.schema)


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_what_is_read_fits_its_schema(path: Path) -> None:
    assert errors(path, OURS) == []


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_each_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    mark, _, named = first.partition("$schema=")

    assert mark == "# yaml-language-server: "
    assert (path.parent / named).resolve() == CRITERIA / "schema" / f"{path.stem}.schema.json"


def test_the_small_pack_fits_the_schema_of_its_own_vocabulary() -> None:
    assert [errors(path, THEIRS) for path in sorted(BASE.rglob("*.yaml"))] == [[], [], [], []]


def definitions_of(name: str) -> dict[str, Any]:
    """Return the definitions of one of the project's schemas."""
    schema = OURS[name].schema
    assert not isinstance(schema, bool)
    return dict(schema["$defs"])


def found(path: Path, folder: Path) -> bool:
    """Say whether the schemas find a fault."""
    fault = fault_of(path)
    laid(folder, fault)
    files = {folder / str(one["file"]) for one in changes_of(fault)}
    try:
        return any(errors(file, THEIRS) for file in files if file.suffix == ".yaml")
    except (InputError, OSError):  # no YAML, or no file: not for a schema to find
        return False


def test_a_schema_finds_what_can_be_seen_in_one_file(tmp_path: Path) -> None:
    seen = {path.stem for path in FAULTS if found(path, tmp_path / path.stem)}

    for family, fewest in {
        "rule": 24,
        "case": 6,
        "team": 11,
        "missing": 4,
        "vocabulary": 4,
    }.items():
        assert len([name for name in seen if name.startswith(f"{family}_")]) >= fewest, family
    assert seen >= {"unknown_key", "part_all_and_any", "document_unknown", "fallback_unknown"}
    assert len(seen) >= 75


def test_every_kind_of_rule_has_its_definition() -> None:
    definitions = definitions_of("pack")
    keys = {
        key for one in definitions["Rule"]["anyOf"] for key in definitions[_name(one)]["properties"]
    }
    known = {
        field.alias or name
        for model in rules.Rule.__args__[0].__args__
        for name, field in _model(model).model_fields.items()
    }

    assert keys == known - {"unconfirmed"}


def test_what_a_reader_wants_to_know_stands_beside_the_names() -> None:
    definitions = definitions_of("pack")

    assert "joined together" in definitions["Rule"]["description"]
    assert "Skåne" in json.dumps(definitions["DocumentId"], ensure_ascii=False)
    assert definitions["CareForm"]["properties"]["entry_via"]["description"].startswith(
        "The care form whose team assesses"
    )
    assert "title" not in json.dumps(definitions["CareForm"])


def _name(reference: dict[str, str]) -> str:
    return reference["$ref"].rpartition("/")[2]


def _model(annotated: Any) -> Any:
    return annotated.__args__[0] if hasattr(annotated, "__args__") else annotated
