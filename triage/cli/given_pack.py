"""A pack given on a command line in any of its shapes: by id, as a folder, as a pack file."""

from dataclasses import dataclass
from pathlib import Path

from triage.core.compiled import CompiledPack
from triage.core.spelling import did_you_mean
from triage.packs.cases import NAME as CASES
from triage.packs.cases import ExampleCase, load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.load import load_pack, load_vocabulary
from triage.packs.municipalities import load_municipalities
from triage.packs.pack_file import SUFFIX, PackFile, read_pack_file
from triage.packs.problems import InputError, Problem
from triage.signature_words import signature_words
from triage.texts import Translate

FOLDER_HELP = "a pack's id, or a folder with pack.yaml and teams.yaml"
HELP = f"a pack's id, a folder with pack.yaml and teams.yaml, or a {SUFFIX} file"


@dataclass(frozen=True, slots=True)
class GivenPack:
    """A pack, and the folder or the pack file that it stands in."""

    compiled: CompiledPack
    source: Path | PackFile

    @property
    def file(self) -> PackFile | None:
        """The pack file; None for a pack that came as none."""
        return self.source if isinstance(self.source, PackFile) else None

    def cases(self, *, needed: bool = True) -> tuple[ExampleCase, ...]:
        """Return the pack's cases; without `needed`, none where a folder lacks them.

        Raises:
            InputError: if they do not load.
        """
        if isinstance(self.source, PackFile):
            return self.source.cases(self.compiled)
        if not needed and not (self.source / CASES).exists():
            return ()
        return load_cases(self.source, self.compiled)

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
        return GivenPack(*pack_in_folder(name, catalogue))
    file = read_pack_file(Path(name), {})
    places = catalogue.municipalities.values()
    return GivenPack(file.compiled(catalogue.vocabulary, places), file)


def pack_in_folder(name: str, catalogue: Catalogue) -> tuple[CompiledPack, Path]:
    """Return one of the program's packs, by id, or that of a folder; and where it stands.

    A folder is read with the vocabulary and the municipalities that stand beside it; where
    there are none, with the program's own.

    Raises:
        InputError: if there is no such pack, or it does not load.
    """
    if name in catalogue.ids:
        return catalogue.compiled(name), CRITERIA / name
    folder = Path(name)
    if not _is_pack(folder):
        near = did_you_mean(name, catalogue.ids) or f"; known are {', '.join(catalogue.ids)}"
        raise InputError([Problem(name, "", f"no pack, and no folder with pack.yaml{near}")])
    folder = folder.resolve()
    beside = folder.parent
    own = (beside / "vocabulary.yaml").is_file() and (beside / "municipalities.csv").is_file()
    if not own:
        return load_pack(folder, catalogue.vocabulary, catalogue.municipalities.values()), folder
    places = load_municipalities(beside)
    return load_pack(folder, load_vocabulary(beside, places), places), folder


def _is_pack(folder: Path) -> bool:
    try:
        return (folder / "pack.yaml").is_file()
    except OSError:  # a name longer than any file's, or a folder that may not be looked into
        return False
