"""The colours of the themes, and which of them stand on which.

Every colour a widget draws comes from here. The pairs below are what the window uses; the
tests hold each to WCAG 2.2 AA, those of high contrast to AAA, so a new combination belongs in
the lists as well.
"""

from typing import NamedTuple


class Tokens(NamedTuple):
    """One theme; every field but `name` is `#RRGGBB`."""

    name: str
    window: str
    base: str
    text: str
    muted: str
    primary: str
    on_primary: str
    yes: str
    no: str
    unknown: str
    gap: str
    danger: str
    border: str
    line: str  # hairline between rows: decoration, carries no meaning
    selected: str  # soft backgrounds: selected row, recommendation
    notice: str  # gap and warning
    alarm: str  # danger and error
    success: str
    hover: str

    @property
    def focus(self) -> str:
        """The focus ring has the primary colour, at least 3:1 on every background."""
        return self.primary

    @property
    def dark(self) -> bool:
        return self.name.endswith("dark")

    @property
    def high_contrast(self) -> bool:
        return self.name.startswith("contrast")

    def text_pairs(self) -> list[tuple[str, str]]:
        """Return (text, background) field names that are read together.

        4.5:1 at least, in high contrast 7:1.
        """
        plain = ("window", "base", "selected", "hover")
        pairs = [
            (text, back)
            for back in plain
            for text in ("text", "muted", "primary", "yes", "no", "unknown", "gap", "danger")
        ]
        soft = {"notice": ("unknown", "gap"), "alarm": ("danger",), "success": ("yes",)}
        for back, tones in soft.items():
            pairs += [(text, back) for text in ("text", "muted", "primary", *tones)]
        return [*pairs, ("on_primary", "primary")]

    def mark_pairs(self) -> list[tuple[str, str]]:
        """Return (border, indicator or focus ring; background): 3:1 at least.

        In high contrast the hairlines between rows count as well.
        """
        backs = ("window", "base", "selected", "hover", "notice", "alarm", "success")
        marks = ("border", "focus", "line") if self.high_contrast else ("border", "focus")
        pairs = [(mark, back) for mark in marks for back in backs]
        return [*pairs, ("gap", "notice"), ("danger", "alarm"), ("yes", "success")]


LIGHT = Tokens(
    name="light",
    window="#F5F6F7",
    base="#FFFFFF",
    text="#1B1F23",
    muted="#4F5761",
    primary="#005A70",
    on_primary="#FFFFFF",
    yes="#1E6B34",
    no="#5B636C",
    unknown="#7A4A00",
    gap="#8A2B06",
    danger="#B3121D",
    border="#6F7883",
    line="#DDE1E5",
    selected="#E6F0F3",
    notice="#FFF4E2",
    alarm="#FDECEC",
    success="#E8F4EA",
    hover="#EEF3F5",
)

DARK = Tokens(
    name="dark",
    window="#1F2226",
    base="#272B30",
    text="#F0F2F4",
    muted="#B4BCC6",
    primary="#6CC6DD",
    on_primary="#10242A",
    yes="#7FD695",
    no="#AEB6BF",
    unknown="#F2B95B",
    gap="#FF9D73",
    danger="#FF8E8E",
    border="#8A939E",
    line="#3A4048",
    selected="#24363C",
    notice="#3A3122",
    alarm="#402A2C",
    success="#23382A",
    hover="#2D3339",
)

CONTRAST_LIGHT = Tokens(
    name="contrast-light",
    window="#FFFFFF",
    base="#FFFFFF",
    text="#000000",
    muted="#2B3036",
    primary="#00405A",
    on_primary="#FFFFFF",
    yes="#0A4A1D",
    no="#363C43",
    unknown="#5A3500",
    gap="#701E00",
    danger="#8C0010",
    border="#000000",
    line="#6F757C",
    selected="#DCEFF5",
    notice="#FFF3DC",
    alarm="#FDE8E8",
    success="#E3F4E6",
    hover="#EEEEEE",
)

CONTRAST_DARK = Tokens(
    name="contrast-dark",
    window="#000000",
    base="#000000",
    text="#FFFFFF",
    muted="#E2E6EA",
    primary="#7FE0FA",
    on_primary="#000000",
    yes="#8DF2A6",
    no="#D3D8DE",
    unknown="#FFD27D",
    gap="#FFB593",
    danger="#FFACAC",
    border="#FFFFFF",
    line="#8C939B",
    selected="#08303B",
    notice="#33270C",
    alarm="#3B1215",
    success="#0D3018",
    hover="#262626",
)
