"""Where a protected patient lives is answered like any other question, and shown nowhere."""

from typing import Final

from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.texts import Translate

WHERE: Final = frozenset({MUNICIPALITY, CITY_AREA})
"""The questions whose answers tell where somebody lives."""


def hidden_words(_: Translate) -> str:
    """Return what stands in place of the answer."""
    return _("visas inte")


def home_words(_: Translate) -> str:
    """Return the words for a municipality in a sentence: `erbjuds inte i hemkommunen`."""
    return _("hemkommunen")
