"""A program of its own that answers and types in the real window until it is killed.

python -m tests.ui.killed_while_typing FOLDER

It tells on its output, line by line in JSON, what the window has said to be kept.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from tests.keys_for_tests import KEY
from tests.ui.deciding import SETTLED, begun
from triage.services import Workplace
from ui.theme import application, apply_theme
from ui.views.checklist_page import ChecklistPage
from ui.views.main_window import MainWindow
from ui.views.review_page import ReviewPage
from ui.widgets.growing_text import GrowingText

LETTERS = "Vaknar av krampen, "
"""Plain letters, for they are typed key by key."""


def main(folder: Path) -> None:
    app = application([sys.argv[0], "-platform", "offscreen"])
    apply_theme(app, "light")
    workplace = Workplace.open(folder, KEY)
    case_id = begun(workplace, {**SETTLED, "red_flags": ()})
    tell("case", case_id)
    window = MainWindow(workplace, remember=False)
    window.show()
    window.go("checklist", case_id)
    checklist = window.page
    assert isinstance(checklist, ChecklistPage)
    assert checklist.model is not None
    for fact, value in (("anxiety", 2), ("fatigue", 4), ("caregiver_strain", True)):
        if checklist.model.compiled.vocabulary.fact.get(fact) is not None:
            checklist.model.answer(fact, value)
            tell("answer", [fact, value])
    window.go("review", case_id)
    review = window.page
    assert isinstance(review, ReviewPage)
    model, decision = review.model, review.decision
    decision.forms.other.click()
    decision.forms.others.setCurrentIndex(decision.forms.others.findData("palliative_ward"))
    decision.forms.others.activated.emit(decision.forms.others.currentIndex())
    decision.reason.setCurrentIndex(decision.reason.findData("other"))
    decision.reason.activated.emit(decision.reason.currentIndex())
    worry = review.notes.fields["worry"]
    assert isinstance(worry, GrowingText)
    model.kept.connect(
        lambda _time: tell("kept", [worry.toPlainText(), decision.reason_text.toPlainText()])
    )
    typed = 0

    def key() -> None:
        nonlocal typed
        letter = LETTERS[typed % len(LETTERS)]
        typed += 1
        for field in (worry, decision.reason_text):
            QTest.keyClicks(field, letter)

    keys = QTimer()
    keys.setInterval(5)
    keys.timeout.connect(key)
    keys.start()
    app.exec()


def tell(what: str, value: object) -> None:
    """Say a thing that is kept."""
    sys.stdout.write(json.dumps([what, value]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
