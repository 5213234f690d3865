"""What is filled in about people: one of them, a new one, and one's own passphrase."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.core.people import Person
from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.people import FIELDS, People, Problems
from ui.views.door_page import NamedLine, button
from ui.views.door_pass_line import PassLine
from ui.widgets.announce import announce
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look, set_text

_LONGEST = 120


class KeptForm(Measured):
    """Lines, what was said of them, and buttons; `kept` when something was."""

    kept = Signal(str)
    """What was kept, in words."""
    grown = Signal(object)
    """A part that has just come, to be brought in sight."""

    def __init__(self, model: People) -> None:
        super().__init__()
        self.model, self._ = model, model.desk.translate
        self.lines: dict[str, NamedLine | PassLine] = {}
        self._said = label(tone="danger")
        self._said.hide()
        self._column = QVBoxLayout(self)
        self._flow = FlowLayout()

    def add(self, *parts: QWidget) -> None:
        """Add parts below each other."""
        for part in parts:
            self._column.addWidget(part)

    def end(self, *buttons: QWidget) -> None:
        """Add what was said to be wrong, and the buttons."""
        self._column.addWidget(self._said)
        for one in buttons:
            self._flow.addWidget(one)
        self._column.addLayout(self._flow)
        self.ready()

    def take_focus(self) -> None:
        """Put the keyboard in the first line."""
        first = next(iter(self.lines.values()))
        first.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, problems: Problems) -> bool:
        """Say what is wrong, each beside its line; return whether nothing is."""
        for field, line in self.lines.items():
            line.refuse(problems.get(field, ""))
        whole = problems.get("", "")
        if whole and f"⚠ {whole}" != self._said.text():
            announce(self, whole, urgent=True)
        set_look(self._said, "tone", "danger")
        set_text(self._said, f"⚠ {whole}" if whole else "")
        wrong = next((line for field, line in self.lines.items() if field in problems), None)
        if wrong is not None:
            wrong.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return not problems

    def said(self) -> str:
        """Return what is said to be wrong with the whole."""
        return self._said.text()

    def forget(self) -> None:
        """Forget what is secret."""
        for line in self.lines.values():
            if isinstance(line, PassLine):
                line.clear()

    def text(self, field: str) -> str:
        """Return what stands in a line."""
        return self.lines[field].text()

    def fields(self) -> dict[str, str]:
        """Return what stands about the person."""
        return {field: self.text(field) for field in FIELDS}

    def _person_lines(self, person: Person | None) -> None:
        for field, (words, note) in _field_words(self._).items():
            line = NamedLine(words, note)
            line.line.setMaxLength(_LONGEST)
            line.line.setText("" if person is None else getattr(person, field))
            self.lines[field] = line
            self.add(line)

    def _secret_lines(self, words: str, name: Callable[[], str]) -> None:
        first = PassLine(words, self._)
        second = PassLine(self._("Samma en gång till"), self._)

        def follow(text: str) -> None:
            told = self.model.strength(text, name())
            first.say(told.text, good=told.good)

        first.typed.connect(follow)
        follow("")
        first.entered.connect(second.line.setFocus)
        self.lines |= {"passphrase": first, "again": second}
        self.add(first, second)

    def measure(self) -> None:
        self._column.setContentsMargins(em(2.1), em(0.5), em(1.4), em(0.9))
        self._column.setSpacing(em(0.5))
        self._flow.setSpacing(em(0.6))


class PersonForm(KeptForm):
    """What stands about somebody who may sign in, a new passphrase, and that they have left."""

    def __init__(self, model: People, person: Person, *, me: bool) -> None:
        super().__init__(model)
        _, self._person = self._, person
        self._person_lines(person)
        self.save = button(_("Spara"), role="primary")
        self.reset = button(_("Ny lösenfras …"))
        self.leaves = button(_("Har slutat …"))
        self.sure = button(_("Ja, avsluta inloggningen"))
        self.sure.hide()
        self.reset.setVisible(not me)
        self.leaves.setVisible(not me)
        self._told = label("small")
        self._told.hide()
        self.secret: ResetForm | None = None
        self.add(self._told)
        self.end(self.save, self.reset, self.leaves, self.sure)
        for line in self.lines.values():
            if isinstance(line, NamedLine):
                line.line.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self.reset.clicked.connect(self._reset)
        self.leaves.clicked.connect(self._ask)
        self.sure.clicked.connect(self._leave)

    def _save(self) -> None:
        if self.show_problems(self.model.change(self._person.id, self.fields())):
            self.kept.emit(self._("Sparat."))

    def _reset(self) -> None:
        if self.secret is None:
            self.secret = ResetForm(self.model, self._person)
            self.secret.kept.connect(self.kept)
            self._column.addWidget(self.secret)
            self.grown.emit(self.secret)
        self.secret.take_focus()

    def _ask(self) -> None:
        text = self._(
            "{name} kan då inte logga in mer. Besluten står kvar, och utkasten kan tas över. Är du "
            "osäker på vem som har en lösenfras eller kopia kvar: byt nyckel efteråt."
        )
        set_text(self._told, text.format(name=self._person.name))
        self.sure.show()
        self.grown.emit(self.sure)
        self.sure.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        if self.show_problems(self.model.leaves(self._person.id)):
            told = self._("{name} kan inte logga in mer.")
            self.kept.emit(told.format(name=self._person.name))


class ResetForm(KeptForm):
    """A new passphrase for somebody who forgot theirs."""

    def __init__(self, model: People, person: Person) -> None:
        super().__init__(model)
        self._person = person
        self._secret_lines(self._("Ny lösenfras"), lambda: person.name)
        self.save = button(self._("Byt lösenfras"), role="primary")
        self.end(self.save)
        self.save.clicked.connect(self._save)
        self.lines["again"].line.returnPressed.connect(self._save)

    def _save(self) -> None:
        told = self.model.reset(self._person.id, self.text("passphrase"), self.text("again"))
        if self.show_problems(told):
            self.forget()
            text = self._("{name} har en ny lösenfras.")
            self.kept.emit(text.format(name=self._person.name))


class NewPersonForm(KeptForm):
    """One more who may sign in."""

    def __init__(self, model: People) -> None:
        super().__init__(model)
        self._person_lines(None)
        me = model.me()
        unit = self.lines["unit"]
        unit.line.setText("" if me is None else me.unit)
        self._secret_lines(self._("Första lösenfrasen"), lambda: self.text("name"))
        note = label("small")
        note.setText(self._("Låt personen skriva den själv här, eller byta den efteråt."))
        self.add(note)
        self.save = button(self._("Lägg till"), role="primary")
        self.end(self.save)
        self.save.clicked.connect(self._save)
        self.lines["again"].line.returnPressed.connect(self._save)

    def _save(self) -> None:
        told = self.model.add(self.fields(), self.text("passphrase"), self.text("again"))
        if self.show_problems(told):
            name = " ".join(self.text("name").split())
            self.forget()
            self.kept.emit(self._("{name} kan nu logga in.").format(name=name))


class OwnPassphraseForm(KeptForm):
    """The old one, where there is one, and the new one twice."""

    def __init__(self, model: People) -> None:
        super().__init__(model)
        _ = self._
        if model.has_passphrase():
            old = PassLine(_("Nuvarande lösenfras"), _)
            self.lines["old"] = old
            self.add(old)
        me = model.me()
        self._secret_lines(_("Ny lösenfras"), lambda: "" if me is None else me.name)
        self.save = button(_("Byt lösenfras"), role="primary")
        self.end(self.save)
        self.save.clicked.connect(self._save)
        self.lines["again"].line.returnPressed.connect(self._save)

    def _save(self) -> None:
        old = self.text("old") if "old" in self.lines else ""
        told = self.model.change_passphrase(old, self.text("passphrase"), self.text("again"))
        if self.show_problems(told):
            self.forget()
            self.kept.emit(self._("Lösenfrasen är bytt."))


def _field_words(_: Translate) -> Mapping[str, tuple[str, str]]:
    return {
        "name": (_("Namn"), ""),
        "role": (_("Yrkesroll"), ""),
        "unit": (_("Enhet"), ""),
        "hsa_id": (_("HSA-id"), _("Får vara tomt. Skrivs ut i remissen.")),
    }
