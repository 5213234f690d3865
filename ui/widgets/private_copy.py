"""Putting a patient's text on the clipboard: for a while, and past those who collect what is there.

Histories of clipboards and their copies in somebody's cloud are asked by the hints of each
platform to leave it out. That is asking: a program may do otherwise, so the text goes after a
while, unless something else was copied since. A lock takes it away at once, and so does the end
of the program.
"""

from functools import cache
from hashlib import sha256
from typing import Final

from PySide6.QtCore import QCoreApplication, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

_MINUTE: Final = 60_000
"""Milliseconds."""
_HINTS: Final[dict[str, bytes]] = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"",
    **{
        f'application/x-qt-windows-mime;value="{name}"': bytes(4)
        for name in (
            "ExcludeClipboardContentFromMonitorProcessing",
            "CanIncludeInClipboardHistory",
            "CanUploadToCloudClipboard",
        )
    },
}


def copy_privately(text: str, minutes: float) -> None:
    """Put a text on the clipboard; it goes so many minutes later, or when the program ends."""
    QGuiApplication.clipboard().setMimeData(private_data(text))
    forget_later(minutes)


def private_data(text: str) -> QMimeData:
    """Return a text as it is put on the clipboard, for those who put it there themselves."""
    data = QMimeData()
    data.setText(text)
    for kind, hint in _HINTS.items():
        data.setData(kind, hint)
    return data


def forget_later(minutes: float) -> None:
    """Take what is on the clipboard now away so many minutes later."""
    _forgetting().wait(round(minutes * _MINUTE))


class _Forgetting(QTimer):
    """Takes the text copied last away again: one for all copies, so that the last one counts."""

    def __init__(self, app: QCoreApplication | None) -> None:
        super().__init__(app)
        self._digest = b""
        self.setSingleShot(True)
        self.timeout.connect(self._forget)
        if app is not None:
            app.aboutToQuit.connect(self._forget)  # some desktops keep it for others to paste

    def wait(self, milliseconds: int) -> None:
        """Wait from now on, for what is on the clipboard now."""
        # Its digest alone, for the text itself must not outlive a lock.
        self._digest = _digest(QGuiApplication.clipboard().text())
        self.start(milliseconds)

    def _forget(self) -> None:
        self.stop()
        clipboard = QGuiApplication.clipboard()
        if self._digest and _digest(clipboard.text()) == self._digest:
            clipboard.clear()
        self._digest = b""


@cache
def _forgetting() -> _Forgetting:
    return _Forgetting(QCoreApplication.instance())


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", errors="surrogatepass")).digest()
