"""The door: set-up, unlocking, recovery, wrong tries, and how a folder stands."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.keys.making import ANNA, BENGT, CHEAP, OTHER, PHRASE, MemoryKeyStore, entered, means
from tests.services.workstation import Clock
from triage.keys import DataKey, envelope_file, recovery_code
from triage.keys.envelope import Envelope
from triage.services import Act, Patient, StoreError, Workplace
from triage.services.vault import KeysError, NewPerson, SetUp, Standing, Vault
from triage.store.access_reading import Entry, Wanted

TOLVAN = Patient("personnummer", "191212121212", "Tolvan Tolvansson")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(folder: Path, clock: Clock) -> Vault:
    return Vault(folder, clock, means())


@pytest.fixture
def made(vault: Vault) -> SetUp:
    """Return a store that was set up and closed again, with one case in it."""
    made = vault.set_up(ANNA, PHRASE, on_this_computer=False)
    made.workplace.begin(TOLVAN)
    made.workplace.close()
    return made


def log(workplace: Workplace) -> list[Entry]:
    return list(reversed(workplace.store.log_entries(Wanted(), None, 1000)))


def told(entry: Entry) -> dict[str, str]:
    return dict(entry.detail)


def code_of(error: pytest.ExceptionInfo[KeysError]) -> str:
    return error.value.code


# Setting up and coming in


def test_a_new_folder_is_set_up_and_opens_by_the_passphrase(vault: Vault, folder: Path) -> None:
    assert vault.standing() is Standing.NEW
    made = vault.set_up(ANNA, PHRASE, on_this_computer=False)

    person = made.workplace.person
    assert person is not None
    assert (person.name, person.role, person.unit, person.hsa_id) == (
        ANNA.name,
        ANNA.role,
        ANNA.unit,
        ANNA.hsa_id,
    )
    made.workplace.begin(TOLVAN)
    made.workplace.close()
    assert vault.standing() is Standing.LOCKED
    (anna,) = vault.sign_ins()
    assert (anna.label, anna.by_passphrase, anna.here) == (ANNA.name, True, False)
    workplace = vault.unlock(anna.slot, PHRASE)
    assert workplace.person == person
    assert workplace.worklist_count() == 1
    workplace.close()
    assert {one.name for one in folder.iterdir()} == {"vagval.db", "vagval.keys", "last-sign-in"}
    assert folder.stat().st_mode & 0o077 == 0


def test_nothing_beside_the_store_holds_secret_or_patient(made: SetUp, folder: Path) -> None:
    secrets = [PHRASE, made.recovery_code, "191212121212", "Tolvan"]
    for path in folder.iterdir():
        data = path.read_bytes()
        for secret in secrets:
            assert secret.encode() not in data, path.name


def test_a_store_once_made_is_not_made_again(vault: Vault, made: SetUp) -> None:
    with pytest.raises(KeysError) as caught:
        vault.set_up(BENGT, OTHER, on_this_computer=False)
    assert code_of(caught) == "already_set_up"


@pytest.mark.parametrize(
    ("person", "passphrase", "code"),
    [
        (ANNA, "kort", "passphrase_short"),
        (ANNA, "anna test 2026", "passphrase_name"),
        (ANNA, None, "no_way_in"),
        (NewPerson("", "läkare", "Enheten"), PHRASE, "name_missing"),
        (NewPerson("A", "läkare", "  "), PHRASE, "name_missing"),
        (NewPerson("A" * 121, "läkare", "Enheten"), PHRASE, "name_long"),
    ],
)
def test_a_set_up_that_is_refused_leaves_nothing(
    vault: Vault, folder: Path, person: NewPerson, passphrase: str | None, code: str
) -> None:
    with pytest.raises(KeysError, match="key_store_unavailable"):
        vault.set_up(ANNA, PHRASE, on_this_computer=True)
    with pytest.raises(KeysError) as caught:
        vault.set_up(person, passphrase, on_this_computer=False)
    assert code_of(caught) == code
    assert not folder.exists()


def test_on_a_personal_computer_its_key_store_is_enough(folder: Path, clock: Clock) -> None:
    key_store = MemoryKeyStore()
    vault = Vault(folder, clock, means(key_store))
    made = vault.set_up(ANNA, None, on_this_computer=True)
    made.workplace.close()
    (anna,) = vault.sign_ins()
    assert (anna.by_passphrase, anna.here) == (False, True)
    workplace = vault.unlock_here()
    assert workplace is not None
    assert workplace.keys.has_passphrase() is False
    workplace.close()

    key_store.kept.clear()  # the computer was set up anew: the code on paper is the other way in
    assert vault.unlock_here() is None
    with pytest.raises(KeysError):
        vault.unlock(anna.slot, "")
    recovery = vault.recover(made.recovery_code)
    recovery.as_person(recovery.people[0].id, OTHER).close()
    vault.unlock(vault.sign_ins()[0].slot, OTHER).close()


def test_a_key_store_with_another_secret_does_not_open(folder: Path, clock: Clock) -> None:
    key_store = MemoryKeyStore()
    vault = Vault(folder, clock, means(key_store))
    vault.set_up(ANNA, None, on_this_computer=True).workplace.close()
    (name,) = key_store.kept
    key_store.kept[name] = bytes(32)
    with pytest.raises(KeysError) as caught:
        vault.unlock_here()
    assert code_of(caught) == "key_store_forgot"


def test_who_signed_in_last_stands_first(vault: Vault, made: SetUp) -> None:
    workplace = vault.unlock(vault.sign_ins()[0].slot, PHRASE)
    workplace.keys.add_person(BENGT, OTHER)
    workplace.close()
    assert [one.label for one in vault.sign_ins()] == [ANNA.name, BENGT.name]
    vault.unlock(vault.sign_ins()[1].slot, OTHER).close()
    assert [one.label for one in vault.sign_ins()] == [BENGT.name, ANNA.name]


@pytest.mark.parametrize("kept", [b"", b"\xff\xfe", b"x" * 10**6, b"nobody\n\n\n"])
def test_a_list_of_the_last_that_is_nonsense_does_no_harm(
    vault: Vault, made: SetUp, folder: Path, kept: bytes
) -> None:
    (folder / "last-sign-in").write_bytes(kept)
    (anna,) = vault.sign_ins()
    vault.unlock(anna.slot, PHRASE).close()


# Wrong tries


def test_a_wrong_passphrase_is_refused_and_told_to_the_log(vault: Vault, made: SetUp) -> None:
    (anna,) = vault.sign_ins()
    for typed in ("", PHRASE.upper(), PHRASE + " ", "\ud800"):
        with pytest.raises(KeysError) as caught:
            vault.unlock(anna.slot, typed)
        assert code_of(caught) in {"wrong_passphrase", "passphrase_unusable"}
    workplace = vault.unlock(anna.slot, PHRASE)
    failed = [one for one in log(workplace) if one.act == Act.UNLOCK_FAILED]
    assert [told(one)["tried_as"] for one in failed] == [ANNA.name] * 3
    assert [one.who for one in failed] == [""] * 3
    assert log(workplace)[-1].act == Act.UNLOCKED
    assert log(workplace)[-1].who == ANNA.name
    workplace.close()
    workplace = vault.unlock(anna.slot, PHRASE)
    assert sum(one.act == Act.UNLOCK_FAILED for one in log(workplace)) == 3, "told once"
    workplace.close()


class Still(Clock):
    """A clock that stands until it is moved."""

    def __call__(self) -> datetime:
        return self.time


def test_after_five_wrong_tries_there_is_a_wait_that_grows(made: SetUp, folder: Path) -> None:
    clock = Still()
    vault = Vault(folder, clock, means())
    (anna,) = vault.sign_ins()

    def fail() -> None:
        with pytest.raises(KeysError, match="wrong_passphrase"):
            vault.unlock(anna.slot, "fel")

    for _ in range(5):
        assert vault.wait() == 0
        fail()
    waits = []
    for _ in range(12):
        waits.append(vault.wait())
        with pytest.raises(KeysError, match="wait"):
            vault.unlock(anna.slot, PHRASE)
        with pytest.raises(KeysError, match="wait"):
            vault.recover(made.recovery_code)
        clock.time += timedelta(seconds=vault.wait() + 5)
        fail()
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (2, 300)
    clock.time -= timedelta(days=400)  # a clock that was set back
    assert vault.wait() == 300
    clock.time += timedelta(days=400, seconds=400)
    vault.unlock(anna.slot, PHRASE).close()
    assert vault.wait() == 0


def test_a_clock_that_was_ahead_locks_nobody_out_for_longer_than_the_wait(
    made: SetUp, folder: Path
) -> None:
    clock = Still()
    vault = Vault(folder, clock, means())
    (anna,) = vault.sign_ins()
    clock.time += timedelta(days=3650)
    for _ in range(5):
        with pytest.raises(KeysError, match="wrong_passphrase"):
            vault.unlock(anna.slot, "fel")
    clock.time -= timedelta(days=3650)
    for _ in range(2):
        assert vault.wait() == 2
        with pytest.raises(KeysError, match="wait"):
            vault.unlock(anna.slot, PHRASE)
    clock.time += timedelta(seconds=2)
    vault.unlock(anna.slot, PHRASE).close()


@pytest.mark.parametrize(
    "kept", [b"\xff\xfe\x00", b"x\n" * 10**6, b"2026-01-01\tnaive\n" * 9, b"9999\t\n", b"\t\t\t\n"]
)
def test_failures_that_are_nonsense_lock_nobody_out(
    vault: Vault, made: SetUp, folder: Path, kept: bytes
) -> None:
    (folder / "unlock-failures").write_bytes(kept)
    vault.unlock(vault.sign_ins()[0].slot, PHRASE).close()


def test_the_file_of_failures_does_not_grow_without_end(
    vault: Vault, made: SetUp, folder: Path
) -> None:
    line = "2020-01-01T00:00:00.000+00:00\tAnna Test\n"
    (folder / "unlock-failures").write_text(line * 5000, encoding="utf-8")
    with pytest.raises(KeysError, match="wrong_passphrase"):
        vault.unlock(vault.sign_ins()[0].slot, "fel")
    lines = (folder / "unlock-failures").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 200
    assert "fel" not in lines[-1]


def test_a_full_disk_does_not_hide_what_was_wrong(
    vault: Vault, made: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    (anna,) = vault.sign_ins()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(KeysError, match="wrong_passphrase"):
        vault.unlock(anna.slot, "fel")


# Recovery


def test_the_code_on_paper_gives_a_new_passphrase(vault: Vault, made: SetUp) -> None:
    recovery = vault.recover(made.recovery_code.lower().replace("-", " "))
    (anna,) = recovery.people
    with pytest.raises(KeysError, match="passphrase_short"):
        recovery.as_person(anna.id, "kort")
    with pytest.raises(KeysError, match="person_unknown"):
        recovery.as_person("nobody", OTHER)
    workplace = recovery.as_person(anna.id, OTHER)
    assert workplace.person == anna
    acts = [one.act for one in log(workplace)]
    assert acts[-2:] == [Act.UNLOCKED, Act.PASSPHRASE_CHANGED]
    assert acts.count(Act.UNLOCKED) == 2, "a passphrase that will not do lets nobody in"
    workplace.close()
    (sign_in,) = vault.sign_ins()
    with pytest.raises(KeysError, match="wrong_passphrase"):
        vault.unlock(sign_in.slot, PHRASE)
    vault.unlock(sign_in.slot, OTHER).close()


def test_a_full_disk_keeps_nobody_out_and_the_unlocking_is_logged_when_there_is_room(
    vault: Vault, made: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_told: str) -> None:
        raise StoreError("disk_full")

    (anna,) = vault.sign_ins()
    with pytest.raises(KeysError, match="wrong_passphrase"):
        vault.unlock(anna.slot, OTHER)
    with monkeypatch.context() as no_room:
        no_room.setattr("triage.store.store.Store.record", full)
        workplace = vault.unlock(anna.slot, PHRASE)
        (case,) = workplace.worklist()
        with pytest.raises(StoreError, match="disk_full"):
            workplace.visits.visit(case.case_id)
    with workplace.store:
        workplace.visits.settle()

        unlocked, opened = log(workplace)[-2:]
        assert (unlocked.act, opened.act) == (Act.UNLOCKED, Act.OPENED)
        assert set(told(unlocked)) == {"by", "tried_at"}
        assert unlocked.person == opened.person == anna.person, "a wrong try was nobody's alone"


def test_a_typing_error_is_named_and_is_no_failed_try(vault: Vault, made: SetUp) -> None:
    code = made.recovery_code
    typed = code[:6] + ("0" if code[6] != "0" else "2") + code[7:]
    for _ in range(9):
        with pytest.raises(KeysError) as caught:
            vault.recover(typed)
        assert caught.value.values == {"groups": "2"}
    assert vault.wait() == 0


def test_a_code_of_another_store_is_a_failed_try(vault: Vault, made: SetUp) -> None:
    for _ in range(5):
        with pytest.raises(KeysError, match="wrong_recovery_code"):
            vault.recover(recovery_code.new())
    assert vault.wait() > 0


# How a folder stands


def test_a_store_that_is_gone_is_never_made_anew(vault: Vault, made: SetUp, folder: Path) -> None:
    (anna,) = vault.sign_ins()
    (folder / "vagval.db").unlink()
    assert vault.standing() is Standing.STORE_MISSING
    for act in (
        lambda: vault.unlock(anna.slot, PHRASE),
        lambda: vault.recover(made.recovery_code),
        vault.unlock_here,
        lambda: vault.set_up(BENGT, OTHER, on_this_computer=False),
    ):
        with pytest.raises(KeysError, match="store_missing"):
            act()
    assert not (folder / "vagval.db").exists()
    (folder / "vagval.db").touch()  # as a killed program may leave it
    assert vault.standing() is Standing.STORE_MISSING


def test_backups_without_store_and_keys_ask_for_a_restore(vault: Vault, folder: Path) -> None:
    (folder / "backups").mkdir(parents=True)
    assert vault.standing() is Standing.NEW
    (folder / "backups" / "vagval-20261122T070000Z.vvbackup").touch()
    assert vault.standing() is Standing.STORE_MISSING


def test_a_store_without_its_keys_asks_for_them(vault: Vault, made: SetUp, folder: Path) -> None:
    (anna,) = vault.sign_ins()
    (folder / "vagval.keys").unlink()
    assert vault.standing() is Standing.KEYS_MISSING
    with pytest.raises(KeysError, match="envelope_missing"):
        vault.unlock(anna.slot, PHRASE)
    with pytest.raises(KeysError, match="already_set_up"):
        vault.set_up(BENGT, OTHER, on_this_computer=False)


def test_a_plain_store_in_the_place_of_an_encrypted_one_is_not_taken_for_it(
    vault: Vault, made: SetUp, folder: Path
) -> None:
    (anna,) = vault.sign_ins()
    (folder / "vagval.db").write_bytes(b"SQLite format 3\x00" + bytes(4096))
    assert vault.standing() is Standing.STORE_MISSING
    with pytest.raises(KeysError, match="store_missing"):
        vault.unlock(anna.slot, PHRASE)
    with pytest.raises(KeysError, match="nothing_to_encrypt"):
        vault.encrypt(BENGT, OTHER, on_this_computer=False)


def test_an_envelope_that_was_changed_is_told_and_not_used(
    vault: Vault, made: SetUp, folder: Path
) -> None:
    path = folder / "vagval.keys"
    tree = json.loads(path.read_bytes())
    tree["slots"][1]["label"] = "Chefen"
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (chef,) = vault.sign_ins()
    with pytest.raises(KeysError, match="envelope_altered"):
        vault.unlock(chef.slot, PHRASE)
    assert vault.wait() == 0


@pytest.mark.parametrize("present", [None, b"torn"])
def test_the_next_to_come_in_puts_a_half_written_envelope_right(
    vault: Vault, made: SetUp, folder: Path, present: bytes | None
) -> None:
    whole = (folder / "vagval.keys").read_bytes()
    (folder / "vagval.keys").rename(folder / "vagval.keys.former")
    (folder / "vagval.keys.new").write_bytes(b"half")
    if present is not None:
        (folder / "vagval.keys").write_bytes(present)
    vault.unlock(vault.sign_ins()[0].slot, PHRASE).close()
    assert (folder / "vagval.keys").read_bytes() == whole
    assert {one.name for one in folder.iterdir()} == {"vagval.db", "vagval.keys", "last-sign-in"}


def test_keys_of_another_store_do_not_open_this_one(
    vault: Vault, made: SetUp, folder: Path, tmp_path: Path
) -> None:
    entered(tmp_path / "other").close()
    (tmp_path / "other" / "vagval.keys").replace(folder / "vagval.keys")
    (anna,) = vault.sign_ins()
    with pytest.raises(StoreError) as caught:
        vault.unlock(anna.slot, PHRASE)
    assert caught.value.code == "not_a_database"


def test_who_has_left_does_not_come_in_by_a_former_envelope(
    vault: Vault, made: SetUp, folder: Path
) -> None:
    workplace = vault.unlock(vault.sign_ins()[0].slot, PHRASE)
    bengt = workplace.keys.add_person(BENGT, OTHER)
    former = (folder / "vagval.keys").read_bytes()
    workplace.keys.remove_person(bengt.id)
    workplace.close()
    assert [one.label for one in vault.sign_ins()] == [ANNA.name]
    (folder / "vagval.keys").write_bytes(former)
    (slot,) = (one.slot for one in vault.sign_ins() if one.label == BENGT.name)
    with pytest.raises(KeysError, match="person_left"):
        vault.unlock(slot, OTHER)
    recovery = vault.recover(made.recovery_code)
    assert [one.name for one in recovery.people] == [ANNA.name]
    recovery.close()


def test_a_slot_of_a_person_that_the_store_does_not_know_lets_nobody_in(
    vault: Vault, made: SetUp, folder: Path
) -> None:
    workplace = vault.unlock(vault.sign_ins()[0].slot, PHRASE)
    key: DataKey = workplace.key.copy()
    workplace.close()
    envelope: Envelope = envelope_file.read(folder)
    stray = envelope.with_slot("passphrase", b"x", key, cost=CHEAP, person="ghost", label="Ghost")
    envelope_file.write(folder, stray, key)
    (slot,) = (one.slot for one in vault.sign_ins() if one.label == "Ghost")
    with pytest.raises(StoreError) as caught:
        vault.unlock(slot, "x")
    assert caught.value.code == "person_unknown"


def test_a_place_that_would_lose_data_is_refused(tmp_path: Path, clock: Clock) -> None:
    vault = Vault(tmp_path / "Dropbox" / "vagval", clock, means())
    assert vault.standing() is Standing.PLACE_REFUSED
    assert vault.refusal is not None
    assert vault.refusal.values == {"kind": "Dropbox"}
    with pytest.raises(KeysError, match="place_synchronised"):
        vault.set_up(ANNA, PHRASE, on_this_computer=False)
    assert not (tmp_path / "Dropbox").exists()
