"""The criteria as the unit keeps them: versions, the one in force, drafts, files, whom to trust.

Cases that are open follow the version in force; decided ones keep the criteria that they were
decided by. Every method may raise `InputError`, those that keep settings also `StoreError`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triage.core.compiled import CompiledPack
from triage.core.people import Author
from triage.packs.cases import ExampleCase
from triage.packs.edit import REMOVED, PackText, cases_of_text, compiled_text, with_value
from triage.packs.library import Library
from triage.packs.pack_version import SignatureState, Version
from triage.packs.problems import InputError, Problem
from triage.packs.quoting import quoted
from triage.packs.signing import SigningKey, fingerprint, read_fingerprint
from triage.whole_file import write_whole

if TYPE_CHECKING:
    from triage.core.verification import Verification
    from triage.services.workstation import Workstation

FOLDER = "criteria"
_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
_KEY, _TRUSTED = "signing_key", "trusted_keys"


class CriteriaWork:
    """What can be done with the criteria at one workstation."""

    def __init__(self, workplace: Workstation) -> None:
        self._workplace = workplace
        self._chosen: dict[str, CompiledPack] = {}

    @cached_property
    def library(self) -> Library:
        """The unit's own versions, as files."""
        folder = self._workplace.folder / FOLDER
        return Library(folder, self._workplace.catalogue, self.trusted)

    # Versions, and which one is in force

    def versions(self, pack_id: str) -> tuple[Version, ...]:
        """Return a pack's versions, the latest first, the original among them."""
        return self.library.versions(pack_id)

    def problems(self) -> tuple[str, ...]:
        """Return a line for each fault of a file here that cannot be used."""
        return tuple(map(str, self.library.problems()))

    def in_force(self, pack_id: str) -> str | None:
        """Return the digest of the version that the unit chose; None means the original.

        Refused where something else was noted: criteria that nobody chose do not stand in.
        """
        chosen = self._workplace.setting(f"in_force.{pack_id}")
        if chosen is None or (isinstance(chosen, str) and _DIGEST.fullmatch(chosen)):
            return chosen
        message = "what is noted as the version in force is no version; choose one"
        raise InputError([Problem(pack_id, "", message)])

    def version_in_force(self, pack_id: str) -> Version:
        """Return the version by which patients are weighed now."""
        return self._usable(pack_id, self.in_force(pack_id))

    def set_in_force(
        self, pack_id: str, digest: str | None, *, unsigned_accepted: bool = False
    ) -> None:
        """Weigh by a version from now on; None is the original.

        Refused for one that does not load or is too large to weigh by, and for one whose signer
        nobody here has vouched for (`trust`). One that nobody signed needs `unsigned_accepted`,
        said by a person.
        """
        version = self._usable(pack_id, digest)
        unsigned = digest is not None and version.signature is SignatureState.UNSIGNED
        if unsigned and not version.vouched_for and not unsigned_accepted:
            message = "is not signed: nobody answers for it; it is used only if you accept that"
            raise InputError([Problem(_named(version), "", message)])
        _require_weighable(self.library.read(version), _named(version))
        # Who chooses the original also follows it into the program's next version.
        kept = None if version.file is None else version.digest
        self._workplace.set_setting(f"in_force.{pack_id}", kept)

    def chosen(self, pack_id: str, digest: str) -> CompiledPack:
        """Return the version that the unit chose, ready to weigh.

        Where it cannot be used no other stands in for it: the unit has to choose again.
        """
        if digest not in self._chosen:
            self._chosen[digest] = self.library.read(self._usable(pack_id, digest))
        return self._chosen[digest]

    def compiled(self, version: Version) -> CompiledPack:
        """Return any version ready to weigh, in force or not."""
        return self.library.read(version)

    def cases(self, pack_id: str) -> tuple[ExampleCase, ...]:
        """Return the cases of the version in force."""
        return self.library.cases(self.version_in_force(pack_id))

    def verify(self, compiled: CompiledPack) -> Verification:
        """Prove a pack's promises, or find the patients who break them; touches no data."""
        from triage.core.proofs import verify  # noqa: PLC0415 - not needed to choose or edit

        return verify(compiled, self._workplace.now().date())

    # Work in progress

    def draft(self, pack_id: str) -> PackText | None:
        """Return what is being worked on; None where nothing is."""
        return self.library.draft(pack_id)

    def starting_text(self, version: Version) -> PackText:
        """Return what a draft of a version begins with.

        An approval is of the version that was read, so the draft has none.
        """
        return with_value(self.library.text(version), "pack", ("approved",), REMOVED)

    def begin_draft(self, pack_id: str, digest: str | None = None) -> PackText:
        """Begin a draft from a version (the one in force if none is named), and keep it."""
        if self.draft(pack_id) is not None:
            message = "there is one; publish or discard it first"
            raise InputError([Problem(pack_id, "draft", message)])
        named = digest or self.in_force(pack_id)
        text = self.starting_text(self._found(pack_id, named))
        self.save_draft(pack_id, text)
        return text

    def save_draft(self, pack_id: str, text: PackText) -> None:
        """Keep a draft, whether it loads or not. On disk when this returns."""
        self.library.save_draft(pack_id, text)

    def discard_draft(self, pack_id: str) -> None:
        """Give up a draft."""
        self.library.discard_draft(pack_id)

    def compiled_text(self, text: PackText) -> CompiledPack:
        """Return what a text would weigh by; `InputError` names each place that is wrong."""
        catalogue = self._workplace.catalogue
        compiled = compiled_text(text, catalogue.vocabulary, catalogue.municipalities.values())
        cases_of_text(text, compiled)
        return compiled

    def publish(self, pack_id: str, version: str, note: str, author: Author) -> Version:
        """Make a signed version of the draft. It is not in force until it is chosen.

        `version` is later than those that exist, `note` at least ten characters; `InputError`
        names the field. The workstation's key is made the first time.
        """
        name = ", ".join(filter(None, (author.name, author.unit)))
        return self.library.publish(
            pack_id,
            version,
            note,
            author=name,
            day=self._workplace.now().date(),
            key=self._key(author),
        )

    # Files from and to others

    def import_file(self, path: Path) -> Version:
        """Take in a pack file as it came; an altered one, or one that does not load, is refused."""
        return self.library.import_file(path)

    def export(self, version: Version, path: Path) -> None:
        """Write a version's signed file, as it stands, where it can be sent from."""
        data = self.library.data(version)
        try:
            write_whole(path, data)
        except OSError as error:
            message = f"{error.strerror or 'cannot be written'}; name another place"
            raise InputError([Problem(path.name, "", message)]) from None

    def trusted(self) -> dict[str, str]:
        """Return who vouched for a key here, by the key's fingerprint."""
        kept = self._workplace.setting(_TRUSTED, {})
        found = kept if isinstance(kept, dict) else {}
        return {key: who for key, who in found.items() if isinstance(who, str)}

    def trust(self, key: str, author: Author) -> None:
        """Vouch for a signer's key, after comparing its fingerprint with the signer."""
        try:
            known = read_fingerprint(key)
        except ValueError as error:
            raise InputError([Problem("key", "", str(error))]) from None
        self._workplace.set_setting(_TRUSTED, {**self.trusted(), known: author.name})

    # Inside

    def _found(self, pack_id: str, digest: str | None) -> Version:
        """Return a version by digest; of several with the same content, one vouched for."""
        for version in sorted(self.versions(pack_id), key=lambda one: not one.vouched_for):
            if version.digest == digest or (digest is None and version.file is None):
                return version
        if digest is None:
            self._workplace.catalogue.original(pack_id)  # says what is wrong with it
        short = str(digest).removeprefix("sha256:")[:12]
        message = f"the version {short} is not here any more, or not whole; choose another"
        raise InputError([Problem(pack_id, "", message)])

    def _usable(self, pack_id: str, digest: str | None) -> Version:
        version = self._found(pack_id, digest)
        if version.signature is SignatureState.UNKNOWN:
            message = (
                f"is signed with a key unknown here ({version.fingerprint}), in the name "
                f"{quoted(version.signer)}; compare the fingerprint with them and trust it first"
            )
            raise InputError([Problem(_named(version), "", message)])
        return version

    def _key(self, author: Author) -> SigningKey:
        """Return the workstation's own key, made and trusted the first time it signs."""
        kept = self._workplace.setting(_KEY)
        if isinstance(kept, str):
            with suppress(ValueError):  # no key of ours: a new one is made
                return SigningKey.from_secret(bytes.fromhex(kept))
        key = SigningKey.new()
        self._workplace.set_setting(_KEY, key.secret().hex())
        self.trust(fingerprint(key.public), author)
        return key


def _require_weighable(compiled: CompiledPack, name: str) -> None:
    """Refuse criteria that no patient can be weighed by.

    Raises:
        InputError: if their diagrams grow past the cap.
    """
    from triage.core.diagram_store import DiagramTooLargeError  # noqa: PLC0415 - only to choose
    from triage.core.recommend import recommend  # noqa: PLC0415

    try:
        recommend(compiled, {}, date.min)  # the day only decides whether the pack is valid
    except DiagramTooLargeError as error:
        message = f"too complex to weigh patients by ({error}); simplify the rules"
        raise InputError([Problem(name, "", message)]) from None


def _named(version: Version) -> str:
    return version.file.name if version.file else version.pack
