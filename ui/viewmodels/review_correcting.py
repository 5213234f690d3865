"""Corrections of a decision: opened, given up, and taken up again by whoever regrets that."""

from triage.services import Withdrawn
from ui.viewmodels.desk import Desk


class Corrections:
    """The correction that was given up last is remembered until another one is begun."""

    def __init__(self, desk: Desk) -> None:
        self._workplace = desk.workplace
        self._given_up: Withdrawn | None = None

    def begin(self, case_id: str) -> None:
        """Open a decision for a correction; it stays in force until the next."""
        self._workplace.correct(case_id)
        self._given_up = None

    def give_up(self, case_id: str) -> None:
        """Set the case back to the decision in force."""
        self._given_up = self._workplace.give_up_correction(case_id)

    def given_up(self, case_id: str) -> bool:
        """Return whether a correction of the case was given up and can be taken up again."""
        return self._given_up is not None and self._given_up.case.id == case_id

    def take_up(self, case_id: str) -> None:
        """Go on with the correction of the case that was given up, as it stood."""
        if self._given_up is not None and self.given_up(case_id):
            self._workplace.resume_correction(self._given_up)
            self._given_up = None
