"""`store`: look after the data. Each thing to do with it is a module, loaded when asked for."""

import argparse

from triage.cli import actions

ACTIONS = {
    "backup": "make a backup, and try it",
    "restore": "put the store of a backup in place",
    "verify": "read everything once and say what is whole",
    "export": "write out all decisions and the access log",
    "salvage": "save what can be read of a damaged store",
    "purge": "list what may go and why, and let it go",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    actions.add_arguments(parser, ACTIONS)


def run(arguments: argparse.Namespace) -> int:
    """Run one action on the arguments that follow it."""
    return actions.run("store", ACTIONS, arguments)
