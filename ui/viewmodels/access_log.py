"""The access log as somebody reads it: what is asked for, verified, written to a file and kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from triage.access_verdict_words import Said, verdict_words
from triage.day_words import day_of
from triage.services import StoreError
from triage.services.access import MOST_YEARS, Access, Anchor, Period, Verdict, Wanted
from triage.services.access_work import AccessWork, TooManyError
from ui.tasks import Step, Task, begin
from ui.viewmodels.access_log_table import AccessLogTable
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter_saving import NotSavedError, save
from ui.viewmodels.typed_text import taken

ALL: Final = "all"
OWN: Final = "own"
_DAYS: Final = {"today": 0, "week": 6, "month": 29}
LONGEST: Final = 60
"""Signs of a patient or an anchor as somebody types it."""


class AccessLogViewModel(QObject):
    """Filters, verifying and extracts. Errors come as `failed`, in the reader's language."""

    changed = Signal()
    """Something is under way, or has ended; or what is said is another."""
    failed = Signal(str)
    saved = Signal(str)
    progressed = Signal(int, int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._access: Access = desk.workplace.access
        self.table = AccessLogTable(desk, self)
        self.period = "month"
        self.first = self.last = ""
        self.person = self.patient = ""
        self.problem = ""
        """What stands against what is asked for."""
        self.doing = ""
        """What is under way, in words."""
        self.verdict: tuple[Said, ...] = ()
        self._task: Task[Any] | None = None

    # Asking

    def periods(self) -> tuple[tuple[str, str], ...]:
        """Return the periods that can be chosen."""
        _ = self._desk.translate
        return (
            ("today", _("I dag")),
            ("week", _("7 dagar")),
            ("month", _("30 dagar")),
            (ALL, _("Allt")),
            (OWN, _("Egen")),
        )

    def people(self) -> tuple[tuple[str, str], ...]:
        """Return all who can be asked for, by id; "" for everybody."""
        _ = self._desk.translate
        everybody = ("", _("Alla"))
        left = _("{name} (slutat)")
        found = self._desk.workplace.people()
        named = ((one.id, left.format(name=one.name) if one.left_at else one.name) for one in found)
        return (everybody, *named)

    def ask(self, *, log: bool = True) -> bool:
        """Show what is asked for; False where a day is none, and `problem` says so."""
        period = self._period()
        if period is None:
            self.changed.emit()
            return False
        try:
            if log:
                name = dict(self.people())[self.person] if self.person else ""
                self._access.log_reading(period, name, self._typed())
            self.table.show_wanted(self._wanted(period))
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
        self.changed.emit()
        return True

    def found_words(self) -> str:
        """Return how much is in sight."""
        _ = self._desk.translate
        count = self.table.rowCount()
        if not count:
            return _("Inga poster svarar mot urvalet.")
        if not self.table.all_read:
            return _("De {count} senaste; fler längre ner").format(count=count)
        return _("En post") if count == 1 else _("{count} poster").format(count=count)

    def _wanted(self, period: Period) -> Wanted:
        return self._access.wanted(period, self.person, self._typed())

    def _typed(self) -> str:
        """Return whom is asked for as a line keeps it: the log holds nothing that no field does."""
        return taken(self.patient, LONGEST, lines=False).text

    def _period(self) -> Period | None:
        _ = self._desk.translate
        today = self._desk.workplace.now().date()
        self.problem = ""
        if self.period in _DAYS:
            return Period(today - timedelta(days=_DAYS[self.period]), today)
        if self.period == ALL:
            return Period()
        first, last = self._day(self.first, today), self._day(self.last, today)
        if self.problem:
            return None
        if first and last and first > last:
            self.problem = _("Den första dagen är efter den sista.")
            return None
        return Period(first, last)

    def _day(self, text: str, today: date) -> date | None:
        if not text.strip():
            return None
        day = day_of(text, today)
        if day is None:
            _ = self._desk.translate
            self.problem = _("”{text}” är ingen dag. Skriv som {example}.").format(
                text=text.strip()[:20], example=f"{today:%Y-%m-%d}"
            )
        return day

    # Verifying

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._task is not None

    def verify(self, typed: str = "") -> bool:
        """Verify the log beside the window, with an anchor from a letter where one is typed."""
        _ = self._desk.translate
        if self.running:
            return False
        self.verdict = ()
        try:
            anchor = Anchor.typed(typed[:LONGEST]) if typed.strip() else None
            work = self._access.work()
        except StoreError as error:
            self.verdict = (Said("error", self._desk.words_of(error)),)
            self.changed.emit()
            return False

        def run(step: Step) -> Verdict | None:
            return work.verify(anchor, step)

        self._begin(_("Loggen kontrolleras …"), run, self._verified)
        return True

    def _verified(self, verdict: Verdict | None) -> None:
        if verdict is not None:
            self.verdict = verdict_words(verdict, self._desk.translate)

    # Writing to a file

    def file_name(self, kind: str) -> str:
        """Return a name for the file: the day, and nothing of the patient."""
        word = "access-log" if self._desk.language == "en" else "atkomstlogg"
        return f"{word}-{self._desk.workplace.now():%Y-%m-%d}.{kind}"

    def export(self, target: Path, kind: str = "pdf") -> bool:
        """Write what is asked for to a file, as PDF or, where the name ends so, as CSV."""
        from triage.referral.access_report import Asked  # noqa: PLC0415 - seldom needed

        _ = self._desk.translate
        period = self._period()
        if self.running or period is None:
            self.changed.emit()
            return False
        wanted = self._wanted(period)
        suffix = target.suffix.lower()
        if suffix in {".csv", ".pdf"}:
            kind = suffix[1:]
        else:
            target = target.with_name(f"{target.name}.{kind}")
        workplace = self._desk.workplace
        asked = Asked(
            language=self._desk.language,
            made_by="" if workplace.person is None else workplace.person.name,
            made_at=workplace.now(),
            first="" if period.first is None else period.first.isoformat(),
            last="" if period.last is None else period.last.isoformat(),
            person=dict(self.people())[self.person] if self.person else "",
            patient=wanted.patient,
        )
        try:
            work: AccessWork = self._access.work()
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
            return False

        def run(step: Step) -> bytes | None:
            return work.export(kind, wanted, asked, step)

        self._begin(_("Utdraget skrivs …"), run, lambda data: self._write(data, target))
        return True

    def _write(self, data: bytes | None, target: Path) -> None:
        _ = self._desk.translate
        if data is None:
            return
        try:
            save(target, data, _, again=_("Välj en annan plats och försök igen."))
        except NotSavedError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(_("Sparad som {name}.").format(name=target.name))

    # Work beside the window

    def cancel(self) -> None:
        """Let go of what is under way; nothing is written."""
        if self._task is not None:
            self._task.cancel()
            self._end()

    def _begin(self, words: str, run: Callable[[Step], object], done: Callable[..., None]) -> None:
        def ended(result: object) -> None:
            self._end(silent=True)
            done(result)
            self.ask(log=False)

        def failed(error: Exception) -> None:
            self._end()
            if isinstance(error, StoreError):
                self.failed.emit(self._desk.words_of(error))
            elif isinstance(error, TooManyError):
                self.failed.emit(self._too_many(error))
            else:
                raise error  # told where every mishap is told

        self.doing = words
        self._task = begin(self, run, ended, failed)
        self._task.progressed.connect(self.progressed)
        self.changed.emit()

    def _end(self, *, silent: bool = False) -> None:
        self._task, self.doing = None, ""
        if not silent:
            self.changed.emit()

    def _too_many(self, error: TooManyError) -> str:
        _ = self._desk.translate
        text = _("Urvalet har fler än {most} poster. Välj en kortare period, eller spara som CSV.")
        return text.format(most=error.most)

    # Keeping

    @property
    def years(self) -> int:
        """How many years an entry is kept."""
        return self._access.years

    @property
    def most_years(self) -> int:
        """The longest that can be chosen."""
        return MOST_YEARS

    def keep_for(self, years: int) -> None:
        """Set how many years an entry is kept."""
        try:
            self._access.keep_for(years)
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
        self.ask(log=False)

    def due(self) -> int:
        """Return how many entries the rule lets go."""
        return self._access.due()

    def due_words(self) -> str:
        """Return how many entries the rule lets go, in words."""
        _ = self._desk.translate
        count = self.due()
        if not count:
            return _("Inga poster är äldre än så.")
        one, many = _("1 post är äldre än så."), _("{count} poster är äldre än så.")
        return one if count == 1 else many.format(count=count)

    def purge(self) -> None:
        """Remove what the rule lets go."""
        _ = self._desk.translate
        try:
            removed = self._access.purge()
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
            return
        one, many = _("1 post gallrad."), _("{count} poster gallrade.")
        self.saved.emit(one if removed == 1 else many.format(count=removed))
        self.ask(log=False)
