"""What happened to a patient in words: one line of the time line for each event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from triage.advice_words import caller_words
from triage.core.ledger import Entry
from triage.packs.problems import InputError
from triage.referral.notes import OVERRIDE_REASONS
from triage.services import Revision, StoreError
from triage.services.patient_history import Event, Happened
from ui.viewmodels.ages import short_day
from ui.viewmodels.desk import Desk
from ui.viewmodels.form_words import form_name
from ui.viewmodels.history_entry_words import EntryWords
from ui.viewmodels.review_changes import changed_between
from ui.viewmodels.worklist_words import urgencies

_MOST_CHANGES: Final = 6
_LONGEST_CHANGE: Final = 200
"""Characters of a change that is told; the whole of it stands with the decision."""


@dataclass(frozen=True, slots=True)
class Line:
    """An event as it is shown. `day` and `clock` say when, in Swedish time.

    `page` and `case_id` are where it is read in full; "" where it is all here.
    """

    at: datetime
    day: str
    clock: str
    symbol: str
    tone: str
    title: str
    texts: tuple[str, ...] = ()
    who: str = ""
    struck: str = ""
    """That it does not hold, by whom and why; "" while it does."""
    kind: str = "decision"
    """decision, referral, contact or advice: what a filter asks for."""
    page: str = ""
    case_id: str = ""


class HistoryWords:
    """Puts events into words, in one language; a case's criteria are looked up once."""

    def __init__(self, desk: Desk, *, sheltering: bool = False) -> None:
        """Tell neither teams nor what corrections changed where that would tell of a place."""
        self._desk, self._ = desk, desk.translate
        self._sheltering = sheltering
        self._today = desk.workplace.now().date()
        self._teams: dict[tuple[str, str], str] = {}
        self._entries = EntryWords(desk)

    def line(self, event: Event) -> Line:
        """Return an event as a line."""
        match event.what:
            case Happened.NOTED if event.entry is not None:
                return self._noted(event, event.entry)
            case Happened.ADVISED if event.call is not None:
                return self._advised(event)
            case Happened.DECIDED | Happened.CORRECTED if event.revision is not None:
                return self._decided(event, event.revision)
            case _:
                return self._begun(event)

    def _made(self, event: Event, symbol: str, tone: str, title: str) -> Line:
        at = event.at
        day = short_day(at.date(), self._today, self._)
        return Line(at, day, f"{at:%H:%M}", symbol, tone, title, case_id=event.case_id)

    # Assessments and decisions

    def _begun(self, event: Event) -> Line:
        _, case = self._, event.case
        correcting = case is not None and case.state == "correcting"
        again = case is not None and case.based_on is not None
        title = (
            _("Rättelse påbörjad")
            if correcting
            else _("Ombedömning påbörjad")
            if again
            else _("Bedömning påbörjad")
        )
        made = self._made(event, "◐", "unknown", title)
        return replace(made, texts=(_("Inte beslutad än"),), page="checklist")

    def _decided(self, event: Event, revision: Revision) -> Line:
        _, decision = self._, revision.decision
        vocabulary = self._desk.workplace.catalogue.vocabulary
        form = form_name(
            vocabulary, str(decision.choice.get("care_form") or ""), self._desk.language
        )
        corrected = event.what is Happened.CORRECTED
        name = (
            _("Beslutet rättat: {form}")
            if corrected
            else _("Ombedömning: {form}")
            if decision.based_on is not None
            else _("Beslut: {form}")
        )
        urgency = str(decision.recommendation.get("urgency") or "")
        parts = [urgencies(_).get(urgency, urgency), self._team(revision)]
        texts = [" · ".join(filter(None, parts))]
        if decision.override is not None:
            texts.append(self._override(decision.override))
        if corrected:
            texts += self._changed(event, revision)
        author = decision.author
        who = ", ".join(filter(None, (author.name, author.role, author.unit)))
        symbol, tone = ("↻", "unknown") if corrected else ("✓", "yes")
        made = self._made(event, symbol, tone, name.format(form=form))
        return replace(made, texts=tuple(filter(None, texts)), who=who, page="review")

    def _override(self, override: Mapping[str, str]) -> str:
        _ = self._
        code, text = override.get("reason", ""), override.get("text", "")
        words = _(OVERRIDE_REASONS[code]) if code in OVERRIDE_REASONS else code
        why = f"{words}: {text}" if text else words
        return _("Annat än förslaget – {why}").format(why=why)

    def _changed(self, event: Event, revision: Revision) -> list[str]:
        if event.before is None or self._sheltering:
            return []
        try:
            compiled = self._desk.workplace.compiled_as_decided(revision)
        except (StoreError, InputError):
            return []
        found = changed_between(compiled, event.before, revision, self._desk.language)
        shown = [_cut(str(one)) for one in found[:_MOST_CHANGES]]
        left = len(found) - len(shown)
        more = self._("… och {count} till").format(count=left)
        return [*shown, more] if left else shown

    def _team(self, revision: Revision) -> str:
        team, digest = revision.decision.choice.get("team"), str(revision.decision.pack["digest"])
        if not team or self._sheltering:
            return ""
        if (digest, team) not in self._teams:
            try:
                named = self._desk.workplace.compiled_as_decided(revision).pack.team.get(team)
            except (StoreError, InputError):
                named = None
            self._teams[digest, team] = team if named is None else named.name[self._desk.language]
        return self._teams[digest, team]

    # What came after

    def _noted(self, event: Event, entry: Entry) -> Line:
        symbol, tone, kind, title, texts = self._entries.told(entry)
        made = self._made(event, symbol, tone, title)
        shown = tuple(filter(None, texts))
        struck = self._struck(event.struck) if event.struck is not None else ""
        return replace(made, texts=shown, who=entry.who, struck=struck, kind=kind, page="follow_up")

    def _struck(self, struck: Entry) -> str:
        _ = self._
        at = self._entries.moment(struck.noted_at)
        reason = struck.told("reason")
        said = _("Struken {when}").format(when=at)
        if struck.who:
            said = _("Struken {when} av {name}").format(when=at, name=struck.who)
        return f"{said}: {reason}" if reason else said

    def _advised(self, event: Event) -> Line:
        _, call = self._, event.call
        made = self._made(event, "☏", "text", _("Råd"))
        if call is None:
            return made
        new = call.new
        asked = ", ".join(filter(None, (caller_words(_).get(new.caller, ""), new.caller_unit)))
        title = _("Råd till {caller}").format(caller=asked) if asked else _("Råd")
        back = ""
        if new.next == "call_back":
            back = (
                _("Återkopplat {day}").format(day=f"{call.settled:%Y-%m-%d}")
                if call.settled
                else _("Ring upp {day}").format(day=new.call_back_on)
            )
        elif call.case_id:
            back = _("Blev en bedömning")
        texts = (
            _("Fråga: {text}").format(text=new.question),
            _("Råd: {text}").format(text=new.advice),
            back,
        )
        who = ", ".join(filter(None, (call.who, call.unit)))
        return replace(
            made,
            title=title,
            texts=tuple(filter(None, texts)),
            who=who,
            kind="advice",
            page="checklist" if call.case_id else "",
        )


def _cut(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= _LONGEST_CHANGE else f"{whole[:_LONGEST_CHANGE]}…"
