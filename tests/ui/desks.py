"""A workstation in a temporary folder, with a clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.keys_for_tests import KEY
from triage.services import Patient, Workplace
from ui.viewmodels.desk import Desk


class Clock:
    """Tells the same time until it is moved on."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 10, 13, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def back(self, **span: float) -> None:
        self.at -= timedelta(**span)

    def on(self, **span: float) -> None:
        self.at += timedelta(**span)


def open_desk(folder: Path, clock: Clock, language: str = "sv") -> Desk:
    """Open a new workstation's data."""
    workplace = Workplace.open(folder, KEY, clock=clock)
    workplace.store.set_setting("default_pack", "vastra")
    return Desk(workplace, language)


def add(desk: Desk, name: str, number: str | None = None, **more: object) -> str:
    """Begin an assessment and return its case."""
    kind = "personnummer" if number else "alias"
    patient = Patient(kind, number, name, str(more.get("alias", "")), bool(more.get("protected")))
    return desk.workplace.begin(patient).id
