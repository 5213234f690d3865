# ruff: noqa: N802 - the camel case names are Qt's
"""Where the parts of the letter page stand: all beside each other, or one at a time."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.views.letter_lacks import LacksList
from ui.views.letter_preview import Preview
from ui.views.letter_text import TextPanel
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import label
from ui.widgets.segmented import Option, SegmentedControl

_WIDE: Final = 62
"""Ems of width from which all stands beside the preview; else one part of it is shown."""


class Columns(QWidget):
    """The page's name, tools and lines at the top; below, the pages and what is beside them."""

    def __init__(self, preview: Preview, lacks: LacksList, panel: TextPanel, _: Translate) -> None:
        super().__init__()
        self._preview, self._lacks, self._panel = preview, lacks, panel
        views = (("pages", _("Sidor")), ("text", _("Text")), ("lacks", _("Saknas")))
        self.view = SegmentedControl(
            [Option(*one) for one in views], name=_("Visa remissen som"), required=True
        )
        self.view.set_value("pages")
        self.view.chosen.connect(self.turn)
        self._title = label("title", wrap=False)
        self._title.setText(_("Remiss"))
        self._tools = QWidget()
        self._flow = FlowLayout(self._tools)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._places: dict[QWidget, QWidget] = {}
        self._of_pages: tuple[QWidget, ...] = ()
        self._unused: set[QWidget] = set()
        top = QWidget()
        self._top = QVBoxLayout(top)
        self._top.addWidget(self._tools)
        self._beside = QWidget()
        self._texts = QVBoxLayout(self._beside)
        self._texts.addWidget(lacks)
        self._texts.addWidget(panel, 1)
        self._texts.addStretch(0)  # where the list of what lacks stands alone, at the top
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(preview)
        self._split.addWidget(self._beside)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([5600, 4400])  # shares, not pixels
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self._split, 1)

    def fill(self, language: QWidget, tools: Sequence[QWidget], lines: Sequence[QWidget]) -> None:
        """Put the page's tools at the top, and under them the lines that come and go.

        The tools are about the pages: they stand where the pages do.
        """
        self._of_pages = tuple(tools)
        for part in (self._title, language, self.view, *tools):
            self._places[part] = _middled(part)
            self._flow.addWidget(self._places[part])
        for line in lines:
            self._top.addWidget(line)
        self._measure()

    def show_tool(self, tool: QWidget, *, shown: bool) -> None:
        """Show one of the tools where the pages are shown, or never."""
        (self._unused.discard if shown else self._unused.add)(tool)
        self.turn()

    def show_lacks(self) -> None:
        """Bring the list of what lacks into sight."""
        if not self._wide():
            self.view.set_value("lacks")
            self.turn()

    def turn(self) -> None:
        """Show what there is room for."""
        wide, view = self._wide(), self.view.value()
        for tool in self._of_pages:
            shown = tool not in self._unused and (wide or view == "pages")
            self._places[tool].setVisible(shown)
        self._panel.heading.setVisible(wide)
        self._places[self.view].setVisible(not wide)
        self._preview.setVisible(wide or view == "pages")
        self._panel.setVisible(wide or view == "text")
        self._lacks.setVisible(view == "lacks" if not wide else not self._lacks.empty)
        self._beside.setVisible(wide or view != "pages")
        # Alone on the page it begins where all else does, beside the pages nearer to them.
        self._texts.setContentsMargins(em(0.8 if wide else 1.4), em(0.6), em(1.4), em(0.9))

    def _wide(self) -> bool:
        return self.width() >= em(_WIDE)

    def _measure(self) -> None:
        self._top.setContentsMargins(em(1.4), em(0.7), em(1.4), em(0.7))
        self._top.setSpacing(em(0.5))
        self._flow.setSpacing(em(0.6))
        for place in self._places.values():
            place.setMinimumHeight(self.view.sizeHint().height())
        self._texts.setSpacing(em(0.8))
        self.turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._places:
            self.turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._places:
            self._measure()


def _middled(part: QWidget) -> QWidget:
    """Return a place in a line of tools where a part stands in the middle of the height."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return place
