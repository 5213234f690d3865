"""Red flags in the middle of the checklist: what to do now, and the contact that was made."""

from PySide6.QtCore import QObject

from ui.actions import keys_of
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.checklist_red_flags import Ways
from ui.viewmodels.desk import Desk
from ui.widgets.contact_line import ContactLine
from ui.widgets.red_flag_ways import Way, WaysCard


class RedFlags(QObject):
    """The notice above the question and the line below it; draws them and forwards."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        _ = self._ = desk.translate
        emergency = desk.workplace.catalogue.vocabulary.emergency
        self.fact = emergency.flags
        self.card = WaysCard()
        self.card.hide()
        self.line = ContactLine(
            _("Kontakt tagen nu"),
            _("Klockan"),
            _("Kontakt med"),
            _("till exempel jourhavande läkare"),
            ", ".join(keys_of("contact_now")),
        )
        self._shown: Ways | None = None
        self._model: ChecklistViewModel | None = None
        self.line.now_asked.connect(self.note_now)
        self.line.time_typed.connect(self._note_time)
        self.line.person_typed.connect(self._note_person)

    def follow(self, model: ChecklistViewModel, *, step: bool, asked: bool) -> bool:
        """Show what the answers call for; say whether the line came or went.

        `step` is whether the step of red flags is in front, `asked` whether their question is:
        the short page has the question, and the column beside it says what to do.
        """
        if model is not self._model:
            self.line.start_over()  # while the case that it was typed for is still known
        self._model = model
        self.card.setVisible(step)
        if step:
            self._show_ways(model.red_flag_ways())
        noted = model.contact()
        shown = asked and (noted.wanted or bool(noted.at or noted.who))
        if asked:
            self.line.show_contact(noted.at, noted.who)
            self.line.setEnabled(not model.read_only)
        moved = shown == self.line.isHidden()
        self.line.setVisible(shown)
        return moved

    def note_now(self) -> None:
        """Note that the contact was made now; who it was with can be typed at once."""
        if self._model is None:
            return
        self._model.contact_now()
        if not self.line.isHidden() and not self.line.person.text():
            self.line.person.setFocus()

    def _show_ways(self, ways: Ways) -> None:
        if ways == self._shown:
            return
        self._shown = ways
        mark = self._("gäller")
        self.card.show_ways(
            ways.title if ways.found else self._("Om något larmtecken finns"),
            [
                Way(one.title, one.text, mark if one.applies else "", muted=one.applies is False)
                for one in ways.branches
            ],
            ways.open,
            urgent=ways.found,
        )

    def _note_time(self, typed: str) -> None:
        if self._model is not None:
            self.line.say(self.line.time, self._model.contact_at(typed))

    def _note_person(self, typed: str) -> None:
        if self._model is not None:
            self.line.say(self.line.person, self._model.contact_with(typed))
