"""Documented patients as a JSON Schema: what can be answered, and what can be expected."""

from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.recommendation import Status
from triage.core.vocabulary import Vocabulary
from triage.packs.cases import ExampleCase
from triage.packs.schema_models import Schema, model_schema
from triage.packs.schema_rules import answer


def cases_schema(vocabulary: Vocabulary) -> Schema:
    """Return the schema of `cases.yaml`, with the vocabulary's questions and values."""
    case = model_schema(ExampleCase)
    definitions = case.pop("$defs")
    case["properties"]["facts"] = {
        "description": "The answers; a question that is left out is unanswered.",
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.id: answer(fact) for fact in vocabulary.facts},
    }
    expectation = definitions["Expectation"]["properties"]
    forms = list(vocabulary.form)
    for key, names in {
        "status": [status.value for status in Status],
        "recommended": forms,
        "indicated": forms,
        "next": list(vocabulary.fact),
        "urgency": [one.id for one in vocabulary.urgency.classes],
        "blocked_by": ["consent"],
    }.items():
        expectation[key] = {**_words(expectation[key]), "enum": [*names, None]}
    for key in ("team", "entry_point"):
        expectation[key] = {**expectation[key], "type": ["string", "null"]}
    for key, names in {"possible": [*forms, NOT_PALLIATIVE], "parallel": forms}.items():
        listed = {"type": "array", "uniqueItems": True, "items": {"enum": names}}
        expectation[key] = {**_words(expectation[key]), **listed}
    expectation["conditions"]["uniqueItems"] = True
    return {
        "description": "Each item is one documented patient.",
        "type": "array",
        "items": {"$ref": "#/$defs/Case"},
        "$defs": {**definitions, "Case": case},
    }


def _words(schema: Schema) -> Schema:
    return {key: one for key, one in schema.items() if key == "description"}
