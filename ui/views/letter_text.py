# ruff: noqa: N802 - the camel case names are Qt's
"""The letter's text for the record system: how long it is, copying it, noting that it is there."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.actions import keys_of
from ui.theme import em
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured
from ui.widgets.moved_line import MovedLine
from ui.widgets.private_copy import private_data
from ui.widgets.segmented import Option, SegmentedControl


class _Text(QPlainTextEdit):
    """A part that is copied by the text's own keys or menu is as private as all of it."""

    def createMimeDataFromSelection(self) -> QMimeData:
        return private_data(self.textCursor().selection().toPlainText())


class TextPanel(Measured):
    """The text as it is copied; it can be marked and read, not changed."""

    def __init__(self, _: Translate, copy_button: QPushButton) -> None:
        super().__init__()
        self.length = SegmentedControl(
            [Option(True, _("Kort")), Option(False, _("Hela"))],
            name=_("Textens längd"),
            required=True,
        )
        self.heading = SectionHeading(_("Texten, för journalsystemet"))
        self.moved = MovedLine(keys_of("moved_letter")[0])
        self.text = _Text()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Remissens text"))
        tools = QWidget()
        self._flow = FlowLayout(tools)
        self._column = QVBoxLayout(self)
        self._flow.addWidget(self.length)
        self._flow.addWidget(copy_button)
        self._flow.addWidget(self.moved)
        self._column.addWidget(self.heading)
        self._column.addWidget(tools)
        self._column.addWidget(self.text, 1)
        self.ready()

    def show_text(self, text: str, *, short: bool) -> None:
        """Show a text in place of the one before; an unchanged one stays as it is scrolled."""
        self.length.set_value(short)
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)

    def copies_itself(self) -> bool:
        """Say whether what is on the clipboard is what is marked here."""
        marked = self.text.textCursor()
        if not self.text.hasFocus() or not marked.hasSelection():
            return False
        return QGuiApplication.clipboard().text() == marked.selection().toPlainText()

    def measure(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(0.4))
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.setSpacing(em(0.6))
