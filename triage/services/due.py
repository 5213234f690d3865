"""What is to be done about a decided case, and by when, in words: for the list and its print."""

from datetime import date, datetime
from typing import Final, NamedTuple

from triage.ledger_words import outcome_words
from triage.store.records import Follow
from triage.store.worklist import View
from triage.texts import Translate

_CAME_BACK: Final = frozenset({"more_wanted", "redirected", "declined"})


class Due(NamedTuple):
    """What is to be done and when; `late` where that moment has passed."""

    what: str = ""
    when: str = ""
    late: bool = False

    @property
    def text(self) -> str:
        """Both in one line."""
        return " ".join(filter(None, (self.what, self.when)))


NOTHING: Final = Due()


def due(
    follow: Follow,
    now: datetime,
    _: Translate,
    view: View = View.ALL,
    *,
    on_paper: bool = False,
) -> Due:
    """Return what a view tells of a case: its own matter, or else what comes first.

    `now` is in Swedish time, in which days are counted. What is `on_paper` is read on other days:
    there no day is "today".
    """
    told = _Telling(follow, now, _, on_paper=on_paper)
    if follow.step == "closed":
        return told.register() if follow.register_due and view is not View.CLOSED else told.closed()
    if view in {View.AWAITING, View.OVERDUE} and follow.answer_by:
        return told.answer(follow.answer_by)
    if view is View.REASSESS and follow.reassess_on:
        return told.reassess(follow.reassess_on)
    if view is View.CONDITIONS and follow.conditions:
        return told.conditions()
    return told.first()


def since(follow: Follow, now: datetime, _: Translate, *, on_paper: bool = False) -> str:
    """Return since when a case stands where it stands, as far as a list knows it."""
    told = _Telling(follow, now, _, on_paper=on_paper)
    at = follow.closed_on if follow.step == "closed" else follow.sent_at or follow.signed_at
    return told.since(at) if at else ""


def day_words(day: date, today: date, _: Translate) -> str:
    """Return a day in as few letters as one can read without thinking; its year if another."""
    months = _("jan feb mars april maj juni juli aug sept okt nov dec").split()
    words = f"{day.day} {months[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


class _Telling:
    def __init__(
        self, follow: Follow, now: datetime, translate: Translate, *, on_paper: bool
    ) -> None:
        self._follow, self._now, self._ = follow, now, translate
        self._on_paper = on_paper

    def first(self) -> Due:
        """Return what comes first of all that is due."""
        _, follow, at = self._, self._follow, self._follow.due_at
        if at is None:
            return NOTHING
        if at == follow.answer_by:
            return self.answer(at)
        if at == follow.signed_at:
            what = _("Ska skickas") if follow.step == "unsent" else _("Rättelsen ska skickas")
            # What nobody sent by the day on which the patient was to be seen again is late.
            again = follow.reassess_on
            return Due(what, self.since(at), late=again is not None and self._late(again))
        if at == follow.condition_by:
            return self.conditions()
        if at == follow.reassess_on:
            owed = follow.answer_by
            ahead = date.fromisoformat(at) > self._now.date()
            if owed and ahead and self._read(owed)[0] == date.fromisoformat(at):
                return self.answer(owed)  # before that day it is the answer that one waits for
            return self.reassess(at)
        if follow.step in _CAME_BACK:
            return Due(_("Nästa steg"), self.since(at), late=False)
        return Due(_("Plats väntas"), self._by(at), self._late(at))

    def answer(self, at: str) -> Due:
        """Tell until when the receiver owes an answer."""
        _ = self._
        late = self._late(at)
        return Due(_("Svar dröjer") if late else _("Svar väntas"), self._until(at), late)

    def reassess(self, at: str) -> Due:
        """Tell when the patient is to be seen again."""
        _ = self._
        late = self._late(at)
        return Due(_("Ombedömning") if late else _("Ombedöms"), self._by(at), late)

    def conditions(self) -> Due:
        """Tell how many conditions are open, and by when the first is to be seen to."""
        _, count = self._, self._follow.conditions
        what = _("1 villkor öppet") if count == 1 else _("{count} villkor öppna")
        by = self._follow.condition_by
        if by is None:
            return Due(what.format(count=count))
        return Due(what.format(count=count), self._until(by), self._late(by))

    def register(self) -> Due:
        """Tell that the palliative register waits."""
        _ = self._
        day = self._follow.closed_on
        return Due(_("Till registret"), self.since(day) if day else "")

    def closed(self) -> Due:
        """Tell how the case ended."""
        named = outcome_words(self._).get(self._follow.outcome or "", "")
        return Due(named, self._when(self._follow.closed_on or ""))

    def _until(self, at: str) -> str:
        _ = self._
        return self.since(at) if self._late(at) else _("senast {when}").format(when=self._when(at))

    def _by(self, at: str) -> str:
        return self.since(at) if self._late(at) else self._when(at)

    def since(self, at: str) -> str:
        """Tell from when on."""
        _ = self._
        return _("sedan {when}").format(when=self._when(at))

    def _late(self, at: str) -> bool:
        if len(at) == _DAY:
            return date.fromisoformat(at) < self._now.date()
        return datetime.fromisoformat(at) < self._now

    def _when(self, at: str) -> str:
        """Return a day, or a moment, as one says it today."""
        _ = self._
        if not at:
            return ""
        day, clock = self._read(at)
        words = {-1: _("i går"), 0: _("i dag"), 1: _("i morgon")}
        apart = (day - self._now.date()).days
        named = day_words(day, self._now.date(), _) if self._on_paper else words.get(apart)
        if named is None:
            return day_words(day, self._now.date(), _)
        clock = clock if apart in words else ""
        return f"{named} {clock}" if clock else named

    def _read(self, at: str) -> tuple[date, str]:
        if len(at) == _DAY:
            return date.fromisoformat(at), ""
        moment = datetime.fromisoformat(at).astimezone(self._now.tzinfo)
        return moment.date(), f"{moment:%H:%M}"


_DAY: Final = len("2026-01-01")
