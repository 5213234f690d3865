"""Where a referral stands in one line, for the pages of its decision."""

from dataclasses import dataclass

from triage.core.follow_up import Step
from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up_words import LedgerWords


@dataclass(frozen=True, slots=True)
class StandingLine:
    """Symbol and tone of the step, what is told of it, and what the button is called."""

    symbol: str
    tone: str
    told: str
    action: str


def line_of(desk: Desk, case_id: str) -> StandingLine:
    """Return the line of a decided case.

    :raises StoreError: case_not_decided, or where the store cannot be read
    """
    _ = desk.translate
    stands = desk.workplace.follow_up.standing(case_id)
    words = LedgerWords(desk.workplace.now(), _, {})
    head = words.head(stands, "")
    # Not sent is told by the step alone: the button beside it says what to do.
    parts = [head.step, "" if stands.step is Step.UNSENT else head.due]
    if stands.reassess_on and stands.step is not Step.CLOSED:
        parts.append(words.reassess(stands.reassess_on)[0])
    told = ". ".join(dict.fromkeys(filter(None, parts))) + "."
    unsent = stands.step in {Step.UNSENT, Step.UNTRACKED} or stands.outdated
    action = _("Notera som skickad") if unsent else _("Följ upp")
    return StandingLine(head.symbol, head.tone, told, action)
