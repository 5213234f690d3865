"""Advice to others: a call written down in a minute, and the calls there were."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from triage.services.advice_call import Call
from ui.theme import em
from ui.viewmodels.advice_calls import AdviceCalls
from ui.viewmodels.advice_form import AdviceForm
from ui.viewmodels.desk import Desk
from ui.viewmodels.review_typed import SETTLE
from ui.views.advice_call import CallDetail
from ui.views.advice_form import CallForm
from ui.views.scrolled_page import ScrolledPage
from ui.widgets.announce import announce
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import label, set_text
from ui.widgets.pack_rows import PackRows, RowText
from ui.widgets.segmented import Option, SegmentedControl
from ui.widgets.tab_order import follow_reading_order

_PAUSE = 120
"""Milliseconds without a key until the list follows what is typed."""
_WIDEST = 78
"""Ems of width that the page takes at most."""
_MOST = 200
"""Rows that are shown at once; a search finds the rest."""


class AdvicePage(ScrolledPage):
    """The form on top, for it is what one comes for; the list below."""

    searches = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.form = AdviceForm(desk, self)
        self.calls = AdviceCalls(desk, self)
        self.call_form = CallForm(self.form, _)
        self.detail: CallDetail | None = None
        self._title = label("title")
        self._title.setText(self.title())
        self._lead = label("muted")
        self._lead.setText(
            _("Råd till andra noteras här utan att patienten skrivs in. Bara fråga och råd krävs.")
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Sök bland råden (Ctrl+F)"))
        self.search.setAccessibleName(_("Sök bland råden"))
        self.search.setClearButtonEnabled(True)
        self.view = SegmentedControl(self._views(), name=_("Visa"), required=True)
        self.save_button = QPushButton(_("Spara CSV"))
        self.save_button.setToolTip(
            _("För att räkna: dag, vem som frågade, enhet och minuter. Inga patienter.")
        )
        self.save_button.setAccessibleDescription(self.save_button.toolTip())
        self.rows = PackRows(_("Råd"))
        self._count = label("small")
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.ask_target: Callable[[Path], Path | None] = self._ask_target
        self._lay_out()
        self._pause, self._half = self._timer(_PAUSE), self._timer(SETTLE)
        self._connect()

    def _timer(self, wait: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        return timer

    def _connect(self) -> None:
        self._pause.timeout.connect(self._find)
        self._half.timeout.connect(self.form.keep_half)
        self.form.changed.connect(self._keep_soon)
        self.form.patient.changed.connect(self._keep_soon)
        self.form.kept.connect(self._kept)
        self.form.begun.connect(lambda case: self.go.emit("checklist", case))
        self.call_form.cancelled.connect(self._cancel)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._into_list)
        self.view.chosen.connect(lambda _value: self._find())
        self.save_button.clicked.connect(self.save)
        self.rows.asked_open.connect(self._toggle)
        self.calls.changed.connect(self._show)
        self.calls.failed.connect(lambda words: self.said.emit("error", words))
        self.calls.saved.connect(lambda words: self.said.emit("success", words))
        self.on("leave_advice", self._leave_page)
        self.on("save_advice", self.save)

    # What the window asks

    def title(self) -> str:
        return self._("Råd")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return self._("Notera rådet"), self._keep

    def begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def arrive(self) -> None:
        self.calls.reload()
        self._scroll.verticalScrollBar().setValue(0)
        self.call_form.begin()

    def leave(self) -> None:
        """Keep what is half written."""
        self._half.stop()
        self.form.keep_half()

    def unkept(self) -> bool:
        return not self.form.keep_half()

    # Doing

    def save(self) -> None:
        """Save the listed calls as a table for counting."""
        target = self.ask_target(self._folder / self.calls.file_name())
        if target is not None and self.calls.save(target):
            self._folder = target.parent

    def _keep(self) -> None:
        self.form.keep()

    def _keep_soon(self) -> None:
        # Not from the last key: who types without a pause is kept up with all the same.
        if not self._half.isActive():
            self._half.start()

    def _kept(self, words: str) -> None:
        self.calls.reload()
        self.said.emit("success", words)
        self.call_form.begin()

    def _cancel(self) -> None:
        self.form.clear()
        self.call_form.begin()

    def _leave_page(self) -> None:
        if self.rows.opened >= 0:
            self._toggle(self.rows.opened)
        else:
            self.back.emit()

    def _ask_target(self, suggested: Path) -> Path | None:
        _ = self._
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Spara CSV"), str(suggested), _("CSV-filer (*.csv)")
        )
        return Path(name) if name else None

    # The list

    def _views(self) -> list[Option]:
        return [Option(*one) for one in self.calls.views()]

    def _find(self) -> None:
        self._pause.stop()
        self._fold()
        self.calls.show(str(self.view.value()), self.search.text())
        if self.search.text().strip():
            announce(self, self._count.text())

    def _show(self) -> None:
        self._fold()
        self.view.set_value(self.calls.view)
        rows = self.calls.rows()[:_MOST]
        self.rows.set_rows(
            [RowText(one.title, one.under, one.mark, one.tone, one.said) for one in rows]
        )
        self.rows.setVisible(bool(rows))
        self.save_button.setEnabled(bool(rows))
        words = self.calls.sum_words() or self.calls.empty_words()
        set_text(self._count, words)
        follow_reading_order(self)  # rows made anew stand last in Qt's own order

    def _into_list(self) -> None:
        self._find()
        if self.calls.shown:
            self.rows.focus_row(0)

    def _toggle(self, at: int) -> None:
        if at == self.rows.opened:
            self._fold()
            self.rows.focus_row(at)
            return
        call = self.calls.shown[at]
        detail = CallDetail(self.calls, call, self._)
        detail.called_back.connect(lambda: self.calls.called_back(call.id))
        detail.assess.connect(lambda: self._begin(call))
        detail.correct.connect(lambda: self._correct(call))
        detail.strike.connect(lambda: self.calls.strike(call.id))
        self.detail = detail
        self.rows.unfold(at, detail)
        follow_reading_order(self)
        detail.first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, detail, lambda: self._scroll_to(detail))

    def _fold(self) -> None:
        self.detail = None
        self.rows.unfold(-1, None)

    def _begin(self, call: Call) -> None:
        case_id = self.calls.begin(call.id)
        if case_id:
            self.go.emit("checklist", case_id)

    def _correct(self, call: Call) -> None:
        if self.form.correct(call):
            self.call_form.question.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll_to(self.call_form)

    # Building

    def _lay_out(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._tools = QWidget()
        self._flow = FlowLayout(self._tools)
        self._flow.setContentsMargins(0, 0, 0, 0)
        tools: tuple[QWidget, ...] = (self.view, self.search, self.save_button)
        for part in tools:
            self._flow.addWidget(part)
        for part in (self._title, self._lead, self.call_form, self._tools, self._count, self.rows):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._stand_in(inner)

    def _measure(self) -> None:
        self._keep_within(self._column, _WIDEST)
        self._column.setSpacing(em(0.6))
        self._flow.setSpacing(em(0.8))
        self.search.setMinimumWidth(em(16))
