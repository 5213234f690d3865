"""A pack that travels: the same for the same pack, and whatever was done to it is named."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.packs.hostile_pack_files import HOSTILE
from tests.packs.pack_files import (
    CATALOGUE,
    DAY,
    KEY,
    NAME,
    Members,
    files,
    members,
    repacked,
    signed,
    unsigned,
    with_manifest,
)
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA
from triage.packs.pack_container import packed
from triage.packs.pack_file import (
    MANIFEST,
    SIGNATURE,
    PackFile,
    pack_file,
    parse_pack_file,
    read_pack_file,
)
from triage.packs.pack_version import SignatureState
from triage.packs.problems import InputError
from triage.packs.signing import fingerprint
from triage.packs.write import FILES

FILE = "test.vagvalpack"
TRUSTED = {fingerprint(KEY.public): "Test Testsson"}


def opened(data: bytes, trusted: dict[str, str] | None = None) -> PackFile:
    return parse_pack_file(data, FILE, TRUSTED if trusted is None else trusted)


def whole(file: PackFile) -> str:
    return file.compiled(CATALOGUE.vocabulary, CATALOGUE.municipalities.values()).digest


def refusal(data: bytes) -> list[str]:
    """Return the problems of reading a file, or of using it where it could be read."""
    with pytest.raises(InputError) as refused:
        whole(opened(data))
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("pack_id", CATALOGUE.ids)
def test_every_pack_travels_unchanged(pack_id: str) -> None:
    original = CATALOGUE.compiled(pack_id)
    for data, state in (
        (signed(pack_id), SignatureState.KNOWN),
        (unsigned(pack_id), SignatureState.UNSIGNED),
    ):
        file = opened(data)
        assert file.signature is state
        assert whole(file) == original.digest == file.manifest.digest
        assert file.cases(original) == load_cases(CRITERIA / pack_id, original)
        assert {name: file.members[name] for name in FILES} == files(pack_id)


def test_the_same_pack_gives_the_same_bytes_and_a_plain_zip(tmp_path: Path) -> None:
    again = pack_file(files(), CATALOGUE.compiled("skane"), key=KEY, name=NAME, day=DAY)
    assert again == signed()
    assert hashlib.sha256(unsigned()).digest() != hashlib.sha256(signed()).digest()
    path = tmp_path / FILE
    path.write_bytes(signed())
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*FILES, MANIFEST, SIGNATURE]
        assert archive.read("pack.yaml") == files()["pack.yaml"]


def test_it_says_who_signed_and_whether_the_key_is_known_here() -> None:
    known = opened(signed())
    assert (known.signer, known.trusted_by) == (NAME, "Test Testsson")
    unknown = opened(signed(), {})
    assert unknown.signature is SignatureState.UNKNOWN
    assert unknown.fingerprint == fingerprint(KEY.public)
    assert unknown.manifest.signer is not None
    assert unknown.manifest.signer.on == "2026-11-21"
    assert whole(unknown) == CATALOGUE.compiled("skane").digest


def test_the_signature_is_of_the_exact_bytes_of_the_manifest() -> None:
    spaced = repacked(lambda held: held.update({MANIFEST: held[MANIFEST] + b" "}))
    assert opened(spaced).signature is SignatureState.ALTERED


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_says_why(name: str) -> None:
    make, expected = HOSTILE[name]
    problems = refusal(make())
    assert any(expected in problem for problem in problems), problems
    assert all(problem.startswith(FILE) and problem.isprintable() for problem in problems)


def test_what_does_not_match_is_told_before_anything_is_used() -> None:
    file = opened(with_manifest(lambda it: it.update(version="2099.1")))
    assert file.signature is SignatureState.ALTERED
    assert file.trusted_by == ""
    for use in (file.require_whole, lambda: file.cases(CATALOGUE.compiled("skane"))):
        with pytest.raises(InputError, match="manifest or signature was changed"):
            use()


def test_an_unsigned_file_stays_unsigned_whatever_is_done_to_it() -> None:
    changed = repacked(
        lambda held: held.update({"pack.yaml": held["pack.yaml"] + b"# more\n"}), unsigned()
    )
    assert opened(changed).signature is SignatureState.ALTERED


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_change_of_bytes_passes_as_signed(data: st.DataObject) -> None:
    file = bytearray(signed())
    tail = len(file) - len(members(signed())[MANIFEST]) - 1500  # where little changes mean most
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(
            st.integers(0, len(file) - 1) | st.integers(min(tail, len(file) - 1), len(file) - 1)
        )
        match data.draw(st.sampled_from(["set", "cut", "insert", "end"])):
            case "set":
                file[at] = data.draw(st.integers(0, 255))
            case "cut":
                del file[at : at + data.draw(st.integers(1, 40))]
            case "insert":
                file[at:at] = data.draw(st.binary(min_size=1, max_size=40))
            case _:
                del file[at:]
        file = file or bytearray(b"PK")
    try:
        state = opened(bytes(file)).signature
    except InputError:
        return
    assert state is SignatureState.ALTERED or bytes(file) == signed()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*FILES, MANIFEST, SIGNATURE]), st.data())
def test_no_change_of_a_member_passes_as_signed(name: str, data: st.DataObject) -> None:
    held = members(signed())
    content = bytearray(held[name])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + 1] = data.draw(st.binary(max_size=3))
    changed = packed({**held, name: bytes(content)})
    try:
        file = opened(changed)
    except InputError:
        return
    # A signature may be written with other blanks; it is still of this very manifest.
    same = {one: file.members[one] for one in (*FILES, MANIFEST)} == {
        one: held[one] for one in (*FILES, MANIFEST)
    }
    assert file.signature is (
        SignatureState.KNOWN if same and _same_signature(file, held) else SignatureState.ALTERED
    )


def _same_signature(file: PackFile, held: Members) -> bool:
    try:
        return bool(json.loads(file.members[SIGNATURE]) == json.loads(held[SIGNATURE]))
    except ValueError:
        return False


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda more: b"PK\x03\x04" + more))
def test_any_bytes_are_refused_without_a_traceback(data: bytes) -> None:
    with pytest.raises(InputError):
        opened(data)


@settings(deadline=None)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["format", "pack", "version", "digest", "vocabulary",
                                       "members", "signer", "name", "key", "on", "x"]), inner),
    max_leaves=12,
))  # fmt: skip
def test_any_json_as_manifest_is_refused_without_a_traceback(value: object) -> None:
    held = {**members(signed()), MANIFEST: json.dumps(value).encode()}
    with pytest.raises(InputError):
        opened(packed(held))


@pytest.mark.parametrize("name", ["", "  ", "A\nB", "x" * 201, "a\u202eb"])
def test_a_signer_has_a_name_of_one_line(name: str) -> None:
    with pytest.raises(InputError, match=r"^signer: name"):
        pack_file(files(), CATALOGUE.compiled("skane"), key=KEY, name=name, day=DAY)


def test_a_file_that_is_not_there_or_no_file_is_named(tmp_path: Path) -> None:
    for path, expected in (
        (tmp_path / "none.vagvalpack", "none.vagvalpack: No such file or directory; name a pack"),
        (tmp_path, f"{tmp_path.name}: is no ordinary file; name a pack file"),
    ):
        with pytest.raises(InputError) as refused:
            read_pack_file(path, {})
        assert expected in str(refused.value)


def test_a_file_of_gigabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "large.vagvalpack"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 8 * 1024**3)  # takes no room on the disk
    with pytest.raises(InputError, match="too large; at most 2048 KiB are read"):
        read_pack_file(path, {})
