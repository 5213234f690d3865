"""What leads to the pictures of a decision on its way: filled in, doubted, regretted, refused."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication

from ui.viewmodels.case_hold import Holding
from ui.views.main_window import MainWindow
from ui.views.review_page import ReviewPage
from ui.widgets.growing_text import GrowingText


def _review(window: MainWindow, case: str) -> ReviewPage:
    window.go("review", case)
    page = window.page
    if not isinstance(page, ReviewPage):
        raise TypeError(window.page_name)
    QApplication.processEvents()
    return page


def _deciding(window: MainWindow, case: str) -> None:
    """Another form with its reason, its time of saving, and a clock that is in doubt."""
    page = _review(window, case)
    page.model.choose("palliative_ward")
    page.model.give_reason("patient_wish", "Vill vara nära dottern, som bor i samma kvarter.")
    page.model.keep()
    page.decision.show_model()
    page.model.problems = {
        "clock": (
            "Datorns klocka visar 2026-11-20 12:02, men ärendet ändrades 2026-11-20 14:02. "
            "Ställ klockan rätt, eller signera igen om den går rätt."
        )
    }
    page.decision.show_problems()
    QApplication.processEvents()
    page.columns.keep_in_sight(page.decision.sign)


def _overfull(window: MainWindow, case: str) -> None:
    page = _review(window, case)
    worry = page.notes.fields["worry"]
    if isinstance(worry, GrowingText):
        QApplication.clipboard().setText("Smärtan bryter igenom på nätterna. " * 4000)
        worry.selectAll()
        worry.paste()
        page.model.keep()


def _given_up(window: MainWindow, case: str) -> None:
    page = _review(window, case)
    page.model.correct()
    page.model.give_up_correction()


def _held(window: MainWindow, case: str) -> None:
    window.go("worklist")
    other = Holding(window.desk)
    other.take(case)
    window.go("review", case)
    QApplication.processEvents()
    other.give_back()


def scenes(cases: Mapping[str, str]) -> dict[str, Callable[[MainWindow], None]]:
    """Return what leads to each picture, by its name."""
    return {
        "review-deciding": lambda window: _deciding(window, cases["example"]),
        "review-overfull": lambda window: _overfull(window, cases["flagged"]),
        "review-given-up": lambda window: _given_up(window, cases["decided"]),
        "review-held": lambda window: _held(window, cases["open"]),
    }
