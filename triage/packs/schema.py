"""JSON Schemas of the files that criteria are written in, for editors and other programs.

Made from the models, so that they never differ from what is read, and from the vocabulary, so
that an editor knows its names. They say what a schema can say; names inside one pack, teams
that overlap and the like are for loading to find.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, get_args

from triage.core.hours import Hours
from triage.core.pack import Pack
from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.rules import AnyRule
from triage.core.verification import Property
from triage.core.vocabulary import ChoiceFact, Vocabulary
from triage.packs.load import TEAM_KEYS
from triage.packs.schema_cases import cases_schema
from triage.packs.schema_models import Schema, model_schema, plain_name
from triage.packs.schema_rules import rule_definitions

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
CLOCK: Final = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
DATE: Final = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

TITLES: Final = {
    "pack": "A region's criteria, care forms, prerequisites and readings (pack.yaml)",
    "teams": "A region's areas, teams and physicians' line (teams.yaml)",
    "cases": "Patients with the expected outcome (cases.yaml)",
    "vocabulary": "The questions, derived facts and care forms that packs share (vocabulary.yaml)",
}


def schemas(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return the text of each schema file by its name, `pack.schema.json` and so on."""
    whole = _named(model_schema(Pack), vocabulary)
    made = {
        "pack": _part(whole, set(whole["properties"]) - TEAM_KEYS - {"municipalities"}),
        "teams": _part(whole, set(TEAM_KEYS)),
        "cases": cases_schema(vocabulary),
        "vocabulary": _vocabulary(),
    }
    return {f"{name}.schema.json": _text(name, schema) for name, schema in made.items()}


def _text(name: str, schema: Schema) -> str:
    titled = {"$schema": DIALECT, "title": TITLES[name], **schema}
    definitions = titled.pop("$defs", {})
    used = _used(titled, definitions)
    titled["$defs"] = {key: definitions[key] for key in sorted(used)}
    return json.dumps(titled, ensure_ascii=False, indent=2) + "\n"


def _used(node: object, definitions: Mapping[str, Schema]) -> set[str]:
    """Return the definitions that a schema refers to, and those that they refer to."""
    used: set[str] = set()
    waiting: list[object] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).rpartition("/")[2]
            if name and name not in used:
                used.add(name)
                waiting.append(definitions[name])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return used


def _part(whole: Schema, keys: set[str]) -> Schema:
    """Return the schema of the file that holds these keys of a pack."""
    kept = {key: one for key, one in whole.items() if key != "description"}
    return {
        **kept,
        "properties": {key: one for key, one in whole["properties"].items() if key in keys},
        "required": [key for key in whole["required"] if key in keys],
    }


def _named(whole: Schema, vocabulary: Vocabulary) -> Schema:
    """Return a pack's schema with the vocabulary's names, and lists in which nothing repeats."""
    definitions = whole["$defs"]
    definitions |= rule_definitions(vocabulary)
    definitions["CareFormId"] = {
        "description": "A care form of the vocabulary.",
        "oneOf": [
            {"const": one.id, "description": f"{one.name.en}: {one.meaning.en}"}
            for one in vocabulary.care_forms
        ],
    }
    definitions["DocumentId"] = {
        "description": "A document of the vocabulary.",
        "oneOf": [
            {"const": one.id, "description": f"{one.title.en} ({one.publisher}, {one.year})"}
            for one in vocabulary.documents
        ],
    }
    form, document = {"$ref": "#/$defs/CareFormId"}, {"$ref": "#/$defs/DocumentId"}
    _put(definitions, "Source", document=document)
    _put(definitions, "CareForm", id=form, entry_via=form)
    _put(definitions, "Parallel", id=form)
    _items(definitions, "CareForm", fallback=form, prerequisites=None)
    _items(definitions, "Part", all=None, any=None)
    _items(definitions, "Team", offers=form)
    definitions["Team"]["properties"]["offers"]["minItems"] = 1
    _items(
        definitions,
        "Catchment",
        areas=None,
        municipalities=_values(vocabulary, MUNICIPALITY),
        city_areas=_values(vocabulary, CITY_AREA),
    )
    _items(definitions, "Period", days=None)
    definitions["Part"] |= {"minProperties": 1, "maxProperties": 1}
    definitions["Catchment"]["anyOf"] = [
        {"required": ["areas"]},
        {"required": ["municipalities"]},
    ]
    for key in ("posts", "per_100000"):
        definitions["Staffing"]["properties"][key]["minimum"] = 0
    properties = "|".join(one.value for one in Property)
    definitions["AcceptedFinding"]["properties"]["finding"]["pattern"] = f"^({properties})/"
    _hours(definitions)
    _dates(whole)
    return whole


def _hours(definitions: dict[str, Schema]) -> None:
    for name in ("Period", "Span"):
        _put(definitions, name, opens=_clock("Opening"), closes=_clock("Closing"))
    definitions["Period"]["dependentRequired"] = {
        "opens": ["closes"],
        "closes": ["opens"],
        "conflicting": ["opens"],
    }
    definitions[Hours.__name__]["minProperties"] = 1


def _clock(word: str) -> Schema:
    return {"description": f"{word} time, HH:MM in quotes.", "type": "string", "pattern": CLOCK}


def _dates(node: object) -> None:
    """Let every date have a month and a day that exist."""
    if isinstance(node, dict):
        if node.get("pattern") == "^[0-9]{4}-[0-9]{2}-[0-9]{2}$":
            node["pattern"] = DATE
            node.setdefault("description", 'A date in quotes, as in "2026-01-31".')
        for one in node.values():
            _dates(one)
    elif isinstance(node, list):
        for one in node:
            _dates(one)


def _put(definitions: dict[str, Schema], name: str, **properties: Schema) -> None:
    """Replace what properties can hold; their descriptions stay."""
    for key, schema in properties.items():
        before = definitions[name]["properties"][key]
        words = before.get("description")
        definitions[name]["properties"][key] = (
            {**schema, "description": words} if words else dict(schema)
        )


def _items(definitions: dict[str, Schema], name: str, **properties: Schema | None) -> None:
    """Let lists hold each value once, and only those given where they are."""
    for key, schema in properties.items():
        listed = definitions[name]["properties"][key]
        listed["uniqueItems"] = True
        if schema is not None:
            listed["items"] = schema


def _values(vocabulary: Vocabulary, fact: str) -> Schema:
    asked = vocabulary.fact[fact]
    return _listed(asked.names) if isinstance(asked, ChoiceFact) else {}


def _listed(names: Mapping[str, Any]) -> Schema:
    return {"enum": list(names)}


def _vocabulary() -> Schema:
    """Return the vocabulary's schema: it is where the names come from, so it lists none."""
    whole = model_schema(Vocabulary)
    definitions = whole["$defs"]
    definitions["Rule"] = {
        "description": "A comparison of a fact, a derived fact, or rules joined together.",
        "anyOf": [{"$ref": f"#/$defs/{plain_name(one.__name__)}"} for one in get_args(AnyRule)],
    }
    choice = definitions["ChoiceFact"]
    choice["properties"]["choices_from"] = {
        "description": "Takes the values from municipalities.csv.",
        "const": "municipalities",
    }
    choice["required"].remove("choices")
    choice["oneOf"] = [{"required": ["choices"]}, {"required": ["choices_from"]}]
    definitions["UrgencyReason"]["oneOf"] = [
        {"required": ["when"]},
        {"required": ["specialised_form"]},
    ]
    _dates(whole)
    return whole
