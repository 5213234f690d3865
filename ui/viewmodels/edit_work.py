"""What editing asks of the workstation, in one place: drafts, checks, proofs, versions."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from triage.core.compiled import CompiledPack
from triage.core.movement import Difference
from triage.core.people import Author
from triage.core.verification import Verification
from triage.packs.edit import PackText
from triage.packs.pack_version import Origin, Version
from triage.packs.problems import InputError
from triage.services import Workplace
from ui.viewmodels.preferences import Preferences


class EditWork:
    """One pack's drafts and versions. Methods raise `InputError` and `StoreError`."""

    def __init__(self, workplace: Workplace, pack_id: str) -> None:
        self._workplace, self._pack_id = workplace, pack_id
        self._criteria = workplace.criteria

    # The draft

    def in_force(self) -> CompiledPack:
        """Return the version that patients are weighed by; the original while it is `lost`."""
        if self.lost():
            return self._workplace.catalogue.original(self._pack_id)
        return self._workplace.compiled(self._pack_id)

    def lost(self) -> InputError | None:
        """Return why the chosen version cannot be used; another has to be chosen then."""
        try:
            if self._criteria.in_force(self._pack_id) is not None:
                self._workplace.compiled(self._pack_id)
        except InputError as error:
            return error
        return None

    def text_in_force(self) -> PackText:
        """Return what a draft of it begins with; of the original while it is `lost`."""
        if self.lost():
            version = next(one for one in self.versions() if one.origin is Origin.ORIGINAL)
        else:
            version = self._criteria.version_in_force(self._pack_id)
        return self._criteria.starting_text(version)

    def draft(self) -> PackText | None:
        """Return the draft that was kept; None where there is none."""
        return self._criteria.draft(self._pack_id)

    def keep(self, text: PackText) -> None:
        """Keep a draft; on disk when this returns."""
        self._criteria.save_draft(self._pack_id, text)

    def discard(self) -> None:
        """Throw the draft away."""
        self._criteria.discard_draft(self._pack_id)

    # What it means

    def compiled(self, text: PackText) -> CompiledPack:
        """Return a text as criteria ready to weigh by."""
        return self._criteria.compiled_text(text)

    def difference(self, old: CompiledPack, new: CompiledPack) -> Difference:
        """Return who is weighed otherwise."""
        from triage.core.difference import difference  # noqa: PLC0415 - with the first change

        return difference(old, new)

    def verify(self, text: PackText, day: date) -> Verification:
        """Prove what a pack is held to. Shares nothing with the window: any thread may ask."""
        from triage.core.proofs import verify  # noqa: PLC0415 - with the first rest

        return verify(self.compiled(text), day)

    # Local prerequisites

    def switched_on(self) -> frozenset[str]:
        """Return the local prerequisites that the unit has switched on."""
        kept = self._workplace.setting(f"switched_on.{self._pack_id}", [])
        return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()

    def switch(self, prerequisite: str, *, on: bool) -> None:
        """Switch a local prerequisite on or off, for this workstation."""
        kept = self.switched_on()
        now = kept | {prerequisite} if on else kept - {prerequisite}
        self._workplace.set_setting(f"switched_on.{self._pack_id}", sorted(now))

    # Versions

    def author(self) -> Author:
        """Return who signs at this workstation, as far as it was filled in."""
        return Preferences(self._workplace).author

    def versions(self) -> tuple[Version, ...]:
        """Return the pack's versions, the latest first, the original among them."""
        return self._criteria.versions(self._pack_id)

    def version_in_force(self) -> Version:
        """Return the version that patients are weighed by."""
        return self._criteria.version_in_force(self._pack_id)

    def read(self, version: Version) -> CompiledPack:
        """Return a version ready to weigh by."""
        return self._criteria.compiled(version)

    def put_in_force(self, version: Version, *, unsigned_accepted: bool = False) -> None:
        """Weigh by a version from now on."""
        digest = None if version.file is None else version.digest
        self._criteria.set_in_force(self._pack_id, digest, unsigned_accepted=unsigned_accepted)

    def publish(self, version: str, note: str, name: str) -> Version:
        """Make a signed version of the draft, in the name of who publishes it."""
        author = replace(self.author(), name=name)
        return self._criteria.publish(self._pack_id, version, note, author)

    def trust(self, version: Version, name: str) -> None:
        """Vouch for the key that signed a version."""
        self._criteria.trust(version.fingerprint, replace(self.author(), name=name))

    def take_in(self, path: Path) -> Version:
        """Take in a file as it came; nothing is put in force by it."""
        return self._criteria.import_file(path)

    def send(self, version: Version, path: Path) -> None:
        """Write a version's signed file."""
        self._criteria.export(version, path)
