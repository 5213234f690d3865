"""What in a text tells who a protected patient is, or where: struck out however it is typed.

The patient's own name, number and place, and what stands in the texts that are withheld: names of
relatives, streets, numbers. An identity number, a telephone number or an address of mail is struck
out whoever's it is. Names that the program was never told it cannot know.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from triage.core.people import Patient

STRUCK_OUT: Final = "[…]"

_DASH: Final = r"\-\u2010-\u2015\u2212"  # a word processor makes one of these of another
_SPACE: Final = r" \u00a0\u2009\u202f"
_IDENTITY: Final = (
    rf"(?<![\d-])(?:\d{{2}})?\d{{6}}[+{_DASH}{_SPACE}]{{0,3}}[\dA-Z]{{3}}[\dA-Z](?!\d)"
)
_BY_DAY: Final = rf"(?<!\d)(?:\d{{2}})?\d{{2}}(?:[{_DASH}]\d{{2}}){{2}}[{_DASH}]\d{{4}}(?!\d)"
"""An identity number whose day of birth is written as a date."""
_BETWEEN: Final = rf"[(){_DASH}{_SPACE}]{{0,3}}"
_TELEPHONE: Final = (
    rf"(?<![\d-])(?:\+46|0046|46(?=[1-9])|0){_BETWEEN}\d(?:{_BETWEEN}\d){{5,10}}(?![\d-])"
)
_DOTTED: Final = r"(?<![\d-])0\d{2,3}[./]\d{2,3}(?:[ .]\d{2,3}){1,3}(?![\d-])"
"""A telephone number with dots or a stroke: no date begins with three digits and a nought."""
_MAIL: Final = r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,250}\.\w{2,}"
_ALIKE: Final = (_MAIL, _BY_DAY, _IDENTITY, _TELEPHONE, _DOTTED)
_NOTHING: Final = r"(?!)"
_UNSEEN: Final = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
"""Signs without a shape that copied text may hold, within a name as well."""
_SHORTEST_NAME: Final = 3  # shorter parts of a name are words of the language
_SHORTEST_TEXT: Final = 6  # a shorter text on home or children is a word or a count, as "Inga", "2"
_NO_WORD: Final = 6  # letters of a place that is no common word, as Vara and Mark are
_WORD: Final = re.compile(r"[^\W\d_][\w-]+")
_WITHIN: Final = re.compile(r"(?:(?<=[^.!?:\n] )|(?<=[,/(]))[^\W\d_][\w-]+")
"""A word that does not begin a sentence."""
_STREET: Final = re.compile(r"\b[^\W\d_]\w+(?:gatan?|vägen|väg|gränd|torget|torg|stigen)\b")
_DIGITS: Final = re.compile(rf"\d(?:{_BETWEEN}\d){{3,14}}")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OWN_CALL: Final = 6  # digits of a telephone number that are dialled from the same town
_COORDINATED: Final = 60  # is added to the day in a samordningsnummer
_MONTHS: Final = ("jan", "feb", "mar", "apr", "ma[jy]", "jun", "jul", "aug", "sep", "o[kc]t", "nov",
                  "dec")  # fmt: skip


class Known(NamedTuple):
    """What is known of a protected patient."""

    patient: Patient
    withheld: Sequence[str]
    """Texts that are printed nowhere."""
    around: Sequence[str]
    """Those of them that name people and places, and no drugs."""
    where: Sequence[str]
    """Those of them whose numbers are to call, or of doors and post, and no doses."""
    texts: Sequence[str]
    """The other texts: what is a name within one of them is a name in those."""


def certain(known: Known, places: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of what can only be the patient's: the whole name, the number, the place.

    `places` are the names of where the patient lives, as far as they are known.
    """
    return _pattern(_of(known, places, {known.patient.name.strip()}))


