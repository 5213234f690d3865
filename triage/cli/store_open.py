"""What the actions of `store` share: the data opened, or the key alone where they do not open."""

import argparse
from pathlib import Path

from triage.cli.unlocking import typed_secret, unlocked
from triage.keys.data_key import DataKey
from triage.keys.errors import KeysError
from triage.packs.problems import InputError, Problem
from triage.services import StoreError, Workplace
from triage.services.backup_keys import OpenKey, of_folder, with_secret

DAMAGED = frozenset(
    {
        *("damaged", "not_a_database", "not_a_store", "guards_altered", "schema_altered"),
        *("references_broken", "revision_damaged", "log_damaged", "disk_error"),
    }
)
"""Why a store that is there is not opened, though something can be done with its key."""


def opened(arguments: argparse.Namespace, folder: Path) -> tuple[Workplace | None, DataKey]:
    """Return the data, and their key; the key alone for a store that is too damaged to open.

    :raises KeysError: where the key cannot be had
    :raises StoreError: missing, and what has nothing to do with damage
    """
    try:
        workplace = unlocked(arguments, folder)
    except StoreError as error:
        if error.code not in DAMAGED:
            raise
        return None, of_folder(folder, opener(arguments))
    if workplace is None:
        raise StoreError("missing")
    return workplace, workplace.key.copy()


def opener(arguments: argparse.Namespace) -> OpenKey:
    """Return what opens an envelope with the secret of the command line; asked for once."""
    known: list[str] = []

    def open_key(envelope: bytes) -> DataKey:
        if not known:
            known.append(typed_secret(arguments))
        return with_secret(known[0])(envelope)

    return open_key


def problem(path: Path, error: OSError) -> InputError:
    """Return what is wrong with a path that a command was given."""
    reason = error.strerror or "cannot be used"
    return InputError([Problem(str(path), "", f"{reason}; name another")])


__all__ = ["DAMAGED", "KeysError", "opened", "opener", "problem"]
