"""The local store: drafts, signed decisions and settings in one SQLite file.

It knows nothing of criteria, of the window or of the time of day: facts are JSON values, a
recommendation is the JSON of the engine, and every time is given by the caller.

    with Store.open(path) as store:
        store.set_answer(case_id, "pain", 3, at="2026-03-02T09:15:00Z")
"""

from triage.core.people import Author, Patient
from triage.store.errors import StoreError
from triage.store.records import (
    Answer,
    Case,
    Decision,
    Revision,
    Task,
    WorklistRow,
)
from triage.store.store import Store

__all__ = [
    "Answer",
    "Author",
    "Case",
    "Decision",
    "Patient",
    "Revision",
    "Store",
    "StoreError",
    "Task",
    "WorklistRow",
]
