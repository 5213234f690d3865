"""What the window tells the access log of: who comes in sight, and when nobody is any more."""

from collections.abc import Collection
from typing import Final

from triage.services import StoreError, Workplace

REASON: Final = "access_reason"
"""The page that asks for a reason; it is opened with `page/case`."""
_HOME: Final = "worklist"


class Visiting:
    """Where the window goes by way of, and whose patient it shows."""

    def __init__(self, workplace: Workplace, about_a_case: Collection[str]) -> None:
        self._workplace = workplace
        self._about_a_case = about_a_case
        self._visited = False
        self.held = False
        """Whether the window is being made anew, as for another language: nobody leaves then."""

    def way(self, name: str, case: str) -> tuple[str, str]:
        """Return the page to show: for a patient that another unit decided about, a question."""
        if name == REASON:
            name, _slash, case = case.partition("/")  # it may be answered by now
        if name in self._about_a_case and self._needs_reason(case):
            return REASON, f"{name}/{case}"
        return name, case

    def _needs_reason(self, case: str) -> bool:
        try:
            return bool(self._workplace.visits.strangers(case))
        except StoreError:
            return False  # a case that cannot be read: its own page says what is wrong

    def came(self, name: str, case: str, *, found: bool) -> None:
        """A page comes in front; what it shows of a patient is logged before.

        :raises StoreError: where that could not be written; it is tried again
        """
        if name in self._about_a_case:
            self._visited = True
            try:
                self._workplace.visits.visit(case, found=found)
            except StoreError as error:
                if error.code != "case_unknown":  # the page says that better
                    raise
        elif name == _HOME:
            self.left()

    def left(self) -> None:
        """No patient is in sight."""
        if self._visited and not self.held:  # a start, which visits nobody, loads nothing
            self._visited = False
            self._workplace.visits.leave()
