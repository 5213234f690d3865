"""What can be undone and redone: answers as they were before each change."""

from triage.core.vocabulary import Answer

Change = tuple[str, Answer | None]
"""A fact, and the answer that goes back there; None for no answer."""


class History:
    """Changes of one opened case, latest last. Gone when the case is left or read again."""

    def __init__(self) -> None:
        self.undo: list[Change] = []
        self.redo: list[Change] = []

    def add(self, change: Change) -> None:
        """Remember what a new answer replaced; what was undone before it is forgotten."""
        self.undo.append(change)
        self.redo.clear()

    def moved(self, source: list[Change], back: Change) -> None:
        """Note that the last change of one list was made; `back` goes to the other list."""
        source.pop()
        (self.redo if source is self.undo else self.undo).append(back)
