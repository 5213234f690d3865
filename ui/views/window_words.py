"""What the window says of itself: the line at its foot, and errors that reached the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.services import StoreError, Workplace
from triage.texts import Translate

if TYPE_CHECKING:
    from triage.core.pack import Pack


def error_words(error: BaseException, _: Translate, language: str) -> str:
    """Return what an error says itself, or that something went wrong."""
    if isinstance(error, StoreError):
        return error.sv if language == "sv" else error.en
    from triage.packs.problems import InputError  # noqa: PLC0415 - comes with the criteria

    if isinstance(error, InputError):
        problem = error.problems[0]
        broken = _("Kriterierna ”{name}” går inte att läsa; de andra fungerar.")
        return f"{broken.format(name=problem.file.split('/')[0])} {problem}"
    return _(
        "Något gick fel, och det du gjorde sist kan saknas. Svar som redan syns som "
        "sparade är sparade. Gå till arbetslistan och öppna ärendet igen."
    )


def pack_that_loads(workplace: Workplace, pack_id: str) -> Pack | None:
    """Return a pack that can be named; None where there is none, or it does not load."""
    from triage.packs.problems import InputError  # noqa: PLC0415 - comes with the criteria

    try:
        return workplace.compiled(pack_id).pack
    except InputError:
        return None


def footer_words(pack: Pack | None, _: Translate, language: str) -> tuple[str, str]:
    """Return the two parts of the line at the foot: the criteria in use, and what holds always."""
    named = ""
    if pack is not None:
        named = _("Kriterier: {name}").format(name=f"{pack.name[language]} {pack.version}")
    parts = (_("beslutsstöd, ej CE-märkt"), _("allt sparas på den här datorn"))
    return named, " · ".join(parts)


def reminder_words(workplace: Workplace, _: Translate) -> str:
    """Return what the foot of the window reminds of until it is done, "" for nothing."""
    from ui.viewmodels.door_making import code_needed  # noqa: PLC0415 - not for the list

    return _("△ Återställningskoden är inte inskriven än") if code_needed(workplace) else ""
