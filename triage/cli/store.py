"""`store`: look after the data. Each thing to do with it is a module, loaded when asked for."""

import argparse
from importlib import import_module

from triage.packs.problems import InputError, Problem

ACTIONS = {
    "backup": "make a backup, and try it",
    "restore": "put the store of a backup in place",
    "verify": "read everything once and say what is whole",
    "export": "write out all decisions and the access log",
    "salvage": "save what can be read of a damaged store",
    "purge": "list what may go and why, and let it go",
}
"""Modules `triage.cli.store_<action>`, each with `add_arguments` and `run`."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts; only the action's own module is loaded."""
    listed = "; ".join(f"{name}: {line}" for name, line in ACTIONS.items())
    parser.add_argument("action", metavar="ACTION", help=listed)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Run one action on the arguments that follow it."""
    from triage.cli.run import Parser  # noqa: PLC0415 - `run` loads this module
    from triage.core.spelling import did_you_mean  # noqa: PLC0415

    name: str = arguments.action
    if name not in ACTIONS:
        near = did_you_mean(name, list(ACTIONS)) or f"; actions are {', '.join(ACTIONS)}"
        raise InputError([Problem("main.py store", "", f"no such action{near}")])
    module = import_module(f"triage.cli.store_{name}")
    parser = Parser(prog=f"main.py store {name}", description=ACTIONS[name], allow_abbrev=False)
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(arguments.rest))
    return code
