"""Saves a letter, or another document, where the user says, and says in words why it could not."""

import errno
from pathlib import Path

from triage.texts import Translate
from triage.whole_file import write_whole


class NotSavedError(Exception):
    """The file was not written; what stood there before still does. The text is for the user."""


def save(target: Path, data: bytes, _: Translate, *, again: str = "") -> None:
    """Write the file, or say why not; `again` says what to do then, for what is no letter.

    Raises:
        NotSavedError: with a sentence that says what to do.
    """
    try:
        write_whole(target, data)
    except OSError as error:
        raise NotSavedError(_why(error, _, again)) from None


def _why(error: OSError, _: Translate, again: str) -> str:
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
    again = again or _("Remissen finns kvar här: välj en annan plats och försök igen.")
    return f"{reason} {again}"
