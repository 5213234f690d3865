"""What is half typed about a decided case, kept until it is noted: by case, form and field.

Kept as the signed-in person's own, for it stands in no record yet: whoever else unlocks never
sees it. It survives a lock, another language, another case in between and a power cut.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from triage.day_words import day_of
from triage.past_day_words import past_day_of
from triage.services import StoreError
from ui.viewmodels.desk import Desk
from ui.viewmodels.review_typed import SETTLE
from ui.viewmodels.typed_moment import coming_moment, past_moment
from ui.viewmodels.typed_text import storable

KEY: Final = "half_noted"
"""The setting. A purge takes the cases that go out of it."""

Fields = Mapping[str, str]
NOTHING: Final[Fields] = MappingProxyType({})


class Half(NamedTuple):
    """What stands in a form, and when somebody last wrote there."""

    at: datetime
    fields: Fields


class HalfNoted(QObject):
    """The forms of the case in front. What could not be kept, of any case, waits."""

    asked = Signal()
    """Say by `type_in` what stands in each form now."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case_id = ""
        self._forms: dict[str, Half] = {}
        self._found: dict[str, datetime] = {}
        self._wait: dict[str, Mapping[str, Half]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._timer.timeout.connect(self.keep)

    def begin(self, case_id: str) -> None:
        """Take up a case as it was left."""
        if case_id == self._case_id:
            self._found = {form: half.at for form, half in self._forms.items()}
            return
        self.keep()
        self._case_id = case_id
        now = self._desk.workplace.now()
        try:
            stood = self._wait.get(case_id) or _halves(self._kept().get(case_id), now)
        except StoreError:
            stood = {}  # the page itself says why nothing can be read
        self._forms = dict(stood)
        self._found = {form: half.at for form, half in stood.items()}

    def told(self, form: str) -> Fields:
        """Return what is half typed in a form, by field; of what stands as suggested nothing."""
        return self._forms[form].fields if form in self._forms else NOTHING

    def found(self, form: str) -> datetime | None:
        """Return when that was typed which stood in a form already when the case was taken up."""
        return self._found.get(form)

    def latest(self, among: Container[str]) -> str:
        """Return which of these forms was typed in last; "" where none is half typed."""
        typed = (form for form in self._forms if form in among)
        return max(typed, key=lambda form: self._forms[form].at, default="")

    def type_in(self, form: str, fields: Fields) -> None:
        """Take all that stands in a form and is not as suggested; nothing, where it all is."""
        fields = {name: storable(text) for name, text in fields.items() if text}
        if not self._case_id or fields == self.told(form):
            return
        if fields:
            self._forms[form] = Half(self._desk.workplace.now(), fields)
        else:
            self._forms.pop(form, None)
            self._found.pop(form, None)
        self._wait[self._case_id] = dict(self._forms)
        self.soon()

    def forget(self, form: str, of: str = "") -> None:
        """Let go of what was typed in a form, or `of` one thing there."""
        told = self.told(form).items() if of else ()
        stays = {name: text for name, text in told if name.rpartition(":")[2] != of}
        self.type_in(form, stays)
        self._write()

    def soon(self) -> None:
        """Keep what stands in the forms within a moment, also while the typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> bool:
        """Keep it now; return whether nothing waits any longer."""
        self.asked.emit()
        return self._write()

    def _write(self) -> bool:
        self._timer.stop()
        if not self._wait:
            return True
        waits = {
            case: {
                form: {"at": half.at.isoformat(), "fields": dict(half.fields)}
                for form, half in forms.items()
            }
            for case, forms in self._wait.items()
        }
        try:
            kept = {**self._kept(), **waits}
            told = {case: forms for case, forms in kept.items() if forms}
            self._desk.workplace.set_own_setting(KEY, told or None)
        except StoreError:
            return False
        self._wait.clear()
        return True

    def _kept(self) -> Mapping[str, object]:
        return _mapping(self._desk.workplace.own_setting(KEY))


def _halves(kept: object, now: datetime) -> dict[str, Half]:
    """Return forms as they are kept; what was not written here counts as nothing."""
    found = {}
    for form, stood in _mapping(kept).items():
        told = _mapping(stood)
        at, texts = told.get("at"), _mapping(told.get("fields"))
        fields = {name: text for name, text in texts.items() if isinstance(text, str) and text}
        try:
            moment = datetime.fromisoformat(str(at)).astimezone(now.tzinfo)
            half = Half(moment, _as_meant(form, fields, moment, now))
        except (ValueError, OverflowError):
            continue
        if fields:
            found[form] = half
    return found


def _mapping(kept: object) -> Mapping[str, object]:
    return kept if isinstance(kept, Mapping) else {}


# On another day "yesterday" would be another day.


def _day_ahead(text: str, then: datetime) -> date | None:
    return day_of(text, then.date())


def _day_behind(text: str, then: datetime) -> date | None:
    return past_day_of(text, then.date())


def _any_day(text: str, then: datetime) -> date | None:
    return _day_ahead(text, then) or _day_behind(text, then)


_DAYS: Final[Mapping[tuple[str, str], Callable[[str, datetime], date | None]]] = {
    ("send", "when"): past_moment,
    ("send", "answer_by"): coming_moment,
    ("answer", "when"): past_moment,
    ("answer", "day"): _any_day,
    ("contact", "when"): past_moment,
    ("close", "day"): _day_behind,
    ("register", "day"): _day_behind,
    ("plan", "day"): _day_ahead,
    ("condition", "due"): _day_ahead,
}


def _as_meant(form: str, fields: Fields, then: datetime, now: datetime) -> Fields:
    """Return what was typed on another day with its days and times written out."""
    if then.date() == now.date():
        return fields
    told = dict(fields)
    for name, text in fields.items():
        read = _DAYS.get((form, name.partition(":")[0]))
        meant = None if read is None else read(text, then)
        if meant is not None:
            told[name] = f"{meant:%Y-%m-%d %H:%M}" if isinstance(meant, datetime) else str(meant)
    return told
