"""The list of municipalities, `municipalities.csv`: which pack and area each belongs to."""

import csv
import io
from pathlib import Path

from pydantic import ValidationError

from triage.core.pack import Municipality
from triage.packs.problems import InputError, Problem
from triage.packs.validation import message

COLUMNS = ("code", "name", "county", "pack", "area", "basis")


def load_municipalities(folder: Path) -> tuple[Municipality, ...]:
    """Read `municipalities.csv`.

    Raises:
        InputError: with every line that cannot be used.
    """
    path = folder / "municipalities.csv"
    rows = _rows(path)
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise InputError([Problem(path.name, "", f"the first line is {','.join(COLUMNS)}", 1)])
    places: dict[str, Municipality] = {}
    problems: list[Problem] = []
    for line, row in rows[1:]:
        if len(row) != len(COLUMNS):
            wanted = f"{len(row)} values; each line has {len(COLUMNS)}"
            problems.append(Problem(path.name, "", wanted, line))
            continue
        try:
            place = Municipality.model_validate(dict(zip(COLUMNS, row, strict=True)))
        except ValidationError as error:
            problems += [
                Problem(path.name, str(one["loc"][0]), message(one, Municipality), line)
                for one in error.errors(include_url=False)
            ]
            continue
        if place.code in places:
            twice = f"{place.code} stands twice; keep one of them"
            problems.append(Problem(path.name, "code", twice, line))
        places[place.code] = place
    if problems:
        raise InputError(problems)
    return tuple(places.values())


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Return the lines that hold anything, each with its number from 1."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError([Problem(path.name, "", f"{reason}; the file is needed")]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError([Problem(path.name, "", "not UTF-8; save it as UTF-8", line)]) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        wrong = f"not valid CSV: {error}"
        raise InputError([Problem(path.name, "", wrong, reader.line_num)]) from None
