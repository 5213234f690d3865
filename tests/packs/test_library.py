"""The unit's own versions: each file stays, broken ones name themselves, originals are left."""

import hashlib
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packs.pack_files import (
    CATALOGUE,
    DAY,
    KEY,
    NAME,
    OTHER_KEY,
    files,
    repacked,
    signed,
    unsigned,
    with_manifest,
)
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.edit import FilePart, PackText, with_value
from triage.packs.library import Library
from triage.packs.pack_file import pack_file
from triage.packs.pack_version import Origin, SignatureState, Version, version_order
from triage.packs.problems import InputError
from triage.packs.signing import SigningKey, fingerprint

NOTE = "Telefonnumret till ASIH är ifyllt"
NUMBERED = "has a number in it, such as 2026.2, and stands on one line"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "criteria", CATALOGUE, lambda: {fingerprint(KEY.public): NAME})


def original(library: Library, pack_id: str = "skane") -> Version:
    (version,) = [one for one in library.versions(pack_id) if one.origin is Origin.ORIGINAL]
    return version


def with_number(library: Library, number: str = "0000-123") -> PackText:
    return with_value(
        library.text(original(library)), "teams", ("teams", 1, "telephone"), number
    )  # fmt: skip


def published(library: Library, version: str = "2026.2", key: SigningKey = KEY) -> Version:
    library.save_draft("skane", with_number(library, version))
    return library.publish("skane", version, NOTE, author=NAME, day=DAY, key=key)


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(InputError) as caught:
        act()
    return [str(problem) for problem in caught.value.problems]


def sent(tmp_path: Path, data: bytes, name: str = "sent.vagvalpack") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_without_anything_of_its_own_a_pack_is_the_original(library: Library) -> None:
    (version,) = library.versions("skane")
    assert (version.origin, version.file, version.version) == (Origin.ORIGINAL, None, "2026.1")
    assert library.read(version).digest == version.digest == CATALOGUE.compiled("skane").digest
    assert len(library.cases(version)) > 12
    assert library.draft("skane") is None
    assert library.problems() == ()


def test_a_draft_is_kept_whether_it_loads_or_not(library: Library) -> None:
    text = with_value(with_number(library), "pack", ("criteria", 0, "when"), {"fact": "pai"})
    text = with_value(text, "pack", ("about", "sv"), "  Sámi: čáhci\n# no: 10:00 ")
    library.save_draft("skane", text)
    assert library.draft("skane") == text
    assert library.draft("vastra") is None
    library.discard_draft("skane")
    library.discard_draft("skane")
    assert library.draft("skane") is None


