"""A call as it is written down: question, advice, who asked, what follows; the patient if known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal

from triage.core.ledger import LONGEST, NEXT
from triage.day_words import day_of
from triage.services import Patient, StoreError
from triage.services.advice_call import CALLERS, Call, NewCall
from ui.viewmodels.desk import Desk
from ui.viewmodels.new_assessment import NewAssessment
from ui.viewmodels.typed_text import taken

LONGEST_TEXT: Final = LONGEST
LONGEST_UNIT: Final = 120
LONGEST_MINUTES: Final = 4
_DRAFT: Final = "advice_draft"
_DRAFT_TEXT: Final = {"question": "advice_draft_question", "advice": "advice_draft_advice"}
_KEPT: Final = ("question", "advice", "caller", "caller_unit", "minutes", "next", "call_back")


class AdviceForm(QObject):
    """One call, until it is kept. What is half written survives the program's end."""

    changed = Signal()
    kept = Signal(str)
    """A call was written down; what is said of it."""
    begun = Signal(str)
    """The case of an assessment that the call became."""
    refused = Signal(str, str)
    """The field that is in the way, and what would be right."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ = desk.translate
        self.patient = NewAssessment(desk, self)
        self.corrects = ""
        self._agreed = ""  # the day of the call that is corrected
        self._fields = dict.fromkeys(_KEPT, "")
        self._read()

    def __getitem__(self, field: str) -> str:
        return self._fields[field]

    def set(self, field: str, text: str) -> None:
        """Take what stands in a field; KeyError for one that there is not."""
        lines = field in {"question", "advice"}
        longest = {"caller_unit": LONGEST_UNIT, "minutes": LONGEST_MINUTES}.get(field, LONGEST_TEXT)
        fits = taken(text, longest, lines=lines).text
        if self._fields[field] != fits:
            self._fields[field] = fits
            self.changed.emit()

    @property
    def empty(self) -> bool:
        """Whether nothing is written that would be lost."""
        typed = any(self._fields[field].strip() for field in ("question", "advice"))
        return not typed and not self.patient.number_text.strip()

    @property
    def day(self) -> date | None:
        """The day to call back on, as it is understood; None where there is none."""
        typed = self._fields["call_back"]
        found = day_of(typed, self._today)
        # A call that is corrected keeps its day, also where that has been.
        agreed = found is not None and (found >= self._today or typed == self._agreed)
        return found if agreed else None

    @property
    def day_words(self) -> str:
        """What is understood of the day that is typed, or what would be."""
        _, typed = self._, self._fields["call_back"].strip()
        if self._fields["next"] != "call_back":
            return ""
        if self.day is not None:
            return f"{self.day:%Y-%m-%d}"
        if typed:
            return _("Skriv dagen som i morgon, fredag eller 2026-11-24.")
        return _("När ska du ringa upp? Till exempel i morgon.")

    def keep(self) -> bool:
        """Write the call down; say what is in the way where it cannot be."""
        missing = self._missing()
        if missing is not None:
            self.refused.emit(*missing)
            return False
        new, advice = self._call(), self._desk.workplace.advice
        try:
            made = advice.correct(self.corrects, new) if self.corrects else advice.note(new)
            self.clear()  # it is written: trying again would write it twice
            begins = new.next == "assessment" and not made.case_id  # a corrected one may have
            case_id = advice.begin_assessment(made.id).id if begins else ""
        except StoreError as error:
            self.refused.emit("", self._desk.words_of(error))
            return False
        self.kept.emit(self._("Rådet är noterat."))
        if case_id:
            self.begun.emit(case_id)
        return True

    def clear(self) -> None:
        """Begin another call; the asking unit's name stays, for one call seldom comes alone."""
        unit = self._fields["caller_unit"] if not self.corrects else ""
        self.corrects = self._agreed = ""
        self._fields = dict.fromkeys(_KEPT, "")
        self._fields["caller_unit"] = unit
        self.patient.clear()
        self.keep_half()
        self.changed.emit()

    def correct(self, call: Call) -> bool:
        """Take a call up to write it anew; not over one that is half written."""
        if not self.empty and call.id != self.corrects:
            text = self._("Ett råd är halvskrivet här. Notera det, eller töm fälten, först.")
            self.refused.emit("question", text)
            return False
        new = call.new
        self.corrects, self._agreed = call.id, new.call_back_on
        self._fields = {
            "question": new.question,
            "advice": new.advice,
            "caller": new.caller,
            "caller_unit": new.caller_unit,
            "minutes": "" if new.minutes is None else str(new.minutes),
            "next": new.next,
            "call_back": new.call_back_on,
        }
        self.patient.clear()
        if new.patient is not None:
            self.patient.begin_with(new.patient)
            self.patient.set_number(new.patient.number or "")
            self.patient.set_name(new.patient.name)
            self.patient.set_alias(new.patient.alias)
            self.patient.set_protected(protected=new.patient.protected)
        self.changed.emit()
        return True

    # What is half written

    def keep_half(self) -> bool:
        """Keep what is half written; return whether it was, or nothing had to be."""
        try:
            for key, wanted in self._half().items():
                if self._desk.workplace.own_setting(key) != wanted:
                    self._desk.workplace.set_own_setting(key, wanted)
        except StoreError:
            return False
        return True

    def _half(self) -> dict[str, object]:
        """Return what is half written as settings hold it; each text has one of its own."""
        entry = self.patient
        who = (entry.number_text, entry.name.text, entry.alias.text)
        if not any((*self._fields.values(), *who, entry.patient.protected)):
            return dict.fromkeys((_DRAFT, *_DRAFT_TEXT.values()))
        short = {field: text for field, text in self._fields.items() if field not in _DRAFT_TEXT}
        rest: dict[str, object] = {
            **short,
            "corrects": self.corrects,
            "agreed": self._agreed,
            "on": self._today.isoformat(),
            "who": list(who),
            "protected": entry.patient.protected,
        }
        return {_DRAFT: rest, **{key: self._fields[text] for text, key in _DRAFT_TEXT.items()}}

    def _read(self) -> None:
        kept = self._desk.workplace.own_setting
        half = kept(_DRAFT)
        if not isinstance(half, Mapping):
            return
        half = {**half, **{field: kept(key) for field, key in _DRAFT_TEXT.items()}}
        for field in _KEPT:
            text = half.get(field)
            self._fields[field] = text if isinstance(text, str) else ""
        self._fields["call_back"] = self._as_meant(half.get("on"))
        corrects, agreed, who = (half.get(one) for one in ("corrects", "agreed", "who"))
        self.corrects = corrects if isinstance(corrects, str) else ""
        self._agreed = agreed if isinstance(agreed, str) else ""
        if isinstance(who, list) and len(who) == 3:
            number, name, alias = map(str, who)
            if number:
                self.patient.set_number(number)
            self.patient.set_name(name)
            self.patient.set_alias(alias)
            self.patient.set_protected(protected=half.get("protected") is True)

    def _as_meant(self, on: object) -> str:
        """Return the day to call back on; "tomorrow" of another day is written out."""
        typed = self._fields["call_back"]
        try:
            then = date.fromisoformat(str(on))
        except ValueError:
            return typed
        day = None if then == self._today else day_of(typed, then)
        return typed if day is None else day.isoformat()

    @property
    def _today(self) -> date:
        return self._desk.workplace.now().date()

    # What is written

    def _missing(self) -> tuple[str, str] | None:
        _ = self._
        if not self._fields["question"].strip():
            return "question", _("Skriv frågan först, i några ord.")
        if not self._fields["advice"].strip():
            return "advice", _("Skriv rådet du gav.")
        minutes = self._fields["minutes"].strip()
        if minutes and not minutes.isdecimal():
            return "minutes", _("Skriv minuterna med siffror, till exempel 10.")
        if self._fields["next"] == "call_back" and self.day is None:
            return "call_back", self.day_words
        return self._wrong_patient()

    def _wrong_patient(self) -> tuple[str, str] | None:
        _, entry = self._, self.patient
        entry.leave_number()
        if entry.note.wrong:
            return "number", entry.note.text
        for field, typed in (("name", entry.name), ("alias", entry.alias)):
            if typed.wrong:
                return field, typed.remark
        if self._fields["next"] == "assessment" and not entry.ready:
            return "number", _("Skriv patientens nummer eller ett alias, så börjar bedömningen.")
        return None

    def _call(self) -> NewCall:
        fields, day = self._fields, self.day
        minutes = fields["minutes"].strip()
        return NewCall(
            question=fields["question"],
            advice=fields["advice"],
            caller=fields["caller"] if fields["caller"] in CALLERS else "",
            caller_unit=fields["caller_unit"],
            minutes=int(minutes) if minutes else None,
            next=fields["next"] if fields["next"] in NEXT else "none",
            call_back_on="" if day is None else day.isoformat(),
            patient=self._about(),
        )

    def _about(self) -> Patient | None:
        found = self.patient.patient
        return found if found.number or found.name or found.alias else None
