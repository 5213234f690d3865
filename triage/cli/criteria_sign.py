"""`criteria sign`: one signed file of a pack, to send it."""

import argparse
import contextlib
import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from triage.cli.assess import add_language
from triage.cli.given_pack import FOLDER_HELP, pack_in_folder
from triage.cli.layout import field, printable
from triage.cli.output import write_file, write_out
from triage.cli.run import Exit
from triage.core.swedish_time import SWEDEN
from triage.packs.cases import load_cases
from triage.packs.catalogue import Catalogue
from triage.packs.pack_file import SUFFIX, pack_file
from triage.packs.problems import InputError, Problem
from triage.packs.signing import SigningKey, fingerprint, load_key, save_key
from triage.packs.write import FILES
from triage.texts import translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("pack", metavar="PACK", help=FOLDER_HELP)
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help=f"the file to write ({SUFFIX})"
    )
    parser.add_argument(
        "--key", metavar="KEYFILE", type=Path, required=True, help="the private key to sign with"
    )
    parser.add_argument(
        "--new-key", action="store_true", help="make the key; KEYFILE must not exist"
    )
    parser.add_argument(
        "--passphrase", action="store_true", help="lock the new key with a passphrase, asked for"
    )
    parser.add_argument("--name", help="who signs; the key's fingerprint if left out")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Sign a pack that loads, with cases that load.

    Raises:
        InputError: if pack, key or name cannot be used, or a file cannot be written.
    """
    if arguments.passphrase and not arguments.new_key:
        message = "locks a new key only; add --new-key, a locked key asks by itself"
        raise InputError([Problem("--passphrase", "", message)])
    out: Path = arguments.out
    if out.suffix != SUFFIX:  # so that no key and no file of a pack is written over
        message = f"the name ends in {SUFFIX}, by which a pack file is known"
        raise InputError([Problem(str(out), "", message)])
    if os.path.realpath(out) == os.path.realpath(arguments.key):
        message = "is the file of the key, which the pack would replace; name another"
        raise InputError([Problem(str(out), "", message)])
    compiled, folder = pack_in_folder(arguments.pack, Catalogue())
    load_cases(folder, compiled)
    files = {name: (folder / name).read_bytes() for name in FILES}
    passphrase = _new_passphrase() if arguments.passphrase else ""
    key = SigningKey.new() if arguments.new_key else load_key(arguments.key, _known_passphrase)
    name = fingerprint(key.public) if arguments.name is None else arguments.name
    today = datetime.now(UTC).astimezone(SWEDEN).date()
    data = pack_file(files, compiled, key=key, name=name, day=today)
    if arguments.new_key:
        save_key(key, arguments.key, passphrase)
    try:
        write_file(out, data)
    except InputError:
        if arguments.new_key:  # it has signed nothing; the same command can be given again
            with contextlib.suppress(OSError):
                arguments.key.unlink()
        raise
    _ = translator(arguments.language)
    lines = [
        *field(_("Kriterier"), f"{compiled.pack.id} {compiled.pack.version}"),
        *field(_("Fil"), printable(str(arguments.out))),
        *field(_("Signerad av"), name),
        *field(_("Nyckelns fingeravtryck"), fingerprint(key.public)),
    ]
    write_out("\n".join(lines) + "\n")
    return Exit.DONE


def _known_passphrase() -> str:
    return _asked("Passphrase: ")


def _new_passphrase() -> str:
    passphrase = _asked("New passphrase: ")
    if not passphrase or _asked("Once more: ") != passphrase:
        message = "empty, or not the same twice; no key was made"
        raise InputError([Problem("passphrase", "", message)])
    return passphrase


def _asked(prompt: str) -> str:
    """Ask on the terminal, where nothing is shown of what is typed."""
    if sys.stdin is None or not sys.stdin.isatty():
        message = "cannot be asked for without a terminal; run the command in one"
        raise InputError([Problem("passphrase", "", message)])
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return ""
