"""Passphrases: when one will do, and its bytes whatever keyboard it is typed on."""

from __future__ import annotations

import unicodedata
from typing import Final

from triage.keys.errors import KeysError

LEAST: Final = 10
MOST: Final = 256
"""Characters."""

_TRIED_FIRST: Final = """
    administrator abcdefghij adminadmin basketball changeme12 changemenow drowssap123
    fotboll123 football12 hemligt123 hemlighet1 hejhejhejhej iloveyou12 internet12 jagälskardig
    jagalskardig letmein123 losenord lösenord lösenordet losenordet lösenord1 lösenord12
    lösenord123 losenord123 lösenord1234 minnesota1 mittlösenord mittlosenord p@ssw0rd123
    palliativ1 palliativvård palliativvard passphrase passw0rd12 passw0rd123 password01 password1!
    password10 password12 password123 password1234 qwerty1234 qwertyuiop qwertyuiopå sjuksköterska
    sjukskoterska sjukhuset1 sjukhus123 sommar2024 sommar2025 sommar2026 sommaren2026 superman12
    välkommen1 valkommen1 välkommen123 valkommen123 vinter2024 vinter2025 vinter2026 vägval1234
    vagval1234 welcome123 whatever12 stockholm1 goteborg12 göteborg12 malmö12345 korrekthästbatteri
    correcthorsebatterystaple
"""
_COMMON: Final = frozenset(_TRIED_FIRST.split())
_ROWS: Final = (
    "1234567890",
    "qwertyuiopå",
    "asdfghjklöä",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyzåäö",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)


def as_bytes(typed: str) -> bytes:
    """Return the bytes of a passphrase.

    As RFC 8265 has it: letters in composed form, every space a plain one, for å may be one
    character or two, according to the keyboard.

    :raises KeysError: passphrase_unusable, passphrase_long
    """
    if len(typed) > 4 * MOST:  # nobody's phrase, and normalising is not free
        raise KeysError("passphrase_long", most=MOST)
    spaced = "".join(" " if unicodedata.category(one) == "Zs" else one for one in typed)
    try:
        return unicodedata.normalize("NFC", spaced).encode("utf-8")
    except UnicodeEncodeError:
        raise KeysError("passphrase_unusable") from None


def require_strong(typed: str, *names: str) -> None:
    """Refuse a new passphrase that would soon be guessed, or is little more than one of `names`.

    No rules of digits and signs: they make phrases that are hard to remember and no harder to
    guess.

    :raises KeysError: passphrase_short, passphrase_long, passphrase_common, passphrase_name,
        passphrase_simple, passphrase_unusable
    """
    text = as_bytes(typed).decode("utf-8")
    if len(text) > MOST:
        raise KeysError("passphrase_long", most=MOST)
    if len(text.strip()) < LEAST:
        raise KeysError("passphrase_short", least=LEAST)
    plain = "".join(text.casefold().split())
    if plain in _COMMON or plain.rstrip("0123456789!.?") in _COMMON:
        raise KeysError("passphrase_common")
    if len(set(plain)) < 5 or _follows_keys(plain) or _repeats(plain):
        raise KeysError("passphrase_simple")
    rest = plain
    words = {part for name in names for part in name.casefold().split() if len(part) > 2}
    for word in sorted(words, key=len, reverse=True):  # a short one may stand in a longer
        rest = rest.replace(word, "")
    if rest != plain and len(rest.strip("0123456789!.?-_")) < 4:
        raise KeysError("passphrase_name")


def _follows_keys(plain: str) -> bool:
    """Say whether most of a phrase runs along a row of keys, either way."""
    both = [row for one in _ROWS for row in (one, one[::-1])]
    pairs = {row[at : at + 2] for row in both for at in range(len(row) - 1)}
    along = sum(plain[at : at + 2] in pairs for at in range(len(plain) - 1))
    return along >= 0.75 * (len(plain) - 1)


def _repeats(plain: str) -> bool:
    """Say whether a phrase is one short piece over and over."""
    return any(
        plain == (plain[:size] * (len(plain) // size + 1))[: len(plain)] for size in range(1, 5)
    )
