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
    except (OSError, ValueError) as error:  # a name may hold what no file system takes
        raise NotSavedError(_why(error, _, again)) from None


def with_ending(target: Path, ending: str, _: Translate) -> Path:
    """Return a name with the ending that the file must have; what is there already is left alone.

    Raises:
        NotSavedError: where the name with its ending is another file's: nobody was asked whether
            that may go.
    """
    if target.suffix.lower() == ending or not target.name:
        return target
    whole = target.with_name(f"{target.name}{ending}")
    try:
        there = whole.exists()
    except OSError:  # a name that is too long, a network that is gone: saving says so
        return whole
    if there:
        text = _("Där finns redan en fil som heter {name}. Välj den, eller ett annat namn.")
        raise NotSavedError(text.format(name=shown_name(whole)))
    return whole


def shown_name(path: Path) -> str:
    """Return a file's name as it can be shown: half a letter of it shows as a replacement."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def _why(error: OSError | ValueError, _: Translate, again: str) -> str:
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
        errno.EINVAL: _("Filnamnet har tecken som inte går att använda där."),
        errno.ENETDOWN: _("Nätverksmappen svarar inte."),
        errno.EHOSTDOWN: _("Nätverksmappen svarar inte."),
        errno.ESTALE: _("Nätverksmappen svarar inte."),
        errno.EIO: _("Disken eller nätverksmappen svarar inte."),
    }
    unnamed = _("Filen kunde inte sparas där.")
    if isinstance(error, ValueError):
        reason = reasons[errno.EINVAL]
    else:
        reason = unnamed if error.errno is None else reasons.get(error.errno, unnamed)
    again = again or _("Remissen finns kvar här: välj en annan plats och försök igen.")
    return f"{reason} {again}"
