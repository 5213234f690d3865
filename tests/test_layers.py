"""What import-linter cannot say: parts of PySide6 that a layer must not load."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def imported(path: Path) -> set[str]:
    """Return every module that a file imports, `from a import b` as both a and a.b."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize(
    "path", sorted((ROOT / "ui" / "viewmodels").glob("*.py")), ids=lambda path: path.stem
)
def test_view_models_know_qtcore_alone(path: Path) -> None:
    of_qt = {name for name in imported(path) if name.startswith("PySide6.")}
    assert not {name for name in of_qt if not name.startswith("PySide6.QtCore")}


def test_the_check_sees_a_widget() -> None:
    assert "PySide6.QtWidgets" in imported(ROOT / "ui" / "views" / "page.py")
