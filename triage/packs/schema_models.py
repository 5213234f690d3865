"""The models' JSON Schema, made readable: descriptions from their docstrings, no noise."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

Schema = dict[str, Any]

RULE = {"$ref": "#/$defs/Rule"}


def model_schema(model: type[BaseModel]) -> Schema:
    """Return a model's schema with what its docstrings say of it and of its attributes."""
    made = model.model_json_schema(by_alias=True)
    said = {one.__name__: one for one in _models()}
    inner = made.pop("$defs", {})
    whole = _described(made, said.get(model.__name__))
    whole["$defs"] = {
        plain_name(name): _described(one, said.get(name)) for name, one in inner.items()
    }
    cleaned: Schema = _cleaned(whole)
    return cleaned


def _described(schema: Schema, model: type[BaseModel] | None) -> Schema:
    """Return a model's schema with descriptions in plain words on single lines."""
    words = schema.get("description") or ""
    # What concerns the code comes after the first paragraph, if at all.
    schema = {**schema, "description": " ".join(words.split("\n\n")[0].split())}
    if model is None or not words:
        schema.pop("description")
    for name, docstring in () if model is None else _attributes(model):
        field = model.model_fields.get(name) if model else None
        key = (field.alias or name) if field else name
        if key in schema.get("properties", {}):
            schema["properties"][key]["description"] = " ".join(docstring.split())
    return schema


def _attributes(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that have a docstring under them, those inherited first."""
    for one in reversed(model.__mro__):
        if not issubclass(one, BaseModel) or one is BaseModel:
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(one)))
        body = [line for node in tree.body if isinstance(node, ast.ClassDef) for line in node.body]
        for statement, after in pairwise(body):
            match statement, after:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(docstring))),
                ):
                    yield name, docstring


def _models() -> Iterator[type[BaseModel]]:
    """Yield every model of the program that has been imported."""
    waiting: list[type[BaseModel]] = [BaseModel]
    while waiting:
        one = waiting.pop()
        if one.__module__.startswith("triage."):
            yield one
        waiting += one.__subclasses__()


def _cleaned(node: Any) -> Any:
    """Return a schema without titles, with optional values as values and rules by name."""
    if isinstance(node, list):
        return [_cleaned(one) for one in node]
    if not isinstance(node, dict):
        return node
    if any(one.get("$ref") == "#/$defs/Holds" for one in node.get("oneOf", ())):
        return _with_words(RULE, node)
    options = node.get("anyOf", ())
    given = [one for one in options if one.get("type") != "null"]
    if len(given) == 1 < len(options):
        return _with_words(_cleaned(given[0]), node)
    if "$ref" in node:
        return _with_words({"$ref": f"#/$defs/{plain_name(node['$ref'].rpartition('/')[2])}"}, node)
    cleaned = {}
    for key, value in node.items():
        if key in ("properties", "$defs"):
            cleaned[key] = {name: _cleaned(one) for name, one in value.items()}
        elif key not in ("title", "default", "discriminator"):
            cleaned[key] = _cleaned(value)
    return cleaned


def _with_words(schema: Schema, node: Schema) -> Schema:
    words = node.get("description")
    return {**schema, "description": words} if words else dict(schema)


def plain_name(model: str) -> str:
    """Return a model's name as people write it."""
    return model.strip("_")
