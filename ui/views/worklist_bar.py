# ruff: noqa: N802 - the camel case names are Qt's
"""Above the worklist: its views with what waits in each, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from triage.services import EVERYTHING, View
from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_choice import WHOLE, Grouping, view_words, whose_words
from ui.widgets.measured import Measured, link_button, tab_size
from ui.widgets.tab_order import follow_reading_order

if TYPE_CHECKING:
    from ui.views.worklist_filter import FilterRow
    from ui.widgets.calm_box import CalmBox
    from ui.widgets.worklist_tabs import ViewTabs

_NEXT = {
    Grouping.NONE: Grouping.TEAM,
    Grouping.TEAM: Grouping.MUNICIPALITY,
    Grouping.MUNICIPALITY: Grouping.NONE,
}


class ViewBar(Measured):
    """Hidden as long as there are no cases at all."""

    def __init__(
        self,
        desk: Desk,
        model: WorklistModel,
        back_to_list: Callable[[], None],
        round_list: dict[str, Callable[[], None]],
        parent: QWidget | None = None,
    ) -> None:
        """Show the model's views; `round_list` are the acts that print or save it."""
        super().__init__(parent)
        _ = self._ = desk.translate
        self._desk, self._model, self._back = desk, model, back_to_list
        self._round_list = round_list
        self._stale = True
        self._folded = False
        self._complete = False
        self.setProperty("surface", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._names = view_words(_)
        self.more = link_button(_("Urval och utskrift"))
        self.more.clicked.connect(self._open_menu)
        self._top = QHBoxLayout()
        self._top.addStretch(1)
        self._top.addWidget(self.more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 1)  # above the line that ends the bar
        self._column.setSpacing(0)
        self._column.addLayout(self._top)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(0)
        self._count.timeout.connect(self._settle)
        model.modelReset.connect(self.follow)
        model.waiting_counted.connect(self._show_waiting)
        self.ready()

    def bind(self, page: QWidget) -> None:
        """Bind the keys of the views, of narrowing and of grouping to the page."""
        slots: dict[str, Callable[[], object]] = {
            key: partial(self._choose_by_key, view)
            for view, key in zip(View, keys_of("view"), strict=False)
        }
        slots |= dict.fromkeys(keys_of("filter"), self.open_filter)
        slots |= dict.fromkeys(keys_of("group"), self.group)
        slots |= dict.fromkeys(keys_of("mine"), self.turn_to_mine)
        for name, act in self._round_list.items():
            slots |= dict.fromkeys(keys_of(name), act)
        for key, slot in slots.items():
            QShortcut(QKeySequence(key), page).activated.connect(slot)

    def choose(self, view: View) -> None:
        """Show a view; a search ends, and the keyboard stays where it is, or goes to the list."""
        held = QApplication.focusWidget()
        here = held is not None and self.isAncestorOf(held)
        self._model.choose_view(view)
        if not here:
            self._back()

    def _choose_by_key(self, view: View) -> None:
        # An empty view leaves the keyboard here; the key of the next one leads to its rows.
        self._model.choose_view(view)
        self._back()

    def current(self) -> QWidget:
        """Return what has the views in sight, for the keyboard."""
        self._make_views()
        return self.box if self._folded else self.tabs

    def group(self) -> None:
        """Group the list by team, by municipality, or not at all, one after the other."""
        choice = self._model.choice
        self._model.choose(choice._replace(grouping=_NEXT[choice.grouping]))
        self._back()

    def turn_to_mine(self) -> None:
        """Show one's own alone, or everybody's again."""
        before = self._model.choice
        self._model.toggle_mine()
        self._back()
        if self._model.choice != before:
            from ui.widgets.announce import announce  # noqa: PLC0415 - see above

            everybodys, mine = whose_words(self._).values()
            announce(self, mine if self._model.choice.narrowed.mine else everybodys)

    def open_filter(self) -> None:
        """Show what the list can be narrowed to."""
        self.filter.open_boxes()

    @cached_property
    def filter(self) -> FilterRow:
        """What the list is narrowed to; made when it is first wanted."""
        from ui.views.worklist_filter import FilterRow  # noqa: PLC0415 - see above

        made = FilterRow(self._desk, self._model, self)
        made.left.connect(self._leave_filter)
        self._column.addWidget(made)
        return made

    # The views cost a start more than the list itself: they are made when it was painted. Their
    # room is kept until then, so that no row moves.

    def _make_views(self) -> None:
        if not self._complete:
            self._complete = True
            self.tabs.show()
            self._fold()
            follow_reading_order(self)

    @cached_property
    def tabs(self) -> ViewTabs:
        """The views side by side."""
        from ui.widgets.worklist_tabs import ViewTabs  # noqa: PLC0415 - see above

        keys = dict(zip(View, keys_of("view"), strict=False))
        made = ViewTabs(
            {str(view): name for view, name in self._names.items()},
            {str(view): key for view, key in keys.items()},
        )
        made.setAccessibleName(self._("Vyer"))
        made.asked.connect(lambda view: self.choose(View(view)))
        self._top.insertWidget(0, made)
        self._show_view(made)
        return made

    @cached_property
    def box(self) -> CalmBox:
        """The views to choose from where there is no room for them side by side."""
        from ui.widgets.calm_box import CalmBox  # noqa: PLC0415 - where the text is large

        made = CalmBox()
        made.setAccessibleName(self._("Vyer"))
        made.setSizeAdjustPolicy(CalmBox.SizeAdjustPolicy.AdjustToContents)
        made.activated.connect(lambda: self.choose(View(str(made.currentData()))))
        self._top.insertWidget(0, made)
        return made

    def follow(self) -> None:
        """Show the view that the list is in, and count again what waits in each."""
        model = self._model
        anything = model.rowCount() > 0 or model.choice != WHOLE or bool(model.query)
        self.setVisible(anything)
        if "tabs" in self.__dict__:
            self._show_view(self.tabs)
        narrowed = model.choice.narrowed != EVERYTHING or bool(model.choice.grouping)
        named = self._desk.workplace.names_known  # a start does not wait for what names them
        if named and ("filter" in self.__dict__ or narrowed):
            self.filter.follow()
        self._stale = True
        self._fold()
        self.update()

    def _show_view(self, tabs: ViewTabs) -> None:
        tabs.show_view(str(self._model.choice.view), searching=bool(self._model.query))

    def _settle(self) -> None:
        """Count what waits, and show what the list is narrowed to, now that it stands."""
        self._make_views()
        self._model.count_waiting()
        self._model.keep()
        choice = self._model.choice
        if "filter" not in self.__dict__ and (choice.narrowed != EVERYTHING or choice.grouping):
            self.filter.follow()

    def measure(self) -> None:
        self._top.setSpacing(em(0.5))
        self._fold()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._stale:  # counted once the list itself is on the screen
            self._stale = False
            self._count.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fold()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Nobody looks, and the data may be closed before it would be counted.
        self._count.stop()
        self._model.stop_counting()
        self._stale = True

    def _fold(self) -> None:
        if not self.isVisible():  # its width is nobody's yet
            return
        room = self.width() - self.more.sizeHint().width() - em(2)
        if "tabs" not in self.__dict__:
            self._keep_room(room)
            return
        folded = self._folded = self.tabs.room() > room
        self._set_air()
        self.setMinimumHeight(0)
        self.tabs.setVisible(not folded)
        if folded or "box" in self.__dict__:
            self.box.setVisible(folded)
            self._fill_box()

    def _keep_room(self, room: int) -> None:
        """Take the height that the views will have, or the box where they have too little room."""
        names = [tab_size(self.font(), name) for name in self._names.values()]
        self._folded = sum(size.width() for size in names) > room
        air = self._set_air()
        # What the style sheet makes of a box: its words, the air around them and a border.
        box = max(24, em(1.3) + 2 * em(0.3) + 2)
        self.setMinimumHeight(1 + (box + 2 * air if self._folded else names[0].height()))

    def _set_air(self) -> int:
        """Set the air around what stands in the bar; return how much there is above and below."""
        air = em(0.3) if self._folded else 0
        self._top.setContentsMargins(em(0.9) if self._folded else em(0.4), air, em(0.6), air)
        return air

    def _fill_box(self) -> None:
        words = self.tabs.words()
        if [(self.box.itemData(at), self.box.itemText(at)) for at in range(len(words))] != words:
            self.box.clear()
            for view, text in words:
                self.box.addItem(text, view)
        self.box.setCurrentIndex(self.box.findData(str(self._model.choice.view)))

    def _show_waiting(self) -> None:
        self._make_views()
        self.tabs.show_waiting({str(view): n for view, n in self._model.waiting.views.items()})
        self._fold()

    def _leave_filter(self) -> None:
        self.filter.close_boxes()
        self._back()

    def _open_menu(self) -> None:
        from ui.views.worklist_menu import list_menu  # noqa: PLC0415 - the list needs none

        acts = {"mine": self.turn_to_mine, "filter": self.open_filter, "group": self.group}
        shared = self._desk.workplace.shared
        menu = list_menu(self, self._model.choice, acts | self._round_list, self._, shared=shared)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
