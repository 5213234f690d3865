"""Whether the record system has a decision: by whom and when that was noted, set and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from triage.services import StoreError, Workplace
from triage.texts import Translate
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_words import changed as when


class MovedMark(QObject):
    """The mark of one decided case; practice has none, for it is about nobody."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ = desk.translate
        self._case_id = ""
        self.marked = False
        self.words = ""
        """By whom and when, and from when the case can be purged; "" without a mark."""

    @property
    def possible(self) -> bool:
        """Whether there is a decision to mark."""
        return bool(self._case_id)

    @property
    def action(self) -> str:
        """What a press does."""
        _ = self._
        return _("Ta tillbaka") if self.marked else _("Markera som förd till journalsystemet")

    def open(self, case_id: str) -> None:
        """Take a case; one that has no decision in force cannot be marked."""
        self._case_id = case_id if case_id and self._decided(case_id) else ""
        self._follow()

    def press(self) -> None:
        """Set the mark, or take it back."""
        if self.possible:
            try:
                toggle(self._desk.workplace, self._case_id)
            except StoreError as error:
                self.failed.emit(self._desk.words_of(error))
            self._follow()

    def _decided(self, case_id: str) -> bool:
        try:
            case = self._desk.workplace.case(case_id)
        except StoreError:
            return False  # told by the page that shows the case
        return case.state == "decided" and not case.example

    def _follow(self) -> None:
        self.words = moved_words(self._desk, self._case_id) if self.possible else ""
        self.marked = bool(self.words)
        self.changed.emit()


def toggle(workplace: Workplace, case_id: str) -> bool:
    """Set a case's mark or take it back; return whether it is set now."""
    if workplace.moved(case_id) is None:
        workplace.mark_moved(case_id)
        return True
    workplace.unmark_moved(case_id)
    return False


def moved_words(desk: Desk, case_id: str) -> str:
    """Return by whom and when a case was marked, and until when it stays; "" without a mark."""
    _: Translate = desk.translate
    mark = desk.workplace.moved(case_id)
    if mark is None:
        return ""
    now = desk.workplace.now()
    at = datetime.fromisoformat(mark.at).astimezone(now.tzinfo)
    stays = timedelta(days=desk.workplace.retention.rule().moved_days)
    told = {"when": when(at, now.date(), _), "name": mark.by, "day": f"{at + stays:%Y-%m-%d}"}
    if not mark.by:
        return _("Förd till journalsystemet {when}. Kan gallras från {day}.").format(**told)
    text = _("Förd till journalsystemet {when} av {name}. Kan gallras från {day}.")
    return text.format(**told)
