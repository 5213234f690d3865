"""An error of the store in a reader's language."""

from typing import Protocol


class Said(Protocol):
    """An error that says itself in both languages."""

    sv: str
    en: str


def error_of(error: Said, language: str) -> str:
    """Return the sentence in a language."""
    return error.en if language == "en" else error.sv
