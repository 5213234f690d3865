"""A ledger's entries in words, as a history tells them: days as dates, for they are far off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from triage.core.follow_up import CAME_BACK
from triage.core.ledger import Entry, Kind
from triage.ledger_words import answer_words, outcome_words, reason_words, way_words
from triage.packs.problems import InputError
from triage.services import StoreError
from ui.viewmodels.desk import Desk


class Told(NamedTuple):
    """An entry; `kind` is what a filter asks for, empty texts are none."""

    symbol: str
    tone: str
    kind: str
    title: str
    texts: tuple[str, ...]


class EntryWords:
    """Puts entries into words; a case's criteria are looked up once."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._ = desk, desk.translate
        self._todos: dict[str, Mapping[str, str]] = {}

    def told(self, one: Entry) -> Told:
        """Return symbol, tone, kind, title and texts of an entry."""
        _ = self._
        match one.kind:
            case Kind.SENT:
                named = one.told("to")
                title = _("Skickad till {name}").format(name=named) if named else _("Skickad")
                way = way_words(_).get(one.told("way"), one.told("way"))
                by = self.moment(one.told("answer_by"))
                awaited = _("Svar väntas senast {when}").format(when=by) if by else ""
                on = _("Skickad vidare") if one.told("redirected_from") else ""
                sent = " · ".join(filter(None, (on, way)))
                return Told("→", "text", "referral", title, (sent, awaited))
            case Kind.RECEIVED:
                return Told("✓", "text", "referral", _("Mottagen"), (one.told("by"),))
            case Kind.ANSWERED:
                return self._answered(one)
            case Kind.CONTACT:
                named = one.told("with")
                title = _("Kontakt med {name}").format(name=named) if named else _("Kontakt")
                way = way_words(_).get(one.told("way"), "")
                return Told("•", "text", "contact", title, (way, one.told("text")))
            case Kind.CONDITION if one.told("planned"):
                title = _("Ändrat: {task}").format(task=self._todo(one))
                by = _("senast {when}").format(when=due) if (due := one.told("due")) else ""
                return Told(
                    "◷", "text", "referral", title, (one.told("owner"), by or _("ingen dag"))
                )
            case Kind.CONDITION:
                title = _("Villkor klart: {task}") if one.told("met") else _("Återstår: {task}")
                task = self._todo(one)
                return Told("✓", "text", "referral", title.format(task=task), ())
            case Kind.PLANNED:
                day = one.told("day")
                planned = _("Ombedömning planerad till {day}").format(day=day)
                title = planned if day else _("Ingen ombedömning planerad")
                return Told("◷", "text", "referral", title, ())
            case Kind.CLOSED:
                words = outcome_words(_).get(one.told("outcome"), one.told("outcome"))
                title = _("Avslutad: {outcome}").format(outcome=words)
                return Told("■", "text", "referral", title, (one.told("day"), one.told("place")))
            case Kind.REGISTERED:
                title = _("Förd till palliativregistret")
                return Told("✓", "text", "referral", title, (one.told("day"),))
            case Kind.KEPT:
                return Told(
                    "–", "text", "referral", _("Remissen skickas inte"), (one.told("reason"),)
                )
            case _:
                return Told("•", "text", "contact", str(one.kind), ())

    def _answered(self, one: Entry) -> Told:
        _, answer = self._, one.told("answer")
        title = _("Svar: {answer}").format(answer=answer_words(_).get(answer, answer))
        if answer == "redirected" and one.told("to"):
            title = _("Svar: hänvisad vidare till {name}").format(name=one.told("to"))
        reason = reason_words(_).get(one.told("reason"), one.told("reason"))
        back = answer in CAME_BACK
        texts = (reason, " · ".join(filter(None, (one.told("place"), one.told("date")))))
        symbol, tone = ("△", "unknown") if back else ("✓", "yes")
        return Told(symbol, tone, "referral", title, (*texts, one.told("text")))

    def _todo(self, one: Entry) -> str:
        case_id, name = one.case_id or "", one.told("prerequisite")
        if case_id not in self._todos:
            try:
                pack = self._desk.workplace.compiled(self._desk.workplace.case(case_id).pack).pack
            except (StoreError, InputError):
                self._todos[case_id] = {}
            else:
                self._todos[case_id] = {
                    key: told.todo[self._desk.language] for key, told in pack.prerequisite.items()
                }
        return self._todos[case_id].get(name, name)

    def moment(self, at: str) -> str:
        """Return an ISO moment in Swedish time; "" for none."""
        if not at:
            return ""
        local = datetime.fromisoformat(at).astimezone(self._desk.workplace.now().tzinfo)
        return f"{local:%Y-%m-%d %H:%M}"
