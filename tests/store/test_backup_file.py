"""A backup is hostile input: each byte around its contents is known, each in it is sealed."""

import io
import json
import marshal
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.keys_for_tests import KEY
from triage.keys import DataKey
from triage.store import Store, StoreError, backup_file, backup_manifest, flat_archive, snapshot
from triage.store.backup_manifest import Manifest
from triage.store.progress import unheard

from .examples import decided, draft

ENVELOPE = b'{"slots": []}'


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    store, copied = folder / "a.db", folder / "b.db"
    with Store.open(store, KEY) as opened:
        decided(opened)
        draft(opened)
        with snapshot.reading(store, KEY) as connection:
            held = snapshot.contents(connection, KEY)
            mark = snapshot.mark(connection, KEY)
            snapshot.copy(connection, KEY, copied)
    digest = flat_archive.measured("", copied)[1]
    envelope = sha256(ENVELOPE).hexdigest()
    manifest = Manifest(
        "2026-11-22T07:00:00.000+00:00", "asked", "0.1.0", "00" * 16, mark, envelope, digest, held
    )
    path = folder / "whole.vvbackup"
    backup_file.write(path, backup_manifest.sealed(manifest, KEY), ENVELOPE, copied)
    return path


def read_all(path: Path, key: DataKey = KEY) -> bytes:
    """Read a backup to its end, as restoring does; return the store's bytes."""
    target = path.with_suffix(".out")
    target.unlink(missing_ok=True)
    with backup_file.opened(path) as backup:
        backup.prove(key)
        backup.copy_store(target)
    return target.read_bytes()


def refused(folder: Path, data: bytes) -> str:
    path = folder / "hostile.vvbackup"
    path.write_bytes(data)
    with pytest.raises(StoreError) as error:
        read_all(path)
    return error.value.code


def test_what_was_written_is_read(whole: Path) -> None:
    with backup_file.opened(whole) as backup:
        backup.prove(KEY)
        assert backup.envelope == ENVELOPE
        assert backup.manifest.contents.tables["revisions"].rows == 1
    assert len(read_all(whole)) % 4096 == 0
    with pytest.raises(StoreError, match="backup_altered"):
        read_all(whole, DataKey.new())


def test_no_byte_of_it_can_be_another(whole: Path, tmp_path: Path) -> None:
    data = whole.read_bytes()
    inside = data.index(b"PK\x03\x04", data.index(b"vagval.keys")) + 200
    places = [
        *range(0, inside, 3),
        *range(inside, len(data) - 400, 4999),
        *range(len(data) - 400, len(data), 3),
    ]
    for at in places:
        changed = bytearray(data)
        changed[at] ^= 0x10
        code = refused(tmp_path, bytes(changed))
        assert code in {"backup_unreadable", "backup_altered", "backup_newer"}, at


def test_no_end_of_it_can_be_missing_and_nothing_added(whole: Path, tmp_path: Path) -> None:
    data = whole.read_bytes()
    for length in [*range(0, 400, 7), *range(400, len(data), 9001), len(data) - 1]:
        assert refused(tmp_path, data[:length]) == "backup_unreadable"
    assert refused(tmp_path, data + b"\0") == "backup_unreadable"
    assert refused(tmp_path, b"\0" + data) == "backup_unreadable"


