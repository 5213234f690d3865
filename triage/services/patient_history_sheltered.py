"""A protected patient's history as it may leave the workstation: nothing tells who or where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from triage.core.vocabulary import ChoiceFact
from triage.referral.protection import WITHHELD_FACTS, struck_out

if TYPE_CHECKING:
    from triage.core.ledger import Entry
    from triage.services.patient_history import Event, PatientHistory
    from triage.services.workplace import Workplace
    from triage.store.records import Case

_WITHHELD = frozenset({"place", "with", "by", "to", "team"})
"""What an entry tells of where a protected patient is, and who is near; a team serves a place."""


def sheltered(workplace: Workplace, history: PatientHistory) -> PatientHistory:
    """Return a history with nothing in it that tells who or where a protected patient is."""
    if not history.case.patient.protected:
        return history
    places = _places(workplace, history)
    return replace(history, events=tuple(_hidden(history.case, places, e) for e in history.events))


def _places(workplace: Workplace, history: PatientHistory) -> frozenset[str]:
    """Return the names of where the patient lives, and has lived, as far as it was told here."""
    revisions = [one.revision.decision.facts for one in history.events if one.revision is not None]
    known = workplace.catalogue.municipalities
    found = set()
    for facts in (history.case.facts, *revisions):
        for name in WITHHELD_FACTS:
            code = str(facts.get(name, ""))
            fact = workplace.catalogue.vocabulary.fact.get(name)
            if isinstance(fact, ChoiceFact) and code in fact.names:
                found.add(fact.names[code]["sv"])
            elif code in known:
                found.add(known[code].name)
    return frozenset(found)


def _hidden(case: Case, places: frozenset[str], event: Event) -> Event:
    def strike(text: str) -> str:
        return struck_out(text, case.notes, case.patient, *places)

    def cleaned(entry: Entry | None) -> Entry | None:
        if entry is None:
            return None
        told = {k: v for k, v in entry.detail.items() if k not in _WITHHELD}
        free = {"text", "reason"} & told.keys()
        return replace(entry, detail=told | {name: strike(told[name]) for name in free})

    revision = event.revision
    if revision is not None and revision.decision.override is not None:
        override = {k: strike(v) for k, v in revision.decision.override.items()}
        revision = revision._replace(decision=replace(revision.decision, override=override))
    call = event.call
    if call is not None:
        question, advice = strike(call.new.question), strike(call.new.advice)
        # Who asked is near the patient: a unit has its place in its name.
        new = replace(call.new, question=question, advice=advice, caller_unit="")
        call = replace(call, new=new)
    return replace(
        event,
        revision=revision,
        entry=cleaned(event.entry),
        struck=cleaned(event.struck),
        call=call,
    )