def particulars(known: Known, places: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of that and all else: each part of the name, relatives, numbers to call."""
    name = known.patient.name
    words = {name.strip(), *re.split(r"[\s-]+", name), *_names(known)}
    return _pattern((*_ALIKE, *_of(known, places, words), *_numbers(known), *_born(known.patient)))


def struck(text: str, what: re.Pattern[str]) -> str:
    """Return a text with what tells struck out."""
    return what.sub(STRUCK_OUT, _composed(text))


def is_name(word: str) -> bool:
    """Say whether a word within a sentence is a name: no abbreviation, none of the language."""
    return word[0].isupper() and not word.isupper()


def _pattern(parts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join([*dict.fromkeys(parts), _NOTHING]))


def _composed(text: str) -> str:
    """Return a text as it looks: letters with their marks as one sign, nothing unseen between."""
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def _plain(text: str) -> str:
    """Return a text without the marks of its letters, as a foreign keyboard has it."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _of(known: Known, places: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    for text in _longest_first(text.strip() for text in known.withheld):
        if len(text) >= _SHORTEST_TEXT:
            yield rf"(?<!\w){re.escape(text)}(?!\w)"
    if known.patient.number:
        yield _number(known.patient.number)
    for word in _longest_first(words):
        if len(word) >= _SHORTEST_NAME:
            yield rf"(?i:\b{re.escape(word)}s?\b)"  # and whose
        elif len(word) > 1 and is_name(word):
            yield rf"\b{re.escape(word)}s?\b"  # with its capital; without, it may be a word
    for place in filter(None, _longest_first(places)):
        name = re.escape(place)
        either = rf"(?i:{name})" if len(place) >= _NO_WORD else f"(?:{name}|{name.upper()})"
        yield rf"\b{either}"


def _longest_first(texts: Iterable[str]) -> list[str]:
    """Return texts as they look, and without their marks; a part never goes before the whole."""
    composed = {_composed(text) for text in texts}
    return sorted(composed | set(map(_plain, composed)), key=lambda text: (-len(text), text))


def _names(known: Known) -> Iterator[str]:
    """Yield names of relatives, streets and homes."""
    around = [_composed(text) for text in known.around]
    for text in around:
        yield from _STREET.findall(text)
    found = (_WITHIN.findall(text) for text in (*around, *map(_composed, known.texts)))
    within = {word for words in found for word in words if is_name(word)}
    within |= {word.removesuffix("s") for word in within}
    for text in around:
        yield from (word for word in _WORD.findall(text) if word in within)


def _numbers(known: Known) -> Iterator[str]:
    """Yield patterns of numbers to call, of doors and of post."""
    runs = (run for text in known.where for run in _DIGITS.findall(_DAY.sub("", text)))
    digits = {re.sub(r"\D", "", run) for run in runs}
    digits |= {one[-_OWN_CALL:] for one in digits}
    for one in sorted(digits, key=len, reverse=True):
        if not _YEAR.fullmatch(one):
            yield rf"(?<!\d){_BETWEEN.join(one)}(?!\d)"


def _number(number: str) -> str:
    """Return a pattern of the patient's number, whole, or of what tells most of it."""
    born, last = number[:8], number[8:]
    between = f"[+{_DASH}{_SPACE}]{{0,3}}"
    days = "|".join((born, born[2:], f"{born[:4]}-{born[4:6]}-{born[6:]}"))
    return rf"(?<!\d)(?:(?:{days})(?:{between}{last})?|{last})(?!\d)"


def _born(patient: Patient) -> Iterator[str]:
    """Yield a pattern of the day of birth as people write it; a number may have none."""
    number = patient.number or ""
    year, month, day = number[2:4], number[4:6], number[6:8]
    if not (day.isdecimal() and month.isdecimal() and 1 <= int(month) <= len(_MONTHS)):
        return
    born = int(day) % _COORDINATED
    on = rf"0?{born}(?::?(?:e|de|a|th|st|nd|rd))?"
    word = rf"{_MONTHS[int(month) - 1]}[a-z]{{0,6}}"
    named = rf"(?:0?{int(month)}|{word})"
    around = rf"(?:\d\d)?{year}"
    between = rf"[.,/{_DASH}{_SPACE}]{{1,2}}"
    orders = (
        (on, named, around),
        (word, on, around),
        (rf"\d\d{year}", named, on),
        (year, month, f"{born:02}"),  # in two digits each: "10-5-5" may be a dose
    )
    written = "|".join(between.join(parts) for parts in orders)
    yield rf"(?i:(?<!\d)(?:{written})(?!\d))"
