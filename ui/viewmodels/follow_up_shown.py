"""A decided case as its follow-up shows it: where it stands, what is next, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from triage.answer_words import lowered
from triage.core.answers import parse_facts
from triage.core.follow_up import Standing, Step
from triage.core.vocabulary import Facts
from triage.services import Case, Revision, StoreError
from triage.services.follow_up import tasks_now
from ui.viewmodels.checklist_todos import due_words
from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up_next import Next, next_steps
from ui.viewmodels.follow_up_standing import Head, Point, StandingWords
from ui.viewmodels.follow_up_words import Line

SPANS: Final = (("1", 1), ("3", 3), ("7", 7), ("2", 14), ("4", 28))
"""The keys of the usual spans until the next reassessment, and their days."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A prerequisite of the decision, with who sees to it and by when."""

    code: str
    text: str
    about: str
    late: str
    met: bool
    owner: str
    """Who was named; "" while the criteria's own owner stands."""
    due: str
    """ISO day, "" for none."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The next reassessment: in words, whether somebody chose it, and how many days ahead."""

    words: str
    why: str
    late: bool
    span: str
    """The key of `SPANS` that leads to it, counted from today; "" for another day or none."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as the page shows it."""

    case: Case
    revision: Revision
    facts: Facts
    stands: Standing
    later: str | None
    head: Head
    next: Next | None
    track: tuple[Point, ...]
    conditions: tuple[Condition, ...]
    plan: Plan
    history: tuple[Line, ...]
    teams: Mapping[str, str]
    """Teams of the criteria that it was decided by, by name."""
    act: str
    """What is most likely done next: send, answer, close, or "" where that is open."""
    can_reassess: bool
    """Whether the patient can be seen again: not once the case is closed with a death."""


def read_follow_up(desk: Desk, case_id: str) -> Shown:
    """Return a decided case.

    :raises StoreError: where the store cannot be read, has no such case or no decision of it
    :raises InputError: where the criteria of the decision cannot be read
    """
    workplace, language, _ = desk.workplace, desk.language, desk.translate
    service = workplace.follow_up
    case = workplace.case(case_id)
    revision = workplace.decision(case_id)
    if revision is None:
        raise StoreError("case_not_decided")
    stands, later = service.standing(case_id), service.later(case_id)
    compiled = workplace.compiled_as_decided(revision)
    facts, _wrong = parse_facts(revision.decision.facts, compiled.vocabulary)
    pack = compiled.pack
    todos = {name: one.todo[language] for name, one in pack.prerequisite.items()}
    owners = {name: one.owner[language] for name, one in pack.prerequisite.items()}
    words = StandingWords(workplace.now(), _, todos)
    author = revision.decision.author
    signed = f"{words.at(revision.decision.signed_at)} · {author.name}"
    over = stands.step is Step.CLOSED or later is not None
    return Shown(
        case=case,
        revision=revision,
        facts=facts,
        stands=stands,
        later=later,
        head=words.head(stands, signed),
        next=None if later is not None else next_steps(stands, _),
        track=words.track(stands, signed),
        conditions=() if over else _conditions(desk, revision, stands, todos, owners),
        plan=_plan(desk, case_id, stands, words),
        history=words.lines(service.entries(case_id)),
        teams={team.name[language]: team.id for team in pack.teams if not team.planned},
        act=_act(stands),
        can_reassess=stands.closed is None or stands.closed.told("outcome") != "died",
    )


def _conditions(
    desk: Desk,
    revision: Revision,
    stands: Standing,
    todos: Mapping[str, str],
    owners: Mapping[str, str],
) -> tuple[Condition, ...]:
    now, tasks = desk.workplace.now(), tasks_now(revision, stands)
    found = []
    for code in desk.workplace.follow_up.decided(revision.decision.case_id).conditions:
        met = code in stands.met
        task = tasks.get(code)
        own, due = ("", "") if task is None else (task.owner, task.due)
        when, late = due_words("" if met else due, now, desk.translate)
        about = own or lowered(owners.get(code, ""))
        found.append(
            Condition(
                code=code,
                text=todos.get(code, code),
                about=" · ".join(filter(None, (about, "" if late else when))),
                late=when if late else "",
                met=met,
                owner=own,
                due=due,
            )
        )
    return tuple(found)


def _plan(desk: Desk, case_id: str, stands: Standing, words: StandingWords) -> Plan:
    _, on = desk.translate, stands.reassess_on
    if on is None:
        none = "" if stands.step is Step.CLOSED else _("Ingen ombedömning planerad")
        return Plan(none, "", late=False, span="")
    told, late = words.reassess(on)
    usual = on == desk.workplace.follow_up.reassess_suggestion(case_id)
    why = _("följer angelägenheten") if usual and not stands.reassess_planned else _("vald dag")
    ahead = (date.fromisoformat(on) - desk.workplace.now().date()).days
    span = next((key for key, days in SPANS if days == ahead), "")
    return Plan(told, why, late=late, span=span)


def _act(stands: Standing) -> str:
    """Return what is most likely done next; "" where nothing more than the next step is."""
    if stands.step is Step.CLOSED:
        return "close"
    if stands.step in {Step.UNSENT, Step.UNTRACKED} or stands.outdated:
        return "send"
    return "answer" if stands.step in {Step.SENT, Step.RECEIVED} else ""
