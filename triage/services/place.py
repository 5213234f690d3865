"""Where data may lie: on a disk of this computer that nothing synchronises.

A database on a network disk is locked unreliably, and a program that synchronises copies it in the
middle of a change: both have cost people all their data. Told by what the disk is mounted as
and by the names and marks that the known programs leave; it cannot be complete.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from triage.keys.errors import KeysError

_MOUNTS: Final = Path("/proc/self/mounts")
_NETWORK: Final = frozenset(
    (
        "afpfs",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "davfs2",
        "fuse.ceph",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs3",
        "nfs4",
        "smb3",
        "smbfs",
        "sshfs",
        "webdav",
    )
)
_SYNCHRONISED: Final = {
    "box sync": "Box",
    "cloudstorage": "iCloud, OneDrive, Google Drive",
    "com~apple~clouddocs": "iCloud",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "jottacloud": "Jottacloud",
    "mega": "MEGA",
    "mobile documents": "iCloud",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "proton drive": "Proton Drive",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
    "tresorit": "Tresorit",
}
"""Names of folders, in lower case."""
_BEGINNINGS: Final = {
    "onedrive - ": "OneDrive",
    "dropbox (": "Dropbox",
    "googledrive-": "Google Drive",
}
_MARKS: Final = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
"""What stands in the uppermost folder of those that are synchronised."""
_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


class Mount(NamedTuple):
    """A disk: where it hangs in the tree, and what it is."""

    point: str
    kind: str


def require_local(folder: Path) -> None:
    """Refuse a folder whose data could be lost; it need not exist yet. Takes a millisecond.

    :raises KeysError: place_network, place_synchronised; `kind` says by what it is known
    """
    path = _real(folder)
    kind = network_kind(path, mounts())
    if kind is not None:
        raise KeysError("place_network", kind=kind)
    program = synchronised_by(path)
    if program is not None:
        raise KeysError("place_synchronised", kind=program)


def network_kind(path: Path, known: Iterable[Mount]) -> str | None:
    """Return what a path's disk is if it is another computer's; None for one of this computer."""
    text = str(path)
    if text.startswith(("\\\\", "//")) and not text.startswith(("\\\\?\\", "\\\\.\\")):
        return "UNC"
    above = [one for one in known if path.is_relative_to(one.point)]
    # The last of the longest: a disk can be mounted over another.
    longest = max((len(one.point) for one in above), default=0)
    kind = next((one.kind for one in reversed(above) if len(one.point) == longest), "")
    return kind if kind.lower() in _NETWORK else None


def synchronised_by(path: Path) -> str | None:
    """Return the program that synchronises a path, where one is known to."""
    for part in path.parts:
        name = part.casefold()
        if name in _SYNCHRONISED:
            return _SYNCHRONISED[name]
        for beginning, program in _BEGINNINGS.items():
            if name.startswith(beginning):
                return program
    for variable in _VARIABLES:
        chosen = os.environ.get(variable)
        if chosen and path.is_relative_to(_real(Path(chosen))):
            return "OneDrive"
    for one in (path, *path.parents):
        for mark, program in _MARKS.items():
            if os.path.lexists(one / mark):
                return program
    return None


def mounts() -> list[Mount]:
    """Return the disks of this computer and those that it reaches."""
    if sys.platform == "linux":  # psutil reads the same file, and takes 40 ms to load
        try:
            return parsed(_MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
        except OSError:
            return []
    import psutil  # noqa: PLC0415 - as above

    return [
        Mount(one.mountpoint, "smbfs" if "remote" in one.opts.split(",") else one.fstype)
        for one in psutil.disk_partitions(all=True)
    ]


def parsed(text: str) -> list[Mount]:
    """Return the disks of a Linux list of them; a space in a name is written \\040 there."""
    rows = [line.split(" ") for line in text.splitlines()]
    return [Mount(_unescaped(row[1]), row[2]) for row in rows if len(row) > 2]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _real(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):  # RuntimeError: links that lead in a circle
        return folder.absolute()
