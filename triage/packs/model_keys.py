"""Where in a file a model's error stands, and which keys are known there.

The models name the variant of a rule or a fact as a step of the path; the file has no such
step. The models' own schema tells them apart.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

Node = dict[str, Any]


def place(model: type[BaseModel], steps: Sequence[str | int]) -> tuple[str | int, ...]:
    """Return the steps that a file has, without the names of variants."""
    return _walk(model, steps)[0]


def keys(model: type[BaseModel], steps: Sequence[str | int]) -> tuple[str, ...]:
    """Return the keys known where `steps` lead, in the model's order."""
    return tuple(_walk(model, steps)[1].get("properties", ()))


@lru_cache(maxsize=16)
def all_keys(model: type[BaseModel]) -> frozenset[str]:
    """Return every key that the model, or a model inside it, knows."""
    schema = _schema(model)
    inner = (schema, *schema.get("$defs", {}).values())
    return frozenset(key for one in inner for key in one.get("properties", ()))


@lru_cache(maxsize=16)  # making it takes milliseconds, and a broken file has many errors
def _schema(model: type[BaseModel]) -> Node:
    return model.model_json_schema(by_alias=True)


def _walk(model: type[BaseModel], steps: Sequence[str | int]) -> tuple[tuple[str | int, ...], Node]:
    schema = _schema(model)
    node = _resolved(schema, schema)
    known: list[str | int] = []
    for step in steps:
        if "oneOf" in node and isinstance(step, str):
            node = _variant(node, step, schema)
            continue
        known.append(step)
        node = _inside(node, step, schema)
    return tuple(known), node


def _inside(node: Node, step: str | int, schema: Node) -> Node:
    if isinstance(step, int):
        listed = node.get("prefixItems", ())
        return _resolved(listed[step] if step < len(listed) else node.get("items", {}), schema)
    return _resolved(node.get("properties", {}).get(step, {}), schema)


def _variant(node: Node, tag: str, schema: Node) -> Node:
    """Return the variant with a tag: named so, or the one that cannot be without that key."""
    mapping = node.get("discriminator", {}).get("mapping", {})
    if tag in mapping:
        return _resolved({"$ref": mapping[tag]}, schema)
    variants = [_resolved(one, schema) for one in node["oneOf"]]
    fitting = [one for one in variants if tag in one.get("required", ())]
    return min(fitting, key=lambda one: len(one["properties"]), default={})


def _resolved(node: object, schema: Node) -> Node:
    """Follow references, and take an optional value as the value."""
    while isinstance(node, dict):
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        elif "anyOf" in node and any(one.get("type") == "null" for one in node["anyOf"]):
            node = next(one for one in node["anyOf"] if one.get("type") != "null")
        else:
            return node
    return {}
