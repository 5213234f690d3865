"""A store that is open is looked after: by any thread, and without a word while all is well."""

import threading
from collections import namedtuple
from pathlib import Path

import pytest

from tests.services.workstation import Clock
from triage.services import Patient, StoreError, Workplace
from triage.services.soundness import Finding
from triage.store import health


def test_a_store_that_is_well_has_nothing_said_of_it(workplace: Workplace) -> None:
    workplace.begin(Patient("alias", None, "", "Blå mapp"))

    assert workplace.soundness.warnings() == []
    assert workplace.soundness.read_through() is None
    assert not workplace.soundness.left_over


def test_damage_in_what_a_start_left_unread_is_found_from_another_thread(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "WHOLLY", 1000)
    workplace.begin(Patient("alias", None, "", "Blå mapp"))
    with workplace.store._reading() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = tmp_path / "data" / "vagval.db"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    found: list[Finding | None] = []

    thread = threading.Thread(target=lambda: found.append(workplace.soundness.read_through()))
    thread.start()
    thread.join()

    assert workplace.soundness.left_over
    assert [one.code for one in found if one] == ["damaged_in_use"]


def test_warnings_are_by_the_clock_and_the_disk_of_the_workstation(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace.begin(Patient("alias", None, "", "Blå mapp"))
    clock = workplace._clock
    assert isinstance(clock, Clock)
    clock.time = clock.time.replace(year=2025)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage(10**12, 0, 5))

    codes = [one.code for one in workplace.soundness.warnings()]

    assert codes == ["disk_nearly_full", "clock_behind"]


def test_a_store_that_was_locked_meanwhile_is_left_alone(workplace: Workplace) -> None:
    soundness = workplace.soundness
    workplace.close()

    with pytest.raises(StoreError) as error:
        soundness.warnings()
    assert error.value.code == "misused"
