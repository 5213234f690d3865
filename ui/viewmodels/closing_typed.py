"""What stands in the form of a closing, as it is kept while it is half typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from triage.core.ledger import INDICATOR, INDICATOR_STATES, INDICATORS, OUTCOMES

DIED: Final = "died"
FORM: Final = "close"
"""What is half typed of a closing goes by this name, and of a registration by the next."""
REGISTERING: Final = "register"
CORRECTS: Final = "corrects"
"""The field that names the closing which is being filled in again."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form of one case."""

    outcome: str = ""
    day: str = ""
    place: str = ""
    states: Mapping[str, str] = field(default_factory=dict)
    """yes, no or unknown by indicator; one that is missing is unanswered."""

    def as_fields(self) -> Mapping[str, str]:
        """Return it as fields of text."""
        asked = {f"{INDICATOR}{code}": state for code, state in self.states.items()}
        return {"outcome": self.outcome, "day": self.day, "place": self.place, **asked}


def typed_from(fields: Mapping[str, str]) -> Typed:
    """Return what stands in fields of text, those of an entry or of a form."""
    states = {code: fields.get(f"{INDICATOR}{code}", "") for code in INDICATORS}
    answered = {code: state for code, state in states.items() if state in INDICATOR_STATES}
    outcome = fields.get("outcome", "")
    return Typed(
        outcome if outcome in OUTCOMES else "",
        fields.get("day", ""),
        fields.get("place", ""),
        answered,
    )
