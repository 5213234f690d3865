# ruff: noqa: N802 - the camel case names are Qt's
"""One question of the checklist with its answer.

The row is one tab stop. Where the answer is segments the row itself has the keyboard; where
something is typed or ticked, the field has it and the row listens in. The arrows up and down
always lead to another question: in a field they never change an answer on the way past.
"""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import current, em
from ui.widgets.announce import announce
from ui.widgets.answers import ListAnswer, NumberAnswer, SetAnswer
from ui.widgets.layouts import BesideLayout
from ui.widgets.lookup import LookupAnswer
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.question import Question, RowWords, comparable, editor
from ui.widgets.remark_line import RemarkLine
from ui.widgets.segmented import RING, SegmentedControl
from ui.widgets.typed_keys import typed


class QuestionRow(Measured):
    """A question, its help and hint at the left, the answer at the right or below."""

    answered = Signal(str, object)  # fact, value or None
    move_asked = Signal(int)  # +1 the next question, -1 the one before
    next_unanswered = Signal()
    focused = Signal(str)  # fact
    same_asked = Signal(bool)  # answer as last time; whether by key
    typed = Signal()  # one key gave the first answer: nothing more is to be done here

    def __init__(self, question: Question, words: RowWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._words = words
        self._inside = False
        self._text = label()
        self._help = label("small")
        self._hint = label("small", tone="unknown")
        self._spare = label("small")
        self._remark: RemarkLine | None = None
        self.answer = editor(question, words)
        self.answer.chosen.connect(self._chosen)

        self._texts = QWidget()
        self._lines = QVBoxLayout(self._texts)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for line in (self._text, self._help, self._hint, self._spare):
            self._lines.addWidget(line)
        self._both = BesideLayout(self)
        self._both.addWidget(self._texts)
        self._both.addWidget(self.answer)
        if question.kind == "score":
            # The word comes first, so its steps end where those of the other rows do.
            self._both.setAlignment(self.answer, Qt.AlignmentFlag.AlignRight)

        self._text.setText(question.text)
        set_text(self._help, question.help)
        self._hint.hide()
        self._spare.hide()
        if isinstance(self.answer, SegmentedControl):
            self.answer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        else:
            for field in self._fields():
                field.installEventFilter(self)
        if isinstance(self.answer, ListAnswer):
            # On Linux a list is named by its label alone.
            self._text.setBuddy(self.answer.field)
        self._describe()
        self.ready()

    def value(self) -> object:
        """Return the answer shown, None while unanswered."""
        return self.answer.value()

    def set_value(self, value: object) -> None:
        """Show an answer without emitting."""
        if comparable(self.answer.value()) != comparable(value):
            self.answer.set_value(value)
            self._describe()

    def set_hint(self, text: str) -> None:
        """Show a line that asks for a second thought; empty takes it away."""
        set_text(self._hint, f"△ {text}" if text else "")
        self._describe()

    def set_remark(self, text: str, offer: str, *, doubtful: bool) -> None:
        """Show what is known of the answer's past; `offer` is what the one key says again."""
        if self._remark is None:
            if not text:
                return
            self._remark = RemarkLine()
            self._remark.asked.connect(lambda: self.same_asked.emit(False))
            self._lines.addWidget(self._remark)
        self._remark.show_remark(text, offer, doubtful=doubtful)
        self._describe()

    def speak(self) -> None:
        """Have the answer read out: it was given in another way than in the row."""
        announce(self, self._said())

    def set_needed(self, *, needed: bool) -> None:
        """Mark a question whose answer can no longer change anything; it stays usable."""
        set_text(self._spare, "" if needed else f"○ {self._words.not_needed}")
        set_look(self._text, "tone", "text" if needed else "muted")
        self._describe()

    def take_focus(self) -> None:
        """Move the keyboard here; what stands in a field is selected, so that typing replaces."""
        target = self if isinstance(self.answer, SegmentedControl) else self.answer.field
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._row_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return self._row_key(cast("QKeyEvent", event))
        if event.type() == QEvent.Type.ShortcutOverride and self._leaves(cast("QKeyEvent", event)):
            event.ignore()
            return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._focus_moved(inside=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _row_key(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letter = event.text().strip()
        if letter and event.isAutoRepeat() and self._takes_letters():
            return True  # a key held down answers one question, not those that follow
        before = self.answer.value()
        if self.answer.handle_key(event):
            if letter and before is None and self.answer.value() is not None:
                self.typed.emit()
            return True
        if self._remark is not None and self._remark.offers and typed(event, "same_as_last"):
            self.same_asked.emit(True)
            return True
        if not plain:
            return False
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._commit()
            self.move_asked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._commit()
            self.next_unanswered.emit()
        else:
            return False
        return True

    def _takes_letters(self) -> bool:
        return isinstance(self.answer, SegmentedControl | SetAnswer)

    def _leaves(self, event: QKeyEvent) -> bool:
        """Say whether undo is the page's: a field takes back only what is being typed there."""
        undoing = event.matches(QKeySequence.StandardKey.Undo) or event.matches(
            QKeySequence.StandardKey.Redo
        )
        half = isinstance(self.answer, NumberAnswer | LookupAnswer) and self.answer.half_typed()
        return undoing and not half

    def _commit(self) -> None:
        if not isinstance(self.answer, SegmentedControl):
            self.answer.commit()

    def _fields(self) -> list[QWidget]:
        if isinstance(self.answer, SetAnswer):
            return list(self.answer.boxes)
        return [] if isinstance(self.answer, SegmentedControl) else [self.answer.field]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.take_focus()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus_moved(inside=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focus_moved(inside=False)

    def _focus_moved(self, *, inside: bool) -> None:
        self._inside = inside
        if isinstance(self.answer, SegmentedControl):
            self.answer.set_ringed(ringed=inside)
        self.update()
        if inside:
            self.focused.emit(self.question.fact)

    # What is said and shown

    def _chosen(self, value: object) -> None:
        if isinstance(self.answer, SegmentedControl) and not self._inside:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._describe()
        announce(self, self._said())
        self.answered.emit(self.question.fact, value)

    def _said(self) -> str:
        """Return the answer in words."""
        if isinstance(self.answer, SegmentedControl) and self.answer.value() is not None:
            return self.answer.accessibleDescription()
        return self._words.unanswered if self.answer.value() is None else ""

    def _describe(self) -> None:
        self.setAccessibleName(self.question.text)
        past = "" if self._remark is None else self._remark.said
        parts = [self._said(), past, self.question.help, self._hint.text(), self._spare.text()]
        description = ". ".join(part for part in parts if part)
        self.setAccessibleDescription(description)
        for field in self._fields():
            field.setAccessibleDescription(description)

    def measure(self) -> None:
        self._lines.setSpacing(em(0.15))
        self._both.setContentsMargins(em(1.1), em(0.45), em(0.9), em(0.5))
        self._both.setSpacing(em(1.2))
        self._both.least = em(15)
        if isinstance(self.answer, SetAnswer):
            self._both.least = 1 << 20  # check boxes need the whole width
        if isinstance(self.answer, SegmentedControl):
            self._both.outset = RING

    def minimumSizeHint(self) -> QSize:
        return QSize(em(16), em(2.8))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.selected if self._inside else tokens.base))
        bottom = self.rect().bottom()
        painter.setPen(QColor(tokens.line))
        painter.drawLine(0, bottom, self.width(), bottom)
        if self._inside:
            painter.fillRect(0, 0, max(3, em(0.25)), self.height(), QColor(tokens.primary))
