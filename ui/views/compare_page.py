# ruff: noqa: N802 - the camel case names are Qt's
"""One patient under every region's criteria, side by side. Draws; weighs nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.compare import CompareViewModel
from ui.viewmodels.desk import Desk
from ui.views.compare_page_row import WIDE, Caption, RegionRow
from ui.views.letter_page import turn_away
from ui.views.page import Page
from ui.widgets.announce import announce
from ui.widgets.cards import NoticeCard
from ui.widgets.measured import label, set_text
from ui.widgets.tab_order import follow_reading_order


class ComparePage(Page):
    """The page of one case at a time; a guest in it, nothing is changed here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = CompareViewModel(desk, self)
        self._title = label("title")
        self._title.setText(_("Samma patient i alla regioner"))
        self.conclusion = label("strong")
        self._note = label("muted")
        self._busy = label("muted")
        self._busy.setText(_("Läser regionernas kriterier …"))
        self.emergency = NoticeCard("danger")
        self.caption = Caption(_)
        self.rows: list[RegionRow] = []
        self._table = QVBoxLayout()
        self._table.setSpacing(0)
        self._foot = label("small")
        self._foot.setText(
            _(
                "Skulle saknas: vårdformer som svaren pekar på i någon region men som ingen "
                "erbjuder där. Vägval jämför svar med publicerade kriterier. Det ställer ingen "
                "diagnos, fattar inget beslut och är inte CE-märkt."
            )
        )
        content = QWidget()
        self._column = QVBoxLayout(content)
        for part in (self.emergency, self._title, self.conclusion, self._note, self._busy):
            self._column.addWidget(part)
        self._column.addWidget(self.caption)
        self._column.addLayout(self._table)
        self._column.addWidget(self._foot)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(content)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.area)
        self.model.changed.connect(self._show)
        self.on("leave_compare", self.back.emit)
        self._measure()

    # What the window asks

    def title(self) -> str:
        return self._("Jämför regioner")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return None

    def patient_line(self) -> str:
        return self.model.patient_line()

    def pack(self) -> str | None:
        return self.model.pack

    def open_case(self, case_id: str) -> None:
        opened = self.model.open(case_id)
        self.setEnabled(opened)
        if not opened:
            turn_away(self, self.model.failure)

    def arrive(self) -> None:
        self._focus_first()

    # Showing

    def _show(self) -> None:
        _, model = self._, self.model
        self._busy.setVisible(model.busy)
        for part in (self.conclusion, self.caption, self._foot):
            part.setVisible(not model.busy)
        if model.busy:
            for row in self.rows:
                row.hide()
            return
        set_text(self.conclusion, model.conclusion)
        self._note.setText(self._noted())
        notice = model.emergency
        if notice is not None:
            self.emergency.show_notice(notice.kind, notice.title, notice.text)
        self.emergency.setVisible(notice is not None)
        while len(self.rows) < len(model.regions):
            self.rows.append(self._new_row())
        for row, region in zip(self.rows, model.regions, strict=False):
            row.show_region(region)
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(model.regions))
        follow_reading_order(self.area)
        self._arrange()
        if self.window().focusWidget() is self:  # arrived before there was anything to focus
            self._focus_first()
        announce(self, model.conclusion)
        self.changed.emit()

    def _noted(self) -> str:
        _, model = self._, self.model
        lines = [
            _(
                "Kommunen räknas bara i sin egen region; i de andra prövas om formen finns "
                "någonstans."
            )
            if model.place_known
            else _(
                "Hemkommunen är inte besvarad: i varje region prövas om formen finns någonstans."
            )
        ]
        if model.decided:
            lines.append(
                _("Beslutet står kvar som det är; här vägs svaren mot de kriterier som gäller nu.")
            )
        return " ".join(lines)

    def _new_row(self) -> RegionRow:
        row = RegionRow(self._)
        row.why_asked.connect(lambda key: self._explain(row, key))
        row.read_asked.connect(lambda pack: self.go.emit("criteria", pack))
        self._table.addWidget(row)
        return row

    def _explain(self, row: RegionRow, key: str) -> None:
        row.show_why(self.model.why(key))
        follow_reading_order(self.area)

    def _focus_first(self) -> None:
        shown = [row.why for row in self.rows if not row.why.isHidden()]
        if shown and not self.model.busy:
            shown[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Measuring

    def _measure(self) -> None:
        side = em(1.4)
        self._column.setContentsMargins(side, em(0.9), side, em(1.0))
        self._column.setSpacing(em(0.4))
        self._arrange()

    def _arrange(self) -> None:
        """A card says its own captions."""
        table = self.width() - 2 * em(1.4) >= em(WIDE)
        self.caption.setVisible(table and not self.model.busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "area"):
            self._measure()
