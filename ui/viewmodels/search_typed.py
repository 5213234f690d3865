"""What a search takes of what is typed or pasted: a whole row of a table has one number in it."""

from datetime import date
from typing import Final

from ui.viewmodels.typed_text import taken

LONGEST: Final = 200
"""Characters that are searched for; a longer text was pasted by mistake and finds nobody."""
_DIGITS: Final = 10
"""Of an identity number at least."""


def searched_for(text: str, day: date) -> str:
    """Return the words to search for; of a text with one identity number in it, the number."""
    if not text:
        return ""
    kept = " ".join(taken(text, LONGEST, lines=False).text.split())
    if sum(sign.isdecimal() for sign in kept) < _DIGITS or not any(map(str.isalpha, kept)):
        return kept
    from triage.core.identity_found import numbers_in  # noqa: PLC0415 - seldom pasted

    found = numbers_in(kept, day)
    return found[0].number if len(found) == 1 else kept
