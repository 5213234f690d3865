"""What scrolls on the checklist page, and what is kept in sight while it does."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import em
from ui.widgets.question_row import QuestionRow


class Scrolled(QScrollArea):
    """Keeps a question in sight that was gone to, until somebody scrolls or answers."""

    def __init__(
        self, at: Callable[[], QuestionRow | None], typing: Callable[[], QWidget | None]
    ) -> None:
        """`at` tells which question has the keyboard, `typing` which free text."""
        super().__init__()
        self._at, self._typing = at, typing
        self._sought: QuestionRow | None = None
        self._side = 0
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setSpacing(0)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What scrolls gives way to what does not, where large text needs the height.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setWidget(self._inside)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.verticalScrollBar().actionTriggered.connect(self.let_go)

    def seek(self, row: QuestionRow) -> None:
        """Bring a question in sight and keep it there."""
        self._sought = row
        self.column.activate()
        self._bring(row)

    def let_go(self) -> None:
        """Keep nothing in sight that was gone to."""
        self._sought = None

    def bring_up(self, part: QWidget) -> None:
        """Bring a part into sight, its top above all."""
        self._sought = None
        self.column.activate()
        self.ensureWidgetVisible(part, 0, 0)
        if part.height() > self.viewport().height():
            self.scroll_to(part)

    def scroll_to(self, part: QWidget) -> None:
        """Bring the top of a part to the top."""
        self.verticalScrollBar().setValue(self._top_of(part))

    def keep_typing_in_sight(self) -> None:
        """Follow a free text that grows."""
        field = self._typing()
        if field is not None:
            self.column.activate()
            self.ensureWidgetVisible(field, 0, em(3))

    def measure(self, side: int) -> None:
        """Follow another text size or width; `side` is the room at both sides."""
        self._side = side
        self.setMinimumHeight(em(4))
        self._make_room()

    def _make_room(self) -> None:
        """Let rows end where the heading ends, with a scroll bar or without."""
        bar, side = self.verticalScrollBar(), self._side
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.column.setContentsMargins(side, 0, max(2, side - taken), em(0.5))
        # Large text finds its height late, and would push the question out of sight.
        if self._sought is not None and self._sought is self._at():
            self._bring(self._sought)
        self.keep_typing_in_sight()

    def _bring(self, row: QuestionRow) -> None:
        room = self.viewport().height()
        if self._top_of(row) + row.height() <= room:
            self.verticalScrollBar().setValue(0)
        elif row.height() > room:
            self.scroll_to(row)
        else:
            self.ensureWidgetVisible(row, 0, min(em(3), (room - row.height()) // 2))

    def _top_of(self, part: QWidget) -> int:
        return part.mapTo(self._inside, QPoint(0, 0)).y()
