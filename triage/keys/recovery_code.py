"""The recovery code: what is printed and put in a safe place, and read in again by hand.

140 random bits as 28 symbols in seven groups of four, each closed by a check symbol:

    7K2MQ-X04ZD-…

The alphabet is Crockford's (no I, L, O, U), read in either case. The check symbol makes the
weighted sum of a group zero over GF(32), with the weights 2, 4, 8, 16 and 1: all differ and none
is zero, so every single wrong symbol and every exchange of two neighbours is found, and is
found in its group. A constant of each group's own finds groups in the wrong order too.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final

from triage.keys.errors import KeysError

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 7
SIZE: Final = 5
"""Symbols of a group, the last of them its check."""
LENGTH: Final = GROUPS * SIZE

_VALUE: Final = {symbol: value for value, symbol in enumerate(ALPHABET)}
_MEANT: Final = {"O": "0", "I": "1", "L": "1"}
_WEIGHTS: Final = (2, 4, 8, 16)
_MOST_TYPED: Final = 400
"""Characters that are looked at; a pasted document is refused for its length."""


def new() -> str:
    """Return a new code in its groups."""
    groups = []
    for number in range(GROUPS):
        values = [secrets.randbelow(32) for _ in range(SIZE - 1)]
        groups.append("".join(ALPHABET[one] for one in (*values, _check(number, values))))
    return "-".join(groups)


def read(typed: str) -> bytes:
    """Return the secret of a code as somebody typed it, whatever parts its groups.

    :raises KeysError: recovery_code_length; recovery_code_group(s), which name those with errors
    """
    symbols, parts = _symbols(typed)
    wrong = [number + 1 for number, part in enumerate(parts) if len(part) != SIZE]
    if len(parts) == GROUPS and wrong:
        raise _misread(wrong)  # the dashes tell in which group a symbol is missing
    if len(symbols) != LENGTH:
        raise KeysError("recovery_code_length", expected=LENGTH, found=len(symbols))
    if wrong := wrong_groups(symbols):
        raise _misread(wrong)
    return symbols.encode("ascii")


def wrong_groups(typed: str) -> list[int]:
    """Return the groups, from 1, that are complete and cannot be right; to tell while typing."""
    symbols, _ = _symbols(typed)
    return [
        number + 1
        for number in range(len(symbols) // SIZE)
        if not _sound(number, symbols[number * SIZE : (number + 1) * SIZE])
    ]


def _misread(groups: list[int]) -> KeysError:
    code = "recovery_code_group" if len(groups) == 1 else "recovery_code_groups"
    return KeysError(code, groups=", ".join(map(str, groups)))


def _symbols(typed: str) -> tuple[str, list[str]]:
    """Return the symbols without what parts them, and as they were parted."""
    plain = unicodedata.normalize("NFKC", typed[:_MOST_TYPED]).upper()
    spaced = "".join(
        " " if one.isspace() or unicodedata.category(one) == "Pd" else _MEANT.get(one, one)
        for one in plain
        if unicodedata.category(one) != "Cf"  # invisible: a soft hyphen, a mark of direction
    )
    parts = spaced.split()
    return "".join(parts), parts


def _sound(number: int, group: str) -> bool:
    values = [_VALUE.get(symbol) for symbol in group]
    known = [value for value in values if value is not None]
    return len(known) == SIZE and _check(number, known[:-1]) == known[-1]


def _check(number: int, values: list[int]) -> int:
    check = number + 1
    for weight, value in zip(_WEIGHTS, values, strict=True):
        check ^= _product(weight, value)
    return check


def _product(one: int, other: int) -> int:
    """Multiply in GF(32), the polynomials over two elements modulo x⁵ + x² + 1."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 32:
            one ^= 0b100101
        other >>= 1
    return product
