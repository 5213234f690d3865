"""Contrast between two colours as WCAG 2.2 defines it.

Knows nothing of which colours the window uses; `ui.theme.tokens` lists the pairs.
"""


def _linear(channel: int) -> float:
    """Return one sRGB channel (0–255) as linear light (0–1)."""
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Return the relative luminance (0–1) of `#RRGGBB`; ValueError for anything else."""
    digits = colour.removeprefix("#")
    if len(digits) != 6 or digits == colour:
        raise ValueError(f"{colour!r} is no colour; write it as #RRGGBB")
    red, green, blue = (_linear(int(digits[start : start + 2], 16)) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1–21) of two `#RRGGBB` colours, in either order."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
