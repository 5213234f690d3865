"""The shape of an HSA-id, so that a slip of the finger is seen before it is on a referral.

`SE`, the organisation's number (ten digits, in some older ones with 16 before), a hyphen, and
letters or digits that the organisation chose. Whether there is such a person is not known here.
"""

import re
from typing import Final
from unicodedata import category

from triage.texts import Translate

EXAMPLE: Final = "SE2321000016-1003"
_MOST: Final = 31
"""Characters of an HSA-id at most."""
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_SHAPE: Final = re.compile(r"SE(16)?[0-9]{10}-[0-9A-Z]+")


def tidied(text: str) -> str:
    """Return what was typed in capitals, with plain hyphens and no blanks."""
    seen = (sign for sign in text if not sign.isspace() and category(sign)[0] != "C")
    return _DASHES.sub("-", "".join(seen)).upper()


def advice(text: str, _: Translate) -> str:
    """Return what looks wrong with an HSA-id, or "". It is advice: the text is kept as it is."""
    plain = tidied(text)
    if not plain or (_SHAPE.fullmatch(plain) and len(plain) <= _MOST):
        return ""
    form = _("Ett HSA-id skrivs som {example}: SE, tio siffror, bindestreck och minst ett tecken.")
    return " ".join(
        (_what(plain, _), form.format(example=EXAMPLE), _("Det som står här sparas ändå."))
    )


def _what(plain: str, _: Translate) -> str:
    if not plain.startswith("SE"):
        return _("Början SE saknas.")
    number, hyphen, _own = plain[2:].partition("-")
    if not hyphen:
        return _("Bindestrecket saknas.")
    if not (number.isascii() and number.isdecimal()) or len(number) not in {10, 12}:
        count = sum(sign.isdecimal() for sign in number)
        if count == 1:
            return _("Mellan SE och bindestrecket står en siffra.")
        return _("Mellan SE och bindestrecket står {count} siffror.").format(count=count)
    return _("Efter bindestrecket stämmer inte tecknen.")
