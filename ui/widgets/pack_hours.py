"""A team's hours as rows: days, from, to, which service, and what holds on public holidays."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from triage.texts import Translate
from ui.theme import em
from ui.widgets.calm_box import CalmBox
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look
from ui.widgets.segmented import Option, SegmentedControl

_SINGLE = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GROUPS = ("weekdays", "weekends", "every_day", "one_weekend_day")
_CLOCK = 5  # characters of HH:MM


def clock_of(typed: str) -> str:
    """Return what was typed as a clock time where that is plain: `8`, `830`, `8.30`, `08:30`."""
    digits = typed.strip().replace(".", ":").replace(",", ":")
    if ":" not in digits and digits.isdigit():
        digits = f"{digits}:00" if len(digits) <= 2 else f"{digits[:-2]}:{digits[-2:]}"
    return digits.zfill(_CLOCK) if digits else ""


class _Period(Measured):
    """One row. What the row does not show, such as conflicting times, is kept."""

    told = Signal()
    gone = Signal()

    def __init__(self, value: Mapping[str, Any], _: Translate) -> None:
        super().__init__()
        self._value = dict(value)
        self.days = CalmBox()
        self.days.setAccessibleName(_("Dagar"))
        words = {
            "weekdays": _("Vardagar"),
            "weekends": _("Helger"),
            "every_day": _("Alla dagar"),
            "one_weekend_day": _("En av helgens dagar"),
            "": _("Vissa dagar"),
        }
        for one, text in words.items():
            self.days.addItem(text, one)
        names = (_("mån"), _("tis"), _("ons"), _("tor"), _("fre"), _("lör"), _("sön"))
        self.single = {day: QCheckBox(name) for day, name in zip(_SINGLE, names, strict=True)}
        self.opens, self.closes = QLineEdit(), QLineEdit()
        self.opens.setAccessibleName(_("Öppnar"))
        self.closes.setAccessibleName(_("Stänger"))
        self.service, self.holidays = CalmBox(), CalmBox()
        self.service.setAccessibleName(_("Vad"))
        for one, text in {
            "team": _("Teamet"),
            "clinical_assessment": _("Klinisk bedömning"),
            "physician_by_phone": _("Läkare per telefon"),
            "physician_on_call": _("Läkare i jour"),
            "telephone_advice": _("Råd per telefon"),
        }.items():
            self.service.addItem(text, one)
        self.holidays.setAccessibleName(_("Helgdagar"))
        for one, text in {
            "closed": _("Helgdagar: stängt"),
            "as_weekend": _("Helgdagar: som helg"),
            "open": _("Helgdagar: öppet"),
        }.items():
            self.holidays.addItem(text, one)
        self.remove = QPushButton(_("Ta bort"))
        dash = self._dash = label(wrap=False)
        dash.setText("–")
        self._flow = FlowLayout(self)
        for widget in (self.service, self.days, *self.single.values()):
            self._flow.addWidget(widget)
        for widget in (self.opens, dash, self.closes, self.holidays, self.remove):
            self._flow.addWidget(widget)
        self._show()
        for box in (self.days, self.service, self.holidays):
            box.activated.connect(self._tell)
        for day in self.single.values():
            day.clicked.connect(self._tell)
        for line in (self.opens, self.closes):
            line.setPlaceholderText("--:--")
            line.editingFinished.connect(self._tell)
        self.remove.clicked.connect(self.gone)
        self.ready()

    def value(self) -> dict[str, Any]:
        """Return the row as the pack writes it."""
        group = str(self.days.currentData())
        ticked = tuple(day for day, box in self.single.items() if box.isChecked())
        made = {**self._value, "days": (group,) if group else ticked}
        for key, line in (("opens", self.opens), ("closes", self.closes)):
            made[key] = clock_of(line.text())
        made["service"] = str(self.service.currentData())
        made["holidays"] = str(self.holidays.currentData())
        usual = {"opens": "", "closes": "", "service": "team", "holidays": "closed"}
        return {key: one for key, one in made.items() if usual.get(key, ...) != one}

    def measure(self) -> None:
        self._flow.setContentsMargins(0, em(0.2), 0, em(0.2))
        self._flow.setSpacing(em(0.4))
        for line in (self.opens, self.closes):
            line.setFixedWidth(em(4.6))
        self._dash.setMinimumHeight(self.opens.sizeHint().height())

    def _show(self) -> None:
        days = tuple(self._value.get("days", ("weekdays",)))
        group = days[0] if len(days) == 1 and days[0] in _GROUPS else ""
        self.days.setCurrentIndex(self.days.findData(group))
        for day, box in self.single.items():
            box.setChecked(day in days)
            box.setVisible(not group)
        self.opens.setText(str(self._value.get("opens", "")))
        self.closes.setText(str(self._value.get("closes", "")))
        self.service.setCurrentIndex(self.service.findData(self._value.get("service", "team")))
        chosen = self._value.get("holidays", "closed")
        self.holidays.setCurrentIndex(self.holidays.findData(chosen))

    def _tell(self) -> None:
        group = self.days.currentData()
        for box in self.single.values():
            box.setVisible(not group)
        for line in (self.opens, self.closes):
            line.setText(clock_of(line.text()))
        if not group and not any(box.isChecked() for box in self.single.values()):
            self.single["mon"].setChecked(True)  # a period without a day would say nothing
        if self.value() != self._value:
            self._value = self.value()
            self.told.emit()


class HoursEdit(Measured):
    """Round the clock, certain times, or not stated; `told` carries the hours as written."""

    told = Signal(dict)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self.kind = SegmentedControl(
            [
                Option("always", _("Dygnet runt")),
                Option("periods", _("Vissa tider")),
                Option("unstated", _("Inte angivet")),
            ],
            name=_("Öppettider"),
            required=True,
        )
        self.add = QPushButton(_("Lägg till tid"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.periods: list[_Period] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.kind)
        self._column.addLayout(self._rows)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        self._column.addLayout(below)
        self.kind.chosen.connect(self._choose)
        self.add.clicked.connect(self._add)
        self._shown: Mapping[str, Any] = {}
        self.ready()

    def set_hours(self, hours: Mapping[str, Any]) -> None:
        """Show hours without telling them."""
        if hours == self._shown and self.kind.value() is not None:
            return
        self._shown = hours
        stated = hours.get("stated", True)
        kind = "always" if hours.get("always") else "periods" if stated else "unstated"
        self.kind.set_value(kind)
        self._put(hours.get("periods", ()))

    def hours(self) -> dict[str, Any]:
        """Return the hours as the pack writes them."""
        kind = self.kind.value()
        periods = tuple(row.value() for row in self.periods)
        if kind == "unstated":
            return {"stated": False}
        beside = tuple(one for one in periods if one.get("service") in _BESIDE)
        if kind == "always":
            return {"always": True, "periods": beside} if beside else {"always": True}
        return {"periods": periods}

    def measure(self) -> None:
        self._column.setSpacing(em(0.3))

    def _put(self, periods: Sequence[Mapping[str, Any]]) -> None:
        for row in self.periods:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.periods = []
        for value in periods:
            row = _Period(value, self._)
            row.told.connect(self._tell)
            row.gone.connect(lambda one=row: self._remove(one))
            self.periods.append(row)
            self._rows.addWidget(row)
        self.add.setVisible(self.kind.value() != "unstated")
        set_look(self.add, "role", "")

    def _choose(self, kind: object) -> None:
        if kind == "periods" and not self.periods:
            self._put([{"days": ("weekdays",), "opens": "08:00", "closes": "16:30"}])
        self._tell()
        self._put(self._shown.get("periods", ()))

    def _add(self) -> None:
        new = {"days": ("weekdays",), "opens": "08:00", "closes": "16:30"}
        if self.kind.value() == "always":
            new["service"] = "telephone_advice"
        self._put([*(row.value() for row in self.periods), new])
        self._tell()
        self.periods[-1].days.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: _Period) -> None:
        self._put([one.value() for one in self.periods if one is not row])
        if not self.periods and self.kind.value() == "periods":
            self.kind.set_value("unstated")  # hours without a time would say nothing
        self._tell()
        self.kind.setFocus()

    def _tell(self) -> None:
        hours = self.hours()
        if hours != self._shown:
            self._shown = hours
            self.told.emit(hours)


_BESIDE = frozenset({"physician_by_phone", "physician_on_call", "telephone_advice"})
"""Services that a team open round the clock may still give hours for."""
