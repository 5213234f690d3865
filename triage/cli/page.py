"""What all parts of the printed recommendation draw on."""

from dataclasses import dataclass
from datetime import datetime

from triage.core.compiled import CompiledPack
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.recommendation import Recommendation, Weighing
from triage.core.vocabulary import Facts
from triage.texts import translator


@dataclass(frozen=True)
class Page:
    """One patient under one pack at one moment, and the reader's language."""

    compiled: CompiledPack
    recommendation: Recommendation
    facts: Facts
    at: datetime
    language: str

    @property
    def now(self) -> Weighing:
        """The weighing itself."""
        return self.recommendation.weighing

    @property
    def open(self) -> bool:
        """More than one outcome is still possible."""
        return len(self.now.possible) > 1

    def form(self, form: str) -> str:
        """Return a care form's name."""
        if form == NOT_PALLIATIVE:
            _ = translator(self.language)
            return _("inte palliativ vård")
        return self.compiled.vocabulary.form[form].name[self.language]
