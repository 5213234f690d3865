"""Pack files as a test makes them: whole ones, and ones that somebody has tampered with."""

import io
import json
import stat
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.pack_container import packed, unpacked
from triage.packs.pack_file import MANIFEST, MEMBERS, SIGNATURE, pack_file
from triage.packs.signing import SigningKey
from triage.packs.write import FILES

CATALOGUE = Catalogue()
KEY = SigningKey.from_secret(bytes(range(32)))
OTHER_KEY = SigningKey.from_secret(bytes(range(1, 33)))
DAY = date(2026, 11, 21)
NAME = "Test Testsson, Testenheten"

Members = dict[str, bytes]


def files(pack_id: str = "skane") -> Members:
    return {name: (CRITERIA / pack_id / name).read_bytes() for name in FILES}


@cache
def signed(pack_id: str = "skane") -> bytes:
    compiled = CATALOGUE.compiled(pack_id)
    return pack_file(files(pack_id), compiled, key=KEY, name=NAME, day=DAY)


@cache
def unsigned(pack_id: str = "skane") -> bytes:
    return pack_file(files(pack_id), CATALOGUE.compiled(pack_id))


def members(data: bytes) -> Members:
    return dict(unpacked(data, "test.vagvalpack", MEMBERS))


def repacked(change: Callable[[Members], None], data: bytes | None = None) -> bytes:
    """Return a pack file whose members were changed and packed as the program packs them."""
    held = members(signed() if data is None else data)
    change(held)
    return packed(held)


def with_manifest(change: Callable[[dict[str, object]], None], *, resign: bool = False) -> bytes:
    """Return the signed file with an edited manifest, by its signer again or as it was signed."""

    def edit(held: Members) -> None:
        manifest = json.loads(held[MANIFEST])
        change(manifest)
        held[MANIFEST] = json.dumps(manifest).encode()
        if resign:
            held[SIGNATURE] = signature(KEY.sign(held[MANIFEST]).hex())

    return repacked(edit)


def signature(digits: str, **more: object) -> bytes:
    return json.dumps({"format": 1, "algorithm": "Ed25519", "signature": digits, **more}).encode()


def zipped(
    entries: Mapping[str, bytes] | list[tuple[str | zipfile.ZipInfo, bytes]],
    compression: int = zipfile.ZIP_STORED,
    comment: bytes = b"",
) -> bytes:
    """Return a zip as any other program would make it, with whatever names it is given."""
    buffer = io.BytesIO()
    listed = list(entries.items()) if isinstance(entries, Mapping) else entries
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in listed:
            archive.writestr(name, data)
        archive.comment = comment
    return buffer.getvalue()


def link(name: str, kind: int = stat.S_IFLNK) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    return entry
