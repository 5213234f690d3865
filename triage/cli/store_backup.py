"""`store backup`: one backup made and tried now."""

import argparse
from pathlib import Path

from triage.cli.assess import add_language, json_pieces
from triage.cli.layout import printable
from triage.cli.output import write_out
from triage.cli.run import Exit
from triage.cli.store_open import problem
from triage.cli.unlocking import add_unlocking, refused, unlocked
from triage.keys.errors import KeysError
from triage.packs.problems import InputError, Problem
from triage.services import StoreError
from triage.services.backup_kept import Backup, kept_whole
from triage.services.backups import Made
from triage.store.progress import unheard
from triage.store_words import error_of
from triage.texts import translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument(
        "--to", metavar="FOLDER", type=Path, help="copy it there as well; the folder must exist"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_unlocking(parser)
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make a backup, try it, and say where it is.

    Raises:
        InputError: for a folder that cannot take it.
    """
    if arguments.to is not None and not arguments.to.is_dir():
        raise InputError([Problem(str(arguments.to), "", "no such folder; make it first")])
    try:
        workplace = unlocked(arguments)
        if workplace is None:
            raise StoreError("missing")
        try:
            made = workplace.backups.make("asked")
        finally:
            workplace.close()
    except (KeysError, StoreError) as error:
        return refused(error, arguments.language)
    copied = None if arguments.to is None else _copied(made, arguments.to, arguments.language)
    _tell(made, copied, arguments)
    return Exit.PROPERTY_FAILS if isinstance(made.second, StoreError) else Exit.DONE


def _copied(made: Made, folder: Path, language: str) -> Path:
    source = made.backup.path
    target = folder / source.name
    if target.exists():
        raise InputError([Problem(str(target), "", "exists already; name another folder")])
    try:
        return kept_whole(source, target, unheard)
    except OSError as error:
        raise problem(folder, error) from None
    except StoreError as error:
        raise InputError([Problem(str(folder), "", error_of(error, language))]) from None


def _tell(made: Made, copied: Path | None, arguments: argparse.Namespace) -> None:
    one, second = made.backup, made.second
    if arguments.json:
        told = {
            "file": str(one.path),
            "made_at": one.made_at.isoformat(),
            "bytes": one.size,
            "decisions": one.decisions,
            "cases": one.cases,
            "copied_to": None if copied is None else str(copied),
            "second": str(second.path) if isinstance(second, Backup) else None,
            "second_problem": second.code if isinstance(second, StoreError) else None,
        }
        write_out(json_pieces([told], many=False))
        return
    _ = translator(arguments.language)
    lines = [
        _("Säkerhetskopian är gjord och provad genom återställning:"),
        f"  {one.path}",
        _("  {decisions} beslut, {cases} ärenden, {size} byte").format(
            decisions=one.decisions, cases=one.cases, size=one.size
        ),
    ]
    if copied is not None:
        lines += [_("Kopierad till:"), f"  {copied}"]
    if isinstance(second, StoreError):
        lines.append("! " + (second.en if arguments.language == "en" else second.sv))
    elif isinstance(second, Backup):
        lines += [_("Även i den andra mappen:"), f"  {second.path}"]
    write_out(f"{printable(line)}\n" for line in lines)
