"""What a row of the checklist asks, and the editor that takes the answer to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ui.widgets.answers import UNKNOWN, ListAnswer, NumberAnswer, SetAnswer
from ui.widgets.lookup import LookupAnswer
from ui.widgets.segmented import Option, SegmentedControl

Kind = Literal["bool", "score", "choice", "set", "int", "lookup"]
_FEW = 4  # so many values of a choice are shown side by side; more go into a list


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words every row needs, in the reader's language."""

    yes: str
    no: str
    unknown: str  # asked, not known
    none_of_these: str
    unanswered: str
    not_needed: str  # the answer can no longer change anything
    no_match: str  # what was typed fits no name
    several: str = ""  # it fits more than one


@dataclass(frozen=True, slots=True)
class Question:
    """What a row asks. `options` for score, choice, set and lookup; `low`, `high` for int.

    A yes or no may have options of its own, with the keys that choose them.
    """

    fact: str
    kind: Kind
    text: str
    help: str = ""
    options: Sequence[Option] = ()
    low: int = 0
    high: int = 0


Answer = SegmentedControl | NumberAnswer | ListAnswer | SetAnswer | LookupAnswer


def editor(question: Question, words: RowWords) -> Answer:
    """Return the editor for a kind of question."""
    name = question.text
    unknown = Option(UNKNOWN, words.unknown, keys="v")
    options = [Option(*option) for option in question.options]
    match question.kind:
        case "bool" if options:
            made: Answer = SegmentedControl(options, name=name)
        case "bool":
            pair = [Option(True, words.yes, keys="jy"), Option(False, words.no, keys="n")]
            made = SegmentedControl([*pair, unknown], name=name)
        case "score":
            numbered = [option._replace(keys=str(option.value)) for option in options]
            made = SegmentedControl([*numbered, unknown], name=name, words_shown=True)
        case "int":
            made = NumberAnswer(question.low, question.high, unknown, name=name)
        case "set":
            made = SetAnswer(options, words.none_of_these, unknown, name=name)
        case "lookup":
            made = LookupAnswer(options, unknown, words.no_match, words.several, name=name)
        case "choice" if len(options) <= _FEW:
            made = SegmentedControl([*options, unknown], name=name)
        case "choice":
            made = ListAnswer(options, unknown, name=name)
    return made


def comparable(value: object) -> tuple[str, object]:
    """Make answers comparable: True is not 1, a list of values is a set of them."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return "set", frozenset(value)
    return type(value).__name__, value
