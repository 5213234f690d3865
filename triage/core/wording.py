"""Texts that clinicians read, and where a statement comes from."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


class Frozen(BaseModel):
    """A value read from a file: immutable, and nothing unexpected in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class KeyFaultError(ValueError):
    """What is wrong with one key of a value, seen only beside its other keys."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


class Text(Frozen):
    """The same words in both languages of the app."""

    sv: Words
    en: Words

    def __getitem__(self, language: str) -> str:
        """Return the text in `language` (`"sv"` or `"en"`)."""
        return self.en if language == "en" else self.sv


class _Basis(StrEnum):
    SOURCE = "source"  # the document says it
    DERIVED = "derived"  # follows from the document and public knowledge
    LOCAL = "local"  # the unit typed it in


Basis = Annotated[_Basis, Field(strict=False)]
"""On what a statement rests."""


class Source(Frozen):
    """Where a clinician can look a statement up."""

    document: Identifier
    section: Text

    def line(self, language: str) -> str:
        """Return the reference as one line; the document stands by its short name."""
        return f"{self.document}: {self.section[language]}"


class Document(Frozen):
    """One of the documents that criteria come from."""

    id: Identifier
    title: Text
    publisher: Words
    year: Annotated[int, Field(ge=1990, le=2100)]
