"""Closing a case: filled in while it is open, told once it is closed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from triage.services import StoreError
from ui.viewmodels.closing import Closing
from ui.viewmodels.desk import Desk
from ui.viewmodels.half_noted import HalfNoted
from ui.views.closing_ended import ClosingEnded
from ui.views.closing_fields import ClosingFields
from ui.widgets.measured import Measured
from ui.widgets.tab_order import follow_reading_order


class ClosingForm(Measured):
    """A part of a page, for one case at a time.

    It keeps room for focus rings at its sides; whoever places it sets it as far out.
    """

    closed = Signal()
    """The case was closed, corrected, opened again or registered: read it anew."""
    refused = Signal(str)
    """Why something could not be written or read, in the reader's language."""

    def __init__(self, desk: Desk, half: HalfNoted | None = None) -> None:
        """Keep what is half typed in `half`, where a page has one for all its forms."""
        super().__init__()
        self.desk = desk
        self.model = Closing(desk, self, half)
        self.fields, self.ended = ClosingFields(self.model), ClosingEnded(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fields)
        column.addWidget(self.ended)
        column.addStretch(1)
        self.setAccessibleName(desk.translate("Avsluta ärendet"))
        self.model.changed.connect(self._turn)
        self.model.closed.connect(self.closed)
        self.model.refused.connect(self.refused)
        self.ready()

    def open_case(self, case_id: str) -> None:
        """Show a decided case, to be closed or as it was closed."""
        try:
            self.model.open(case_id)
        except StoreError as error:
            self.refused.emit(self.desk.words_of(error))

    def take_focus(self) -> None:
        """Put the keyboard where the next thing is to be done."""
        (self.fields if self.ended.isHidden() else self.ended).take_focus()

    def main(self) -> tuple[str, Callable[[], None]] | None:
        """Return text and action of what is most likely done next; None where nothing is left."""
        button = self.fields.close_case if self.ended.isHidden() else self.ended.register
        return None if button.isHidden() else (button.text(), button.click)

    def _turn(self) -> None:
        told = self.model.ended is not None and not self.model.correcting
        at = QApplication.focusWidget()
        held = at is not None and self.isAncestorOf(at)
        turned = told == self.ended.isHidden()
        self.fields.setVisible(not told)
        self.ended.setVisible(told)
        follow_reading_order(self)
        if turned and held and self.isVisible():
            self.take_focus()