def _zip(*entries: tuple[zipfile.ZipInfo | str, bytes], comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in entries:
            archive.writestr(name, data)
        archive.comment = comment
    return made.getvalue()


def _link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def _squeezed(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


_HOSTILE: dict[str, Callable[[], bytes]] = {
    "no entries": _zip,
    "usual zip": lambda: _zip(*((name, b"{}") for name in backup_file.NAMES)),
    "a path": lambda: _zip(("../../etc/passwd", b"x"), ("vagval.keys", b""), ("vagval.db", b"")),
    "a link": lambda: _zip((_link("manifest.json"), b"/etc/passwd")),
    "a bomb": lambda: _zip((_squeezed("manifest.json"), b"\0" * 10_000_000)),
    "a comment": lambda: _zip(("manifest.json", b"{}"), comment=b"x" * 60_000),
    "an empty zip": lambda: b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize("kind", _HOSTILE)
def test_other_zips_are_refused(tmp_path: Path, kind: str) -> None:
    assert refused(tmp_path, _HOSTILE[kind]()) == "backup_unreadable"


def test_doubled_names_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = _zip(("manifest.json", b"{}"), ("manifest.json", b"{}"), ("vagval.db", b""))
    assert refused(tmp_path, data) == "backup_unreadable"


def archive_of(manifest: bytes, envelope: bytes = ENVELOPE, store: bytes = b"x") -> bytes:
    """Return an archive in the right form around any contents."""
    made = io.BytesIO()
    parts = zip(backup_file.NAMES, (manifest, envelope, store), strict=True)
    members = [(flat_archive.Member(n, len(d), zlib.crc32(d)), io.BytesIO(d)) for n, d in parts]
    flat_archive.write(made, members, unheard)
    return made.getvalue()


def manifest_of(whole: Path) -> dict[str, object]:
    with zipfile.ZipFile(whole) as archive:
        read: dict[str, object] = json.loads(archive.read("manifest.json"))
    return read


def test_a_manifest_in_any_other_form_is_refused(whole: Path, tmp_path: Path) -> None:
    good = manifest_of(whole)
    text = json.dumps(good, sort_keys=True, separators=(",", ":"))
    forms = [
        b"",
        b"null",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"9" * 60_000,
        json.dumps(good).encode(),
        text.replace("{", '{"format":1,', 1).encode(),
        text.encode("utf-16"),
        b"\xff" + text.encode(),
        text.replace('"version":', '"version":1e400,"v":').encode(),
        b" " * (backup_manifest.MOST + 1),
    ]
    for form in forms:
        assert refused(tmp_path, archive_of(form)) == "backup_unreadable"
    for name in good:
        odd_ones: tuple[object, ...] = (
            None,
            -1,
            1e9,
            "",
            [],
            {},
            True,
            "x" * 70,
            2**70,
            "\ud800",
            "../x",
        )
        for value in odd_ones:
            odd = json.dumps({**good, name: value}, sort_keys=True, separators=(",", ":")).encode()
            code = refused(tmp_path, archive_of(odd))
            assert code in {"backup_unreadable", "backup_newer", "backup_altered"}, (name, value)
        less = {key: value for key, value in good.items() if key != name}
        odd = json.dumps(less, sort_keys=True, separators=(",", ":")).encode()
        assert refused(tmp_path, archive_of(odd)) == "backup_unreadable"
    newer = json.dumps({**good, "format": 2}, sort_keys=True, separators=(",", ":")).encode()
    assert refused(tmp_path, archive_of(newer)) == "backup_newer"


def test_a_true_manifest_around_other_contents_is_refused(whole: Path, tmp_path: Path) -> None:
    manifest = json.dumps(manifest_of(whole), sort_keys=True, separators=(",", ":")).encode()
    assert refused(tmp_path, archive_of(manifest)) == "backup_altered"
    assert refused(tmp_path, archive_of(manifest, b"another")) == "backup_altered"
    assert refused(tmp_path, archive_of(manifest, b"x" * 70_000)) == "backup_unreadable"


@given(data=st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert refused(folder, data) == "backup_unreadable"
    assert refused(folder, archive_of(data)) == "backup_unreadable"


def test_rows_are_digested_the_same_in_every_python() -> None:
    """A backup must still compare equal years later: the form of the bytes is fixed."""
    row = (1, "å", b"\0\xff", None, 1.5, 2**40)
    told = marshal.dumps(row, 2)
    expected = (
        b"(\x06\x00\x00\x00i\x01\x00\x00\x00u\x02\x00\x00\x00\xc3\xa5s\x02\x00\x00\x00\x00\xff"
        b"Ng\x00\x00\x00\x00\x00\x00\xf8?l\x03\x00\x00\x00\x00\x00\x00\x00\x00\x04"
    )
    assert told == expected
