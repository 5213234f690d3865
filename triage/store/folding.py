"""How texts, numbers and queries are folded to be compared.

å, ä and ö are letters of their own: "bjorn" does not find Björn. Marks on any other letter are
dropped on both sides, so that Čáhppe is found as "cahppe" as well as "čáhppe", and Đorđe as
"dorde".
"""

import unicodedata
from typing import Final

_LETTERS_OF_THEIR_OWN: Final = frozenset("åäöøæ")
LONGEST: Final = 64
"""Letters of a word that count."""
_WITHOUT_MARK: Final = {"đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l"}  # these do not decompose


class _Letters(dict[int, str]):
    """What each letter folds to, found out when it is first met; few differ in all texts."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        return folded


class _Signs(_Letters):
    """The same, with a blank for what is neither letter nor digit."""

    def __missing__(self, code: int) -> str:
        folded = _fold_letter(chr(code))
        parted = self[code] = "".join(c if c.isalnum() else " " for c in folded)
        return parted


_LETTERS: Final = _Letters()
_SIGNS: Final = _Signs()


def fold(text: str) -> str:
    """Return the form in which texts are compared."""
    return unicodedata.normalize("NFC", text.casefold()).translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded: letters and digits; any other sign parts them."""
    folded = unicodedata.normalize("NFC", text.casefold()).translate(_SIGNS)
    return [word[:LONGEST] for word in folded.split()]


def _fold_letter(letter: str) -> str:
    if letter in _LETTERS_OF_THEIR_OWN:
        return letter
    if letter in _WITHOUT_MARK:
        return _WITHOUT_MARK[letter]
    if letter < "\x20":
        return " "  # a NUL would end the text for some SQL functions
    # A styled capital has no small letter of its own: only what it stands for has.
    decomposed = unicodedata.normalize("NFKD", letter).casefold()
    parts = (part for part in decomposed if not unicodedata.combining(part))
    return "".join(_WITHOUT_MARK.get(part, part) for part in parts)


def number_key(text: str | None) -> str:
    """Return letters and digits only, in capitals: hyphens and blanks do not matter."""
    return "".join(c for c in (text or "").upper() if c.isascii() and c.isalnum())
