"""Writes a file whole or not at all, and says in words why it could not."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from triage.texts import Translate


class NotSavedError(Exception):
    """The file was not written; what stood there before still does. The text is for the user."""


def save(target: Path, data: bytes, _: Translate) -> None:
    """Write to a temporary file in the same folder, then put it in the target's place.

    Raises:
        NotSavedError: with a sentence that says what to do.
    """
    made: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=".vagval-", suffix=".tmp", dir=target.parent)
        made = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        made.replace(target)
    except OSError as error:
        if made is not None:
            with contextlib.suppress(OSError):  # the folder itself may be gone by now
                made.unlink()
        raise NotSavedError(_why(error, _)) from None


def _why(error: OSError, _: Translate) -> str:
    reasons = {
        errno.ENOENT: _("Mappen finns inte längre."),
        errno.ENOTDIR: _("Mappen finns inte längre."),
        errno.EACCES: _("Mappen eller filen är skrivskyddad."),
        errno.EPERM: _("Mappen eller filen är skrivskyddad."),
        errno.EROFS: _("Mappen eller filen är skrivskyddad."),
        errno.ENOSPC: _("Disken är full."),
        errno.EDQUOT: _("Disken är full."),
        errno.EISDIR: _("Där finns redan en mapp med det namnet."),
        errno.ENAMETOOLONG: _("Filnamnet är för långt."),
    }
    unnamed = _("Filen kunde inte sparas där.")
    reason = unnamed if error.errno is None else reasons.get(error.errno, unnamed)
    again = _("Remissen finns kvar här: välj en annan plats och försök igen.")
    return f"{reason} {again}"
