"""Lines of a text in a given width, for what is drawn without paragraphs. Lengths in points."""

from collections.abc import Iterator

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from triage.fonts import printable
from triage.right_to_left import reads_from_right


def typed_lines(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """Yield the lines of a text as somebody typed it, each as it is to be set."""
    if reads_from_right(text):  # broken as it was typed, and then set row by row
        return map(printable, lines(text, font, size, width))
    return lines(printable(text), font, size, width)


def lines(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """Yield a printable text's lines; a word that is wider than the room is broken, none is cut."""
    if "\n" not in text and stringWidth(text, font, size) <= width:
        yield text
        return
    for line in simpleSplit(text, font, size, width):
        yield from _broken(line, font, size, width)


def _broken(line: str, font: str, size: float, width: float) -> Iterator[str]:
    """Yield a line in as many as it takes; each sign is measured once, however long it is."""
    start, room = 0, width
    for at, sign in enumerate(line):
        wide = stringWidth(sign, font, size)
        if wide > room and at > start:
            yield line[start:at]
            start, room = at, width
        room -= wide
    yield line[start:]
