"""Commands that open the data: by whose secret, from where, and what is said when they cannot."""

import getpass
import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.keys.making import ANNA, BENGT, OTHER, PHRASE, MemoryKeyStore, means
from triage.keys import key_store
from triage.services.vault import SetUp, Vault


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("VAGVAL_DATA", str(folder))
    monkeypatch.setattr(sys, "stdin", None)
    return folder


@pytest.fixture
def made(folder: Path) -> SetUp:
    made = Vault(folder, means=means()).set_up(ANNA, PHRASE, on_this_computer=False)
    made.workplace.keys.add_person(BENGT, OTHER)
    made.workplace.close()
    return made


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """Return a file with Anna's passphrase."""
    path = tmp_path / "secret"
    path.write_text(f"{PHRASE}\nmore\n", encoding="utf-8")
    return str(path)


def write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


def test_a_file_holds_the_passphrase_of_who_signed_in_last(
    run: Run, made: SetUp, secret: str
) -> None:
    ran = run("backtest", "skane", "--secret-file", secret)
    assert (ran.code, ran.problems) == (0, [])
    assert "Det finns inga sparade beslut här." in ran.flat


def test_a_command_leaves_the_list_at_the_door_as_it_was(
    run: Run, made: SetUp, folder: Path, secret: str
) -> None:
    before = [one.label for one in Vault(folder).sign_ins()]
    write(secret, OTHER)

    assert run("backtest", "skane", "--secret-file", secret, "--person", BENGT.name).code == 0

    assert [one.label for one in Vault(folder).sign_ins()] == before == [ANNA.name, BENGT.name]


def test_a_file_from_another_system_will_do(run: Run, made: SetUp, secret: str) -> None:
    Path(secret).write_bytes(b"\xef\xbb\xbf" + PHRASE.encode() + b"\r\n")
    assert run("backtest", "skane", "--secret-file", secret).code == 0


def test_somebody_elses_is_named(run: Run, made: SetUp, secret: str) -> None:
    write(secret, OTHER)
    assert run("backtest", "skane", "--secret-file", secret).code == 3
    assert run("backtest", "skane", "--secret-file", secret, "--person", "bengt test").code == 0
    ran = run("backtest", "skane", "--secret-file", secret, "--person", "Cecilia")
    assert ran.problems == ["--person: nobody of that name signs in here"]
    assert ran.code == 2


def test_the_recovery_code_opens_it_too(run: Run, made: SetUp, secret: str) -> None:
    write(secret, made.recovery_code.lower())
    assert run("backtest", "skane", "--secret-file", secret).code == 0


def test_standard_input_is_read(run: Run, made: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO(f"{PHRASE}\n".encode()))
    monkeypatch.setattr(sys, "stdin", typed)
    assert run("backtest", "skane", "--secret-file", "-").code == 0


class Terminal(io.StringIO):
    """A standard input that somebody sits at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_asked_on_and_shows_nothing(
    run: Run, made: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return PHRASE

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", ask)
    assert run("backtest", "skane").code == 0
    assert asked == ["Passphrase of Anna Test, or recovery code: "]


def test_a_computer_that_remembers_asks_for_nothing(
    run: Run, made: SetUp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = MemoryKeyStore()
    vault = Vault(folder, means=means(kept))
    workplace = vault.unlock(vault.sign_ins()[0].slot, PHRASE)
    workplace.keys.on_this_computer(True)
    workplace.close()
    monkeypatch.setattr(key_store.PlatformKeyStore, "get", lambda _self, name: kept.get(name))
    assert run("backtest", "skane").code == 0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "vagval.keys: Fel lösenfras. Kontrollera Caps Lock och försök igen."),
        ("en", "vagval.keys: Wrong passphrase. Check caps lock and try again."),
    ],
)
def test_a_wrong_one_is_one_line(
    run: Run, made: SetUp, secret: str, language: str, said: str
) -> None:
    write(secret, "fel fras")
    ran = run("backtest", "skane", "--secret-file", secret, "--language", language)
    assert (ran.code, ran.out, ran.problems) == (3, b"", [said])


def test_without_a_terminal_it_says_how(run: Run, made: SetUp) -> None:
    ran = run("backtest", "skane")
    assert (ran.code, len(ran.problems)) == (3, 1)
    assert "--secret-file" in ran.problems[0]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\n"])
def test_a_file_that_is_none_is_one_problem(
    run: Run, made: SetUp, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "other"
    if content is not None:
        path.write_bytes(content)
    ran = run("backtest", "skane", "--secret-file", str(path))
    assert (ran.code, len(ran.problems)) == (2, 1)
    assert ran.problems[0].startswith("--secret-file: ")


@pytest.mark.parametrize("gone", ["vagval.db", "vagval.keys"])
def test_half_of_the_data_is_told(
    run: Run, made: SetUp, folder: Path, secret: str, gone: str
) -> None:
    (folder / gone).unlink()
    ran = run("backtest", "skane", "--secret-file", secret)
    assert (ran.code, len(ran.problems)) == (3, 1)
    assert f"{gone} saknas" in ran.problems[0]
    assert not (folder / gone).exists()
