"""One of very many named values, found by typing: a municipality among 290.

Names that begin with what is typed come first, then those that contain it; case and accents
do not matter (`ostersund` finds Östersund).
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QStringListModel, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout

from ui.theme import em
from ui.widgets.announce import announce
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.segmented import Option

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LONGEST: Final = 80
"""Characters that the line takes: no name is as long, and a pasted page is none."""


@lru_cache(maxsize=1024)  # every letter typed is compared with all of them
def folded(text: str) -> str:
    """Return a text without case, accents and what no one can see, for comparing."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        part
        for part in parts
        if not unicodedata.combining(part) and unicodedata.category(part) not in _UNSEEN
    ).strip()


def matches(typed: str, names: Sequence[str]) -> list[str]:
    """Return the names that begin with `typed`, then those that hold it elsewhere."""
    wanted = folded(typed)
    starting = [name for name in names if folded(name).startswith(wanted)]
    holding = [name for name in names if wanted in folded(name) and name not in starting]
    return starting + holding


class LookupAnswer(Measured):
    """A line that completes; what fits no name is said, kept in sight and not an answer."""

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[Option],
        unknown: Option,
        no_match: str,
        several: str = "",
        *,
        name: str,
    ) -> None:
        """Make a line; `several` is said where more than one name fits, else `no_match` is."""
        super().__init__()
        self._values = {option.label: option.value for option in (*options, unknown)}
        self._no_match, self._several = no_match, several or no_match
        self._answer: object = None
        self._line = QLineEdit()
        self._line.setAccessibleName(name)
        self._line.setClearButtonEnabled(True)
        self._line.setMaxLength(_LONGEST)
        self._names = QStringListModel(list(self._values), self)
        self._completer = QCompleter(self._names, self)
        # Both ways of matching in one order: the completer's own filter knows only one.
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._line.setCompleter(self._completer)
        self._wrong = label("small", tone="unknown")
        self._wrong.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._line)
        self._column.addWidget(self._wrong)
        self._line.textEdited.connect(self._edited)
        self._line.editingFinished.connect(self.commit)
        self._completer.activated.connect(self._activated)
        self.ready()

    @property
    def field(self) -> QLineEdit:
        return self._line

    def hide_value(self, *, hidden: bool) -> None:
        """Show an answer that nobody may read as dots; what is typed is shown as it is typed."""
        shown = QLineEdit.EchoMode.PasswordEchoOnEdit if hidden else QLineEdit.EchoMode.Normal
        if self._line.echoMode() != shown:
            self._line.setEchoMode(shown)

    def value(self) -> object:
        return self._answer

    def set_value(self, value: object) -> None:
        """Show the name of a value; a value without a name shows as empty."""
        self._answer = value
        name = self._name_of(value)
        if folded(self._line.text()) != folded(name) or not self._line.hasFocus():
            self._line.setText(name)
        self._say("")

    def _name_of(self, value: object) -> str:
        return next((name for name, one in self._values.items() if one == value), "")

    def commit(self) -> None:
        """Take what stands there: a name, the one name that fits, or nothing."""
        typed = self._line.text()
        found = matches(typed, list(self._values)) if typed.strip() else []
        exact = [name for name in found if folded(name) == folded(typed)]
        if not typed.strip():
            self._take(None)
        elif len(exact) == 1 or len(found) == 1:
            name = (exact or found)[0]
            self._line.setText(name)
            self._take(self._values[name])
        else:
            self._take(None)
            self._say(self._several if found else self._no_match)

    def half_typed(self) -> bool:
        """Say whether something stands in the line that is no answer yet."""
        return folded(self._line.text()) != folded(self._name_of(self._answer))

    def handle_key(self, event: QKeyEvent) -> bool:
        """All keys belong to the line."""
        return False

    def measure(self) -> None:
        self._line.setMinimumWidth(em(13))
        self._column.setSpacing(em(0.2))

    def _edited(self, typed: str) -> None:
        self._say("")
        self._names.setStringList(matches(typed, list(self._values)))

    @Slot(str)
    def _activated(self, name: str) -> None:
        self._line.setText(name)
        self._take(self._values[name])

    def _take(self, value: object) -> None:
        self._say("")
        if value != self._answer:
            self._answer = value
            self.chosen.emit(value)

    def _say(self, text: str) -> None:
        if text and not self._wrong.text():
            announce(self, text)
        set_look(self._line, "wrong", bool(text))
        set_text(self._wrong, f"△ {text}" if text else "")
