"""A connection to a bus: asks many things at once, and hears what is said meanwhile."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from jeepney import HeaderFields, Message, MessageType, message_bus
from jeepney.io.blocking import open_dbus_connection

PATIENCE: Final = 20.0
"""Seconds that a machine with much to do may take for what takes a blink otherwise."""


class GoneError(LookupError):
    """What was asked is there no more."""


class Bus:
    """One connection; `take` is called with every message that answers nothing."""

    def __init__(self, address: str, take: Callable[[Message], None]) -> None:
        self._connection = open_dbus_connection(address)
        self._take = take
        hear = message_bus.AddMatch("type='signal'")
        self._connection.send_and_get_reply(hear, timeout=PATIENCE)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def listen(self, seconds: float) -> None:
        """Take in what has been said, and wait so long for the first of it."""
        try:
            self._take(self._connection.receive(timeout=seconds))
            while True:
                self._take(self._connection.receive(timeout=0))
        except TimeoutError:
            return

    def ask(self, message: Message) -> Any:
        """Return what a call gives.

        :raises GoneError: what was asked is not there
        """
        (answer,) = self.ask_each([[message]])
        if answer is None:
            raise GoneError(message.header.fields[HeaderFields.path])
        return answer[0]

    def ask_each(self, groups: Sequence[Sequence[Message]]) -> list[list[Any] | None]:
        """Return what groups of calls give, None for a group of which something is gone.

        All are sent before the first answer is waited for: that takes a fraction of the time.
        """
        serials = [[self._send(message) for message in group] for group in groups]
        awaited = {serial for group in serials for serial in group}
        answers: dict[int, Any] = {}
        while awaited:
            got = self._connection.receive(timeout=PATIENCE)
            serial = got.header.fields.get(HeaderFields.reply_serial)
            if serial not in awaited:
                self._take(got)
                continue
            awaited.remove(serial)
            if got.header.message_type is not MessageType.error:
                answers[serial] = got.body[0] if got.body else None
        return [
            [answers[one] for one in group] if all(one in answers for one in group) else None
            for group in serials
        ]

    def _send(self, message: Message) -> int:
        serial = next(self._connection.outgoing_serial)
        self._connection.send(message, serial=serial)
        return int(serial)
