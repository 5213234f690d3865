"""The history of one patient: every assessment, decision, answer and contact on one time line."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.history import History
from ui.viewmodels.history_scores import Scores
from ui.viewmodels.history_words import Line
from ui.views.history_out import HistoryOut
from ui.views.history_scores import ScoreBoard
from ui.views.letter_page import turn_away
from ui.views.scrolled_page import ScrolledPage
from ui.widgets.layouts import FlowLayout, Outset
from ui.widgets.measured import label, set_text
from ui.widgets.message_bar import MessageBar
from ui.widgets.segmented import RING, Option, SegmentedControl
from ui.widgets.tab_order import follow_reading_order
from ui.widgets.time_line import Moment, TimeLine

_WIDEST = 96
_BESIDE = 78
"""Ems of width from which the scores stand beside the time line."""


class HistoryPage(ScrolledPage):
    """A look aside from a case; nothing is changed here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = History(desk, self)
        self._lines: tuple[Line, ...] = ()
        self._scores: Scores | None = None
        self.bar = MessageBar(close_word=_("Stäng"))
        self._title, self.lead = label("title", wrap=False), label("muted")
        self._title.setText(self.title())
        self.damage = label(tone="unknown")
        self.scores = ScoreBoard(_)
        orders = [Option("newest", _("Nyast först")), Option("oldest", _("Äldst först"))]
        self.order = SegmentedControl(orders, name=_("Ordning"), required=True)
        names = {
            "all": _("Allt"),
            "decision": _("Beslut"),
            "referral": _("Remiss"),
            "contact": _("Kontakter"),
            "advice": _("Råd"),
        }
        self.kind = SegmentedControl(
            [Option(one, name) for one, name in names.items()], name=_("Visa"), required=True
        )
        self.line = TimeLine(_("Händelser"))
        self.none = label("muted")
        self.more = QPushButton()
        self.out = HistoryOut(self, self.model, self.bar, _)
        self.save_button = self.button(_("Spara PDF"), "save_history", self.out.save)
        self.print_button = self.button(_("Skriv ut"), "print_history", self.out.print)
        self._lay_out()
        self.order.chosen.connect(lambda value: self.model.turn(oldest_first=value == "oldest"))
        self.kind.chosen.connect(lambda value: self.model.ask(str(value)))
        self.line.opened.connect(self._open)
        self.line.reached.connect(self._scroll_to)
        self.more.clicked.connect(self._show_all)
        self.model.changed.connect(self._show)
        self.model.failed.connect(lambda text: self.bar.show_message("error", text))
        self.model.saved.connect(lambda text: self.bar.show_message("success", text))
        self.on("leave_history", self.back.emit)

    # What the window asks

    def title(self) -> str:
        return self._("Patientens historik")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return None

    def patient_line(self) -> str:
        return self.model.patient_line

    def open_case(self, case_id: str) -> None:
        self.bar.dismiss()
        if not self.model.open(case_id):
            turn_away(self, self.model.failure)

    def arrive(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)
        if self.line.rows:
            self.line.focus_row(0)
        else:
            self.order.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Let go of what is under way."""
        self.model.cancel()

    # Showing

    def _show(self) -> None:
        _, model = self._, self.model
        set_text(self.lead, model.summary())
        set_text(self.damage, f"△ {model.damage()}" if model.damage() else "")
        self.order.set_value("oldest" if model.oldest_first else "newest")
        kinds = model.kinds()
        self.kind.setVisible(bool(kinds))
        self.kind.set_value(model.kind)
        lines = model.lines()
        at = self.line.at()
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.line.show_moments(_moments(lines))
            if at >= 0:
                self.line.focus_row(at)
        set_text(self.none, "" if lines else _("Inget sådant är noterat."))
        beyond = model.beyond()
        words = _("Visa 1 händelse till") if beyond == 1 else _("Visa {count} händelser till")
        self.more.setText(words.format(count=beyond))
        self.more.setVisible(bool(beyond))
        if model.scores is not self._scores:
            self._scores = model.scores
            self.scores.show_scores(model.scores)
        follow_reading_order(self)
        self.changed.emit()

    def _show_all(self) -> None:
        first = len(self.line.rows)
        self.model.show_all()
        self.line.focus_row(first)

    def _open(self, at: int) -> None:
        line = self._lines[at]
        if line.page:
            self.go.emit(line.page, line.case_id)

    # Building

    def _lay_out(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        top = QWidget()
        self._top = FlowLayout(top)
        self._top.setContentsMargins(0, 0, 0, 0)
        for one in (self._title, self.save_button, self.print_button):
            self._top.addWidget(one)
        for part in (top, self.lead, self.damage, self.bar, self.out.work):
            self._column.addWidget(part)
        self.damage.hide()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left = QVBoxLayout()
        level = Outset(RING)
        level.addWidget(self.scores)
        self._left.addLayout(level)
        self._left.addStretch(1)
        self._right = QVBoxLayout()
        tools = QWidget()
        self._tools = FlowLayout(tools)
        self._tools.setContentsMargins(0, 0, 0, 0)
        for tool in (self.order, self.kind):
            self._tools.addWidget(tool)
        aligned = Outset(RING)
        aligned.addWidget(tools)
        self._right.addLayout(aligned)
        self._right.addWidget(self.none)
        self._right.addWidget(self.line)
        self._right.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._right.addStretch(1)
        self._both.addLayout(self._left, 2)
        self._both.addLayout(self._right, 3)
        self._column.addLayout(self._both)
        self._column.addStretch(1)
        self._stand_in(inner)

    def _measure(self) -> None:
        self._keep_within(self._column, _WIDEST)
        self._column.setSpacing(em(0.5))
        self._both.setSpacing(em(1.6))
        self._right.setSpacing(em(0.5))
        self._top.setSpacing(em(0.8))
        self._tools.setSpacing(em(0.6))
        directions = QBoxLayout.Direction
        beside = self.width() >= em(_BESIDE)
        self._both.setDirection(directions.LeftToRight if beside else directions.TopToBottom)


def _moments(lines: tuple[Line, ...]) -> list[Moment]:
    """Return lines as rows; a day is written once."""
    found, before = [], ""
    for one in lines:
        day = f"{one.at:%Y-%m-%d}"
        said = (one.title, one.struck, *one.texts, f"{one.day} {one.clock}", one.who)
        found.append(
            Moment(
                day="" if day == before else one.day,
                clock=one.clock,
                symbol=one.symbol,
                tone=one.tone,
                title=one.title,
                texts=one.texts,
                who=one.who,
                struck=one.struck,
                opens=bool(one.page),
                spoken=". ".join(filter(None, said)),
            )
        )
        before = day
    return found
