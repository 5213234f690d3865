"""`store`: backups, restores, checks and exports as a script sees them."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.keys_for_tests import bare
from tests.services.workstation import ASIH, NURSE
from triage.services import Patient, Workplace
from triage.services.vault import NewPerson, Vault
from triage.store.salvage_pages import PAGE

BO = Patient("personnummer", "196101182803", "Bo Åkerlund")
PASSPHRASE = "gröna hästar i dimma"  # noqa: S105 - a test's own
CASES = 12


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a filled data folder to be copied, and its recovery code."""
    folder = tmp_path_factory.mktemp("made") / "data"
    done = Vault(folder).set_up(
        NewPerson("Test Testsson", "sjuksköterska", "Testenheten", ""),
        PASSPHRASE,
        on_this_computer=False,
    )
    for _ in range(CASES):
        sign_one(done.workplace)
    done.workplace.close()
    return folder, done.recovery_code


def sign_one(workplace: Workplace) -> None:
    case = workplace.begin(BO, facts=ASIH, pack="skane")
    workplace.sign(case.id, "asih", None, None, NURSE)


@pytest.fixture
def data(tmp_path: Path, made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(made[0], folder)
    monkeypatch.setenv("VAGVAL_DATA", str(folder))
    return folder


@pytest.fixture
def code(tmp_path: Path, made: tuple[Path, str]) -> tuple[str, str]:
    file = tmp_path / "code"
    file.write_text(made[1].lower())
    return "--secret-file", str(file)


@pytest.fixture
def secret(tmp_path: Path) -> tuple[str, str]:
    file = tmp_path / "secret"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return "--secret-file", str(file)


def spoil(data: Path, page: int) -> None:
    path = data / "vagval.db"
    content = bytearray(path.read_bytes())
    at = (page - 1) * PAGE + 500
    content[at : at + 32] = bytes(32)
    path.write_bytes(content)


def page_of(data: Path, table: str, key_of: Path, secret: str = PASSPHRASE) -> int:
    """Return the first page of a table."""
    from triage.services.backup_keys import of_folder, with_secret

    connection = bare(data / "vagval.db", of_folder(key_of, with_secret(secret)))
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
    ).fetchone()
    connection.close()
    return int(page)


def told(run: Run, *arguments: str) -> dict[str, object]:
    ran = run("store", *arguments, "--json")
    assert isinstance(ran.json, dict)
    return ran.json


