"""Packs and the vocabulary from their files, complete and checked, or not at all."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from triage.core.compiled import CompiledPack
from triage.core.pack import Municipality, Pack
from triage.core.vocabulary import Vocabulary
from triage.packs.bounded_file import file_bytes
from triage.packs.bounded_yaml import MAX_BYTES, Tree, Value, read
from triage.packs.check_pack import check_pack
from triage.packs.check_vocabulary import check_vocabulary
from triage.packs.problems import InputError, Problem
from triage.packs.quoting import quoted
from triage.packs.validation import MOST_PROBLEMS, in_order, validated

_PLACES = "municipalities"
TEAM_KEYS = frozenset({"areas", "teams", "physician_line"})


def load_vocabulary(folder: Path, places: Iterable[Municipality]) -> Vocabulary:
    """Read `vocabulary.yaml`; the municipality's values come from the list of places.

    Raises:
        InputError: with every problem found.
    """
    tree = read_file(folder / "vocabulary.yaml")
    _refuse(_other_lists(tree))
    vocabulary = validated(Vocabulary, _with_places(tree.value, places), lambda _: tree)
    _refuse(tree.problem(*found) for found in check_vocabulary(vocabulary))
    return vocabulary


def load_pack(folder: Path, vocabulary: Vocabulary, places: Iterable[Municipality]) -> CompiledPack:
    """Read one pack's `pack.yaml` and `teams.yaml`.

    Raises:
        InputError: with every problem found.
    """
    criteria = read_file(folder / "pack.yaml")
    teams = read_file(folder / "teams.yaml")
    name = criteria.value.get("id") if isinstance(criteria.value, dict) else None
    if isinstance(name, str) and name != folder.name:  # all else would seem wrong with it
        wrong = f"is not the folder's name '{folder.name}'; rename one of them"
        raise InputError([criteria.problem(("id",), wrong)])
    return compiled_trees(criteria, teams, vocabulary, places)


def compiled_trees(
    criteria: Tree, teams: Tree, vocabulary: Vocabulary, places: Iterable[Municipality]
) -> CompiledPack:
    """Return the pack that the values of `pack.yaml` and `teams.yaml` make.

    Raises:
        InputError: with every problem found.
    """
    stated, stated_teams = _mapping(criteria), _mapping(teams)
    misplaced = [
        tree.problem((key,), f"the key {quoted(key)} belongs in {other}")
        for tree, other, wrong in (
            (criteria, "teams.yaml", TEAM_KEYS & stated.keys()),
            (teams, "pack.yaml", stated_teams.keys() - TEAM_KEYS),
        )
        for key in sorted(wrong)
    ]
    _refuse(misplaced)
    served = tuple(place for place in places if place.pack == stated.get("id"))
    both = {**stated, **stated_teams, "municipalities": served}

    def tree_of(key: object) -> Tree:
        return teams if key in TEAM_KEYS else criteria

    pack = validated(Pack, both, tree_of)
    _refuse(tree_of(path[0]).problem(path, text) for path, text in check_pack(pack, vocabulary))
    return CompiledPack(pack, vocabulary, _digest(_canonical(vocabulary, pack)))


def read_file(path: Path) -> Tree:
    """Read one YAML file; problems name it with its folder.

    Raises:
        InputError: if it cannot be read.
    """
    short = _short(path)
    return read(file_bytes(path, short, limit=MAX_BYTES, missing="the file is needed"), short)


def pack_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folders that hold a pack, by name."""
    return tuple(sorted(path.parent for path in folder.glob("*/pack.yaml")))


def snapshot(compiled: CompiledPack) -> bytes:
    """Return vocabulary and pack as canonical JSON: what the digest is made of.

    Kept beside a decision it shows years later what was weighed, word for word.
    """
    return _canonical(compiled.vocabulary, compiled.pack)


def from_snapshot(data: bytes) -> CompiledPack:
    """Return the pack of a snapshot, ready to weigh."""
    vocabulary, pack = json.loads(data)
    return CompiledPack(
        Pack.model_validate_json(json.dumps(pack)),
        Vocabulary.model_validate_json(json.dumps(vocabulary)),
        _digest(data),
    )


def _canonical(vocabulary: Vocabulary, pack: Pack) -> bytes:
    both = [one.model_dump(mode="json", by_alias=True) for one in (vocabulary, pack)]
    return json.dumps(both, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _digest(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _mapping(tree: Tree) -> dict[str, Value]:
    if not isinstance(tree.value, dict):
        raise InputError([tree.problem((), "expected keys and values at the top of the file")])
    return tree.value


def _other_lists(tree: Tree) -> Iterator[Problem]:
    """Yield `choices_from` that names anything but the list of municipalities."""
    facts = tree.value.get("facts") if isinstance(tree.value, dict) else None
    for number, fact in enumerate(facts if isinstance(facts, tuple) else ()):
        named = fact.get("choices_from", _PLACES) if isinstance(fact, dict) else _PLACES
        if named != _PLACES:
            place = ("facts", number, "choices_from")
            yield tree.problem(place, f"values can be taken from {_PLACES} only")


def _with_places(value: Value, places: Iterable[Municipality]) -> object:
    """Fill `choices_from: municipalities` with the places' codes and names."""
    if not isinstance(value, dict) or not isinstance(facts := value.get("facts"), tuple):
        return value
    choices = tuple(
        {"id": place.code, "name": {"sv": place.name, "en": place.name}} for place in places
    )

    def filled(fact: Value) -> object:
        if not isinstance(fact, dict) or fact.get("choices_from") != _PLACES:
            return fact
        kept = {key: one for key, one in fact.items() if key != "choices_from"}
        return {**kept, "choices": choices}

    return {**value, "facts": tuple(filled(fact) for fact in facts)}


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(islice(problems, MOST_PROBLEMS))
    if found:
        raise InputError(in_order(found))


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
