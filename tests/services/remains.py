"""What is left in files: every page of a store and its log decrypted, whether in use or free.

An export shows what a store still tells of; a page that was freed it passes over. So pages are
decrypted here one by one, as SQLCipher 4 writes them: AES-256 in CBC mode, the vector in the
page's last 80 bytes, the first page after 16 bytes of salt.
"""

import base64
import io
from collections.abc import Collection, Iterator
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from tests.keys_for_tests import KEY, bare

_PAGE, _RESERVE, _SALT = 4096, 80, 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def encodings(canary: str) -> dict[str, set[bytes]]:
    """Return a text in six encodings; base64 in each of the three ways that it may be aligned."""
    text = canary.encode()
    return {
        "utf-8": {text},
        "utf-16le": {canary.encode("utf-16-le")},
        "utf-16be": {canary.encode("utf-16-be")},
        "latin-1": {canary.encode("latin-1")},
        "hex": {text.hex().encode(), text.hex().upper().encode()},
        "base64": {_in_base64(text, before) for before in range(3)},
    }


def _in_base64(text: bytes, before: int) -> bytes:
    """Return the signs of base64 that a text alone decides, so many bytes after a beginning.

    All of them: with fewer, a short word is found in random bytes now and then.
    """
    first, end = -(-8 * before // 6), 8 * (before + len(text)) // 6
    return base64.b64encode(bytes(before) + text)[first:end]


def found(folder: Path, canaries: tuple[str, ...]) -> set[str]:
    """Return `file: canary (encoding)` for all that is left below a folder."""
    needles = [
        (canary, name, needle)
        for canary in canaries
        for name, many in encodings(canary).items()
        for needle in many
    ]
    return {
        f"{place}: {canary} ({name})"
        for place, data in contents(folder)
        for canary, name, needle in needles
        if needle in data
    }


def left_of(folder: Path, pieces: Collection[bytes]) -> set[str]:
    """Return the places where any of these bytes are left, as they lay in the store."""
    return {place for place, data in contents(folder) if any(one in data for one in pieces)}


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file as it stands, and what is inside where it is encrypted or an archive."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
            yield from _inside(path.name, path)


def _inside(place: str, path: Path) -> Iterator[tuple[str, bytes]]:
    if path.name.endswith(".db"):
        yield f"{place} pages", pages(path.read_bytes())
        yield f"{place} exported", exported(path)
    elif path.name.endswith("-wal"):
        yield f"{place} frames", frames(path.read_bytes())
    elif is_zipfile(path):
        with ZipFile(path) as archive:
            for name in archive.namelist():
                data = archive.read(name)
                yield f"{place}/{name}", data
                if name.endswith(".db"):
                    yield f"{place}/{name} pages", pages(data)


def pages(data: bytes) -> bytes:
    """Return all pages of a store, decrypted."""
    return b"".join(
        _page(data[at : at + _PAGE], _SALT if at == 0 else 0) for at in range(0, len(data), _PAGE)
    )


def frames(data: bytes) -> bytes:
    """Return all pages of a store's log, also those of former rounds, decrypted."""
    out = io.BytesIO()
    step = _FRAME_HEADER + _PAGE
    for at in range(_WAL_HEADER, len(data) - step + 1, step):
        number = int.from_bytes(data[at : at + 4], "big")
        page = data[at + _FRAME_HEADER : at + step]
        out.write(_page(page, _SALT if number == 1 else 0))
    return out.getvalue()


def _page(page: bytes, salt: int) -> bytes:
    vector = page[-_RESERVE : -_RESERVE + 16]
    decryptor = Cipher(AES256(KEY.raw), CBC(vector)).decryptor()
    return decryptor.update(page[salt:-_RESERVE]) + decryptor.finalize()


def exported(path: Path) -> bytes:
    """Return a store as a plain database: all that it still tells of."""
    plain = path.with_name("exported.plain")
    connection = bare(path)
    try:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.commit()
        connection.execute("DETACH DATABASE plain")
        return plain.read_bytes()
    finally:
        connection.close()
        plain.unlink()
