"""Model errors turned into problems that name file, line, place, fault and remedy."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from triage.core.spelling import did_you_mean
from triage.core.wording import KeyFaultError
from triage.packs.bounded_yaml import Key, Path, Tree
from triage.packs.model_keys import all_keys, keys, place
from triage.packs.problems import InputError, Problem
from triage.packs.quoting import quoted, shown

Model = TypeVar("Model", bound=BaseModel)

_DIGITS = re.compile(r"-?[0-9]{1,17}([.,][0-9]{1,17})?")

MOST_PROBLEMS = 50
"""More are no help: what is mended first tends to take others with it."""

FORMS = {
    r"^[a-z][a-z0-9_]{0,63}$": (
        "is no id; an id has a–z, 0–9 and _, begins with a letter and has at most 64 signs"
    ),
    r"^[a-z0-9_]{1,64}$": "is no id; an id has a–z, 0–9 and _, at most 64 signs",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": 'is no date; write it as "2026-01-31"',
    r"^[0-9]{4}$": 'is no municipality code; it has four digits, as in "1480"',
    r"^[0-9a-f]{16}$": "is no region; copy the 16 signs that 'criteria check' prints",
    r"^[a-z_]+/[a-z0-9_.\[\]/]+$": (
        "is no finding; copy it from 'criteria check', as in 'reachable/hospice'"
    ),
}
"""What the patterns of the models mean, in words."""


def validated(model: type[Model], value: object, tree_of: Callable[[object], Tree]) -> Model:
    """Return the model of a value read from YAML.

    `tree_of` tells by the first key of a place which file it stands in.

    Raises:
        InputError: with one problem for each fault, the first fifty.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        # Values stay out of what is kept: the details are read once, here.
        details = error.errors(include_url=False, include_context=True)
    said: dict[Path, str] = {}
    for one in details:
        if len(said) == MOST_PROBLEMS:
            break
        if one["type"] == "too_short" and one["input"]:
            continue  # its values are refused one by one
        where, what = _said(one, model)
        said.setdefault(where, what)
    raise InputError(
        in_order(
            tree_of(where[0] if where else None).problem(where, what)
            for where, what in said.items()
        )
    )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems file by file, from the top down, as they are mended."""
    return sorted(problems, key=lambda one: (one.file, one.line or 0, one.column or 0))


def _said(detail: ErrorDetails, model: type[BaseModel]) -> tuple[Path, str]:
    """Return the place of a fault in the file, and what is wrong there."""
    path = place(model, detail["loc"])
    what = message(detail, model)
    last = path[-1] if path else None
    context: dict[str, Any] = detail.get("ctx", {})
    value = detail["input"]
    match detail["type"]:
        case "extra_forbidden" if isinstance(last, str):
            return (*path[:-1], Key(last)), what
        case "union_tag_invalid":
            return (*path, context["discriminator"].strip("'")), what
        case "value_error" if isinstance(context["error"], KeyFaultError):
            return (*path, context["error"].key), what
        case "rule" if isinstance(value, dict) and value:
            return (*path, Key(_stray(value))), what
        case "bool_type" | "int_type" | "string_type" if last in ("bool", "int", "str"):
            # One value that may be of several kinds gives an error for each.
            return path[:-1], f"expected true, false, a number or text, got {_kind(value)}"
    return path, what


def message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Say what is wrong with one value, and what would be right."""
    last = detail["loc"][-1] if detail["loc"] else ""
    context: dict[str, Any] = detail.get("ctx", {})
    value = detail["input"]
    got = _kind(value)
    match detail["type"]:
        case "missing" if isinstance(last, int):
            return f"value {last + 1} of the list is missing"
        case "missing":
            return f"the key '{last}' is missing"
        case "extra_forbidden":
            return _unknown_key(str(last), model, detail["loc"][:-1])
        case "rule" if isinstance(value, dict) and value:
            known = ("fact", "derived", "all", "any", "not", "at_least", "unconfirmed")
            return f"{detail['msg']}{did_you_mean(_stray(value), known)}"
        case "int_type" | "float_type" | "finite_number" | "int_parsing_size":
            return f"expected a {_number(detail['type'])}, got {got}{_unquoted(value)}"
        case "string_type":
            scalar = isinstance(value, bool | int | float)
            return f"expected text, got {got}{'; put quotes around it' if scalar else ''}"
        case "string_pattern_mismatch":
            wrong = FORMS.get(context["pattern"], f"does not have the form {context['pattern']}")
            return f"{got} {wrong}"
        case "literal_error" | "enum":
            words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            near = did_you_mean(value, words) if isinstance(value, str) else ""
            return f"expected {context['expected']}, got {got}{near}"
        case "union_tag_invalid":
            words = context["expected_tags"].replace("'", "").split(", ")
            near = did_you_mean(str(context["tag"]), words)
            return (
                f"unknown kind {quoted(str(context['tag']))}; "
                f"expected one of {context['expected_tags']}{near}"
            )
        case "union_tag_not_found":
            return f"the key {context['discriminator']} is missing"
        case "greater_than_equal":
            return f"{got} is too low; the lowest is {context['ge']}"
        case "less_than_equal":
            return f"{got} is too high; the highest is {context['le']}"
        case "too_long":
            return f"the list has {context['actual_length']} values; {context['max_length']} fit"
        case "string_too_long":
            return f"the text is too long; at most {context['max_length']} characters fit"
        case "value_error":
            return str(context["error"])
    return _SIMPLE.get(detail["type"], detail["msg"]).format(got=got)


_SIMPLE = {
    "bool_type": "expected true or false, got {got}",
    "tuple_type": "expected a list, got {got}",
    "model_type": "expected keys and values, got {got}",
    "dict_type": "expected keys and values, got {got}",
    "model_attributes_type": "expected keys and values, got {got}",
    "string_too_short": "the text is empty; write it",
    "too_short": "the list is empty; give at least one",
    "rule": "expected a rule such as {{fact: pain, gte: 3}}, got {got}",
}


def _unknown_key(key: str, model: type[BaseModel], steps: tuple[str | int, ...]) -> str:
    here = keys(model, steps)
    if key in all_keys(model):
        return f"the key {quoted(key)} does not belong here{_joined(here) or _listed(here)}"
    near = did_you_mean(key, here)
    return f"unknown key {quoted(key)}{near or _listed(here)}"


def _joined(here: tuple[str, ...]) -> str:
    """Return what to do with two rules in one; nothing where the keys are no rule's."""
    if "fact" in here:
        return "; write two comparisons as two parts of an all"
    if set(here) & {"all", "any", "not", "of", "derived"} and "need" not in here and len(here) < 3:
        return "; write each as a rule of its own, joined by all or any"
    return ""


def _listed(here: tuple[str, ...]) -> str:
    return f"; known are {', '.join(here)}" if here else ""


def _stray(rule: dict[str, object]) -> str:
    """Return the first key of what is no rule."""
    return next(iter(rule))


def _number(kind: str) -> str:
    return "number" if kind in ("float_type", "finite_number") else "whole number"


def _unquoted(value: object) -> str:
    """Say how a number that is written as text is meant to be written."""
    if not isinstance(value, str) or not _DIGITS.fullmatch(value):
        return ""
    return f"; write {value.replace(',', '.')} without quotation marks"


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"the text '{shown(value)}'"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    return "a list" if isinstance(value, tuple | list) else "keys and values"
