"""The forms of a follow-up: which is in front, filled in, given, and kept while half typed."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.core.follow_up import Step
from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.closing_typed import FORM as CLOSE
from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up import FollowUpModel
from ui.viewmodels.follow_up_typed import BESIDE
from ui.viewmodels.half_noted import NOTHING
from ui.views.closing_form import ClosingForm
from ui.views.follow_up_page_answer import AnswerFields
from ui.views.follow_up_page_contact import ContactFields, KeepFields
from ui.views.follow_up_page_fields import Fields
from ui.views.follow_up_page_half import HalfLine
from ui.views.follow_up_page_send import SendFields
from ui.widgets.layouts import Outset
from ui.widgets.measured import Measured
from ui.widgets.segmented import RING, Option, SegmentedControl


class Forms(Measured):
    """One form at a time, the likeliest first; what stands in the others waits there."""

    turned = Signal()
    """Another form is in front."""
    sought = Signal(QWidget)
    """This has the keyboard, or is about to: bring it in sight."""

    def __init__(self, desk: Desk, model: FollowUpModel) -> None:
        super().__init__()
        _ = self._ = desk.translate
        self._desk, self._model = desk, model
        self.act = ""
        """The form in front; "" for none."""
        words = {
            "send": _("Sändning"),
            "answer": _("Svaret"),
            "contact": _("Kontakt"),
            CLOSE: _("Avslut"),
        }
        acts = [
            Option(act, f"{at} {said}", keys=str(at))
            for at, (act, said) in enumerate(words.items(), start=1)
        ]
        self.acts = SegmentedControl(acts, name=_("Vad som ska noteras"), required=True)
        for act in words:
            self.acts.segment(act).setToolTip(keys_of(f"act_{act}")[0])
        self.half = HalfLine(_)
        self.send, self.answer = SendFields(model, _), AnswerFields(model, _)
        self.contact, self.keep = ContactFields(model, _), KeepFields(model, _)
        self.closing = ClosingForm(desk, model.half)
        self.fields: Mapping[str, Fields] = {
            "send": self.send,
            "answer": self.answer,
            "contact": self.contact,
            "keep": self.keep,
        }
        self._all: Mapping[str, QWidget] = {**self.fields, CLOSE: self.closing}
        self._lay_out()
        self._connect()
        self.ready()

    def main(self) -> tuple[str, Callable[[], None]] | None:
        """Return text and action of the form in front; None for one that has nothing to do."""
        form = self.fields.get(self.act)
        if form is not None:
            return form.button.text(), self.give
        return self.closing.main() if self.act == CLOSE else None

    # Filling in

    def begin(self, *, stay: bool) -> None:
        """Fill all in anew, and put back what is half typed: in front as well, where one left it.

        `stay` where something was noted meanwhile: then what is likeliest next is in front, unless
        one is in the middle of another form.
        """
        shown, half = self._model.shown, self._model.half
        self.send.fill(on=self._onward(NOTHING))
        for form in (self.answer, self.contact, self.keep):
            form.start()
        for name, one in self.fields.items():
            one.recall(half.told(name))
        self.closing.open_case(shown.case.id)
        if not stay:
            self.act = half.latest(self._all) or shown.act
        elif not half.told(self.act):
            self.act = shown.act
        self._turn()

    def choose(self, act: str, filled: Mapping[str, str] = NOTHING) -> None:
        """Bring a form in front, filled in so far; what was typed in it stays."""
        if act not in self._all:
            return
        self.act = act
        self._model.half.keep()
        told = self._model.half.told(act)
        if act == "send":
            on = self._onward(filled)
            self.send.fill(on=on)
            # Whom it goes to was typed for another way of sending.
            told = told if on == ("on" in told) else {**told, "to": self.send.to.text()}
        elif act == "answer":
            self.answer.start()
            told = {**told, **filled}
        elif filled:
            self.fields[act].start(filled)
        if act in self.fields:
            self.fields[act].recall(told)
        self._turn()
        self.into_form()

    def _onward(self, filled: Mapping[str, str]) -> bool:
        """Say whether a sending goes on to another team: as chosen, as begun, or as answered."""
        told = self._model.half.told("send")
        if "on" in filled or told:
            return bool((filled if "on" in filled else told).get("on"))
        return self._model.shown.stands.step is Step.REDIRECTED

    def give(self) -> None:
        """Note what the form in front says; what is wrong is told beside its field."""
        given: Mapping[str, Callable[[], bool]] = {
            "send": self.send.give,
            "answer": self.answer.give,
            "contact": self.contact.give,
            "keep": self.keep.give,
        }
        if self.act in given and not given[self.act]():
            first = self.fields[self.act].show_problems(self._model.problems)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                self.sought.emit(first)

    def tell(self) -> None:
        """Tell what stands in the forms and is not noted."""
        for name, form in self.fields.items():
            self._model.half.type_in(name, form.half())

    def _empty(self) -> None:
        self._model.half.forget(self.act)
        if self.act == CLOSE:
            self.closing.open_case(self._model.shown.case.id)
        elif self.act == "send":
            self.send.fill()
        else:
            self.fields[self.act].start()
        self._turn()
        self.into_form()

    # Showing

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong in the form in front."""
        form = self.fields.get(self.act)
        if form is not None:
            here = {name: said for name, said in problems.items() if not name.startswith(BESIDE)}
            form.show_problems(here)

    def _turn(self) -> None:
        self.acts.set_value("send" if self.act == "keep" else self.act or None)
        for name, form in self._all.items():
            form.setVisible(name == self.act)
        for one in self.fields.values():
            one.show_problems({})
        self.show_found()
        self.turned.emit()

    def show_found(self) -> None:
        """Say since when the form in front is half filled in."""
        self.half.show_found(self._model.half.found(self.act), self._desk.workplace.now())

    def into_form(self) -> None:
        """Put the keyboard where the form in front begins."""
        if self.act == CLOSE:
            self.closing.take_focus()
        else:
            first: QWidget = {
                "send": self.send.button if self.send.to.text() else self.send.to,
                "answer": self.answer.answer,
                "contact": self.contact.text_field
                if self.contact.whom.text()
                else self.contact.whom,
                "keep": self.keep.text_field,
            }[self.act]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sought.emit(self._all[self.act])

    # Building

    def _connect(self) -> None:
        model = self._model
        model.half.asked.connect(self.tell)
        self.acts.chosen.connect(lambda value: self.choose(str(value)))
        self.half.emptied.connect(self._empty)
        for form in self.fields.values():
            form.given.connect(self.give)
            form.edited.connect(model.half.soon)
        self.send.kept_asked.connect(partial(self.choose, "keep"))
        self.closing.closed.connect(model.tell_of_end)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(RING, 0, RING, 0)
        for part in (self.acts, self.half, *self._all.values()):
            level = Outset(0 if part is self.half else RING)
            level.addWidget(part)
            self._column.addLayout(level)

    def measure(self) -> None:
        self._column.setSpacing(em(0.6))
