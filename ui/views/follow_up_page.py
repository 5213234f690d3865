"""What happens to a referral after it is signed: noted, awaited, answered, followed by a next step.

Left what stands and what is done next, its form filled in; right the way so far, conditions,
the next reassessment and the history. One column where the width does not hold two.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.checklist_patient import patient_line
from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up import FollowUpModel
from ui.viewmodels.worklist_work import WorklistWork
from ui.views.closing_form import ClosingForm
from ui.views.follow_up_page_answer import AnswerFields
from ui.views.follow_up_page_conditions import Conditions
from ui.views.follow_up_page_contact import ContactFields, KeepFields
from ui.views.follow_up_page_fields import Fields
from ui.views.follow_up_page_history import History
from ui.views.follow_up_page_next import NextPanel
from ui.views.follow_up_page_plan import PlanLine
from ui.views.follow_up_page_send import SendFields
from ui.views.follow_up_page_track import Track
from ui.views.letter_page import turn_away
from ui.views.scrolled_page import ScrolledPage
from ui.widgets.cards import Head, HeadCard, SectionHeading
from ui.widgets.layouts import FlowLayout, Outset
from ui.widgets.measured import label
from ui.widgets.message_bar import MessageBar
from ui.widgets.segmented import RING, Option, SegmentedControl
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
        self.work = WorklistWork(desk, self)
        self.act = ""
        self._stood: tuple[object, ...] = ()
        self.bar = MessageBar(close_word=_("Stäng"))
        self.later = MessageBar(close_word=_("Stäng"))
        self.card = HeadCard()
        self.next = NextPanel()
        acts = (
            *(Option("send", _("Sändning")), Option("answer", _("Svaret"))),
            *(Option("contact", _("Kontakt")), Option("close", _("Avslut"))),
        )
        self.acts = SegmentedControl(acts, name=_("Vad som ska noteras"), required=True)
        self.send, self.answer = SendFields(self.model, _), AnswerFields(self.model, _)
        self.contact, self.keep = ContactFields(self.model, _), KeepFields(self.model, _)
        self.closing = ClosingForm(desk)
        self.track, self.conditions = Track(_), Conditions(_)
        self.plan, self.history = PlanLine(_, keys_of("plan_day")[0]), History(_)
        self._forms: dict[str, Fields] = {
            "send": self.send,
            "answer": self.answer,
            "contact": self.contact,
            "keep": self.keep,
        }
        self._links: dict[str, QPushButton] = {}
        self._lay_out()
        self._connect()

    # What the window asks

    def title(self) -> str:
        return self._("Uppföljning")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        if not self.model.case_id:
            return None
        form = self._forms.get(self.act)
        if form is not None:
            return form.button.text(), self.give
        if not self.act:
            first = next(iter(self.next.buttons.values()), None)
            return None if first is None else (first.text(), first.click)
        return self.closing.main()

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
        stood = self._stands()
        if stood != self._stood:  # coming back to the same leaves what is typed
            self._begin()

    def arrive(self) -> None:
        if self.model.case_id:
            self._scroll.verticalScrollBar().setValue(0)
            self._take_keyboard()

    def bookmark(self) -> tuple[str, ...]:
        return (self.act,) if self.model.case_id else ()

    def turn_to(self, mark: tuple[str, ...]) -> None:
        self.choose(mark[0])

    # Doing

    def choose(self, act: str, *, on: bool = False) -> None:
        """Show the form of an act, filled in anew where it was not in front."""
        self.act = act
        if act == "send":
            self.send.fill(on=on)
        self._turn()
        self._into_form()

    def give(self) -> None:
        """Note what the form in front says; what is wrong is told beside its field."""
        form = self._forms.get(self.act)
        given = (
            *((self.send, self.send.give), (self.answer, self.answer.give)),
            *((self.contact, self.contact.give), (self.keep, self.keep.give)),
        )
        for one, give in given:
            if one is form and not give():
                self._to_problem(one)

    def _to_problem(self, form: Fields) -> None:
        first = form.show_problems(self.model.problems)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(first, 0, em(3))

    def go_on(self, way: str) -> None:
        """Do what comes next after a referral came back."""
        shown, _ = self.model.shown, self._
        if way == "correct":
            wanted = "" if shown.stands.answer is None else shown.stands.answer.told("text")
            if self.model.begin_correction():
                self.go.emit("review", self.model.case_id)
                if wanted:  # afterwards, as a reassessment says what it starts from
                    self.said.emit("info", _("Mottagaren: {text}").format(text=wanted))
        elif way == "reassess":
            self._reassess()
        elif way == "plan":
            self._to_plan()
        elif way in {"general", "keep"}:
            fitting = _("Allmän palliativ vård, med råd från teamet.")
            self.keep.start(fitting if way == "general" else _("En annan remiss gäller."))
            self.choose("keep")
        elif way == "placed":
            self.answer.start("accepted")
            self.choose("answer")
        elif way == "contact":
            sent = shown.stands.sent
            self.contact.start("" if sent is None else sent.told("to"))
            self.choose("contact")
        elif way == "close":
            self.choose("close")
        else:
            self.choose("send", on=way == "send_on")

    def _keep_asked(self) -> None:
        self.keep.start()
        self.choose("keep")

    def _reassess(self) -> None:
        if self.model.case_id and self.model.shown.can_reassess:
            self.work.reassess_case(self.model.case_id)

    def _begun(self, case_id: str, words: str) -> None:
        self.go.emit("checklist", case_id)
        self.said.emit("info", words)  # afterwards, for a new page takes what was said away

    def _to_plan(self) -> None:
        self.plan.spans.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self.plan, 0, em(2))

    def _undo(self) -> None:
        if self.model.can_undo:
            self.model.undo()

    def _strike(self, entry_id: str, reason: str) -> None:
        if self.model.strike(entry_id, reason):
            self.history.fold()

    def _noted(self, words: str) -> None:
        self._begin()
        self._scroll.verticalScrollBar().setValue(0)  # where it is told what was noted
        self._take_keyboard()
        undo = "  ".join((self._("Ångra"), *keys_of("undo_note"))) if self.model.can_undo else ""
        self.bar.show_message("success", words, undo)

    # Showing

    def _stands(self) -> tuple[object, ...]:
        shown = self.model.shown
        return (shown.case.id, shown.revision.id, shown.history, shown.later)

    def _begin(self) -> None:
        """Begin anew with what is most likely done next."""
        self._stood = self._stands()
        shown = self.model.shown
        self.send.fill(on=shown.stands.step == "redirected")
        self.answer.start()
        self.contact.start()
        self.closing.open_case(shown.case.id)
        self.act = shown.act
        self._turn()

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
        self._links["reassess"].setVisible(shown.can_reassess)
        self.next.show_next(shown.next)
        self.next.step_back(back=bool(self.act))
        self.track.show_points(shown.track)
        self.conditions.show_conditions(shown.conditions)
        self._heads["conditions"].setVisible(bool(shown.conditions))
        planned = bool(shown.plan.words)
        self._heads["plan"].setVisible(planned)
        self.plan.setVisible(planned)
        self.plan.show_plan(shown.plan, self.model.problems.get("plan", ""))
        self.history.show_lines(shown.history)
        form = self._forms.get(self.act)
        if form is not None:
            form.show_problems(
                {name: text for name, text in self.model.problems.items() if name != "plan"}
            )
        self.changed.emit()
        follow_reading_order(self)

    def _turn(self) -> None:
        """Show the form of the act in front, and no other."""
        self.acts.set_value("send" if self.act == "keep" else self.act or None)
        for name, form in self._forms.items():
            form.setVisible(name == self.act)
            form.show_problems({})
        self.closing.setVisible(self.act == "close")
        self.next.step_back(back=bool(self.act))
        self.changed.emit()
        follow_reading_order(self)

    def _into_form(self) -> None:
        """Put the keyboard where the form in front begins."""
        if self.act == "close":
            self.closing.take_focus()
            self._scroll_to(self.closing)
            held = self.closing.focusWidget()
            if held is not None:  # where the form is taller than the page
                self._scroll.ensureWidgetVisible(held, 0, em(3))
            return
        first: QWidget = {
            "send": self.send.button if self.send.to.text() else self.send.to,
            "answer": self.answer.answer,
            "contact": self.contact.text_field if self.contact.whom.text() else self.contact.whom,
            "keep": self.keep.text_field,
        }[self.act]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        # Once the form has its height.
        QTimer.singleShot(0, self, partial(self._scroll_to, self._forms[self.act]))

    def _take_keyboard(self) -> None:
        """Put the keyboard on what is most likely done next."""
        ways = self.next.buttons
        leads_here = self.act == "send" and list(ways) == ["send_again"]
        if ways and not leads_here:
            next(iter(ways.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.act in {"send", "answer"} or self.model.shown.stands.register_due:
            self._into_form()
        else:
            self.acts.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._show)
        model.noted.connect(self._noted)
        model.failed.connect(partial(self.said.emit, "error"))
        self.bar.action.connect(self._undo)
        self.later.action.connect(lambda: self.go.emit("follow_up", model.shown.later or ""))
        self.next.chosen.connect(self.go_on)
        self.acts.chosen.connect(lambda value: self.choose(str(value)))
        for form in self._forms.values():
            form.given.connect(self.give)
            form.overfull.connect(partial(self.said.emit, "warning"))
        self.send.kept_asked.connect(self._keep_asked)
        self.closing.closed.connect(model.tell_of_end)
        self.closing.refused.connect(partial(self.said.emit, "error"))
        self.conditions.asked.connect(lambda code, met: model.settle(code, met=met))
        self.plan.span_chosen.connect(model.plan_span)
        self.plan.day_typed.connect(model.plan_typed)
        self.history.struck.connect(self._strike)
        self.history.unfolded.connect(partial(follow_reading_order, self))
        self.work.begun.connect(self._begun)
        self.work.refused.connect(self.said)
        for act in ("send", "answer", "contact", "close"):
            self.on(f"act_{act}", partial(self.choose, act))
        self.on("plan_day", self._to_plan)
        self.on("undo_note", self._undo)
        self.on("reassess_followed", self._reassess)
        self.on("leave_follow_up", self.back.emit)

    def _lay_out(self) -> None:
        _ = self._
        title = label("title", wrap=False)
        title.setText(self.title())
        tools = QWidget()
        self._tools = FlowLayout(tools)
        self._tools.setContentsMargins(0, 0, 0, 0)
        self._tools.addWidget(title)
        leads: Sequence[tuple[str, str, Callable[[], object]]] = (
            ("review", _("Beslutet"), lambda: self.go.emit("review", self.model.case_id)),
            ("letter", _("Remissen"), lambda: self.go.emit("letter", self.model.case_id)),
            ("reassess", _("Ombedöm") + "  " + keys_of("reassess_followed")[0], self._reassess),
            (
                "history",
                _("Patientens historik") + "  " + keys_of("history")[0],
                lambda: self.go.emit("history", self.model.case_id),
            ),
        )
        for name, words, slot in leads:
            link = QPushButton(words)
            link.setProperty("role", "link")
            link.clicked.connect(slot)
            self._tools.addWidget(link)
            self._links[name] = link
        names = {
            "acts": _("Notera"),
            "track": _("Vägen hit"),
            "conditions": _("Att ordna"),
            "plan": _("Nästa ombedömning"),
            "history": _("Noterat"),
        }
        self._heads = {name: SectionHeading(words) for name, words in names.items()}
        heads = self._heads
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        for part in (tools, self.later, self.bar):
            self._column.addWidget(part)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        left: Sequence[QWidget] = (
            *(self.card, self.next, heads["acts"], self.acts),
            *(*self._forms.values(), self.closing),
        )
        right: Sequence[QWidget] = (
            *(heads["track"], self.track, heads["conditions"], self.conditions),
            *(heads["plan"], self.plan, heads["history"], self.history),
        )
        for side, parts in ((self._left, left), (self._right, right)):
            for part in parts:
                if part in {self.acts, self.plan, self.closing, *self._forms.values()}:
                    level = Outset(RING)
                    level.addWidget(part)
                    side.addLayout(level)
                else:
                    side.addWidget(part)
            side.addStretch(1)
            self._sides.addLayout(side)
        self._sides.setStretch(0, 11)
        self._sides.setStretch(1, 9)
        self._column.addLayout(self._sides)
        self._column.addStretch(1)
        self._stand_in(inner)

    def _measure(self) -> None:
        self._keep_within(self._column, _WIDEST)
        self._column.setSpacing(em(0.6))
        self._tools.setSpacing(em(0.8))
        wide = self.width() >= em(_TWO)
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._sides.setSpacing(em(2.2) if wide else em(1.0))
        for side in (self._left, self._right):
            side.setSpacing(em(0.6))
        for name in ("conditions", "plan", "history"):
            self._heads[name].setContentsMargins(0, em(0.7), 0, 0)
        self._heads["acts"].setContentsMargins(0, em(0.4), 0, 0)
