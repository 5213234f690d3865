"""Telephone numbers and opening times alone: what a team nurse keeps up to date."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.theme import em
from ui.viewmodels.edit_choices import words_of
from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_fields import DayField, LineField
from ui.views.edit_list_fields import HoursField
from ui.views.edit_section import Section
from ui.views.edit_teams_section import hours_line
from ui.widgets.measured import Measured, label
from ui.widgets.on_demand import OnDemand


class _Team(Measured):
    """One team: its number, the day it was checked, its hours to unfold."""

    def __init__(self, model: EditPack, index: int) -> None:
        super().__init__()
        _ = self._ = model.desk.translate
        self._model, self._place = model, ("teams", index)
        self.setProperty("surface", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name = label("strong")
        words = words_of(model.value("teams", (*self._place, "name")), model.desk.language, "")
        name.setText(words)
        self._hours_line = label("small")
        self.telephone = LineField(model, _("Telefon"), "teams", (*self._place, "telephone"))
        self.telephone.line.setAccessibleName(f"{self.telephone.caption}, {words}")
        self.checked = DayField(model, _("Kontrollerat"), "teams", (*self._place, "verified_on"))
        self.checked.name_for(words)
        hours = HoursField(model, _("Öppettider"), "teams", (*self._place, "hours"))
        self.hours = OnDemand(_("Ändra öppettider"), hours, about=words)
        self._row = QHBoxLayout()
        self._row.addWidget(self.telephone, 3)
        self._row.addWidget(self.checked, 2)
        self._column = QVBoxLayout(self)
        for line in (name, self._hours_line):
            self._column.addWidget(line)
        self._column.addLayout(self._row)
        self._column.addWidget(self.hours)
        self.follow()
        self.ready()

    def follow(self) -> None:
        """Say the hours as they now are."""
        hours = self._model.value("teams", (*self._place, "hours"))
        self._hours_line.setText(hours_line(hours, self._))

    def measure(self) -> None:
        self._column.setContentsMargins(em(1.0), em(0.7), em(1.0), em(0.6))
        self._column.setSpacing(em(0.3))
        self._row.setSpacing(em(1.0))


class QuickSection(Section):
    """Every team of the pack, with nothing but what changes in daily work."""

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Telefon och tider"),
            _(
                "Fyll i det som saknas; det sparas medan du skriver. Det börjar gälla när du "
                "publicerar, med knappen uppe till höger."
            ),
        )
        self.teams: list[_Team] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self.rebuild()
        self.ready()

    def refresh(self) -> None:
        if len(self.teams) != len(self.model.value("teams", ("teams",), ())):
            self.rebuild()
            return
        super().refresh()
        for team in self.teams:
            team.follow()

    def rebuild(self) -> None:
        for team in self.teams:
            self._list.removeWidget(team)
            team.hide()
            team.deleteLater()
        count = len(self.model.value("teams", ("teams",), ()))
        self.teams = [_Team(self.model, index) for index in range(count)]
        for team in self.teams:
            self._list.addWidget(team)

    def start(self) -> None:
        empty = [team for team in self.teams if not team.telephone.line.text()]
        for team in (empty or self.teams)[:1]:
            team.telephone.line.setFocus()
