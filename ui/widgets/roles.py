"""What own widgets are to a screen reader, where Qt would say that they are nothing."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES: Final = {
    # Questions that have the keyboard themselves: a group of choices, its answer told beside.
    "QuestionRow": QAccessible.Role.Grouping,
    "SegmentedControl": QAccessible.Role.Grouping,
    "SetAnswer": QAccessible.Role.Grouping,
    # A page drawn as it will be printed; its text stands beside.
    "Preview": QAccessible.Role.Graphic,
    "ScoreLine": QAccessible.Role.Graphic,
    "StepList": QAccessible.Role.Grouping,
}
"""By the name of the widget's class."""


def tell_roles() -> None:
    """Have these roles told from now on; once in a program, before such widgets are made."""
    QAccessible.installFactory(_told)


def _told(kind: str, thing: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(kind)
    if role is None or not isinstance(thing, QWidget):
        return None  # Qt knows best
    return QAccessibleWidget(thing, role)
