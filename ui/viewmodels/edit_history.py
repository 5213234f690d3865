"""What was done to a draft, by name, to be undone and done again."""

from dataclasses import dataclass

from triage.packs.edit import PackText

_LONGEST = 500
"""Steps that are kept; an earlier one could only be reached by as many undos."""


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    before: PackText
    after: PackText
    key: object


class History:
    """Steps done and undone. Typing in one field in one go is one step (`key`)."""

    def __init__(self) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def push(self, name: str, before: PackText, after: PackText, key: object = None) -> None:
        """Keep a step; one with the same key as the last continues it."""
        self._undone.clear()
        if key is not None and self._done and self._done[-1].key == key:
            before = self._done.pop().before
        self._done.append(_Step(name, before, after, key))
        del self._done[:-_LONGEST]

    def seal(self) -> None:
        """Let the next step be one of its own, whatever its key."""
        if self._done and self._done[-1].key is not None:
            last = self._done.pop()
            self._done.append(_Step(last.name, last.before, last.after, None))

    @property
    def undo_name(self) -> str:
        """What an undo would take back; "" where there is nothing."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_name(self) -> str:
        """What a redo would do again; "" where there is nothing."""
        return self._undone[-1].name if self._undone else ""

    def undo(self) -> PackText | None:
        """Return the text before the last step; None where there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1].before

    def redo(self) -> PackText | None:
        """Return the text after the step last undone; None where there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1].after

    def names(self) -> tuple[str, ...]:
        """Return what was done, each name once, in the order in which it was first done."""
        return tuple(dict.fromkeys(step.name for step in self._done))
