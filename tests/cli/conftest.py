import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from triage.cli.run import main

NOON = ("--at", "2026-03-02T12:00")
"""A Monday."""


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: bytes
    problems: list[str]

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def flat(self) -> str:
        """The text with line breaks and indents taken out, to look for sentences."""
        return " ".join(self.text.split())

    @property
    def json(self) -> object:
        return json.loads(self.out)


Run = Callable[..., Ran]
CaseFile = Callable[[object], str]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def _run(*arguments: str) -> Ran:
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode("utf-8").splitlines())

    return _run


@pytest.fixture
def case_file(tmp_path: Path) -> CaseFile:
    """Write a value, a text or bytes to a case file, and return its name."""

    def write(content: object) -> str:
        path = tmp_path / "case.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, encoding="utf-8")
        return str(path)

    return write