def test_a_draft_survives_a_kill(tmp_path: Path) -> None:
    saving = """
import sys
from pathlib import Path
from tests.packs.test_library import CATALOGUE, Library, with_number
library = Library(Path(sys.argv[1]), CATALOGUE)
for number in range(100_000):
    library.save_draft("skane", with_number(library, str(number)))
    print(number, flush=True)
"""
    folder = tmp_path / "criteria"
    arguments = [sys.executable, "-c", saving, str(folder)]
    with subprocess.Popen(  # noqa: S603 - this interpreter, with a program of this test
        arguments, stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as process:
        assert process.stdout is not None
        for _ in range(5):
            said = int(process.stdout.readline())
        process.kill()
    assert process.returncode in (-signal.SIGKILL if sys.platform != "win32" else 1, 1)
    library = Library(folder, CATALOGUE)
    draft = library.draft("skane")
    assert draft is not None
    assert int(draft.teams["teams"][1]["telephone"]) >= said
    assert library.problems() == ()


def test_a_damaged_draft_names_itself_and_can_be_discarded(
    library: Library, tmp_path: Path
) -> None:
    library.save_draft("skane", with_number(library))
    (path,) = (tmp_path / "criteria" / "drafts").iterdir()
    whole = path.read_bytes()
    for data in (whole[:-7], whole.replace(b"2026.1", b"2027.1"), b"", unsigned()):
        path.write_bytes(data)
        (problem,) = refused(lambda: library.draft("skane"))[:1]
        assert problem.startswith("skane.vagvaldraft")
    library.discard_draft("skane")
    assert library.draft("skane") is None


def test_a_published_version_is_one_signed_file_that_says_what_changed(library: Library) -> None:
    version = published(library)
    assert (version.pack, version.version, version.origin) == ("skane", "2026.2", Origin.LOCAL)
    assert (version.signature, version.signer) == (SignatureState.KNOWN, NAME)
    assert version.published_on == "2026-11-21"
    compiled = library.read(version)
    assert compiled.digest == version.digest
    assert compiled.pack.team["asih"].telephone == "2026.2"
    (note,) = compiled.pack.changes
    assert (note.version, note.on, note.author, note.text) == (
        "2026.2", "2026-11-21", NAME, NOTE
    )  # fmt: skip
    assert library.draft("skane") is None
    assert library.versions("skane") == (version, original(library))
    assert library.versions("vastra") == (original(library, "vastra"),)


def test_notes_stand_newest_first(library: Library) -> None:
    first = published(library)
    library.save_draft(
        "skane", with_value(library.text(first), "teams", ("teams", 0, "telephone"), "1")
    )
    second = library.publish("skane", "2026.10", NOTE * 2, author=NAME, day=DAY, key=KEY)
    assert [note.version for note in library.read(second).pack.changes] == ["2026.10", "2026.2"]
    assert [one.version for one in library.versions("skane")] == ["2026.10", "2026.2", "2026.1"]
    assert library.read(first).pack.team["ward"].telephone == ""


@pytest.mark.parametrize(
    ("version", "note", "expected"),
    [
        ("2026.1", NOTE, "skane: version: '2026.1' exists; raise it"),
        ("2026.01", NOTE, "skane: version: '2026.01' exists; raise it"),
        ("2025.9", NOTE, "skane: version: is not later than '2026.1', which exists; raise it"),
        ("", NOTE, f"skane: version: {NUMBERED}"),
        ("ny", NOTE, f"skane: version: {NUMBERED}"),
        ("1\n2", NOTE, f"skane: version: {NUMBERED}"),
        ("9" * 41, NOTE, "skane: version: has at most 40 characters"),
        ("2026.2", " kort  ", "skane: note: has at least 10 characters; say what changed and why"),
    ],
)  # fmt: skip
def test_a_version_is_later_and_says_what_changed(
    library: Library, version: str, note: str, expected: str
) -> None:
    text = with_number(library)
    library.save_draft("skane", text)

    def publish() -> Version:
        return library.publish("skane", version, note, author=NAME, day=DAY, key=KEY)

    assert refused(publish) == [expected]
    assert library.draft("skane") == text
    assert len(library.versions("skane")) == 1


@pytest.mark.parametrize(
    ("part", "path", "value", "expected"),
    [
        ("pack", ("criteria", 0, "when"), {"fact": "pai"},
         "pack.yaml: criteria[0].when.fact: unknown fact 'pai'; did you mean 'pain'?"),
        ("cases", (0, "expect", "team"), "nobody",
         "cases.yaml: [0].expect.team: unknown name 'nobody'"),
        ("pack", ("id",), "vastra", "areas"),
    ],
)  # fmt: skip
def test_what_does_not_load_is_not_published(
    library: Library, part: FilePart, path: tuple[str | int, ...], value: object, expected: str
) -> None:
    library.save_draft("skane", with_value(with_number(library), part, path, value))
    problems = refused(
        lambda: library.publish("skane", "2026.2", NOTE, author=NAME, day=DAY, key=KEY)
    )
    assert any(expected in problem for problem in problems), problems
    assert len(library.versions("skane")) == 1


def test_there_is_nothing_to_publish_without_a_draft(library: Library) -> None:
    (problem,) = refused(
        lambda: library.publish("skane", "2026.2", NOTE, author=NAME, day=DAY, key=KEY)
    )
    assert problem == "skane: draft: there is none; change the pack first"


def test_versions_count_as_people_count() -> None:
    ordered = ["2025", "2026", "2026-draft", "2026.1", "2026.1b", "2026.1.1", "2026.2", "2026.10"]
    keys = [version_order(one) for one in ordered]
    assert keys == sorted(set(keys))


def test_a_received_file_is_kept_as_it_came(library: Library, tmp_path: Path) -> None:
    data = pack_file(files(), CATALOGUE.compiled("skane"), key=OTHER_KEY, name="Annan", day=DAY)
    version = library.import_file(sent(tmp_path, data))
    assert (version.origin, version.signature) == (Origin.RECEIVED, SignatureState.UNKNOWN)
    assert version.fingerprint == fingerprint(OTHER_KEY.public)
    assert version.file is not None
    assert version.file.read_bytes() == data == library.data(version)
    assert library.import_file(sent(tmp_path, data, "again.vagvalpack")) == version
    assert library.import_file(sent(tmp_path, unsigned())).signature is SignatureState.UNSIGNED
    assert library.import_file(sent(tmp_path, signed())).signature is SignatureState.KNOWN
    assert len(library.versions("skane")) == 4


def test_what_was_published_here_and_comes_back_is_found(library: Library, tmp_path: Path) -> None:
    version = published(library)
    assert library.import_file(sent(tmp_path, library.data(version))) == version
    assert len(library.versions("skane")) == 2


def test_a_stranger_does_not_decide_what_the_next_version_is_called(
    library: Library, tmp_path: Path
) -> None:
    other = Library(tmp_path / "elsewhere", CATALOGUE)
    stranger = published(other, "9999", OTHER_KEY)
    library.import_file(sent(tmp_path, other.data(stranger)))
    assert published(library, "2026.2").version == "2026.2"
    library.save_draft("skane", with_number(library))
    (problem,) = refused(
        lambda: library.publish("skane", "9999", NOTE, author=NAME, day=DAY, key=KEY)
    )
    assert problem == "skane: version: '9999' exists; raise it"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (with_manifest(lambda it: it.update(version="2099.1")), "signature was changed"),
        (with_manifest(lambda it: it.update(digest=f"sha256:{'0' * 64}"), resign=True),
         "digest: is not that of the criteria"),
        (with_manifest(lambda it: it.update(pack="narnia"), resign=True),
         "criteria: no region 'narnia' in this program; known are jamtland_harjedalen"),
        (with_manifest(lambda it: it.update(pack="../../skane"), resign=True), "pack: the text"),
        (repacked(lambda held: held.update({"cases.yaml": b"[]"}), unsigned()),
         "cases.yaml: does not have the size"),
        (b"PK", "is no pack file"),
    ],
)  # fmt: skip
def test_what_is_altered_or_does_not_load_is_not_taken_in(
    library: Library, tmp_path: Path, data: bytes, expected: str
) -> None:
    path = sent(tmp_path, data)
    assert expected in refused(lambda: library.import_file(path))[0]
    assert len(library.versions("skane")) == 1
    assert not (tmp_path / "criteria").exists()


