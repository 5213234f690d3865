"""The form of a sending: to whom, how, when, and until when an answer is awaited."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from triage.ledger_words import way_words
from triage.texts import Translate
from ui.viewmodels.follow_up import FollowUpModel
from ui.viewmodels.follow_up_sending import SendForm
from ui.views.follow_up_page_fields import Fields
from ui.widgets.announce import announce
from ui.widgets.calm_box import CalmBox
from ui.widgets.cards import NoticeCard
from ui.widgets.measured import label, link_button, set_text


class SendFields(Fields):
    """Filled in beforehand; Enter alone notes a sending as it is suggested."""

    kept_asked = Signal()
    """No referral is to be sent."""

    def __init__(self, model: FollowUpModel, _: Translate) -> None:
        super().__init__(_, _("Notera som skickad"))
        self._model = model
        self._on = False
        self.warning = NoticeCard("gap")
        self.warning.hide()
        self._column.insertWidget(0, self.warning)
        self.to = self.line("to", _("Till"), _("Team eller enhet"))
        self.telephone = label("small")
        self.remark(self.telephone)
        self.way = CalmBox()
        for code, words in way_words(_).items():
            self.way.addItem(words, code)
        self.add("way", _("Sätt"), self.way)
        self.when = self.line("when", _("När"), _("nu"))
        self.answer_by = self.line("answer_by", _("Svar senast"))
        self.passed = label("small", tone="gap")
        self.remark(self.passed)
        self.keep = link_button(_("Ska inte skickas"))
        self.foot(self.keep)
        self.keep.clicked.connect(self.kept_asked)
        self.to.textChanged.connect(self._say_telephone)
        self.when.editingFinished.connect(self._follow_time)
        self.answer_by.textChanged.connect(self._say_passed)
        self._derived = ""
        self.ready()

    def fill(self, *, on: bool = False) -> None:
        """Fill the form in anew; `on` where the referral goes on to another team."""
        form: SendForm = self._model.sending.form(again=not on)
        self._on = on
        self.to.suggest(form.teams)
        self._derived = form.answer_by
        self.start({"to": form.to, "way": form.way, "answer_by": form.answer_by})
        self.warning.setVisible(bool(form.warnings))
        if form.warnings:
            _ = self._
            told = "\n".join((*form.warnings, _("Skicka bara om det här är en ny remiss.")))
            self.warning.show_notice("gap", _("Redan skickad?"), told)

    def half(self) -> Mapping[str, str]:
        half = self.changed()  # the rest is suggested anew, from when it is taken up again
        return {**half, "on": "1"} if half and self._on else half

    def recall(self, half: Mapping[str, str]) -> None:
        super().recall(half)
        self._follow_time()

    def give(self) -> bool:
        """Note the sending as it stands."""
        return self._model.send(
            to=self.to.text(),
            way=str(self.way.currentData()),
            when=self.when.text(),
            answer_by=self.answer_by.text(),
            on=self._on,
        )

    def _say_telephone(self) -> None:
        number = self._model.sending.telephone(self.to.text()) if self._model.case_id else ""
        set_text(self.telephone, self._("Telefon {number}").format(number=number) * bool(number))

    def _say_passed(self) -> None:
        """Remark on a time that has been, beside the field and to whoever hears the page."""
        said = self._model.sending.remark(self.answer_by.text()) if self._model.case_id else ""
        if said and self.passed.isHidden() and self.answer_by.hasFocus():
            announce(self.answer_by, said)
        set_text(self.passed, f"△ {said}" if said else "")
        self.answer_by.setAccessibleDescription(said)

    def _follow_time(self) -> None:
        """Let the time of an answer follow that of the sending, unless it was chosen."""
        if self.answer_by.text() == self._derived:
            self._derived = self._model.sending.answer_by(self.when.text()) or self._derived
            self.answer_by.setText(self._derived)
