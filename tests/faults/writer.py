"""A process of its own that works until it is done, dies of its disk, or is killed."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Self

Tell = Callable[[bytes], None]


class Writer:
    """A forked child and the lines it told through a pipe."""

    def __init__(self, process: int, pipe: int) -> None:
        """Take over a child that `start` made."""
        self._process = process
        self._pipe = pipe
        self._heard = b""

    @classmethod
    def start(cls, work: Callable[[Tell], None]) -> Self:
        """Let a child do the work; it tells line by line and ends with it."""
        reading, writing = os.pipe()
        sys.stdout.flush()
        process = os.fork()
        if process:
            os.close(writing)
            return cls(process, reading)
        os.close(reading)
        status = 1
        try:
            work(lambda line: _write_all(writing, line + b"\n"))
            status = 0
        except BaseException:  # noqa: BLE001 - a child must never run on as its parent
            traceback.print_exc()
        finally:
            os._exit(status)

    def hear(self, lines: int) -> bool:
        """Wait until so many lines were told; False if the child ended before."""
        while self._heard.count(b"\n") < lines:
            more = os.read(self._pipe, 65536)
            if not more:
                return False
            self._heard += more
        return True

    def kill(self) -> None:
        """Kill it, at once and without a word."""
        os.kill(self._process, signal.SIGKILL)

    def end(self) -> tuple[list[bytes], int]:
        """Wait for its end; return all whole lines, and its status as a negative signal or code."""
        while more := os.read(self._pipe, 65536):
            self._heard += more
        os.close(self._pipe)
        _, status = os.waitpid(self._process, 0)
        return self._heard.split(b"\n")[:-1], os.waitstatus_to_exitcode(status)


def _write_all(pipe: int, data: bytes) -> None:
    while data:
        data = data[os.write(pipe, data) :]
