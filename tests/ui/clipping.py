"""Finds text on a page that has less room than it needs, as a reader would see it cut off."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

_SLACK = 1
"""Pixels by which rounding may be out."""


def cut_off(top: QWidget) -> Iterator[str]:
    """Yield what is cut off, each with its kind, its text and how much is missing."""
    for widget in top.findChildren(QWidget):
        if not widget.isVisibleTo(top):
            continue
        text = said(widget)
        if text:
            for what in _missing(widget, text):
                yield f"{type(widget).__name__} {text[:60]!r}: {what}"


def scrolled_sideways(top: QWidget) -> Iterator[str]:
    """Yield each area that has to be scrolled sideways to be read."""
    for area in top.findChildren(QAbstractScrollArea):
        bar = area.horizontalScrollBar()
        if area.isVisibleTo(top) and bar.maximum() > _SLACK and _is_page(area):
            yield f"{type(area).__name__} {area.accessibleName()!r}: {bar.maximum()} px"


def spoken_on(top: QWidget) -> Iterator[tuple[str, str]]:
    """Yield everything that is seen, read out or told where the pointer rests, and where."""
    yield "title", top.windowTitle()
    for widget in top.findChildren(QWidget):
        if not widget.isVisibleTo(top):
            continue
        kind = type(widget).__name__
        told = [said(widget), widget.toolTip(), widget.accessibleName()]
        told.append(widget.accessibleDescription())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            told.append(widget.placeholderText())
        if isinstance(widget, QTableView):
            told += _head_of(widget)
        yield from ((kind, text) for text in told if text)


def _head_of(table: QTableView) -> list[str]:
    model = table.model()
    across = Qt.Orientation.Horizontal
    return [str(model.headerData(at, across) or "") for at in range(model.columnCount())]


def said(widget: QWidget) -> str:
    """Return the text that a widget shows by itself."""
    match widget:
        case QLabel() | QAbstractButton():
            return widget.text()
        case QComboBox():
            return widget.currentText()
        case _:
            return ""


def _missing(widget: QWidget, text: str) -> Iterator[str]:
    if widget.width() < (wide := _width_of(widget)) - _SLACK and not _told_whole(widget, text):
        yield f"{widget.width()} wide, needs {wide}"
    if widget.height() < (high := _height_of(widget)) - _SLACK:
        yield f"{widget.height()} high, needs {high}"
    hidden = _outside_parents(widget)
    if hidden:
        yield hidden


def _width_of(widget: QWidget) -> int:
    """Return the width below which some of the text is lost."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.minimumSizeHint().width()
    if isinstance(widget, QComboBox):  # as wide as its longest choice, where there is room
        metrics = widget.fontMetrics()
        choices = [widget.itemText(at) for at in range(widget.count())]
        longest = max(map(metrics.horizontalAdvance, choices))
        shown = metrics.horizontalAdvance(widget.currentText())
        return widget.sizeHint().width() - longest + shown
    if widget.hasHeightForWidth():  # goes on in another line, between words
        return max(map(widget.fontMetrics().horizontalAdvance, said(widget).split()))
    return widget.sizeHint().width()


def _height_of(widget: QWidget) -> int:
    if widget.hasHeightForWidth():
        return widget.heightForWidth(widget.width())
    return widget.minimumSizeHint().height()


def _told_whole(widget: QWidget, text: str) -> bool:
    """Say whether a shortened text stands whole where the pointer rests."""
    if isinstance(widget, QComboBox):  # is shortened by Qt
        return widget.toolTip() == text
    return "…" in text and bool(widget.toolTip())


def _outside_parents(widget: QWidget) -> str:
    """Return by how much a widget reaches over the edge of something that does not scroll."""
    rect = QRect(QPoint(), widget.size())
    one = widget
    while (parent := one.parentWidget()) is not None and not one.isWindow():
        rect.translate(one.pos())
        one = parent
        if isinstance(one.parentWidget(), QAbstractScrollArea):
            return ""  # the rest can be scrolled to
        over = rect.united(one.rect())
        right, below = over.width() - one.width(), over.height() - one.height()
        if right > _SLACK or below > _SLACK:
            return f"{right} over the side, {below} over the end of {type(one).__name__}"
    return ""


def _is_page(area: QAbstractScrollArea) -> bool:
    return area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