def test_a_backup_is_made_copied_and_said(
    run: Run, data: Path, secret: tuple[str, str], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ran = run("store", "backup", "--to", str(stick), *secret, "--json")
    assert ran.code == 0
    assert isinstance(ran.json, dict)
    file = Path(str(ran.json["file"]))
    assert file.parent == data / "backups"
    assert (stick / file.name).read_bytes() == file.read_bytes()
    assert ran.json["decisions"] == CASES

    ran = run("store", "backup", *secret)
    assert "provad genom återställning" in ran.flat
    assert len(list((data / "backups").iterdir())) == 2


def test_a_folder_that_is_not_there_is_an_input_problem(
    run: Run, data: Path, secret: tuple[str, str], tmp_path: Path
) -> None:
    ran = run("store", "backup", "--to", str(tmp_path / "none"), *secret)
    assert (ran.code, len(ran.problems)) == (2, 1)
    assert not (data / "backups").exists()


def test_it_is_restored_here_and_the_former_store_is_named(
    run: Run, data: Path, secret: tuple[str, str]
) -> None:
    file = str(told(run, "backup", *secret)["file"])
    ran = run("store", "restore", file, *secret, "--json")
    assert ran.code == 0
    assert isinstance(ran.json, dict)
    assert Path(str(ran.json["former"])).is_dir()
    assert run("store", "verify", *secret).code == 0


def test_on_another_computer_the_recovery_code_is_enough(
    run: Run, data: Path, secret: tuple[str, str], code: tuple[str, str], tmp_path: Path
) -> None:
    file = str(told(run, "backup", *secret)["file"])
    another = tmp_path / "another"
    ran = run("store", "restore", file, "--folder", str(another), *code)
    assert ran.code == 0, ran.problems
    shutil.rmtree(data)
    another.rename(data)
    assert run("store", "verify", *secret).code == 0


def test_a_wrong_secret_is_said_on_one_line_and_nothing_is_touched(
    run: Run, data: Path, secret: tuple[str, str], tmp_path: Path
) -> None:
    file = str(told(run, "backup", *secret)["file"])
    before = (data / "vagval.db").read_bytes()
    wrong = tmp_path / "wrong"
    wrong.write_text("en helt annan fras")
    ran = run("store", "restore", file, "--secret-file", str(wrong))
    assert (ran.code, len(ran.problems)) == (3, 1)
    assert (data / "vagval.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"{}" * 500])
def test_a_file_that_is_no_backup_is_an_input_problem(
    run: Run, data: Path, secret: tuple[str, str], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "x.vvbackup"
    file.write_bytes(content)
    ran = run("store", "restore", str(file), *secret)
    assert (ran.code, len(ran.problems)) == (2, 1)
    assert ran.problems[0].startswith(f"{file}: ")


# Verifying


def test_of_a_whole_store_every_part_is_said_to_be_whole(
    run: Run, data: Path, secret: tuple[str, str]
) -> None:
    run("store", "backup", *secret)
    ran = run("store", "verify", *secret)
    assert ran.code == 0
    assert "✗" not in ran.text
    assert f"Beslut, vart och ett mot sin kontrollsumma: {CASES}" in ran.flat
    assert "Säkerhetskopior, återställda på prov: 1" in ran.flat
    assert ran.flat.endswith("Allt är helt.")
    parts = told(run, "verify", *secret)["parts"]
    assert isinstance(parts, list)
    assert [one["part"] for one in parts] == [
        *("pages", "references", "guards", "decisions", "heads", "criteria"),
        *("access_log", "backups"),
    ]


def test_a_damaged_store_is_said_part_by_part(
    run: Run, data: Path, secret: tuple[str, str]
) -> None:
    run("store", "backup", *secret)
    spoil(data, page_of(data, "people", data))
    ran = run("store", "verify", *secret, "--json")
    assert ran.code == 1
    assert isinstance(ran.json, dict)
    whole = {one["part"]: one["whole"] for one in ran.json["parts"]}
    assert not whole["pages"]
    assert whole["backups"], "what helps is said as well"


def test_a_backup_that_was_garbled_is_named(run: Run, data: Path, secret: tuple[str, str]) -> None:
    file = Path(str(told(run, "backup", *secret)["file"]))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    ran = run("store", "verify", *secret)
    assert ran.code == 1
    assert file.name in ran.text


def test_an_anchor_tells_a_log_that_was_cut(run: Run, data: Path, secret: tuple[str, str]) -> None:
    file = str(told(run, "backup", *secret)["file"])
    from triage.services.backup_keys import of_folder, with_secret

    key = of_folder(data, with_secret(PASSPHRASE))
    workplace = Workplace.open(data, key)
    for _ in range(40):
        sign_one(workplace)
    anchor = str(workplace.store.log_head())
    workplace.close()
    assert run("store", "verify", "--anchor", anchor, *secret).code == 0
    run("store", "restore", file, *secret)
    assert run("store", "verify", *secret).code == 0, "the log that is left is whole"
    assert run("store", "verify", "--anchor", anchor, *secret).code == 1
    ran = run("store", "verify", "--anchor", "12 abcd", *secret)
    assert (ran.code, len(ran.problems)) == (2, 1)


# Exporting and salvaging


def test_each_line_of_an_export_is_what_was_signed(
    run: Run, data: Path, secret: tuple[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    ran = run("store", "export", str(folder), *secret)
    assert ran.code == 0
    assert "inte krypterade" in ran.problems[0]
    manifest = json.loads((folder / "manifest.json").read_text())
    for name, one in manifest["files"].items():
        content = (folder / name).read_bytes()
        assert one["sha256"] == sha256(content).hexdigest()
        assert one["lines"] == content.count(b"\n")
    lines = (folder / "decisions.jsonl").read_bytes().splitlines()
    assert len(lines) == CASES
    assert json.loads(lines[0])["patient"]["name"] == "Bo Åkerlund"
    signed = [
        json.loads(line)["detail"]["revision"]
        for line in (folder / "access_log.jsonl").read_text().splitlines()
        if json.loads(line)["act"] == "signed"
    ]
    assert [sha256(line).hexdigest() for line in lines] == signed
    ran = run("store", "export", str(folder), *secret)
    assert (ran.code, len(ran.problems)) == (2, 1)


def test_what_can_be_read_is_saved_and_the_rest_is_named(
    run: Run, data: Path, secret: tuple[str, str]
) -> None:
    spoil(data, page_of(data, "settings", data))
    ran = run("store", "salvage", *secret, "--json")
    assert isinstance(ran.json, dict)
    assert ran.json["decisions"] == CASES
    assert run("store", "verify", *secret).code == 0


@pytest.mark.parametrize("action", ["backup", "verify", "salvage"])
def test_where_there_is_no_store_it_is_said(
    run: Run,
    tmp_path: Path,
    secret: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    action: str,
) -> None:
    monkeypatch.setenv("VAGVAL_DATA", str(tmp_path / "nothing"))
    ran = run("store", action, *secret)
    assert (ran.code, len(ran.problems)) == (3, 1)
    assert not (tmp_path / "nothing").exists()
