"""A pack as a readable document, as values: finished texts in reading order, in one language.

Whoever shows it (page, print, window) chooses type and place and adds no words, so that all
of them say the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "lead", "small"]
"""How a paragraph is set: as body text, as an opening, or as small print."""

Weight = Literal["note", "gap", "holds", "fails"]
"""What a notice is about; its sign says the same without colour."""

SIGNS: dict[Weight, str] = {"note": "!", "gap": "△", "holds": "✓", "fails": "✗"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be seen before the rest is relied on."""

    text: str
    weight: Weight = "note"

    @property
    def sign(self) -> str:
        """The symbol that stands before it."""
        return SIGNS[self.weight]


@dataclass(frozen=True, slots=True)
class Terms:
    """Labels, each with what is said under it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the pack: its words, how it is weighed, what it rests on."""

    text: str
    lines: tuple[tuple[str, str], ...] = ()
    """What belongs to it, label and text: when it is met, whose task it is."""
    choices: tuple[str, ...] = ()
    """The parts of its rule, where they read better one by one under the last line."""
    source: str = ""
    running: bool = False
    """True where the words are a paragraph to read, not a line to find."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements under a lead that says how they are joined; without one they stand alone."""

    lead: str
    items: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    gap: bool = False
    """Nobody offers it here: shown in words and, where there is colour, in that of gaps."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, in groups; the first cell of each row is its heading."""

    caption: str
    head: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]
    """Each group's title and rows; a lone group may have no title."""


Block = Paragraph | Notice | Terms | Statement | Statements | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a title, and the sections inside it."""

    id: str
    """Unique in the document and the same in every language: the anchor."""
    title: str
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()
    listed: bool = True
    """Whether the contents name the sections inside it."""


@dataclass(frozen=True, slots=True)
class PackDocument:
    """The whole document."""

    language: str
    pack: str
    name: str
    version: str
    digest: str
    day: str
    """The day, as ISO text, against which validity was held."""
    title: str
    lead: str
    opening: tuple[Block, ...]
    """What stands before the first section: validity, approval, what the program says of itself."""
    contents: str
    """The title of the list of sections."""
    sections: tuple[Section, ...]
    running: str
    """Name and version, for the head of every page."""
    foot: str
    """What every page ends with."""
    page: str
    """Page number, with `{page}` and `{pages}`."""

    def all_sections(self) -> "Iterator[tuple[int, Section]]":
        """Yield every section with its depth from 1, in reading order."""

        def inside(sections: tuple[Section, ...], depth: int) -> Iterator[tuple[int, Section]]:
            for section in sections:
                yield depth, section
                yield from inside(section.sections, depth + 1)

        return inside(self.sections, 1)
