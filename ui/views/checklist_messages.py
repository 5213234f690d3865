"""What the checklist says: above the questions what can be acted on, below them what was kept."""

from PySide6.QtCore import QObject, Signal

from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.desk import Desk
from ui.views.checklist_middle import Middle
from ui.widgets.announce import announce
from ui.widgets.measured import set_text


class Messages(QObject):
    """Words of one page; each action that a message offers has a signal."""

    correct_asked = Signal()
    review_asked = Signal()
    pack_asked = Signal(str)

    def __init__(self, desk: Desk, middle: Middle) -> None:
        super().__init__(middle)
        self._desk, self._middle = desk, middle
        self._ = desk.translate
        middle.bar_action.connect(self._act)

    def begin(self, model: ChecklistViewModel) -> None:
        """Listen to what happens to a case."""
        model.saved.connect(self._say_saved)
        model.failed.connect(self.say_failed)
        model.pack_changed.connect(self._say_pack)
        model.put_back.connect(self._say_done)
        model.contact_changed.connect(lambda: self._say_contact(model))

    def say_state(self, model: ChecklistViewModel) -> None:
        """Say whether the case is decided, or being corrected."""
        if model.read_only and model.decision is not None:
            signed = model.decision.decision
            text = self._("Beslutat {day} av {who}. Svaren visas som de var.")
            told = text.format(day=signed.signed_at[:10], who=signed.author.name)
            self._middle.say("info", told, self._("Rätta"), "correct")
        elif model.case.state == "correcting":
            told = self._("Rättelse: det tidigare beslutet gäller tills du beslutar igen.")
            self._middle.say("info", told)
        else:
            self._middle.hush()
        self._middle.saved.setText(self._("Alla svar sparas"))

    def say_all_answered(self) -> None:
        """Say that nothing is left to answer."""
        told, way = self._("Alla frågor är besvarade."), self._("Granska och besluta")
        self._middle.say("success", told, way, "review")

    def say_failed(self, text: str) -> None:
        """Say why something was not done."""
        self._middle.say("error", text)

    def _say_saved(self, time: str) -> None:
        told = self._("Alla svar sparas · {time}").format(time=time)
        set_text(self._middle.saved, told)

    def _say_done(self, text: str) -> None:
        """Say what was undone where the time of saving stands: nothing moves for it."""
        announce(self._middle, text)
        time = f"{self._desk.workplace.now():%H:%M}"
        told = self._("{text} · sparat {time}").format(text=text, time=time)
        set_text(self._middle.saved, told)

    def _say_contact(self, model: ChecklistViewModel) -> None:
        noted = model.contact()
        told = self._("Kontakt noterad {time}") if noted.at else self._("Ingen kontakt noterad")
        self._say_done(told.format(time=noted.at))

    def _say_pack(self, before: str, after: str) -> None:
        """Say that other criteria weigh now, and how to go back; not where nobody chose those."""
        if not before:
            return
        workplace, language = self._desk.workplace, self._desk.language
        now, then = (workplace.compiled(one).pack.name[language] for one in (after, before))
        told = self._("Bedömningen följer nu kriterierna för {pack}.").format(pack=now)
        way = self._("Tillbaka till {pack}").format(pack=then)
        self._middle.say("info", told, way, f"pack:{before}")

    def _act(self, action: str) -> None:
        name, _colon, pack = action.partition(":")
        match name:
            case "correct":
                self.correct_asked.emit()
            case "review":
                self.review_asked.emit()
            case "pack":
                self.pack_asked.emit(pack)
