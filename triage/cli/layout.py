"""Plain text in a fixed width, the same on every terminal."""

import textwrap
from collections.abc import Sequence

WIDTH = 96
"""Characters a line; what a terminal beside another window holds."""


def wrapped(text: str, *, indent: int = 0, hang: int = 0) -> list[str]:
    """Return the lines of one paragraph; `hang` more blanks before all but the first."""
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def field(label: str, text: str) -> list[str]:
    """Return `Label: text`, the text's further lines set in under it."""
    return wrapped(f"{label}: {text}", hang=4)


def listed(items: Sequence[str], sign: str = "·") -> list[str]:
    """Return one paragraph for each item, with a sign before it."""
    return [line for item in items for line in wrapped(f"{sign} {item}", indent=2, hang=2)]


def table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """Return a table with a heading row; cells wrap within their column's width."""
    lines = []
    for number, row in enumerate(rows):
        cells = [
            textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
            for cell, width in zip(row, widths, strict=True)
        ]
        for at in range(max(map(len, cells))):
            parts = [
                (cell[at] if at < len(cell) else "").ljust(width)
                for cell, width in zip(cells, widths, strict=True)
            ]
            lines.append("  ".join(parts).rstrip())
        lines.append("  ".join(("=" if number == 0 else "-") * width for width in widths))
    return lines


def printable(text: str) -> str:
    """Return a text from outside with nothing in it that could steer a terminal."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
