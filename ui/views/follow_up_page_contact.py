"""Two short forms: a contact about the patient, and why no referral is to be sent."""

from types import MappingProxyType

from triage.ledger_words import way_words
from triage.texts import Translate
from ui.viewmodels.follow_up import FollowUpModel
from ui.views.follow_up_page_fields import Fields
from ui.widgets.calm_box import CalmBox


class ContactFields(Fields):
    """With whom, how, and what was said."""

    usual = MappingProxyType({"way": "telephone"})

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

    def give(self) -> bool:
        """Note it as it stands."""
        return self._model.keep(self.text_field.toPlainText())
