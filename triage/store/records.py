"""What the store takes and gives: frozen values without behaviour.

Times are ISO 8601 in UTC as the caller wrote them ("2026-03-02T09:15:00Z"). A fact that is
absent is unanswered; "unknown" is asked but not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from triage.core.people import Author, Patient

Answer = bool | int | str | list[str]
State = Literal["draft", "decided", "correcting"]


class Task(NamedTuple):
    """A prerequisite that remains: who sees to it, and by which ISO day ("" where none is set)."""

    owner: str
    due: str = ""


@dataclass(frozen=True)
class Case:
    """One assessment as it stands now.

    `notes` are the letter's free texts by field, `based_on` is the revision that a reassessment
    starts from, `tasks` stand by prerequisite, and `deciding` is what stands in the signing form
    before it is signed: form, reason, text, and the forms that were offered then. `owner` is the
    person whose draft it is; a decided case is the unit's.
    """

    id: str
    patient: Patient
    pack: str
    facts: Mapping[str, Answer]
    notes: Mapping[str, str]
    created_at: str
    changed_at: str
    example: bool = False
    state: State = "draft"
    based_on: str | None = None
    deciding: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, Task] = field(default_factory=dict)
    owner: str | None = None


class Withdrawn(NamedTuple):
    """A draft or a correction that was taken away, whole: it can come back as it was."""

    case: Case
    answered_at: Mapping[str, str]


@dataclass(frozen=True)
class Decision:
    """All that a signed decision rests on, complete in itself.

    `parents` are the revisions that this one replaces: none for the first decision of a
    case. Their order carries no meaning; they are kept sorted. `pack` has id, version and
    digest, `recommendation` is the engine's JSON, `choice` has care_form and team (with
    telephone, telephone_note and telephone_verified_on where the unit had said how), and
    `override` has reason and text where the choice differs from the recommendation. `tasks` and
    `based_on` are those of the case. `rated` says when symptoms and red flags were answered, by
    fact: a receiver asks how old they are.
    """

    case_id: str
    parents: tuple[str, ...]
    patient: Patient
    facts: Mapping[str, Answer]
    notes: Mapping[str, str]
    pack: Mapping[str, object]
    recommendation: Mapping[str, object]
    choice: Mapping[str, str | None]
    override: Mapping[str, str] | None
    author: Author
    signed_at: str
    app_version: str
    tasks: Mapping[str, Task] = field(default_factory=dict)
    based_on: str | None = None
    rated: Mapping[str, str] = field(default_factory=dict)


class Revision(NamedTuple):
    """A decision as signed; `id` is the SHA-256 of its canonical bytes, in hex."""

    id: str
    decision: Decision


class Follow(NamedTuple):
    """What a list shows of where a decided case stands; see `triage.store.followed`.

    `later` is the case whose decision took over.
    """

    step: str
    signed_at: str
    sent_at: str | None
    answer_by: str | None
    reassess_on: str | None
    conditions: int
    condition_by: str | None
    due_at: str | None
    closed_on: str | None
    outcome: str | None
    register_due: bool
    later: str | None


class WorklistRow(NamedTuple):
    """One line of the worklist; a tuple, for a list reads hundreds at a time.

    For a protected identity `name` is empty and `number` None unless the row was found by
    its exact number. `owner` is the person whose draft it is; `moved` says that the record system
    is noted to have the decision; `follow` says where a decided case stands.
    """

    case_id: str
    name: str
    number: str | None
    alias: str
    protected: bool
    state: State
    pack: str
    care_form: str | None
    status: str | None
    urgency: str | None
    red_flag: bool
    changed_at: str
    example: bool
    reassessment: bool
    owner: str | None = None
    moved: bool = False
    follow: Follow | None = None
