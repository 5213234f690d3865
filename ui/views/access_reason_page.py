# ruff: noqa: N802 - the camel case names are Qt's
"""Asks a person of another unit why they open a patient, before anything of it is shown."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.access_reason import LONGEST_REASON, AccessReason
from ui.viewmodels.desk import Desk
from ui.views.page import Page
from ui.widgets.announce import announce
from ui.widgets.measured import label, set_text

_WIDEST = 40
"""Ems of width that a line of reading takes at most."""


class _Line(QLineEdit):
    """Takes Enter for itself: the next page, which it leads to, must not be given it as well."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


class AccessReasonPage(Page):
    """One question, one line, and two ways on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = AccessReason(desk)
        self._title = label("title")
        self._title.setText(self.title())
        self._question = label()
        self._name = label("small")
        self._name.setText(_("Skäl"))
        self.reason = _Line()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText(_("till exempel: konsult i natt, ringd av jouren"))
        self._name.setBuddy(self.reason)
        self._problem = label("small", tone="danger")
        self._problem.hide()
        self.open_button = QPushButton(_("Öppna patienten"))
        self.open_button.setProperty("role", "primary")
        self.leave_button = QPushButton(_("Tillbaka"))
        self._lay_out()
        self.reason.returnPressed.connect(self._give)
        self.open_button.clicked.connect(self._give)
        self.leave_button.clicked.connect(self.back)
        self.on("leave_reason", self.back.emit)

    def title(self) -> str:
        return self._("Varför öppnar du patienten?")

    def open_case(self, case_id: str) -> None:
        self.model.open(case_id)
        self.reason.clear()
        self._question.setText(self.model.question)
        self.reason.setAccessibleDescription(self.model.question)
        set_text(self._problem, "")

    def arrive(self) -> None:
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        if self.model.give(self.reason.text()):
            self.go.emit(self.model.page, self.model.case_id)
            return
        set_text(self._problem, f"⚠ {self.model.problem}")
        announce(self.reason, self.model.problem)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.open_button)
        self._buttons.addWidget(self.leave_button)
        self._buttons.addStretch(1)
        for part in (self._title, self._question, self._name, self.reason, self._problem):
            self._column.addWidget(part)
        self._column.addLayout(self._buttons)
        self._column.addStretch(1)
        self._measure()

    def _measure(self) -> None:
        right = max(em(1.4), self.width() - em(1.4) - em(_WIDEST))
        self._column.setContentsMargins(em(1.4), em(0.9), right, em(1.4))
        self._column.setSpacing(em(0.5))
        self._buttons.setSpacing(em(0.7))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._measure()
