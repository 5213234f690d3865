"""Texts of the program in the reader's language.

Swedish is what stands in the code; other languages come from their catalogue. A text that
a catalogue lacks stays Swedish, and a test sees to it that English lacks none.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

LANGUAGES = ("sv", "en")
CATALOGUES = Path(__file__).parents[1] / "resources" / "translations"

Translate = Callable[[str], str]


@cache
def translator(language: str) -> Translate:
    """Return the function that turns a Swedish text into `language`.

    Call it `_` where it is used, so that the texts are found when catalogues are made.
    """
    if language == "sv":
        return _as_written
    import gettext  # noqa: PLC0415 - not for a start in Swedish

    return gettext.translation("vagval", CATALOGUES, [language]).gettext


def enumerated(words: Sequence[str], last: str) -> str:
    """Return `a, b or c`; `last` is the word before the last one."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _as_written(text: str) -> str:
    return text
