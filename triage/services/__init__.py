"""Use cases that the window and the command line share.

`Workplace` is one workstation: its store, its criteria, its clock. The store's and the
core's plain records are handed on here, so that the window needs no other door.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from triage.core.people import Author, Patient, Person
from triage.keys.data_key import DataKey
from triage.services.workplace import Workplace
from triage.services.workstation import data_folder
from triage.store.acts import Act
from triage.store.errors import StoreError
from triage.store.records import Case, Follow, Revision, Task, Withdrawn, WorklistRow
from triage.store.worklist import EVERYTHING, LISTED, Found, Key, Narrowed, View

if TYPE_CHECKING:
    from triage.services.earlier import Earlier, history, last_time, of_another, of_number
    from triage.services.reassessment import reassess

__all__ = [
    "EVERYTHING",
    "LISTED",
    "Act",
    "Author",
    "Case",
    "DataKey",
    "Earlier",
    "Follow",
    "Found",
    "Key",
    "Narrowed",
    "Patient",
    "Person",
    "Revision",
    "StoreError",
    "Task",
    "View",
    "Withdrawn",
    "WorklistRow",
    "Workplace",
    "data_folder",
    "history",
    "last_time",
    "of_another",
    "of_number",
    "reassess",
]

_LATE = {
    "Earlier": "earlier",
    "history": "earlier",
    "last_time": "earlier",
    "of_another": "earlier",
    "of_number": "earlier",
    "reassess": "reassessment",
}
"""What the list of a start does without, and where it stands."""


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"triage.services.{_LATE[name]}"), name)
