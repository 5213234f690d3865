"""What every page works with: the workstation and the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.services import StoreError, Workplace
from triage.texts import Translate, translator

if TYPE_CHECKING:
    from triage.packs.problems import InputError


@dataclass(frozen=True)
class Desk:
    """One open window's surroundings. A change of language makes a new desk."""

    workplace: Workplace
    language: str

    @property
    def translate(self) -> Translate:
        """The function that turns a Swedish text into the reader's language; bind it to `_`."""
        return translator(self.language)

    def words_of(self, error: StoreError | InputError) -> str:
        """Return an error in the reader's language; of broken criteria, the first fault."""
        if isinstance(error, StoreError):
            return error.en if self.language == "en" else error.sv
        return str(error).splitlines()[0]
