"""What is typed into the search line, turned into a question to the full-text index.

Every word must be found; the last one may be unfinished; "words in quotes" stand side by side.
No sign of what is typed reaches the index but letters and digits, each word in quotes of ours:
nothing anybody types can be an operator of the index's own language.
"""

import re
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from triage.store.folding import number_key, words_of
from triage.store.index import NATIONAL, SHORTEST, beginning
from triage.store.sheltering import SHELTERED

MOST_WORDS: Final = 20
"""Of a query; what is longer was pasted by mistake."""
_MOST_BEGUN: Final = 400
"""Words that one beginning stands for, each looked up by itself; past that the index joins them."""
_LEAST_DIGITS: Final = 4
"""Digits of a number from which its beginning finds it."""
_CENTURIES: Final = ("18", "19", "20")
_QUOTE: Final = re.compile(r"[\"\u201c\u201d\u201e\u00bb\u00ab]")
_BLANKS_OF_NUMBERS: Final = {ord(c): None for c in " -+\u2010\u2011\u2013\u2212\u00a0"}


@dataclass(frozen=True)
class Term:
    """Words side by side, the last of them finished or not."""

    words: tuple[str, ...]
    unfinished: bool
    typed: str = ""
    """As it was typed, for codes with signs in them."""


Meanings = Callable[[Term], Collection[str]]
"""Which codes of the index a term stands for, beside itself."""


def no_meanings(_term: Term) -> Collection[str]:
    """Stand for nothing but oneself."""
    return ()


def terms_of(query: str) -> list[Term]:
    """Return the terms of a query, in order."""
    found: list[Term] = []
    parts = _QUOTE.split(query)
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if number % 2:  # in quotes; the last part is, where they are not closed
            words = tuple(words_of(part))
            if words:
                found.append(Term(words, last and not part[-1:].isspace()))
            continue
        pieces = part.split()
        for place, piece in enumerate(pieces):
            unfinished = last and place == len(pieces) - 1 and part[-1:] == piece[-1:]
            words = tuple(words_of(piece))
            if words:
                found.append(Term(words, unfinished, piece))
    return found[:MOST_WORDS]


def number_of(query: str) -> str:
    """Return what a query is as an identity number or the beginning of one; "" if neither.

    Blanks are no matter: a number is written with and without them, and `rum 1234` may be both.
    """
    stripped = query.strip().translate(_BLANKS_OF_NUMBERS)
    digits = sum(c.isdigit() for c in stripped)
    if stripped.isascii() and stripped.isalnum() and digits >= _LEAST_DIGITS:
        return number_key(stripped)
    return ""


def expression(connection: sqlite3.Connection, query: str, meanings: Meanings) -> str:
    """Return the MATCH expression of a query; "" where it has no word that can be found."""
    whole = number_of(query)
    ways = [_begun("numbers", whole.lower())] if whole else []
    words = _all_of(connection, terms_of(query), meanings)
    return " OR ".join([*ways, f"({words})"] if words else ways)


def _all_of(connection: sqlite3.Connection, terms: list[Term], meanings: Meanings) -> str:
    parts = []
    for term in dict.fromkeys(terms):
        ways = [_text(connection, term), *(f'codes : "{code}"' for code in meanings(term))]
        digits = number_of(term.typed)
        if digits:
            ways.append(_begun("numbers", digits.lower()))
        ways = [way for way in dict.fromkeys(ways) if way]
        if not ways:
            return ""  # a word that nothing has
        parts.append(f"({' OR '.join(ways)})")
    return " AND ".join(parts)


def _begun(column: str, word: str) -> str:
    return f'{column} : "{word}" *'


def _text(connection: sqlite3.Connection, term: Term) -> str:
    """Return what finds a term in names and texts; "" where no case has such a word."""
    *before, last = term.words
    if before:
        side_by_side = " ".join(term.words)
        star = " *" if term.unfinished and len(last) >= SHORTEST else ""
        return f'{{who text}} : "{side_by_side}"{star}'
    exact = f'{{who text}} : "{last}"'
    if not term.unfinished or last.isdigit():
        return exact
    if len(last) < SHORTEST:
        return f'({exact} OR who : "{beginning(last)}")'
    begun = _words_begun(connection, last)
    if len(begun) > _MOST_BEGUN:
        return f'{{who text}} : "{last}" *'
    if not begun:
        return ""
    return f"{{who text}} : ({' OR '.join(begun)})"


def _words_begun(connection: sqlite3.Connection, letters: str) -> list[str]:
    """Return the words with a beginning, quoted, one more than are looked up at the most.

    One by one they are read from their newest hit on, as far as wanted; the index's own search
    by a beginning reads every hit of every word first.
    """
    rows = connection.execute(
        "SELECT word FROM found_words WHERE word >= ? AND word < ? LIMIT ?",
        (letters, letters[:-1] + chr(ord(letters[-1]) + 1), _MOST_BEGUN + 1),
    )
    return [f'"{word}"' for (word,) in rows]


def is_number(query: str, number: str | None, kind: str) -> bool:
    """Return whether a query is exactly this number.

    A national number also counts as exact without its century, as it is spoken and written.
    """
    typed, key = number_of(query), number_key(number)
    return bool(typed) and (typed == key or (kind in NATIONAL and typed == key[2:]))


def protected(connection: sqlite3.Connection, query: str) -> list[str]:
    """Return the cases of a protected identity with exactly this number, open ones first."""
    key = number_of(query)
    if not key:
        return []
    keys = [key]
    if len(key) == 10:
        keys += [century + key for century in _CENTURIES]
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(
        "SELECT id, number, kind FROM cases WHERE number_key <> ''"  # noqa: S608 - marks only
        f" AND number_key IN ({marks}) AND {SHELTERED}"
        " ORDER BY state = 'decided', changed_at DESC, id",
        keys,
    )
    return [case_id for case_id, number, kind in rows.fetchall() if is_number(query, number, kind)]
