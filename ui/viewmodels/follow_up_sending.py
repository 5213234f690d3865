"""What a sending is filled in with: to whom, how, until when, and what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from triage.core.follow_up import Step, answer_default
from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up_shown import Shown
from ui.viewmodels.typed_moment import coming_moment, moment_words, past_moment
from ui.viewmodels.typed_text import one_line

_BACK: Final = frozenset({Step.DECLINED, Step.REDIRECTED, Step.MORE_WANTED, Step.CLOSED})
"""A referral that stands so is with nobody: another one is no duplicate of it."""


@dataclass(frozen=True, slots=True)
class SendForm:
    """What the form of a sending is filled in with."""

    to: str
    teams: Mapping[str, str]
    """Teams of the criteria, by name."""
    telephone: str
    way: str
    answer_by: str
    warnings: tuple[str, ...]
    """What speaks against sending now; nobody is stopped."""


class Sending:
    """The form of one case's next sending."""

    def __init__(self, desk: Desk, shown: Shown) -> None:
        self._desk, self._shown = desk, shown
        self._ = desk.translate
        self._service = desk.workplace.follow_up

    def form(self, *, again: bool = True) -> SendForm:
        """Return what a sending is filled in with; not `again` where it goes on to another team.

        A redirected referral goes where the receiver said.
        """
        stands, _ = self._shown.stands, self._
        suggestion = self._service.suggestion(self._shown.case.id, self._desk.language)
        to = suggestion.to
        if not again:
            to = stands.answer.told("to") if stands.answer is not None else ""
        elif stands.sent is not None and not (stands.outdated and to):
            to = stands.sent.told("to")
        return SendForm(
            to=to,
            teams=self._shown.teams,
            telephone=self.telephone(to),
            way=suggestion.way,
            answer_by=self._moment(suggestion.answer_by),
            warnings=self._warnings(),
        )

    def telephone(self, to: str) -> str:
        """Return the number that was filled in here for a receiver; "" where there is none."""
        from triage.services.directory import local_team  # noqa: PLC0415 - not needed to start

        team = self._shown.teams.get(one_line(to))
        pack = str(self._shown.revision.decision.pack.get("id", ""))
        found = None if team is None else local_team(self._desk.workplace, pack, team)
        return "" if found is None else found.telephone

    def answer_by(self, when: str) -> str:
        """Return until when an answer is awaited of what is sent at a time, by the urgency."""
        sent = past_moment(when, self._desk.workplace.now())
        urgency = self._service.decided(self._shown.case.id).urgency
        return "" if sent is None else self._moment(answer_default(urgency, sent))

    def remark(self, answer_by: str) -> str:
        """Return what is odd about the time of an answer, "" for nothing; nobody is stopped."""
        now = self._desk.workplace.now()
        by = coming_moment(answer_by, now) if answer_by.strip() else None
        if by is None or by.timestamp() >= now.timestamp():
            return ""
        return self._("Den tiden har redan varit. Svaret räknas som försenat från början.")

    def _moment(self, at: datetime) -> str:
        return moment_words(at, self._desk.workplace.now(), self._)

    def _warnings(self) -> tuple[str, ...]:
        """Return what was sent about the same patient lately and still holds."""
        _, stands = self._, self._shown.stands
        found = []
        for one in self._service.lately(self._shown.case.id):
            own = one.case_id == self._shown.case.id
            if one.step in _BACK or (own and (stands.outdated or stands.sent is None)):
                continue
            told = {"when": self._moment(one.at), "name": one.to}
            if own:
                text = _("Den här remissen skickades {when} till {name}.")
            else:
                text = _("En annan remiss om samma patient skickades {when} till {name}.")
            found.append(text.format(**told))
        return tuple(dict.fromkeys(found))[:2]
