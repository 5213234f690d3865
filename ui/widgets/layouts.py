# ruff: noqa: N802 - the camel case names are Qt's
"""Layouts that Qt lacks: one that flows, one that puts the answer beside or below."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class PlacedLayout(QLayout):
    """Items placed by hand: the height follows from the width. `_place` says how."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(width, 0).grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place the items, or only reckon, and return the height that they take."""
        raise NotImplementedError


class FlowLayout(PlacedLayout):
    """Items from left to right, wrapped into as many lines as the width asks for.

    In a line each stands in the middle of its height.
    """

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def sizeHint(self) -> QSize:
        """One line, if there is room for it."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0)).grownBy(
            self.contentsMargins()
        )

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        lines: list[list[tuple[QLayoutItem, QRect]]] = [[]]
        x = inner.x()
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(1, inner.width()), 1 << 20))
            if lines[-1] and x + size.width() > inner.x() + inner.width():
                x = inner.x()
                lines.append([])
            lines[-1].append((item, QRect(QPoint(x, 0), size)))
            x += size.width() + self.spacing()
        y = inner.y()
        for line in lines:
            tall = max((place.height() for _item, place in line), default=0)
            for item, place in line if move else ():
                place.moveTop(y + (tall - place.height()) // 2)
                item.setGeometry(place)
            y += tall + self.spacing()
        return y - self.spacing() - rect.y() + self.contentsMargins().bottom()


class ColumnsLayout(FlowLayout):
    """Items from left to right in as many straight columns as the width holds.

    A column is as wide as its widest item, so that every line begins its items where the lines
    above and below do.
    """

    def _place(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        items = self._shown()
        sizes = [item.sizeHint().boundedTo(QSize(max(1, inner.width()), 1 << 20)) for item in items]
        widths = self._columns([size.width() for size in sizes], inner.width())
        y = inner.y()
        for start in range(0, len(items), len(widths)):
            line = range(start, min(start + len(widths), len(items)))
            tall = max(sizes[at].height() for at in line)
            x = inner.x()
            for at, wide in zip(line, widths, strict=False):
                if move:
                    top = y + (tall - sizes[at].height()) // 2
                    items[at].setGeometry(QRect(QPoint(x, top), sizes[at]))
                x += wide + self.spacing()
            y += tall + self.spacing()
        below = self.contentsMargins().bottom()
        return y - (self.spacing() if items else 0) - rect.y() + below

    def _columns(self, wanted: list[int], room: int) -> list[int]:
        """Return the widths of the most columns that stand beside each other in this room."""
        for count in range(len(wanted), 1, -1):
            widths = [max(wanted[at::count]) for at in range(count)]
            if sum(widths) + self.spacing() * (count - 1) <= room:
                return widths
        return [room]


class Outset(PlacedLayout):
    """One control that keeps room for a focus ring at its edges, placed as far out.

    Its own edge then stands where those of the fields above and below it do.
    """

    def __init__(self, by: int = 0) -> None:
        super().__init__()
        self.by = by

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def sizeHint(self) -> QSize:
        return self._items[0].sizeHint() - QSize(2 * self.by, 0) if self._items else QSize(0, 0)

    def minimumSize(self) -> QSize:
        least = self._items[0].minimumSize() if self._items else QSize(0, 0)
        return QSize(max(0, least.width() - 2 * self.by), least.height())

    def _place(self, rect: QRect, *, move: bool) -> int:
        if not self._items:
            return 0
        item = self._items[0]
        out = rect.adjusted(-self.by, 0, self.by, 0)
        tall = item.heightForWidth(out.width()) if item.hasHeightForWidth() else 0
        tall = tall if tall > 0 else item.sizeHint().height()
        if move:
            item.setGeometry(QRect(out.x(), out.y(), out.width(), max(tall, out.height())))
        return tall


class BesideLayout(PlacedLayout):
    """A text and an answer: beside each other where both have room, else one below the other.

    The first item gets what the second leaves; `least` is the width in pixels that it needs
    for standing beside, `outset` what the answer keeps free at its edges for a focus ring.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least = 0
        self.outset = 0

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items]
        heights = [item.sizeHint().height() for item in self._items]
        size = QSize(sum(widths) + self.spacing(), max(heights, default=0))
        return size.grownBy(self.contentsMargins())

    @staticmethod
    def _tall(item: QLayoutItem, width: int) -> int:
        if item.hasHeightForWidth():
            return item.heightForWidth(width)
        return item.sizeHint().height()

    def _place(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        margins = self.contentsMargins().top() + self.contentsMargins().bottom()
        if len(self._items) != 2:
            return margins
        text, answer = self._items
        wish = answer.sizeHint().width()
        beside = inner.width() - wish - self.spacing()
        if beside >= self.least:
            heights = self._tall(text, beside), self._tall(answer, wish)
            full = max(heights)
            if move:
                full = max(full, inner.height())
                left, top = inner.x(), inner.y()
                text.setGeometry(QRect(left, top + (full - heights[0]) // 2, beside, heights[0]))
                left += beside + self.spacing() + self.outset
                answer.setGeometry(QRect(left, top + (full - heights[1]) // 2, wish, heights[1]))
            return full + margins
        wish = min(wish, inner.width())
        heights = self._tall(text, inner.width()), self._tall(answer, wish)
        gap = self.spacing() // 3
        if move:
            text.setGeometry(QRect(inner.x(), inner.y(), inner.width(), heights[0]))
            left, top = inner.x() - self.outset, inner.y() + heights[0] + gap
            if answer.alignment() & Qt.AlignmentFlag.AlignRight:
                left = inner.x() + inner.width() - wish + self.outset
            answer.setGeometry(QRect(left, top, wish, heights[1]))
        return sum(heights) + gap + margins
