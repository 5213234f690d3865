"""What pictures show of a follow-up: ready to be sent, answered, declined for want of places."""

from collections.abc import Callable, Mapping

from ui.views.follow_up_page import FollowUpPage
from ui.views.main_window import MainWindow

_TEAM = "Mobilt palliativt team Kungälv"


def scenes(cases: Mapping[str, str]) -> Mapping[str, Callable[[MainWindow], None]]:
    """Return what leads to each picture; the last ones of all, for they write in the ledger."""
    case = cases["decided"]
    return {
        "follow-up": lambda window: window.go("follow_up", case),
        "follow-up-change": lambda window: _changing(window, case),
        "follow-up-closing": lambda window: _closing(window, case),
        "follow-up-answer": lambda window: _answering(window, case),
        "follow-up-back": lambda window: _came_back(window, case),
    }


def _sent(window: MainWindow, case: str) -> None:
    follow_up = window.desk.workplace.follow_up
    if not follow_up.entries(case):
        follow_up.sent(case, to=_TEAM, way="fax")
        follow_up.received(case, by="Koordinatorn")


def _changing(window: MainWindow, case: str) -> None:
    """Say who sees to a condition from now on; a contact was half written earlier."""
    _sent(window, case)
    window.go("follow_up", case)
    page = window.page
    if isinstance(page, FollowUpPage):
        page.forms.choose("contact", {"with": "Kommunens koordinator"})
        page.forms.contact.text_field.setPlainText("Hemtjänsten kan börja på måndag")
        page.leave()
        window.go("worklist")
        window.go("follow_up", case)
        page.forms.begin(stay=False)
        row = page.aside.conditions.rows[0]
        row.change.setChecked(True)
        row.replan.owner.setText("Disa Exempel")


def _closing(window: MainWindow, case: str) -> None:
    """Fill in what is asked at a death."""
    window.go("follow_up", case)
    page = window.page
    if isinstance(page, FollowUpPage):
        page.model.half.forget("contact")
        page.forms.choose("close")
        page.forms.closing.model.choose("died")
        for code, state in (("breakpoint_conversation", "yes"), ("pain_scale_used", "no")):
            page.forms.closing.model.answer(code, state)
        page.forms.closing.fields.last_week.show_answers()


def _answering(window: MainWindow, case: str) -> None:
    """Fill in that it was declined, and why."""
    _sent(window, case)
    window.go("follow_up", case)
    page = window.page
    if isinstance(page, FollowUpPage):
        page.model.half.forget("close")
        page.forms.choose("answer", {"answer": "declined"})


def _came_back(window: MainWindow, case: str) -> None:
    """Show what is next for a referral that was declined."""
    _sent(window, case)
    follow_up = window.desk.workplace.follow_up
    if follow_up.standing(case).answer is None:
        told = "Fullt till nästa vecka, hör av er igen på måndag."
        follow_up.answered(case, "declined", reason="capacity", text=told)
    window.go("worklist")
    window.go("follow_up", case)
