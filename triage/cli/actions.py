"""Commands that do several things: each action is a module of its own, loaded when asked for.

Action `x` of command `c` is `triage.cli.c_x`, with `add_arguments` and `run`.
"""

import argparse
from collections.abc import Mapping
from importlib import import_module

from triage.packs.problems import InputError, Problem


def add_arguments(parser: argparse.ArgumentParser, actions: Mapping[str, str]) -> None:
    """Say which actions there are, by name with a line each; none of them is loaded."""
    listed = "; ".join(f"{name}: {line}" for name, line in actions.items())
    parser.add_argument("action", metavar="ACTION", help=listed)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def run(command: str, actions: Mapping[str, str], arguments: argparse.Namespace) -> int:
    """Run one action on the arguments that follow it; return the exit code.

    :raises InputError: for an action that there is not
    """
    from triage.cli.run import Parser  # noqa: PLC0415 - `run` loads the command that loads this
    from triage.core.spelling import did_you_mean  # noqa: PLC0415 - for a slip alone

    name: str = arguments.action
    if name not in actions:
        near = did_you_mean(name, list(actions)) or f"; actions are {', '.join(actions)}"
        raise InputError([Problem(f"main.py {command}", "", f"no such action{near}")])
    module = import_module(f"triage.cli.{command}_{name}")
    prog = f"main.py {command} {name}"
    parser = Parser(prog=prog, description=actions[name], allow_abbrev=False)
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(arguments.rest))
    return code
