"""What a draft would have meant for the cases that are decided at this workstation."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from triage.movement_words import MovementWords
from triage.services import StoreError
from triage.services.backtest import NO_FORM, Backtest, Reweighed, backtesting
from ui.viewmodels.edit_meaning import Meaning
from ui.viewmodels.edit_pack import EditPack

_LISTED = 6
"""Ways of moving that are listed."""


class BacktestViewModel(QObject):
    """Weighs decided cases by the draft, a page at a time; a later change makes it old."""

    changed = Signal()

    def __init__(self, draft: EditPack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._ = draft, draft.desk.translate
        self._pages: Iterator[Backtest] | None = None
        self._result: Backtest | None = None
        self.progress = (0, 1)
        self.said = ""
        self.outcome: tuple[Meaning, ...] = ()
        self._turn = QTimer(self)  # the store is this thread's: a page, then the window again
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._next)
        draft.changed.connect(self._forget)

    @property
    def possible(self) -> bool:
        """Whether there are criteria to weigh by."""
        return self._draft.loads

    @property
    def running(self) -> bool:
        """Whether cases are being weighed."""
        return self._pages is not None

    def start(self) -> None:
        """Begin to weigh every decided case."""
        compiled = self._draft.compiled
        if compiled is None or not self._draft.loads or self.running:
            return
        workplace = self._draft.desk.workplace
        self._pages = backtesting(workplace, compiled)
        try:
            self.progress = (0, max(1, workplace.store.decided_count()))
        except StoreError as error:
            self._fail(error)
            return
        self.said, self.outcome = "", ()
        self._turn.start()
        self.changed.emit()

    def stop(self) -> None:
        """Leave off; what was weighed until now is told."""
        self._end()

    def _next(self) -> None:
        if self._pages is None:
            return
        try:
            self._result = next(self._pages)
        except StoreError as error:
            self._fail(error)
            return
        except StopIteration:
            self._end()
            return
        self.progress = (self._result.seen, max(self.progress[1], self._result.seen))
        self.changed.emit()

    def _fail(self, error: StoreError) -> None:
        self._turn.stop()
        self._pages = None
        self.said = self._draft.desk.words_of(error)
        self.changed.emit()

    def _end(self) -> None:
        self._turn.stop()
        self._pages = None
        if self._result is not None:
            self._tell(self._result)
        self._result = None
        self.changed.emit()

    def _forget(self) -> None:
        if self.outcome or self.running or self.said:
            self._turn.stop()
            self._pages, self._result, self.outcome = None, None, ()
            self.said = self._("Utkastet är ändrat sedan ärendena prövades.")
            self.changed.emit()

    def _tell(self, result: Backtest) -> None:
        _ = self._
        if not result.weighed:
            self.said = _("Inga beslutade ärenden enligt de här kriterierna finns här än.")
            return
        one = _("1 beslutat ärende prövat.")
        many = _("{count} beslutade ärenden prövade.").format(count=result.weighed)
        self.said = one if result.weighed == 1 else many
        if not result.complete:
            self.said = " ".join((self.said, _("Avbrutet: fler finns.")))
        told = [self._outcome(outcome) for outcome in result.outcomes]
        lost = sum(len(one.cases) for one in result.not_weighed)
        if lost:
            text = _("Gick inte att pröva: {count}").format(count=lost)
            told.append(Meaning("?", "unknown", text))
        self.outcome = tuple(told)

    def _outcome(self, outcome: Reweighed) -> Meaning:
        _ = self._
        words = MovementWords(
            self._draft.base, self._draft.compiled or self._draft.base, self._draft.desk.language
        )
        if not outcome.moved:
            return Meaning(
                "✓", "yes", words.title(outcome.outcome), (_("Inget ärende får ett annat utfall."),)
            )
        one = _("1 ärende får ett annat utfall.")
        many = _("{count} ärenden får ett annat utfall.").format(count=outcome.moved)
        lines = [one if outcome.moved == 1 else many]
        plain = {"insufficient": _("för få svar"), NO_FORM[1]: _("inte palliativ vård")}
        for shift in outcome.shifts[:_LISTED]:
            before, after = (
                plain.get(end) or words.value(outcome.outcome, end)
                for end in (shift.before, shift.after)
            )
            lines.append(f"{len(shift.cases)}: {before} → {after}")
        return Meaning("△", "gap", words.title(outcome.outcome), tuple(lines))
