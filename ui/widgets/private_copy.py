"""Putting a patient's text on the clipboard: for a while, and past those who collect what is there.

Histories of clipboards and their copies in somebody's cloud are asked by the hints of each
platform to leave it out. That is asking: a program may do otherwise, so the text goes after a
while, unless something else was copied since. A lock takes it away at once.
"""

from functools import partial
from hashlib import sha256
from typing import Final

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

MINUTES: Final = 5
"""How long a text stays, if nothing else is copied."""
_MILLISECONDS: Final = MINUTES * 60_000
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


def copy_privately(text: str, milliseconds: int = _MILLISECONDS) -> None:
    """Put a text on the clipboard, and take it away again after a while."""
    clipboard = QGuiApplication.clipboard()
    data = QMimeData()
    data.setText(text)
    for kind, hint in _HINTS.items():
        data.setData(kind, hint)
    clipboard.setMimeData(data)
    # Its digest alone, for the text itself must not outlive a lock.
    forget = partial(_forget, clipboard, _digest(clipboard.text()))
    QTimer.singleShot(milliseconds, clipboard, forget)


def _forget(clipboard: QClipboard, digest: bytes) -> None:
    if _digest(clipboard.text()) == digest:
        clipboard.clear()


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", errors="surrogatepass")).digest()
