"""The unit's own versions of packs: published here, received from others, and being worked on.

Each version is one file that is never written again. The program's own packs are read, never
written. A file that cannot be used names itself, and the others still work.
"""

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from triage.core.compiled import CompiledPack
from triage.packs.cases import ExampleCase
from triage.packs.catalogue import Catalogue
from triage.packs.edit import PackText, cases_of_text, compiled_text, text_of, with_value
from triage.packs.pack_drafts import SUFFIX as DRAFT_SUFFIX
from triage.packs.pack_drafts import discard_draft, read_draft, save_draft, write_into
from triage.packs.pack_file import SUFFIX, PackFile, file_data, pack_file, parse_pack_file
from triage.packs.pack_version import Origin, SignatureState, Version, version_order
from triage.packs.problems import InputError, Problem
from triage.packs.quoting import quoted
from triage.packs.signing import SigningKey
from triage.packs.write import written

SHORTEST_NOTE = 10
"""Characters of a note on what changed; fewer say nothing to who reads it in a year."""

_LONGEST_VERSION = 40
_PUBLISHED, _RECEIVED, _DRAFTS = "published", "received", "drafts"

Trusted = Callable[[], Mapping[str, str]]
"""Gives who vouched for a key here, by the key's fingerprint."""


class Library:
    """The versions in one folder, beside the packs that came with the program."""

    def __init__(self, folder: Path, originals: Catalogue, trusted: Trusted = dict) -> None:
        self._folder = folder
        self._originals = originals
        self._trusted = trusted

    # Versions

    def versions(self, pack_id: str) -> tuple[Version, ...]:
        """Return a pack's versions, the latest first; altered ones are among them, and say so."""
        found = [one for one, _ in self._files() if isinstance(one, Version)]
        with contextlib.suppress(InputError):  # the catalogue names it where it is asked for
            found.append(_original(self._originals.original(pack_id)))
        mine = [one for one in found if one.pack == pack_id]
        return tuple(sorted(mine, key=lambda one: version_order(one.version), reverse=True))

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with files here that cannot be used."""
        return tuple(problem for _, problems in self._files() for problem in problems)

    def read(self, version: Version) -> CompiledPack:
        """Return a version ready to weigh, by this program's vocabulary.

        Raises:
            InputError: if its file is gone, altered or another one by now, or does not load.
        """
        if version.file is None:
            return self._originals.original(version.pack)
        return self._compiled(self._file(version))

    def cases(self, version: Version) -> tuple[ExampleCase, ...]:
        """Return a version's cases.

        Raises:
            InputError: if the version or its cases do not load.
        """
        if version.file is None:
            return self._originals.original_cases(version.pack)
        file = self._file(version)
        return file.cases(self._compiled(file))

    def text(self, version: Version) -> PackText:
        """Return a version's values, to be changed.

        Raises:
            InputError: if the version or its cases do not load.
        """
        return text_of(self.read(version), self.cases(version))

    # Work in progress

    def draft(self, pack_id: str) -> PackText | None:
        """Return what is being worked on; None where nothing is.

        Raises:
            InputError: if the draft is damaged.
        """
        return read_draft(self._draft_file(pack_id))

    def save_draft(self, pack_id: str, text: PackText) -> None:
        """Keep a draft, whether it loads or not; it is on disk when this returns.

        Raises:
            InputError: if it holds what no file can, or cannot be written.
        """
        save_draft(self._draft_file(pack_id), text)

    def discard_draft(self, pack_id: str) -> None:
        """Give up a draft.

        Raises:
            InputError: if it cannot be removed.
        """
        discard_draft(self._draft_file(pack_id))

    def publish(
        self, pack_id: str, version: str, note: str, *, author: str, day: date, key: SigningKey
    ) -> Version:
        """Make a version of the draft, signed in the author's name; the draft is used up.

        Raises:
            InputError: if there is no draft or it does not load; if the version is not later
                than those that exist, or the note says nothing. `Problem.path` names which.
        """
        draft = self.draft(pack_id)
        if draft is None:
            raise InputError([Problem(pack_id, "draft", "there is none; change the pack first")])
        version, note = version.strip(), " ".join(note.split())
        faults = [*self._version_faults(pack_id, version), *_note_faults(note)]
        if faults:
            raise InputError([Problem(pack_id, *fault) for fault in faults])
        entry = {"version": version, "on": day.isoformat(), "author": author, "text": note}
        earlier = draft.pack.get("changes", ())
        text = with_value(draft, "pack", ("version",), version)
        text = with_value(text, "pack", ("changes",), (entry, *earlier))
        vocabulary, places = self._originals.vocabulary, self._originals.municipalities
        compiled = compiled_text(text, vocabulary, places.values())
        cases_of_text(text, compiled)
        if compiled.pack.id != pack_id:
            raise InputError(
                [Problem("pack.yaml", "id", f"is not {quoted(pack_id)}; a pack keeps it")]
            )
        data = pack_file(written(text), compiled, key=key, name=author, day=day)
        path = self._folder / _PUBLISHED / _name(parse_pack_file(data, pack_id, {}), data)
        write_into(path, data)
        discard_draft(self._draft_file(pack_id))
        return self._version(path, Origin.LOCAL)

    # Files from and to others

    def import_file(self, path: Path) -> Version:
        """Take in a pack file as it came, with its signature; one that is here already is found.

        Nothing is put in force by it.

        Raises:
            InputError: if it is altered, does not load, or is of a region unknown here.
        """
        data = file_data(path)
        file = parse_pack_file(data, path.name, self._trusted())
        file.require_whole()
        self._require_known(file.manifest.pack)
        file.cases(self._compiled(file, same=True))
        for folder, origin in ((_PUBLISHED, Origin.LOCAL), (_RECEIVED, Origin.RECEIVED)):
            here = self._folder / folder / _name(file, data)
            if here.exists() and file_data(here) == data:
                return self._version(here, origin)
        write_into(self._folder / _RECEIVED / _name(file, data), data)
        return self._version(self._folder / _RECEIVED / _name(file, data), Origin.RECEIVED)

    def data(self, version: Version) -> bytes:
        """Return a version's file as it stands here, to be sent.

        Raises:
            InputError: if it is an original, which has none, or its file is gone or altered.
        """
        if version.file is None:
            message = "came with the program; sign it with main.py criteria sign"
            raise InputError([Problem(version.pack, "", message)])
        self._file(version).require_whole()
        return file_data(version.file)

    # Inside

    def _files(self) -> Iterator[tuple[Version | None, tuple[Problem, ...]]]:
        trusted = self._trusted()
        for folder, origin in ((_PUBLISHED, Origin.LOCAL), (_RECEIVED, Origin.RECEIVED)):
            for path in sorted((self._folder / folder).glob(f"*{SUFFIX}")):
                try:
                    file = parse_pack_file(file_data(path), path.name, trusted)
                except InputError as error:
                    yield None, error.problems
                else:
                    yield _version(file, path, origin), file.problems

    def _version(self, path: Path, origin: Origin) -> Version:
        file = parse_pack_file(file_data(path), path.name, self._trusted())
        return _version(file, path, origin)

    def _file(self, version: Version) -> PackFile:
        path = version.file or Path()
        file = parse_pack_file(file_data(path), path.name, self._trusted())
        if file.manifest.digest != version.digest:
            raise InputError([Problem(path.name, "", "is another version by now; choose again")])
        return file

    def _compiled(self, file: PackFile, *, same: bool = False) -> CompiledPack:
        places = self._originals.municipalities.values()
        return file.compiled(self._originals.vocabulary, places, same=same)

    def _draft_file(self, pack_id: str) -> Path:
        self._require_known(pack_id)
        return self._folder / _DRAFTS / f"{pack_id}{DRAFT_SUFFIX}"

    def _require_known(self, pack_id: str) -> None:
        if pack_id not in self._originals.ids:
            known = ", ".join(self._originals.ids)
            message = f"no region {quoted(pack_id)} in this program; known are {known}"
            raise InputError([Problem("criteria", "", message)])

    def _version_faults(self, pack_id: str, version: str) -> Iterator[tuple[str, str]]:
        if not version.isprintable() or not re.search("[0-9]", version):
            yield "version", "has a number in it, such as 2026.2, and stands on one line"
            return
        if len(version) > _LONGEST_VERSION:
            yield "version", f"has at most {_LONGEST_VERSION} characters"
            return
        existing = self.versions(pack_id)
        if any(version_order(version) == version_order(one.version) for one in existing):
            yield "version", f"{quoted(version)} exists; raise it"
        # What anybody may have sent must not decide what the unit's next version is called.
        vouched = [one.version for one in existing if one.vouched_for]
        latest = max(vouched, key=version_order, default="")
        if version_order(version) < version_order(latest):
            yield "version", f"is not later than {quoted(latest)}, which exists; raise it"


def _note_faults(note: str) -> Iterator[tuple[str, str]]:
    if len(note) < SHORTEST_NOTE:
        yield "note", f"has at least {SHORTEST_NOTE} characters; say what changed and why"


def _original(compiled: CompiledPack) -> Version:
    pack = compiled.pack
    return Version(pack.id, pack.version, compiled.digest, Origin.ORIGINAL, SignatureState.UNSIGNED)


def _version(file: PackFile, path: Path, origin: Origin) -> Version:
    said = file.manifest
    return Version(
        pack=said.pack,
        version=said.version,
        digest=said.digest,
        origin=origin,
        signature=file.signature,
        signer=file.signer,
        fingerprint=file.fingerprint,
        trusted_by=file.trusted_by,
        published_on=said.signer.on if said.signer else "",
        file=path,
    )


def _name(file: PackFile, data: bytes) -> str:
    """Return the file's name here: what it holds for people, and which bytes exactly."""
    said = file.manifest
    version = re.sub(r"[^0-9A-Za-z.]+", "_", said.version)[:_LONGEST_VERSION]
    digest = said.digest.removeprefix("sha256:")[:16]
    return f"{said.pack}-{version}-{digest}-{hashlib.sha256(data).hexdigest()[:16]}{SUFFIX}"
