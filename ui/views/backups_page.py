"""Backups: how it stands, one made now, the second folder, and each that can be restored."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.backups import BackupsModel
from ui.viewmodels.desk import Desk
from ui.views.backups_page_row import BackupDetails, FormerStore
from ui.views.scrolled_page import ScrolledPage
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import label, set_look, set_text
from ui.widgets.pack_rows import PackRows, RowText
from ui.widgets.tab_order import follow_reading_order
from ui.widgets.work_bar import WorkBar

_WIDEST = 62
"""Ems of width that the page takes at most."""
_SYMBOLS = {"yes": "✓ ", "unknown": "△ ", "danger": "⚠ ", "muted": ""}


class BackupsPage(ScrolledPage):
    """What keeps the data when this computer does not."""

    restore_asked = Signal(str)
    """A backup to restore: the store must be closed for it, so it is done at the door."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = BackupsModel(desk, self)
        self._title = label("title")
        self._title.setText(self.title())
        self._lead = label("muted")
        self._lead.setText(
            _(
                "En kopia görs av sig själv var trettionde minut som något har ändrats, och före "
                "allt som är riskabelt. Varje kopia provas genom att återställas; först då räknas "
                "den. Kopiorna är krypterade som datafilen själv, och öppnas med lösenfras eller "
                "återställningskod."
            )
        )
        self.standing = label("strong")
        self.work = WorkBar(_("Avbryt"))
        self.second = label()
        self.choose = QPushButton(_("Välj mapp …"))
        self.choose.setAccessibleName(_("Välj den andra mappen"))
        self.no_second = QPushButton(_("Kopiera inte dit längre"))
        self.rows = PackRows(_("Säkerhetskopior"))
        self.empty = label("muted")
        self.other = QPushButton(_("Återställ från en annan fil …"))
        self.former_heading = SectionHeading(_("Undanlagda datafiler"))
        self.former_rows: list[FormerStore] = []
        self._lay_out()
        self.model.changed.connect(self._follow)
        self.model.said.connect(self.said)
        self.work.cancelled.connect(self.model.cancel)
        self.choose.clicked.connect(self._choose_second)
        self.no_second.clicked.connect(self._drop_second)
        self.other.clicked.connect(self._restore_other)
        self.rows.asked_open.connect(self._toggle)
        self.on("leave_backups", self._leave_page)
        self._follow()

    def title(self) -> str:
        return self._("Säkerhetskopior")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return self._("Säkerhetskopiera nu"), self.model.make

    def arrive(self) -> None:
        self.model.refresh()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self._fold()

    def _leave_page(self) -> None:
        if self.rows.opened >= 0:
            self._toggle(self.rows.opened)
        else:
            self.back.emit()

    # Showing

    def _follow(self) -> None:
        model, _ = self.model, self._
        for line, (tone, text) in (
            (self.standing, model.standing()),
            (self.second, model.second_words()),
        ):
            set_look(line, "tone", "text" if tone == "muted" else tone)
            set_text(line, _SYMBOLS[tone] + text)
        self.work.say(model.working)
        self.no_second.setVisible(model.listing.second is not None)
        found = model.rows()
        if self.rows.opened >= len(found):
            self._fold()
        self.rows.set_rows(
            [
                RowText(
                    model.title_of(one),
                    model.under(one),
                    "✓" if one.good else "⚠",
                    "yes" if one.good else "danger",
                    _("hel") if one.good else _("går inte att läsa"),
                )
                for one in found
            ]
        )
        none = _("Den första görs av sig själv inom några minuter.")
        set_text(self.empty, none if model.loaded and not found else "")
        self._show_former()

    def _show_former(self) -> None:
        former = self.model.listing.former
        self.former_heading.setVisible(bool(former))
        if [row.folder for row in self.former_rows] == list(former):
            return
        for row in self.former_rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.former_rows = [FormerStore(one, self._) for one in former]
        for row in self.former_rows:
            self._column.insertWidget(self._column.count() - 1, row)
            row.removed.connect(self.model.remove_former)
        follow_reading_order(self)

    def _toggle(self, at: int) -> None:
        if at == self.rows.opened:
            self._fold()
            self.rows.focus_row(at)
            return
        details = BackupDetails(self.model.rows()[at], self._)
        details.restore_asked.connect(lambda path: self.restore_asked.emit(str(path)))
        self.rows.unfold(at, details)
        follow_reading_order(self)
        details.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        self.rows.unfold(-1, None)

    # Doing

    def _choose_second(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self._("Den andra mappen för säkerhetskopior")
        )
        if folder:
            self.model.choose_second(Path(folder))

    def _drop_second(self) -> None:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.choose_second(None)

    def _restore_other(self) -> None:
        _ = self._
        kinds = _("Säkerhetskopior (*.vvbackup)")
        file, _kind = QFileDialog.getOpenFileName(self, _("Säkerhetskopia"), "", kinds)
        if file:
            self.restore_asked.emit(file)

    # Building

    def _lay_out(self) -> None:
        _ = self._
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._buttons = FlowLayout()
        self._buttons.addWidget(self.choose)
        self._buttons.addWidget(self.no_second)
        second_lead = label("small")
        second_lead.setText(
            _(
                "Ett USB-minne eller en delad mapp går bra: det som läggs där är krypterat och "
                "ingen kan läsa det utan lösenfras eller återställningskod."
            )
        )
        for part in (self._title, self._lead, self.standing, self.work):
            self._column.addWidget(part)
        self._headings = [SectionHeading(_("En andra mapp")), SectionHeading(_("Kopior som finns"))]
        self._headings.append(self.former_heading)
        self._column.addWidget(self._headings[0])
        self._column.addWidget(self.second)
        self._column.addWidget(second_lead)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._headings[1])
        self._column.addWidget(self.empty)
        self._column.addWidget(self.rows)
        self._column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.former_heading)
        self._column.addStretch(1)
        self._stand_in(inner)

    def _measure(self) -> None:
        self._keep_within(self._column, _WIDEST)
        self._column.setSpacing(em(0.6))
        self._buttons.setSpacing(em(0.6))
        for heading in self._headings:
            heading.setContentsMargins(0, em(0.7), 0, 0)
