"""What was answered last time, and how old each answer is.

A reassessment starts with the answers of the last decision, but for those that are asked anew.
Beside these stands what was said then; beside the others, how old they are.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from triage.answer_words import answer_words
from triage.core.vocabulary import Answer, Facts, Vocabulary
from triage.services import Case, Earlier, last_time
from ui.viewmodels.ages import age_words, older_than, short_day
from ui.viewmodels.desk import Desk


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands beside a question about its past."""

    text: str
    offer: str = ""
    """What the one key does that answers the same; "" where it does nothing."""
    doubtful: bool = False
    """Whether the answer stands, but is so old that it should be said anew."""


NO_REMARK = Remark("")


class LastTime:
    """Last time's answers and the age of this time's, of one opened case."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ = desk.translate
        self._case: Case | None = None
        self._earlier: Earlier | None = None
        self._given: dict[str, datetime] = {}
        self._began: datetime | None = None
        self.confirm: tuple[str, ...] = ()
        """What is asked anew and was answered last time, in the checklist's order."""

    def load(self, case: Case, *, open_: bool) -> None:
        """Read when the answers were given, and of a reassessment what was said last time."""
        workplace = self._desk.workplace
        vocabulary = self._vocabulary
        known = self._case is not None and open_ == self.open
        # Whom it is about belongs to it: nothing is repeated of another patient.
        if not known or self._about(self._case) != self._about(case):
            again = open_ and case.based_on is not None
            self._earlier = last_time(workplace, case) if again else None
        self._case, self.open = case, open_
        self._given = dict(workplace.answered_at(case.id)) if open_ else {}
        self._began = datetime.fromisoformat(case.created_at)
        before = {} if self._earlier is None else self._earlier.facts
        self.confirm = tuple(
            fact for fact in vocabulary.fact if fact in vocabulary.asked_anew and fact in before
        )

    open = False
    """Whether the case takes answers."""

    @staticmethod
    def _about(case: Case | None) -> tuple[object, ...]:
        return () if case is None else (case.based_on, case.patient.number)

    @property
    def _vocabulary(self) -> Vocabulary:
        return self._desk.workplace.catalogue.vocabulary

    def answered(self, fact: str, at: datetime) -> None:
        """Note when an answer was given."""
        self._given[fact] = at

    def given(self, fact: str) -> datetime | None:
        """Return when an answer was given; None where that is not known."""
        return self._given.get(fact)

    def value(self, fact: str) -> Answer | None:
        """Return the answer of last time; None where there was none."""
        return None if self._earlier is None else self._earlier.facts.get(fact)

    def stale(self, fact: str, facts: Facts) -> bool:
        """Say whether an answer stands that is too old to be relied on."""
        given, again = self._given.get(fact), self._vocabulary.reconfirm
        if given is None or again is None or fact not in facts or not self.open:
            return False
        if fact not in self._vocabulary.asked_anew:
            return False
        return older_than(given, self._desk.workplace.now(), again.hours)

    def repeated(self, fact: str, facts: Facts) -> Answer | None:
        """Return what answering the same would answer; None where that means nothing."""
        if self.stale(fact, facts) or self._carried(fact, facts):
            return facts.get(fact)
        return None if fact in facts else self.value(fact)

    def waits(self, fact: str, facts: Facts) -> bool:
        """Say whether a question is to be confirmed: unanswered but for last time, or too old."""
        if fact in facts:
            return self.stale(fact, facts)
        return fact in self.confirm

    def remark(self, fact: str, facts: Facts) -> Remark:
        """Return what stands beside a question about its past."""
        _ = self._
        if fact not in facts:
            return self._said(fact)
        given = self._given.get(fact)
        if given is None or not self.open:
            return NO_REMARK
        now = self._desk.workplace.now()
        if self.stale(fact, facts):
            days = (now.astimezone(UTC) - given.astimezone(UTC)).days
            told = (
                _("{days} dagar gammalt: stämmer det?").format(days=days)
                if days > 1
                else _("Mer än ett dygn gammalt: stämmer det?")
            )
            return Remark(told, _("Stämmer"), doubtful=True)
        if self._carried(fact, facts):
            return Remark(_("besvarat {age}").format(age=age_words(given, now, _)))
        return NO_REMARK

    def _said(self, fact: str) -> Remark:
        value, earlier = self.value(fact), self._earlier
        if value is None or earlier is None:
            return NO_REMARK
        _ = self._
        words = answer_words(self._vocabulary, fact, value, self._desk.language)
        number, comma, level = words.partition(", ")
        if comma and number.isdecimal():
            words = f"{number} ({level})"
        day = short_day(earlier.signed_at.date(), self._desk.workplace.now().date(), _)
        return Remark(_("sist: {answer} · {day}").format(answer=words, day=day), _("Samma"))

    def _carried(self, fact: str, facts: Facts) -> bool:
        """Say whether an answer came along from an earlier assessment."""
        given = self._given.get(fact)
        if given is None or self._began is None or fact not in facts:
            return False
        return self._case is not None and self._case.based_on is not None and given < self._began
