"""The recovery code: shown once, printed or saved, and typed back from the paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.door_code import CodeHelp, groups, typed_help
from ui.views.door_page import DoorPage, button
from ui.views.door_pass_line import EnteredLine
from ui.widgets.announce import announce
from ui.widgets.layouts import ColumnsLayout, FlowLayout
from ui.widgets.measured import Measured, label, set_look, set_text


class CodeLine(Measured):
    """A line for a recovery code that says at once which group holds a slip."""

    typed = Signal()
    entered = Signal()

    def __init__(self, caption: str, help_with: Callable[[str], CodeHelp]) -> None:
        super().__init__()
        self._help_with = help_with
        self.help = help_with("")
        shown = label("strong")
        shown.setText(caption)
        self.line = EnteredLine()
        self.line.setMaxLength(200)
        self.line.setAccessibleName(caption)
        self.line.setFont(_fixed(self.line.font()))
        shown.setBuddy(self.line)
        self._under = label("small")
        self._column = QGridLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for row, part in enumerate((shown, self.line, self._under)):
            self._column.addWidget(part, row, 0)
        self.line.textChanged.connect(self._follow)
        self.line.returnPressed.connect(self.entered)
        self.ready()
        self._follow("")

    def text(self) -> str:
        """Return what stands there."""
        return self.line.text()

    def note(self) -> str:
        """Return what is said of it."""
        return self._under.text()

    def _follow(self, text: str) -> None:
        before, self.help = self.help, self._help_with(text)
        told = self.help
        symbol = "✓ " if told.whole else "⚠ " if told.wrong else ""
        set_look(self._under, "tone", "yes" if told.whole else "danger" if told.wrong else "muted")
        set_look(self.line, "wrong", "true" if told.wrong else "false")
        set_text(self._under, f"{symbol}{told.text}" if told.text else "")
        self.line.setAccessibleDescription(told.text)
        if told != before and (told.wrong or told.whole):
            announce(self.line, told.text)
        self.typed.emit()

    def measure(self) -> None:
        self._column.setVerticalSpacing(em(0.25))


class ShownCode(Measured):
    """The code in its numbered groups, large and to be copied by hand."""

    def __init__(self, code: str, _: Translate) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._groups = ColumnsLayout(self)
        self._rows: list[QHBoxLayout] = []
        self._letters: list[QLabel] = []
        for number, group in enumerate(groups(code), 1):
            self._groups.addWidget(self._group(number, group, _))
        self.ready()

    def _group(self, number: int, group: str, _: Translate) -> QWidget:
        made, counted = QWidget(), label("small", wrap=False)
        letters = label("title", wrap=False)
        counted.setText(str(number))
        letters.setText(group)
        spelt = _("Grupp {number}: {letters}")
        letters.setAccessibleName(spelt.format(number=number, letters=" ".join(group)))
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(counted)
        row.addWidget(letters)
        self._rows.append(row)
        self._letters.append(letters)
        return made

    def measure(self) -> None:
        self._groups.setContentsMargins(em(1), em(0.7), em(1), em(0.7))
        self.setMaximumWidth(em(27))  # four beside each other
        self._groups.setSpacing(em(0.9))
        for row, letters in zip(self._rows, self._letters, strict=True):
            row.setSpacing(em(0.4))
            letters.setFont(_fixed(letters.font()))


class CodePage(DoorPage):
    """`done` once the code was typed back, or put off where that is allowed."""

    done = Signal(bool)
    """Whether it was typed back."""

    def __init__(
        self, _: Translate, code: str, *, unit: str, day: str, language: str, may_wait: bool
    ) -> None:
        super().__init__(_, _("Din återställningskod"), _words(_))
        self.code = code
        self._paper = (code, unit, day, language)
        self.shown = ShownCode(code, _)
        self.print_button = button(_("Skriv ut …"))
        self.save_button = button(_("Spara …"))
        self.back = CodeLine(
            _("Skriv tillbaka koden från papperet"), lambda text: typed_help(text, language, code)
        )
        self.go_on = button(_("Klart"), role="primary")
        self.later = button(_("Skriv in den senare"))
        self.later.setVisible(may_wait)
        must = label("small")
        set_text(must, "" if may_wait else _must_words(_))
        self.add(self.shown, _row(self.print_button, self.save_button), self.back, must)
        self.buttons((self.go_on, self.later))
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.back.typed.connect(self._follow)
        self.back.entered.connect(self._finish)
        self.go_on.clicked.connect(self._finish)
        self.later.clicked.connect(lambda: self.done.emit(False))
        self.ready()
        self._follow()

    def arrive(self) -> None:
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        self.say("")
        self.go_on.setEnabled(self.back.help.whole)

    def _finish(self) -> None:
        if self.back.help.whole:
            self.done.emit(True)

    def _save(self) -> None:
        _ = self._
        kinds = ";;".join((_("PDF (*.pdf)"), _("Text (*.txt)")))
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Spara återställningskoden"), _("aterstallningskod.pdf"), kinds
        )
        if name:
            self.save_to(name)

    def save_to(self, name: str) -> None:
        """Write the paper: as text where the name ends so, else as PDF."""
        from ui.views.door_paper import NotSavedError, save  # noqa: PLC0415 - seldom pressed

        try:
            save(name, self._paper, self._)
        except NotSavedError as error:
            self.say(str(error))
        else:
            told = self._("Sparad. Flytta den till ett annat ställe än den här datorn.")
            self.say(told, tone="yes")

    def _print(self) -> None:
        from ui.views.door_paper import print_code  # noqa: PLC0415 - loads what prints

        if print_code(self, self._("Skriv ut återställningskoden"), self._paper):
            self.say(self._("Utskriven. Skriv nu tillbaka den från papperet."), tone="yes")
            self.back.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(*parts: QWidget) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    flow.setContentsMargins(0, 0, 0, 0)
    flow.setSpacing(em(0.6))
    for part in parts:
        flow.addWidget(part)
    return row


def _fixed(font: QFont) -> QFont:
    """Return the computer's font of even width at the same size: no letter is taken for another."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    fixed.setPointSizeF(font.pointSizeF() if font.pointSizeF() > 0 else 12)
    return fixed


def _words(_: Translate) -> str:
    return _(
        "Den öppnar allt om en lösenfras glöms, och behövs för att återställa en säkerhetskopia på "
        "en annan dator. Den visas bara nu. Skriv ut den och lås in den på annan plats än datorn."
    )


def _must_words(_: Translate) -> str:
    return _("Utan lösenfras är koden den enda andra vägen in; därför går den inte att skjuta upp.")
