"""`criteria schema`: the JSON Schemas of the pack format, for editors that check while typing."""

import argparse
from pathlib import Path

from triage.cli.output import write_file, write_out
from triage.cli.run import Exit
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.problems import InputError, Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        default=CRITERIA / "schema",
        help="folder to write to, made if it is missing; without it the criteria's own",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write one schema for each kind of file, and name them.

    Raises:
        InputError: if the vocabulary does not load, or the folder cannot be written to.
    """
    from triage.packs.schema import schemas  # noqa: PLC0415 - not needed to read the arguments

    folder: Path = arguments.out
    made = schemas(Catalogue().vocabulary)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "cannot be made"
        raise InputError([Problem(str(folder), "", f"{reason}; name a folder")]) from None
    for name, text in made.items():
        write_file(folder / name, text.encode())
        write_out([f"{folder / name}\n"])
    return Exit.DONE
