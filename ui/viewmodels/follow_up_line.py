"""Where a referral stands in one line, for the pages of its decision."""

from dataclasses import dataclass

from triage.core.follow_up import Step
from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up_standing import StandingWords


@dataclass(frozen=True, slots=True)
class StandingLine:
    """Symbol and tone of the step, what is told of it, and what the button is called."""

    symbol: str
    tone: str
    told: str
    ahead: str
    """What is still far off: told as well, and never as a warning."""
    action: str


def line_of(desk: Desk, case_id: str) -> StandingLine:
    """Return the line of a decided case.

    :raises StoreError: case_not_decided, or where the store cannot be read
    """
    _ = desk.translate
    stands = desk.workplace.follow_up.standing(case_id)
    words = StandingWords(desk.workplace.now(), _, {})
    head = words.head(stands, "")
    # Not sent is told by the step alone: the button beside it says what to do.
    now, ahead = [head.step], list[str]()
    if stands.step is not Step.UNSENT:
        (now if head.pressing else ahead).append(head.due)
    if stands.reassess_on and stands.step is not Step.CLOSED:
        near = words.near(stands.reassess_on)
        (now if near else ahead).append(words.reassess(stands.reassess_on)[0])
    unsent = stands.step in {Step.UNSENT, Step.UNTRACKED} or stands.outdated
    action = _("Notera som skickad") if unsent else _("Följ upp")
    return StandingLine(head.symbol, head.tone, _sentences(now), _sentences(ahead), action)


def _sentences(parts: list[str]) -> str:
    return " ".join(f"{part}." for part in dict.fromkeys(filter(None, parts)))
