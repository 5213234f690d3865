"""Which criteria there are to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.packs.problems import InputError
from ui.viewmodels.desk import Desk


@dataclass(frozen=True, slots=True)
class PackChoices:
    """Names by pack, and the packs whose files cannot be used."""

    names: Mapping[str, str]
    unreadable: tuple[str, ...]


def pack_choices(desk: Desk) -> PackChoices:
    """Return every pack, by name in the reader's language; loads those not loaded yet."""
    names: dict[str, str] = {}
    unreadable: list[str] = []
    for pack_id in desk.workplace.catalogue.ids:
        try:
            names[pack_id] = desk.workplace.compiled(pack_id).pack.name[desk.language]
        except InputError:
            unreadable.append(pack_id)
    return PackChoices(dict(sorted(names.items(), key=lambda item: item[1])), tuple(unreadable))
