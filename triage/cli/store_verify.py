"""`store verify`: everything read once, and said part by part what is whole."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from triage.cli.assess import add_language, json_pieces
from triage.cli.layout import printable
from triage.cli.output import write_out
from triage.cli.run import Exit
from triage.cli.store_open import opened
from triage.cli.unlocking import add_unlocking, refused
from triage.keys.errors import KeysError
from triage.packs.problems import InputError, Problem
from triage.services import StoreError, Workplace, data_folder
from triage.services.backup_kept import found_in
from triage.services.backup_making import FOLDER
from triage.services.store_check import Part, check
from triage.services.workstation import STORE_NAME
from triage.store.acts import NOBODY
from triage.store.anchors import Anchor
from triage.texts import Translate, translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument(
        "--anchor", metavar="ANCHOR", help="the log's anchor as it stands at a letter's foot"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_unlocking(parser)
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check every part; exit 1 where one is not whole. Nothing is changed but the log.

    Raises:
        InputError: for an anchor that is none.
    """
    folder = data_folder()
    try:
        anchor = None if arguments.anchor is None else Anchor.typed(arguments.anchor)
    except StoreError as error:
        words = error.en if arguments.language == "en" else error.sv
        raise InputError([Problem("--anchor", "", words)]) from None
    try:
        workplace, key = opened(arguments, folder)
        try:
            backups = _backups(workplace, folder)
            actor = NOBODY if workplace is None else workplace.store.actor
            parts = list(check(folder / STORE_NAME, key, backups, anchor, actor))
        finally:
            key.wipe()
            if workplace is not None:
                workplace.close()
    except (KeysError, StoreError) as error:
        return refused(error, arguments.language)
    whole = all(part.whole for part in parts)
    if arguments.json:
        told = [
            {"part": one.name, "whole": one.whole, "checked": one.checked, "wrong": [*one.wrong]}
            for one in parts
        ]
        write_out(json_pieces([{"whole": whole, "parts": told}], many=False))
    else:
        write_out(f"{printable(line)}\n" for line in _lines(parts, translator(arguments.language)))
    return Exit.DONE if whole else Exit.PROPERTY_FAILS


def _backups(workplace: Workplace | None, folder: Path) -> list[Path]:
    """Return the store's backups; of a store that does not open, those in its own folder."""
    if workplace is not None:
        return [one.path for one in workplace.backups.list()]
    return [one.path for one in found_in(folder / FOLDER)]


def _lines(parts: Sequence[Part], _: Translate) -> list[str]:
    words = {
        "pages": (_("Sidor i datafilen"), _("sidor är skadade")),
        "references": (_("Hänvisningar mellan tabeller"), _("hänvisningar leder ingenstans, i")),
        "guards": (_("Skydd mot ändring av det som är signerat"), _("skydden är ändrade")),
        "decisions": (
            _("Beslut, vart och ett mot sin kontrollsumma"),
            _("beslut stämmer inte, i ärendena"),
        ),
        "heads": (
            _("Ärenden med gällande beslut"),
            _("ärenden saknar beslut som de hänvisar till"),
        ),
        "criteria": (_("Kriterier som besluten vilar på"), _("kriterier stämmer inte")),
        "access_log": (_("Åtkomstloggens poster"), _("loggen är inte som den skrevs")),
        "backups": (
            _("Säkerhetskopior, återställda på prov"),
            _("säkerhetskopior går inte att återställa"),
        ),
    }
    lines = []
    for one in parts:
        title, wrong = words[one.name]
        mark = "✓" if one.whole else "✗"
        lines.append(f"{mark} {title}: {one.checked}")
        if not one.whole:
            lines.append(f"    {wrong}:")
            lines += [f"      {name}" for name in one.wrong]
    if all(one.whole for one in parts):
        lines.append(_("Allt är helt."))
    else:
        lines.append(
            _(
                "Allt är inte helt. Ändra inget mer: återställ en säkerhetskopia, eller rädda det "
                "som går att läsa med ”store salvage”."
            )
        )
    return lines
