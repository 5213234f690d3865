"""The way back: where one was before looking aside, page by page.

Comparing regions, reading criteria or help, a setting: each is a look aside, from which one
goes back to where one was. Every other page leads home.
"""

from collections.abc import Collection
from typing import Final

from triage.texts import Translate

HOME: Final = "worklist"
ASIDE: Final = frozenset(
    {
        *("follow_up", "compare", "since_last", "history", "criteria", "edit_criteria"),
        "advice",
        *("settings", "people", "teams", "access_log", "backups", "help", "about"),
    }
)
"""Pages that one looks into from another."""


class Trail:
    """The pages behind the one in front, each with what it showed."""

    def __init__(self) -> None:
        self._behind: list[tuple[str, str]] = []

    def went(self, before: tuple[str, str], name: str) -> None:
        """Take note that a page came in front of another."""
        if name not in ASIDE:
            self._behind.clear()
        elif name != before[0]:
            self._behind.append(before)

    def back(self) -> tuple[str, str]:
        """Return the page to go back to, and forget it."""
        return self._behind.pop() if self._behind else (HOME, "")

    def case_of(self, names: Collection[str]) -> str:
        """Return the case of the nearest of these pages on the way back; "" where it has none."""
        return next((case for name, case in reversed(self._behind) if name in names), "")

    def words(self, name: str, _: Translate) -> str:
        """Return what the page is called that the way back from `name` leads to; "" at home."""
        if name == HOME:
            return ""
        names = {
            "checklist": _("Checklista"),
            "review": _("Granskning"),
            "letter": _("Remiss"),
            "follow_up": _("Uppföljning"),
            "compare": _("Jämförelse"),
            "since_last": _("Sedan sist"),
            "history": _("Patientens historik"),
            "criteria": _("Kriterier"),
            "edit_criteria": _("Ändra kriterier"),
            "advice": _("Råd"),
            "settings": _("Inställningar"),
            "teams": _("Teamens telefonnummer"),
            "people": _("Personer"),
            "access_log": _("Åtkomstlogg"),
            "backups": _("Säkerhetskopior"),
            "help": _("Hjälp"),
            "about": _("Om Vägval"),
        }
        return names.get(self._behind[-1][0] if self._behind else HOME, _("Arbetslista"))
