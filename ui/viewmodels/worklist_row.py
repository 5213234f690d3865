"""What a row of the worklist says, column by column, to the eye and to the ear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from triage.services import View, WorklistRow
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_words import (
    care_forms,
    changed,
    shown_number,
    states,
    steps,
    urgencies,
)

if TYPE_CHECKING:
    from triage.services.due import Due


class Column(IntEnum):
    """Columns from left to right."""

    FLAG = 0
    PATIENT = 1
    NUMBER = 2
    STATE = 3
    CARE_FORM = 4
    URGENCY = 5
    DUE = 6
    CHANGED = 7


TONE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The colour token of a cell's text, or None for the text colour."""
SECOND_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
"""What a cell says on its second line where columns are folded together."""
ASIDE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 3
"""What stands muted after a cell's text; after the care form where columns are folded."""


class RowWords:
    """Words of one desk's rows, in its language."""

    def __init__(self, desk: Desk) -> None:
        self._workplace = desk.workplace
        _ = self._translate = desk.translate
        self._forms = care_forms(_)
        self._urgencies = urgencies(_)
        self._states = states(_)
        self.headings = {
            Column.FLAG: _("Larm"),
            Column.PATIENT: _("Patient"),
            Column.NUMBER: _("Nummer"),
            Column.STATE: _("Läge"),
            Column.CARE_FORM: _("Vårdform"),
            Column.URGENCY: _("Angelägenhet"),
            Column.DUE: _("Härnäst"),
            Column.CHANGED: _("Ändrad"),
        }
        self._several = _("flera möjliga")
        self._not_clear = _("inte klar")
        self._urgency_open = _("Angelägenheten är inte klar")
        self._red_flag = _("larmtecken")
        self._protected = _("Skyddade personuppgifter")
        self._nameless = _("Utan namn")
        self._practice = _("övning")
        self._again = _("ombedömning")
        self._moved = _("i journalsystemet")
        self._with = _("hos {name}")
        self._people: dict[str, str] | None = None
        self.view = View.ALL
        """What the list is looked at for: a row tells that matter of its case."""

    def said(self, row: WorklistRow, column: Column, role: int) -> str | None:
        """Return what a cell says in one of its roles."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row) if column == Column.PATIENT else self._heard(row, column)
        if role == TONE_ROLE:
            return self._tone(row, column)
        if role == SECOND_ROLE:
            return self._second(row, column)
        if role == ASIDE_ROLE:
            return self._aside(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.PATIENT:
            # A long name is cut in the list; nothing is told here that the list would not tell.
            return " · ".join(filter(None, (self.person(row), self._aside(row, column))))
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.DUE:
            return self._due(row)
        return None

    def person(self, row: WorklistRow) -> str:
        """Return whom a row is about, as far as a list may say it."""
        if row.protected:
            return row.alias or self._protected
        return row.name or row.alias or self._nameless

    # A list of drafts needs neither words of steps nor of what is due.

    @cached_property
    def _steps(self) -> Mapping[str, tuple[str, str, str]]:
        return steps(self._translate)

    def due(self, row: WorklistRow, *, on_paper: bool = False) -> Due | None:
        """Return what is to be done about a row's case; None for one that was never decided."""
        follow = row.follow
        if follow is None or row.example:
            return None
        from triage.services.due import due  # noqa: PLC0415 - see above

        now, _ = self._workplace.now(), self._translate
        return due(follow, now, _, self.view, on_paper=on_paper)

    def number(self, row: WorklistRow) -> str:
        """Return the number as people write it; of a protected identity none of it."""
        if row.protected:
            # Even a protected row that was found by its number shows none of it.
            return "********-****"
        return shown_number(row.number) if row.number else ""

    def state(self, row: WorklistRow) -> tuple[str, str, str]:
        """Return symbol, word and tone of where a case stands."""
        follow = row.follow
        # Where a later decision took over, this one's own way has ended.
        if row.state == "decided" and follow is not None and follow.later is None:
            return self._steps.get(follow.step, self._states["decided"])
        return self._states[row.state]

    def form(self, row: WorklistRow) -> str:
        """Return the care form."""
        if row.care_form is not None:
            return self._forms.get(row.care_form, row.care_form)
        return self._several if row.status is not None else ""

    def urgency(self, row: WorklistRow) -> str:
        """Return how urgent the case is."""
        if row.urgency is not None:
            return self._urgencies.get(row.urgency, row.urgency)
        return self._not_clear if row.status is not None else ""

    def _text(self, row: WorklistRow, column: Column) -> str:
        match column:
            case Column.FLAG:
                return "⚠" if row.red_flag else ""
            case Column.PATIENT:
                return self.person(row)
            case Column.NUMBER:
                return self.number(row)
            case Column.STATE:
                symbol, word, _tone = self.state(row)
                return f"{symbol} {word}"
            case Column.CARE_FORM:
                return self.form(row)
            case Column.URGENCY:
                return self.urgency(row)
            case Column.DUE:
                return self._due(row)
            case _:
                return self._changed(row)

    def _due(self, row: WorklistRow) -> str:
        due = self.due(row)
        return "" if due is None else due.text

    def _changed(self, row: WorklistRow) -> str:
        here = self._workplace.now()
        at = datetime.fromisoformat(row.changed_at).astimezone(here.tzinfo)
        return changed(at, here.date(), self._translate)

    def _aside(self, row: WorklistRow, column: Column) -> str:
        if column == Column.CARE_FORM:
            return self.urgency(row)
        if column != Column.PATIENT:
            return ""
        also = self._protected if row.protected and row.alias else ""
        alias = row.alias if row.name and not row.protected else ""
        again = self._again if row.reassessment else ""
        moved = self._moved if row.moved else ""
        practice = self._practice if row.example else ""
        return " · ".join(filter(None, (also, alias, again, moved, practice, self._whose(row))))

    def _whose(self, row: WorklistRow) -> str:
        if not self._workplace.is_of_another(row):
            return ""
        if self._people is None:  # a start has none of them on the screen
            self._people = {one.id: one.name for one in self._workplace.people()}
        return self._with.format(name=self._people.get(str(row.owner), ""))

    def _tone(self, row: WorklistRow, column: Column) -> str | None:
        if column == Column.FLAG:
            return "danger"
        if column == Column.STATE:
            return self.state(row)[2]
        if column == Column.URGENCY:
            return {
                None: "muted",
                "immediate": "danger",
                "within_24_hours": "gap",
                "within_three_days": "gap",
            }.get(row.urgency)
        if column == Column.DUE:
            due = self.due(row)
            return "danger" if due is not None and due.late else None
        if column in {Column.NUMBER, Column.CHANGED}:
            return "muted"
        unsettled = column == Column.CARE_FORM and row.care_form is None
        return "muted" if unsettled else None

    def _second(self, row: WorklistRow, column: Column) -> str:
        if column == Column.PATIENT:
            return self._joined(row, Column.STATE, Column.NUMBER)
        if column == Column.CARE_FORM:
            # What is to be done says more than when the case was changed.
            return self._due(row) or self._changed(row)
        return ""

    def _joined(self, row: WorklistRow, *columns: Column) -> str:
        return " · ".join(filter(None, (self._text(row, one) for one in columns)))

    def _heard(self, row: WorklistRow, column: Column) -> str:
        if column == Column.FLAG:
            return self._red_flag if row.red_flag else ""
        if column == Column.STATE:
            return self.state(row)[1]
        if column == Column.URGENCY and row.urgency is None and row.status is not None:
            return self._urgency_open
        return self._text(row, column)

    def _spoken(self, row: WorklistRow) -> str:
        """Return the whole row, for those who hear it."""
        parts = [self.person(row), self._aside(row, Column.PATIENT)]
        parts += [self._heard(row, one) for one in Column if one != Column.PATIENT]
        return ", ".join(filter(None, parts))
