"""What the fields of a patient's identity take of what is typed or pasted into them.

A clipboard may hold the wrong thing: a whole row of a table, a page of text. What no field keeps
is left out, a number is found among other text, and a number in a field that is shown in lists
is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from triage.texts import Translate
from ui.viewmodels.typed_text import beyond_words, taken

LONGEST_NAME: Final = 120
LONGEST_ALIAS: Final = 60
LONGEST_NUMBER: Final = 30
"""Signs of a number however it is written; what is longer is something else."""
MOST_PASTED: Final = 20_000
"""Signs that are looked through for a number."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a field takes, what is said below it, and whether that has to be mended."""

    text: str
    remark: str = ""
    wrong: bool = False


def typed_words(text: str, field: str, longest: int, day: date, _: Translate) -> Typed:
    """Return what a name's or an alias's line takes; `field` is its heading."""
    fits = taken(text, longest, lines=False)
    if _holds_a_number(fits.text, day):
        told = _("Här står ett personnummer. Flytta det till fältet Nummer.")
        return Typed(fits.text, told, wrong=True)
    if fits.beyond:
        return Typed(fits.text, beyond_words(field, longest, fits.beyond, _))
    return Typed(fits.text)


def typed_number(text: str, day: date, _: Translate) -> Typed:
    """Return what the number's line takes: the one number of a longer text, if there is one."""
    from triage.core.identity import (  # noqa: PLC0415 - comes with the library of numbers
        IdentityError,
        display,
        parse_identity,
    )
    from triage.core.identity_found import numbers_in  # noqa: PLC0415 - as above

    fits = taken(text, MOST_PASTED, lines=False).text
    try:
        parse_identity(fits, day)
    except IdentityError:
        found = numbers_in(fits, day)
    else:
        return Typed(fits)
    if len(found) == 1:
        return Typed(display(found[0]), _("Numret togs ur den inklistrade texten."))
    if found:
        several = _("Den inklistrade texten har flera nummer. Klistra in ett av dem.")
        return Typed(fits[:LONGEST_NUMBER], several, wrong=True)
    if len(fits) > LONGEST_NUMBER:
        none = _("Den inklistrade texten har inget nummer som stämmer. Kopiera bara numret.")
        return Typed(fits[:LONGEST_NUMBER], none, wrong=True)
    return Typed(fits)


def _holds_a_number(text: str, day: date) -> bool:
    if sum(sign.isdecimal() for sign in text) < 8:  # most names have none, and cost nothing
        return False
    from triage.core.identity_found import numbers_in  # noqa: PLC0415 - see above

    return bool(numbers_in(text, day))
