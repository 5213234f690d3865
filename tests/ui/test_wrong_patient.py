"""Whom a page is about stands on every page about a case; of who is protected nothing leaks."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.reassessing import MovedClock, sign
from tests.ui.shown_texts import texts_of
from triage.core.vocabulary import Answer
from triage.services import Patient, Workplace, reassess
from ui.views.checklist_page import ChecklistPage
from ui.views.main_window import MainWindow

NAMED = Patient("personnummer", "196101182803", "Bo Åkerlund", "Säng 4")
ALIAS = Patient("alias", None, "", "Röd mapp")
HIDDEN = Patient("personnummer", "195009072553", "Syns Inte", "Blå mapp", protected=True)
FACTS: Mapping[str, Answer] = {
    "incurable_progressive_disease": True,
    "complex_symptom_picture": True,
    "needs_round_the_clock_team": True,
    "home_care_feasible": True,
    "preferred_place_of_care": "home",
    "red_flags": (),
    "pain": 3,
    "consent_to_referral": "given",
}
PLACES = {"skane": ("1214", "Svalöv"), "vastra": ("1315", "Hylte")}
"""A place that no team is named after, in two packs; in the second one the form is missing."""
UNMET: Mapping[str, Answer] = {
    "limited_life_expectancy": True,
    "rapid_deterioration": False,
    "nausea": 3,
    "unrelieved_by_general_care": True,
    "advanced_interventions": ("drug_pump",),
}
CASE_PAGES = ("checklist", "review", "letter", "follow_up", "compare", "since_last")
STEPS = 9
ASIDE = ("criteria", "help", "settings", "about")
Walk = Callable[[Patient, str], Iterator[tuple[str, list[str]]]]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    clock = MovedClock()
    made = Workplace.open(tmp_path / "data", KEY, clock)
    made.set_setting("purpose_read", value=True)
    made.set_setting("default_pack", "skane")
    yield made
    made.close()


@pytest.fixture
def window(workplace: Workplace, qtbot: QtBot) -> MainWindow:
    made = MainWindow(workplace, remember=False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.prepared()
    return made


@pytest.fixture
def walk(window: MainWindow, workplace: Workplace, qtbot: QtBot) -> Walk:
    """Return what is shown on every page, with the page's name: drafted, decided, reassessed."""

    def go(patient: Patient, pack: str) -> Iterator[tuple[str, list[str]]]:
        case = workplace.begin(patient, pack=pack)
        workplace.identify(case.id, patient)
        facts = {**FACTS, **UNMET, "municipality": PLACES[pack][0]}
        for fact, value in facts.items():
            workplace.answer(case.id, fact, value)
        yield from pages(case.id, "draft")
        sign(workplace, case.id)
        yield from pages(case.id, "decided")
        again = reassess(workplace, case.id)
        workplace.answer(again.id, "pain", 4)
        yield from pages(again.id, "again")
        workplace.correct(case.id)
        workplace.answer(case.id, "municipality", "1263" if pack == "skane" else "1380")
        yield from pages(case.id, "correcting")
        sign(workplace, case.id)
        yield from pages(case.id, "corrected")
        window.go("worklist")
        yield "worklist", texts_of(window)

    def pages(case_id: str, when: str) -> Iterator[tuple[str, list[str]]]:
        for name in CASE_PAGES:
            if when in {"decided", "corrected"} and name == "checklist":
                continue  # a decided case is read on the review page
            if when in {"draft", "again"} and name == "follow_up":
                continue  # nothing is decided yet
            window.go(name, case_id)
            qtbot.waitUntil(lambda: settled(window))
            yield f"{when} {name}", texts_of(window)
            yield from steps(f"{when} {name}")
            for aside in ASIDE:
                window.go(aside, "norrbotten" if aside == "criteria" else "")
                yield f"{when} {name} > {aside}", texts_of(window)
                window.back()

    def steps(place: str) -> Iterator[tuple[str, list[str]]]:
        """Go through all of the checklist, from its first step to the review after it."""
        if isinstance(window.page, ChecklistPage):
            for _ in range(STEPS):
                window.page.walk.step_back()
        for number in range(STEPS):
            if isinstance(window.page, ChecklistPage):
                yield f"{place} {number + 1}", texts_of(window)
                window.page.walk.step_on()

    return go


def settled(window: MainWindow) -> bool:
    """Tell whether nothing is worked on beside the window."""
    return not getattr(getattr(window.page, "model", None), "busy", False)


def about_a_case(place: str) -> bool:
    return place != "worklist" and ">" not in place


def test_name_and_number_stand_on_every_page_about_a_case(walk: Walk, window: MainWindow) -> None:
    for place, texts in walk(NAMED, "skane"):
        told = "\n".join(texts)
        assert "Bo Åkerlund" in told, place
        if about_a_case(place):
            line = window.page.patient_line()
            assert line.startswith("Bo Åkerlund · 19610118-2803"), place
            assert line in told, place
        elif place != "worklist":
            assert "Du var hos Bo Åkerlund · 19610118-2803" in told, place
        assert "Bo Åkerlund" not in window.windowTitle(), place


def test_an_alias_stands_on_every_page_about_a_case(walk: Walk, window: MainWindow) -> None:
    for place, texts in walk(ALIAS, "skane"):
        told = "\n".join(texts)
        assert "Röd mapp" in told, place
        if about_a_case(place):
            assert "Röd mapp" in window.page.patient_line(), place


@pytest.mark.parametrize("pack", PLACES)
def test_of_a_protected_patient_nothing_stands_anywhere(
    walk: Walk, window: MainWindow, pack: str
) -> None:
    leaks = []
    for place, texts in walk(HIDDEN, pack):
        told = "\n".join(texts)
        for secret in ("Syns", "2553", "500907", PLACES[pack][1], "Svedala", "Halmstad"):
            leaks += [f"{place}: {one[:200]!r}" for one in texts if secret in one]
        if about_a_case(place):
            assert "Skyddade personuppgifter" in window.page.patient_line(), place
        elif place != "worklist":
            assert "Du var hos Skyddade personuppgifter" in told, place
    assert not leaks, "\n".join(leaks)
