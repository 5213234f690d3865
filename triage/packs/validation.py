"""Model errors turned into problems that name file, line, place, fault and remedy."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from triage.core.spelling import did_you_mean
from triage.packs.bounded_yaml import Tree
from triage.packs.problems import InputError, Problem

Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], value: object, tree_of: Callable[[object], Tree]) -> Model:
    """Return the model of a value read from YAML.

    `tree_of` tells by the first key of a place which file it stands in.

    Raises:
        InputError: with one problem for each fault.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        # Values stay out of what is kept: the details are read once, here.
        details = error.errors(include_url=False, include_context=True)
    raise InputError([_problem(one, model, tree_of) for one in details])


def _problem(
    detail: ErrorDetails, model: type[BaseModel], tree_of: Callable[[object], Tree]
) -> Problem:
    path = detail["loc"]
    tree = tree_of(path[0] if path else None)
    return tree.problem(path, message(detail, model))


def message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Say what is wrong with one value, and what would be right."""
    last = detail["loc"][-1] if detail["loc"] else ""
    context: dict[str, Any] = detail.get("ctx", {})
    shown = _shown(detail["input"])
    match detail["type"]:
        case "missing":
            return f"the key '{last}' is missing"
        case "extra_forbidden":
            return f"unknown key '{last}'{did_you_mean(str(last), _keys(model))}"
        case "bool_type" | "bool_parsing":
            return f"expected true or false, got {shown}"
        case "int_type" | "int_parsing" | "float_type":
            return f"expected a number, got {shown}"
        case "string_type":
            return f"expected text, got {shown}; put quotes around it"
        case "tuple_type":
            return f"expected a list, got {shown}"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"expected keys and values, got {shown}"
        case "string_pattern_mismatch":
            return f"{shown} does not have the form {context['pattern']}"
        case "literal_error" | "enum":
            return f"expected {context['expected']}, got {shown}"
        case "union_tag_invalid":
            return f"unknown kind {shown}; expected one of {context['expected_tags']}"
        case "union_tag_not_found":
            return "the key 'type' is missing"
        case "string_too_short":
            return "the text is empty; write it, or leave the key out"
        case "too_short":
            return "the list is empty; give at least one"
        case "value_error":
            return str(context["error"])
        case _:
            return f"{detail['msg']}, got {shown}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"the text '{value[:40]}'"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    return "a list" if isinstance(value, tuple) else "keys and values"


def _keys(model: type[BaseModel]) -> Sequence[str]:
    """Return every key that the model or a model inside it knows, for suggestions."""
    schema = model.model_json_schema(by_alias=True)
    keys = set(schema.get("properties", ()))
    for inner in schema.get("$defs", {}).values():
        keys.update(inner.get("properties", ()))
    return sorted(keys)
