"""`store export`: every decision as it was signed, what was noted since, and the access log."""

import argparse
import sys
from dataclasses import asdict
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
from triage.services.store_export import export
from triage.texts import translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a folder that does not exist")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_unlocking(parser)
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write `decisions.jsonl`, `ledger.jsonl`, `advice.jsonl`, the log and `manifest.json`.

    Raises:
        InputError: for a folder that exists or cannot be made.
    """
    try:
        workplace = unlocked(arguments)
        if workplace is None:
            raise StoreError("missing")
        try:
            done = export(workplace, arguments.folder)
        finally:
            workplace.close()
    except OSError as error:
        raise problem(arguments.folder, error) from None
    except (KeysError, StoreError) as error:
        if error.code == "export_folder_not_empty":
            words = error.en if arguments.language == "en" else error.sv
            raise InputError([Problem(str(arguments.folder), "", words)]) from None
        return refused(error, arguments.language)
    _ = translator(arguments.language)
    warning = _("Filerna är inte krypterade och innehåller patientuppgifter. Förvara dem därefter.")
    print(printable(f"{done.folder}: {warning}"), file=sys.stderr)
    if arguments.json:
        told = {**asdict(done), "folder": str(done.folder)}
        write_out(json_pieces([told], many=False))
    else:
        text = _(
            "{decisions} beslut, {noted} anteckningar om vad som hände sedan, {advice} om råd och "
            "{entries} poster ur åtkomstloggen i {folder}"
        )
        line = text.format(**asdict(done))
        write_out([f"{printable(line)}\n"])
    return Exit.DONE
