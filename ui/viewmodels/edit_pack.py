"""One draft of a pack being edited: its text, its history, and what every change means.

Views change values by place and listen; they keep no text of their own, so that undo, the
kept draft and the screen agree. Each change is kept at once and read again; what it means
is said when the hand rests.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from triage.core.compiled import CompiledPack
from triage.core.movement import Difference
from triage.core.pack import Pack
from triage.core.verification import Verification
from triage.packs.edit import FilePart, PackText, with_value
from triage.packs.problems import InputError, Problem, path_text
from triage.services import StoreError
from ui.tasks import Step, Task, begin
from ui.viewmodels.desk import Desk
from ui.viewmodels.edit_history import History
from ui.viewmodels.edit_problem_words import problem_words
from ui.viewmodels.edit_work import EditWork

Place = tuple[str | int, ...]
Edit = tuple[FilePart, Place, object]
_REST = 250
"""Milliseconds without a change before it is verified."""


class EditPack(QObject):
    """Holds the draft of one pack."""

    changed = Signal()
    """The text is another."""
    rebuilt = Signal()
    """The text is another by undo, redo or discarding: whatever is shown may be."""
    checked = Signal()
    """Problems and difference are those of the text."""
    verified = Signal()
    """The verification is that of the text, or cannot be had."""
    failed = Signal(str)
    """Something could not be kept, in words."""

    def __init__(self, desk: Desk, pack_id: str, parent: QObject | None = None) -> None:
        """Open the draft of a pack, or a new one of the version in force.

        Raises `InputError` and `StoreError`.
        """
        super().__init__(parent)
        self.desk, self.pack_id = desk, pack_id
        self._ = desk.translate
        self.work = EditWork(desk.workplace, pack_id)
        self.base: CompiledPack = self.work.in_force()
        self.base_text: PackText = self.work.text_in_force()
        kept = self.work.draft()
        self.text: PackText = self.base_text if kept is None else kept
        self.history = History()
        self.compiled: CompiledPack | None = None
        """The last state of the draft that could be read."""
        self.problems: tuple[Problem, ...] = ()
        self.difference: Difference | None = None
        self.verification: Verification | None = None
        self.verifying = False
        self._task: Task[Verification] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._verify)
        self._check()

    # What the draft holds

    @property
    def touched(self) -> bool:
        """Whether the draft differs from the version in force."""
        return self.text != self.base_text

    @property
    def loads(self) -> bool:
        """Whether the draft can be read as it stands."""
        return not self.problems

    def value(self, part: FilePart, place: Sequence[str | int], default: Any = None) -> Any:
        """Return the value at a place; the default where there is none."""
        return at(getattr(self.text, part), place, default)

    def value_in_force(self, part: FilePart, place: Sequence[str | int]) -> Any:
        """Return what stands there in the version in force, or None."""
        return at(getattr(self.base_text, part), place, None)

    def pack(self) -> Pack:
        """Return the last state of the draft that could be read, for names and choices."""
        return (self.base if self.compiled is None else self.compiled).pack

    def problems_at(self, part: FilePart, place: Sequence[str | int]) -> tuple[Problem, ...]:
        """Return what is wrong at a place or inside it."""
        start = path_text(place)
        return tuple(
            one
            for one in self.problems
            if one.file == f"{part}.yaml"
            and (not start or one.path == start or one.path.startswith((f"{start}.", f"{start}[")))
        )

    # Changing

    def change(
        self,
        name: str,
        part: FilePart,
        place: Sequence[str | int],
        value: object,
        key: object = None,
    ) -> None:
        """Change one value; `REMOVED` takes it out. Changes with one key undo as one."""
        self.change_all(name, [(part, tuple(place), value)], key)

    def change_all(self, name: str, edits: Sequence[Edit], key: object = None) -> None:
        """Change several values as one step."""
        text = self.text
        for part, place, value in edits:
            text = with_value(text, part, place, value)
        if text != self.text:
            self.history.push(name, self.text, text, key)
            self._set(text)

    def undo(self) -> None:
        """Take the last step back."""
        self._back(self.history.undo())

    def redo(self) -> None:
        """Do the step last taken back again."""
        self._back(self.history.redo())

    def discard(self) -> None:
        """Throw the draft away and begin anew from the version in force."""
        self.history = History()
        self._set(self.base_text, keep=False)
        self._guarded(self.work.discard)
        self.rebuilt.emit()

    def restart(self) -> None:
        """Begin from the version in force again, after another was put in force."""
        self.base, self.base_text = self.work.in_force(), self.work.text_in_force()
        kept = self.work.draft()
        self.history = History()
        self._set(self.base_text if kept is None else kept, keep=False)
        self.rebuilt.emit()

    def _back(self, text: PackText | None) -> None:
        if text is not None:
            self._set(text)
            self.rebuilt.emit()

    def _set(self, text: PackText, *, keep: bool = True) -> None:
        self.text = text
        if keep:
            self._guarded(lambda: self.work.keep(text))
        self._check()
        self.changed.emit()

    def _guarded(self, do: Callable[[], object]) -> None:
        try:
            do()
        except StoreError as error:
            self.failed.emit(self.desk.words_of(error))
        except InputError as error:
            text = self._("Utkastet gick inte att spara: {why}")
            self.failed.emit(text.format(why=problem_words(error.problems[0], self._)))

    # What it means

    def _check(self) -> None:
        """Read the text again: cheap enough to be done at each change."""
        self._stop_verifying()
        self.difference = None
        try:
            compiled = self.work.compiled(self.text)
        except InputError as error:
            self.problems = error.problems
        else:
            self.problems, self.compiled = (), compiled
            self.difference = self.work.difference(self.base, compiled)
        self.verification = None
        self._rest.start()
        self.checked.emit()

    def _stop_verifying(self) -> None:
        """Let go of what is under way: it is about a text that is no more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.verifying = False

    def _verify(self) -> None:
        self._stop_verifying()
        if not self.loads:
            self.verified.emit()
            return
        text, day, work = self.text, self.desk.workplace.now().date(), self.work
        self.verifying = True

        def verify(_step: Step) -> Verification:
            return work.verify(text, day)  # reads the text anew: diagrams are not shared

        self._task = begin(self, verify, self._hear, self._not_verified)

    def _hear(self, verification: Verification) -> None:
        self._task, self.verifying = None, False
        self.verification = verification
        self.verified.emit()

    def _not_verified(self, error: Exception) -> None:
        self._task, self.verifying = None, False
        self.verified.emit()
        raise error  # told where every mishap is told


def at(value: Any, place: Sequence[str | int], default: Any) -> Any:
    """Return the value at a place in plain values; the default where there is none."""
    for step in place:
        inside = isinstance(value, Mapping) and step in value
        listed = isinstance(value, tuple) and isinstance(step, int) and step < len(value)
        if not inside and not listed:
            return default
        value = value[step]
    return value
