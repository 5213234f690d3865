"""The versions of a pack in words: where each comes from, who answers for it, which is in force."""

from dataclasses import dataclass

from triage.core.movement import Result
from triage.movement_words import MovementWords
from triage.packs.pack_version import Origin, SignatureState, Version
from triage.packs.problems import InputError
from triage.signature_words import signature_words
from ui.viewmodels.edit_pack import EditPack
from ui.viewmodels.edit_problem_words import problem_words


@dataclass(frozen=True, slots=True)
class VersionWords:
    """One version as it is shown."""

    version: Version
    title: str
    under: str
    signature: str
    notes: tuple[str, ...]
    """What changed, newest first."""
    in_force: bool
    usable: bool
    """False where it is altered, or its signer is unknown here."""
    tone: str


def versions(model: EditPack) -> tuple[VersionWords, ...]:
    """Return every version, the latest first."""
    try:
        now = model.work.version_in_force()
    except InputError:
        now = None
    return tuple(_words(model, one, one == now) for one in model.work.versions())


def _words(model: EditPack, version: Version, in_force: bool) -> VersionWords:
    _ = model.desk.translate
    origins = {
        Origin.ORIGINAL: _("Original, följde med programmet"),
        Origin.LOCAL: _("Publicerad på den här datorn"),
        Origin.RECEIVED: _("Mottagen som fil"),
    }
    signature = ""
    tone = "muted"
    if version.origin is not Origin.ORIGINAL:
        signature = signature_words(
            version.signature,
            _,
            signer=version.signer,
            day=version.published_on,
            trusted_by=version.trusted_by,
        )
        tone = "yes" if version.vouched_for else "danger"
    parts = [_("gäller nu") if in_force else "", origins[version.origin], signature]
    return VersionWords(
        version=version,
        title=version.version,
        under=" · ".join(filter(None, parts)),
        signature=signature,
        notes=_notes(model, version),
        in_force=in_force,
        usable=version.signature not in {SignatureState.ALTERED, SignatureState.UNKNOWN},
        tone=tone,
    )


def _notes(model: EditPack, version: Version) -> tuple[str, ...]:
    try:
        pack = model.work.read(version).pack
    except InputError as error:
        told = problem_words(error.problems[0], model.desk.translate)
        # Of an altered file the signature says all there is to say; the rest is for its maker.
        return () if version.signature is SignatureState.ALTERED else (told,)
    return tuple(f"{one.version} · {one.on} · {one.author}: {one.text}" for one in pack.changes)


def choosing_words(model: EditPack, version: Version) -> tuple[str, ...]:
    """Return what it means to weigh by a version from now on.

    Raises:
        InputError: where it cannot be read.
    """
    _ = model.desk.translate
    lines = [
        _("Alla öppna ärenden vägs genast om enligt version {version}. Beslutade ärenden behåller "
          "kriterierna som de beslutades med.").format(version=version.version)
    ]  # fmt: skip
    other = model.work.read(version)
    words = MovementWords(model.base, other, model.desk.language)
    told = model.work.difference(model.base, other).compared
    if all(one.result in {Result.SAME, Result.NOT_COMPARED} for one in told):
        lines.append(_("Ingen patient flyttas jämfört med i dag."))
    else:
        lines += [
            f"{words.title(one.outcome)}: {words.statement(one)}"
            for one in told
            if one.result is not Result.SAME
        ]
    if version.signature is SignatureState.UNSIGNED and version.origin is not Origin.ORIGINAL:
        lines.append(_("Filen är inte signerad: du svarar själv för att den får användas."))
    return tuple(lines)
