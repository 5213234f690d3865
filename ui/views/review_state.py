"""At the top of the review: that a case is decided, or how far its correction has come."""

from PySide6.QtCore import QObject

from ui.viewmodels.desk import Desk
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.review_opened import signed_when
from ui.widgets.message_bar import MessageBar


class StateBars(QObject):
    """One bar for the decision in force, one for its correction, which it gives up or takes up."""

    def __init__(self, desk: Desk, model: ReviewViewModel) -> None:
        super().__init__(model)
        _ = self._ = desk.translate
        self._desk, self._model = desk, model
        self.decided = MessageBar(close_word=_("Stäng"))
        self.correction = MessageBar(close_word=_("Stäng"))
        self.correction.action.connect(self._give_up_or_go_on)

    def say(self) -> None:
        """Say how the case stands."""
        _, model, shown = self._, self._model, self._model.shown
        if shown.revision is None:
            self.decided.dismiss()
            self.correction.dismiss()
            return
        author = shown.revision.decision.author
        when = signed_when(shown.revision, self._desk.workplace.now())
        decided = _("Beslutat {time} av {name}, {role}.").format(
            time=when, name=author.name, role=author.role
        )
        if not shown.editable:
            if model.given_up:
                told = _("Rättelsen är avbruten. Beslutet gäller som det var.")
                self.correction.show_message("info", told, _("Ångra"))
            else:
                self.correction.dismiss()
            self.decided.show_message("success", decided, _("Öppna remissen"))
            return
        self.decided.dismiss()
        changes = [str(change) for change in model.corrected_so_far()]
        told = "\n".join(changes) if changes else _("Inget är ändrat ännu.")
        text = _("Rättelse. {decided} Det gäller tills rättelsen är signerad.")
        line = f"{text.format(decided=decided)}\n{told}"
        if self.correction.text() != line:
            self.correction.show_message("warning", line, _("Avbryt rättelsen"))

    def _give_up_or_go_on(self) -> None:
        """Give the correction up, or take up the one that was just given up."""
        if self._model.shown.editable:
            self._model.give_up_correction()
        else:
            self._model.take_up_again()
