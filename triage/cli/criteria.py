"""`criteria`: look after packs. Each thing to do with them is a module, loaded when asked for."""

import argparse

from triage.cli import actions

ACTIONS = {
    "check": "prove what a pack promises, or show the patient who breaks it",
    "diff": "what changed between two packs, and who moves",
    "document": "write a pack as a readable document",
    "cases": "what a pack's cases decide; propose the missing ones",
    "schema": "write the JSON Schema of the pack format, for editors",
    "sign": "make one signed file of a pack, to send it",
    "open": "say what a pack file holds and who signed it; unpack it",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    actions.add_arguments(parser, ACTIONS)


def run(arguments: argparse.Namespace) -> int:
    """Run one action on the arguments that follow it."""
    return actions.run("criteria", ACTIONS, arguments)
