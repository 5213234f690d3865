"""What is said of a letter beside it: what paper cannot show, how long a copied text stays."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from triage.texts import Translate

_MOST: Final = 6
_SHOWN: Final = frozenset("LNPS")
"""Kinds of characters that a screen can show by themselves: letters, numbers, signs."""
_APART: Final = "\N{FIRST STRONG ISOLATE}{sign}\N{POP DIRECTIONAL ISOLATE}"
"""So that a sign from another script does not turn the sentence round."""


def unprintable_words(signs: Sequence[str], _: Translate) -> str:
    """Return a warning of characters that print as a replacement; "" where there are none."""
    if not signs:
        return ""
    named = ", ".join(_named(sign) for sign in signs[:_MOST])
    if len(signs) > _MOST:
        more = len(signs) - _MOST
        named = _("{names} och {count} till").format(names=named, count=more)
    text = _(
        "Tecken som inte går att skriva ut: {signs}. På papper och i PDF står � i stället; "
        "i texten som kopieras finns de kvar."
    )
    return text.format(signs=named)


def _named(sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    if unicodedata.category(sign)[0] not in _SHOWN:
        return code
    return f"{_APART.format(sign=sign)} ({code})"


def copied_words(minutes: int, *, short: bool, _: Translate) -> str:
    """Return what is said once the text is on the clipboard."""
    what = _("Den korta texten är kopierad.") if short else _("Hela texten är kopierad.")
    if minutes == 1:
        then = _("Klistra in den inom en minut; sedan tas den bort.")
    else:
        then = _("Klistra in den inom {minutes} minuter; sedan tas den bort.")
    return f"{what} {then.format(minutes=minutes)}"
