"""A round list as values: patients whom somebody must do something for, as they are printed.

Every text is finished, in one language; whoever prints it chooses type and place. What a list may
not tell of a protected identity is taken away here, so that no maker of a list can forget it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from triage.texts import translator


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One patient."""

    who: str
    """Name and number; never printed for a protected identity."""
    step: str
    """Where the referral stands, such as "Skickad"."""
    since: str = ""
    """Since when, such as "sedan 12 nov"."""
    form: str = ""
    """The care form that was decided on."""
    urgency: str = ""
    due: str = ""
    """What somebody must do, such as "Svar väntas"."""
    due_at: str = ""
    """When, such as "i dag 14:00"."""
    overdue: bool = False
    """True where that moment has passed: printed with a mark and in bold, for paper has no red."""
    conditions: tuple[str, ...] = ()
    """The open ones, each with owner and day; of a protected identity without the owner."""
    alias: str = ""
    """The unit's own word for a patient; of a protected identity it is all that is printed."""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class RoundGroup:
    """Patients under one heading, in print order; a list without headings has one with no title."""

    title: str
    rows: tuple[RoundRow, ...]
    place: bool = False
    """True where the heading tells where the patients are, such as a municipality."""


@dataclass(frozen=True, slots=True)
class RoundList:
    """The list, in print order."""

    language: str
    title: str
    day: date
    """The day it was made."""
    filter: str
    """What was asked for, in words; empty where the list holds everybody."""
    printed_by: str
    """Name, role and unit of whoever made it."""
    groups: tuple[RoundGroup, ...]
    placed: bool = False
    """True where `filter` tells where the patients are, such as a municipality."""

    @property
    def count(self) -> int:
        """How many patients stand on the list."""
        return sum(len(group.rows) for group in self.groups)


def sheltered(of: RoundList) -> RoundList:
    """Return the list with nothing in it that tells who or where a protected identity is.

    Such a patient leaves a group whose heading is a place for one at the end, and a list whose
    filter is a place altogether. How many leave is not told: that they are there tells of the
    place.
    """
    protected = translator(of.language)("Skyddade personuppgifter")
    groups: list[RoundGroup] = []
    moved: list[RoundRow] = []
    for group in of.groups:
        rows = [_hidden(row, protected) for row in group.rows]
        if of.placed:
            rows = [row for row in rows if not row.protected]
        elif group.place:
            moved += [row for row in rows if row.protected]
            rows = [row for row in rows if not row.protected]
        if rows:
            groups.append(replace(group, rows=tuple(rows)))
    if moved:
        groups.append(RoundGroup(protected, tuple(moved)))
    return replace(of, groups=tuple(groups))


def texts(of: RoundList) -> Iterable[str]:
    """Yield every text of the list, to see whether all of it can be printed."""
    yield from (of.title, of.filter, of.printed_by)
    for group in of.groups:
        yield group.title
        for row in group.rows:
            yield from (
                row.who,
                row.alias,
                row.step,
                row.since,
                row.form,
                row.urgency,
                row.due,
                row.due_at,
            )
            yield from row.conditions


def _hidden(row: RoundRow, protected: str) -> RoundRow:
    if not row.protected:
        return row
    return replace(row, who=protected)
