"""The model of a disk behind the power cuts: what is safe, what a cut may take."""

from random import Random

from tests.faults.diary import SECTOR, STYLES, Entry, Folder, Replay

CHANCE = Random(1)  # noqa: S311 - the same cuts in every run


def entry(kind: str, file: int = 0, name: str = "", **more: object) -> Entry:
    fields = {"other": "", "offset": 0, "data": b"", **more}
    return Entry(kind, file, name, **fields)  # type: ignore[arg-type] # as the test says


def replayed(*entries: Entry, before: Folder | None = None) -> Replay:
    replay = Replay(before or Folder())
    for one in entries:
        replay.step(one)
    return replay


def content(folder: Folder) -> dict[str, bytes]:
    return {name: bytes(folder.files.get(number, b"")) for name, number in folder.names.items()}


def images(replay: Replay) -> set[tuple[tuple[str, bytes], ...]]:
    return {
        tuple(sorted(content(replay.cut(style, CHANCE)).items()))
        for style in STYLES
        for _ in range(200)
    }


def test_what_was_synced_with_its_folder_stays_in_every_image() -> None:
    replay = replayed(
        entry("C", 5, "a"), entry("W", 5, "a", data=b"one"), entry("S", 5, "a"), entry("S", 1, "")
    )
    assert images(replay) == {(("a", b"one"),)}


def test_bytes_that_were_not_synced_may_be_there_or_not() -> None:
    before = Folder({5: bytearray(b"old")}, {"a": 5})
    replay = replayed(entry("W", 5, "a", data=b"new"), before=before)
    assert images(replay) == {(("a", b"old"),), (("a", b"new"),)}


def test_a_name_is_safe_only_with_its_folder() -> None:
    replay = replayed(entry("C", 5, "a"), entry("W", 5, "a", data=b"one"), entry("S", 5, "a"))
    assert images(replay) == {(), (("a", b"one"),)}


def test_a_move_shows_the_old_file_or_the_new_one_and_never_none() -> None:
    before = Folder({5: bytearray(b"old")}, {"a": 5})
    replay = replayed(
        entry("C", 6, "b"),
        entry("W", 6, "b", data=b"new"),
        entry("S", 6, "b"),
        entry("R", 6, "b", other="a"),
        before=before,
    )
    seen = {dict(image)["a"] for image in images(replay)}
    assert seen == {b"old", b"new"}


def test_a_move_without_a_sync_of_the_bytes_may_show_an_empty_file() -> None:
    before = Folder({5: bytearray(b"old")}, {"a": 5})
    replay = replayed(
        entry("C", 6, "b"),
        entry("W", 6, "b", data=b"new"),
        entry("R", 6, "b", other="a"),
        before=before,
    )
    assert b"" in {dict(image)["a"] for image in images(replay)}


def test_later_writes_may_arrive_without_earlier_ones() -> None:
    before = Folder({5: bytearray(b"..")}, {"a": 5})
    replay = replayed(
        entry("W", 5, "a", data=b"1"), entry("W", 5, "a", offset=1, data=b"2"), before=before
    )
    assert {dict(image)["a"] for image in images(replay)} == {b"..", b"1.", b".2", b"12"}


def test_a_write_is_torn_at_sectors_and_nowhere_else() -> None:
    before = Folder({5: bytearray(2 * SECTOR)}, {"a": 5})
    replay = replayed(entry("W", 5, "a", data=b"x" * 2 * SECTOR), before=before)
    halves = {
        (image[:SECTOR].strip(b"\0"), image[SECTOR:].strip(b"\0"))
        for image in (dict(image)["a"] for image in images(replay))
    }
    assert halves == {(a, b) for a in (b"", b"x" * SECTOR) for b in (b"", b"x" * SECTOR)}


def test_a_number_that_is_used_again_is_another_file() -> None:
    before = Folder({5: bytearray(b"old")}, {"a": 5})
    replay = replayed(
        entry("U", 5, "a"),
        entry("C", 5, "b"),
        entry("W", 5, "b", data=b"new"),
        entry("S", 5, "b"),
        before=before,
    )
    assert images(replay) == {(("a", b"old"),), (), (("b", b"new"),)}


def test_a_move_that_is_safe_brings_what_was_moved_along() -> None:
    replay = replayed(
        entry("M", 0, "making"),
        entry("C", 5, "making/part"),
        entry("W", 5, "making/part", data=b"one"),
        entry("S", 5, "making/part"),
        entry("R", 5, "making/part", other="a"),
        entry("S", 1, ""),
    )
    assert images(replay) == {(("a", b"one"),)}
