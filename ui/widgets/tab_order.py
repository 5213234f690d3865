"""The way of the Tab key: the order in which things are read, also for what is made later.

Going through all that a page holds takes longer than anything else about showing it, so that a
window that is `InReadingOrder` does so when a key asks the way, and only after a change.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QSplitter, QWidget


class InReadingOrder(QMainWindow):
    """A window whose Tab key leads through `reading_parts` as they are read."""

    def __init__(self) -> None:
        super().__init__()
        self._followed = True

    def reading_parts(self) -> Sequence[QWidget]:
        """Return what is in sight, in the order in which it is read."""
        raise NotImplementedError

    def read_anew(self) -> None:
        """Take note that things were made or moved: the next Tab finds its way among them."""
        self._followed = False

    def no_way_needed(self) -> None:
        """Take note that all that was made or moved is about to leave the window's sight."""
        self._followed = True

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - Qt's names
        if not self._followed:
            self._followed = True
            _follow(self.reading_parts())
        return super().focusNextPrevChild(next)


def follow_reading_order(*parts: QWidget) -> None:
    """Let Tab go through widgets one after the other, each in the order of its layouts.

    Qt's own order is that of making, which puts rows made later at the end. What they hold must
    have no focus proxies: one that stands elsewhere in Qt's order would draw the keyboard out of
    turn. Parts of a window that is `InReadingOrder` have their turn with all the rest of it.
    """
    window = parts[0].window()
    if isinstance(window, InReadingOrder):
        window.read_anew()
    else:
        _follow(parts)


def _follow(parts: Sequence[QWidget]) -> None:
    for before, after in pairwise(stop for part in parts for stop in stops(part)):
        QWidget.setTabOrder(before, after)


def keyboard_moves_on(part: QWidget) -> None:
    """Say that what has the keyboard is about to be hidden, and that it will be put elsewhere.

    Otherwise Qt asks for the next place in order, which would be found out in vain.
    `follow_reading_order` comes afterwards.
    """
    window = part.window()
    if isinstance(window, InReadingOrder):
        window.no_way_needed()


def take_focus(widget: QWidget) -> None:
    """Put the keyboard on a widget, or on the first of its parts that can take it."""
    next(stops(widget), widget).setFocus(Qt.FocusReason.OtherFocusReason)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what can take the keyboard, in reading order, hidden parts too."""
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield widget
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from stops(inside)
        return
    if isinstance(widget, QSplitter):
        halves = (widget.widget(at) for at in range(widget.count()))
        for half in filter(None, halves):
            yield from stops(half)
        return
    layout = widget.layout()
    if layout is not None:
        parts = [part for part in widget.children() if isinstance(part, QWidget)]
        yield from _in_layout(layout, parts)


def _in_layout(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """Yield from a layout's parts; `widgets` are those of the widget that it is of.

    Parts are asked for their place, not places for their part: the wrapper of a QLayoutItem
    outlives it, and when its layout is deleted the program ends with a fault.
    """
    parts = [part for part in layout.children() if isinstance(part, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(part), part) for part in parts]
    placed += [(layout.indexOf(widget), widget) for widget in widgets]
    for index, part in sorted(placed, key=itemgetter(0)):
        if index < 0:
            continue
        if isinstance(part, QWidget):
            yield from stops(part)
        else:
            yield from _in_layout(part, widgets)
