"""The worklist's words that the vocabulary has as well.

The list is on the screen before criteria are loaded; a test sees to it that both agree.
"""

from collections.abc import Mapping
from datetime import date, datetime

from triage.texts import Translate


def care_forms(_: Translate) -> Mapping[str, str]:
    """Return the care forms' names."""
    return {
        "palliative_ward": _("Palliativ vårdavdelning"),
        "hospice": _("Hospice"),
        "asih": _("ASIH"),
        "palliative_team": _("Palliativt team"),
        "consult_team": _("Palliativt konsultteam"),
        "paediatric_support": _("Palliativt stöd för barn"),
        "general": _("Allmän palliativ vård"),
        "point_intervention": _("Punktinsats"),
    }


def urgencies(_: Translate) -> Mapping[str, str]:
    """Return the urgency classes' names."""
    return {
        "immediate": _("Omedelbart"),
        "within_24_hours": _("Inom ett dygn"),
        "within_three_days": _("Inom tre dygn"),
        "within_two_weeks": _("Inom två veckor"),
        "planned": _("Planerat"),
    }


def states(_: Translate) -> Mapping[str, tuple[str, str, str]]:
    """Return symbol, word and tone of each state of a case."""
    return {
        "draft": ("◐", _("Utkast"), "unknown"),
        "decided": ("✓", _("Beslutad"), "yes"),
        "correcting": ("↻", _("Rättas"), "unknown"),
    }


def steps(_: Translate) -> Mapping[str, tuple[str, str, str]]:
    """Return symbol, word and tone of each step after a decision that is followed here."""
    from triage.ledger_words import step_words  # noqa: PLC0415 - a list of drafts has none

    words = step_words(_)
    looks = {
        "unsent": ("○", "gap"),
        "kept": ("✓", "yes"),
        "sent": ("→", "unknown"),
        "received": ("→", "unknown"),
        "more_wanted": ("↩", "gap"),
        "waiting": ("◔", "unknown"),
        "accepted": ("✓", "yes"),
        "advice_enough": ("✓", "yes"),
        "redirected": ("↩", "gap"),
        "declined": ("↩", "gap"),
        "closed": ("■", "muted"),
    }
    return {step: (symbol, words[step], tone) for step, (symbol, tone) in looks.items()}


def changed(at: datetime, today: date, _: Translate) -> str:
    """Return when a case was changed, as one says it on the day; both in the same time zone."""
    clock = f"{at:%H:%M}"
    days = (today - at.date()).days
    if days == 0:
        return _("i dag {time}").format(time=clock)
    if days == 1:
        return _("i går {time}").format(time=clock)
    return f"{at:%Y-%m-%d}"


def shown_number(number: str) -> str:
    """Return a kept number of twelve characters as people write it."""
    return f"{number[:8]}-{number[8:]}"
