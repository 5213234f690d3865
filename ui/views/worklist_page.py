"""The page a day starts from: open work first, what was decided below."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.worklist import WorklistModel
from ui.views.page import Page
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.worklist_table import WorklistTable

if TYPE_CHECKING:
    from ui.views.new_assessment_panel import NewAssessmentPanel
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
        self._column.addWidget(self.table, 1)
        self.table.opened.connect(self._open)
        self.model.modelReset.connect(self._show_what_there_is)
        if not self._preferences.purpose_read:
            self._say_purpose()

    # What a start seldom shows is made when it is first wanted.

    @cached_property
    def panel(self) -> NewAssessmentPanel:
        """The entry of a new assessment, above the list."""
        from ui.views.new_assessment_panel import NewAssessmentPanel  # noqa: PLC0415 - see above

        panel = NewAssessmentPanel(self.desk)
        self._column.insertWidget(0, panel)
        panel.begun.connect(lambda case: self.go.emit("checklist", case))
        panel.open_asked.connect(self._open)
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
    def _empty(self) -> _Empty:
        empty = _Empty(self._("Ny bedömning"))
        self._column.addWidget(empty, 1)
        empty.button.clicked.connect(self.begin)
        return empty

    def title(self) -> str:
        return self._("Arbetslista")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return self._("Ny bedömning"), self.begin

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

    def begin(self) -> None:
        """Open the entry of a new assessment."""
        if not self._preferences.purpose_read:
            self.notice.hide()  # it comes back: with large text there is not room for both
        self.panel.open_panel()

    def search(self, query: str) -> None:
        """Show what matches."""
        self.model.search(query)
        if self.model.rowCount():
            self.table.select_row(0)

    def open_first(self) -> None:
        """Open the current row, as Enter in the search line does."""
        self.table.open_current()

    def focus_list(self) -> None:
        """Put the keyboard in the list, or on the button where there is none."""
        target = self.table if self.model.rowCount() else self._empty.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, case_id: str) -> None:
        decided = self.desk.workplace.case(case_id).state == "decided"
        self.go.emit("review" if decided else "checklist", case_id)

    def _show_what_there_is(self) -> None:
        _ = self._
        rows = self.model.rowCount() > 0
        if not rows and self.model.query:
            self._empty.say(
                _("Ingen träff"),
                _("Sök på namn, nummer eller alias. Skyddade uppgifter hittas på hela numret."),
                button=False,
            )
        elif not rows:
            self._empty.say(
                _("Inga bedömningar än"),
                _("Tryck Ctrl+N och skriv patientens nummer eller ett alias. Allt sparas direkt."),
                button=True,
            )
        self.table.setVisible(rows)
        if not rows or "_empty" in self.__dict__:
            self._empty.setVisible(not rows)

    def _panel_closed(self) -> None:
        if not self._preferences.purpose_read:
            self._say_purpose()
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
