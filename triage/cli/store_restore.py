"""`store restore`: the store of a backup put in place, here or on another computer."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from triage.cli.assess import add_language, json_pieces
from triage.cli.layout import printable
from triage.cli.output import write_out
from triage.cli.run import Exit
from triage.cli.store_open import opener
from triage.cli.unlocking import add_unlocking, refused
from triage.keys.errors import KeysError
from triage.packs.problems import InputError, Problem
from triage.services import StoreError, data_folder
from triage.services.restoring import Restored, restore
from triage.texts import translator

_OF_THE_FILE = frozenset(
    {"backup_unreadable", "backup_altered", "backup_differs", "backup_newer", "newer_version"}
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("file", metavar="FILE", type=Path, help="a backup, *.vvbackup")
    parser.add_argument(
        "--folder",
        metavar="FOLDER",
        type=Path,
        help="data folder to restore into; this computer's if left out",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_unlocking(parser)
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Restore; what stands in the folder is set aside under a dated name.

    Raises:
        InputError: for a file that is no whole backup of this program.
    """
    if not arguments.file.is_file():
        raise InputError([Problem(str(arguments.file), "", "no such file; give a *.vvbackup")])
    folder = data_folder() if arguments.folder is None else arguments.folder
    try:
        done = restore(arguments.file, folder, opener(arguments), datetime.now(UTC))
    except (KeysError, StoreError) as error:
        if error.code in _OF_THE_FILE:
            words = error.en if arguments.language == "en" else error.sv
            raise InputError([Problem(str(arguments.file), "", words)]) from None
        return refused(error, arguments.language)
    _tell(done, folder, arguments)
    return Exit.DONE


def _tell(done: Restored, folder: Path, arguments: argparse.Namespace) -> None:
    if arguments.json:
        told = {
            "folder": str(folder),
            "made_at": done.made_at.isoformat(),
            "decisions": done.decisions,
            "cases": done.cases,
            "former": None if done.former is None else str(done.former),
            "only_keys": done.only_keys,
        }
        write_out(json_pieces([told], many=False))
        return
    _ = translator(arguments.language)
    lines = [
        _("Återställd: {decisions} beslut, {cases} ärenden, som det var {when}.").format(
            decisions=done.decisions,
            cases=done.cases,
            when=done.made_at.isoformat(timespec="minutes"),
        ),
        f"  {folder}",
    ]
    if done.only_keys:
        lines = [_("Nyckelfilen är tillbaka. Datafilen är hel och som den var sist.")]
    if done.former is not None:
        lines += [_("Den förra datafilen är orörd och ligger i:"), f"  {done.former}"]
    write_out(f"{printable(line)}\n" for line in lines)
