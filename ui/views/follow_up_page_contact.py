"""Two short forms: a contact about the patient, and why no referral is to be sent."""

from typing import Final

from triage.ledger_words import way_words
from triage.texts import Translate
from ui.viewmodels.follow_up import FollowUpModel
from ui.views.follow_up_page_fields import Fields
from ui.widgets.calm_box import CalmBox

_USUAL: Final = "telephone"


class ContactFields(Fields):
    """With whom, how, and what was said."""

    def __init__(self, model: FollowUpModel, _: Translate) -> None:
        super().__init__(_, _("Notera kontakten"))
        self._model = model
        self.whom = self.line("with", _("Med"), _("Mottagaren, kommunen, en närstående …"))
        self.text_field = self.text("text", _("Vad som sades"))
        self.way = CalmBox()
        for code, words in way_words(_).items():
            self.way.addItem(words, code)
        self.add("way", _("Sätt"), self.way)
        self.when = self.line("when", _("När"), _("nu"))
        self.start()
        self.ready()

    def start(self, whom: str = "") -> None:
        """Empty the form."""
        self.whom.setText(whom)
        self.when.clear()
        self.text_field.clear()
        self.way.setCurrentIndex(self.way.findData(_USUAL))

    def give(self) -> bool:
        """Note the contact as it stands."""
        return self._model.contact(
            self.text_field.toPlainText(),
            way=str(self.way.currentData()),
            whom=self.whom.text(),
            when=self.when.text(),
        )


class KeepFields(Fields):
    """Why no referral is to be sent."""

    def __init__(self, model: FollowUpModel, _: Translate) -> None:
        super().__init__(_, _("Notera att den inte skickas"))
        self._model = model
        self.text_field = self.text(
            "text", _("Varför"), _("Till exempel: vården fortsätter här, med råd från teamet")
        )
        self.ready()

    def start(self, reason: str = "") -> None:
        """Fill the reason in."""
        self.text_field.setPlainText(reason)

    def give(self) -> bool:
        """Note it as it stands."""
        return self._model.keep(self.text_field.toPlainText())
