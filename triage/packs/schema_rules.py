"""Rules as a JSON Schema: which facts there are, and what each can be compared with."""

from collections.abc import Iterable
from typing import Any, Final

from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.vocabulary import (
    BoolFact,
    ChoiceFact,
    Fact,
    IntFact,
    ScoreFact,
    SetFact,
    Vocabulary,
)

Schema = dict[str, Any]

_RULES: Final = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": {"$ref": "#/$defs/Rule"},
}
_PLACE: Final = (MUNICIPALITY, CITY_AREA)


def rule_definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Return the definitions of a criterion's rules, with the vocabulary's names and values."""
    facts = [fact for fact in vocabulary.facts if fact.id not in _PLACE]
    yes_or_no = [fact.id for fact in facts if isinstance(fact, BoolFact)]
    scores = [fact.id for fact in facts if isinstance(fact, ScoreFact)]
    definitions = {
        "YesOrNo": _comparison(
            "A question is answered yes; with is: false it is answered no.",
            yes_or_no,
            {"is": {"type": "boolean"}},
            required=(),
        ),
        "Score": _comparison(
            "A symptom's intensity, from 0 (none) to 4 (overwhelming).",
            scores,
            {
                "gte": _bound(1, 4, "At least this."),
                "lte": _bound(0, 3, "At most this."),
                "is": _bound(0, 4, "Exactly this."),
            },
            required=None,
        ),
    }
    for fact in facts:
        compared = _of(fact)
        if compared is not None:
            definitions[_title(fact)] = compared
    derived = [{"const": one.id, "description": one.name.en} for one in vocabulary.derived]
    definitions["Derived"] = _object(
        "A derived fact of the vocabulary holds.", {"derived": {"oneOf": derived}}, ("derived",)
    )
    definitions |= _joined()
    known = [name for name in definitions if name != "Rule"]
    definitions["Rule"] = {
        "description": "A comparison of a fact, a derived fact, or rules joined together.",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in known],
    }
    return definitions


def _joined() -> dict[str, Schema]:
    return {
        "All": _object("Every part holds.", {"all": _RULES}, ("all",)),
        "Any": _object("At least one part holds.", {"any": _RULES}, ("any",)),
        "Not": _object(
            "The part does not hold; unknown stays unknown.",
            {"not": {"$ref": "#/$defs/Rule"}},
            ("not",),
        ),
        "AtLeast": _object(
            "At least this many parts hold.",
            {"at_least": {"type": "integer", "minimum": 1}, "of": _RULES},
            ("at_least", "of"),
        ),
    }


def answer(fact: Fact) -> Schema:
    """Return what a case can answer a question with; null and "unknown" always."""
    match fact:
        case BoolFact():
            known: list[Schema] = [{"type": "boolean"}]
        case IntFact() | ScoreFact():
            values = fact.values
            known = [{"type": "integer", "minimum": values[0], "maximum": values[-1]}]
        case ChoiceFact():
            known = [{"enum": list(fact.values)}]
        case SetFact():
            items = {"enum": list(fact.members)}
            known = [{"type": "array", "uniqueItems": True, "items": items}]
    return {"description": fact.question.en, "anyOf": [*known, {"enum": ["unknown", None]}]}


def _of(fact: Fact) -> Schema | None:
    """Return the comparisons of a fact that has values of its own."""
    words = fact.label.en
    match fact:
        case IntFact():
            low, high = fact.range
            keys = {
                "gte": _bound(low + 1, high, "At least this."),
                "lte": _bound(low, high - 1, "At most this."),
                "is": _bound(low, high, "Exactly this."),
            }
            return _comparison(words, [fact.id], keys, required=None)
        case ChoiceFact():
            one = {"enum": list(fact.values)}
            most = len(fact.values) - 1  # all of them would always hold
            several = {"type": "array", "uniqueItems": True, "items": one}
            several |= {"minItems": 1, "maxItems": most}
            return _comparison(words, [fact.id], {"is": one, "in": several}, required=None)
        case SetFact():
            keys = {"includes": {"enum": list(fact.members)}, "empty": {"type": "boolean"}}
            return _comparison(words, [fact.id], keys, required=None)
    return None


def _title(fact: Fact) -> str:
    return "Fact" + "".join(word.capitalize() for word in fact.id.split("_"))


def _comparison(
    words: str,
    facts: list[str],
    keys: dict[str, Schema],
    *,
    required: tuple[str, ...] | None,
) -> Schema:
    """Return a comparison; with `required` None it has exactly one of the keys."""
    schema = _object(words, {"fact": {"enum": facts}, **keys}, ("fact",))
    if required is None:
        schema |= {"minProperties": 2, "maxProperties": 2}
    return schema


def _bound(low: int, high: int, words: str) -> Schema:
    return {"description": words, "type": "integer", "minimum": low, "maximum": high}


def _object(words: str, properties: Schema, required: Iterable[str]) -> Schema:
    return {
        "description": words,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(required),
    }
