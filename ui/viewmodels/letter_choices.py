"""How somebody wants their letters: with what behind them, how long as text, how long copied."""

from typing import Final

from triage.services import Workplace

MINUTES: Final = (1, 2, 5, 10, 30)
"""For how long a copied text may stay on the clipboard."""
USUAL_MINUTES: Final = 5

_ANNEX: Final = "letter_annex"
_SHORT: Final = "letter_short_text"
_MINUTES: Final = "clipboard_minutes"


class LetterChoices:
    """Reads and keeps them for whoever is signed in; what makes no sense reads as never set."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    @property
    def annex(self) -> bool:
        """Whether the criteria go along behind the letter."""
        return self._workplace.own_setting(_ANNEX, default=True) is not False

    @annex.setter
    def annex(self, value: bool) -> None:
        self._workplace.set_own_setting(_ANNEX, value)

    @property
    def short_text(self) -> bool:
        """Whether the text for the record system is the one of a dozen lines."""
        return self._workplace.own_setting(_SHORT) is True

    @short_text.setter
    def short_text(self, value: bool) -> None:
        self._workplace.set_own_setting(_SHORT, value)

    @property
    def clipboard_minutes(self) -> int:
        """After how many minutes a copied text is taken away."""
        kept = self._workplace.own_setting(_MINUTES, USUAL_MINUTES)
        return kept if type(kept) is int and kept in MINUTES else USUAL_MINUTES

    @clipboard_minutes.setter
    def clipboard_minutes(self, minutes: int) -> None:
        self._workplace.set_own_setting(_MINUTES, minutes)
