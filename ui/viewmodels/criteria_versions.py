"""The versions of a pack as they are chosen for reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.packs.pack_version import Origin, Version
from triage.signature_words import signature_words
from triage.texts import Translate


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version that can be read, by its digest; `warning` says why nobody answers for it."""

    digest: str
    words: str
    warning: str = ""


def told_apart(versions: Iterable[Version]) -> dict[str, Version]:
    """Return the versions by digest.

    The same content can have come twice: it counts as what somebody answers for.
    """
    found: dict[str, Version] = {}
    for version in versions:
        if version.digest not in found or version.vouched_for:
            found[version.digest] = version
    return found


def version_lines(
    found: Mapping[str, Version], in_force: str, _: Translate
) -> tuple[VersionLine, ...]:
    """Return the versions in words; `in_force` is the digest of the one that is."""
    return tuple(_line(one, _, in_force=one.digest == in_force) for one in found.values())


def _line(version: Version, _: Translate, *, in_force: bool) -> VersionLine:
    origins = {
        Origin.ORIGINAL: _("original"),
        Origin.LOCAL: _("egen"),
        Origin.RECEIVED: _("mottagen"),
    }
    parts = [version.version, origins[version.origin]]
    if in_force:
        parts.append(_("gäller här"))
    warning = (
        ""
        if version.vouched_for
        else signature_words(
            version.signature,
            _,
            signer=version.signer,
            day=version.published_on,
            trusted_by=version.trusted_by,
        )
    )
    return VersionLine(version.digest, " · ".join(parts), warning)
