"""Whoever is protected once is so in all that is listed, whatever was written first."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.keys_for_tests import KEY
from tests.services.aged import NOW, SetClock
from tests.services.workstation import ASIH, NURSE, Clock
from triage.core.keeping import Ground
from triage.core.people import Patient
from triage.referral.text import text
from triage.services import Workplace
from triage.services.access import Wanted
from triage.services.advice_call import NewCall, in_a_list
from triage.services.advice_counted import matching
from triage.services.letters import letter
from triage.store import sheltering
from triage.store.worklist import Narrowed, View

ANNE = Patient("personnummer", "196101182803", "Ánne Čáhppe")
BO = Patient("personnummer", "195009072553", "Bo Ek")
SPELLINGS = ("196101182803", "19610118-2803", "19610118 2803")
LUND = "1281"

SPELT = st.sampled_from(SPELLINGS)
CASE = st.tuples(st.sampled_from(["draft", "decided", "practice"]), st.booleans(), SPELT)
CALL = st.tuples(st.just("call"), st.booleans(), SPELT)
BACK = st.tuples(st.just("back"), st.booleans(), SPELT)
ACTS = st.lists(st.one_of(CASE, CALL, BACK), min_size=1, max_size=5)


@dataclass
class Desk:
    """A workplace, and what was said about Anne there: by real records and by practice."""

    workplace: Workplace
    marks: dict[str, bool] = field(default_factory=dict)
    practice: dict[str, bool] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    ever: bool = False

    def do(self, act: str, marked: bool, number: str) -> None:
        patient = replace(ANNE, number=number, protected=marked)
        if act == "call":
            made = NewCall(f"Vad ges {ANNE.name} mot illamående?", "Som i dag", patient=patient)
            call = self.workplace.advice.note(made).id
            self.calls.append(call)
            self.marks[call] = marked
        elif act == "back":
            self._take_back()
        else:
            case = self.workplace.begin(patient, facts=ASIH, example=act == "practice")
            (self.practice if act == "practice" else self.marks)[case.id] = marked
            if act == "decided":
                self.workplace.choose_pack(case.id, "skane")
                self.workplace.sign(case.id, "asih", None, None, NURSE)
        self.ever |= self.hidden

    @property
    def hidden(self) -> bool:
        return any(self.marks.values())

    def _take_back(self) -> None:
        """Take back the last mark that stands, where it was set: a mistake."""
        last = next((one for one in reversed(self.marks) if self.marks[one]), None)
        if last in self.calls:
            self.workplace.advice.strike(str(last))
            del self.marks[str(last)]
        elif last is not None and self.workplace.case(last).state == "draft":
            self.workplace.identify(last, replace(ANNE, protected=False))
            self.marks[last] = False

    def told(self) -> None:
        """Assert that lists tell who and where Anne is, or do not."""
        shown = ("", None) if self.hidden else (ANNE.name, SPELLINGS)
        rows = {one.case_id: one for one in self.workplace.worklist()}
        for case_id in self.marks.keys() - set(self.calls):
            row = rows[case_id]
            assert row.protected is self.workplace.case(case_id).patient.protected is self.hidden
            assert row.name == shown[0]
            assert row.number in (shown[1] or (None,))
            if row.state == "decided":
                printed = text(letter(self.workplace, case_id, "sv"))
                assert ("Čáhppe" in printed) is not self.hidden
        for case_id in self.practice:
            assert rows[case_id].protected is any(self.practice.values())
        found = {one.case_id for one in self.workplace.worklist("Čáhppe")}
        real = self.marks.keys() - set(self.calls)
        assert found & real == (set() if self.hidden else real)
        there = {
            one.case_id for one in self.workplace.view_keys(View.ALL, Narrowed("", None, LUND))
        }
        assert there & real == (set() if self.hidden else real)
        self._advised()
        for entry in self.workplace.access.entries(Wanted(), limit=200):
            if entry.patient in SPELLINGS and entry.case_id not in self.practice:
                assert entry.protected or not self.hidden
                assert self.ever or not entry.protected

    def _advised(self) -> None:
        calls = self.workplace.advice.calls()
        assert {one.id for one in calls} == self.marks.keys() & set(self.calls)
        for call in calls:
            patient = call.new.patient
            assert patient is not None
            assert patient.protected is self.hidden
            assert (ANNE.name in in_a_list(call).question) is not self.hidden
        assert matching(calls, "Čáhppe") == (() if self.hidden else calls)
        assert matching(calls, SPELLINGS[0]) == self.workplace.advice.about(SPELLINGS[1]) == calls


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([("decided", False, SPELLINGS[0]), ("call", True, SPELLINGS[1])])
@example([("call", False, SPELLINGS[2]), ("call", True, SPELLINGS[0]), ("back", True, "")])
@example([("call", True, SPELLINGS[1]), ("draft", False, SPELLINGS[0]), ("back", True, "")])
@example([("call", False, SPELLINGS[0]), ("practice", True, SPELLINGS[0])])
@example([("practice", False, SPELLINGS[0]), ("draft", True, SPELLINGS[0])])
@given(ACTS)
def test_who_is_protected_once_is_so_everywhere_whatever_came_first(
    acts: list[tuple[str, bool, str]],
) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Workplace.open(Path(folder), KEY, Clock()))
        other = desk.workplace.begin(BO, facts=ASIH).id
        for act in acts:
            desk.do(*act)
            desk.told()
        assert not desk.workplace.case(other).patient.protected
        desk.workplace.close()


def test_who_was_sheltered_by_what_is_purged_stays_so_as_long_as_anything_is_left(
    tmp_path: Path,
) -> None:
    clock = SetClock()
    workplace = Workplace.open(tmp_path, KEY, clock)

    def advise(marked: bool, number: str) -> str:
        patient = replace(ANNE, number=number, protected=marked)
        return workplace.advice.note(NewCall("Vad ges?", "Som i dag", patient=patient)).id

    clock.set(2010)
    going = {advise(True, "196101182803"), advise(True, BO.number or "")}
    clock.set(2025, 4, 15)
    left = advise(False, "19610118-2803")
    clock.set(2025, 5, 20)
    advise(False, "191212121212")
    clock.time = NOW

    assert {one.case_id for one in workplace.retention.plan().under({Ground.ADVICE})} == going
    workplace.retention.purge(going)

    patient = workplace.advice.call(left).new.patient
    assert patient is not None
    assert patient.protected
    with workplace.store._reading() as connection:
        assert sheltering.purged(connection) == ["196101182803"]
    assert workplace.begin(ANNE).patient.protected
    logged = workplace.access.entries(Wanted(patient=str(BO.number)), limit=9)
    assert len(logged) == 2
    assert all(one.protected for one in logged)
    workplace.close()


def test_practice_that_is_purged_shelters_nobody_real(tmp_path: Path) -> None:
    clock = SetClock()
    clock.set(2009)
    workplace = Workplace.open(tmp_path, KEY, clock)
    going = {workplace.begin(replace(ANNE, protected=True), example=True).id}
    clock.set(2025, 4, 15)
    left = workplace.begin(ANNE).id
    clock.time = NOW

    workplace.retention.purge(going)

    assert not workplace.case(left).patient.protected
    workplace.close()


def test_what_is_logged_after_a_mark_is_taken_back_is_shown(tmp_path: Path) -> None:
    workplace = Workplace.open(tmp_path, KEY, Clock())
    marked = NewCall("Vad ges?", "Som i dag", patient=replace(ANNE, protected=True))
    workplace.advice.strike(workplace.advice.note(marked).id)
    decided = workplace.begin(ANNE, facts=ASIH).id
    workplace.choose_pack(decided, "skane")
    workplace.sign(decided, "asih", None, None, NURSE)

    latest, *before = workplace.access.entries(Wanted(patient=str(ANNE.number)), limit=9)
    assert latest.case_id == decided
    assert not latest.protected
    assert any(one.protected for one in before)
    workplace.close()
