"""Who can open the store and by what, changed by somebody who is in."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.keys.making import ANNA, BENGT, OTHER, PHRASE, MemoryKeyStore, means
from tests.services.workstation import Clock
from triage.keys import envelope_file
from triage.keys.envelope import Envelope
from triage.services import StoreError, Workplace, ways_in
from triage.services.keys_work import KeysWork
from triage.services.vault import KeysError, SetUp, Vault
from triage.store.access_reading import Wanted

THIRD = "ännu en fras som duger"


@pytest.fixture
def key_store() -> MemoryKeyStore:
    return MemoryKeyStore()


@pytest.fixture
def vault(tmp_path: Path, key_store: MemoryKeyStore) -> Vault:
    return Vault(tmp_path / "data", Clock(), means(key_store))


@pytest.fixture
def made(vault: Vault) -> SetUp:
    """Return a store where Anna is signed in."""
    return vault.set_up(ANNA, PHRASE, on_this_computer=False)


@pytest.fixture
def workplace(made: SetUp) -> Workplace:
    return made.workplace


def slot_of(vault: Vault, name: str) -> str:
    return next(one.slot for one in vault.sign_ins() if one.label == name)


def opens(vault: Vault, name: str, passphrase: str) -> bool:
    try:
        vault.unlock(slot_of(vault, name), passphrase).close()
    except KeysError:
        return False
    return True


def last_acts(workplace: Workplace, count: int = 1) -> list[str]:
    entries = workplace.store.log_entries(Wanted(), None, count)
    return [f"{one.who}: {one.act}" for one in reversed(entries)]


def test_a_passphrase_is_changed_by_who_knows_the_old_one(
    vault: Vault, workplace: Workplace
) -> None:
    with pytest.raises(KeysError, match="wrong_passphrase"):
        workplace.keys.change_passphrase(OTHER, THIRD)
    with pytest.raises(KeysError, match="passphrase_short"):
        workplace.keys.change_passphrase(PHRASE, "kort")
    assert opens(vault, ANNA.name, PHRASE)
    workplace.keys.change_passphrase(PHRASE, OTHER)
    assert last_acts(workplace) == ["Anna Test: passphrase_changed"]
    assert opens(vault, ANNA.name, OTHER)
    assert not opens(vault, ANNA.name, PHRASE)
    workplace.close()


def test_a_colleague_is_let_in_and_changes_the_first_passphrase(
    vault: Vault, workplace: Workplace
) -> None:
    bengt = workplace.keys.add_person(BENGT, OTHER)
    assert last_acts(workplace) == ["Anna Test: person_added"]
    assert [one.name for one in workplace.people()] == [ANNA.name, BENGT.name]
    workplace.close()
    theirs = vault.unlock(slot_of(vault, BENGT.name), OTHER)
    assert theirs.person == bengt
    theirs.keys.change_passphrase(OTHER, THIRD)
    theirs.close()
    assert opens(vault, BENGT.name, THIRD)
    assert opens(vault, ANNA.name, PHRASE)


def test_somebody_who_is_let_out_does_not_come_in(vault: Vault, workplace: Workplace) -> None:
    bengt = workplace.keys.add_person(BENGT, OTHER)
    slot = slot_of(vault, BENGT.name)
    workplace.keys.remove_person(bengt.id)
    assert last_acts(workplace) == ["Anna Test: person_left"]
    assert [one.label for one in vault.sign_ins()] == [ANNA.name]
    with pytest.raises(KeysError, match="person_unknown"):
        vault.unlock(slot, OTHER)
    assert workplace.store.person(bengt.id).left_at is not None
    with pytest.raises(KeysError, match="person_left"):
        workplace.keys.reset_passphrase(bengt.id, OTHER)
    assert workplace.person is not None
    with pytest.raises(KeysError, match="last_person"):
        workplace.keys.remove_person(workplace.person.id)
    with pytest.raises(StoreError, match="person_unknown"):
        workplace.keys.remove_person("nobody")
    assert opens(vault, ANNA.name, PHRASE)
    workplace.close()


def test_who_forgot_gets_another_passphrase_from_a_colleague(
    vault: Vault, workplace: Workplace
) -> None:
    bengt = workplace.keys.add_person(BENGT, OTHER)
    workplace.keys.reset_passphrase(bengt.id, THIRD)
    workplace.close()
    assert opens(vault, BENGT.name, THIRD)
    assert not opens(vault, BENGT.name, OTHER)


def test_another_name_stands_in_the_list_at_the_door(vault: Vault, workplace: Workplace) -> None:
    assert workplace.person is not None
    workplace.keys.change_person(replace(workplace.person, name="Anna  Ny\u202eTest", left_at="x"))
    assert last_acts(workplace) == ["Anna Test: person_changed"]
    assert [one.label for one in vault.sign_ins()] == ["Anna Ny Test"]
    assert workplace.store.person(workplace.person.id).left_at is None
    assert opens(vault, "Anna Ny Test", PHRASE)
    workplace.close()


def test_a_new_recovery_code_takes_the_old_ones_place(vault: Vault, made: SetUp) -> None:
    code = made.workplace.keys.new_recovery_code()
    assert last_acts(made.workplace) == ["Anna Test: recovery_code_made"]
    made.workplace.close()
    with pytest.raises(KeysError, match="wrong_recovery_code"):
        vault.recover(made.recovery_code)
    vault.recover(code).close()


def test_this_computer_is_told_to_remember_and_to_forget(
    vault: Vault, workplace: Workplace, key_store: MemoryKeyStore
) -> None:
    assert vault.unlock_here() is None
    workplace.keys.on_this_computer(True)
    assert workplace.keys.is_remembered()
    assert last_acts(workplace) == ["Anna Test: key_store_changed"]
    here = vault.unlock_here()
    assert here is not None
    assert here.person == workplace.person
    here.close()
    workplace.keys.on_this_computer(True)
    assert len(key_store.kept) == 1, "a secret that opens nothing any more is not left there"
    workplace.keys.on_this_computer(False)
    assert (key_store.kept, workplace.keys.is_remembered()) == ({}, False)
    assert vault.unlock_here() is None
    workplace.close()


def test_the_key_store_is_never_taken_from_who_has_nothing_else(vault: Vault) -> None:
    workplace = vault.set_up(ANNA, None, on_this_computer=True).workplace
    with pytest.raises(KeysError, match="only_way_in"):
        workplace.keys.on_this_computer(False)
    workplace.keys.set_passphrase(PHRASE)
    workplace.keys.on_this_computer(False)
    assert opens(vault, ANNA.name, PHRASE)
    workplace.close()


def test_a_computer_without_a_key_store_says_so(workplace: Workplace) -> None:
    keys = KeysWork(workplace, means())
    assert not keys.can_remember()
    with pytest.raises(KeysError, match="key_store_unavailable"):
        keys.on_this_computer(True)
    assert not keys.is_remembered()
    workplace.close()


def test_nobody_has_no_passphrase_to_change(vault: Vault, made: SetUp) -> None:
    made.workplace.close()
    nobody = vault.recover(made.recovery_code).as_nobody()
    assert nobody.person is None
    assert last_acts(nobody) == [": unlocked"]
    with pytest.raises(KeysError, match="not_signed_in"):
        nobody.keys.set_passphrase(OTHER)
    nobody.close()


def test_nothing_is_changed_on_the_word_of_an_envelope_put_there_meanwhile(
    tmp_path: Path, workplace: Workplace
) -> None:
    other = Vault(tmp_path / "other", Clock(), means())
    other.set_up(BENGT, OTHER, on_this_computer=False).workplace.close()
    theirs = (tmp_path / "other" / "vagval.keys").read_bytes()
    mine = tmp_path / "data" / "vagval.keys"
    mine.write_bytes(theirs)
    for act in (
        lambda: workplace.keys.set_passphrase(THIRD),
        lambda: workplace.keys.add_person(BENGT, OTHER),
        workplace.keys.new_recovery_code,
        workplace.keys.rekey,
    ):
        with pytest.raises(KeysError, match="envelope_altered"):
            act()
    assert mine.read_bytes() == theirs
    workplace.close()


def test_what_another_window_changed_meanwhile_is_not_undone(
    vault: Vault, made: SetUp, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (anna,) = vault.sign_ins()
    other = vault.unlock(anna.slot, PHRASE)
    real, codes = ways_in.with_passphrase, []

    def slow(*given: Any) -> Envelope:
        codes.append(other.keys.new_recovery_code())
        return real(*given)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(ways_in, "with_passphrase", slow)
        with pytest.raises(StoreError) as caught:
            workplace.keys.change_passphrase(PHRASE, OTHER)
    assert caught.value.code == "locked"
    vault.recover(codes[0]).close()
    with pytest.raises(KeysError, match="wrong_recovery_code"):
        vault.recover(made.recovery_code)
    workplace.keys.change_passphrase(PHRASE, OTHER)
    vault.recover(codes[0]).close()
    other.close()


def test_an_envelope_that_cannot_be_written_leaves_the_old_ways_in(
    vault: Vault, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stood = envelope_file.read(workplace.folder)
    with monkeypatch.context() as full:

        def no_room(_descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        full.setattr("os.fsync", no_room)
        with pytest.raises(KeysError, match="not_written"):
            workplace.keys.change_passphrase(PHRASE, OTHER)
    assert envelope_file.read(workplace.folder) == stood
    assert opens(vault, ANNA.name, PHRASE)
    workplace.close()


def test_a_former_envelope_put_back_is_told_once_and_logged(
    vault: Vault, workplace: Workplace
) -> None:
    former = (vault.folder / envelope_file.NAME).read_bytes()
    workplace.keys.change_passphrase(PHRASE, OTHER)
    workplace.close()
    with vault.unlock(slot_of(vault, ANNA.name), OTHER).store as store:
        assert "keys_set_back" not in {one.act for one in store.log_entries(Wanted(), None, 99)}
    (vault.folder / envelope_file.NAME).write_bytes(former)

    set_back = vault.unlock(slot_of(vault, ANNA.name), PHRASE)

    assert last_acts(set_back, 2) == ["Anna Test: unlocked", "Anna Test: keys_set_back"]
    assert [one.code for one in set_back.soundness.warnings()] == ["keys_set_back"]
    set_back.close()
    again = vault.unlock(slot_of(vault, ANNA.name), PHRASE)
    assert last_acts(again) == ["Anna Test: unlocked"]
    assert again.soundness.warnings() == []
    again.close()


def test_a_change_that_ended_between_store_and_envelope_raises_no_alarm(
    vault: Vault, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_arguments: object) -> None:
        raise KeysError("not_written")

    with monkeypatch.context() as broken:
        broken.setattr(envelope_file, "write", killed)
        with pytest.raises(KeysError):
            workplace.keys.change_passphrase(PHRASE, OTHER)
    workplace.close()

    with vault.unlock(slot_of(vault, ANNA.name), PHRASE).store as store:
        assert "keys_set_back" not in {one.act for one in store.log_entries(Wanted(), None, 99)}
