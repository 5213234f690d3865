"""Scenes of the letter page: a draft, what lacks, the short text, what paper cannot show."""

from collections.abc import Callable, Mapping

from ui.viewmodels.letter_words import copied_words
from ui.views.letter_page import LetterPage
from ui.views.main_window import MainWindow


def _page(window: MainWindow, case: str) -> LetterPage:
    window.go("letter", case)
    page = window.page
    if not isinstance(page, LetterPage):
        raise TypeError
    page.model.speak("sv")  # whatever the scene before spoke
    page.view.set_value("pages")
    page.columns.turn()
    return page


def _lacks(window: MainWindow, case: str) -> None:
    page = _page(window, case)
    page.first_lack()
    page.lacks.more.setChecked(True)


def _text(window: MainWindow, case: str) -> None:
    page = _page(window, case)
    page.view.set_value("text")
    page.columns.turn()
    page.model.shorten(short=True)
    _ = page.desk.translate
    page.saying.say("success", copied_words(5, short=True, _=_), _("Markera som förd"))
    page.text.setFocus()


def _whole(window: MainWindow, case: str) -> None:
    page = _page(window, case)
    page.model.shorten(short=False)
    page.lacks.more.setChecked(False)


def _wished(window: MainWindow, case: str) -> None:
    """A day that does not fit the urgency, in the letter's other language."""
    page = _page(window, case)
    workplace = page.desk.workplace
    workplace.note(case, "target_date", "2026-12-20")
    page.model.speak("en")
    page.model.open(case)
    workplace.note(case, "target_date", "")


def _correcting(window: MainWindow, case: str) -> None:
    page = _page(window, case)
    page.first_lack()
    page.lacks.links[0].click()


def scenes(cases: Mapping[str, str]) -> Mapping[str, Callable[[MainWindow], None]]:
    """Return what leads to each picture, by its name."""
    return {
        "letter-draft": lambda window: _whole(window, cases["open"]),
        "letter-text": lambda window: _text(window, cases["decided"]),
        "letter-lacks": lambda window: _lacks(window, cases["example"]),
        "letter-wished": lambda window: _wished(window, cases["example"]),
        "letter-correcting": lambda window: _correcting(window, cases["decided"]),
    }
