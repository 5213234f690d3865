# ruff: noqa: N802 - the camel case names are Qt's
"""A text that is typed: as high as it needs, one paragraph, told when the hand rests."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from triage.texts import Translate
from ui.theme import em
from ui.widgets.measured import Measured, label

_REST = 400
"""Milliseconds without a key after which what stands there is told."""
_LINES = 9
"""A longer text scrolls."""


class GrowingText(QPlainTextEdit):
    """Tab leaves it, and line breaks become spaces: the criteria hold no paragraphs."""

    typed = Signal(str)
    """What stands there, when the hand rests or the keyboard leaves."""
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self._told = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.tell)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """Return what stands there, as one paragraph."""
        return " ".join(self.toPlainText().split())

    def set_text(self, text: str) -> None:
        """Show a text without telling it; what is being typed is left alone."""
        if text != self.text():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._fit()
        self._told = text

    def tell(self) -> None:
        """Tell what stands there now, if it was not told yet."""
        self._rest.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.typed.emit(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in {"\r", "\n"}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.tell()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _changed(self) -> None:
        self._rest.start()

    def _fit(self) -> None:
        line = QFontMetrics(self.font()).lineSpacing()
        lines = min(max(1, round(self.document().size().height())), _LINES)
        tall = lines * line + 2 * round(self.document().documentMargin()) + 2 * (em(0.3) + 2)
        if tall != self.height() or self.minimumHeight() != tall:
            self.setFixedHeight(tall)


class TextPair(Measured):
    """The same words in Swedish and English, side by side; below each other where it is narrow."""

    typed = Signal(str, str)
    """Language and text."""
    left = Signal()

    def __init__(self, name: str, _: Translate) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.fields: dict[str, GrowingText] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for language, word in (("sv", _("Svenska")), ("en", _("Engelska"))):
            field = GrowingText(f"{name}, {word}")
            caption = label("small", wrap=False)
            caption.setText(word)
            caption.setBuddy(field)
            column = QVBoxLayout()
            column.setSpacing(em(0.1))
            column.addWidget(caption)
            column.addWidget(field)
            column.addStretch(1)
            self._row.addLayout(column, 1)
            self.fields[language] = field
            field.typed.connect(lambda text, one=language: self.typed.emit(one, text))
            field.left.connect(self.left)
        self.ready()

    def set_texts(self, sv: str, en: str) -> None:
        """Show both texts."""
        self.fields["sv"].set_text(sv)
        self.fields["en"].set_text(en)

    def texts(self) -> dict[str, str]:
        """Return both texts."""
        return {language: field.text() for language, field in self.fields.items()}

    def measure(self) -> None:
        self._row.setSpacing(em(0.8))
