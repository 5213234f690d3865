"""How the property tests run: anew on a developer's machine, the same every time in CI.

`HYPOTHESIS_PROFILE=nightly` gives each property that names no number of its own ten thousand
examples, other ones every night.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from triage.core.compiled import CompiledPack
from triage.core.pack import Municipality
from triage.core.vocabulary import Vocabulary
from triage.packs import catalogue, load
from triage.packs.municipalities import load_municipalities

# Before Qt is imported anywhere: no test needs a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", derandomize=True, database=None)
# Whether a test turns red is all that is asked where a defect is planted: nothing is shrunk.
planted = settings(settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate])
settings.register_profile("planted", planted)
settings.register_profile("nightly", max_examples=10_000, deadline=None, database=None)
chosen = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default")
settings.load_profile(chosen)


@pytest.fixture(autouse=True, scope="session")
def _criteria_read_once() -> Iterator[None]:
    """Let every workstation of a process share the project's packs: read anew they are the same.

    Packs that stand elsewhere, as a test's own, are read each time.
    """
    own = catalogue.CRITERIA

    @cache
    def shared_vocabulary() -> Vocabulary:
        return load.load_vocabulary(own, load_municipalities(own))

    @cache
    def shared_pack(folder: Path) -> CompiledPack:
        return load.load_pack(folder, shared_vocabulary(), load_municipalities(own))

    def vocabulary(folder: Path, places: Iterable[Municipality]) -> Vocabulary:
        return shared_vocabulary() if folder == own else load.load_vocabulary(folder, places)

    def pack(folder: Path, words: Vocabulary, places: Iterable[Municipality]) -> CompiledPack:
        if folder.parent == own and words is shared_vocabulary():
            return shared_pack(folder)
        return load.load_pack(folder, words, places)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogue, "load_vocabulary", vocabulary)
        patched.setattr(catalogue, "load_pack", pack)
        yield
