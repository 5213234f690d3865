"""A pack that travels as one file: its three files, what they are, and who signed them.

Reading says how the signature stands before anything of the pack is used. What does not match
is named, and refused when the pack is asked for.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from triage.core.compiled import CompiledPack
from triage.core.pack import Municipality
from triage.core.vocabulary import Vocabulary
from triage.packs.bounded_file import file_bytes
from triage.packs.bounded_yaml import read
from triage.packs.cases import ExampleCase, checked_cases
from triage.packs.edit import PackText, text_of
from triage.packs.load import compiled_trees
from triage.packs.pack_container import MAX_BYTES, packed, too_large, unpacked
from triage.packs.pack_manifest import Manifest, Member, Signed, parsed, signer
from triage.packs.pack_version import SignatureState
from triage.packs.problems import InputError, Problem
from triage.packs.signing import SigningKey, fingerprint, verifies
from triage.packs.write import FILES

SUFFIX = ".vagvalpack"
MANIFEST = "manifest.json"
SIGNATURE = "signature.json"
MEMBERS = (*FILES, MANIFEST, SIGNATURE)


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack file as it was read. `problems` are what does not match, where it is altered."""

    file: str
    manifest: Manifest
    members: Mapping[str, bytes]
    signature: SignatureState
    problems: tuple[Problem, ...] = ()
    trusted_by: str = ""
    """Who vouched for the key here."""

    @property
    def signer(self) -> str:
        """The name that the signer gave, empty where nobody signed. Only the key proves it."""
        return self.manifest.signer.name if self.manifest.signer else ""

    @property
    def fingerprint(self) -> str:
        """What the signer's key is told by, empty where nobody signed."""
        named = self.manifest.signer
        return fingerprint(bytes.fromhex(named.key)) if named else ""

    def require_whole(self) -> None:
        """Refuse an altered file.

        Raises:
            InputError: with what does not match.
        """
        if self.problems:
            raise InputError(self.problems)

    def compiled(
        self, vocabulary: Vocabulary, places: Iterable[Municipality], *, same: bool = True
    ) -> CompiledPack:
        """Return the pack ready to weigh, by this program's vocabulary.

        `same` also asks that under the vocabulary that it was made with it is the pack that
        the manifest names.

        Raises:
            InputError: if it is altered, does not load, or is another pack than it says.
        """
        self.require_whole()
        pack, teams = (read(self.members[name], self._inside(name)) for name in FILES[:2])
        compiled = compiled_trees(pack, teams, vocabulary, places)
        said = self.manifest
        held = {"pack": compiled.pack.id, "version": compiled.pack.version}
        if same and vocabulary.version == said.vocabulary:
            held["digest"] = compiled.digest
        wrong = [
            Problem(self._inside(MANIFEST), key, f"is not that of the criteria, {value}")
            for key, value in held.items()
            if getattr(said, key) != value
        ]
        if wrong:
            raise InputError(wrong)
        return compiled

    def cases(self, compiled: CompiledPack) -> tuple[ExampleCase, ...]:
        """Return the pack's cases.

        Raises:
            InputError: if the file is altered, or they do not load.
        """
        self.require_whole()
        name = FILES[2]
        return checked_cases(read(self.members[name], self._inside(name)), compiled)

    def text(self, compiled: CompiledPack) -> PackText:
        """Return the pack's values, to be changed.

        Raises:
            InputError: if the file is altered, or its cases do not load.
        """
        return text_of(compiled, self.cases(compiled))

    def _inside(self, name: str) -> str:
        return f"{self.file}/{name}"


