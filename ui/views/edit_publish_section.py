"""Publishing a draft: what has changed, what it is called, why, and who answers for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from triage.packs.library import SHORTEST_NOTE
from triage.packs.problems import InputError
from triage.services import StoreError
from ui.theme import em
from ui.viewmodels.edit_meaning import Meaning, faults, findings, moving
from ui.viewmodels.edit_pack import EditPack
from ui.viewmodels.edit_problem_words import problem_words
from ui.viewmodels.edit_publishing import (
    changed_meanings,
    hindrances,
    not_proven,
    publish,
    suggested_note,
    suggested_version,
)
from ui.views.edit_section import Section
from ui.widgets.announce import announce
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.pack_meaning import Meanings
from ui.widgets.pack_text import GrowingText


class _Asked(Measured):
    """A caption above what is asked for."""

    def __init__(self, caption: str, control: QWidget) -> None:
        super().__init__()
        told = label("strong")
        told.setText(caption)
        told.setBuddy(control)
        control.setAccessibleName(caption)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(told)
        self._column.addWidget(control)
        self.ready()

    def measure(self) -> None:
        self._column.setSpacing(em(0.15))


class PublishSection(Section):
    """Filled in as far as it can be; a press is enough where the suggestions are right."""

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Publicera"),
            _("Utkastet blir en egen, signerad version. Originalet ändras aldrig."),
        )
        self.moving = label("strong")
        self.changes = Meanings("")
        self.nothing = label("muted")
        self.nothing.setText(
            _("Välj ett avsnitt till vänster och ändra det du vill. Ändringen står sedan här.")
        )
        self.findings = Meanings(_("Visa patienten"))
        self.known = QCheckBox(_("Fynden är kända. De skrivs in i noteringen."))
        self.version = QLineEdit()
        self.note = GrowingText(_("Vad är ändrat, och varför"))
        self.author = QLineEdit(model.work.author().name)
        self.use = QCheckBox(_("Börja använda versionen genast på den här datorn"))
        self.use.setChecked(True)
        self.hindrance = label(tone="gap")
        self.button = QPushButton(_("Publicera"))
        self.button.setProperty("role", "primary")
        self._suggested = ("", "")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # holds the keyboard while nothing is asked
        self._found = SectionHeading(_("Fynd att ta ställning till"))
        asked = (
            SectionHeading(_("Versionen")),
            _Asked(_("Versionens namn"), self.version),
            _Asked(_("Vad är ändrat, och varför"), self.note),
            _Asked(_("Vem publicerar"), self.author),
            self.use,
        )
        self._heading = SectionHeading()
        for part in (
            self._heading,
            self.moving,
            self.changes,
            self.nothing,
            self._found,
            self.findings,
            self.known,
            *asked,
            self.hindrance,
        ):
            self.column.addWidget(part)
        self._asked = (*asked, self.button)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        for line in (self.version, self.author):
            line.textChanged.connect(self._judge)
        self.note.textChanged.connect(self._judge)
        self.known.toggled.connect(self._judge)
        self.button.clicked.connect(self.publish)
        for lines in (self.changes, self.findings):
            lines.asked.connect(self.asked)
        for line in (self.version, self.author):
            line.returnPressed.connect(self.go_on)
        model.verified.connect(self.refresh)
        self.refresh()
        self.ready()

    def refresh(self) -> None:
        """Say what has changed, and suggest what was not written by hand."""
        model, _ = self.model, self._
        set_text(self.moving, moving(model))
        self._heading.setText(_("Det här är ändrat") if model.loads else _("Att rätta"))
        self.changes.show_meanings(changed_meanings(model) if model.loads else faults(model))
        found = list(findings(model))
        if not_proven(model):
            found.append(Meaning("?", "unknown", _("Allt gick inte att bevisa; se till höger.")))
        self.findings.show_meanings(found)
        for part in self._asked:
            part.setVisible(model.touched)
        self.nothing.setVisible(not model.touched)
        for part in (self._found, self.known):
            part.setVisible(bool(found))
        version, note = self._suggested
        if self.version.text() == version:
            version = suggested_version(model) if model.touched else ""
            self.version.setText(version)
        if self.note.text() == " ".join(note.split()):
            note = suggested_note(model)
            self.note.set_text(" ".join(note.split()))
        self._suggested = (version, note)
        self._judge()

    def start(self) -> None:
        (self._next() if self.model.touched else self).setFocus()

    def go_on(self) -> None:
        """Publish; where something is still missing, go there and say what."""
        if self.button.isEnabled():
            self.button.click()
        elif self.model.touched:
            self._next().setFocus()
            announce(self, self.hindrance.text())

    def _next(self) -> QWidget:
        """Return where the next thing to do is."""
        wrong = None if self.model.loads else self.changes.first_link()
        if wrong is not None:
            return wrong
        if self.known.isVisibleTo(self) and not self.known.isChecked():
            return self.known
        if not self.version.text().strip():
            return self.version
        if len(self.note.text()) < SHORTEST_NOTE:
            return self.note
        if not self.author.text().strip():
            return self.author
        return self.button if self.button.isEnabled() else self.version

    def publish(self) -> None:
        """Make the version, and say what it is; a refusal says why."""
        _ = self._
        name, use = self.version.text().strip(), self.use.isChecked()
        try:
            publish(self.model, name, self.note.text(), self.author.text(), use=use)
        except StoreError as error:
            self.said.emit("error", self.model.desk.words_of(error))
            return
        except InputError as error:
            self.said.emit("error", problem_words(error.problems[0], _))
            return
        self.known.setChecked(False)
        self.start()
        done = _("Version {version} är publicerad och signerad, och används nu.")
        kept = _("Version {version} är publicerad och signerad. Den används när du väljer den.")
        self.said.emit("success", (done if use else kept).format(version=name))

    def _judge(self) -> None:
        found = list(
            hindrances(
                self.model,
                version=self.version.text(),
                note=self.note.text(),
                name=self.author.text(),
                known=self.known.isChecked(),
            )
        )
        shown = found if self.model.touched else []  # said above already
        set_text(self.hindrance, "\n".join(f"△ {one}" for one in shown))
        self.button.setEnabled(not found)
