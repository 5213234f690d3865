# ruff: noqa: N802 - the camel case names are Qt's
"""What there is to read: regions, versions and the sections of the document in sight."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from triage.texts import Translate
from ui.theme import current, em
from ui.viewmodels.criteria import Heading
from ui.viewmodels.criteria_versions import VersionLine
from ui.widgets.calm_box import CalmBox
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label, link_button, set_text

WIDTH: Final = 20
"""Ems of the column with the contents."""
_ROUNDING: Final = 1
"""Pixels by which a text that just fits when measured may not fit when drawn."""
_ANCHOR: Final = Qt.ItemDataRole.UserRole


def _box(name: str) -> CalmBox:
    made = CalmBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    return made


class Choice(Measured):
    """Which pack, which version where there are several, and in a narrow window which section."""

    pack_chosen = Signal(str)
    version_chosen = Signal(str)
    section_chosen = Signal(str)
    versions_asked = Signal()

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._heading = SectionHeading(_("Kriterier för"))
        self.packs, self.versions = _box(_("Kriterier för")), _box(_("Version"))
        self._heading.setBuddy(self.packs)  # on Linux a list is named by its label alone
        self.sections = _box(_("Innehåll"))
        self.sections.setPlaceholderText(_("Innehåll"))
        self.manage = link_button(_("Versioner"))
        self.manage.setToolTip(_("Välj vilken version som gäller här, ta emot eller skicka en"))
        self.manage.clicked.connect(self.versions_asked)
        self._boxes = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for box in (self.packs, self.versions, self.sections):
            self._boxes.addWidget(box, 1)
        self._boxes.addWidget(self.manage, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._heading)
        self._column.addLayout(self._boxes)
        self.sections.activated.connect(self._choose_section)
        self.packs.activated.connect(self._choose_pack)
        self.versions.activated.connect(self._choose_version)
        self.ready()

    def show_packs(self, packs: Sequence[tuple[str, str]], chosen: str) -> None:
        _fill(self.packs, packs, chosen)

    def show_versions(self, versions: Sequence[VersionLine], chosen: str) -> None:
        _fill(self.versions, [(one.digest, one.words) for one in versions], chosen)
        self.versions.setVisible(len(versions) > 1)

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """Show the sections that can be chosen where the contents have no room."""
        entries = [(one.anchor, "\N{EM SPACE}" * (one.depth - 1) + one.title) for one in headings]
        _fill(self.sections, entries, "")

    def follow(self, anchor: str) -> None:
        """Show in which section the reader is; inside one, that one stays."""
        at = self.sections.findData(anchor)
        if at >= 0 or not anchor:
            self.sections.setCurrentIndex(at)

    def lie(self, *, flat: bool) -> None:
        """Stand as a column, or lie in one line above the text."""
        directions = QBoxLayout.Direction
        self._boxes.setDirection(directions.LeftToRight if flat else directions.TopToBottom)
        self._heading.setHidden(flat)
        self.sections.setVisible(flat)

    def _choose_section(self, index: int) -> None:
        self.section_chosen.emit(self.sections.itemData(index))

    def _choose_pack(self, index: int) -> None:
        self.pack_chosen.emit(self.packs.itemData(index))

    def _choose_version(self, index: int) -> None:
        self.version_chosen.emit(self.versions.itemData(index))

    def measure(self) -> None:
        self._column.setSpacing(em(0.35))
        self._boxes.setSpacing(em(0.45))
        for box in (self.packs, self.versions, self.sections):
            # In one line they would else hold every page of the window wider than a screen.
            box.setMinimumWidth(em(7))


def _fill(box: QComboBox, entries: Sequence[tuple[str, str]], chosen: str) -> None:
    box.clear()
    for key, words in entries:
        box.addItem(words, key)
    box.setCurrentIndex(box.findData(chosen))


class _Wrapped(QStyledItemDelegate):
    """Gives a title as many lines as it needs; a tree by itself would cut it short."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        tree = self._tree
        depth = 1 if index.parent().isValid() else 0
        beside = 2 * (tree.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1)
        room = tree.viewport().width() - depth * tree.indentation() - beside - _ROUNDING
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        wraps = Qt.TextFlag.TextWordWrap
        lines = tree.fontMetrics().boundingRect(QRect(0, 0, max(1, room), 0), wraps, text)
        return QSize(room, max(24, lines.height() + em(0.4)))


