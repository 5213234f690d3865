"""Identity numbers inside other text: what a clipboard holds besides the number."""

import re
from datetime import date
from typing import Final

from triage.core.identity import IdentityNumber, parse_identity
from triage.core.identity_error import IdentityError

_LONGEST: Final = 20_000
"""Characters that are looked through; nobody means a number further down in a text."""

_DASH: Final = r"[-+\u2010-\u2015\u2212]"
# A date of six or eight signs and four more, together or with a blank or a dash between; or with
# every pair apart. Nothing that could belong to a longer number stands before or after.
_LIKE_A_NUMBER: Final = re.compile(
    rf"(?<![0-9A-Za-z])[0-9]{{2}}(?:[0-9]{{2}})?[ -]?[0-9]{{2}}[ -]?[0-9]{{2}}"
    rf" ?{_DASH}? ?[0-9A-Za-z]{{3}}[0-9](?![0-9A-Za-z])"
)


def numbers_in(text: str, day: date) -> tuple[IdentityNumber, ...]:
    """Return the identity numbers that stand in a text, each once, in its order.

    Only what holds its check digit counts: a telephone number is none.
    """
    found: dict[str, IdentityNumber] = {}
    for match in _LIKE_A_NUMBER.finditer(text[:_LONGEST]):
        try:
            number = parse_identity(match.group(), day)
        except IdentityError:
            continue
        found.setdefault(number.number, number)
    return tuple(found.values())
