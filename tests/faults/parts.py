"""The programme: every kind of fault, how many of it, and what its control must show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.faults.planted import DEFECTS
from tests.faults.tally import Tally, spaced

Words = Callable[[Tally], str]
Broken = Callable[[Tally], str | None]


def _nothing(_tally: Tally) -> None:
    return None


@dataclass(frozen=True)
class Part:
    """One row of the report. `runs` are functions of this package, each with how many seeds.

    A seed is one fault, or one working day with many. `short` are the seeds of the ordinary tests.
    `control` tells what happens without the protection; `unproven` says why a control that shows
    nothing leaves the row without worth.
    """

    name: str
    fault: str
    done: str
    run: str
    seeds: int
    short: int
    counted_by: str | None = None
    """Tells how many seeds there are, from 1, where that is not fixed."""
    control_run: str | None = None
    control_seeds: int = 0
    control_short: int = 0
    own_control: bool = False
    """Whether its own counts hold those of the control."""
    known_limit: bool = False
    """Whether it measures what the program does not prevent."""
    control: Words = lambda _tally: "–"
    unproven: Broken = _nothing
    found: Words = lambda _tally: ""

    def told(self, tally: Tally) -> str:
        """Return what was done, and what else was counted."""
        found = self.found(tally)
        return f"{self.done}: {found}" if found else self.done


def _loses(tally: Tally) -> str | None:
    return None if tally.lost or tally.corrupt else "the control lost nothing"


def _at_normal(tally: Tally) -> str:
    return f"`synchronous=NORMAL`: {tally.lost} of {tally.count} images lost acknowledged work"


PARTS: Final[tuple[Part, ...]] = (
    Part(
        "kill_writing",
        "`kill -9` while answers are saved and decisions signed",
        "Killed from outside at a random moment, or before, half-way through and after a chosen "
        "change of a file; opened, verified, compared with what was acknowledged",
        "kills.writing",
        seeds=220,
        short=2,
    ),
    Part(
        "power",
        "Power cut while answers are saved and decisions signed",
        "Images made from the trace of all writes: what was not synced is dropped, torn by "
        "sector or reordered; each opened, verified, compared",
        "power_cuts.cuts",
        seeds=40,
        short=2,
        control_run="power_cuts.cuts_at_normal",
        control_seeds=10,
        control_short=1,
        control=_at_normal,
        unproven=_loses,
    ),
    Part(
        "disk_full",
        "Disk full from the n-th change on, for every n of a day",
        "What was acknowledged is read while there is no room, the refusal names the full disk, "
        "and the same act is done once there is room",
        "disk_full.every_step",
        seeds=0,
        short=3,
        counted_by="disk_full.day",
        control=lambda day: (
            f"room throughout: {day.other['refused']} of {spaced(day.count)} refused"
        ),
        unproven=lambda day: "refused with room" if day.other["refused"] else None,
    ),
    Part(
        "kill_backup",
        "`kill -9` while backups are made",
        "The same, with a backup every few acts; each backup that lies there afterwards is proven, "
        "and one at least as new as the last that was acknowledged is there",
        "kills.backing_up",
        seeds=60,
        short=2,
    ),
    Part(
        "files_kill",
        "`kill -9` in set-up, encrypting an older store, re-keying, a new passphrase, a restore",
        "Killed at a change of a file or a folder; the former state or the new one is there whole, "
        "and the new one once that was told",
        "whole_files.kills",
        seeds=120,
        short=5,
    ),
    Part(
        "files_power",
        "Power cut in the same",
        "Images as above, names of files too: a move that no sync of its folder made safe may be "
        "undone",
        "whole_files.cuts",
        seeds=20,
        short=5,
    ),
    Part(
        "files_full",
        "Disk full from the n-th change on, for every n of the same",
        "Nothing half made is left in force, the refusal names want of room, the same is done once "
        "there is room",
        "whole_files.full",
        seeds=0,
        short=5,
        counted_by="whole_files.changes",
        control=lambda day: (
            f"room throughout: {day.other['refused']} of {spaced(day.count)} refused"
        ),
        unproven=lambda day: "refused with room" if day.other["refused"] else None,
    ),
    Part(
        "damage",
        "Damaged files of seven kinds",
        "A bit turned, a page zeroed, pages exchanged, a page of another store, the end cut off, "
        "the header garbled, the log damaged or another store's: each is noticed before anything "
        "is shown, and a restore is offered",
        "damage.files",
        seeds=700,
        short=14,
        control_run="damage.unread",
        control_seeds=210,
        control_short=28,
        control=lambda raw: f"pages read only when wanted: {raw.corrupt} of {raw.count} opened",
        unproven=_loses,
    ),
    Part(
        "stale",
        "Pages and logs that are whole, but of an older version of the same file",
        "As a disk leaves them that forgot a write: what nothing inside the file can tell, counted",
        "damage.stale",
        known_limit=True,
        seeds=200,
        short=2,
        found=lambda tally: (
            f"{tally.other['noticed']} noticed at the start, {tally.other['later']} when "
            f"they were read, {tally.lost} shown as they were before, "
            f"{tally.other['harmless']} without effect"
        ),
    ),
    Part(
        "canary",
        "A killed program's traces of a patient on the disk",
        "A whole journey in window and services (letter, search, backup, another key, errors), "
        "then killed; every file of data, home and temporary folder searched in six encodings; "
        "*lost* are words found",
        "canary.journeys",
        seeds=6,
        short=1,
        found=lambda tally: f"{tally.other['files']} files",
        own_control=True,
        control=lambda same: f"the same stores decrypted: {same.other['control']} words found",
        unproven=lambda same: None if same.other["control"] else "the control holds no words",
    ),
    Part(
        "log",
        "Tampering with the access log, by somebody with file and key",
        "Seven ways: an entry changed, taken out, taken out and closed up, put in, exchanged, the "
        "end cut off, the chain made anew or an older copy; verified against an anchor",
        "tampering.logs",
        seeds=140,
        short=7,
        control_run="tampering.untouched",
        control_seeds=20,
        control_short=2,
        control=lambda same: f"untouched: {same.other['suspected']} of {same.count} suspected",
        unproven=lambda same: "an untouched log is suspected" if same.other["suspected"] else None,
        found=lambda tally: f"{tally.other['alone']} found without the anchor too",
    ),
    Part(
        "numbers",
        "Identity numbers in what is logged",
        "Made-up numbers of every kind, as people write them, in the middle of a line",
        "numbers.forms",
        seeds=50_000,
        short=2_000,
        control_run="numbers.unredacted",
        control_seeds=50_000,
        control_short=500,
        control=lambda raw: (
            f"not redacted: {spaced(raw.other['readable'])} of {spaced(raw.count)} readable"
        ),
        unproven=lambda raw: (
            None if raw.other["readable"] == raw.count else "the search finds not all"
        ),
    ),
    Part(
        "packs",
        "Broken pack files",
        "Each is refused in words or is what was meant; `make fuzz` does 200 000 in all",
        "fuzzing.pack_files",
        seeds=10_000,
        short=0,
    ),
    Part(
        "criteria",
        "Broken criteria",
        "The same with their text",
        "fuzzing.criteria",
        seeds=10_000,
        short=0,
    ),
    Part(
        "archives",
        "Broken backup files",
        "The same",
        "fuzzing.archives",
        seeds=100_000,
        short=0,
    ),
    Part(
        "envelopes",
        "Broken key files",
        "The same",
        "fuzzing.envelopes",
        seeds=20_000,
        short=0,
    ),
    Part(
        "planted",
        "Defects planted in the program, one by one",
        "A named test must turn red; *lost* are those that no test noticed",
        "planted.each",
        seeds=len(DEFECTS),
        short=1,
        found=lambda tally: f"{tally.other['red']} of {tally.count} did, and passed before",
    ),
)
