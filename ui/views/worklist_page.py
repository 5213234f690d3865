"""The page a day starts from: open work first, what was decided below."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from triage.services import EVERYTHING, WorklistRow
from triage.texts import Translate
from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.worklist import WorklistModel
from ui.views.page import Page
from ui.views.worklist_actions import RowActions
from ui.views.worklist_bar import ViewBar
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.worklist_table import WorklistTable

if TYPE_CHECKING:
    from ui.viewmodels.worklist_work import WorklistWork
    from ui.views.new_assessment_panel import NewAssessmentPanel
    from ui.views.worklist_foot import ListFoot
    from ui.views.worklist_round import RoundListOut
    from ui.widgets.message_bar import MessageBar


class _Empty(Measured):
    """What stands where there are no rows: what it means and what to do."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self._title = label("title")
        self._text = label("muted")
        self.button = QPushButton(action)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(part)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(2)
        self.ready()

    def say(self, title: str, text: str, *, button: bool) -> None:
        """Show a title and a text; the button where it helps."""
        set_text(self._title, title)
        set_text(self._text, text)
        self.button.setVisible(button)

    def measure(self) -> None:
        self._column.setContentsMargins(em(2), em(2), em(2), em(2))
        self._column.setSpacing(em(0.7))


class WorklistPage(Page):
    """The worklist, the entry of a new assessment and the notice of a first start."""

    search_left = Signal()
    """A view was chosen while something was searched for: the search line is to be empty."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _: Translate = desk.translate
        self._ = _
        self._preferences = Preferences(desk.workplace)
        self.model = WorklistModel(desk, self)
        self.table = WorklistTable(self.model, name=_("Arbetslista"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # The list gives way to the entry above it where large text needs the height.
        self.table.setMinimumHeight(1)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        round_list = {"print_list": self.print_list, "save_list": self.save_list}
        self.bar = ViewBar(desk, self.model, self.focus_list, round_list)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.table, 1)
        self.actions_row = RowActions(_)
        self._column.addWidget(self.actions_row)
        self._connect()
        if not self._preferences.purpose_read:
            self._say_purpose()

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._follow_row)
        self.model.modelReset.connect(self._show_what_there_is)
        self.model.counted.connect(self._say_foot)
        self.model.waiting_counted.connect(self._say_foot)
        self.model.chose.connect(self._chosen)
        self.bar.bind(self)
        self.actions_row.open_asked.connect(self.open_first)
        self.actions_row.reassess_asked.connect(self.reassess)
        self.actions_row.delete_asked.connect(self.delete_draft)
        self.actions_row.moved_asked.connect(self.toggle_moved)
        self.on("moved_row", self.toggle_moved)
        self.on("reassess", self.reassess)
        self.actions_row.follow_asked.connect(self.follow_up)
        self.on("follow_row", self.follow_up)
        self.on("undo_delete", self.put_back)
        for keys in keys_of("delete_draft"):  # the list's alone: elsewhere they delete letters
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.delete_draft)

    # What a start seldom shows is made when it is first wanted.

    @cached_property
    def work(self) -> WorklistWork:
        """What is done with a row."""
        from ui.viewmodels.worklist_work import WorklistWork  # noqa: PLC0415 - see above

        work = WorklistWork(self.desk, self)
        work.of_another.connect(self._say_whose)
        work.taken_over.connect(self._taken_over)
        work.begun.connect(self._begun)
        work.removed.connect(self._removed)
        work.put_back.connect(self._put_back)
        work.refused.connect(self.said)
        return work

    @cached_property
    def panel(self) -> NewAssessmentPanel:
        """The entry of a new assessment, above the list."""
        from ui.views.new_assessment_panel import NewAssessmentPanel  # noqa: PLC0415 - see above
        from ui.widgets.giving_way import GivingWay  # noqa: PLC0415 - see above

        panel = NewAssessmentPanel(self.desk)
        self._column.insertWidget(0, GivingWay(panel))
        panel.begun.connect(lambda case: self.go.emit("checklist", case))
        panel.open_asked.connect(self._open)
        panel.reassess_asked.connect(self.work.reassess_case)
        panel.failed.connect(lambda text: self.said.emit("error", text))
        panel.closed.connect(self._panel_closed)
        return panel

    @cached_property
    def notice(self) -> MessageBar:
        """The purpose of the program, until it was read."""
        from ui.widgets.message_bar import MessageBar  # noqa: PLC0415 - see above

        notice = MessageBar(close_word=self._("Stäng"))
        self._column.insertWidget(0, notice)
        notice.action.connect(self._purpose_read)
        return notice

    @cached_property
    def removed(self) -> MessageBar:
        """Says that a draft was removed, below the list so that no row moves, and undoes it."""
        from ui.widgets.message_bar import MessageBar  # noqa: PLC0415 - see above

        bar = MessageBar(close_word=self._("Stäng"))
        self._column.insertWidget(self._column.indexOf(self.actions_row), bar)
        bar.action.connect(self.work.undo)
        return bar

    @cached_property
    def foot(self) -> ListFoot:
        """How many a search finds, and drafts of others."""
        from ui.views.worklist_foot import ListFoot  # noqa: PLC0415 - see above

        foot = ListFoot(self._, self.model)
        self._column.insertWidget(self._column.indexOf(self.actions_row), foot)
        foot.shown_others.connect(self._follow_others)
        foot.advice_asked.connect(lambda: self.go.emit("advice", ""))
        return foot

    @cached_property
    def round_list(self) -> RoundListOut:
        """The list on paper, or as a file."""
        from ui.views.worklist_round import RoundListOut  # noqa: PLC0415 - see above

        out = RoundListOut(self.desk, self.model)
        self._column.insertWidget(self._column.indexOf(self.actions_row), out)
        return out

    @cached_property
    def another(self) -> MessageBar:
        """Says whose a draft is, below the list, and takes it over."""
        from ui.widgets.message_bar import MessageBar  # noqa: PLC0415 - see above

        bar = MessageBar(close_word=self._("Stäng"))
        self._column.insertWidget(self._column.indexOf(self.actions_row), bar)
        bar.action.connect(self.work.take_over)
        return bar

    @cached_property
    def _empty(self) -> _Empty:
        empty = _Empty(self._("Ny bedömning"))
        self._column.insertWidget(self._column.indexOf(self.table) + 1, empty, 1)
        empty.button.clicked.connect(self.begin)
        return empty

    def title(self) -> str:
        return self._("Arbetslista")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return self._("Ny bedömning"), self._begin_or_go_on

    def arrive(self) -> None:
        """Read the list again and stand on the row that was current."""
        row = self.table.currentIndex().row()
        case_id = self.model.case_id(row) if 0 <= row < self.model.rowCount() else ""
        self.model.reload()
        if self.model.rowCount():
            self.model.case_id(0)  # the first page, so that the case can be found in it
            self.table.select_row(max(0, self.model.row_of(case_id)))
        if "panel" not in self.__dict__ or self.panel.isHidden():
            self.focus_list()

    def bookmark(self) -> tuple[str, ...]:
        row = self.table.currentIndex().row()
        return (self.model.case_id(row),) if 0 <= row < self.model.rowCount() else ()

    def turn_to(self, mark: tuple[str, ...]) -> None:
        at = self.model.row_of(mark[0])
        if at >= 0:
            self.table.select_row(at)

    def leave(self) -> None:
        """Remember the view that is left."""
        self.model.keep()

    def entry_open(self) -> bool:
        """Say whether the entry of a new assessment is in sight."""
        return "panel" in self.__dict__ and not self.panel.isHidden()

    def begin(self) -> None:
        """Open the entry of a new assessment."""
        if not self._preferences.purpose_read:
            self.notice.hide()  # it comes back: with large text there is not room for both
        self.panel.open_panel()
        self._follow_row()

    def _begin_or_go_on(self) -> None:
        # Where all is filled in, the main key means what is filled in, not to begin it anew.
        if self.entry_open() and self.panel.entry.ready:
            self.panel.begin_button.click()
        else:
            self.begin()

    def search(self, query: str) -> None:
        """Show what matches."""
        self._leave_another()
        self.model.search(query)
        if self.model.rowCount():
            self.table.select_row(0)

    def open_first(self) -> None:
        """Open the current row, as Enter in the search line does."""
        self.table.open_current()

    # With the current row

    def reassess(self) -> None:
        """Begin a reassessment of the current row's patient."""
        row = self._current()
        if row is not None:
            self.work.reassess(row)

    def delete_draft(self) -> None:
        """Remove the current row's draft; what was removed can be put back."""
        row = self._current()
        if row is not None:
            self.work.remove(row)

    def put_back(self) -> None:
        """Put back the draft that was removed last."""
        self.work.undo()

    def toggle_moved(self) -> None:
        """Note that the record system has the current row's decision, or take that back."""
        row = self._current()
        if row is not None:
            self.work.toggle_moved(row)
            self.model.reload()
            self.model.case_id(0)
            self.table.select_row(max(0, self.model.row_of(row.case_id)))

    def current_case(self) -> str:
        """Return the case of the current row; "" where there is none."""
        row = self._current()
        return "" if row is None else row.case_id

    def print_list(self) -> None:
        """Print the list as it stands."""
        self.round_list.print()

    def save_list(self) -> None:
        """Save the list as it stands, as a PDF."""
        self.round_list.save()

    def follow_up(self) -> None:
        """Show what happened to the current row's referral after its decision."""
        row = self._current()
        if row is None:
            return
        if row.state == "draft":
            told = self._("Utkastet är inte beslutat än. Öppna det och fortsätt där.")
            self.said.emit("info", told)
        else:
            self.go.emit("follow_up", row.case_id)

    def _begun(self, case_id: str, words: str) -> None:
        if self.work.asks_first(self.desk.workplace.case(case_id)):
            return
        self.go.emit("checklist", case_id)
        self.said.emit("info", words)  # afterwards, for a new page takes what was said away

    def _removed(self, words: str) -> None:
        row = self.table.currentIndex().row()
        self.model.reload()
        if self.model.rowCount():
            self.table.select_row(min(row, self.model.rowCount() - 1))
        self.focus_list()
        undo = "  ".join((self._("Ångra"), *keys_of("undo_delete")))
        self.removed.show_message("info", words, undo)

    def _put_back(self, case_id: str) -> None:
        self.removed.dismiss()
        self.model.reload()
        self.model.case_id(0)
        self.table.select_row(max(0, self.model.row_of(case_id)))
        self.focus_list()

    def _current(self) -> WorklistRow | None:
        """Return the current row; None where there is none, or something else is in front."""
        row = self.table.currentIndex().row()
        writing = "panel" in self.__dict__ and not self.panel.isHidden()
        return self.model.row(row) if not writing and 0 <= row < self.model.rowCount() else None

    def _follow_row(self) -> None:
        # While the entry is open nothing is done with rows, and large text needs the height.
        row = self._current()
        another = row is not None and self.desk.workplace.is_of_another(row)
        self.actions_row.show_row(row, moved=row is not None and row.moved, another=another)

    def focus_list(self) -> None:
        """Put the keyboard in the list, or on the button where there is none."""
        target: QWidget = self.table if self.model.rowCount() else self._empty.button
        if not self.model.rowCount() and self.model.in_view:
            target = self.bar.current()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, case_id: str) -> None:
        self._leave_another()
        case = self.desk.workplace.case(case_id)
        if not self.work.asks_first(case):
            self.go.emit("review" if case.state == "decided" else "checklist", case_id)

    def _say_foot(self) -> None:
        model = self.model
        something = model.query or model.others_hidden or model.in_view
        if "foot" in self.__dict__ or something:
            self.foot.follow()

    def _chosen(self) -> None:
        self.search_left.emit()
        self._leave_another()
        if self.model.rowCount():
            self.table.select_row(0)

    def _follow_others(self) -> None:
        if self.model.rowCount():
            self.table.select_row(0)
        self.focus_list()

    def _say_whose(self, words: str) -> None:
        self.another.show_message("info", words, self._("Ta över det"))

    def _taken_over(self, case_id: str) -> None:
        self._leave_another()
        self.go.emit("checklist", case_id)

    def _leave_another(self) -> None:
        if "another" in self.__dict__:
            self.another.dismiss()

    def _show_what_there_is(self) -> None:
        _ = self._
        rows = self.model.rowCount() > 0
        if not rows and self.model.query:
            self._empty.say(
                _("Ingen träff"),
                _(
                    "Sök på namn, nummer, texter, kommun eller dag, med hela ord; det sista får "
                    "vara påbörjat. Skyddade uppgifter hittas på hela numret."
                ),
                button=False,
            )
        elif not rows and self.model.in_view:
            self._say_empty_view()
        elif not rows:
            self._empty.say(
                _("Inga bedömningar än"),
                _("Tryck Ctrl+N och skriv patientens nummer eller ett alias. Allt sparas direkt."),
                button=True,
            )
        self.table.setVisible(rows)
        self._follow_row()
        if not rows or "_empty" in self.__dict__:
            self._empty.setVisible(not rows)

    def _say_empty_view(self) -> None:
        from ui.viewmodels.worklist_choice import empty_words  # noqa: PLC0415 - seldom needed

        choice = self.model.choice
        title, text = empty_words(choice.view, self._)
        if choice.narrowed != EVERYTHING:
            title = self._("Inget svarar mot urvalet")
        self._empty.say(title, text, button=False)

    def _panel_closed(self) -> None:
        if not self._preferences.purpose_read:
            self._say_purpose()
        self._follow_row()
        self.focus_list()

    def _say_purpose(self) -> None:
        _ = self._
        self.notice.show_message(
            "info",
            _(
                "Vägval jämför dina svar med regionernas publicerade kriterier och visar vad som "
                "är uppfyllt, inte uppfyllt och okänt. Du ställer diagnos och beslutar. "
                "Programmet är inte CE-märkt: vårdgivaren godkänner det före skarp användning. "
                "I ett akut läge: ring."
            ),
            _("Jag har läst"),
        )

    def _purpose_read(self) -> None:
        self._preferences.purpose_read = True
        self.notice.dismiss()
        self.focus_list()
