"""A workstation with years behind it: old decisions, moved ones, drafts nobody touched, practice.

Every time lies before the summer of 2025, so that the computer's own clock, which the store's
guards ask as well, agrees that it has passed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.keys_for_tests import KEY
from tests.services.workstation import ASIH, NURSE
from triage.core.vocabulary import Answer
from triage.services import Patient, Workplace, reassess

NOW = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)
WHO = Patient("personnummer", "191212121212", "Ånna Gallrasdotter", "Rum Hemlighuset")
OTHER = Patient("personnummer", "196101182803", "Bo Blivkvar")
HIDDEN = Patient("personnummer", "195009072553", "Syns Inte", "Röd mapp", protected=True)


class SetClock:
    """Tells the time that it was set to, and goes on by a second each time it is asked."""

    def __init__(self, time: datetime = NOW) -> None:
        self.time = time

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def set(self, year: int, month: int = 1, day: int = 1) -> None:
        self.time = datetime(year, month, day, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Aged:
    """The workstation and its cases by name."""

    workplace: Workplace
    clock: SetClock
    cases: Mapping[str, str]

    def due(self) -> dict[str, str]:
        """Return what may go now: names of cases, and on what ground."""
        names = {case_id: name for name, case_id in self.cases.items()}
        found = self.workplace.retention.plan().cases
        return {names[one.case_id]: str(one.ground) for one in found}

    def ids(self, *names: str) -> set[str]:
        """Return the ids of cases."""
        return {self.cases[name] for name in names}


def signed(workplace: Workplace, patient: Patient, **notes: str) -> str:
    """Begin and decide a case; return it."""
    case = workplace.begin(patient, facts=ASIH, notes=notes)
    return sign(workplace, case.id)


def sign(workplace: Workplace, case_id: str, **answers: Answer) -> str:
    """Decide a case as suggested."""
    for fact, value in {"red_flags": (), **answers}.items():
        workplace.answer(case_id, fact, value)
    workplace.sign(case_id, "asih", None, None, NURSE)
    return case_id


def aged(folder: Path) -> Aged:
    """Open a workstation in a folder and let the years pass; the clock stands on `NOW`."""
    clock = SetClock()
    clock.set(2009, 5, 5)
    workplace = Workplace.open(folder, KEY, clock)
    cases = {"old": signed(workplace, WHO, worry="Berättelse Kanariefågel om nätterna")}
    clock.set(2012, 3, 3)
    cases["old draft"] = workplace.begin(OTHER).id
    cases["practice"] = workplace.begin(OTHER, example=True).id
    clock.set(2015, 6, 2)
    cases["almost old"] = signed(workplace, OTHER)
    clock.set(2025, 4, 15)
    cases["again"] = reassess(workplace, cases["old"]).id
    cases["new"] = signed(workplace, OTHER)
    cases["moved"] = signed(workplace, HIDDEN)
    cases["just moved"] = signed(workplace, OTHER)
    clock.set(2025, 4, 20)
    workplace.mark_moved(cases["moved"])
    clock.set(2025, 5, 20)
    workplace.mark_moved(cases["just moved"])
    cases["draft"] = workplace.begin(OTHER).id
    clock.time = NOW
    return Aged(workplace, clock, cases)
