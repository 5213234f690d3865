"""Retention: how long is kept, what may go and why, and letting it go."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from triage.core.keeping import BOUNDS, Ground, KeepingRule
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.retention import RetentionViewModel
from ui.viewmodels.retention_list import REASON_ROLE, RetentionList
from ui.viewmodels.retention_words import count_words, ground_words, rule_words
from ui.views.retention_page_purge import PurgeForm
from ui.views.scrolled_page import ScrolledPage
from ui.views.settings_form import SettingsForm
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.message_bar import MessageBar
from ui.widgets.tab_order import follow_reading_order
from ui.widgets.two_line_list import TwoLineList

_WIDEST = 56
"""Ems that the page is wide at most: lines of text are read, not measured."""


class _GroundRow(Measured):
    """A ground that can be chosen, and below it when a case comes under it."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.note = label("small")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.note)
        self.ready()

    def say(self, words: str, note: str, count: int) -> None:
        """Show how many cases stand under the ground."""
        self.box.setText(words)
        self.box.setAccessibleDescription(note)
        self.box.setEnabled(count > 0)
        self.note.setText(note)

    def measure(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.note.setContentsMargins(em(2.05), 0, 0, 0)


class RetentionPage(ScrolledPage):
    """A list with reasons; what goes is confirmed by typing how many cases it is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = RetentionViewModel(desk, self)
        self.hindrance = MessageBar(close_word=_("Stäng"))
        self.rows = RetentionList(self.model.line, self)
        self.list = TwoLineList(self.rows, REASON_ROLE, name=_("Ärenden som gallras"))
        self.grounds = {ground: _GroundRow() for ground in Ground}
        self.numbers = {name: _number(name) for name in BOUNDS}
        self.count = label("strong")
        self.beside = label("small")
        self.purge = PurgeForm(_, self.model)
        self._arriving = False
        self._lay_out()
        self._connect()
        self._show()

    def title(self) -> str:
        return self._("Gallring")

    def arrive(self) -> None:
        self._arriving = True
        self.model.load()

    # Showing

    def _show(self) -> None:
        _, model, plan = self._, self.model, self.model.plan
        rule = model.rule
        for name, box in self.numbers.items():
            box.blockSignals(True)
            box.setValue(getattr(rule, name))
            box.blockSignals(False)
            box.setEnabled(not model.running)
        for ground, row in self.grounds.items():
            count = 0 if plan is None else plan.count(ground)
            row.say(ground_words(ground, count, _), rule_words(ground, rule, _), count)
            row.box.setChecked(ground in model.grounds and count > 0)
        self.rows.show_cases(model.chosen)
        self.list.setVisible(bool(model.chosen))
        set_text(self.count, self._count_words())
        set_text(self.beside, model.set_aside)
        self.purge.show_model()
        self._say_hindrance()
        if self._arriving and plan is not None and not model.running:
            self._arriving = False
            self._take_focus()

    def _take_focus(self) -> None:
        boxes = (row.box for row in self.grounds.values() if row.box.isEnabled())
        first = next(boxes, self.numbers["years"])
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.verticalScrollBar().setValue(0)  # Qt follows whatever had the keyboard before

    def _count_words(self) -> str:
        _, plan = self._, self.model.plan
        if plan is None:
            return _("Listan läses …")
        if not plan.cases:
            return _("Inget behöver gallras nu.")
        return count_words(len(self.model.chosen), _)

    def _say_hindrance(self) -> None:
        _, why = self._, self.model.hindrance()
        if self.model.unfinished:
            text = _(
                "En gallring är inte färdig: äldre säkerhetskopior kan ännu ha kvar det gallrade."
            )
            self.hindrance.show_message("warning", text, _("Städa färdigt"))
        elif why:
            self.hindrance.show_message("warning", why)
        else:
            self.hindrance.dismiss()

    def _choose(self, ground: Ground, chosen: bool) -> None:
        self.model.choose(ground, chosen=chosen)

    def _keep_rule(self) -> None:
        kept = {name: box.value() for name, box in self.numbers.items()}
        self.model.keep_rule(KeepingRule(**kept))

    # Building

    def _lay_out(self) -> None:
        _ = self._
        self._title = label("title")
        self._title.setText(self.title())
        lead = label("muted")
        lead.setText(
            _(
                "Ett beslut som bara finns här är en journalhandling och sparas i minst tio år. "
                "Det som är fört till journalsystemet behöver inte ligga kvar. Inget gallras av "
                "sig självt: här står vad som kan gallras och varför, och du bestämmer."
            )
        )
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._column = QVBoxLayout()
        upper: tuple[QWidget, ...] = (self._title, lead, self.hindrance)
        for part in upper:
            self._column.addWidget(part)
        self._heading = SectionHeading(_("Kan gallras nu"))
        self._column.addWidget(self._heading)
        for row in self.grounds.values():
            self._column.addWidget(row)
        lower: tuple[QWidget, ...] = (self.count, self.list, self.beside, self.purge)
        for part in lower:
            self._column.addWidget(part)
        outer.addLayout(self._column)
        outer.addWidget(self._rule_form())
        outer.addStretch(1)
        self._stand_in(inner)

    def _rule_form(self) -> SettingsForm:
        _ = self._
        form = SettingsForm()
        form.section(_("Så länge sparas det"))
        rows = {
            "years": (
                _("Beslut"),
                _(" år"),
                _("Efter det sista som gjordes i ärendet. Lagen kräver minst tio år."),
            ),
            "moved_days": (
                _("Förda till journalsystemet"),
                _(" dagar"),
                _("Efter markeringen. Till dess kan den tas tillbaka."),
            ),
            "draft_years": (
                _("Utkast"),
                _(" år"),
                _("Sedan någon rörde dem. De tas bara bort om du väljer det ovan."),
            ),
        }
        for name, (words, unit, note) in rows.items():
            self.numbers[name].setSuffix(unit)
            form.row(words, self.numbers[name], note)
        return form

    def _connect(self) -> None:
        self.model.changed.connect(self._show)
        self.model.said.connect(self.said)
        self.hindrance.action.connect(self.model.finish)
        self.on("leave_retention", self.back.emit)
        for ground, row in self.grounds.items():
            row.box.clicked.connect(lambda chosen, ground=ground: self._choose(ground, chosen))
        for box in self.numbers.values():
            box.editingFinished.connect(self._keep_rule)
        follow_reading_order(self)

    def _measure(self) -> None:
        self._keep_within(self._column, _WIDEST, below=0.4)
        self._column.setSpacing(em(0.5))
        self._heading.setContentsMargins(0, em(0.7), 0, 0)
        for box in self.numbers.values():
            box.lineEdit().setTextMargins(em(0.4), 0, 0, 0)


def _number(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(*BOUNDS[name])
    box.setKeyboardTracking(False)
    return box
