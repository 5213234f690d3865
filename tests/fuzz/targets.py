"""What is broken, and what must hold: a refusal in words, or nothing but what was meant."""

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.fuzz.breaking import changed, damaged, written
from tests.keys_for_tests import KEY
from tests.packs.pack_files import CATALOGUE, members, repacked, signed, unsigned
from tests.packs.pack_files import KEY as SIGNER
from tests.packs.test_fuzz import BYTES, PLACES, VALUES
from triage.keys.envelope import Envelope
from triage.keys.errors import KeysError
from triage.packs.bounded_yaml import read
from triage.packs.load import compiled_trees
from triage.packs.pack_file import MANIFEST, SIGNATURE, parse_pack_file
from triage.packs.pack_version import SignatureState
from triage.packs.problems import InputError
from triage.packs.signing import fingerprint
from triage.packs.validation import MOST_PROBLEMS
from triage.store import StoreError, backup_file, backup_manifest, flat_archive
from triage.store.backup_manifest import Manifest
from triage.store.snapshot import Contents, Table

LONGEST: Final = 600  # characters of what is said of one fault
SECRET: Final = b"secret of every slot"
TRUSTED: Final = {fingerprint(SIGNER.public): "Test Testsson"}


class WronglyTaken(Exception):  # noqa: N818 - it is found by its name
    """Something was taken for whole that is not what was made."""


@dataclass(frozen=True)
class Target:
    """What is broken: `make` gives one broken piece, `use` takes it as the program does."""

    name: str
    count: int
    """Pieces of a whole run."""
    make: Callable[[Random], bytes]
    use: Callable[[bytes], str]
    """Return how it ended, in a word; whatever it raises is a fault."""


# Pack files: the container, its manifest and signature, and the pack inside, signed by anybody


def _pack_file(chance: Random) -> bytes:
    pack = chance.choice(CATALOGUE.ids)
    whole = chance.choice((signed, unsigned))(pack)
    match chance.randrange(3):
        case 0:
            return damaged(chance, whole, [signed("skane"), unsigned("vastra")])
        case 1:
            return _with_manifest(chance, whole)
        case _:
            return _of_broken_pack(chance, pack)


def _with_manifest(chance: Random, whole: bytes) -> bytes:
    name = chance.choice((MANIFEST, SIGNATURE))
    held = members(whole)
    if name not in held:
        return damaged(chance, whole)
    broken = json.loads(held[name])
    data = chance.choice((lambda: written(changed(chance, broken)),
                          lambda: damaged(chance, held[name])))()  # fmt: skip
    return repacked(lambda inside: inside.update({name: data}), whole)


def _of_broken_pack(chance: Random, pack: str) -> bytes:
    """Return a pack file that says of itself, and is signed to be, what it is: broken criteria."""
    held = members(signed(pack))
    name = chance.choice(("pack.yaml", "teams.yaml", "cases.yaml"))
    held[name] = _file(chance, f"{pack}/{name}")
    told = json.loads(held[MANIFEST])
    told["members"][name] = {"sha256": sha256(held[name]).hexdigest(), "size": len(held[name])}
    held[MANIFEST] = written(told)
    mark = {"format": 1, "algorithm": "Ed25519", "signature": SIGNER.sign(held[MANIFEST]).hex()}
    held[SIGNATURE] = written(mark)
    return repacked(lambda inside: inside.update(held), signed(pack))


def _file(chance: Random, name: str) -> bytes:
    if chance.randrange(3):
        return written(changed(chance, VALUES[name]))
    return damaged(chance, BYTES[name])


def _use_pack_file(data: bytes) -> str:
    try:
        found = parse_pack_file(data, "of somebody.vagvalpack", TRUSTED)
        compiled = found.compiled(CATALOGUE.vocabulary, PLACES)
        found.cases(compiled)
    except InputError as error:
        return _told(error)
    if found.signature is SignatureState.KNOWN:
        told = json.loads(found.members[MANIFEST])
        if any(sha256(found.members[name]).hexdigest() != one["sha256"]
               for name, one in told["members"].items()):  # fmt: skip
            raise WronglyTaken
    return f"taken, {found.signature}"


def _told(error: InputError) -> str:
    lines = [str(one) for one in error.problems]
    if not 0 < len(lines) <= MOST_PROBLEMS:
        raise WronglyTaken
    for line in lines:
        if len(line) > LONGEST or not line.isprintable() or "object at 0x" in line:
            raise WronglyTaken
    return "refused"


# Criteria as text


def _criteria(chance: Random) -> bytes:
    name = chance.choice([one for one in VALUES if one.endswith(("pack.yaml", "teams.yaml"))])
    return name.encode() + b"\n" + _file(chance, name)


