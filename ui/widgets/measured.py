# ruff: noqa: N802 - the camel case names are Qt's
"""A widget whose lengths follow the text size, and a few ways to ask for a look."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.theme import current, em

TAB_AIR = 0.6
"""Ems on each side of a tab's words."""
_RESTYLED = {QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}


class Measured(QWidget):
    """Calls `measure` whenever the theme or the text size changes.

    A subclass calls it once itself, at the end of its constructor.
    """

    def measure(self) -> None:
        """Set margins and spacings from the em."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLED and self.property("measured"):
            self._restyle()

    def ready(self) -> None:
        """Measure now and from now on; a constructor's last call."""
        self.setProperty("measured", True)
        self._restyle()

    def _restyle(self) -> None:
        self.measure()
        self.updateGeometry()
        self.update()


def label(role: str = "", *, wrap: bool = True, tone: str = "") -> QLabel:
    """Return a label with a look from the style sheet; plain text, wrapped unless told."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def link_button(words: str = "") -> QPushButton:
    """Return a button that looks like a link: a way on beside what a page is for."""
    made = QPushButton(words)
    made.setProperty("role", "link")
    return made


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet reads; nothing happens if it has the value."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_text(shown: QLabel, text: str) -> None:
    """Show a text, or nothing at all where it is empty; an unchanged text is left alone."""
    if shown.text() != text:
        shown.setText(text)
    shown.setVisible(bool(text))


def tab_size(font: QFont, text: str) -> QSize:
    """Return the room that a tab takes, which is bold where it is chosen."""
    bold = QFont(font)
    bold.setBold(True)
    metrics = QFontMetrics(bold)
    width = metrics.horizontalAdvance(text) + 2 * em(TAB_AIR)
    return QSize(width, max(24, metrics.height() + em(0.9)))


def draw_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Draw the focus ring, 2 px, just inside `rect`."""
    painter.setPen(QPen(QColor(current().tokens.focus), 2))
    painter.setBrush(QColor(0, 0, 0, 0))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
