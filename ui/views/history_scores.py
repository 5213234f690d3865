"""The scores of a patient over time: as a picture, or as a table with the same numbers."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.history_scores import Scores
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import Outset
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.score_picture import Dot, Row, ScorePicture
from ui.widgets.segmented import RING, Option, SegmentedControl


class ScoreBoard(Measured):
    """Draws what it is told; chooses between picture and table."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._heading = SectionHeading(_("Skattningar över tid, 0–4"))
        views = [Option("picture", _("Bild")), Option("table", _("Tabell"))]
        self.view = SegmentedControl(views, name=_("Visa skattningarna som"), required=True)
        self.view.set_value("picture")
        self.picture = ScorePicture(_("Skattningar över tid"))
        self.table = QTableWidget()
        self.table.setAccessibleName(_("Skattningar över tid"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setStyleSheet("QTableCornerButton::section { border: 0; background: none; }")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._told = ""
        self._scores, self._filled = Scores(), False
        self._never, self._key = label("small"), label("small")
        outset = Outset(RING)
        outset.addWidget(self.view)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(RING, 0, RING, 0)
        self._column.addWidget(self._heading)
        self._column.addLayout(outset)
        for part in (self.picture, self.table, self._never, self._key):
            self._column.addWidget(part)
        self.view.chosen.connect(self._turn)
        self.ready()

    def show_scores(self, scores: Scores) -> None:
        """Show scores in place of those before; nothing where none was ever rated."""
        _ = self._
        self.setVisible(bool(scores.courses or scores.never))
        rows = []
        for course in scores.courses:
            last = course.points[-1]
            dots = [Dot(one.at, one.value, one.decided) for one in course.points]
            rows.append(Row(course.label, dots, last.word, course.spoken))
        self.picture.clear()
        if scores.first is not None and scores.last is not None:
            words = (f"{scores.first:%Y-%m-%d}", f"{scores.last:%Y-%m-%d}")
            self.picture.show_rows(rows, scores.first, scores.last, words)
        self._scores, self._filled = scores, False
        names = ", ".join(scores.never)
        set_text(self._never, _("0 varje gång: {names}").format(names=names) if names else "")
        draft = any(not point.decided for one in scores.courses for point in one.points)
        told = _("Ring: ur ett utkast som inte är signerat. Prickad linje: 3, svår.")
        self._told = told if draft else _("Prickad linje: 3, svår.") if rows else ""
        self.view.setVisible(bool(rows))
        self._turn(self.view.value())

    def _turn(self, value: object) -> None:
        if value == "table" and not self._filled:  # takes longer than all the rest of the page
            self._filled = True
            self._fill(self._scores)
        self.picture.setVisible(value == "picture")
        set_text(self._key, self._told if value == "picture" else "")
        self.table.setVisible(value == "table" and bool(self._scores.courses))

    def _fill(self, scores: Scores) -> None:
        table = self.table
        table.clear()
        table.setRowCount(len(scores.courses))
        table.setColumnCount(len(scores.days))
        table.setVerticalHeaderLabels([one.label for one in scores.courses])
        table.setHorizontalHeaderLabels(list(scores.days))
        for row, cells in enumerate(scores.cells):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text or "–")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                said = text or self._("ej skattat")
                heard = f"{scores.courses[row].label}, {scores.days[column]}: {said}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, heard)
                table.setItem(row, column, item)
        if table.rowCount() and table.columnCount():
            latest = table.columnCount() - 1  # in sight, and not marked before somebody is there
            table.setCurrentCell(0, latest, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._fit()

    def _fit(self) -> None:
        table = self.table
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        high = QFontMetrics(table.font()).height() + em(0.9)
        table.verticalHeader().setDefaultSectionSize(high)
        head = table.horizontalHeader().sizeHint().height()
        bar = table.horizontalScrollBar().sizeHint().height()
        table.setFixedHeight(head + high * table.rowCount() + bar + 2 * table.frameWidth())

    def measure(self) -> None:
        self._column.setSpacing(em(0.4))
        self._fit()
