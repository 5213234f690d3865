# ruff: noqa: N802 - the camel case names are Qt's
"""What a view of the worklist is narrowed to and grouped by; in sight where something is."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from triage.services import EVERYTHING, Narrowed
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_choice import Grouping, whose_told, whose_words
from ui.viewmodels.worklist_words import urgencies
from ui.widgets.calm_box import CalmBox
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, link_button

_WIDE = 68
"""Ems of room from which everything stands in one line."""


class FilterRow(Measured):
    """Whose, urgency, team and municipality, each or all; and what stands together."""

    left = Signal()
    """Escape: the keyboard goes back to the list."""

    def __init__(self, desk: Desk, model: WorklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self._ = desk.translate
        self._desk = desk
        self._model = model
        self.setProperty("surface", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._open = False
        self._row = FlowLayout(self)
        self.summary = label("muted", wrap=False)
        self._row.addWidget(self.summary)
        self.whose = self._box(_("Vems ärenden"))
        self.whose.setToolTip(whose_told(_))
        self.whose.setAccessibleDescription(whose_told(_))
        self.urgency = self._box(_("Angelägenhet"))
        self.team = self._box(_("Mottagande team"))
        self.municipality = self._box(_("Kommun"))
        self.grouping = self._box(_("Gruppering"))
        everywhere = (self.urgency, self.team, self.municipality, self.grouping)
        # Where one person works alone nobody is asked whose.
        self._boxes = (self.whose, *everywhere) if desk.workplace.shared else everywhere
        self.whose.setVisible(False)
        self.change = link_button(_("Ändra"))
        self.change.setAccessibleDescription(_("Ändrar urval och gruppering"))
        self.change.clicked.connect(self.open_boxes)
        self._row.addWidget(self.change)
        self.everything = link_button(_("Visa allt"))
        self.everything.setAccessibleDescription(_("Tar bort urval och gruppering"))
        self.everything.clicked.connect(self.clear)
        self._row.addWidget(self.everything)
        _fill(self.whose, whose_words(_))
        _fill(self.urgency, {"": _("Alla angelägenheter"), **urgencies(_)})
        groupings = {
            Grouping.NONE: _("Utan gruppering"),
            Grouping.TEAM: _("Grupperat efter team"),
            Grouping.MUNICIPALITY: _("Grupperat efter kommun"),
        }
        _fill(self.grouping, {str(one): words for one, words in groupings.items()})
        for box in self._boxes:
            box.activated.connect(self._choose)
        self.ready()

    def follow(self) -> None:
        """Show what is chosen."""
        narrowed, grouping = self._model.choice.narrowed, self._model.choice.grouping
        team = "\n".join(narrowed.team or ())
        for box, value in ((self.team, team), (self.municipality, narrowed.municipality)):
            if box.findData(value) < 0:
                self._offer()
                break
        self.whose.setCurrentIndex(int(narrowed.mine))
        _show(self.urgency, narrowed.urgency)
        _show(self.team, team)
        _show(self.municipality, narrowed.municipality)
        _show(self.grouping, str(grouping))
        chosen = [box.currentText() for box in self._boxes if box.currentIndex() > 0]
        self.summary.setText(" · ".join(chosen))
        self._fold()

    def _offer(self) -> None:
        """Read what there is to choose from."""
        _, workplace, narrowed = self._, self._desk.workplace, self._model.choice.narrowed
        teams = dict(workplace.receivers(self._desk.language))
        if narrowed.team is not None:  # what was chosen stays in sight, also where it is gone
            teams |= workplace.team_names((narrowed.team,), self._desk.language)
        homes = dict(workplace.homes())
        if narrowed.municipality:
            homes |= workplace.place_names((narrowed.municipality,))
        named = {"\n".join(team): name for team, name in teams.items()}
        _fill(self.team, {"": _("Alla team"), **named})
        _fill(self.municipality, {"": _("Alla kommuner"), **homes})

    def open_boxes(self) -> None:
        """Show all that can be chosen, the keyboard on the first of it."""
        self._offer()
        self.follow()
        self._open = True
        self._fold()
        self._boxes[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_boxes(self) -> None:
        """Show what is chosen alone where there is little room; nothing where nothing is."""
        self._open = False
        self._fold()

    def clear(self) -> None:
        """Narrow and group nothing any more."""
        choice = self._model.choice
        self._model.choose(choice._replace(narrowed=EVERYTHING, grouping=Grouping.NONE))

    def measure(self) -> None:
        self._row.setContentsMargins(em(0.9), em(0.3), em(1.0), em(0.3))
        self._row.setSpacing(em(0.6))
        for box in self._boxes:
            box.setMaximumWidth(em(18))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        if not self.property("measured"):
            return
        choice = self._model.choice
        something = choice.narrowed != EVERYTHING or bool(choice.grouping)
        boxes = self._open or (something and self.width() >= em(_WIDE))
        for box in self._boxes:
            box.setVisible(boxes)
        self.summary.setVisible(not boxes)
        self.change.setVisible(not boxes)
        self.everything.setVisible(something)
        self.setVisible((something or self._open) and not self._model.query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        pack, found, team = str(self.team.currentData()).partition("\n")
        narrowed = Narrowed(
            urgency=str(self.urgency.currentData()),
            team=(pack, team) if found else None,
            municipality=str(self.municipality.currentData()),
            mine=bool(self.whose.currentData()),
        )
        grouping = Grouping(str(self.grouping.currentData()))
        self._model.choose(self._model.choice._replace(narrowed=narrowed, grouping=grouping))

    def _box(self, name: str) -> CalmBox:
        box = CalmBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(CalmBox.SizeAdjustPolicy.AdjustToContents)
        self._row.addWidget(box)
        return box


def _fill(box: CalmBox, entries: Mapping[str, str]) -> None:
    if [box.itemData(at) for at in range(box.count())] != list(entries):
        box.clear()
        for value, words in entries.items():
            box.addItem(words, value)


def _show(box: CalmBox, value: str) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))
