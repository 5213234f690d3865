"""The colours of print: an ICC profile of sRGB, made from the numbers of its standard.

Archives ask that a file says what its colours mean. The profile is of version 2, which every
program reads, for a display.
"""

from functools import cache
from struct import pack
from typing import Final

_WHITE: Final = (0.9642, 1.0, 0.8249)  # D50, to which a profile's colours are adapted
_PRIMARIES: Final = {  # of IEC 61966-2-1, adapted to D50 after Bradford
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_POINTS: Final = 1024
"""Of the curve from a colour's number to its light."""


@cache
def profile() -> bytes:
    """Return the profile."""
    curve = b"curv" + pack(f">4xI{_POINTS}H", _POINTS, *map(_light, range(_POINTS)))
    tags = {
        b"desc": b"desc" + pack(">4xI5s", 5, b"sRGB") + bytes(78),
        b"cprt": b"text" + pack(">4x4s", b"CC0"),
        b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(primary) for tag, primary in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    data = b""
    for content in tags.values():
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
    table = pack(">I", len(tags)) + b"".join(
        tag + pack(">II", places[content], len(content)) for tag, content in tags.items()
    )
    head = pack(">I4xI4s4s4s", start + len(data), 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28) + _fixed(_WHITE)
    return head.ljust(128, b"\0") + table + data


def _light(point: int) -> int:
    """Return the light of a point on the curve, in parts of 65 535."""
    colour = point / (_POINTS - 1)
    light = colour / 12.92 if colour <= 0.04045 else ((colour + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _fixed(numbers: tuple[float, ...]) -> bytes:
    """Return numbers in the profile's own form, in parts of 65 536."""
    return pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _xyz(colour: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(colour)
