"""What is to be known of a pack before it is relied on: warnings and approval, in words."""

from collections.abc import Iterable

from triage.core.pack import Approval
from triage.texts import Translate


def warning_words(
    codes: Iterable[str], _: Translate, *, valid_from: str | None, valid_to: str | None
) -> tuple[str, ...]:
    """Return a recommendation's warnings in words; the days are the pack's, as ISO text.

    A code that is not known here, as from a later version of the program, stands as it is.
    """
    words = {
        "pack_validity_passed": _(
            "Kriteriernas giltighet gick ut {day}. Kontrollera om nyare kriterier finns."
        ).format(day=valid_to),
        "pack_not_yet_valid": _("Kriterierna börjar gälla först {day}.").format(day=valid_from),
        "municipality_of_another_pack": _(
            "Patientens kommun hör till en annan region än kriterierna. "
            "Den räknas därför som obesvarad."
        ),
    }
    return tuple(words.get(code, code) for code in codes)


def approval_words(approved: Approval | None, _: Translate) -> str:
    """Return who approved a pack for local use and when, or that no one has."""
    if approved is None:
        return _("inte godkända lokalt")
    return _("godkända av {who} {day}").format(who=approved.by, day=approved.on)
