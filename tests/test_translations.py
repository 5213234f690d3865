"""English is complete: every text in the code, and every text in the criteria, has both."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from triage.texts import CATALOGUES, translator

ROOT = Path(__file__).parents[1]
FOLDER = CATALOGUES / "en" / "LC_MESSAGES"
SOURCES = sorted([*(ROOT / "triage").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of `_`, alone or as an attribute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name == "_":
                yield node


def texts() -> set[str]:
    """Return every text that stands in a call of `_`."""
    found = set()
    for path in SOURCES:
        for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
                found.add(call.args[0].value)
    return found


def catalogue() -> Catalog:
    with (FOLDER / "vagval.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_of_the_code_has_its_english() -> None:
    english = {message.id: message.string for message in catalogue() if message.id}
    needed = texts()
    assert len(needed) > 400
    assert not {text for text in needed if not english.get(text)}
    assert not set(english) - needed, "texts that no code holds any more: make translations"


def test_no_text_is_translated_where_nobody_looks_for_it() -> None:
    """What gathers the texts for their English knows the calls of `_` alone."""
    gathered, unseen = texts(), []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node, "func", None)
            name = getattr(called, "attr", None) or getattr(called, "id", None)
            if name == "translate" and isinstance(node, ast.Call) and node.args:
                said = getattr(node.args[0], "value", None)
                if isinstance(said, str) and said not in gathered:
                    unseen.append(f"{path.name}: {said}")
    assert unseen == []


def test_what_is_filled_in_is_the_same_in_both_languages() -> None:
    def fields(text: str) -> list[str]:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)

    for message in catalogue():
        if message.id:
            assert fields(str(message.id)) == fields(str(message.string)), message.id


def test_the_compiled_catalogue_is_that_of_the_texts() -> None:
    with (FOLDER / "vagval.mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    written = {message.id: message.string for message in catalogue() if message.id}
    assert compiled == written, "make translations compiles it"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_hides_in_an_f_string(path: Path) -> None:
    """Texts inside f-strings are not found when the catalogue is made."""
    hidden = [
        call.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in calls(node)
    ]
    assert not hidden


def test_swedish_is_what_stands_in_the_code() -> None:
    assert translator("sv")("Vårdform") == "Vårdform"
    assert translator("en")("Vårdform") == "Care form"
