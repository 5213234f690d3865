"""The colours of the two themes, and which of them stand on which.

Every colour a widget draws comes from here. The pairs below are what the window uses; the
tests hold each to WCAG 2.2 AA, so a new combination belongs in the lists as well.
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
        return self.name == "dark"

    def text_pairs(self) -> list[tuple[str, str]]:
        """Return (text, background) field names that are read together: 4.5:1 at least."""
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
        """Return (border, indicator or focus ring; background): 3:1 at least."""
        backs = ("window", "base", "selected", "hover", "notice", "alarm", "success")
        pairs = [(mark, back) for mark in ("border", "focus") for back in backs]
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
