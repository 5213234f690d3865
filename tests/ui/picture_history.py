"""A patient with a course: sent, declined, sent again, advice about them; closed, for the form."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QApplication

from tests.ui.reassessing import MovedClock
from triage.services import Workplace
from triage.services.advice_call import NewCall
from ui.views.history_page import HistoryPage
from ui.views.main_window import MainWindow

_TEAM: Final = "Palliativa teamet Kungälv"


def make(workplace: Workplace, clock: MovedClock, case_id: str) -> None:
    """Note what happened around the four decisions about the followed patient."""
    patient = workplace.case(case_id).patient
    assert patient.number is not None
    first, _second, third, *_rest = (
        one.decision.case_id for one in workplace.decisions_of(patient.number)
    )
    work = workplace.follow_up
    clock.days = 40
    question = "Hur ska genombrottssmärta skattas i hemmet?"
    answer = "NRS före och efter. Ring vid 7 eller mer."
    workplace.advice.note(
        NewCall(question, answer, "municipal_nurse", "Hemsjukvården Norr", 12, patient=patient)
    )
    clock.days = 30
    work.sent(first, to=_TEAM, way="fax")
    clock.days = 28
    work.received(first, by="Sekreterare")
    work.answered(first, "declined", reason="capacity", text="Fullt till nästa vecka.")
    clock.days = 9
    work.sent(third, to=_TEAM, way="record_system")
    clock.days = 8
    mistaken = work.answered(third, "accepted", place="Hemma", day="2026-11-14")
    work.strike(mistaken.id, "Svaret gällde en annan patient")
    work.contact(third, "Undrar när teamet kommer.", way="telephone", whom="dottern")
    work.answered(third, "accepted_waiting", day="2026-11-18", text="När pumpen är på plats.")
    work.plan(third, "2026-11-24")
    clock.days = 0


def _table(window: MainWindow, case_id: str) -> None:
    window.go("history", case_id)
    page = window.page
    if isinstance(page, HistoryPage):
        page.scores.view.segment("table").click()
        QApplication.processEvents()


def scenes(cases: Mapping[str, str]) -> Mapping[str, Callable[[MainWindow], None]]:
    """Return what leads to each picture, by its name."""
    case_id = cases["followed"]
    return {
        "history": lambda window: window.go("history", case_id),
        "history-table": lambda window: _table(window, case_id),
    }
