"""What the door knows before anybody is signed in: how the window looked, and nothing else."""

import json
from pathlib import Path

import pytest

from ui.viewmodels.door_look import FILE, DoorLook, keep_look, read_look


def test_the_look_of_the_last_one_is_kept(tmp_path: Path) -> None:
    look = DoorLook("en", "dark", 150, still=True)

    keep_look(tmp_path, look)

    assert read_look(tmp_path) == look
    kept = json.loads((tmp_path / FILE).read_bytes())
    assert kept.keys() == {"language", "theme", "text_size", "still"}


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"[]",
        b"\xff",
        b"{" * 5000,
        b'{"language": "fi", "theme": 7, "text_size": 9000, "still": "yes"}',
        b'{"language": ["sv"], "theme": {}, "text_size": true, "still": 1}',
    ],
)
def test_what_makes_no_sense_looks_as_usual(tmp_path: Path, written: bytes) -> None:
    (tmp_path / FILE).write_bytes(written)

    assert read_look(tmp_path) == DoorLook()


def test_where_nothing_can_be_written_the_door_looks_as_usual(tmp_path: Path) -> None:
    nowhere = tmp_path / "gone"

    keep_look(nowhere, DoorLook("en"))

    assert read_look(nowhere) == DoorLook()
