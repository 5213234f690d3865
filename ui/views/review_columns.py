# ruff: noqa: N802 - the camel case names are Qt's
"""The columns of the review page: what is decided on, and beside it the recommendation.

In a narrow window the recommendation stands below the answers, and one line of it stays at
the top.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.review_advice import Advice
from ui.views.review_advice_panel import AdvicePanel
from ui.widgets.measured import Measured
from ui.widgets.summary_line import SummaryLine

WIDE: Final = 62
"""Ems from which the recommendation has a column of its own."""


class Columns(Measured):
    """Arranges the page by the room there is.

    `below` is the place within `content` that takes the recommendation in a narrow window.
    """

    def __init__(
        self, _: Translate, content: QWidget, panel: AdvicePanel, below: QVBoxLayout
    ) -> None:
        super().__init__()
        self._ = _
        self._panel, self._below = panel, below
        self._wide: bool | None = None
        self._sought: QWidget | None = None
        self._why: QWidget | None = None
        self.summary = SummaryLine(_("Visa hela"))
        self.summary.asked_for.connect(lambda: self.bring_up(panel))
        self.area = _scrolling(content)
        self.area.verticalScrollBar().rangeChanged.connect(self._follow)
        self._right = _scrolling()
        self._side = QFrame()
        self._side.setProperty("surface", "right")
        inside = QVBoxLayout(self._side)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(self._right)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.summary)
        main.addWidget(self.area, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(main, 1)
        across.addWidget(self._side)
        self.ready()

    def summarise(self, advice: Advice) -> None:
        """Put the recommendation into the line at the top."""
        _ = self._
        match advice.levels:
            case [only]:
                levels = f"{advice.heading}: {only}"  # what was decided may be another
            case [one, other]:
                levels = _("Möjliga: {forms}").format(forms=f"{one}, {other}")
            case several:
                levels = _("{count} vårdformer är möjliga").format(count=len(several))
        self.summary.show_summary(f"{levels} · {advice.urgency}", urgent=advice.immediate)

    def to_top(self) -> None:
        """Show the page from its beginning."""
        self.area.verticalScrollBar().setValue(0)

    def bring_up(self, part: QWidget) -> None:
        """Show a part of the page from its beginning, as far up as the page can go."""
        content = self.area.widget()
        if content is not None:
            top = part.mapTo(content, part.rect().topLeft()).y()
            self.area.verticalScrollBar().setValue(top - em(0.5))

    def sees(self, part: QWidget) -> bool:
        """Say whether at least the beginning of a part is in sight."""
        view = self.area.viewport()
        top = part.mapTo(view, part.rect().topLeft()).y()
        return -part.height() < top < view.height() - em(3)

    def keep_in_sight(self, part: QWidget) -> None:
        """Scroll as far as it takes to see a part."""
        self.area.ensureWidgetVisible(part, em(1), em(4))

    def seek(self, field: QWidget, why: QWidget | None = None) -> None:
        """Keep a field that was gone to in sight, also where problems just shown push it down.

        `why` is what tells what is missing there: in sight as well where there is room.
        """
        self._sought, self._why = field, why
        self._follow()

    def let_go(self) -> None:
        """Keep no field in sight that was gone to."""
        self._sought = None

    def _follow(self) -> None:
        at, sought = self.focusWidget(), self._sought
        if sought is None or at is None:
            return
        if at is sought or sought.isAncestorOf(at):
            if self._why is not None:
                self.keep_in_sight(self._why)
            # With little room around it, or it would push out of sight what was just brought in.
            whole = sought.height() < self.area.viewport().height()
            self.area.ensureWidgetVisible(sought if whole else at, em(1), em(1 if whole else 4))
        else:
            self._sought = None

    def measure(self) -> None:
        self.summary.measure(em(1.4))
        self._side.setFixedWidth(em(25))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= em(WIDE)
        if wide == self._wide:
            return
        self._wide = wide
        if wide:
            self._below.removeWidget(self._panel)
            self._right.setWidget(self._panel)
        else:
            if self._right.widget() is not None:
                self._right.takeWidget()
            self._below.addWidget(self._panel)
        self._panel.show()
        self._side.setVisible(wide)
        self.summary.setVisible(not wide)


def _scrolling(content: QWidget | None = None) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if content is not None:
        area.setWidget(content)
    return area
