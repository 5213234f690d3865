"""What is to be done before enrolment, as a list that can be ticked.

Whether something is done is told by the answers alone. Who sees to it and by when is kept
beside them, and weighs nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from unicodedata import bidirectional, category

from triage.answer_words import answer_words, lowered
from triage.core.logic import State
from triage.core.settling import Settling, settling, unsettling, waiting
from triage.core.vocabulary import Answer, BoolFact
from triage.day_words import day_of
from triage.opening_words import coming
from triage.services import Task
from triage.texts import Translate
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk

MOST_OWNER: Final = 80
"""Characters of who sees to something; a name with a role has room."""

NO_TASKS: Final[Mapping[str, Task]] = MappingProxyType({})
"""Nothing planned."""
_CONTROLS: Final = frozenset({"Cc", "Cs"})
_TURNING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Marks that turn the direction of what follows; letters read from the right are welcome."""


@dataclass(frozen=True, slots=True)
class Way:
    """One answer that settles a task, in words."""

    fact: str
    value: Answer
    word: str


@dataclass(frozen=True, slots=True)
class Todo:
    """A prerequisite of the recommended form."""

    text: str
    owner: str
    done: bool
    word: str
    id: str = ""
    ways: tuple[Way, ...] = ()
    """The answers that each alone settle it; empty where it is settled or takes more than one."""
    back: str | None = None
    """The question whose answer is taken back when it is unticked."""
    asks: str | None = None
    """The question to go to where no tick of a box can tell what to answer."""
    own_owner: str = ""
    """Who was named here; empty while the criteria's own owner stands."""
    due: str = ""
    """ISO day, empty where none is set."""
    when: str = ""
    """By when it is to be done, in words."""
    late: bool = False
    unanswered: bool = False
    open_: bool = True
    """Whether it can still be ticked and planned: not in a decision."""


class TaskError(ValueError):
    """What was typed cannot be kept; the text says why and what would be right."""


class TodoWords:
    """Puts prerequisites into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._language = desk.language
        self._ = desk.translate

    def todos(
        self, standing: Standing, tasks: Mapping[str, Task] = NO_TASKS, *, decided: bool = False
    ) -> tuple[Todo, ...]:
        """Return the prerequisites of the recommended form, always in the pack's order.

        What is ticked stays where it stood: a list that changes its order is not read twice.
        """
        form = standing.only
        if form not in standing.compiled.pack.care_form:
            return ()
        names = standing.compiled.prerequisites_of(str(form))
        return tuple(
            self._todo(standing, name, tasks.get(name), open_=not decided) for name in names
        )

    def _todo(self, standing: Standing, name: str, task: Task | None, *, open_: bool) -> Todo:
        _ = self._
        compiled, facts = standing.compiled, standing.facts
        one = compiled.pack.prerequisite[name]
        state = compiled.prerequisite[name](facts)
        words = {
            State.YES: _("klart"),
            State.NO: _("återstår"),
            State.UNKNOWN: _("återstår, ej besvarat"),
        }
        ways = settling(compiled, name, facts)
        several = len({way.fact for way in ways}) > 1
        own, due = ("", "") if task is None else task
        when, late = due_words("" if state is State.YES else due, self._desk.workplace.now(), _)
        return Todo(
            text=one.todo[self._language],
            owner=own or lowered(one.owner[self._language]),
            done=state is State.YES,
            word=words[state],
            id=name,
            ways=tuple(self._way(standing, way, labelled=several) for way in ways),
            back=unsettling(compiled, name, facts),
            asks=next(iter(waiting(compiled, name, facts)), None),
            own_owner=own,
            due=due,
            when=when,
            late=late,
            unanswered=state is State.UNKNOWN,
            open_=open_,
        )

    def _way(self, standing: Standing, way: Settling, *, labelled: bool) -> Way:
        vocabulary = standing.compiled.vocabulary
        fact = vocabulary.fact[way.fact]
        word = answer_words(vocabulary, way.fact, way.value, self._language)
        word = word[:1].upper() + word[1:]
        if labelled or isinstance(fact, BoolFact):
            word = f"{fact.label[self._language]}: {lowered(word)}"
        return Way(way.fact, way.value, word)


def due_words(due: str, now: datetime, _: Translate) -> tuple[str, bool]:
    """Return by when something is to be done, and whether that day has passed; `due` is ISO."""
    if not due:
        return "", False
    day = date.fromisoformat(due)
    if day < now.date():
        return _("försenat, skulle vara klart {day}").format(day=due), True
    words = _("senast {day}").format(day=coming(day, now, _))
    return words.replace(" ", "\N{NO-BREAK SPACE}"), False


def planned(before: Task | None, field: str, text: str, today: date, _: Translate) -> Task:
    """Return a task with `owner` or `due` as it was typed.

    Raises:
        TaskError: where the text cannot be kept; nothing is changed then.
    """
    task = Task("", "") if before is None else before
    if field == "owner":
        return task._replace(owner=_owner(text, _))
    return task._replace(due=_due(text, today, _))


def _owner(text: str, _: Translate) -> str:
    tidied = " ".join(text.split())
    if len(tidied) > MOST_OWNER:
        said = _("Skriv ett namn eller en roll på högst {most} tecken. Det här är {count}.")
        raise TaskError(said.format(most=MOST_OWNER, count=len(tidied)))
    if any(category(sign) in _CONTROLS or bidirectional(sign) in _TURNING for sign in tidied):
        raise TaskError(_("Texten har tecken som inte syns. Skriv den för hand i stället."))
    return tidied


def _due(text: str, today: date, _: Translate) -> str:
    if not text.strip():
        return ""
    day = day_of(text, today)
    if day is None:
        said = _("Skriv en dag, till exempel ”i morgon”, ”fredag” eller ”{day}”.")
        raise TaskError(said.format(day=today.isoformat()))
    return day.isoformat()
