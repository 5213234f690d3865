"""Modules that a start does without: loaded when something of them is first used."""

from importlib import import_module
from types import ModuleType


class Late:
    """Stands for a module until it is needed; an import for type checkers stands beside it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._module: ModuleType | None = None

    def __getattr__(self, name: str) -> object:
        if self._module is None:
            self._module = import_module(self._name)
        return getattr(self._module, name)
