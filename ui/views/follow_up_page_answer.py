"""The form of an answer: what the receiver said, and what belongs to that."""

from collections.abc import Mapping
from typing import Final

from triage.ledger_words import answer_words, reason_words
from triage.texts import Translate
from ui.viewmodels.follow_up import FollowUpModel
from ui.viewmodels.half_noted import NOTHING
from ui.views.follow_up_page_fields import Fields
from ui.widgets.calm_box import CalmBox
from ui.widgets.segmented import Option, SegmentedControl

_ORDER: Final = (
    "received",
    "accepted",
    "accepted_waiting",
    "more_wanted",
    "advice_enough",
    "redirected",
    "declined",
)
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "": (),
    "received": ("by", "when"),
    "accepted": ("place", "day", "text", "when"),
    "accepted_waiting": ("day", "text", "when"),
    "more_wanted": ("text", "when"),
    "advice_enough": ("text", "when"),
    "redirected": ("to", "reason", "text", "when"),
    "declined": ("reason", "text", "when"),
}


class AnswerFields(Fields):
    """Shows what the chosen answer asks for, and no more."""

    def __init__(self, model: FollowUpModel, _: Translate) -> None:
        super().__init__(_, _("Notera svaret"))
        self._model = model
        words = {"received": _("Mottagen"), **answer_words(_)}
        options = [
            Option(code, f"{at} {words[code]}", keys=str(at))
            for at, code in enumerate(_ORDER, start=1)
        ]
        self.answer = SegmentedControl(options, name=_("Mottagarens svar"))
        self.add("answer", _("Mottagarens svar"), self.answer, below=True)
        self.to = self.line("to", _("Hänvisad till"), _("Team eller enhet"))
        self.reason = CalmBox()
        self.reason.addItem(_("Välj skäl"), "")
        for code, said in reason_words(_).items():
            self.reason.addItem(said, code)
        self.add("reason", _("Skäl"), self.reason)
        self.by = self.line("by", _("Av"), _("Vem som tog emot, om du vet"))
        self.place = self.line("place", _("Plats"), _("Avdelning eller team"))
        self.day = self.line("day", _("Från dag"), _("till exempel fredag"))
        self.text_field = self.text("text", _("Med egna ord"))
        self.when = self.line("when", _("När"), _("nu"))
        self.answer.chosen.connect(self._follow)
        self.start()
        self.ready()

    def start(self, filled: Mapping[str, str] = NOTHING) -> None:
        super().start(filled)
        if self._model.case_id:
            for named in (self.to, self.place):
                named.suggest(self._model.shown.teams)
        self._follow()

    def recall(self, half: Mapping[str, str]) -> None:
        super().recall(half)
        self._follow()

    def give(self) -> bool:
        """Note the answer as it stands."""
        answer = str(self.answer.value() or "")
        asked = _FIELDS[answer]
        if answer == "received":
            return self._model.received(self.by.text(), self.when.text())
        return self._model.answered(
            answer,
            reason=str(self.reason.currentData()) if "reason" in asked else "",
            text=self.text_field.toPlainText(),
            place=self.place.text() if "place" in asked else "",
            day=self.day.text() if "day" in asked else "",
            to=self.to.text() if "to" in asked else "",
            when=self.when.text(),
        )

    def _follow(self) -> None:
        _ = self._
        answer = str(self.answer.value() or "")
        asked = _FIELDS[answer]
        for name in ("to", "reason", "by", "place", "day", "text", "when"):
            self.show_field(name, shown=name in asked)
        captions = {
            "more_wanted": _("Vad de vill veta"),
            "advice_enough": _("Råden"),
        }
        self.caption("text", captions.get(answer, _("Med egna ord")))
        waits = answer == "accepted_waiting"
        self.caption("day", _("Plats väntas") if waits else _("Från dag"))
        self.updateGeometry()
