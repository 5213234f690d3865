# ruff: noqa: N802 - the camel case names are Qt's
"""Review and decide: the answers, the recommendation, the letter's texts, the decision."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from triage.services import Revision, last_time
from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.checklist_patient import patient_line
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter import prepare
from ui.viewmodels.moved import MovedMark
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.review_advice import advice
from ui.viewmodels.review_answers import in_short
from ui.viewmodels.review_decided import decided_values, signings
from ui.viewmodels.worklist_work import WorklistWork
from ui.views.follow_up_line import FollowUpLine
from ui.views.letter_page import turn_away
from ui.views.page import Page
from ui.views.review_advice_panel import AdvicePanel
from ui.views.review_answers_list import AnswersList
from ui.views.review_columns import Columns
from ui.views.review_decision import Decision
from ui.views.review_history import Decided, Revisions
from ui.views.review_notes import NoteFields
from ui.views.review_state import StateBars
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import Outset
from ui.widgets.measured import label, link_button, set_text
from ui.widgets.moved_line import MovedLine
from ui.widgets.note_editor import Beside
from ui.widgets.question_row import QuestionRow
from ui.widgets.segmented import RING


class ReviewPage(Page):
    """Where a case is decided, and where a decision is read again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = ReviewViewModel(desk, self)
        self.state = StateBars(desk, self.model)
        self.bar, self.correction = self.state.decided, self.state.correction
        self.title_label = label("title")
        self.saved = label("small")
        self.to_decision = link_button("  ".join((_("Till beslutet"), *keys_of("decide"))))
        self.compare = link_button("  ".join((_("Jämför regionerna"), *keys_of("compare"))))
        self.since = link_button("  ".join((_("Sedan sist"), *keys_of("since_before"))))
        self.work = WorklistWork(desk, self)
        self.answers = AnswersList(_)
        self.panel = AdvicePanel(_)
        self.notes = NoteFields(_, Beside(self.model.known, self.model.remark, self.model.stepped))
        self.decision = Decision(_, self.model, desk.language)
        self.decided = Decided(_)
        self.mark = MovedMark(desk, self)
        self.moved = MovedLine(keys_of("moved_case")[0])
        self.follow = FollowUpLine(desk, keys_of("follow_case")[0])
        self.revisions = Revisions(_)
        self._headings = {
            "answers": SectionHeading(_("Svaren i korthet")),
            "notes": SectionHeading(_("Till mottagaren")),
            "decision": SectionHeading(_("Ditt beslut")),
            "revisions": SectionHeading(_("Signerade versioner")),
        }
        self._lay_out()
        self._connect()

    # What the window asks

    def title(self) -> str:
        return self._("Granska och besluta")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        if not self.model.case_id:
            return None
        if self.model.shown.editable:
            return self._("Signera beslut"), self.sign_in_sight
        return self._("Öppna remissen"), self._open_letter

    def patient_line(self) -> str:
        if not self.model.case_id:
            return ""
        shown = self.model.shown
        return patient_line(shown.patient, shown.facts, self.desk)

    def pack(self) -> str | None:
        return self.model.shown.case.pack if self.model.case_id else None

    def open_case(self, case_id: str) -> None:
        if case_id != self.model.case_id:
            self._say_saved("")
            self.decision.forget_flags()
            self.columns.to_top()
        opened = self.model.open(case_id)
        self.setEnabled(opened)
        if not opened:
            turn_away(self, self.model.failure, "info" if self.model.held else "error")

    def rehearsal(self) -> Iterator[Callable[[], object]]:
        workplace, language = self.desk.workplace, self.desk.language
        pack = workplace.usual_pack()
        compiled, kept = workplace.compiled(pack), workplace.recommend(pack, {}).as_json()
        yield lambda: self.answers.show_steps(in_short(compiled, {}, {}, language))
        yield lambda: self.panel.show_advice(advice(compiled, {}, kept, language))

    def arrive(self) -> None:
        prepare(self.desk)
        if self.model.case_id:
            editable = self.model.shown.editable
            first = self.answers.stop() if editable else self.bar.action_button
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def seek(self, field: str) -> None:
        if self.model.case_id and self.model.shown.editable:
            sought = self.notes.show_field(field)
            if sought is not None:
                self._order()
                self._go_to(sought)

    def leave(self) -> None:
        self.columns.let_go()
        self.model.leave()

    def unkept(self) -> bool:
        return not self.model.keep()

    # Doing

    def decide(self) -> None:
        """Go to the decision, at what is chosen there."""
        if self.model.case_id and self.model.shown.editable:
            self.columns.bring_up(self._headings["decision"])
            self.decision.forms.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sign_in_sight(self) -> None:
        """Sign what is in sight; a decision that is not is shown first."""
        if self.columns.sees(self.decision):
            self.sign()
        else:
            self.decide()

    def sign(self) -> None:
        """Sign; where something is missing, go there."""
        revision = self.model.sign()
        if revision is None:
            self._order()
            missing = self.decision.first_problem()
            if missing is not None:
                self._go_to(missing, self.decision.first_told())
            return
        self.decision.forget_flags()
        self.columns.to_top()
        self.go.emit("letter", self.model.case_id)

    def _keep_typing_in_sight(self) -> None:
        field = self.notes.focusWidget()
        if field is not None and field.hasFocus():
            self.columns.keep_in_sight(field)

    def _keep_notes(self) -> None:
        """Keep what was typed, and show it as it was understood: a day as its date."""
        self.model.keep()
        if self.model.case_id:
            self.notes.show_notes(self.model.note)

    def _go_to(self, field: QWidget, why: QWidget | None = None) -> None:
        if isinstance(field, QuestionRow):
            field.take_focus()
        else:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.columns.seek(field, why)

    def _open_letter(self) -> None:
        self.go.emit("letter", self.model.case_id)

    def _follow_up(self) -> None:
        if self.model.case_id and self.model.shown.revision is not None:
            self.go.emit("follow_up", self.model.case_id)

    def _since_last(self) -> None:
        if self.model.case_id:
            self.go.emit("since_last", self.model.case_id)

    def _reassess(self) -> None:
        if self.model.case_id:
            self.work.reassess_open(self.model.shown.case)

    def _begun(self, case_id: str, words: str) -> None:
        self.go.emit("checklist", case_id)
        self.said.emit("info", words)  # afterwards, for a new page takes what was said away

    def _step(self, _step: str) -> None:
        self.go.emit("checklist", self.model.case_id)

    # Showing

    def _show(self) -> None:
        _, model, shown = self._, self.model, self.model.shown
        editable = shown.editable
        if not editable:
            self._say_saved("")
        self.title_label.setText(_("Granska och besluta") if editable else _("Beslutet"))
        self.answers.show_steps(shown.steps)
        self.panel.show_advice(shown.advice)
        self.columns.summarise(shown.advice)
        self.to_decision.setVisible(editable)
        self.since.setVisible(last_time(self.desk.workplace, shown.case) is not None)
        self.notes.show_notes(model.note)
        heads = self._headings
        for part in (heads["notes"], self.notes, heads["decision"], self.decision):
            part.setVisible(editable)
        self.decided.setVisible(not editable)
        self.mark.open("" if editable else shown.case.id)
        self.follow.show_case("" if editable else shown.case.id)
        if editable:
            self.decision.show_model()
        elif shown.revision is not None:
            self.decided.show_values(decided_values(self.desk, shown, shown.revision))
        self._show_revisions(shown.revision)
        self.state.say()
        self._order()
        self.changed.emit()

    def _show_mark(self) -> None:
        mark = self.mark
        self.moved.show_mark(mark.words, mark.action, possible=mark.possible)

    def _order(self) -> None:
        """Let Tab follow the reading: what was built last need not be read last."""
        stops: list[QWidget] = [
            *(self.since, self.compare, self.to_decision),
            *(self.bar.action_button, self.bar.close_button),
            *(self.correction.action_button, self.correction.close_button),
            *(self.follow.button, self.moved.button, self.decided.reassess, self.decided.correct),
            *(self.answers.stop(), *self.notes.stops(), *self.decision.stops()),
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_revisions(self, head: Revision | None) -> None:
        listed = () if head is None else signings(self.desk, self.model.shown)
        for part in (self._headings["revisions"], self.revisions):
            part.setVisible(bool(listed))
        self.revisions.show_signings(listed)

    def _say_kept(self, time: str) -> None:
        """Say when all that was typed was on disk."""
        self._say_saved(self._("Sparat {time}").format(time=time))
        self.state.say()

    def _say_saved(self, text: str) -> None:
        for shown in (self.saved, self.decision.saved):
            set_text(shown, text)

    # Building

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        content = QWidget()
        content.setLayout(self._column)
        heads = self._headings
        top = QHBoxLayout()
        top.addWidget(self.title_label, 1)
        top.addWidget(self.saved)
        top.addWidget(self.since)
        top.addWidget(self.compare)
        top.addWidget(self.to_decision)
        self._column.addLayout(top)
        upper: tuple[QWidget, ...] = (
            *(self.bar, self.correction, self.follow, self.moved, self.decided),
            *(heads["answers"], self.answers),
        )
        for part in upper:
            self._column.addWidget(part)
        below = QVBoxLayout()
        self._column.addLayout(below)
        self._column.addWidget(heads["notes"])
        notes = Outset(RING)
        notes.addWidget(self.notes)
        self._column.addLayout(notes)
        lower: tuple[QWidget, ...] = (
            *(heads["decision"], self.decision),
            *(heads["revisions"], self.revisions),
        )
        for part in lower:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.columns = Columns(self._, content, self.panel, below)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.columns)
        self._measure()

    def _connect(self) -> None:
        model = self.model
        model.opened.connect(self._show)
        model.failed.connect(lambda text: self.said.emit("error", text))
        model.kept.connect(self._say_kept)
        self.to_decision.clicked.connect(self.decide)
        self.compare.clicked.connect(lambda: self.go.emit("compare", model.case_id))
        self.on("decide", self.decide)
        self.since.clicked.connect(self._since_last)
        self.on("since_before", self._since_last)
        self.on("reassess_case", self._reassess)
        self.follow.asked.connect(self._follow_up)
        self.on("follow_case", self._follow_up)
        self.mark.changed.connect(self._show_mark)
        self.mark.failed.connect(lambda text: self.said.emit("error", text))
        self.moved.pressed.connect(self.mark.press)
        self.on("moved_case", self.mark.press)
        self.decided.reassess_asked.connect(self._reassess)
        self.work.begun.connect(self._begun)
        self.work.refused.connect(self.said)
        self.answers.step_asked.connect(self._step)
        self.notes.typed.connect(model.type_note)
        self.notes.left.connect(self._keep_notes)
        self.notes.rearranged.connect(self._order)
        self.notes.grown.connect(self._keep_typing_in_sight)
        for part in (self.notes, self.decision):
            part.overfull.connect(lambda text: self.said.emit("warning", text))
        self.decision.sign_asked.connect(self.sign)
        self.decided.correct_asked.connect(model.correct)
        self.bar.action.connect(self._open_letter)
        self.decision.preview_asked.connect(self._open_letter)

    def _measure(self) -> None:
        side = em(1.4)
        self._column.setContentsMargins(side, em(0.9), side, em(1.2))
        self._column.setSpacing(em(0.55))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "columns"):
            self._measure()
