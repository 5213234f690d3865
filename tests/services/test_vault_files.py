"""Who may read the files of a data folder, whatever the folder itself allows."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keys.making import ANNA, PHRASE, means
from tests.services.test_vault_encrypt import encrypted, with_plain
from tests.services.workstation import Clock
from triage.services.backup_keys import with_secret
from triage.services.restoring import restore
from triage.services.store_export import export
from triage.services.vault import KeysError, Vault


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that everybody may look into, made by somebody else."""
    former = os.umask(0o022)
    made = tmp_path / "data"
    made.mkdir(0o755)
    yield made
    os.umask(former)


def open_to_others(folder: Path) -> dict[str, str]:
    modes = {path: path.stat().st_mode & 0o777 for path in folder.rglob("*")}
    return {str(path): oct(mode) for path, mode in modes.items() if mode & 0o077}


def test_every_file_is_for_its_owner_alone(folder: Path) -> None:
    vault = Vault(folder, Clock(), means())
    workplace = vault.set_up(ANNA, PHRASE, on_this_computer=False).workplace
    (anna,) = vault.sign_ins()
    assert open_to_others(folder) == {}
    workplace.keys.rekey()
    backup = workplace.backups.make("asked").backup.path
    export(workplace, folder / "out")
    assert open_to_others(folder) == {}
    workplace.close()
    with pytest.raises(KeysError, match="wrong_passphrase"):
        vault.unlock(anna.slot, "fel")
    restore(backup, folder, with_secret(PHRASE), Clock()())
    workplace = vault.unlock(anna.slot, PHRASE)
    assert open_to_others(folder) == {}
    workplace.close()


def test_an_older_store_is_not_open_to_others_once_it_is_encrypted(folder: Path) -> None:
    folder.rmdir()
    made = encrypted(with_plain(folder, "v4"))
    assert open_to_others(folder) == {}
    made.workplace.close()
