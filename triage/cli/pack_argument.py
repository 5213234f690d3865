"""A pack as it is named on a command line: one of the program's by id, or a folder of files."""

from pathlib import Path

from triage.core.compiled import CompiledPack
from triage.core.spelling import did_you_mean
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.load import load_pack, load_vocabulary
from triage.packs.municipalities import load_municipalities
from triage.packs.problems import InputError, Problem

HELP = "a pack's id, or a folder with pack.yaml and teams.yaml"


def named_pack(name: str, catalogue: Catalogue) -> tuple[CompiledPack, Path]:
    """Return a pack and the folder where it stands.

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
