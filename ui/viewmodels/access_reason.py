"""Why somebody opens a patient that another unit has decided about."""

from triage.services.visits import LONGEST_REASON
from ui.viewmodels.desk import Desk
from ui.viewmodels.typed_text import taken

__all__ = ["LONGEST_REASON", "AccessReason"]


class AccessReason:
    """One question, and where it leads once it is answered."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.page = self.case_id = self.question = self.problem = ""

    def open(self, target: str) -> None:
        """Ask for `page/case`."""
        _ = self._desk.translate
        self.page, _slash, self.case_id = target.partition("/")
        self.problem = ""
        visits, person = self._desk.workplace.visits, self._desk.workplace.person
        units = visits.strangers(self.case_id)
        own = "" if person is None else person.unit
        ask = _(
            "Beslutet är fattat av {units}, och du är inloggad för {own}. Skriv varför du öppnar "
            "patienten. Skälet sparas i åtkomstloggen."
        )
        self.question = ask.format(units=", ".join(units), own=own or _("ingen enhet"))

    def give(self, text: str) -> bool:
        """Take the reason; False where it says nothing, and `problem` says so."""
        _ = self._desk.translate
        reason = taken(text, LONGEST_REASON, lines=False).text.strip()
        if not any(sign.isalpha() for sign in reason):
            self.problem = _("Skriv ett skäl med ord, till exempel: konsult, jour, övertar vården.")
            return False
        self._desk.workplace.visits.give_reason(self.case_id, reason)
        self.problem = ""
        return True
