"""Who signed in last on this computer: a convenience, lost without harm."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from triage.services.vault_records import SignIn
from triage.whole_file import for_owner

NAME: Final = "last-sign-in"
_MOST: Final = 100
_MOST_BYTES: Final = 16 * 1024


class LastSignIn:
    """Ids of people, the one who signed in last first."""

    def __init__(self, folder: Path) -> None:
        """Keep them in the data folder."""
        self._path = folder / NAME

    def sorted(self, listed: list[SignIn]) -> list[SignIn]:
        """Return those who ever signed in first, the last of them before the others."""
        known = {person: at for at, person in reversed([*enumerate(self._read())])}
        return sorted(listed, key=lambda one: known.get(one.person, _MOST))

    def note(self, person: str) -> None:
        """Put a person first; where that cannot be written, the order stays as it was."""
        others = [one for one in self._read() if one != person]
        try:
            text = "\n".join([person, *others][:_MOST]) + "\n"
            with open(self._path, "w", encoding="utf-8", opener=for_owner) as file:
                file.write(text)
        except OSError:
            return

    def _read(self) -> list[str]:
        try:
            with self._path.open("rb") as file:
                return file.read(_MOST_BYTES).decode("utf-8", "replace").splitlines()[:_MOST]
        except OSError:
            return []
