"""Identity numbers as people write them: made up, in more forms than any log will ever see.

None belongs to a person: every control digit is wrong, but for the published test numbers.
"""

from collections.abc import Callable
from random import Random
from typing import Final

from personnummer import personnummer

PUBLISHED: Final = ("191212121212", "196101182803", "195009072553", "189002029800", "196109732393")
_LETTERS: Final = "ABCDEFGHJKLMNPRSTUXYZ"
_HYPHENS: Final = "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\ufe63\u00ad"
_BLANKS: Final = " \u00a0\u2009\u202f\u3000\t"
_UNSEEN: Final = "\u200b\u200e\u2060\ufeff\u202a"
_ZEROS: Final = (
    0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6,
)  # fmt: skip
_BEFORE: Final = ("", " ", "pnr ", "Patient:", "('", '{"number": "', "id=", "/home/anna/", "nr.",
                  "x", "ärende ", "case 7, ", "\n", "2026-11-22 07:05:34,123 ERROR ")  # fmt: skip
_BEHIND: Final = ("", " ", ".", ",", "')", '"}', ".pdf", "\n", " 7", "x", ":", " at ui/x.py:12")


def number(chance: Random) -> str:
    """Return twelve characters of a number of any kind."""
    if chance.random() < 0.05:
        return chance.choice(PUBLISHED)
    year, month = chance.randint(1880, 2026), chance.randint(1, 12)
    day = chance.randint(1, 28)
    kind = chance.randrange(5)
    if kind == 0:
        born = f"{year}{month:02}{day:02}{chance.randint(1, 999):03}"
    elif kind == 1:
        born = f"{year}{month:02}{day + 60:02}{chance.randint(1, 999):03}"
    elif kind == 2:
        return f"99{chance.choice((19, 20, 21, 22))}{chance.randrange(10**8):08}"
    elif kind == 3:
        return f"{year}{month:02}{day:02}{chance.choice('KMX')}{chance.randrange(1000):03}"
    else:
        century = f"{chance.randint(22, 98)}{chance.randrange(100):02}{month:02}{day:02}"
        unknown = f"00{chance.randrange(100):02}{chance.randint(20, 99)}{chance.randint(40, 59)}"
        letters = "".join(chance.choices(_LETTERS, k=2))
        last = f"{chance.choice(_LETTERS + '0123456789')}{chance.randrange(10)}"
        return f"{chance.choice((century, unknown))}{letters}{last}"
    return next(f"{born}{digit}" for digit in range(10) if not personnummer.valid(f"{born}{digit}"))


def written(chance: Random, twelve: str) -> str:
    """Return the number as somebody may write it."""
    hyphen, blank = chance.choice(_HYPHENS), chance.choice(_BLANKS)
    head, tail = twelve[:8], twelve[8:]
    pairs = [twelve[at : at + 2] for at in range(0, 12, 2)]
    forms: list[Callable[[], str]] = [
        lambda: head + tail,
        lambda: head + hyphen + tail,
        lambda: head + blank + tail,
        lambda: head + blank + hyphen + blank + tail,
        lambda: blank.join([twelve[:4], twelve[4:6], twelve[6:8]]) + hyphen + tail,
        lambda: hyphen.join([twelve[:4], twelve[4:6], twelve[6:8], tail]),
        lambda: blank.join(pairs),
        lambda: blank.join([twelve[:2], twelve[2:8]]) + hyphen + tail,
        lambda: ".".join([twelve[:4], twelve[4:6], twelve[6:8]]) + hyphen + tail,
        lambda: head + "%2D" + tail,
        lambda: head + "%20" + tail,
        lambda: head + "&nbsp;" + tail,
        lambda: head + "\\u2011" + tail,
        lambda: head + "/" + tail,
        lambda: head + "_" + tail,
        lambda: chance.choice(_UNSEEN).join(twelve),
    ]
    if twelve.isdecimal():
        forms.append(lambda: blank.join(twelve))
    if twelve[:2] in {"18", "19", "20"}:
        forms += [
            lambda: twelve[2:8] + tail,
            lambda: twelve[2:8] + hyphen + tail,
            lambda: twelve[2:8] + "+" + tail,
            lambda: twelve[2:8] + "\uff0b" + tail,
            lambda: twelve[2:8] + blank + tail,
            lambda: blank.join(pairs[1:]),
            lambda: blank.join(pairs[1:4]) + hyphen + tail,
        ]
    text = chance.choice(forms)()
    if chance.random() < 0.2:
        text = text.lower()
    if chance.random() < 0.3:
        zero = chance.choice(_ZEROS)
        shifted = {ord("0") + digit: chr(zero + digit) for digit in range(10)}
        protected = "%" in text or "\\u" in text or "&" in text
        text = text if protected else text.translate(shifted)
    return text


def around(chance: Random) -> tuple[str, str]:
    """Return what a log may hold before and behind a number."""
    return chance.choice(_BEFORE), chance.choice(_BEHIND)