def test_a_broken_file_names_itself_and_the_others_work(library: Library, tmp_path: Path) -> None:
    good = published(library)
    folder = tmp_path / "criteria" / "published"
    (folder / "broken.vagvalpack").write_bytes(b"PK")
    altered = with_manifest(lambda manifest: manifest.update(version="2099.1"))
    (folder / "zaltered.vagvalpack").write_bytes(altered)
    (folder / ".vagval-left.part").write_bytes(b"half")
    assert [str(one).split(":")[0] for one in library.problems()] == [
        "broken.vagvalpack", "zaltered.vagvalpack"
    ]  # fmt: skip
    assert library.read(good).digest == good.digest
    (bad,) = [one for one in library.versions("skane") if one.version == "2099.1"]
    assert bad.signature is SignatureState.ALTERED
    assert "manifest or signature was changed" in refused(lambda: library.read(bad))[0]
    assert "manifest or signature was changed" in refused(lambda: library.data(bad))[0]


def test_a_file_that_is_gone_or_exchanged_is_named(library: Library) -> None:
    version = published(library)
    assert version.file is not None
    data = version.file.read_bytes()
    version.file.write_bytes(signed())
    assert "is another version by now; choose again" in refused(lambda: library.read(version))[0]
    version.file.unlink()
    assert "name a pack file" in refused(lambda: library.read(version))[0]
    version.file.write_bytes(data)
    assert library.read(version).digest == version.digest


def test_a_version_outlives_a_new_vocabulary(
    library: Library, tmp_path: Path, new_vocabulary: Catalogue
) -> None:
    version = published(library)
    later = Library(tmp_path / "criteria", new_vocabulary)
    (again,) = [one for one in later.versions("skane") if one.version == "2026.2"]
    compiled = later.read(again)
    assert again.digest == version.digest
    assert compiled.digest != version.digest
    assert compiled.vocabulary.version == "2099.1"
    assert compiled.pack.team["asih"].telephone == "2026.2"
    # A file made with the old one is taken in too: its digest cannot be held against the new.
    assert later.import_file(sent(tmp_path, signed())).version == "2026.1"


@pytest.fixture
def new_vocabulary(tmp_path: Path) -> Catalogue:
    folder = Path(shutil.copytree(CRITERIA, tmp_path / "program"))
    path = folder / "vocabulary.yaml"
    text = path.read_text(encoding="utf-8")
    old = f'version: "{CATALOGUE.vocabulary.version}"'
    assert old in text
    path.write_text(text.replace(old, 'version: "2099.1"', 1), encoding="utf-8")
    return Catalogue(folder)


def test_an_original_that_does_not_load_leaves_the_versions(
    library: Library, tmp_path: Path, new_vocabulary: Catalogue
) -> None:
    version = published(library)
    (tmp_path / "program" / "skane" / "pack.yaml").write_bytes(b"id: [")
    later = Library(tmp_path / "criteria", new_vocabulary, lambda: {fingerprint(KEY.public): NAME})
    assert later.versions("skane") == (version,)


def test_the_originals_are_never_written(library: Library) -> None:
    def state() -> dict[Path, str]:
        found = sorted(path for path in CRITERIA.rglob("*") if path.is_file())
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}

    before = state()
    published(library)
    library.save_draft("skane", with_number(library))
    library.discard_draft("skane")
    assert state() == before
    assert "came with the program" in refused(lambda: library.data(original(library)))[0]


@pytest.mark.parametrize("pack_id", ["../skane", "", "/etc/passwd", "a\0b", "skane/../vastra"])
def test_a_draft_never_leaves_its_folder(library: Library, pack_id: str, tmp_path: Path) -> None:
    for act in (
        lambda: library.draft(pack_id),
        lambda: library.save_draft(pack_id, with_number(library)),
        lambda: library.discard_draft(pack_id),
    ):
        assert refused(act)[0].startswith("criteria: no region ")
    assert not (tmp_path / "criteria").exists()


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "criteria").write_bytes(b"a file where the folder should be")
    library = Library(tmp_path / "criteria", CATALOGUE)
    (problem,) = refused(lambda: library.save_draft("skane", with_number(library)))
    assert problem.startswith("skane.vagvaldraft: ")
    assert "nothing was changed" in problem
