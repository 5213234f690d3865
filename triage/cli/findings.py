"""What is found wrong in a case file, in its order, and the checks that every part shares."""

from collections.abc import Mapping

from triage.cli.bounded_json import Place, spoken
from triage.core.spelling import did_you_mean
from triage.packs.problems import Problem, path_text


class Findings:
    """The problems of one file. No message repeats a patient's words or numbers."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, place: Place, message: str) -> None:
        """Note what is wrong at a place, and what would be right."""
        self.problems.append(Problem(self.file, path_text(place), message))

    def text(self, place: Place, value: object) -> str:
        """Return a text that can be written as UTF-8, or note what is wrong with it."""
        if not isinstance(value, str):
            self.wrong(place, f"expected text, got {kind_of(value)}")
            return ""
        try:
            value.encode()
        except UnicodeEncodeError:
            self.wrong(place, "holds half a character (a lone surrogate); write the whole one")
            return ""
        return value

    def unknown_keys(
        self, place: Place, value: Mapping[str, object], known: tuple[str, ...]
    ) -> None:
        """Note every key that the object cannot have."""
        for key in value:
            if key in known:
                continue
            allowed = f"; known are {', '.join(known)}"
            if spoken(key):
                near = did_you_mean(key, known) or allowed
                self.wrong((*place, key), f"unknown key{near}")
            else:
                self.wrong(place, f"unknown key{allowed}")


def kind_of(value: object) -> str:
    """Name the JSON kind of a value, never the value."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"
