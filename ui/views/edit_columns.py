# ruff: noqa: N802 - the camel case names are Qt's
"""How the editing page stands: sections, form and live panel side by side, or below each other."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from triage.texts import Translate
from ui.theme import em
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label
from ui.widgets.step_choice import StepChoice
from ui.widgets.step_list import Step, StepList
from ui.widgets.summary_line import SummaryLine
from ui.widgets.tab_order import follow_reading_order

_BESIDE = 74
"""Ems of room from which on the live panel stands beside the form."""
_LISTED = 50
"""Ems of room from which on the sections stand as a list."""


class EditColumns(Measured):
    """Holds the page's parts and moves them with the room there is."""

    section_chosen = Signal(int)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self.sections = StepList(name=_("Avsnitt"))
        self.choice = StepChoice(_("Avsnitt"))
        self.undo, self.redo = QPushButton(_("Ångra")), QPushButton(_("Gör om"))
        self.discard = QPushButton(_("Kasta utkastet"))
        self.saved = label("small")
        self.name = label("strong")
        self.state = SectionHeading()
        self._panel: QWidget | None = None
        self._beside: tuple[bool, bool] | None = None
        self._make(_)
        self.sections.step_chosen.connect(self.section_chosen)
        self.choice.chosen.connect(self.section_chosen)
        self.summary.asked_for.connect(self._show_panel)
        self.middle.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._reveal)
        self.ready()

    def _make(self, _: Translate) -> None:
        self.left = self._side("left")
        self.right = self._side("right")
        self.top = Measured()
        self.top.setProperty("surface", "top")
        self.top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.summary = SummaryLine(_("Vad det betyder"))
        self.middle = QWidget()
        self._middle = QVBoxLayout(self.middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self.scroller = self._scrolled()
        self.scroller.setWidget(self.middle)
        self._side_scroll = self._scrolled()
        self._top = QHBoxLayout(self.top)
        self._top.addWidget(self.choice, 1)
        self.head = Measured()
        self._head = QVBoxLayout(self.head)
        self._middle.addWidget(self.head)
        self._left = QVBoxLayout(self.left)
        self._right = QVBoxLayout(self.right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self._side_scroll)
        self._buttons = Measured()
        self._flow = FlowLayout(self._buttons)
        self._flow.setContentsMargins(0, 0, 0, 0)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self.top)
        centre.addWidget(self.summary)
        centre.addWidget(self.scroller, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.left)
        across.addLayout(centre, 1)
        across.addWidget(self.right)

    @staticmethod
    def _side(surface: str) -> QWidget:
        side = QWidget()
        side.setProperty("surface", surface)
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return side

    @staticmethod
    def _scrolled() -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def hold(self, panel: QWidget) -> None:
        """Take the live panel in."""
        self._panel = panel
        self._beside = None
        self._arrange()

    def put(self, section: QWidget) -> None:
        """Take a section in; the page shows one at a time."""
        self._middle.insertWidget(0, section)

    def show_sections(self, steps: Sequence[Step], selected: int) -> None:
        """Show the sections and which of them is in front."""
        self.sections.set_steps(steps)
        self.sections.select(selected)
        self.choice.show_steps(steps, selected)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Rows and forms come and go; Tab follows them in the order in which they are read.
        if event.type() == QEvent.Type.LayoutRequest and watched is self.middle:
            follow_reading_order(self)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def measure(self) -> None:
        self._left.setContentsMargins(em(0.3), em(0.9), em(0.3), em(0.8))
        self._left.setSpacing(em(0.5))
        self._top.setContentsMargins(em(1.4), em(0.4), em(1.4), em(0.4))
        self._top.setSpacing(em(0.4))
        self._head.setContentsMargins(em(1.4), em(0.6), em(1.4), 0)
        self._head.setSpacing(em(0.2))
        self._flow.setSpacing(em(0.3))
        self.left.setFixedWidth(em(15.5))
        self.right.setFixedWidth(em(23.5))
        self.summary.measure(em(1.4))
        self._beside = None
        self._arrange()

    def _arrange(self) -> None:
        if self._panel is None:
            return
        now = self.width() >= em(_BESIDE), self.width() >= em(_LISTED)
        if now == self._beside:
            return
        self._beside = now
        beside, listed = now
        self.right.setVisible(beside)
        self.summary.setVisible(not beside)
        self.left.setVisible(listed)
        self.top.setVisible(not listed)
        if beside and self._side_scroll.widget() is not self._panel:
            self._side_scroll.setWidget(self._panel)
        elif not beside:
            self._side_scroll.takeWidget()
            self._middle.addWidget(self._panel)
        self._panel.show()
        self.head.setVisible(not listed)
        for button in (self.undo, self.redo):
            (self._flow if listed else self._top).addWidget(button)
        self._flow.addWidget(self.discard)
        inset = em(0.5) if listed else 0  # where the marks of the list begin
        for one in (self.state, self.name, self.saved, self._flow):
            one.setContentsMargins(inset, 0, inset, 0)
        parts = (self.state, self.name, self.sections, self._buttons, self.saved)
        if listed:
            for part in parts:
                self._left.addWidget(part)
            self._left.setStretchFactor(self.sections, 1)
        else:  # only what is always needed stays in sight
            for part in (self.state, self.name, self.saved, self._buttons):
                self._head.addWidget(part)

    def _reveal(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the keyboard into sight; Qt does so for Tab alone."""
        if now is not None and self.middle.isAncestorOf(now):
            # Later, for a form that was just unfolded has not found its place yet.
            QTimer.singleShot(0, self, self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        now = self.focusWidget()
        if now is not None and now.hasFocus() and self.middle.isAncestorOf(now):
            self.scroller.ensureWidgetVisible(now, 0, em(5))

    def _show_panel(self) -> None:
        if self._panel is not None:
            self.scroller.verticalScrollBar().setValue(self._panel.y())
