"""The versions of a pack: which one is in force, who answers for each, files in and out."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from triage.packs.pack_version import Origin, SignatureState
from triage.packs.problems import InputError
from triage.services import StoreError
from ui.viewmodels.edit_pack import EditPack
from ui.viewmodels.edit_problem_words import problem_words
from ui.viewmodels.edit_versions import VersionWords, choosing_words, versions
from ui.views.edit_section import Confirm, Form, Section
from ui.widgets.measured import label
from ui.widgets.pack_rows import PackRows, RowText

_FILES = "Vägval (*.vagvalpack)"


class VersionsSection(Section):
    """One row a version; unfolded it tells its history and what can be done with it."""

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Versioner"),
            _("Enheten väljer vilken version som gäller. En fil prövas alltid innan den används."),
        )
        self.rows = PackRows(_("Versioner"))
        self.open_file = QPushButton(_("Öppna en fil …"))
        self._versions: tuple[VersionWords, ...] = ()
        self._asking: Confirm | None = None
        self.column.addWidget(self.rows)
        self.column.addWidget(self.open_file, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.rows.asked_open.connect(self._toggle)
        self.open_file.clicked.connect(self._ask_file)
        self.refresh()
        self.ready()

    def refresh(self) -> None:
        """Show the versions as they are now."""
        self._versions = versions(self.model)
        self.rows.set_rows(
            [
                RowText(
                    one.title,
                    one.under,
                    "▶" if one.in_force else "" if one.usable else "⚠",
                    "primary" if one.in_force else "danger",
                )
                for one in self._versions
            ]
        )

    def rebuild(self) -> None:
        self.open(-1)
        self.refresh()

    def start(self) -> None:
        self.rows.focus_row(max(self.rows.opened, 0))

    def open(self, index: int) -> None:
        """Unfold a version; -1 folds."""
        self._asking = None
        self.rows.unfold(index, None if index < 0 else self._form(self._versions[index]))

    def take_in(self, path: Path) -> None:
        """Take in a file and show what it is and who answers for it; nothing is used by that."""
        _ = self._
        try:
            version = self.model.work.take_in(path)
        except InputError as error:
            why = problem_words(error.problems[0], _)
            if why == error.problems[0].message:  # of the file's making, in the loader's words
                why = _("Filen går inte att använda: {why}").format(why=why)
            self.said.emit("error", why)
            return
        if version.pack != self.model.pack_id:
            text = _("Filen hör till andra kriterier ({pack}). Den finns nu bland deras versioner.")
            self.said.emit("info", text.format(pack=version.pack))
            return
        self.refresh()
        at = next(n for n, one in enumerate(self._versions) if one.version.file == version.file)
        self.open(at)
        self.rows.focus_row(at)
        kind = "info" if version.vouched_for else "warning"
        self.said.emit(kind, f"{version.version}: {self._versions[at].signature}")

    # What is unfolded

    def _form(self, words: VersionWords) -> Form:
        _ = self._
        form = Form()
        if words.signature:
            told = label(tone=words.tone if words.tone != "muted" else "")
            told.setText(("✓ " if words.tone == "yes" else "⚠ ") + words.signature)
            form.add(told)
        if words.version.fingerprint:
            key = label("small")
            text = _("Nyckelns fingeravtryck: {key}")
            key.setText(text.format(key=words.version.fingerprint))
            key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.add(key)
        history = label("small", tone="text")
        history.setText("\n".join(words.notes) or _("Ingen ändringshistorik."))
        if words.notes or words.version.signature is not SignatureState.ALTERED:
            form.add(history)
        form.add(self._buttons(words, form))
        return form

    def _buttons(self, words: VersionWords, form: Form) -> QWidget:
        _ = self._
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        if words.usable and not words.in_force:
            use = QPushButton(_("Använd den här versionen"))
            use.clicked.connect(partial(self._ask_use, words, form))
            row.addWidget(use)
        if words.version.signature is SignatureState.UNKNOWN:
            trust = QPushButton(_("Lita på nyckeln"))
            trust.clicked.connect(partial(self._ask_trust, words, form))
            row.addWidget(trust)
        if words.version.origin is not Origin.ORIGINAL and words.usable:
            send = QPushButton(_("Spara som fil …"))
            send.clicked.connect(partial(self._send, words))
            row.addWidget(send)
        row.addStretch(1)
        return buttons

    def _toggle(self, index: int) -> None:
        self.open(-1 if index == self.rows.opened else index)
        self.rows.focus_row(index)

    def _ask(self, form: Form, text: str, yes: str, do: object) -> None:
        if self._asking is not None:
            return
        ask = Confirm(text, yes, self._("Avbryt"))
        ask.confirmed.connect(do)
        ask.declined.connect(partial(self.open, self.rows.opened))
        self._asking = ask
        form.add(ask)
        ask.show()
        ask.no.setFocus()

    # Choosing

    def _ask_use(self, words: VersionWords, form: Form) -> None:
        try:
            meaning = choosing_words(self.model, words.version)
        except InputError as error:
            self.said.emit("error", problem_words(error.problems[0], self._))
            return
        self._ask(form, "\n".join(meaning), self._("Använd den"), partial(self.use, words))

    def use(self, words: VersionWords) -> None:
        """Put a version in force."""
        unsigned = words.version.signature is SignatureState.UNSIGNED
        done = self._("Version {version} gäller nu.").format(version=words.title)
        self._do(
            partial(self.model.work.put_in_force, words.version, unsigned_accepted=unsigned),
            done,
        )

    def _ask_trust(self, words: VersionWords, form: Form) -> None:
        text = self._(
            "Jämför fingeravtrycket med avsändaren på en annan väg än filen kom, till exempel per "
            "telefon. Alla filer med den nyckeln räknas sedan som deras."
        )
        self._ask(form, text, self._("Det stämmer, lita på nyckeln"), partial(self._trust, words))

    def _trust(self, words: VersionWords) -> None:
        name = self.model.work.author().name or self._("den här datorns användare")
        done = self._("Nyckeln är känd här nu.")
        self._do(partial(self.model.work.trust, words.version, name), done)

    def _do(self, do: partial[None], done: str) -> None:
        try:
            do()
        except StoreError as error:
            self.said.emit("error", self.model.desk.words_of(error))
            return
        except InputError as error:
            self.said.emit("error", problem_words(error.problems[0], self._))
            return
        self.model.restart()
        self.said.emit("success", done)

    # Files

    def _ask_file(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, self._("Öppna en fil med kriterier"), str(Path.home()), _FILES
        )
        if name:
            self.take_in(Path(name))

    def _send(self, words: VersionWords) -> None:
        suggested = f"{words.version.pack}-{words.version.version}.vagvalpack"
        name, _filter = QFileDialog.getSaveFileName(
            self, self._("Spara versionen som fil"), str(Path.home() / suggested), _FILES
        )
        if name:
            self.send(words, Path(name))

    def send(self, words: VersionWords, path: Path) -> None:
        """Write a version's signed file where it can be sent from."""
        try:
            self.model.work.send(words.version, path)
        except InputError as error:
            self.said.emit("error", problem_words(error.problems[0], self._))
            return
        done = self._("Version {version} är sparad som fil, med sin signatur.")
        self.said.emit("success", done.format(version=words.title))
