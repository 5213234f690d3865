"""What is remembered of how somebody works: language, look, signature, usual criteria.

Kept in the store beside the cases, not in the desktop's registry: who is signed in has their own,
and reads as the unit's what they never set. The usual criteria are the unit's alone.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from triage.services import Author, Workplace
from triage.texts import LANGUAGES

THEMES: Final = ("light", "dark", "system", "contrast")
TEXT_SIZES: Final = range(90, 201)
"""Percent."""
USUAL_SIZE: Final = 100
AUTHOR_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "author_name",
        "role": "author_role",
        "unit": "author_unit",
        "hsa_id": "author_hsa_id",
    }
)
"""Fields of `Author`, and the settings that hold them."""
_HALF: Final = re.compile("[\ud800-\udfff]")


class Preferences:
    """Reads and keeps settings; a value that makes no sense reads as if it was never set."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def _text(self, key: str, default: str = "") -> str:
        return _readable(self._workplace.own_setting(key, default), default)

    def _units(self, key: str) -> str:
        return _readable(self._workplace.setting(key), "")

    def _keep(self, key: str, value: object) -> None:
        if self._workplace.own_setting(key) != value:
            self._workplace.set_own_setting(key, value)

    @property
    def language(self) -> str:
        """`sv` or `en`."""
        chosen = self._text("language", "sv")
        return chosen if chosen in LANGUAGES else "sv"

    @language.setter
    def language(self, value: str) -> None:
        self._keep("language", value)

    @property
    def theme(self) -> str:
        """One of `THEMES`."""
        chosen = self._text("theme", "system")
        return chosen if chosen in THEMES else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._keep("theme", value)

    @property
    def text_size(self) -> int:
        """Percent, 90–200."""
        chosen = self._workplace.own_setting("text_size", USUAL_SIZE)
        return chosen if isinstance(chosen, int) and chosen in TEXT_SIZES else USUAL_SIZE

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._keep("text_size", min(max(percent, TEXT_SIZES.start), TEXT_SIZES.stop - 1))

    @property
    def still(self) -> bool:
        """Whether nothing is to move or blink."""
        return self._workplace.own_setting("still") is True

    @still.setter
    def still(self, value: bool) -> None:
        self._keep("still", value)

    @property
    def short_checklist(self) -> bool:
        """Whether the checklist asks the questions that decide most, and not all."""
        return self._workplace.own_setting("short_checklist") is True

    @short_checklist.setter
    def short_checklist(self, value: bool) -> None:
        self._keep("short_checklist", value)

    @property
    def keep_searches(self) -> bool:
        """Whether the last searches are kept, to search for again."""
        return self._workplace.own_setting("keep_searches", default=True) is not False

    @keep_searches.setter
    def keep_searches(self, value: bool) -> None:
        self._keep("keep_searches", value)

    @property
    def usual_pack(self) -> str:
        """The unit's criteria; "" for those used last."""
        return self._units("default_pack")

    @usual_pack.setter
    def usual_pack(self, pack: str) -> None:
        if self._workplace.setting("default_pack") != pack:
            self._workplace.set_setting("default_pack", pack)

    @property
    def pack_in_use(self) -> str:
        """The unit's criteria, else those used last; "" where none were ever used."""
        return self.usual_pack or self._units("last_pack")

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in, who then signs, and nobody else."""
        return self._workplace.person is not None

    @property
    def author(self) -> Author:
        """Who is signed in; where nobody has to be, who signs here, as far as it was filled in."""
        person = self._workplace.person
        if person is not None:
            return Author(person.name, person.role, person.unit, person.hsa_id)
        return Author(**{field: self._text(key) for field, key in AUTHOR_FIELDS.items()})

    def set_author(self, field: str, text: str) -> None:
        """Keep one field of `Author`, as the signing form takes it; KeyError for another.

        Of somebody who is signed in nothing is kept here: see `ui.viewmodels.people`.
        """
        from ui.viewmodels.typed_text import one_line  # noqa: PLC0415 - a start keeps nothing

        if not self.signed_in:
            self._keep(AUTHOR_FIELDS[field], one_line(text).strip())

    @property
    def geometry(self) -> str:
        """The window's place and size, as Qt writes it, in Base64."""
        return self._text("window_geometry")

    @geometry.setter
    def geometry(self, value: str) -> None:
        self._keep("window_geometry", value)

    @property
    def last_page(self) -> tuple[str, str]:
        """The page last in front, and its case or ""."""
        return self._text("last_page", "worklist"), self._text("last_case")

    @last_page.setter
    def last_page(self, value: tuple[str, str]) -> None:
        self._keep("last_page", value[0])
        self._keep("last_case", value[1])

    @property
    def purpose_read(self) -> bool:
        """Whether the notice of the first start was read."""
        return self._workplace.own_setting("purpose_read") is True

    @purpose_read.setter
    def purpose_read(self, value: bool) -> None:
        self._keep("purpose_read", value)


def _readable(value: object, default: str) -> str:
    # Half a letter can be written into a file, and then neither be kept nor asked for.
    return value if isinstance(value, str) and not _HALF.search(value) else default
