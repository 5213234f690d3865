"""What every page works with: the workstation and the reader's language."""

from dataclasses import dataclass

from triage.services import Workplace
from triage.texts import Translate, translator


@dataclass(frozen=True)
class Desk:
    """One open window's surroundings. A change of language makes a new desk."""

    workplace: Workplace
    language: str

    @property
    def translate(self) -> Translate:
        """The function that turns a Swedish text into the reader's language; bind it to `_`."""
        return translator(self.language)
