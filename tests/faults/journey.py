"""A working day in a hurry: acts of every kind through the service layer, chosen by a seed.

Each act is told before and after, so that a ledger knows what was acknowledged.
"""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final

from tests.faults.ledger import Ledger, Plain, alias
from tests.services.workstation import ASIH, NURSE
from triage.services import Act, Task, Workplace
from triage.store.records import Withdrawn

Tell = Callable[[bytes], None]

_FACTS: Final[dict[str, tuple[Any, ...]]] = {
    "pain": (0, 1, 2, 3, 4, "unknown", None),
    "nausea": (0, 2, 4, None),
    "anxiety": (1, 3, "unknown"),
    "age_years": (18, 71, 104),
    "needs_in_depth_assessment": (True, False, None),
    "preferred_place_of_care": ("home", "hospital", None),
    "advanced_interventions": (["drug_pump"], [], None),
}
_WORDS: Final = ("smärta", "ångest", "hemmet", "natten", "dottern", "Čáhppe", "illamående")


class Journey:
    """Acts on one workplace. `tell` must have arrived when it returns."""

    def __init__(self, workplace: Workplace, seed: int, tell: Tell) -> None:
        """Begin with an empty store."""
        self._workplace = workplace
        self._chance = Random(seed)  # noqa: S311 - the same day for the same seed
        self._tell = tell
        self._ledger = Ledger()
        self._withdrawn: dict[str, Withdrawn] = {}
        self._order: list[str] = []

    def go(self, acts: int, *, backups: float = 0.0, checkpoints: float = 0.03) -> None:
        """Do so many acts; `backups` and `checkpoints` are the shares of those."""
        for _ in range(acts):
            draw = self._chance.random()
            if draw < backups:
                self.do({"do": "backup"})
            elif draw < backups + checkpoints:
                self.do({"do": "checkpoint"})
            else:
                self.do(self._next())

    def do(self, act: Plain) -> None:
        """Tell of an act, do it, and tell that it is done."""
        self._say("begin", act)
        done = self._done(act)
        self._say("done", done)

    def again(self) -> None:
        """Do once more what was under way, as somebody does whose act was refused."""
        act = self._ledger.under_way
        if act is not None:
            self._ledger = Ledger(self._ledger.world, None, self._ledger.acknowledged)
            self.do(act)

    def go_on(self, workplace: Workplace) -> None:
        """Work on in the same store, opened anew."""
        self._workplace = workplace

    @property
    def ledger(self) -> Ledger:
        """What was told so far."""
        return self._ledger

    def _say(self, what: str, value: Plain) -> None:
        line = json.dumps([what, value]).encode()
        self._ledger = self._ledger.told(line)
        self._tell(line)

    def _done(self, act: Plain) -> Plain:
        work, case_id = self._workplace, act.get("case", "")
        match act["do"]:
            case "begin":
                case = work.begin(alias(act["name"]), facts=act["facts"], pack="skane")
                self._order.append(case.id)
                return {"case": case.id}
            case "answer":
                work.answer(case_id, act["fact"], act["value"])
            case "note":
                work.note(case_id, act["field"], act["text"])
            case "plan":
                task = None if act["task"] is None else Task(*act["task"])
                work.plan(case_id, act["prerequisite"], task)
            case "deciding":
                work.keep_deciding(case_id, act["deciding"])
            case "identify":
                work.identify(case_id, alias(act["name"]))
            case "sign":
                return {"revision": work.sign(case_id, "asih", None, None, NURSE).id}
            case "correct":
                work.correct(case_id)
            case "follow":
                work.follow_up.contact(case_id, act["text"])
            case "give_up":
                work.give_up_correction(case_id)
            case "delete":
                self._withdrawn[case_id] = work.delete_draft(case_id)
            case "restore":
                work.restore(self._withdrawn[case_id])
            case "setting":
                work.set_setting(act["key"], act["value"])
            case "print":
                work.record(Act.PRINTED, case_id)
            case "checkpoint":
                with work.store._reading() as connection:
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            case "backup":
                return {"file": work.backups.make("asked").backup.path.name}
        return {}

    def _next(self) -> Plain:
        """Return an act that is allowed now."""
        chance, world = self._chance, self._ledger.world
        # In the order in which they began: ids are random, and must not sway what is chosen.
        here = [case_id for case_id in self._order if case_id in world.cases]
        if not here or (len(here) < 5 and chance.random() < 0.1):
            return {"do": "begin", "name": self._words(2), "facts": ASIH}
        if chance.random() < 0.05:
            return {
                "do": "setting",
                "key": f"faults_{chance.randrange(3)}",
                "value": self._words(3),
            }
        gone = [case_id for case_id in self._order if case_id in world.deleted]
        if gone and chance.random() < 0.3:
            return {"do": "restore", "case": chance.choice(gone)}
        case_id = chance.choice(here)
        if chance.random() < 0.05:
            return {"do": "print", "case": case_id}
        return {"case": case_id, **chance.choice(list(self._possible(world.cases[case_id].state)))}

    def _possible(self, state: str) -> Iterator[Plain]:
        chance = self._chance
        if state == "decided":
            yield {"do": "correct"}
            yield {"do": "follow", "text": self._words(6)}
            return
        for fact, values in _FACTS.items():
            yield {"do": "answer", "fact": fact, "value": chance.choice(values)}
        for field in ("worry", "social"):
            yield {"do": "note", "field": field, "text": self._words(chance.choice([0, 5, 400]))}
        task = chance.choice([None, [self._words(1), "2026-12-01"]])
        yield {"do": "plan", "prerequisite": "home_care_feasible", "task": task}
        yield {"do": "deciding", "deciding": {"form": "asih", "text": self._words(8)}}
        yield {"do": "identify", "name": self._words(2)}
        yield from [{"do": "sign"}] * 2
        yield {"do": "delete"} if state == "draft" else {"do": "give_up"}

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choice(_WORDS) for _ in range(count))
