"""Making a version of a draft: what is suggested, what stands in the way, what is asked for."""

import re
from collections.abc import Iterator

from triage.core.verification import Verdict
from triage.diff_words import ChangeWords, change_words
from triage.packs.diff import changes
from triage.packs.library import SHORTEST_NOTE
from triage.packs.pack_version import Version, version_order
from ui.viewmodels.edit_meaning import Meaning, open_findings
from ui.viewmodels.edit_pack import EditPack

_NAMED = 4
"""Changes that the suggested note names; more are counted."""


def suggested_version(model: EditPack) -> str:
    """Return a name later than every version here: `2026.1.1` after the original `2026.1`."""
    names = [model.base.pack.version, *(one.version for one in model.work.versions())]
    latest = max(names, key=version_order)
    original = [one.version for one in model.work.versions() if one.file is None]
    if latest in original or not latest[-1:].isdecimal():
        return f"{latest}.1"
    return re.sub(r"\d+$", lambda last: str(int(last.group()) + 1), latest)


def changed(model: EditPack) -> tuple[ChangeWords, ...]:
    """Return what differs from the version in force, in words; none while it cannot be read."""
    if model.compiled is None or not model.loads or not model.touched:
        return ()
    found = changes(model.base, model.compiled)
    return change_words(found, model.base, model.compiled, model.desk.language)


def changed_meanings(model: EditPack) -> tuple[Meaning, ...]:
    """Return what differs as statements, the lines of each below it."""
    return tuple(Meaning("●", "primary", one.title, one.lines) for one in changed(model))


def suggested_note(model: EditPack) -> str:
    """Return a note on what changed, to be mended by who publishes."""
    _ = model.desk.translate
    titles = list(dict.fromkeys(one.title for one in changed(model)))
    more = len(titles) - _NAMED
    if more > 0:
        titles[_NAMED:] = [_("och {count} till").format(count=more)]
    text = "; ".join(titles)
    return _("Ändrat: {what}").format(what=text) if text else ""


def hindrances(
    model: EditPack, *, version: str, note: str, name: str, known: bool
) -> Iterator[str]:
    """Yield what stands in the way of publishing, in words."""
    _ = model.desk.translate
    if not model.touched:
        yield _("Inget är ändrat mot versionen som gäller.")
        return
    if not model.loads:
        yield _("Felen måste rättas först.")
        return
    if model.verification is None:
        yield _("Väntar på prövningen …")
    elif open_findings(model) and not known:
        yield _("Ta ställning till fynden: godta dem, eller ange att de är kända.")
    if not version.strip():
        yield _("Ange versionens namn.")
    if len(" ".join(note.split())) < SHORTEST_NOTE:
        yield _("Skriv vad som ändrats och varför, minst tio tecken.")
    if not name.strip():
        yield _("Ange vem som publicerar.")


def full_note(model: EditPack, note: str) -> str:
    """Return the note, with the findings that are published as known."""
    found = ", ".join(one.id for one in open_findings(model))
    if not found:
        return note
    _ = model.desk.translate
    known = _("Kända fynd: {names}.").format(names=found)
    return f"{note.rstrip('.')}. {known}"


def not_proven(model: EditPack) -> bool:
    """Whether some property could be proved in neither direction."""
    verification = model.verification
    return verification is not None and any(
        proof.verdict is Verdict.NOT_PROVEN for proof in verification.proofs
    )


def publish(model: EditPack, version: str, note: str, name: str, *, use: bool) -> Version:
    """Make the version; with `use` it is in force at once.

    Raises:
        InputError: where version or note are refused, or it cannot be written.
    """
    model.work.keep(model.text)
    made = model.work.publish(version.strip(), full_note(model, note.strip()), name.strip())
    if not model.work.author().name:  # asked for once is enough
        model.desk.workplace.set_setting("author_name", name.strip())
    if use:
        model.work.put_in_force(made)
    model.restart()
    return made