def pack_file(
    files: Mapping[str, bytes],
    compiled: CompiledPack,
    *,
    key: SigningKey | None = None,
    name: str = "",
    day: date | None = None,
) -> bytes:
    """Return the one file of a pack: the same bytes for the same pack, key, name and day.

    `files` are the pack's three files, which give `compiled`. Without a key it is unsigned.

    Raises:
        InputError: if the signer's name is empty or more than a line, or the file too large.
        ValueError: if there is a key but no day.
    """
    if key is not None and day is None:
        raise ValueError("a signature has a day")
    manifest = Manifest(
        format=1,
        pack=compiled.pack.id,
        version=compiled.pack.version,
        digest=compiled.digest,
        vocabulary=compiled.vocabulary.version,
        members={
            one: Member(sha256=hashlib.sha256(files[one]).hexdigest(), size=len(files[one]))
            for one in FILES
        },
        signer=None if key is None or day is None else signer(name, key.public, day),
    )
    told = manifest.as_bytes()
    members = {one: files[one] for one in FILES} | {MANIFEST: told}
    if key is not None:
        signed = Signed(format=1, algorithm="Ed25519", signature=key.sign(told).hex())
        members[SIGNATURE] = f"{signed.model_dump_json()}\n".encode()
    data = packed(members)
    if len(data) > MAX_BYTES:
        raise too_large(f"{compiled.pack.id}{SUFFIX}")
    return data


def read_pack_file(path: Path, trusted: Mapping[str, str]) -> PackFile:
    """Read a pack file; see `parse_pack_file`. Problems name it without its folders.

    Raises:
        InputError: if it cannot be read, or is no pack file.
    """
    return parse_pack_file(file_data(path), path.name, trusted)


def file_data(path: Path) -> bytes:
    """Return the bytes of a file, as far as a pack file may go and one more.

    Raises:
        InputError: if it cannot be read.
    """
    return file_bytes(path, path.name, limit=MAX_BYTES, missing="name a pack file")


def parse_pack_file(data: bytes, file: str, trusted: Mapping[str, str]) -> PackFile:
    """Return what a pack file holds and how its signature stands.

    `trusted` names who vouched for a key, by the key's fingerprint.

    Raises:
        InputError: if it is no pack file, or does not say what it is.
    """
    members = unpacked(data, file, MEMBERS)
    if MANIFEST not in members:
        raise InputError([Problem(file, MANIFEST, "is missing; ask for the file again")])
    manifest = parsed(Manifest, members[MANIFEST], f"{file}/{MANIFEST}")
    problems = tuple(Problem(file, *found) for found in _mismatches(manifest, members))
    by = ""
    if problems:
        state = SignatureState.ALTERED
    elif manifest.signer is None:
        state = SignatureState.UNSIGNED
    else:
        by = trusted.get(fingerprint(bytes.fromhex(manifest.signer.key)), "")
        state = SignatureState.KNOWN if by else SignatureState.UNKNOWN
    return PackFile(file, manifest, members, state, problems, by)


def _mismatches(manifest: Manifest, members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    if sorted(manifest.members) != sorted(FILES):
        yield MANIFEST, f"names other members than {', '.join(FILES)}; ask for the file again"
    for name in FILES:
        said, data = manifest.members.get(name), members.get(name)
        if data is None:
            yield name, "is missing; ask for the file again"
        elif said is not None and said.size != len(data):
            yield name, "does not have the size that the manifest says; it was changed"
        elif said is not None and said.sha256 != hashlib.sha256(data).hexdigest():
            yield name, "is not the file that the manifest names (SHA-256); it was changed"
    if fault := _signature_fault(manifest, members):
        yield SIGNATURE, fault


def _signature_fault(manifest: Manifest, members: Mapping[str, bytes]) -> str | None:
    data = members.get(SIGNATURE)
    if manifest.signer is None:
        return None if data is None else "stands there, but the manifest names no signer"
    if data is None:
        return "is missing, but the manifest names a signer; the signature was taken away"
    try:
        signed = parsed(Signed, data, SIGNATURE)
    except InputError as error:
        return f"cannot be read ({error.problems[0].path or 'form'}): {error.problems[0].message}"
    key, signature = bytes.fromhex(manifest.signer.key), bytes.fromhex(signed.signature)
    if not verifies(key, signature, members[MANIFEST]):
        return "is not of this manifest by this key; manifest or signature was changed"
    return None
