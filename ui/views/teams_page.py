"""The unit's own list of teams: a number to call, a note, and when somebody made sure of it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.pack_choice import pack_choices
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.team_directory import TeamDirectory, TeamEntry
from ui.views.scrolled_page import ScrolledPage
from ui.views.teams_page_form import TeamForm
from ui.widgets.announce import announce
from ui.widgets.calm_box import CalmBox
from ui.widgets.measured import label, set_text
from ui.widgets.pack_rows import PackRows, RowText
from ui.widgets.tab_order import follow_reading_order

_PAUSE = 120
"""Milliseconds without a key until the list follows what is typed."""
_WIDEST = 62
"""Ems of width that the list takes at most."""
_NARROW = 40
"""Width in em below which what chooses stands below each other."""


class TeamsPage(ScrolledPage):
    """Rows of teams; the open one holds what can be filled in."""

    searches = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = TeamDirectory(desk)
        self.shown: tuple[TeamEntry, ...] = ()
        self.form: TeamForm | None = None
        self._title = label("title")
        self._title.setText(self.title())
        self._lead = label("muted")
        self._lead.setText(
            _(
                "Det som står här visas hos teamet i varje bedömning och i remissen, före numret "
                "i kriterierna. Det gäller direkt och sparas på den här datorn."
            )
        )
        self.packs = CalmBox()
        self.packs.setAccessibleName(_("Kriterier"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Sök team, kommun eller nummer (Ctrl+F)"))
        self.search.setAccessibleName(_("Sök team, kommun eller nummer"))
        self.search.setClearButtonEnabled(True)
        self.count = label("small")
        self.rows = PackRows(_("Team"))
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._into_list)
        self.rows.asked_open.connect(self._toggle)
        for pack_id, name in pack_choices(desk).names.items():
            self.packs.addItem(name, pack_id)
        usual = self.packs.findData(Preferences(desk.workplace).pack_in_use)
        self.packs.setCurrentIndex(max(0, usual))
        self.packs.currentIndexChanged.connect(self._choose)
        self.on("leave_teams", self._leave_page)
        self._choose()

    def title(self) -> str:
        return self._("Teamens telefonnummer")

    def pack(self) -> str | None:
        return self.model.pack_id or None

    def open_case(self, case_id: str) -> None:
        """Show a pack's teams, and of `pack#team` that team with its lines; "" stays as it is."""
        pack, _hash, team = case_id.partition("#")
        at = self.packs.findData(pack) if pack else -1
        if at >= 0:
            self.packs.setCurrentIndex(at)
        self.search.clear()
        self._find()
        named = [at for at, one in enumerate(self.shown) if one.id == team]
        for at in named:
            self._toggle(at)

    def begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def arrive(self) -> None:
        self._show()
        first = self.search if self.form is None else self.form.telephone
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what stands in a line and was not kept yet."""
        if self.form is not None:
            self.form.keep()

    def _leave_page(self) -> None:
        if self.rows.opened >= 0:
            self._toggle(self.rows.opened)
        else:
            self.go.emit("settings", "")

    # Showing

    def _choose(self) -> None:
        self._fold()
        self.model.open(str(self.packs.currentData() or ""))
        self._find()
        self.changed.emit()

    def _find(self) -> None:
        self._pause.stop()
        self._fold()
        self._show()
        if self.search.text().strip():
            announce(self, self.count.text())

    def _show(self) -> None:
        self.shown = self.model.entries(self.search.text())
        self.rows.set_rows([_row(one) for one in self.shown])
        set_text(self.count, self._count_words())

    def _count_words(self) -> str:
        _ = self._
        if not self.shown:
            if self.search.text().strip():
                return _("Inget team passar. Sök på en del av namnet eller en kommun.")
            return _("Kriterierna har inga team att fylla i.")
        missing = sum(not one.local.telephone for one in self.shown)
        count = len(self.shown)
        teams = _("Ett team") if count == 1 else _("{count} team").format(count=count)
        if missing == 0:
            return _("{teams}, alla med nummer").format(teams=teams)
        if missing == 1:
            return _("{teams}, ett saknar nummer").format(teams=teams)
        return _("{teams}, {count} saknar nummer").format(teams=teams, count=missing)

    # Filling in

    def _into_list(self) -> None:
        self._find()
        if len(self.shown) == 1 and self.rows.opened < 0:
            self._toggle(0)
        elif self.shown:
            self.rows.focus_row(0)

    def _toggle(self, at: int) -> None:
        self.leave()
        if at == self.rows.opened:
            self._fold()
            self.rows.focus_row(at)
            return
        entry = self.shown[at]
        self.form = TeamForm(self.model, entry.id, self._)
        self.form.kept.connect(self._show)
        self.rows.unfold(at, self.form)
        follow_reading_order(self)
        self.form.telephone.setFocus(Qt.FocusReason.OtherFocusReason)
        # Once it has its place; the row above it, which names it, stays in sight as well.
        QTimer.singleShot(0, self.form, self._bring_in_sight)

    def _bring_in_sight(self) -> None:
        if self.form is not None and self.rows.opened >= 0:
            self._scroll_to(self.form)
            self._scroll_to(self.rows.buttons[self.rows.opened])

    def _fold(self) -> None:
        self.leave()
        self.form = None
        self.rows.unfold(-1, None)

    # Building

    def _lay_out(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(self.packs)
        self._top.addWidget(self.search, 1)
        self._column.addWidget(self._title)
        self._column.addWidget(self._lead)
        self._column.addLayout(self._top)
        self._column.addWidget(self.count)
        self._column.addWidget(self.rows)
        self._column.addStretch(1)
        self._stand_in(inner)

    def _measure(self) -> None:
        self._keep_within(self._column, _WIDEST)
        self._column.setSpacing(em(0.6))
        self._top.setSpacing(em(0.8))
        narrow = self.width() < em(_NARROW)
        directions = QBoxLayout.Direction
        self._top.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)


def _row(entry: TeamEntry) -> RowText:
    """Return how a team stands in the list."""
    under = " · ".join(filter(None, (entry.serves, entry.local.telephone, entry.checked)))
    mark, tone = ("✓", "yes") if entry.fresh else ("△", "unknown")
    return RowText(entry.name, under, mark, tone)
