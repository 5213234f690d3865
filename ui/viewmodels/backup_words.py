"""How a backup is told: when, how large, what is in it, and why it was made."""

from datetime import date, datetime
from typing import Final

from triage.core.swedish_time import SWEDEN
from triage.services.backup_kept import Backup
from triage.texts import Translate
from ui.viewmodels.ages import short_day

_UNITS: Final = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"))


def when(at: datetime, today: date, _: Translate) -> str:
    """Return a time as `i dag 13.02` or `22 nov 13.02`."""
    local = at.astimezone(SWEDEN)
    time = local.strftime(_("%H.%M"))
    days = (today - local.date()).days
    if days == 0:
        return _("i dag {time}").format(time=time)
    if days == 1:
        return _("i går {time}").format(time=time)
    return f"{short_day(local.date(), today, _)} {time}"


def size(count: int, _: Translate) -> str:
    """Return a number of bytes as `1,2 MB`."""
    for unit, name in _UNITS:
        if count >= unit:
            number = count / unit
            text = f"{number:.1f}" if number < 10 else f"{number:.0f}"
            mark = _(",")  # the decimal mark
            return f"{text.replace('.', mark)} {name}"
    return f"{count} B"


def holds(one: Backup, _: Translate) -> str:
    """Return how much is in a backup."""
    if one.decisions == 1:
        return _("ett beslut")
    return _("{count} beslut").format(count=one.decisions)


def reason(word: str, _: Translate) -> str:
    """Return why it was made; "" for what needs no telling."""
    known = {
        "asked": _("på begäran"),
        "before_migration": _("före uppdatering"),
        "before_encryption": _("före kryptering"),
        "before_purge": _("före gallring"),
        "before_rekey": _("före nyckelbyte"),
        "after_rekey": _("efter nyckelbyte"),
        "rekeyed": _("efter nyckelbyte"),
        "after_purge": _("efter gallring"),
        "purged": _("efter gallring"),
    }
    return known.get(word, "")


def under(one: Backup, _: Translate) -> str:
    """Return the line below a backup's time."""
    if one.code is not None:
        return _("går inte att läsa")
    parts = [holds(one, _), size(one.size, _), reason(one.reason, _)]
    if one.elsewhere:
        parts.append(_("i den andra mappen"))
    return " · ".join(filter(None, parts))
