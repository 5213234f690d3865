# ruff: noqa: N802 - the camel case names are Qt's
"""The access log: who has done what with which patient, and whether it is as it was written."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from triage.services.access import LEAST_YEARS
from ui.theme import em
from ui.viewmodels.access_log import AccessLogViewModel
from ui.viewmodels.desk import Desk
from ui.views.access_log_page_check import LogCheck, LogRule
from ui.views.access_log_page_list import LogList
from ui.views.page import Page
from ui.widgets.measured import label
from ui.widgets.message_bar import MessageBar
from ui.widgets.segmented import Option, SegmentedControl
from ui.widgets.work_bar import WorkBar


class AccessLogPage(Page):
    """The entries; or verifying them and how long they are kept."""

    searches = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = AccessLogViewModel(desk, self)
        self.bar = MessageBar(close_word=_("Stäng"))
        self.work = WorkBar(_("Avbryt"))
        self._title = label("title", wrap=False)
        self._title.setText(self.title())
        views = [Option("list", _("Poster")), Option("check", _("Kontroll och gallring"))]
        self.view = SegmentedControl(views, name=_("Visa"), required=True)
        self.view.set_value("list")
        self.list = LogList(self.model, _)
        self.check = LogCheck(self.model, _)
        self.rule = LogRule(self.model, LEAST_YEARS, _)
        self._lay_out()
        self.view.chosen.connect(self._turn)
        self.work.cancelled.connect(self.model.cancel)
        self.model.changed.connect(self._follow)
        self.model.progressed.connect(self._step)
        self.model.failed.connect(lambda text: self.bar.show_message("error", text))
        self.model.saved.connect(lambda text: self.bar.show_message("success", text))
        self.on("save_log", lambda: self.list.save("pdf"))
        self.on("leave_log", self.back.emit)

    def title(self) -> str:
        return self._("Åtkomstlogg")

    def arrive(self) -> None:
        self.rule.arrive()
        self.list.arrive()
        if self.view.value() == "check":
            self.check.anchor.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_search(self) -> None:
        self.view.set_value("list")
        self._turn("list")
        self.list.patient.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.patient.selectAll()

    def bookmark(self) -> tuple[str, ...]:
        return (str(self.view.value()),)

    def turn_to(self, mark: tuple[str, ...]) -> None:
        self.view.set_value(mark[0])
        self._turn(mark[0])

    def leave(self) -> None:
        """Let go of what is under way."""
        self.model.cancel()

    def _turn(self, value: object) -> None:
        self._stack.setCurrentIndex(0 if value == "list" else 1)
        if value != "list":
            self.rule.arrive()
            self.check.anchor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        self.work.say(self.model.doing)
        if not self.model.doing:
            self.work.progress.setRange(0, 0)

    def _step(self, done: int, of_all: int) -> None:
        self.work.progress.setRange(0, of_all)
        self.work.progress.setValue(done)

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self._title)
        self._top.addWidget(self.view)
        self._top.addStretch(1)
        inner = QWidget()
        self._second = QVBoxLayout(inner)
        self._second.setContentsMargins(0, 0, 0, 0)
        self._second.addWidget(self.check)
        self._second.addWidget(self.rule)
        self._second.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(scroll)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        for part in (self.bar, self.work):
            self._column.addWidget(part)
        self._column.addWidget(self._stack, 1)
        self._measure()

    def _measure(self) -> None:
        self._column.setContentsMargins(em(1.4), em(0.7), em(1.4), em(0.7))
        self._column.setSpacing(em(0.6))
        self._top.setSpacing(em(1))
        self._second.setSpacing(em(1.6))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._measure()
