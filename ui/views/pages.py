"""The pages beside the worklist, by name; each is loaded when it is first shown."""

from collections.abc import Callable, Mapping
from typing import Final

from ui.viewmodels.desk import Desk
from ui.views.page import Page


def _checklist(desk: Desk) -> Page:
    from ui.views.checklist_page import ChecklistPage  # noqa: PLC0415 - see above

    return ChecklistPage(desk)


def _review(desk: Desk) -> Page:
    from ui.views.review_page import ReviewPage  # noqa: PLC0415 - see above

    return ReviewPage(desk)


def _letter(desk: Desk) -> Page:
    from ui.views.letter_page import LetterPage  # noqa: PLC0415 - see above

    return LetterPage(desk)


def _compare(desk: Desk) -> Page:
    from ui.views.compare_page import ComparePage  # noqa: PLC0415 - see above

    return ComparePage(desk)


def _since_last(desk: Desk) -> Page:
    from ui.views.since_last_page import SinceLastPage  # noqa: PLC0415 - see above

    return SinceLastPage(desk)


def _history(desk: Desk) -> Page:
    from ui.views.history_page import HistoryPage  # noqa: PLC0415 - see above

    return HistoryPage(desk)


def _criteria(desk: Desk) -> Page:
    from ui.views.criteria_page import CriteriaPage  # noqa: PLC0415 - see above

    return CriteriaPage(desk)


def _edit_criteria(desk: Desk) -> Page:
    from ui.views.edit_criteria_page import EditCriteriaPage  # noqa: PLC0415 - see above

    return EditCriteriaPage(desk)


def _settings(desk: Desk) -> Page:
    from ui.views.settings_page import SettingsPage  # noqa: PLC0415 - see above

    return SettingsPage(desk)


def _teams(desk: Desk) -> Page:
    from ui.views.teams_page import TeamsPage  # noqa: PLC0415 - see above

    return TeamsPage(desk)


def _people(desk: Desk) -> Page:
    from ui.views.people_page import PeoplePage  # noqa: PLC0415 - see above

    return PeoplePage(desk)


def _about(desk: Desk) -> Page:
    from ui.views.about_page import AboutPage  # noqa: PLC0415 - see above

    return AboutPage(desk)


def _help(desk: Desk) -> Page:
    from ui.views.help_page import HelpPage  # noqa: PLC0415 - see above

    return HelpPage(desk)


def _backups(desk: Desk) -> Page:
    from ui.views.backups_page import BackupsPage  # noqa: PLC0415 - see above

    return BackupsPage(desk)


def _access_log(desk: Desk) -> Page:
    from ui.views.access_log_page import AccessLogPage  # noqa: PLC0415 - see above

    return AccessLogPage(desk)


def _access_reason(desk: Desk) -> Page:
    from ui.views.access_reason_page import AccessReasonPage  # noqa: PLC0415 - see above

    return AccessReasonPage(desk)


def _retention(desk: Desk) -> Page:
    from ui.views.retention_page import RetentionPage  # noqa: PLC0415 - see above

    return RetentionPage(desk)


def _advice(desk: Desk) -> Page:
    from ui.views.advice_page import AdvicePage  # noqa: PLC0415 - see above

    return AdvicePage(desk)


def _follow_up(desk: Desk) -> Page:
    from ui.views.follow_up_page import FollowUpPage  # noqa: PLC0415 - see above

    return FollowUpPage(desk)


_MAKERS: Final[Mapping[str, Callable[[Desk], Page]]] = {
    "checklist": _checklist,
    "review": _review,
    "letter": _letter,
    "follow_up": _follow_up,
    "compare": _compare,
    "since_last": _since_last,
    "history": _history,
    "criteria": _criteria,
    "edit_criteria": _edit_criteria,
    "settings": _settings,
    "teams": _teams,
    "people": _people,
    "about": _about,
    "help": _help,
    "retention": _retention,
    "access_log": _access_log,
    "backups": _backups,
    "access_reason": _access_reason,
    "advice": _advice,
}


NAMES: Final = tuple(_MAKERS)
"""Of all pages but the worklist."""


def made(name: str, desk: Desk) -> Page:
    """Return a new page; KeyError where there is none of that name."""
    return _MAKERS[name](desk)
