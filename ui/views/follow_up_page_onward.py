"""What is done once a referral came back: each way on leads to its form, or to another page."""

from PySide6.QtCore import QObject, Signal

from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up import FollowUpModel
from ui.viewmodels.worklist_work import WorklistWork
from ui.views.follow_up_page_aside import Aside
from ui.views.follow_up_page_forms import Forms


class Onward(QObject):
    """Takes the ways of `follow_up_next`, by their codes."""

    go = Signal(str, str)
    said = Signal(str, str)

    def __init__(self, desk: Desk, model: FollowUpModel, forms: Forms, aside: Aside) -> None:
        super().__init__(forms)
        self._ = desk.translate
        self._model, self._forms, self._aside = model, forms, aside
        self._work = WorklistWork(desk, self)
        self._work.begun.connect(self._begun)
        self._work.refused.connect(self.said)

    def take(self, way: str) -> None:
        """Do what comes next."""
        _, forms = self._, self._forms
        match way:
            case "correct":
                self._correct()
            case "reassess":
                self._reassess()
            case "plan":
                self._aside.to_plan()
            case "general":
                fitting = _("Allmän palliativ vård, med råd från teamet.")
                forms.choose("keep", {"text": fitting})
            case "keep":
                forms.choose("keep", {"text": _("En annan remiss gäller.")})
            case "placed":
                forms.choose("answer", {"answer": "accepted"})
            case "contact":
                sent = self._model.shown.stands.sent
                forms.choose("contact", {"with": "" if sent is None else sent.told("to")})
            case "close":
                forms.choose("close")
            case _:
                forms.choose("send", {"on": "1" if way == "send_on" else ""})

    def _correct(self) -> None:
        answer = self._model.shown.stands.answer
        wanted = "" if answer is None else answer.told("text")
        if self._model.begin_correction():
            self.go.emit("review", self._model.case_id)
            if wanted:  # afterwards, as a reassessment says what it starts from
                self.said.emit("info", self._("Mottagaren: {text}").format(text=wanted))

    def _reassess(self) -> None:
        if self._model.case_id and self._model.shown.can_reassess:
            self._work.reassess_case(self._model.case_id)

    def _begun(self, case_id: str, words: str) -> None:
        self.go.emit("checklist", case_id)
        self.said.emit("info", words)  # afterwards, for a new page takes what was said away
