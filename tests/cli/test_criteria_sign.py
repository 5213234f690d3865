"""From a pack to one signed file and back, as typed on a command line."""

import getpass
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.cli.conftest import Run
from tests.packs.pack_files import KEY, repacked, signed, unsigned, with_manifest
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.signing import fingerprint, load_key, save_key
from triage.packs.write import FILES


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    save_key(KEY, path, "")
    return path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is typed at the terminal, prompt by prompt; append to it."""
    answers: list[str] = []
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(getpass, "getpass", lambda prompt: answers.pop(0))
    return answers


def kept(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "skane.vagvalpack"
    path.write_bytes(data)
    return str(path)


def test_a_file_that_came_is_read_with_its_signature(run: Run, tmp_path: Path, key: Path) -> None:
    out = str(tmp_path / "out.vagvalpack")
    run("criteria", "sign", "skane", "--out", out, "--key", str(key), "--name", "Test T")

    read, cases = run("criteria", "document", out), run("criteria", "cases", out)

    assert (read.code, cases.code) == (0, 0)
    assert 'id="cases"' in read.text
    assert "en nyckel som inte är känd här, i namnet Test T" in cases.text.replace("\n", " ")
    assert "i namnet Test T" in " ".join(read.problems)


def test_a_pack_is_signed_sent_opened_and_unpacked(run: Run, tmp_path: Path, key: Path) -> None:
    out = tmp_path / "out.vagvalpack"
    ran = run("criteria", "sign", "skane", "--out", str(out), "--key", str(key), "--name", "Test T")
    assert (ran.code, ran.problems) == (0, [])
    assert f"Nyckelns fingeravtryck: {fingerprint(KEY.public)}" in ran.text

    folder = tmp_path / "unpacked"
    opened = run("criteria", "open", str(out), "--out", str(folder), "--json")
    told = cast("dict[str, Any]", opened.json)
    assert opened.code == 0
    assert told["pack"]["digest"] == Catalogue().compiled("skane").digest
    assert told["signature"] == "signed_unknown"
    assert (told["signer"]["name"], told["signer"]["fingerprint"]) == (
        "Test T", fingerprint(KEY.public)
    )  # fmt: skip
    assert (told["usable"], told["passes"], told["problems"]) == (True, True, [])
    for name in FILES:
        assert (folder / "skane" / name).read_bytes() == (CRITERIA / "skane" / name).read_bytes()


def test_a_known_key_is_said_to_be_known(run: Run, tmp_path: Path) -> None:
    file = kept(tmp_path, signed())
    unknown = run("criteria", "open", file)
    assert "med en nyckel som inte är känd här" in unknown.flat
    grouped = fingerprint(KEY.public).replace("-", " ").upper()
    known = run("criteria", "open", file, "--trust", grouped)
    assert "Nyckeln är känd här, betrodd av dig, på kommandoraden." in known.flat
    assert "Bevis: alla egenskaper är bevisade" in known.flat


def test_an_unsigned_pack_is_said_to_be_so(run: Run, tmp_path: Path) -> None:
    ran = run("criteria", "open", kept(tmp_path, unsigned()))
    assert ran.code == 0
    assert "Inte signerad: ingen svarar för innehållet." in ran.flat


def test_an_altered_pack_says_what_it_claims_and_is_not_unpacked(run: Run, tmp_path: Path) -> None:
    file = kept(tmp_path, with_manifest(lambda manifest: manifest.update(version="2099.1")))
    ran = run("criteria", "open", file, "--out", str(tmp_path / "unpacked"))
    assert ran.code == 2
    assert "Signatur: Ändrad efter att den gjordes." in ran.flat
    assert ran.problems == [
        (
            "skane.vagvalpack: signature.json: is not of this manifest by this key; "
            "manifest or signature was changed"
        )
    ]
    assert not (tmp_path / "unpacked").exists()


def test_a_pack_that_does_not_load_is_said_to_be_unusable(run: Run, tmp_path: Path) -> None:
    broken = with_manifest(lambda manifest: manifest.update(version="2099.1"), resign=True)
    ran = run("criteria", "open", kept(tmp_path, broken), "--json")
    assert ran.code == 2
    told = cast("dict[str, Any]", ran.json)
    assert (told["usable"], told["passes"]) == (False, None)
    assert told["problems"] == ran.problems
    assert "is not that of the criteria, 2026.1" in ran.problems[0]


def test_what_is_no_pack_file_is_one_line(run: Run, tmp_path: Path) -> None:
    ran = run("criteria", "open", kept(tmp_path, repacked(lambda held: held.clear())))
    assert (ran.code, ran.text) == (2, "")
    assert len(ran.problems) == 1


def test_nothing_is_overwritten(run: Run, tmp_path: Path, key: Path) -> None:
    folder = tmp_path / "unpacked"
    (folder / "skane").mkdir(parents=True)
    ran = run("criteria", "open", kept(tmp_path, signed()), "--out", str(folder))
    assert ran.code == 2
    assert "stands there already; nothing was unpacked, name another folder" in ran.problems[0]
    assert list((folder / "skane").iterdir()) == []
    assert list(folder.iterdir()) == [folder / "skane"]

    before = key.read_bytes()
    out = str(tmp_path / "out.vagvalpack")
    ran = run("criteria", "sign", "skane", "--out", out, "--key", str(key), "--new-key")
    assert ran.code == 2
    assert "a key is never overwritten" in ran.problems[0]
    assert key.read_bytes() == before
    assert not Path(out).exists()


def test_a_new_key_is_for_its_owner_and_opens_with_its_passphrase(
    run: Run, tmp_path: Path, typed: list[str]
) -> None:
    key, out = tmp_path / "new.pem", tmp_path / "out.vagvalpack"
    arguments = ("criteria", "sign", "skane", "--out", str(out), "--key", str(key))
    typed += ["lösen ord", "lösen ord"]
    ran = run(*arguments, "--new-key", "--passphrase")
    assert ran.code == 0
    assert b"ENCRYPTED" in key.read_bytes()
    assert sys.platform == "win32" or key.stat().st_mode & 0o777 == 0o600
    public = load_key(key, lambda: "lösen ord").public
    assert f"Signerad av: {fingerprint(public)}" in ran.text

    typed += ["fel"]
    ran = run(*arguments)
    assert (ran.code, len(ran.problems)) == (2, 1)
    assert "the passphrase does not open it" in ran.problems[0]
    typed += ["lösen ord"]
    assert run(*arguments).code == 0
    assert typed == []


@pytest.mark.parametrize("answers", [["", ""], ["a", "b"]])
def test_a_passphrase_is_typed_twice(
    run: Run, tmp_path: Path, typed: list[str], answers: list[str]
) -> None:
    typed += answers
    key = tmp_path / "new.pem"
    ran = run(
        "criteria", "sign", "skane", "--out", str(tmp_path / "out.vagvalpack"), "--key", str(key),
        "--new-key", "--passphrase",
    )  # fmt: skip
    assert ran.problems == ["passphrase: empty, or not the same twice; no key was made"]
    assert not key.exists()


def test_a_locked_key_without_a_terminal_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "key.pem"
    save_key(KEY, key, "ord")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False))
    ran = run(
        "criteria", "sign", "skane", "--out", str(tmp_path / "out.vagvalpack"), "--key", str(key)
    )
    assert ran.problems == [
        "passphrase: cannot be asked for without a terminal; run the command in one"
    ]


def _rsa() -> bytes:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is no private key in PEM; make one with --new-key"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
         "is no private key in PEM; make one with --new-key"),
        (b"x" * 20_000, "is too large for a key; name the key's file"),
        (_rsa(), "is no Ed25519 key; make one with --new-key"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_key_is_one_line_that_shows_nothing_of_it(
    run: Run, tmp_path: Path, content: bytes, expected: str
) -> None:
    key = tmp_path / "key.pem"
    key.write_bytes(content)
    key.chmod(0o600)
    ran = run(
        "criteria", "sign", "skane", "--out", str(tmp_path / "out.vagvalpack"), "--key", str(key)
    )
    assert ran.problems == [f"{key}: {expected}"]


def test_a_key_that_others_can_read_is_refused(run: Run, tmp_path: Path, key: Path) -> None:
    key.chmod(0o644)
    ran = run(
        "criteria", "sign", "skane", "--out", str(tmp_path / "out.vagvalpack"), "--key", str(key)
    )
    refused = [f"{key}: others can read it; take their rights away: chmod 600"]
    assert ran.problems == refused or sys.platform == "win32"


def test_what_is_wrong_with_the_arguments_is_one_line(run: Run, tmp_path: Path, key: Path) -> None:
    out = str(tmp_path / "out.vagvalpack")
    folder = str(tmp_path / "folder.vagvalpack")
    Path(folder).mkdir()
    for arguments, expected in (
        (("sign", "skanee", "--out", out, "--key", str(key)), "did you mean 'skane'?"),
        (("sign", "skane", "--out", out, "--key", str(tmp_path / "none")), "no such file"),
        (("sign", "skane", "--out", out, "--key", str(tmp_path)), "is a folder"),
        (
            ("sign", "skane", "--out", out, "--key", str(key), "--passphrase"),
            "locks a new key only",
        ),
        (("sign", "skane", "--out", out, "--key", str(key), "--name", "a\nb"), "expected one line"),
        (("sign", "skane", "--out", folder, "--key", str(key)), "is a folder"),
        (("open", str(tmp_path)), "is no ordinary file; name a pack file"),
        (("open", kept(tmp_path, signed()), "--trust", "1a2b"), "a fingerprint has 32 digits"),
        (("open", kept(tmp_path, signed()), "--out", str(key)), "name a folder that can be"),
    ):
        ran = run("criteria", *arguments)
        assert (ran.code, len(ran.problems)) == (2, 1), ran.problems
        assert expected in ran.problems[0]
    assert not Path(out).exists()


def test_a_folder_with_cases_that_do_not_load_is_not_signed(
    run: Run, tmp_path: Path, key: Path
) -> None:
    folder = tmp_path / "skane"
    folder.mkdir()
    for name in FILES[:2]:
        (folder / name).write_bytes((CRITERIA / "skane" / name).read_bytes())
    out = tmp_path / "out.vagvalpack"
    ran = run("criteria", "sign", str(folder), "--out", str(out), "--key", str(key))
    assert (ran.code, len(ran.problems)) == (2, 1)
    assert ran.problems[0].startswith("skane/cases.yaml")
    assert not out.exists()


def test_a_key_is_never_written_over_by_what_it_signs(run: Run, tmp_path: Path) -> None:
    named_as_pack = tmp_path / "key.vagvalpack"
    save_key(KEY, named_as_pack, "")
    before = named_as_pack.read_bytes()
    for out in (named_as_pack, tmp_path / "." / "key.vagvalpack"):
        ran = run("criteria", "sign", "skane", "--out", str(out), "--key", str(named_as_pack))
        assert ran.code == 2
        assert ran.problems == [
            f"{out}: is the file of the key, which the pack would replace; name another"
        ]
    assert named_as_pack.read_bytes() == before


@pytest.mark.parametrize("name", ["key.pem", "pack.yaml", "signed"])
def test_a_pack_file_has_a_name_of_its_own(run: Run, tmp_path: Path, key: Path, name: str) -> None:
    out = tmp_path / name
    before = out.read_bytes() if out.exists() else None
    ran = run("criteria", "sign", "skane", "--out", str(out), "--key", str(key))
    right = "the name ends in .vagvalpack, by which a pack file is known"
    assert (ran.code, ran.problems) == (2, [f"{out}: {right}"])
    assert (out.read_bytes() if out.exists() else None) == before


@pytest.mark.parametrize(
    ("out", "name"), [("missing/out.vagvalpack", "Test T"), ("out.vagvalpack", "")]
)
def test_no_new_key_is_left_where_nothing_was_signed(
    run: Run, tmp_path: Path, out: str, name: str
) -> None:
    new = tmp_path / "new.pem"
    arguments = ("--out", str(tmp_path / out), "--key", str(new), "--new-key", "--name", name)
    ran = run("criteria", "sign", "skane", *arguments)
    assert (ran.code, len(ran.problems)) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_no_key(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    out = str(tmp_path / "out.vagvalpack")
    ran = run("criteria", "sign", "skane", "--out", out, "--key", str(pipe))
    assert (ran.code, ran.problems) == (2, [f"{pipe}: is no ordinary file; name the key's file"])


@pytest.mark.parametrize("action", ["check", "cases", "document"])
def test_a_name_longer_than_a_file_can_have_is_no_pack(run: Run, action: str) -> None:
    ran = run("criteria", action, "x" * 5000)
    assert (ran.code, len(ran.problems)) == (2, 1)
    assert "no pack, and no folder with pack.yaml" in ran.problems[0]
