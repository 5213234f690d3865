"""The first start: who you are, and how the data is locked from now on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels import hsa_id
from ui.viewmodels.door_set_up import FIELDS, LONGEST, SettingUp
from ui.views.door_page import DoorPage, NamedLine, button
from ui.views.door_pass_line import PassLine
from ui.widgets.measured import label, set_text
from ui.widgets.segmented import Option, SegmentedControl


class SetUpPage(DoorPage):
    """Name, role, unit and a passphrase, or this computer's key store; `asked` when all will do."""

    asked = Signal()

    def __init__(self, _: Translate, model: SettingUp, *, old: bool = False) -> None:
        """`old` where there is data already, from before it was encrypted."""
        super().__init__(
            _,
            _("Skydda dina data") if old else _("Välkommen till Vägval"),
            _old_words(_) if old else _new_words(_),
        )
        self.model = model
        self.fields = {
            "name": NamedLine(_("Namn")),
            "role": NamedLine(_("Yrkesroll"), _("Till exempel sjuksköterska eller läkare.")),
            "unit": NamedLine(_("Enhet")),
            "hsa_id": NamedLine(_("HSA-id"), _("Får vara tomt.")),
        }
        ways = [Option(True, _("Lösenfras")), Option(False, _("Datorns nyckelring"))]
        self.way = SegmentedControl(ways, required=True, name=_("Låses upp med"))
        self.way_note = label("small")
        self.passphrase = PassLine(_("Lösenfras"), _)
        self.again = PassLine(_("Samma en gång till"), _)
        self.here = QCheckBox(_("Öppna även utan lösenfras här"))
        self.here_note = label("small")
        self.here_note.setText(_("När du är inloggad på den här datorn som dig själv."))
        self.here.setAccessibleDescription(self.here_note.text())
        self.go_on = button(_("Kryptera och fortsätt") if old else _("Fortsätt"), role="primary")
        self._lay_out()
        self._fill()
        self._connect()
        self.ready()
        self._follow()

    def _lay_out(self) -> None:
        _ = self._
        self.section(_("Vem du är"))
        self.add(*self.fields.values())
        self.section(_("Hur det låses"))
        self.add(self.way, self.way_note)
        self.add(self.passphrase, self.again, self.here, self.here_note)
        self.column.setAlignment(self.way, Qt.AlignmentFlag.AlignLeft)
        self.buttons((self.go_on,))

    def _fill(self) -> None:
        model = self.model
        for field in FIELDS:
            self.fields[field].line.setText(model.fields[field])
            self.fields[field].line.setMaxLength(LONGEST)
        self.way.set_value(model.by_passphrase)
        self.passphrase.line.setText(model.passphrase)
        self.again.line.setText(model.again)
        self.here.setChecked(model.also_here)

    def _connect(self) -> None:
        model = self.model
        for field in FIELDS:
            line = self.fields[field].line
            line.textEdited.connect(lambda text, field=field: model.write(field, text))
            line.returnPressed.connect(self._on_from)
        self.fields["hsa_id"].line.editingFinished.connect(self._tidy_hsa)
        self.way.chosen.connect(lambda way: model.choose_way(by_passphrase=bool(way)))
        for one in (self.passphrase, self.again):
            one.typed.connect(lambda _text: self._secret())
        self.passphrase.entered.connect(self.again.line.setFocus)
        self.again.entered.connect(self._ask)
        self.here.toggled.connect(self._also_here)
        self.go_on.clicked.connect(self._ask)
        model.changed.connect(self._follow)

    def arrive(self) -> None:
        first: QWidget = self.fields["name"].line
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self, text: str) -> None:
        """Say what is being done, while nothing can be pressed; "" ends that."""
        self.go_on.setEnabled(not text)
        self.say(text, tone="muted")

    def _on_from(self) -> None:
        """Enter leads to the next line."""
        self.focusNextChild()

    def _secret(self) -> None:
        self.model.write_secret(self.passphrase.text(), self.again.text())
        told = self.model.strength()
        self.passphrase.say(told.text, good=told.good)

    def _also_here(self, on: bool) -> None:
        self.model.also_here = on

    def _tidy_hsa(self) -> None:
        line = self.fields["hsa_id"]
        tidy = hsa_id.tidied(line.text())
        if tidy != line.text():
            line.line.setText(tidy)
            self.model.write("hsa_id", tidy)
        line.refuse(hsa_id.advice(tidy, self._), advice=True)

    def _ask(self) -> None:
        if self.model.check():
            self.asked.emit()
            return
        first = next(iter(self.model.problems))
        places: dict[str, QWidget] = {field: one.line for field, one in self.fields.items()}
        places |= {"passphrase": self.passphrase.line, "again": self.again.line}
        places[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        _, model = self._, self.model
        for field in ("name", "role", "unit"):
            self.fields[field].refuse(model.problems.get(field, ""))
        by_phrase = model.by_passphrase
        self.way.setVisible(model.key_store)
        set_text(self.way_note, "" if by_phrase else _here_words(_))
        for part in (self.passphrase, self.again):
            part.setVisible(by_phrase)
        for also in (self.here, self.here_note):
            also.setVisible(by_phrase and model.key_store)
        told = model.strength()
        self.passphrase.say(told.text, good=told.good)
        self.passphrase.refuse(model.problems.get("passphrase", ""))
        self.again.refuse(model.problems.get("again", ""))

    def measure(self) -> None:
        super().measure()
        self.column.setSpacing(em(0.55))


def _new_words(_: Translate) -> str:
    return _(
        "Allt sparas krypterat på den här datorn. Du blir den första som kan logga in; "
        "fler läggs till sedan."
    )


def _old_words(_: Translate) -> str:
    return _(
        "Här finns bedömningar från en version som inte krypterade. Nu krypteras de: först görs en "
        "krypterad säkerhetskopia som prövas, sedan jämförs varje rad, och först därefter tas den "
        "okrypterade filen bort. På en del diskar kan rester av den ändå finnas kvar tills de "
        "skrivs över."
    )


def _here_words(_: Translate) -> str:
    return _(
        "Den som är inloggad på datorn kan då öppna Vägval utan lösenfras. Passar en dator som "
        "bara du använder. Spara återställningskoden: försvinner nyckelringen är koden den enda "
        "vägen in."
    )
