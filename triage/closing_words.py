"""What is asked when a case is closed, in words: where it ended, and places to choose from."""

from triage.texts import Translate


def day_words(outcome: str, _: Translate) -> str:
    """Return what the day of an outcome is called."""
    return {
        "died": _("Dödsdag"),
        "moved": _("Flyttade den"),
        "improved": _("Avslutades den"),
        "transferred": _("Flyttades över den"),
    }.get(outcome, _("Datum"))


def place_words(outcome: str, _: Translate) -> str:
    """Return what the place of an outcome is called; "" where none is asked for."""
    return {
        "died": _("Plats för dödsfallet"),
        "moved": _("Flyttade till"),
        "transferred": _("Flyttades över till"),
    }.get(outcome, "")


def places_of_death(_: Translate) -> tuple[str, ...]:
    """Return where people die, in kinds of places and never by name or address."""
    return (
        _("I hemmet"),
        _("Särskilt boende"),
        _("Korttidsboende"),
        _("Palliativ vårdavdelning"),
        _("Hospice"),
        _("Annan sjukhusavdelning"),
        _("Akutmottagning eller ambulans"),
    )


def state_words(_: Translate) -> dict[str, str]:
    """Return the answers about the last week of life; one that is missing is unanswered."""
    return {"yes": _("ja"), "no": _("nej"), "unknown": _("ej känt"), "": _("ej besvarat")}
