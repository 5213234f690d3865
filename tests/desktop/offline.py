"""A place without a network, for one program: none in sight where that can be had, none touched.

Where this user may, the program runs in a network of its own that leads nowhere. Everywhere,
opening an internet socket is an error in it: a program that only got no answer would pass.
"""

import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

_GUARD: Final = """\
import socket, sys

def refuse(event, arguments):
    if event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6):
        raise RuntimeError("a program that works without a network opened a socket")

sys.addaudithook(refuse)
"""
_ALONE: Final = ("unshare", "--net")


def guard(folder: Path) -> dict[str, str]:
    """Write the guard there; return the environment in which Python obeys it."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_GUARD, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


@cache
def alone() -> tuple[str, ...]:
    """Return what a command begins with that is to have no network; nothing where none may."""
    if os.geteuid() != 0:
        return ()
    tried = subprocess.run([*_ALONE, "true"], capture_output=True, check=False)  # noqa: S603 - above
    return _ALONE if tried.returncode == 0 else ()
