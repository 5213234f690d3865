"""What weighing one patient under one pack gives. Plain values; the contract's shapes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from triage.core.answers import plain
from triage.core.logic import State
from triage.core.vocabulary import Answer


class Status(StrEnum):
    """How settled a recommendation is."""

    FINAL = "final"  # no open answer can change the recommended form
    PROVISIONAL = "provisional"
    INSUFFICIENT = "insufficient"  # no form is settled yet
    NOT_PALLIATIVE = "not_palliative"


@dataclass(frozen=True, slots=True)
class PackName:
    """Exactly which criteria were used."""

    id: str
    version: str
    digest: str
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A prerequisite that is not settled: a to-do, never a lower level."""

    id: str
    state: State


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One criterion or prerequisite weighed for one care form.

    `part` is eligibility, need, place, prerequisite or parallel; `criterion` is the id. The
    `source` is Swedish in every language, so that a kept recommendation does not depend on
    who read it.
    """

    care_form: str
    part: str
    criterion: str
    state: State
    facts: tuple[str, ...]
    source: str
    basis: str


@dataclass(frozen=True, slots=True)
class UrgencyAnswer:
    """The urgency class with every reason that holds, and how far it may still rise."""

    current: str
    reasons: tuple[tuple[str, str], ...]
    """(class, reason) pairs, most urgent first."""
    may_rise_to: str
    questions: tuple[str, ...]
    """Open facts that could raise it."""

    @property
    def clear(self) -> bool:
        """Whether something speaks for the class, or nothing can raise it any more."""
        return bool(self.reasons) or self.may_rise_to == self.current


@dataclass(frozen=True, slots=True)
class Change:
    """A smallest set of changed answers that leads to another form."""

    changes: Mapping[str, Answer]
    recommended: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """The part of a recommendation that is live while answers are given.

    `indicated` is the highest form that the need is sure to admit to, wherever it is offered;
    `recommended` the one that is offered in its place, or the base form for a
    patient who declines. Both are None while no form is settled.
    """

    pack: PackName
    status: Status
    recommended: str | None
    indicated: str | None
    gap: bool
    """The indicated form is sure not to be offered where the patient lives."""
    possible: tuple[str, ...]
    """Every outcome that the open answers leave, in the pack's order."""
    team: str | None
    team_to_confirm: str | None
    """The entry that stands for a team which the source leaves open."""
    entry_point: str | None
    blocked_by: str | None
    """`consent` where the patient declines; None otherwise."""
    conditions: tuple[Condition, ...]
    parallel: tuple[str, ...]
    urgency: UrgencyAnswer
    red_flags: tuple[str, ...]
    red_flags_checked: bool
    """False while nobody has answered, or could answer: no red flags is then not known."""
    warnings: tuple[str, ...]
    """Stable codes; `triage.pack_words` has their words."""
    care_forms: Mapping[str, State]
    offered: Mapping[str, State]
    trace: tuple[TraceLine, ...]
    physician_line: str | None

    @property
    def settled(self) -> str | None:
        """The recommended form, once no other outcome is possible."""
        return self.recommended if len(self.possible) == 1 else None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A weighing, the questions still worth asking, and what would change it."""

    weighing: Weighing
    next_questions: tuple[str, ...]
    gap_questions: tuple[str, ...]
    """Open facts that can show, or rule out, a need that nobody there meets."""
    would_change: tuple[Change, ...]

    def as_json(self, case_id: object = None) -> dict[str, Any]:
        """Return the recommendation in the contract's shape, keys in the contract's order."""
        now = self.weighing
        shape: dict[str, Any] = {} if case_id is None else {"id": case_id}
        return shape | {
            "pack": {
                "id": now.pack.id,
                "version": now.pack.version,
                "digest": now.pack.digest,
                "valid_from": now.pack.valid_from,
                "valid_to": now.pack.valid_to,
            },
            "status": str(now.status),
            "recommended": now.recommended,
            "indicated": now.indicated,
            "gap": now.gap,
            "possible": list(now.possible),
            "team": now.team,
            "entry_point": now.entry_point,
            "blocked_by": now.blocked_by,
            "conditions": [{"id": one.id, "state": str(one.state)} for one in now.conditions],
            "parallel": list(now.parallel),
            "urgency": now.urgency.current,
            "urgency_may_rise_to": now.urgency.may_rise_to,
            "red_flags": list(now.red_flags),
            "warnings": list(now.warnings),
            "care_forms": {form: str(state) for form, state in now.care_forms.items()},
            "trace": [
                {
                    "care_form": line.care_form,
                    "part": line.part,
                    "criterion": line.criterion,
                    "state": str(line.state),
                    "facts": list(line.facts),
                    "source": line.source,
                    "basis": line.basis,
                }
                for line in now.trace
            ],
            "next_questions": list(self.next_questions),
            "would_change": [
                {
                    "changes": {fact: plain(value) for fact, value in change.changes.items()},
                    "recommended": change.recommended,
                }
                for change in self.would_change
            ],
            "urgency_reasons": [
                {"urgency": urgency, "reason": reason} for urgency, reason in now.urgency.reasons
            ],
            "urgency_questions": list(now.urgency.questions),
            "gap_questions": list(self.gap_questions),
            "red_flags_checked": now.red_flags_checked,
            "team_to_confirm": now.team_to_confirm,
            "physician_line": now.physician_line,
        }
