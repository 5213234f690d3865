"""Says a text to a screen reader without moving the focus."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a text read out: when the reader pauses, or at once where it is urgent."""
    if not text:
        return
    from PySide6.QtGui import (  # noqa: PLC0415 - a start says nothing
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
