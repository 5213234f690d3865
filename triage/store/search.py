"""Finding people in the worklist: how names, numbers and queries are folded to be compared.

å, ä and ö are letters of their own: "bjorn" does not find Björn. Marks on any other letter are
dropped on both sides, so that Čáhppe is found as "cahppe" as well as "čáhppe", and Đorđe as
"dorde".
"""

import unicodedata
from typing import Final

_LETTERS_OF_THEIR_OWN: Final = frozenset("åäöøæ")
_MOST_WORDS: Final = 50  # of a query; past some hundred the database refuses the expression
_WITHOUT_MARK: Final = {"đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l"}  # these do not decompose


def fold(text: str) -> str:
    """Return the form in which names and aliases are compared."""
    return "".join(map(_fold_letter, unicodedata.normalize("NFC", text.casefold())))


def _fold_letter(letter: str) -> str:
    if letter in _LETTERS_OF_THEIR_OWN:
        return letter
    if letter in _WITHOUT_MARK:
        return _WITHOUT_MARK[letter]
    if letter < "\x20":
        return " "  # a NUL would end the text for some SQL functions
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def number_key(text: str | None) -> str:
    """Return letters and digits only, in capitals: hyphens and blanks do not matter."""
    return "".join(c for c in (text or "").upper() if c.isascii() and c.isalnum())


def matching(query: str) -> tuple[str, list[str]]:
    """Return an SQL condition on `cases`, and its values, for a query that is not blank.

    Every word must occur in the name or the alias, or the whole query in the number. A
    protected identity is found by its exact number only; a national number also counts as
    exact without its century, as it is spoken and written.
    """
    words = list(dict.fromkeys(fold(query).split()))[:_MOST_WORDS]
    names = " AND ".join("instr(search_text, ?) > 0" for _ in words) or "0"
    values = list(words)
    key = number_key(query) if _looks_like_a_number(query) else ""
    numbers, exact = "0", "0"
    if key:
        numbers = "instr(number_key, ?) > 0"
        values.append(key)
        exact = (
            "(number_key = ? OR (kind IN ('personnummer', 'samordningsnummer')"
            " AND length(number_key) = 12 AND substr(number_key, 3) = ?))"
        )
        values += [key, key]
    return f"((protected = 0 AND ({names} OR {numbers})) OR (protected = 1 AND {exact}))", values


def _looks_like_a_number(query: str) -> bool:
    stripped = query.translate({ord(c): None for c in " -+\u2010\u2011\u2013\u2212\u00a0"})
    return stripped.isascii() and stripped.isalnum() and any(c.isdigit() for c in stripped)
