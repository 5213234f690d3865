"""The list of municipalities, `municipalities.csv`: which pack and area each belongs to."""

import csv
import io
import re
from pathlib import Path

from pydantic import ValidationError

from triage.core.pack import Municipality
from triage.core.spelling import did_you_mean
from triage.packs.bounded_file import file_bytes
from triage.packs.bounded_yaml import MAX_BYTES, UNSEEN, decoded
from triage.packs.problems import InputError, Problem
from triage.packs.quoting import quoted
from triage.packs.validation import MOST_PROBLEMS, message

NAME = "municipalities.csv"
COLUMNS = ("code", "name", "county", "pack", "area", "basis")
BASES = ("county", "source", "derived")

_FIELD = re.compile(r'(?:"(?:[^"]|"")*"|[^,"]*)(?:,|$)')


def load_municipalities(folder: Path) -> tuple[Municipality, ...]:
    """Read `municipalities.csv`.

    Raises:
        InputError: with every line that cannot be used, the first fifty.
    """
    data = file_bytes(folder / NAME, NAME, limit=MAX_BYTES, missing="the file is needed")
    if len(data) > MAX_BYTES:
        raise InputError(
            [Problem(NAME, "", f"too large; at most {MAX_BYTES // 1024} KiB are read")]
        )
    text = decoded(data, NAME)
    rows = _rows(text)
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise InputError([Problem(NAME, "", f"the first line is {','.join(COLUMNS)}", 1, 1)])
    lines = re.split(r"\r\n|\r|\n", text)
    places: dict[str, Municipality] = {}
    problems: list[Problem] = []
    for line, row in rows[1:]:
        starts = _starts(lines[line - 1])
        found = _faults(row, places)
        problems += [
            Problem(NAME, column, what, line, starts[COLUMNS.index(column)] if column else 1)
            for column, what in found
        ]
        if not found:
            place = _place(row)
            places[place.code] = place
    if problems:
        raise InputError(problems[:MOST_PROBLEMS])
    return tuple(places.values())


def _faults(row: list[str], places: dict[str, Municipality]) -> list[tuple[str, str]]:
    """Return what is wrong with a line, by column; "" is the line as a whole."""
    if len(row) != len(COLUMNS):
        return [("", f"{len(row)} values; each line has {len(COLUMNS)}")]
    for column, value in zip(COLUMNS, row, strict=True):
        if UNSEEN.search(value):
            return [(column, "the text holds an invisible character; remove it")]
    try:
        place = _place(row)
    except ValidationError as error:
        return [
            (str(one["loc"][0]), message(one, Municipality))
            for one in error.errors(include_url=False)
        ]
    if place.code in places:
        return [("code", f"{place.code} stands twice; keep one of them")]
    if place.basis not in BASES:
        near = did_you_mean(place.basis, BASES) or f"; known are {', '.join(BASES)}"
        return [("basis", f"unknown basis {quoted(place.basis)}{near}")]
    return []


def _place(row: list[str]) -> Municipality:
    return Municipality.model_validate(dict(zip(COLUMNS, row, strict=True)))


def _starts(line: str) -> list[int]:
    """Return the column, from 1, in which each value of a line begins."""
    starts = [1]
    while len(starts) < len(COLUMNS) and (one := _FIELD.match(line, starts[-1] - 1)):
        starts.append(one.end() + 1)
    return starts + [starts[-1]] * (len(COLUMNS) - len(starts))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines that hold anything, each with its number from 1."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        wrong = f"not valid CSV: {error}"
        raise InputError([Problem(NAME, "", wrong, max(1, reader.line_num), 1)]) from None
