"""The commands, and what a command line answers with: an exit code and one line per problem.

A command is a module with `add_arguments(parser)` and `run(arguments) -> int`. It is
imported only when it is asked for, so that none pays for another.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from importlib import import_module
from typing import NoReturn

from triage.core.spelling import did_you_mean
from triage.packs.problems import InputError, Problem


class Exit(IntEnum):
    """Exit codes that scripts rely on."""

    DONE = 0
    PROPERTY_FAILS = 1
    INPUT = 2
    STORE = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Command:
    """One sub-command: the module that holds it, and its line in the help."""

    module: str
    summary: str


COMMANDS = {
    "assess": Command("triage.cli.assess", "weigh one patient or many under the criteria"),
    "compare": Command(
        "triage.cli.compare", "weigh the same patient under every region's criteria"
    ),
    "criteria": Command("triage.cli.criteria", "check, compare, document and sign packs"),
    "backtest": Command("triage.cli.backtest", "weigh stored decisions again under other criteria"),
    "store": Command("triage.cli.store", "look after the data: back up, restore, verify, export"),
    "demo": Command("ui.demo", "weigh, print and picture the example patient"),
}


class Parser(argparse.ArgumentParser):
    """A parser whose faults are problems like any other: one line each."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        raise InputError([Problem(self.prog, "", f"{message}; --help shows what is accepted")])


def main(arguments: Sequence[str]) -> int:
    """Run a command line without the program's name; return its exit code."""
    try:
        return _run(arguments)
    except InputError as error:
        for line in dict.fromkeys(str(problem) for problem in error.problems):
            print(_one_line(line), file=sys.stderr)
        return Exit.INPUT
    except SystemExit as ended:  # argparse ends so after printing a help text
        return ended.code if isinstance(ended.code, int) else Exit.DONE
    except BrokenPipeError:
        # The reader has seen enough. What is still buffered must not fail again at exit.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED


def _run(arguments: Sequence[str]) -> int:
    name, *rest = arguments
    if name in ("-h", "--help"):
        print(_help())
        return Exit.DONE
    if name not in COMMANDS:
        near = did_you_mean(name, list(COMMANDS)) or f"; commands are {', '.join(COMMANDS)}"
        raise InputError([Problem("main.py", "", f"no such command{near}")])
    command = COMMANDS[name]
    module = import_module(command.module)
    parser = Parser(prog=f"main.py {name}", description=command.summary, allow_abbrev=False)
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(rest))
    return code


def _help() -> str:
    width = max(map(len, COMMANDS))
    listed = [f"  {name:{width}}  {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join(
        [
            "usage: main.py [COMMAND ...]",
            "",
            "Without a command the desktop app opens.",
            "",
            *listed,
            "",
            "main.py COMMAND --help shows what a command accepts.",
        ]
    )


def _one_line(text: str) -> str:
    """Keep a line one line, whatever a file name or a key in a file holds."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text
    )
