"""How the window looked when somebody was signed in last: for the door, which opens no store.

A small file beside the store, with language, theme, text size and stillness. Nothing else ever
stands in it: it is read by anybody who starts the program.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from triage.texts import LANGUAGES
from triage.whole_file import write_whole
from ui.viewmodels.preferences import TEXT_SIZES, THEMES, USUAL_SIZE, Preferences

FILE: Final = "last-look.json"
_LARGEST: Final = 1_000
"""Bytes; a longer file is none of ours."""


@dataclass(frozen=True, slots=True)
class DoorLook:
    """Language, theme, percent of text size, and whether nothing is to move."""

    language: str = "sv"
    theme: str = "system"
    text_size: int = USUAL_SIZE
    still: bool = False


def look_of(preferences: Preferences) -> DoorLook:
    """Return how the window looks to whoever is signed in."""
    return DoorLook(
        preferences.language, preferences.theme, preferences.text_size, preferences.still
    )


def read_look(folder: Path) -> DoorLook:
    """Return how it looked last; what makes no sense reads as if it was never kept."""
    try:
        with (folder / FILE).open("rb") as file:
            kept = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return DoorLook()
    if not isinstance(kept, dict):
        return DoorLook()
    usual = DoorLook()
    language, theme, size = (kept.get(key) for key in ("language", "theme", "text_size"))
    return DoorLook(
        language if isinstance(language, str) and language in LANGUAGES else usual.language,
        theme if isinstance(theme, str) and theme in THEMES else usual.theme,
        size if type(size) is int and size in TEXT_SIZES else usual.text_size,
        kept.get("still") is True,
    )


def keep_look(folder: Path, look: DoorLook) -> None:
    """Keep how it looks; a disk that takes no file leaves the door with its usual look."""
    if read_look(folder) == look and (folder / FILE).exists():
        return
    with suppress(OSError):
        write_whole(folder / FILE, json.dumps(asdict(look)).encode("ascii"))
