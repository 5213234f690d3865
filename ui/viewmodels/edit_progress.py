"""Which sections of a draft have been changed, and in which something is wrong."""

from triage.packs.edit import FilePart
from ui.viewmodels.edit_pack import EditPack

Keys = tuple[tuple[FilePart, str], ...]
"""Where a section's values stand: the file's part and the key in it."""


def changed(model: EditPack, keys: Keys) -> bool:
    """Say whether a section differs from the version in force."""
    return any(
        model.value(part, (key,)) != model.value_in_force(part, (key,)) for part, key in keys
    )


def faults(model: EditPack, keys: Keys) -> int:
    """Return how many faults stand in a section."""
    return sum(len(model.problems_at(part, (key,))) for part, key in keys)


def count(model: EditPack, keys: Keys) -> int | None:
    """Return how many items a section's one list holds; None where it is no list."""
    if len(keys) != 1:
        return None
    value = model.value(*_place(keys[0]))
    return len(value) if isinstance(value, tuple) else 0


def _place(key: tuple[FilePart, str]) -> tuple[FilePart, tuple[str, ...]]:
    return key[0], (key[1],)
