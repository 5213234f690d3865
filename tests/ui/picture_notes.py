"""What leads to pictures of the letter's free texts: beside the questions, before signing."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication

from ui.views.checklist_page import ChecklistPage
from ui.views.main_window import MainWindow
from ui.views.review_page import ReviewPage

_TEXTS: Mapping[str, str] = {
    "worry": "Smärtan bryter igenom varje natt, och hustrun orkar inte en vecka till.",
    "purpose": "point_intervention",
    "intervention_task": "Tappning av ascites, två gånger",
    "intervention_stop": "2026-12-18",
    "diagnosis_course": (
        "Pankreascancer med levermetastaser sedan i våras. Två linjer cytostatika, avslutade i "
        "oktober. Ascites sedan tre veckor, tappad en gång (4 liter) med god lindring i tio dagar."
    ),
    "treatment": "Ingen pågående tumörbehandling.",
    "target_date": "före julhelgen",
    "target_reason": "Dottern reser hem den 28:e.",
}


def _noted(window: MainWindow, case: str, step: int) -> None:
    for field, text in _TEXTS.items():
        window.desk.workplace.note(case, field, text)
    window.go("checklist", case)
    page = window.page
    if isinstance(page, ChecklistPage):
        page.walk.choose_step(step)
        QApplication.processEvents()
        page.middle.area.bring_up(page.middle.notes)


def _reviewed(window: MainWindow, case: str) -> None:
    for field, text in _TEXTS.items():
        window.desk.workplace.note(case, field, text)
    window.go("review", case)
    page = window.page
    if isinstance(page, ReviewPage):
        QApplication.processEvents()
        page.columns.bring_up(page.notes)


def scenes(cases: Mapping[str, str]) -> dict[str, Callable[[MainWindow], None]]:
    """Return what leads to each picture, by its name."""
    return {
        "notes-patient": lambda window: _noted(window, cases["example"], 0),
        "notes-protected": lambda window: _noted(window, cases["flagged"], 0),
        "notes-disease": lambda window: _noted(window, cases["example"], 2),
        "notes-symptoms": lambda window: _noted(window, cases["example"], 4),
        "notes-asked": lambda window: _noted(window, cases["example"], 7),
        "notes-review": lambda window: _reviewed(window, cases["example"]),
    }