class Sections(QTreeWidget):
    """The contents; the arrows lead through the document, Enter into its text."""

    asked = Signal(str)
    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Wrapped(self))
        self.itemSelectionChanged.connect(self._ask)
        self.itemActivated.connect(lambda _item: self.entered.emit())

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """Show the contents of another document, none of them chosen."""
        self.blockSignals(True)
        self.clear()
        above: QTreeWidgetItem | None = None
        for heading in headings:
            item = QTreeWidgetItem([heading.title])
            item.setData(0, _ANCHOR, heading.anchor)
            if heading.depth == 1 or above is None:
                self.addTopLevelItem(item)
                above = item
            else:
                above.addChild(item)
        self.expandAll()
        self.blockSignals(False)

    def follow(self, anchor: str) -> None:
        """Mark where the reader is, without asking to go there."""
        item = next((one for one in self._items() if one.data(0, _ANCHOR) == anchor), None)
        if item is None:
            # Deeper than the contents go: the section around it stays marked; above all: none.
            if not anchor:
                self.clearSelection()
            return
        if item is not self.currentItem() or not item.isSelected():
            self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(False)
            self.viewport().update()

    def anchor(self) -> str:
        """Return the section that is marked, "" for none."""
        item = self.currentItem()
        marked = item is not None and item.isSelected()
        return str(item.data(0, _ANCHOR)) if item is not None and marked else ""

    def titles(self) -> list[str]:
        """Return what is listed."""
        return [item.text(0) for item in self._items()]

    def _items(self) -> list[QTreeWidgetItem]:
        found = []
        for at in range(self.topLevelItemCount()):
            item = self.topLevelItem(at)
            if item is not None:
                found.append(item)
                inside = (item.child(place) for place in range(item.childCount()))
                found.extend(child for child in inside if child is not None)
        return found

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._look()

    def _look(self) -> None:
        """Mark the section in sight softly, and strongly where the keyboard is."""
        tokens = current().tokens
        back, text = (
            (tokens.primary, tokens.on_primary)
            if self.hasFocus()
            else (tokens.selected, tokens.text)
        )
        sheet = (
            "QTreeWidget, QTreeWidget:focus { border: 0;"
            f" selection-background-color: {back}; selection-color: {text}; }}"
            "QTreeWidget::item { min-height: 0; padding: 0; }"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def _ask(self) -> None:
        if self.anchor():
            self.asked.emit(self.anchor())


class Contents(Measured):
    """The column at the left: choice, sections, and how far the proofs have come."""

    def __init__(self, _: Translate, choice: QWidget) -> None:
        super().__init__()
        self.setProperty("surface", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading = SectionHeading(_("Innehåll"))
        self.sections = Sections(_("Innehåll"))
        self._proving = label("small")
        self._words = _("Bevisen räknas fram …")
        self._column = QVBoxLayout(self)
        self._column.addWidget(choice)
        self._column.addWidget(self._heading)
        self._column.addWidget(self.sections, 1)
        self._column.addWidget(self._proving)
        self.ready()

    def say_proving(self, *, proving: bool) -> None:
        """Say that proofs are on their way, or nothing."""
        set_text(self._proving, self._words if proving else "")

    def take(self, choice: QWidget) -> None:
        """Have the choice above the sections."""
        self._column.insertWidget(0, choice)

    def measure(self) -> None:
        self._column.setContentsMargins(em(0.9), em(0.9), em(0.5), em(0.6))
        self._column.setSpacing(em(0.5))
        self.sections.setIndentation(em(0.9))
        self.setFixedWidth(em(WIDTH))
