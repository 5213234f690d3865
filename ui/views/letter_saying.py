"""What the letter page says: each message with its own thing to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.widgets.message_bar import MessageBar, MessageKind


class Saying(QObject):
    """Says things in a bar, where a message may wait behind another, and does what is pressed."""

    def __init__(self, bar: MessageBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._ways: dict[str, Callable[[], object]] = {}
        bar.action.connect(self._do)

    def say(
        self,
        kind: MessageKind,
        text: str,
        words: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Say something; `words` stand on the button that does `then`."""
        if then is not None:
            self._ways[words] = then
        self._bar.show_message(kind, text, words)

    def _do(self) -> None:
        then = self._ways[self._bar.action_button.text()]
        self._bar.dismiss()
        then()
