"""A case as it stands before its decision, or as it was signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from triage.core.answers import parse_facts
from triage.core.compiled import CompiledPack
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.vocabulary import Facts
from triage.services import Case, Patient, Revision
from ui.viewmodels.checklist_red_flags import contact_words
from ui.viewmodels.checklist_todos import due_words
from ui.viewmodels.desk import Desk
from ui.viewmodels.form_words import form_name
from ui.viewmodels.review_advice import Advice, advice, team_for
from ui.viewmodels.review_answers import StepInShort, in_short


@dataclass(frozen=True, slots=True)
class Choice:
    """A care form that can be decided on, and the team that would serve the patient."""

    form: str
    name: str
    team: str | None
    team_name: str
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as it stands, or as it was decided."""

    case: Case
    compiled: CompiledPack
    facts: Facts
    kept: Mapping[str, Any]
    """The recommendation in the contract's shape."""
    advice: Advice
    steps: tuple[StepInShort, ...]
    choices: tuple[Choice, ...]
    revision: Revision | None
    """The decision in force; shown itself unless the case is being corrected."""

    @property
    def editable(self) -> bool:
        return self.case.state != "decided"

    @property
    def patient(self) -> Patient:
        """Who the case is about, or was when it was decided."""
        if self.editable or self.revision is None:
            return self.case.patient
        return self.revision.decision.patient

    @property
    def offered(self) -> tuple[Choice, ...]:
        """What can be chosen without a reason: the suggestion, or all that is possible."""
        return tuple(one for one in self.choices if not one.needs_reason)

    @property
    def others(self) -> tuple[Choice, ...]:
        """What takes a reason."""
        return tuple(one for one in self.choices if one.needs_reason)


def read_case(desk: Desk, case_id: str) -> Opened:
    """Return a case; what was signed is read from the decision, never weighed anew.

    Raises:
        StoreError: where the store cannot be read or has no such case.
        InputError: where the criteria cannot be read.
    """
    workplace, language = desk.workplace, desk.language
    case = workplace.case(case_id)
    revision = workplace.decision(case_id)
    if case.state == "decided" and revision is not None:
        decision = revision.decision
        compiled = workplace.compiled_as_decided(revision)
        facts, _wrong = parse_facts(decision.facts, compiled.vocabulary)
        notes, tasks = decision.notes, decision.tasks
        kept: Mapping[str, Any] = decision.recommendation
    else:
        compiled = workplace.compiled(case.pack)
        facts, notes, tasks = workplace.facts(case), case.notes, case.tasks
        kept = workplace.recommend(case.pack, facts).as_json()
    protected = case.patient.protected or (
        revision is not None and revision.decision.patient.protected
    )
    return Opened(
        case=case,
        compiled=compiled,
        facts=facts,
        kept=kept,
        advice=advice(
            compiled,
            facts,
            kept,
            language,
            planned={
                name: (task.owner, due_words(task.due, workplace.now(), desk.translate)[0])
                for name, task in tasks.items()
            },
            protected=protected,
            contact=contact_words(notes, workplace.now(), desk.translate),
        ),
        steps=in_short(compiled, facts, notes, language, protected=protected),
        choices=_choices(compiled, facts, kept, language),
        revision=revision,
    )


def signed_when(revision: Revision, now: datetime) -> str:
    """Return when a decision was signed: the clock time today, with the date before."""
    at = datetime.fromisoformat(revision.decision.signed_at).astimezone(now.tzinfo)
    return at.strftime("%H:%M" if at.date() == now.date() else "%Y-%m-%d %H:%M")


def _choices(
    compiled: CompiledPack, facts: Facts, kept: Mapping[str, Any], language: str
) -> tuple[Choice, ...]:
    """Return the forms of the pack, what is suggested first and without need of a reason."""
    several = kept["blocked_by"] is None and len(kept["possible"]) > 1
    suggested = kept["possible"] if several else [kept["recommended"]]
    free = [form for form in suggested if form not in {None, NOT_PALLIATIVE}]
    rest = [form for form in compiled.pack.care_form if form not in free]
    choices = []
    for form in (*free, *rest):
        weighed = kept["team"] if form == kept["recommended"] else None
        team = team_for(compiled, facts, form) if weighed is None else compiled.pack.team[weighed]
        choices.append(
            Choice(
                form,
                form_name(compiled.vocabulary, form, language),
                None if team is None else team.id,
                "" if team is None else team.name[language],
                form in rest,
            )
        )
    return tuple(choices)
