"""A file is written whole or not at all."""

from pathlib import Path

import pytest

from triage.whole_file import write_whole


def test_it_takes_the_place_of_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"a longer text, before")

    write_whole(target, b"after")

    assert target.read_bytes() == b"after"
    assert [one.name for one in tmp_path.iterdir()] == ["letter.pdf"]


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"

    write_whole(target, b"data")

    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("stop", [OSError(28, "full"), KeyboardInterrupt()])
def test_a_stop_half_way_leaves_what_stood_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"before")

    def fails(_handle: int) -> None:
        raise stop

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(type(stop)):
        write_whole(target, b"after")

    assert target.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["letter.pdf"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"data")

    assert [one.name for one in tmp_path.iterdir()] == ["folder"]
