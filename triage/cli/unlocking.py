"""Opening this workstation's data for a command: without a word where the computer remembers.

Else by a secret from a file or standard input, else asked for on the terminal. A secret is never an
argument: those can be read by every user of the computer.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from triage.cli.bounded_json import STANDARD_INPUT
from triage.cli.run import Exit
from triage.keys import recovery_code
from triage.keys.errors import KeysError
from triage.packs.problems import InputError, Problem
from triage.services import StoreError, Workplace, data_folder
from triage.services.vault import SignIn, Standing, Vault

_MOST: Final = 4096
"""Bytes of a secret's line."""


def add_unlocking(parser: argparse.ArgumentParser) -> None:
    """Say how a command that opens the data is let in."""
    parser.add_argument(
        "--secret-file",
        metavar="FILE",
        help="passphrase or recovery code, its first line; - for standard input. "
        "Asked for where it is left out and this computer does not remember the key",
    )
    parser.add_argument(
        "--person", metavar="NAME", help="whose passphrase it is; the last one's who signed in here"
    )


def unlocked(arguments: argparse.Namespace, folder: Path | None = None) -> Workplace | None:
    """Return the open data; None where there never was any, and none is made.

    :raises KeysError: as `Vault.unlock`, and secret_missing without a terminal to ask on
    :raises StoreError: not_encrypted for a store from before encryption, and what the store gives
    :raises InputError: for a file that cannot be read, and a person who does not sign in here
    """
    vault = Vault(data_folder() if folder is None else folder, keep_last=False)
    standing = vault.standing()
    if standing is Standing.NEW:
        return None
    if standing is Standing.PLAIN:
        raise StoreError("not_encrypted")
    who = _who(vault, arguments.person) if standing is Standing.LOCKED else None
    remembered = vault.unlock_here(None if arguments.person is None or who is None else who.person)
    if remembered is not None:
        return remembered
    if arguments.secret_file is not None:
        secret = _first_line(arguments.secret_file)
    else:
        secret = _asked(who)
    if _is_code(secret):
        return vault.recover(secret).as_nobody()
    if who is None:
        raise KeysError("person_unknown")
    return vault.unlock(who.slot, secret)


def typed_secret(arguments: argparse.Namespace) -> str:
    """Return the secret of a command that opens no data, as from a file or the terminal.

    :raises KeysError: secret_missing without a terminal to ask on
    :raises InputError: for a file that cannot be read
    """
    if arguments.secret_file is not None:
        return _first_line(arguments.secret_file)
    return _asked(None)


def refused(error: KeysError | StoreError, language: str) -> int:
    """Say on one line why the data cannot be opened; return the exit code."""
    name = "vagval.keys" if isinstance(error, KeysError) else "vagval.db"
    print(f"{name}: {error.en if language == 'en' else error.sv}", file=sys.stderr)
    return Exit.STORE


def _who(vault: Vault, name: str | None) -> SignIn | None:
    """Return who signs in: by name, else the one who did last."""
    listed = vault.sign_ins()
    if name is None:
        return next((one for one in listed if one.by_passphrase), None)
    wanted = name.casefold().strip()
    found = [one for one in listed if one.label.casefold() == wanted]
    if not found:
        raise InputError([Problem("--person", "", "nobody of that name signs in here")])
    if len(found) > 1:
        raise InputError([Problem("--person", "", "several of that name sign in here")])
    return found[0]


def _is_code(secret: str) -> bool:
    """Say whether a secret is the recovery code; 28 random symbols are nobody's passphrase."""
    with suppress(KeysError):
        return bool(recovery_code.read(secret))
    return False


def _first_line(name: str) -> str:
    try:
        if name == STANDARD_INPUT:
            if sys.stdin is None:  # closed by whoever started the program
                raise InputError([Problem("--secret-file", "", "standard input is closed")])
            data = sys.stdin.buffer.readline(_MOST)
        else:
            with Path(name).open("rb") as file:
                data = file.readline(_MOST)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be read"
        raise InputError([Problem("--secret-file", "", f"{reason}; name a file")]) from None
    try:
        return data.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        message = "not UTF-8; save the file as UTF-8"
        raise InputError([Problem("--secret-file", "", message)]) from None


def _asked(who: SignIn | None) -> str:
    """Ask on the terminal, where nothing is shown of what is typed."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise KeysError("secret_missing")
    name = "" if who is None else f" of {who.label}"
    try:
        return getpass.getpass(f"Passphrase{name}, or recovery code: ")
    except EOFError:
        raise KeysError("secret_missing") from None
