"""Vägval: a sub-command goes to the command line, none opens the desktop app."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Return the exit code. Each way loads only what it needs: a command never loads Qt."""
    if arguments:
        from triage.cli.run import main as command_line  # noqa: PLC0415 - see above

        return command_line(arguments)
    from ui.app import run  # noqa: PLC0415 - see above

    return run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
