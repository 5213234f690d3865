"""Criteria within the format whose diagrams pass every cap: halves that are paired crosswise."""

from collections.abc import Mapping
from typing import Any

from triage.core.compiled import CompiledPack
from triage.core.pack import Pack
from triage.core.vocabulary import BoolFact, ScoreFact


def paired(compiled: CompiledPack) -> Mapping[str, Any]:
    """Return a rule over a pack's questions on signs and symptoms that no small diagram holds.

    The questions of the first half are named before those of the second, and each is joined
    with its own of the second: at the border the diagram has to know all of the first.
    """
    asked = [
        {"fact": fact.id} if isinstance(fact, BoolFact) else {"fact": fact.id, "gte": 2}
        for fact in compiled.vocabulary.facts
        if isinstance(fact, BoolFact | ScoreFact)
    ]
    half = len(asked) // 2
    pairs = tuple({"all": pair} for pair in zip(asked[:half], asked[half : 2 * half], strict=True))
    return {"any": ({"all": tuple(asked[:half])}, *pairs)}


def too_large(compiled: CompiledPack) -> CompiledPack:
    """Return a pack with such a rule in its second criterion."""
    stated = compiled.pack.model_dump(by_alias=True)
    stated["criteria"][1]["when"] = paired(compiled)
    return CompiledPack(Pack.model_validate(stated), compiled.vocabulary, compiled.digest)
