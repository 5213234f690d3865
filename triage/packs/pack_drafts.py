"""Packs that are being worked on: one draft for each pack, on disk after every change.

A draft is kept whole, whether it loads or not: a person who stops in the middle of a rule
finds it as it was.
"""

from collections.abc import Mapping
from pathlib import Path

from triage.packs.bounded_file import file_bytes
from triage.packs.bounded_yaml import Value, read
from triage.packs.edit import PackText
from triage.packs.pack_container import MAX_BYTES, packed, too_large, unpacked
from triage.packs.problems import InputError, Problem
from triage.packs.write import FILES, written
from triage.whole_file import write_whole

SUFFIX = ".vagvaldraft"


def read_draft(path: Path) -> PackText | None:
    """Return a draft; None where there is none.

    Raises:
        InputError: if the file cannot be read, or is not as it was written.
    """
    if not path.exists():
        return None
    data = file_bytes(path, path.name, limit=MAX_BYTES, missing="discard the draft")
    members = unpacked(data, path.name, FILES)
    pack, teams, cases = (_value(members, name, path.name) for name in FILES)
    if isinstance(pack, dict) and isinstance(teams, dict) and isinstance(cases, tuple):
        return PackText(pack, teams, tuple(one for one in cases if isinstance(one, dict)))
    message = "does not hold a pack; discard the draft"
    raise InputError([Problem(path.name, "", message)])


def save_draft(path: Path, text: PackText) -> None:
    """Write a draft; when this returns it is on disk, and a kill leaves this one or the last.

    Raises:
        InputError: if it holds what no pack file can, or cannot be written.
    """
    data = packed(written(text))
    if len(data) > MAX_BYTES:
        raise too_large(path.name)
    write_into(path, data)


def discard_draft(path: Path) -> None:
    """Remove a draft; nothing happens where there is none.

    Raises:
        InputError: if it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def write_into(path: Path, data: bytes) -> None:
    """Write a file whole into a folder that is made, for its user alone, where it is missing.

    Raises:
        InputError: if it cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise _unwritable(path, error) from None


def _value(members: Mapping[str, bytes], name: str, file: str) -> Value:
    return read(members[name], f"{file}/{name}").value if name in members else None


def _unwritable(path: Path, error: OSError) -> InputError:
    reason = error.strerror or "cannot be written"
    return InputError([Problem(path.name, "", f"{reason}; nothing was changed")])
