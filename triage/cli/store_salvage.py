"""`store salvage`: what can be read of a damaged store, into a new one in its place."""

import argparse
from dataclasses import asdict
from datetime import UTC, datetime

from triage.cli.assess import add_language, json_pieces
from triage.cli.layout import printable
from triage.cli.output import write_out
from triage.cli.run import Exit
from triage.cli.store_open import opener
from triage.cli.unlocking import add_unlocking, refused
from triage.keys.errors import KeysError
from triage.services import StoreError, data_folder
from triage.services.salvaging import Salvaged, salvage_folder
from triage.texts import translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("--json", action="store_true", help="print the whole account as JSON")
    add_unlocking(parser)
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Salvage; exit 1 where something is lost. The damaged store is set aside, untouched."""
    try:
        done = salvage_folder(data_folder(), opener(arguments), datetime.now(UTC))
    except (KeysError, StoreError) as error:
        return refused(error, arguments.language)
    if arguments.json:
        former = None if done.former is None else str(done.former)
        told = {**asdict(done.account), "whole": done.account.whole, "former": former}
        write_out(json_pieces([told], many=False))
    else:
        write_out(f"{printable(line)}\n" for line in _lines(done, arguments.language))
    return Exit.DONE if done.account.whole else Exit.PROPERTY_FAILS


def _lines(done: Salvaged, language: str) -> list[str]:
    _ = translator(language)
    account = done.account
    lines = [
        _("Räddat: {decisions} beslut och {drafts} utkast.").format(
            decisions=account.decisions, drafts=account.drafts
        )
    ]
    if account.from_backup:
        text = _("Därav beslut ur den senaste säkerhetskopian: {count}")
        lines.append(text.format(count=account.from_backup))
    for words, cases in (
        (_("Förlorade beslut, i ärendena:"), account.lost_decisions),
        (_("Utkast som inte är hela:"), account.partial_drafts),
        (_("Förlorade ärenden:"), account.lost_cases),
    ):
        if cases:
            lines += [words, *(f"  {case}" for case in cases)]
    if account.unknown_lost:
        lines.append(_("Det kan saknas fler ärenden än så; det går inte längre att se."))
    if not account.ledger_whole:
        lines.append(_("Anteckningar i uppföljningen kan saknas."))
    if not account.log_whole:
        lines.append(_("Åtkomstloggen har luckor."))
    if account.whole:
        lines.append(_("Inget saknas."))
    if done.former is not None:
        lines += [_("Den skadade filen är orörd och ligger i:"), f"  {done.former}"]
    return lines
