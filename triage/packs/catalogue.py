"""Every pack of the program, loaded when it is first used.

A pack that does not load names its problems; the others still work.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from triage.core.compiled import CompiledPack
from triage.core.pack import Municipality
from triage.core.spelling import did_you_mean
from triage.core.vocabulary import Vocabulary
from triage.packs.bounded_yaml import read
from triage.packs.cases import ExampleCase, load_cases
from triage.packs.check_use import idle_facts, strays, unused
from triage.packs.load import load_pack, load_vocabulary, pack_folders
from triage.packs.municipalities import load_municipalities
from triage.packs.problems import InputError, Problem

CRITERIA = Path(__file__).parents[2] / "criteria"
"""Where the project's own packs stand."""


class Catalogue:
    """The packs of one folder, or in place of one the version that is in force here.

    `in_force` is asked each time that a pack is; None from it means the folder's own. It
    raises `InputError` where the version chosen does not load: no other stands in for it.
    """

    def __init__(
        self,
        folder: Path = CRITERIA,
        in_force: Callable[[str], CompiledPack | None] | None = None,
    ) -> None:
        self._folder = folder
        self._in_force = in_force
        self._loaded: dict[str, CompiledPack] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every pack's id, whether it loads or not."""
        return tuple(folder.name for folder in pack_folders(self._folder))

    @cached_property
    def municipalities(self) -> Mapping[str, Municipality]:
        """Municipalities by code."""
        return {place.code: place for place in load_municipalities(self._folder)}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary that all packs share."""
        return load_vocabulary(self._folder, self.municipalities.values())

    def compiled(self, pack_id: str) -> CompiledPack:
        """Return a pack ready to weigh patients, in the version that is in force.

        Raises:
            InputError: if there is no such pack, or it does not load.
        """
        chosen = None if self._in_force is None else self._in_force(pack_id)
        return self.original(pack_id) if chosen is None else chosen

    def original(self, pack_id: str) -> CompiledPack:
        """Return a pack as it stands in the folder, whatever is in force.

        Raises:
            InputError: if there is no such pack, or it does not load.
        """
        if pack_id not in self._loaded:
            if pack_id not in self.ids:
                near = did_you_mean(pack_id, self.ids)
                known = near or f"; known are {', '.join(self.ids)}"
                raise InputError([Problem("criteria", "", f"no pack '{pack_id[:40]}'{known}")])
            self._loaded[pack_id] = load_pack(
                self._folder / pack_id, self.vocabulary, self.municipalities.values()
            )
        return self._loaded[pack_id]

    def original_cases(self, pack_id: str) -> tuple[ExampleCase, ...]:
        """Return the cases that stand beside a pack in the folder.

        Raises:
            InputError: if there is no such pack, or pack or cases do not load.
        """
        compiled = self.original(pack_id)
        return load_cases(self._folder / pack_id, compiled)

    def home_of(self, municipality: object) -> str | None:
        """Return the pack that a municipality belongs to."""
        place = self.municipalities.get(municipality) if isinstance(municipality, str) else None
        return None if place is None else place.pack

    def usable(self) -> tuple[tuple[CompiledPack, ...], tuple[InputError, ...]]:
        """Return the packs that load, and the errors of those that do not."""
        packs, errors = [], []
        for pack_id in self.ids:
            try:
                packs.append(self.compiled(pack_id))
            except InputError as error:
                errors.append(error)
        return tuple(packs), tuple(errors)

    def loose_ends(self) -> tuple[Problem, ...]:
        """Return what nothing uses in the vocabulary, and municipalities without a pack.

        Looked for over all packs together; a loose end keeps none of them from loading.
        """
        packs = [one.pack for one in self.usable()[0]]
        name = "vocabulary.yaml"
        tree = read((self._folder / name).read_bytes(), name)
        found = (tree.problem(path, text) for path, text in unused(self.vocabulary, packs))
        return (*found, *strays(tuple(self.municipalities.values()), self.ids))

    def idle_facts(self) -> tuple[str, ...]:
        """Return the questions whose answers no rule of any pack reads."""
        return idle_facts(self.vocabulary, [one.pack for one in self.usable()[0]])
