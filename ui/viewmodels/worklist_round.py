"""The worklist as it stands, made into a round list: for paper, or as a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from triage.packs.problems import InputError
from triage.services import LISTED, Narrowed, StoreError, WorklistRow
from triage.services.due import since
from triage.services.rounds import RoundGroup, RoundList, RoundRow, conditions, pdf, tell
from ui.tasks import Step, Task, begin
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter_saving import NotSavedError, save, shown_name, with_ending
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_choice import view_words
from ui.viewmodels.worklist_words import urgencies

_AT_ONCE: Final = 20
"""Rows that are read before the window has its turn again."""


class RoundListMaker(QObject):
    """Makes one list at a time: reads its rows in turns with the window, sets it in a thread."""

    changed = Signal()
    """Something was begun, has come further or has ended."""
    made = Signal(bytes)
    """The PDF, for whoever asked for it."""
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, model: WorklistModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._model = desk, model
        self._groups: list[tuple[str, bool, list[RoundRow]]] = []
        self._reading: Iterator[int] | None = None
        self._task: Task[bytes | None] | None = None
        self.list: RoundList | None = None
        self.done, self.of_all = 0, 0
        self._cut = False
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._read_on)
        model.modelReset.connect(self._begin_again)

    @property
    def running(self) -> bool:
        """Whether a list is being made."""
        return self._reading is not None or self._task is not None

    def make(self) -> None:
        """Make the list that is in sight; nothing happens while another is made."""
        if self.running:
            return
        self._begin()
        self._turn.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Let go of what is being made."""
        if self._task is not None:
            self._task.cancel()
        self._end()

    def file_name(self) -> str:
        """Return a name for the file: what it is and the day, and nothing of anybody."""
        word = {"sv": "rondlista", "en": "round-list"}[self._desk.language]
        return f"{word}-{self._desk.workplace.now():%Y-%m-%d}.pdf"

    def save(self, data: bytes, target: Path) -> None:
        """Save the PDF that was made, whole or not at all."""
        _ = self._desk.translate
        try:
            target = with_ending(target, ".pdf", _)
            save(target, data, _, again=_("Välj en annan plats och försök igen."))
        except NotSavedError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(_("Sparad som {name}.").format(name=shown_name(target)))
            self.tell("file")

    def tell(self, way: str) -> None:
        """Log that the list left the program."""
        if self.list is not None:
            try:
                tell(self._desk.workplace, self.list, way, str(self._model.words.view))
            except StoreError as error:
                self.failed.emit(self._desk.words_of(error))

    # Reading

    def _begin(self) -> None:
        self.done, self.of_all = 0, self._model.rowCount()
        self._cut = not self._model.in_view and self.of_all > LISTED
        if self._cut:
            self.of_all = LISTED
        self._groups = [("", False, [])]
        self._reading = self._read()

    def _begin_again(self) -> None:
        """The list in sight is another while its rows are read: that one is meant."""
        if self._reading is not None:
            self._begin()

    def _read_on(self) -> None:
        if self._reading is None:
            return
        try:
            for _turn in range(_AT_ONCE):
                self.done = next(self._reading)
        except StopIteration:
            self._set()
        except (StoreError, InputError) as error:
            self._end()
            self.failed.emit(self._desk.words_of(error))
        else:
            self.changed.emit()

    def _read(self) -> Iterator[int]:
        for at in range(self.of_all):
            heading, row = self._model.heading(at), self._model.row(at)
            if heading is not None:
                self._groups.append((heading.title, heading.place, []))
            elif row is not None and not row.example:
                self._groups[-1][2].append(self._row(row))
            yield at + 1

    def _row(self, row: WorklistRow) -> RoundRow:
        words, follow = self._model.words, row.follow
        _, now = self._desk.translate, self._desk.workplace.now()
        due = words.due(row, on_paper=True)
        open_ones: tuple[str, ...] = ()
        if follow is not None and follow.conditions:
            language = self._desk.language
            try:
                open_ones = conditions(
                    self._desk.workplace, row.case_id, language, _, owners=not row.protected
                )
            except (StoreError, InputError):  # of one case; the rest of the list is needed today
                open_ones = (_("Öppna villkor som inte går att läsa här"),)
        who = "" if row.protected else ", ".join(filter(None, (row.name, words.number(row))))
        return RoundRow(
            who=who,
            step=words.state(row)[1],
            since="" if follow is None else since(follow, now, _, on_paper=True),
            form=words.form(row),
            urgency=words.urgency(row),
            due="" if due is None else due.what,
            due_at="" if due is None else due.when,
            overdue=due is not None and due.late,
            conditions=open_ones,
            alias=row.alias,
            protected=row.protected,
        )

    def _set(self) -> None:
        """Set the list that was read, in another thread."""
        self._turn.stop()
        self._reading = None
        groups = (RoundGroup(title, tuple(rows), place) for title, place, rows in self._groups)
        of = self.list = RoundList(
            language=self._desk.language,
            title=self._title(),
            day=self._desk.workplace.now().date(),
            filter=self._filter(),
            printed_by=self._by(),
            groups=tuple(group for group in groups if group.rows),
            placed=bool(self._model.choice.narrowed.municipality) and not self._model.query,
        )

        def make(step: Step) -> bytes | None:
            return pdf(of, lambda done: step(done, of.count))

        self._task = begin(self, make, self._made, self._not_made)
        self.changed.emit()

    def _made(self, data: bytes | None) -> None:
        self._end()
        if data is not None:
            self.made.emit(data)

    def _not_made(self, error: Exception) -> None:
        self._end()
        raise error  # told where every mishap is told

    def _end(self) -> None:
        self._turn.stop()
        self._reading, self._task = None, None
        self.changed.emit()

    # Saying

    def _title(self) -> str:
        _, model = self._desk.translate, self._model
        if model.query:
            return _("Rondlista: sökning")
        return _("Rondlista: {view}").format(view=view_words(_)[model.choice.view])

    def _filter(self) -> str:
        """Return what was asked for; a search is not told, for it may hold a name or a number."""
        _, narrowed = self._desk.translate, self._model.choice.narrowed
        first = _("de {count} första").format(count=LISTED)
        parts = [first if self._cut or (self._model.in_view and self._model.more) else ""]
        if not self._model.query:
            parts += [self._whose(), urgencies(_).get(narrowed.urgency, "")]
            parts += self._places(narrowed)
        return " · ".join(filter(None, parts))

    def _whose(self) -> str:
        _, person = self._desk.translate, self._desk.workplace.person
        if person is None or not self._model.choice.narrowed.mine:
            return ""
        return _("Egna ärenden: {name}").format(name=person.name)

    def _places(self, narrowed: Narrowed) -> tuple[str, str]:
        workplace, _ = self._desk.workplace, self._desk.translate
        team = home = ""
        if narrowed.team is not None:
            # A team's name can tell a place: not above somebody whose place is protected.
            hidden = any(row.protected for _title, _place, rows in self._groups for row in rows)
            names = workplace.team_names((narrowed.team,), self._desk.language)
            team = _("ett team") if hidden else names[narrowed.team]
        if narrowed.municipality:
            home = workplace.place_names((narrowed.municipality,))[narrowed.municipality]
        return team, home

    def _by(self) -> str:
        author = Preferences(self._desk.workplace).author
        return ", ".join(filter(None, (author.name, author.role, author.unit)))
