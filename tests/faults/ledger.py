"""What a writer said it was about to do and what it said was done, and what the store must hold.

A writer tells of each act twice: before it begins, and after the service layer returned. When it
stops in between, the act may be there as a whole or not at all: nothing else is allowed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from triage.core.people import Patient
from triage.services import Workplace

Plain = dict[str, Any]
UNKNOWN: Final = "?"
"""An id that the store chose in the act that was cut off."""


@dataclass(frozen=True)
class Kept:
    """One case as it must be read. `signed` is what giving up a correction goes back to."""

    name: str
    state: str = "draft"
    facts: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    deciding: Mapping[str, str] = field(default_factory=dict)
    revisions: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    """What was noted after its decisions, in words; `UNKNOWN` in the act that was cut off."""


@dataclass(frozen=True)
class World:
    """All cases by id, what was deleted and can come back, settings, entries made in the log."""

    cases: Mapping[str, Kept] = field(default_factory=dict)
    deleted: Mapping[str, Kept] = field(default_factory=dict)
    signed: Mapping[str, Kept] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    printed: int = 0

    def having(self, case_id: str, kept: Kept | None) -> "World":
        """Return the world with one case changed, added or (None) gone."""
        cases = {known: one for known, one in self.cases.items() if known != case_id}
        return replace(self, cases=cases if kept is None else {**cases, case_id: kept})


def after(world: World, act: Plain, done: Plain) -> World:
    """Return the world after an act; `done` is what it gave, ids above all."""
    do, case_id = act["do"], str(act.get("case") or done.get("case", UNKNOWN))
    if do == "begin":
        return world.having(case_id, Kept(act["name"], facts=act["facts"]))
    if do == "setting":
        return replace(world, settings={**world.settings, act["key"]: act["value"]})
    if do == "print":
        return replace(world, printed=world.printed + 1)
    if do in ("backup", "checkpoint"):
        return world
    if do == "restore":
        kept = world.deleted[case_id]
        deleted = {known: one for known, one in world.deleted.items() if known != case_id}
        return replace(world.having(case_id, kept), deleted=deleted)
    case = world.cases[case_id]
    if do == "delete":
        gone = {**world.deleted, case_id: replace(case, deciding=case.deciding)}
        return replace(world.having(case_id, None), deleted=gone)
    if do == "sign":
        revisions = (*case.revisions, done.get("revision", UNKNOWN))
        signed = replace(case, state="decided", deciding={}, revisions=revisions)
        return replace(world.having(case_id, signed), signed={**world.signed, case_id: signed})
    if do == "give_up":
        return world.having(case_id, replace(world.signed[case_id], noted=case.noted))
    return world.having(case_id, _edited(case, act))


def _edited(case: Kept, act: Plain) -> Kept:
    match act["do"]:
        case "answer":
            return replace(case, facts=_with(case.facts, act["fact"], act["value"]))
        case "note":
            return replace(case, notes=_with(case.notes, act["field"], act["text"] or None))
        case "plan":
            task = None if act["task"] is None else (act["task"][0], act["task"][1])
            return replace(case, tasks=_with(case.tasks, act["prerequisite"], task))
        case "deciding":
            return replace(case, deciding=act["deciding"])
        case "identify":
            return replace(case, name=act["name"])
        case "correct":
            return replace(case, state="correcting")
        case "follow":
            return replace(case, noted=(*case.noted, act["text"]))
    raise ValueError(act["do"])


def _with(values: Mapping[str, Any], key: str, value: object) -> dict[str, Any]:
    rest = {known: one for known, one in values.items() if known != key}
    return rest if value is None else {**rest, key: value}


@dataclass(frozen=True)
class Ledger:
    """Where a writer stood: the world that was acknowledged, and the act that was under way."""

    world: World = World()
    under_way: Plain | None = None
    acknowledged: int = 0

    def told(self, line: str | bytes) -> "Ledger":
        """Return the ledger after one more line of the writer."""
        what, value = json.loads(line)
        if what == "begin":
            return replace(self, under_way=value)
        if self.under_way is None:
            raise ValueError("done before it was begun")
        world = after(self.world, self.under_way, value)
        return Ledger(world, None, self.acknowledged + 1)


def ledger_of(lines: Iterable[str | bytes]) -> Ledger:
    """Return where a writer stood after these lines."""
    ledger = Ledger()
    for line in lines:
        ledger = ledger.told(line)
    return ledger


def read_world(workplace: Workplace, expected: World) -> World:
    """Return what the store holds, read as the program reads it."""
    with workplace.store._reading() as connection:  # the ids of all, whoever may see them
        ids = [row[0] for row in connection.execute("SELECT id FROM cases")]
        query = "SELECT count(*) FROM access_log WHERE act = 'printed'"
        printed = connection.execute(query).fetchone()[0]
    cases = {case_id: _read(workplace, case_id) for case_id in ids}
    settings = {key: workplace.setting(key) for key in expected.settings}
    return replace(expected, cases=cases, settings=settings, printed=printed)


def _read(workplace: Workplace, case_id: str) -> Kept:
    case = workplace.case(case_id)
    return Kept(
        name=case.patient.alias,
        state=case.state,
        facts=dict(case.facts),
        notes=dict(case.notes),
        tasks={name: (task.owner, task.due) for name, task in case.tasks.items()},
        deciding=dict(case.deciding),
        revisions=tuple(revision.id for revision in workplace.revisions(case_id)),
        noted=tuple(entry.told("text") for entry in workplace.follow_up.entries(case_id)),
    )


def missing(ledger: Ledger, workplace: Workplace) -> list[str]:
    """Return, in words, what was acknowledged and is not there as it must be; nothing is well."""
    expected = ledger.world
    found = read_world(workplace, expected)
    allowed = [expected]
    if ledger.under_way is not None:
        allowed.append(after(expected, ledger.under_way, _chosen(expected, found)))
        settings = {key: workplace.setting(key) for key in allowed[1].settings}
        found = replace(found, settings=settings)
        allowed[0] = replace(expected, settings={**dict.fromkeys(settings), **expected.settings})
    if any(_same(one, found) for one in allowed):
        return []
    return list(_differences(expected, found)) or ["an act is there in part"]


def _chosen(expected: World, found: World) -> Plain:
    """Return the ids that the act under way gave, if it arrived."""
    done: Plain = {}
    for case_id, kept in found.cases.items():
        if case_id not in expected.cases and case_id not in expected.deleted:
            done["case"] = case_id
        elif len(kept.revisions) > len(expected.cases.get(case_id, kept).revisions):
            done["revision"] = kept.revisions[-1]
    return done


def _same(expected: World, found: World) -> bool:
    return (
        dict(expected.cases) == dict(found.cases)
        and dict(expected.settings) == dict(found.settings)
        and expected.printed == found.printed
    )


def _differences(expected: World, found: World) -> Iterator[str]:
    for case_id, kept in expected.cases.items():
        there = found.cases.get(case_id)
        if there is None:
            yield f"case {case_id} is gone"
        elif there != kept:
            names = [name for name in vars(kept) if getattr(kept, name) != getattr(there, name)]
            yield f"case {case_id} differs in {', '.join(names)}"
    for case_id in found.cases.keys() - expected.cases.keys():
        yield f"case {case_id} was never acknowledged"
    if dict(expected.settings) != dict(found.settings):
        yield "settings differ"
    if expected.printed != found.printed:
        yield f"{expected.printed} entries of the log acknowledged, {found.printed} found"


def alias(name: str) -> Patient:
    """Return a patient without a number: nothing in these stores looks like a person."""
    return Patient("alias", None, "", name)
