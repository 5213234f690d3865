"""What the window asks of every page.

A page is made when it is first shown and thrown away when the language changes. It never
knows its neighbours: it asks to `go` there by name.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ui.actions import keys_of
from ui.viewmodels.desk import Desk


class Page(QWidget):
    """One page of the window."""

    go = Signal(str, str)
    """Page name, and the case it is to show or ""; for pages about criteria `pack#anchor`."""
    lead_to = Signal(str, str, str)
    """As `go`, and there to a question of the checklist or a field of the letter, by its id."""
    back = Signal()
    """Back to where one came from."""
    said = Signal(str, str)
    """Kind of message ("info", "warning", "error", "success") and its text, for the bar above."""
    changed = Signal()
    """Title, patient line, criteria or main action are others than before."""

    searches = False
    """Whether it has a search of its own: then Ctrl+F leads there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def title(self) -> str:
        """Return the page's name, without anything of a patient."""
        raise NotImplementedError

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        """Return text and action of the button at the top right, if the page has a main action."""
        return None

    def patient_line(self) -> str:
        """Return who the page is about, for the header; "" where it is about no one."""
        return ""

    def pack(self) -> str | None:
        """Return the criteria that the page weighs by; None leaves the usual ones in sight."""
        return None

    def open_case(self, case_id: str) -> None:
        """Show a case. Only pages that show one are asked, and those about criteria: a pack."""

    def rehearsal(self) -> Iterator[Callable[[], object]]:
        """Yield small steps of what a first visit would wait for, done ahead.

        Nobody sees the page meanwhile, and it has no case. A step may raise `InputError` where
        the criteria in use do not load.
        """
        return iter(())

    def begin_search(self) -> None:
        """Begin to search the page. Only pages with a search of their own are asked."""

    def arrive(self) -> None:
        """Read again what may have changed elsewhere; called each time the page comes in front."""

    def bookmark(self) -> tuple[str, ...]:
        """Return where on the page one stands, in whatever language; () for its beginning."""
        return ()

    def turn_to(self, mark: tuple[str, ...]) -> None:
        """Stand where the same page stood in another language; it has just arrived."""

    def seek(self, field: str) -> None:
        """Put the keyboard on a question or a field, by its id; the page has just arrived."""

    def leave(self) -> None:
        """Keep what is typed but not yet kept; called before another page or the end."""

    def unkept(self) -> bool:
        """Try to keep what is typed; return whether something remains that closing would lose."""
        return False

    def on(self, action: str, slot: Callable[[], object]) -> None:
        """Bind a shortcut of `ui.actions` to this page and all that it holds.

        Raises KeyError for an action that is not in the table.
        """
        for keys in keys_of(action):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    def button(self, words: str, action: str, slot: Callable[[], None]) -> QPushButton:
        """Return a button for an action of `ui.actions`, with its keys bound and told."""
        made = QPushButton(words)
        keys = ", ".join(keys_of(action))
        made.setToolTip(keys)
        made.setAccessibleDescription(keys)
        made.clicked.connect(slot)
        self.on(action, slot)
        return made
