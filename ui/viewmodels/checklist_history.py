"""What can be undone and redone: how things were before each change, and their names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from triage.core.vocabulary import Answer, Vocabulary
from triage.referral.notes import NOTE_FIELD
from triage.services import Patient, Task
from triage.texts import Translate

Kind = Literal["answer", "pack", "patient", "note", "task"]


@dataclass(frozen=True, slots=True)
class Change:
    """How something was before a change: what goes back there when the change is undone."""

    kind: Kind
    of: str
    """The fact, the note's field or the prerequisite; "" where there is only one."""
    pack: str
    """The criteria that were weighed by: an answer can bring others."""
    value: Answer | None = None
    """The answer; where the patient was changed, the age."""
    given: datetime | None = None
    """When that was answered."""
    patient: Patient | None = None
    text: str = ""
    task: Task | None = None


class History:
    """Changes of one opened case, latest last. Gone when the case is read again as another."""

    def __init__(self) -> None:
        self.undo: list[Change] = []
        self.redo: list[Change] = []

    def add(self, change: Change) -> None:
        """Remember what a change replaced; what was undone before it is forgotten."""
        self.undo.append(change)
        self.redo.clear()

    def drop_notes(self, fields: Collection[str]) -> None:
        """Forget changes of free texts that were written anew elsewhere."""
        for changes in (self.undo, self.redo):
            changes[:] = [one for one in changes if one.kind != "note" or one.of not in fields]

    def moved(self, source: list[Change], back: Change) -> None:
        """Note that the last change of one list was made; `back` goes to the other list."""
        source.pop()
        (self.redo if source is self.undo else self.undo).append(back)


def change_name(change: Change, vocabulary: Vocabulary, language: str, _: Translate) -> str:
    """Return what was changed, in a word or two; nothing of what it was changed to."""
    if change.kind == "answer":
        fact = vocabulary.fact.get(change.of)
        return change.of if fact is None else fact.label[language]
    if change.kind == "note" and change.of in NOTE_FIELD:
        return _(NOTE_FIELD[change.of].label)
    return {
        "pack": _("Kriterier"),
        "patient": _("Namn och nummer"),
        "note": _("Kontakt för larmtecken"),
        "task": _("Att göra före inskrivning"),
    }[change.kind]
