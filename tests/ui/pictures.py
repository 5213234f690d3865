"""Takes a picture of every page, for the eye: `python -m tests.ui.pictures [FOLDER [NAME …]]`.

Every theme, both languages, 100 % and 200 % text, 1366 × 768, without a screen. A tool, not a
test: pictures land in `build/pictures/` and are there to be looked at. With names, only those
that begin so: `edit`, `compare`, `state`. A size among them, as `1024x700`, is the window's.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

from PySide6.QtCore import QEvent, QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.keys_for_tests import KEY
from tests.ui import (
    picture_advice,
    picture_backups,
    picture_door,
    picture_editing,
    picture_follow_up,
    picture_history,
    picture_notes,
    picture_review,
    picture_states,
)
from tests.ui.deciding import OPEN, SETTLED, begun, decided
from tests.ui.reassessing import MovedClock, followed
from triage.core.keeping import Ground
from triage.core.vocabulary import Answer
from triage.services import Patient, View, Workplace
from triage.services.example import ensure_example
from triage.texts import LANGUAGES
from ui.theme import ThemeName, application, apply_theme
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.worklist_choice import WHOLE, Choice, Grouping
from ui.views.checklist_page import ChecklistPage
from ui.views.compare_page import ComparePage
from ui.views.criteria_page import CriteriaPage
from ui.views.main_window import MainWindow
from ui.views.retention_page import RetentionPage
from ui.views.since_last_page import SinceLastPage
from ui.widgets.held_in_sight import area_of

FOLDER: Final = Path("build/pictures")
SIZE: Final = (1366, 768)
Scenes = Mapping[str, Callable[[MainWindow], None]]
THEMES: Final[tuple[ThemeName, ...]] = ("light", "dark", "contrast")
SCALES: Final = (1.0, 2.0)
_MOMENT: Final = 150
"""Milliseconds in which a page finishes what it draws a little later."""
_LAYOUTS: Final = 8
"""Rounds of events in which layouts within layouts find their heights."""
_RED_FLAG: Final[Mapping[str, Answer]] = {**SETTLED, "red_flags": ("spinal_cord_compression",)}
_LONG: Final = Patient(
    "alias",
    None,
    "Wolfeschlegelsteinhausenbergerdorff-Ánne Čáhppe Đorđe af Övre Åkerbärsängen i Österdalarna",
    "Säng 4, rummet längst bort vid fönstret, vecka 12",
)
_FOLLOWED: Final = Patient("personnummer", "196101182803", "Bo Åkerlund")
_PROTECTED: Final = Patient("personnummer", "195009072553", "Syns Inte", protected=True)


_TODAY: Final = Choice(View.TODAY, grouping=Grouping.MUNICIPALITY)


def begun_cases(workplace: Workplace, clock: MovedClock) -> dict[str, str]:
    """Begin what the pictures show; return the cases by name."""
    cases = {
        "example": ensure_example(workplace) or "",
        "decided": decided(workplace),
        "open": begun(workplace, OPEN, _LONG),
        "flagged": begun(workplace, _RED_FLAG, _PROTECTED),
        "followed": followed(workplace, clock, _FOLLOWED),
    }
    for case_id in cases.values():
        case = workplace.case(case_id)
        if case.state == "draft":
            workplace.summarise(case_id, workplace.weigh(case.pack, workplace.facts(case)))
    return cases


def _begin(window: MainWindow, number: str) -> None:
    window.begin()
    panel = window.begin_panel()
    panel.number.setText(number)
    panel.entry.set_number(number)
    panel.entry.leave_number()


def _list(window: MainWindow, choice: Choice = WHOLE) -> None:
    window.go("worklist")
    window.home.model.choose(choice)


def _removed(window: MainWindow) -> None:
    _list(window)
    window.home.rows.removed.show_message(
        "info", "Utkastet för Bo Åkerlund är borttaget.", "Ångra  Ctrl+Z"
    )


def _down(window: MainWindow, case: str) -> None:
    window.go("since_last", case)
    page = window.page
    if isinstance(page, SinceLastPage):
        QApplication.processEvents()
        page.area.ensureWidgetVisible(page.trend)


def _steps(window: MainWindow, case: str, step: int) -> None:
    window.go("checklist", case)
    page = window.page
    if isinstance(page, ChecklistPage):
        for _ in range(step):
            page.walk.step_on()


def _tasks(window: MainWindow, case: str) -> None:
    """Bring what is to be done into sight, one of it unfolded, and the team below it."""
    _steps(window, case, 4)
    page = window.page
    area = area_of(page.outcome) if isinstance(page, ChecklistPage) else None
    if isinstance(page, ChecklistPage) and area is not None:
        row = page.outcome.todos.rows[0]
        row.plan.setChecked(True)
        QApplication.processEvents()
        area.verticalScrollBar().setValue(row.mapTo(page.outcome, row.rect().topLeft()).y() - 40)


def _why(window: MainWindow, case: str) -> None:
    window.go("compare", case)
    page = window.page
    if isinstance(page, ComparePage):
        while not page.rows:  # the regions come one by one
            settle()
        page.rows[0].why.click()


def _sought(window: MainWindow, text: str) -> None:
    window.go("criteria", "vastra")
    page = window.page
    if isinstance(page, CriteriaPage):
        page.search.line.clear()
        page.search.line.setText(text)
        page.search.next()  # now, not while the next picture is taken
        page.begin_search()


def _proved(window: MainWindow) -> None:
    window.go("criteria", "vastra")
    page = window.page
    while isinstance(page, CriteriaPage) and page.model.proving:
        settle()  # the section is not there before
    window.go("criteria", "vastra#proofs")


def _retention(window: MainWindow) -> None:
    """Show what may go, practice among it."""
    window.go("retention")
    page = window.page
    while isinstance(page, RetentionPage) and page.model.running:
        settle()  # the list is read beside the window
    if isinstance(page, RetentionPage) and not page.grounds[Ground.PRACTICE].box.isChecked():
        page.grounds[Ground.PRACTICE].box.click()


def scenes_of(cases: Mapping[str, str]) -> Scenes:
    """Return what leads to each picture, by its name."""
    example, unsure, flagged, signed = (
        cases[one] for one in ("example", "open", "flagged", "decided")
    )
    return {
        "worklist-today": lambda window: _list(window, _TODAY),
        "worklist": _list,
        "new": lambda window: _begin(window, "191212121212"),
        "new-wrong": lambda window: _begin(window, "191212121213"),
        "checklist-1": lambda window: _steps(window, example, 0),
        "checklist-5": lambda window: _steps(window, example, 4),
        "checklist-open": lambda window: _steps(window, unsure, 2),
        "checklist-flag": lambda window: _steps(window, flagged, 1),
        "checklist-tasks": lambda window: _tasks(window, example),
        "review": lambda window: window.go("review", example),
        "review-decided": lambda window: window.go("review", signed),
        **picture_review.scenes(cases),
        "compare": lambda window: window.go("compare", example),
        "compare-open": lambda window: window.go("compare", unsure),
        "compare-flag": lambda window: window.go("compare", flagged),
        "compare-why": lambda window: _why(window, signed),
        "criteria": lambda window: window.go("criteria", "vastra"),
        "criteria-form": lambda window: window.go("criteria", "skane#form-asih"),
        "criteria-search": lambda window: _sought(window, "hospice"),
        "criteria-proofs": _proved,
        "criteria-table": lambda window: window.go("criteria", "vastra#coverage"),
        **picture_editing.scenes(),
        "letter": lambda window: window.go("letter", signed),
        "new-known": lambda window: _begin(window, "196101182803"),
        "new-junk": lambda window: _begin(window, "191212121212 och 196101182803, säng 4"),
        "worklist-removed": _removed,
        "since-last": lambda window: window.go("since_last", cases["followed"]),
        "since-last-down": lambda window: _down(window, cases["followed"]),
        "since-last-none": lambda window: window.go("since_last", example),
        **picture_history.scenes(cases),
        "settings": lambda window: window.go("settings"),
        "retention": _retention,
        **picture_backups.scenes(settle),
        **picture_advice.scenes(),
        "help": lambda window: window.go("help"),
        "about": lambda window: window.go("about"),
        **picture_follow_up.scenes(cases),
    }


def say(_kind: object, _context: object, message: str) -> None:
    """Pass on what Qt has to say, but for its remark on having no screen."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


def settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_MOMENT, loop.quit)
    loop.exec()
    for _ in range(_LAYOUTS):
        QApplication.processEvents()


def draw(
    app: QApplication,
    workplace: Workplace,
    scenes: Scenes,
    folder: Path,
    size: tuple[int, int],
) -> int:
    """Draw every page every way; return how many pictures there are."""
    count = 0
    for language, theme, scale in product(LANGUAGES, THEMES, SCALES):
        preferences = Preferences(workplace)
        preferences.language, preferences.theme = language, theme
        preferences.text_size = round(scale * 100)
        apply_theme(app, theme, scale)
        window = MainWindow(workplace, remember=False)
        window.showNormal()
        window.resize(*size)
        window.activateWindow()
        window.prepared()
        for name, lead in scenes.items():
            lead(window)
            settle()
            file = folder / f"{name}-{language}-{theme}-{scale * 100:.0f}.png"
            picture_states.in_sight(window).save(str(file))
            picture_states.put_away()
            count += 1
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return count


@contextmanager
def opened(folder: Path, *, states: bool = False) -> Iterator[tuple[Workplace, Scenes]]:
    """Open a workstation filled with what the pictures show; yield it and the way to each.

    With `states`, also to what a page shows beyond its first sight.
    """
    clock = MovedClock()
    workplace = Workplace.open(folder, KEY, clock)
    try:
        picture_editing.keep_versions(workplace, folder)
        cases = begun_cases(workplace, clock)
        picture_backups.make(workplace, clock)
        picture_advice.make(workplace)
        picture_history.make(workplace, clock, cases["followed"])
        if states:
            cases["again"] = picture_states.keep_states(workplace, cases["decided"])
        more = {}
        if states:
            more = {**picture_states.scenes(cases), **picture_notes.scenes(cases)}
        yield workplace, {**scenes_of(cases), **more}
    finally:
        workplace.close()


def main() -> None:
    """Fill the folder and say how many pictures it holds."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [one for one in sys.argv[2:] if one[0].isdigit()]
    size = tuple(int(part) for part in sizes[0].split("x")) if sizes else SIZE
    wanted = tuple(one for one in sys.argv[2:] if one not in sizes) or ("",)
    qInstallMessageHandler(say)
    app = application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as data:
        os.environ["VAGVAL_DATA"] = data
        with opened(Path(data), states=True) as (workplace, scenes):
            chosen = {name: lead for name, lead in scenes.items() if name.startswith(wanted)}
            count = draw(app, workplace, chosen, folder, (size[0], size[1]))
    outside = {
        name: lead for name, lead in picture_door.scenes().items() if name.startswith(wanted)
    }
    count += picture_door.draw(app, outside, folder, (size[0], size[1]), settle)
    sys.stdout.write(f"{count} pictures in {folder}\n")


if __name__ == "__main__":
    main()
