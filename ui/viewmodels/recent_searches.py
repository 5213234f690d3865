"""What was searched for last at this workstation, to search for again.

Identity numbers are never kept, nor any part of one, nor what finds a patient whose identity
is protected. A search that finds nobody any longer is forgotten: whoever it was about may have
become protected meanwhile.
"""

from typing import Final

from triage.services import Workplace
from ui.viewmodels.preferences import Preferences

MOST: Final = 8
_KEY: Final = "recent_searches"
_LONGEST: Final = 60
"""Characters; what is longer was pasted by mistake."""
_FEWEST: Final = 2
_DIGITS: Final = 4
"""So many digits may be part of an identity number. `Säng 4` and `vecka 12` have fewer."""
_LOOKED_AT: Final = 20
"""Hits that are looked at for a protected identity; nobody keeps a search that finds more."""


class RecentSearches:
    """The last searches, latest first."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def add(self, query: str) -> bool:
        """Keep a search that found something; return whether it was kept."""
        text = " ".join(query.split())
        if not Preferences(self._workplace).keep_searches or not self._may_be_kept(text):
            return False
        others = [one for one in self._kept() if one.casefold() != text.casefold()]
        self._keep([text, *others][:MOST])
        return True

    def offered(self) -> tuple[str, ...]:
        """Return the searches that still find somebody; the others are forgotten."""
        kept = self._kept()
        alive = [one for one in kept if self._may_be_kept(one)]
        if alive != kept:
            self._keep(alive)
        return tuple(alive) if Preferences(self._workplace).keep_searches else ()

    def count(self) -> int:
        """Return how many are kept."""
        return len(self._kept())

    def clear(self) -> None:
        """Forget them all."""
        if self._kept():
            self._keep([])

    def _may_be_kept(self, text: str) -> bool:
        digits = sum(letter.isdigit() for letter in text)
        if not _FEWEST <= len(text) <= _LONGEST or not text.isprintable():
            return False
        if digits >= _DIGITS or not any(map(str.isalpha, text)):
            return False
        found = self._workplace.worklist(text, 0, _LOOKED_AT)
        return bool(found) and not any(row.protected for row in found)

    def _kept(self) -> list[str]:
        value = self._workplace.own_setting(_KEY, [])
        if not isinstance(value, list):
            return []
        return [one for one in value if isinstance(one, str)][:MOST]

    def _keep(self, searches: list[str]) -> None:
        self._workplace.set_own_setting(_KEY, searches)
