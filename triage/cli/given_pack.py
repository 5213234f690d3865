"""A pack given on a command line in any of its shapes: by id, as a folder, as a pack file."""

from dataclasses import dataclass
from pathlib import Path

from triage.cli.pack_argument import named_pack
from triage.core.compiled import CompiledPack
from triage.packs.catalogue import Catalogue
from triage.packs.pack_file import SUFFIX, PackFile, read_pack_file
from triage.signature_words import signature_words
from triage.texts import Translate

HELP = f"a pack's id, a folder with pack.yaml and teams.yaml, or a {SUFFIX} file"


@dataclass(frozen=True, slots=True)
class GivenPack:
    """A pack, and the file that it came in if it came in one."""

    compiled: CompiledPack
    file: PackFile | None = None

    def signature(self, _: Translate) -> str:
        """Say who answers for a pack file; empty for a pack that came as none."""
        if self.file is None:
            return ""
        said = self.file.manifest
        return signature_words(
            self.file.signature,
            _,
            signer=self.file.signer,
            day=said.signer.on if said.signer else "",
            trusted_by=self.file.trusted_by,
        )

    def as_json(self) -> dict[str, object]:
        """Return which pack it is as JSON values; `signature` is null where it is no file."""
        pack = self.compiled.pack
        return {
            "id": pack.id,
            "version": pack.version,
            "digest": self.compiled.digest,
            "signature": None if self.file is None else str(self.file.signature),
        }


def given_pack(name: str, catalogue: Catalogue) -> GivenPack:
    """Read a pack as it is named. No key is known to the command line: nobody is trusted.

    Raises:
        InputError: if there is none, it does not load, or its file was altered.
    """
    if not name.endswith(SUFFIX):
        return GivenPack(named_pack(name, catalogue)[0])
    file = read_pack_file(Path(name), {})
    places = catalogue.municipalities.values()
    return GivenPack(file.compiled(catalogue.vocabulary, places), file)