def _use_criteria(data: bytes) -> str:
    name, _, text = data.partition(b"\n")
    pack, _, file = name.decode().partition("/")
    texts = {one: BYTES[f"{pack}/{one}"] for one in ("pack.yaml", "teams.yaml")} | {file: text}
    try:
        trees = [read(texts[one], one) for one in ("pack.yaml", "teams.yaml")]
        compiled_trees(trees[0], trees[1], CATALOGUE.vocabulary, PLACES)
    except InputError as error:
        return _told(error)
    return "taken"


# Backups


_STORE: Final = bytes(range(256)) * 40


def _manifest(**more: Any) -> Manifest:
    return replace(
        Manifest(
            made_at="2026-11-22T07:00:00+00:00", reason="due", app_version="0.1.0",
            store_id="0a" * 16, mark="0b" * 16, envelope=sha256(_envelope()).hexdigest(),
            store=sha256(_STORE).hexdigest(),
            contents=Contents(5, "0c" * 32, {"cases": Table(3, "0d" * 32)}),
        ), **more)  # fmt: skip


def _archive_of(told: bytes, envelope: bytes, store: bytes) -> bytes:
    out = io.BytesIO()
    inside = zip(backup_file.NAMES, (told, envelope, store), strict=True)
    flat_archive.write(
        out,
        [(flat_archive.Member(name, len(data), zlib.crc32(data)), io.BytesIO(data))
         for name, data in inside],
        lambda _done, _of_all: True,
    )  # fmt: skip
    return out.getvalue()


@cache
def _whole_archive() -> bytes:
    return _archive_of(backup_manifest.sealed(_manifest(), KEY), _envelope(), _STORE)


def _archive(chance: Random) -> bytes:
    sealed = backup_manifest.sealed(_manifest(), KEY)
    match chance.randrange(4):
        case 0 | 1:
            return damaged(chance, _whole_archive(), [_envelope()])
        case 2:
            told = chance.choice((lambda: written(changed(chance, json.loads(sealed))),
                                  lambda: damaged(chance, sealed)))()  # fmt: skip
            return _archive_of(told, _envelope(), _STORE)
        case _:
            return _zipped(chance, sealed)


def _zipped(chance: Random, sealed: bytes) -> bytes:
    """Return an archive as another program makes it, with names of somebody's choice."""
    odd = ("../vagval.db", "/etc/passwd", "vagval.db/", "manifest.json\0", "x" * 300)
    # What stands behind a NUL is cut off.
    names = chance.choices([*backup_file.NAMES, *odd], k=4)
    chosen = {one.partition("\0")[0]: one for one in names}
    packing = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name in chosen.values():
            made.writestr(name, chance.choice((sealed, _envelope(), _STORE, bytes(100_000))))
        made.comment = chance.choice((b"", b"comment"))
    return out.getvalue()


@contextmanager
def _on_disk(data: bytes) -> Iterator[Path]:
    with TemporaryDirectory(prefix="fuzz-", dir=_MEMORY) as folder:
        path = Path(folder) / "one.vvbackup"
        path.write_bytes(data)
        yield path


_MEMORY: Final = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder inside it


def _use_archive(data: bytes) -> str:
    with _on_disk(data) as path:
        try:
            with backup_file.opened(path) as found:
                found.prove(KEY)
                found.copy_store(path.with_name("store.db"))
                same = path.with_name("store.db").read_bytes() == _STORE
        except StoreError as error:
            return f"refused, {error.code}"
    if not same or found.envelope != _envelope() or data != _whole_archive():
        raise WronglyTaken
    return "taken"


# Envelopes


@cache
def _envelope() -> bytes:
    """Return the envelope of two people, made once (`make_envelope`): each part is by chance."""
    return Path(__file__).with_name("two-people.keys").read_bytes()


def _broken_envelope(chance: Random) -> bytes:
    if chance.randrange(2):
        return damaged(chance, _envelope())
    value = changed(chance, json.loads(_envelope()))
    if chance.randrange(2):
        return written(value)
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(errors="surrogatepass")


def _use_envelope(data: bytes) -> str:
    try:
        found = Envelope.from_bytes(data)
        keys = [found.open(one.id, SECRET) for one in found.slots]
    except KeysError as error:
        return f"refused, {error.code}"
    if any(key != KEY for key in keys) or (keys and data != _envelope()):
        raise WronglyTaken
    return "taken" if keys else "without a way in"


TARGETS: Final = (
    Target("pack files", 100_000, _pack_file, _use_pack_file),
    Target("criteria", 100_000, _criteria, _use_criteria),
    Target("archives", 100_000, _archive, _use_archive),
    Target("envelopes", 20_000, _broken_envelope, _use_envelope),
)
