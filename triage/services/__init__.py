"""Use cases that the window and the command line share.

`Workplace` is one workstation: its store, its criteria, its clock. The store's and the
core's plain records are handed on here, so that the window needs no other door.
"""

from triage.core.people import Author, Patient, Person
from triage.keys.data_key import DataKey
from triage.services.earlier import Earlier, history, last_time, of_another, of_number
from triage.services.reassessment import reassess
from triage.services.workplace import Workplace
from triage.services.workstation import data_folder
from triage.store.acts import Act
from triage.store.errors import StoreError
from triage.store.records import Case, Follow, Revision, Task, Withdrawn, WorklistRow
from triage.store.worklist import EVERYTHING, LISTED, Found, Key, Narrowed, View

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
