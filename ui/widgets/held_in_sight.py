"""Keeps what is being read where it is while what stands above it grows or shrinks."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QScrollArea, QWidget


@contextmanager
def held_in_sight(panel: QWidget) -> Iterator[None]:
    """Change a panel inside a scrolled area; the part in use or in sight does not move.

    That is the part with the keyboard, where it is in sight; else the first one that is, where
    the area is scrolled into the panel. At its top a panel stays at its top.
    """
    area = area_of(panel)
    part = None if area is None else _part_to_hold(panel, area)
    if area is None or part is None:
        yield
        return
    before = _top(part, area)
    yield
    # Heights follow from texts that have just changed, and are told from the inside out.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    bar = area.verticalScrollBar()
    if part.isVisibleTo(panel):
        bar.setValue(bar.value() + _top(part, area) - before)


def area_of(panel: QWidget) -> QScrollArea | None:
    """Return the scrolled area that a widget lies in."""
    parent = panel.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _part_to_hold(panel: QWidget, area: QScrollArea) -> QWidget | None:
    used = panel.focusWidget()
    if used is not None and used.hasFocus() and panel.isAncestorOf(used) and _in_sight(used, area):
        return used
    if _top(panel, area) >= 0:
        return None
    return next((part for part in _parts(panel) if _in_sight(part, area)), None)


def _parts(panel: QWidget) -> Iterator[QWidget]:
    """Yield a panel's parts from the top, the smaller ones inside before the larger."""
    layout = panel.layout()
    if layout is None:
        return
    # Parts are asked for their place: the wrapper of a layout's item outlives the item.
    parts = [part for part in panel.children() if isinstance(part, QWidget)]
    for part in sorted(parts, key=layout.indexOf):
        if layout.indexOf(part) >= 0 and part.isVisibleTo(panel):
            yield from _parts(part)
            yield part


def _in_sight(part: QWidget, area: QScrollArea) -> bool:
    """Say whether a part begins inside what is to be seen."""
    return 0 <= _top(part, area) < area.viewport().height()


def _top(part: QWidget, area: QScrollArea) -> int:
    return part.mapTo(area.viewport(), QPoint(0, 0)).y()
