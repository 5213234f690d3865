"""What happens to a referral after it is signed: noted, awaited, answered, followed by a next step.

Left what stands and what is done next, its form filled in; right the way so far, conditions,
the next reassessment and the history. One column where the width does not hold two.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.checklist_patient import patient_line
from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up import FollowUpModel
from ui.views.follow_up_page_aside import Aside
from ui.views.follow_up_page_forms import Forms
from ui.views.follow_up_page_head import Tools
from ui.views.follow_up_page_next import NextPanel
from ui.views.follow_up_page_onward import Onward
from ui.views.letter_page import turn_away
from ui.views.scrolled_page import ScrolledPage
from ui.widgets.cards import Head, HeadCard, SectionHeading
from ui.widgets.layouts import Outset
from ui.widgets.message_bar import MessageBar
from ui.widgets.segmented import RING
from ui.widgets.tab_order import follow_reading_order

_WIDEST = 92
"""Ems of width that the page takes at most."""
_TWO = 70
"""Ems of width from which it stands in two columns."""


class FollowUpPage(ScrolledPage):
    """One decided case; every act is noted by keys alone and can be struck."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = FollowUpModel(desk, self)
        self._stood: tuple[object, ...] = ()
        self.tools = Tools(self.title(), _)
        self.bar = MessageBar(close_word=_("Stäng"))
        self.later = MessageBar(close_word=_("Stäng"))
        self.card = HeadCard()
        self.next = NextPanel()
        self.forms = Forms(desk, self.model)
        self.aside = Aside(self.model, _)
        self.onward = Onward(desk, self.model, self.forms, self.aside)
        self._lay_out()
        self._connect()

    # What the window asks

    def title(self) -> str:
        return self._("Uppföljning")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        if not self.model.case_id:
            return None
        first = next(iter(self.next.buttons.values()), None)
        if not self.forms.act and first is not None:
            return first.text(), first.click
        return self.forms.main()

    def patient_line(self) -> str:
        if not self.model.case_id:
            return ""
        shown = self.model.shown
        return patient_line(shown.revision.decision.patient, shown.facts, self.desk)

    def pack(self) -> str | None:
        return self.model.shown.case.pack if self.model.case_id else None

    def open_case(self, case_id: str) -> None:
        self.bar.dismiss()
        opened = self.model.open(case_id)
        self.setEnabled(opened)
        if not opened:
            turn_away(self, self.model.failure)
            return
        if self._stood != self._stands():  # coming back to the same leaves all as it stands
            self._begin(stay=False)
        self.forms.show_found()

    def arrive(self) -> None:
        if self.model.case_id:
            self._scroll.verticalScrollBar().setValue(0)
            self._take_keyboard()

    def leave(self) -> None:
        self.model.half.keep()

    def unkept(self) -> bool:
        return not self.model.half.keep()

    def bookmark(self) -> tuple[str, ...]:
        return (self.forms.act,) if self.model.case_id else ()

    def turn_to(self, mark: tuple[str, ...]) -> None:
        self.forms.choose(mark[0])

    # Doing

    def _lead(self, way: str) -> None:
        if way == "reassess":
            self.onward.take(way)
        else:
            self.go.emit(way, self.model.case_id)

    def _undo(self) -> None:
        if self.model.can_undo:
            self.model.undo()

    def _noted(self, words: str) -> None:
        beside = self.aside.works()
        self._begin(stay=True)
        self._scroll.verticalScrollBar().setValue(0)  # where it is told what was noted
        if beside is None or not beside.isVisible():
            self._take_keyboard()
        else:  # one ticks a second condition after the first
            beside.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(beside, 0, em(3))
        undo = "  ".join((self._("Ångra"), *keys_of("undo_note"))) if self.model.can_undo else ""
        self.bar.show_message("success", words, undo)

    # Showing

    def _begin(self, *, stay: bool) -> None:
        """Begin anew with what is most likely done next, or where one was in the middle of it."""
        self._stood = self._stands()
        self.forms.begin(stay=stay)
        self.aside.begin()

    def _stands(self) -> tuple[object, ...]:
        shown = self.model.shown
        return (shown.case.id, shown.revision.id, shown.history, shown.later)

    def _show(self) -> None:
        _, shown = self._, self.model.shown
        head = shown.head
        step = head.step if head.symbol == "◷" else f"{head.symbol} {head.step}"
        self.card.show_head(
            Head(
                _("Remissen"),
                (step,),  # the clock stands before what is due
                team=head.since,
                urgency=head.due,
                kind="notice" if head.late else "normal",
                calm=not head.pressing,
            )
        )
        if shown.later is not None:
            told = _("En senare bedömning av patienten gäller. Följ upp den i stället.")
            # One that was purged since leads nowhere.
            link = _("Till den senare") if shown.later else ""
            self.later.show_message("info", told, link)
        else:
            self.later.dismiss()
        self.tools.reassess.setVisible(shown.can_reassess)
        self.next.show_next(shown.next)
        self.aside.show_case()
        self.forms.show_problems(self.model.problems)
        self._follow()

    def _follow(self) -> None:
        """The form in front, or what stands beside it, is another."""
        self.next.step_back(back=bool(self.forms.act))
        self.changed.emit()
        follow_reading_order(self)

    def _take_keyboard(self) -> None:
        """Put the keyboard on what is most likely done next."""
        ways, act = self.next.buttons, self.forms.act
        leads_here = act == "send" and list(ways) == ["send_again"]
        half = bool(self.model.half.told(act))
        if ways and not leads_here and not half:
            next(iter(ways.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        elif half or act in {"send", "answer"} or self.model.shown.stands.register_due:
            self.forms.into_form()
        else:
            self.forms.acts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seek(self, part: QWidget) -> None:
        """Bring a part in sight, and then what has the keyboard where the part is taller."""
        QTimer.singleShot(0, self, partial(self._bring, part))  # once it has its height

    def _bring(self, part: QWidget) -> None:
        self._scroll_to(part)
        held = part.focusWidget()
        if held is not None and part.isVisible():
            self._scroll.ensureWidgetVisible(held, 0, em(3))

    # Building

    def _connect(self) -> None:
        model, forms = self.model, self.forms
        model.changed.connect(self._show)
        model.noted.connect(self._noted)
        model.failed.connect(partial(self.said.emit, "error"))
        self.bar.action.connect(self._undo)
        self.later.action.connect(lambda: self.go.emit("follow_up", model.shown.later or ""))
        self.tools.asked.connect(self._lead)
        self.next.chosen.connect(self.onward.take)
        self.onward.go.connect(self.go)
        self.onward.said.connect(self.said)
        forms.turned.connect(self._follow)
        forms.closing.refused.connect(partial(self.said.emit, "error"))
        for form in forms.fields.values():
            form.overfull.connect(partial(self.said.emit, "warning"))
        self.aside.grown.connect(partial(follow_reading_order, self))
        forms.sought.connect(self._seek)
        self.aside.sought.connect(self._seek)
        for act in ("send", "answer", "contact", "close"):
            self.on(f"act_{act}", partial(forms.choose, act))
        self.on("plan_day", self.aside.to_plan)
        self.on("to_conditions", self.aside.to_conditions)
        self.on("to_noted", self.aside.to_history)
        self.on("undo_note", self._undo)
        self.on("reassess_followed", partial(self.onward.take, "reassess"))
        self.on("leave_follow_up", self.back.emit)

    def _lay_out(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        for part in (self.tools, self.later, self.bar):
            self._column.addWidget(part)
        self._heading = SectionHeading(self._("Notera"))
        self._left = QVBoxLayout()
        for one in (self.card, self.next, self._heading):
            self._left.addWidget(one)
        level = Outset(RING)
        level.addWidget(self.forms)
        self._left.addLayout(level)
        self._left.addStretch(1)
        right = QVBoxLayout()
        beside = Outset(RING)
        beside.addWidget(self.aside)
        right.addLayout(beside)
        right.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.addLayout(self._left, 11)
        self._sides.addLayout(right, 9)
        self._column.addLayout(self._sides)
        self._column.addStretch(1)
        self._stand_in(inner)

    def _measure(self) -> None:
        self._keep_within(self._column, _WIDEST)
        self._column.setSpacing(em(0.6))
        wide = self.width() >= em(_TWO)
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._sides.setSpacing(em(2.2) if wide else em(1.0))
        self._left.setSpacing(em(0.6))
        self._heading.setContentsMargins(0, em(0.4), 0, 0)
