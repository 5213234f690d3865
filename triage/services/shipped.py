"""What the program is made of: each library, in which version, by which licence.

Read from what is installed, so that it is never another list than the truth. No network: a
licence's text is shown as its package carries it.
"""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

DIRECT: Final = (
    "PySide6-Essentials",
    "pypdfium2",
    "pydantic",
    "PyYAML",
    "sqlite-utils",
    "sqlcipher3",
    "keyring",
    "psutil",
    "reportlab",
    "personnummer",
    "holidays",
    "babel",
    "platformdirs",
    "tzdata",
    "cryptography",
)
"""What the program asks for itself; the rest is what these need in their turn."""
_TOOLS: Final = frozenset({"pip", "setuptools"})  # installed beside the program, not used by it
_ROOT: Final = Path(__file__).resolve().parents[2]
_OWN: Final = (("Vägval", _ROOT / "LICENSE", "Apache-2.0"),)
_TYPEFACE: Final = (
    "DejaVu",
    _ROOT / "resources" / "fonts" / "LICENSE-DejaVu.txt",
    "Bitstream Vera, Arev",
)
# Built into the driver's package, which carries its own licence only.
_ENGINE: Final = ("SQLCipher", _ROOT / "resources" / "licences" / "SQLCipher.txt", "BSD-3-Clause")
_UNNAMED: Final = {"sqlcipher3": "Zlib"}
"""Packages that carry a licence's text and no name for it."""
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_TEXT: Final = re.compile(r"(^|/)licen[sc]es?/.+|(licen[sc]e|copying|notice)[^/]*$", re.I)
_SHORT: Final = 60
"""Characters of a licence's name at most: some packages put the whole text there."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """One part of the program: a library, a typeface, the program itself."""

    name: str
    version: str
    licence: str
    """Its short name; "" where the package names none."""
    texts: tuple[Path, ...]

    def text(self) -> str:
        """Return the licence's text; "" where the package carries none that can be read."""
        read = (_read(path) for path in self.texts)
        return "\n\n".join(filter(None, read))


@cache
def shipped(version: str) -> tuple[Shipped, ...]:
    """Return the program itself, in this version, typeface and engine, then libraries by name.

    Read once: what is installed stays as it is while the program runs.
    """
    own = [Shipped(name, version, licence, (path,)) for name, path, licence in _OWN]
    beside = [Shipped(name, "", licence, (path,)) for name, path, licence in (_TYPEFACE, _ENGINE)]
    return (*own, *beside, *_libraries())


def _libraries() -> list[Shipped]:
    found: dict[str, Shipped] = {}
    asked = list(DIRECT)
    while asked:
        name = asked.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found or key in _TOOLS:
            continue
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # needed on another kind of computer, not on this one
        found[key] = _library(package)
        needs = (need for need in package.requires or () if "extra ==" not in need)
        asked += [match.group() for need in needs if (match := _NAME.match(need))]
    return sorted(found.values(), key=lambda one: one.name.casefold())


def _library(package: metadata.Distribution) -> Shipped:
    files = [file for file in package.files or () if _TEXT.search(str(file))]
    # Packages carry the licences of typefaces and of what they were built with as well; the
    # one that stands with the package's own particulars is its own.
    own = [file for file in files if ".dist-info" in file.parts[0]] or files
    return Shipped(
        package.metadata["Name"],
        package.version,
        _licence(package.metadata) or _UNNAMED.get(package.metadata["Name"], ""),
        tuple(Path(str(file.locate())) for file in own),
    )


def _licence(known: metadata.PackageMetadata) -> str:
    said = [str(known[key]) for key in ("License-Expression", "License") if key in known]
    for text in said:
        first = text.strip().splitlines()[:1]
        if first and len(first[0]) <= _SHORT:
            return first[0].strip()
    kinds = (str(one) for one in known.get_all("Classifier", []))
    return ", ".join(one.rsplit("::", 1)[1].strip() for one in kinds if one.startswith("License"))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def runtime() -> tuple[tuple[str, str], ...]:
    """Return what the program runs on, by name: Python, the database engine, the system."""
    from sqlcipher3 import dbapi2  # noqa: PLC0415 - seldom asked

    system = f"{platform.system()} {platform.release()} {platform.machine()}".strip()
    return (
        ("Python", platform.python_version()),
        ("SQLite (SQLCipher)", dbapi2.sqlite_version),
        ("System", system),
    )
