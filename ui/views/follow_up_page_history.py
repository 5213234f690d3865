"""What was noted about a case, the latest first; what was noted by mistake is struck, not gone."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from triage.right_to_left import from_left
from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.follow_up_words import Line
from ui.views.follow_up_page_fields import EnteredLine
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, link_button, set_look, set_text


class HistoryRow(Measured):
    """One entry; its link unfolds a line for why it is struck."""

    struck = Signal(str, str)
    unfolded = Signal()
    edited = Signal()

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._line: Line | None = None
        self._when, self._title = label("small", tone="text"), label("strong")
        self._text, self._who = label(), label("small")
        self.strike = link_button(_("Stryk"))
        self.strike.setCheckable(True)
        self.reason = EnteredLine()
        self.reason.setPlaceholderText(_("Varför, om du vill säga det"))
        self.confirm = QPushButton(_("Stryk anteckningen"))
        self._room = QWidget()
        self._flow = FlowLayout(self._room)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self.reason)
        self._flow.addWidget(self.confirm)
        self._room.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._when, 0, 0, 3, 1, top)  # a day and a time take two lines
        self._grid.addWidget(self._title, 0, 1, top)
        self._grid.addWidget(self.strike, 0, 2, 2, 1, top)  # taller than a line of text
        self._grid.addWidget(self._text, 1, 1)
        for at, part in enumerate((self._who, self._room), start=2):
            self._grid.addWidget(part, at, 1, 1, 2)
        self.strike.toggled.connect(self._unfold)
        self.strike.clicked.connect(self._take_focus)
        self.reason.textChanged.connect(self.edited)
        self.reason.returnPressed.connect(self._give)
        self.confirm.clicked.connect(self._give)
        self.ready()

    def show_line(self, line: Line) -> None:
        """Show an entry; what is typed about another is forgotten."""
        if self._line is None or self._line.id != line.id or not line.can_strike:
            self.strike.setChecked(False)
            self.reason.clear()
        self._line = line
        set_text(self._when, line.when)
        set_text(self._title, from_left(line.title))
        set_text(self._text, from_left(line.text))
        set_text(self._who, line.struck or line.who)
        gone = bool(line.struck)
        for part in (self._title, self._text, self._when):
            set_look(part, "tone", "muted" if gone else "text")
        font = self._title.font()
        font.setStrikeOut(gone)
        self._title.setFont(font)
        set_look(self._who, "tone", "gap" if gone else "muted")
        self.strike.setVisible(line.can_strike)
        self.strike.setAccessibleName(": ".join((self._("Stryk"), f"{line.title}, {line.when}")))
        self.reason.setAccessibleName(": ".join((self._("Varför det stryks"), line.title)))
        said = (line.when, line.title, line.text, line.who, line.struck)
        self._title.setAccessibleName(", ".join(part for part in said if part))

    def half(self) -> Mapping[str, str]:
        """Return the reason that is typed and not noted, by the entry."""
        if self._line is None or not self.strike.isChecked():
            return {}
        return {self._line.id: self.reason.text()}

    def recall(self, half: Mapping[str, str]) -> None:
        """Put it back; nothing folds the line."""
        text = half.get(self._line.id, "") if self._line is not None else ""
        self.reason.setText(text)
        self.strike.setChecked(bool(text))

    def _unfold(self, open_: bool) -> None:
        self._room.setVisible(open_)
        self.unfolded.emit()

    def _take_focus(self) -> None:
        if self.strike.isChecked():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        if self._line is not None:
            self.struck.emit(self._line.id, self.reason.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.strike.isChecked():
            self.strike.setFocus(Qt.FocusReason.OtherFocusReason)
            self.strike.setChecked(False)
            return
        super().keyPressEvent(event)

    def measure(self) -> None:
        self._grid.setHorizontalSpacing(em(0.6))
        self._grid.setVerticalSpacing(em(0.1))
        self._when.setFixedWidth(em(7.5))
        self._when.setContentsMargins(0, em(0.15), 0, 0)  # level with the larger title
        self._flow.setSpacing(em(0.5))
        self.reason.setMinimumWidth(em(14))


class History(Measured):
    """The entries of a case, each in a row that is used again."""

    struck = Signal(str, str)
    unfolded = Signal()
    edited = Signal()

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self.rows: list[HistoryRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.nothing = label("small")
        self.nothing.setText(_("Inget är noterat än."))
        self._column.addWidget(self.nothing)
        self.ready()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these entries."""
        while len(self.rows) < len(lines):
            row = HistoryRow(self._)
            row.struck.connect(self.struck)
            row.unfolded.connect(self.unfolded)
            row.edited.connect(self.edited)
            self.rows.append(row)
            self._column.addWidget(row)
        for at, row in enumerate(self.rows):
            if at < len(lines):
                row.show_line(lines[at])
            row.setVisible(at < len(lines))
        self.nothing.setVisible(not lines)

    def half(self) -> Mapping[str, str]:
        """Return the reasons that are typed and not noted, by entry."""
        return {entry: text for row in self.rows for entry, text in row.half().items()}

    def recall(self, half: Mapping[str, str]) -> None:
        """Put them back; rows without one are folded."""
        for row in self.rows:
            row.recall(half)

    def measure(self) -> None:
        self._column.setSpacing(em(0.5))
