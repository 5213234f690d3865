"""One call of the list, whole, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage.right_to_left import from_left
from triage.services.advice_call import Call
from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.advice_calls import AdviceCalls
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label


class CallDetail(Measured):
    """Question, advice and patient; buttons for what may follow."""

    called_back = Signal()
    assess = Signal()
    correct = Signal()
    strike = Signal()

    def __init__(self, calls: AdviceCalls, call: Call, _: Translate) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self._column = QVBoxLayout(self)
        for words, text in (
            (_("Frågan"), call.new.question),
            (_("Rådet"), call.new.advice),
            (_("Patient"), calls.patient_words(call)),
        ):
            caption = label("small", tone="muted")
            caption.setText(words)
            shown = label()
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setText(from_left(text))
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(caption)
            self._column.addWidget(shown)
        row = QWidget()
        self._flow = FlowLayout(row)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.buttons: list[QPushButton] = []
        if call.open:
            self._button(_("Uppringd nu"), self.called_back, primary=True)
        if call.new.patient is not None and not call.case_id:
            self._button(_("Börja en bedömning"), self.assess)
        self._button(_("Rätta"), self.correct)
        self._button(_("Stryk"), self.strike)
        self._column.addWidget(row)
        self.ready()

    @property
    def first(self) -> QPushButton:
        """The button that one most likely came for."""
        return self.buttons[0]

    def _button(self, words: str, signal: object, *, primary: bool = False) -> None:
        button = QPushButton(words)
        if primary:
            button.setProperty("role", "primary")
        button.clicked.connect(signal)
        self._flow.addWidget(button)
        self.buttons.append(button)

    def measure(self) -> None:
        self._column.setContentsMargins(em(2.1), em(0.6), em(1.4), em(0.9))
        self._column.setSpacing(em(0.25))
        self._flow.setSpacing(em(0.6))
