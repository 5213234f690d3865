"""Reads the picture that Xvfb keeps of its screen in a file: an X window dump of 32-bit pixels."""

import struct
from pathlib import Path

from PySide6.QtGui import QImage

_FIELDS = 25  # of 32 bits each, big-endian; see X11/XWDFile.h
_WIDTH, _HEIGHT, _LINE, _COLOURS = 4, 5, 12, 19


def picture(file: Path) -> QImage:
    """Return what stands on the screen; ValueError where the file is of another kind."""
    data = file.read_bytes()
    head = struct.unpack(f">{_FIELDS}I", data[: _FIELDS * 4])
    size, version, depth, bits = head[0], head[1], head[3], head[11]
    if (version, depth, bits) != (7, 24, 32):
        raise ValueError(f"{file}: version {version}, depth {depth}, {bits} bits a pixel")
    start = size + head[_COLOURS] * 12
    pixels = data[start : start + head[_LINE] * head[_HEIGHT]]
    shape = QImage.Format.Format_RGB32
    # A copy, since the image would only borrow the bytes.
    return QImage(pixels, head[_WIDTH], head[_HEIGHT], head[_LINE], shape).copy()
