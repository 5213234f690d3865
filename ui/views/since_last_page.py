# ruff: noqa: N802 - the camel case names are Qt's
"""Since last time: what must be looked at again first, then what changed, then the scores."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from triage.packs.problems import InputError
from triage.services import StoreError
from ui.theme import em
from ui.viewmodels.checklist_patient import patient_line
from ui.viewmodels.desk import Desk
from ui.viewmodels.since_difference import aged, how_words
from ui.viewmodels.since_last import SinceLast, since_last
from ui.views.letter_page import turn_away
from ui.views.page import Page
from ui.views.since_last_rows import Beside, DifferenceTable, Headings
from ui.widgets.cards import NoticeCard, SectionHeading
from ui.widgets.lines import Lines
from ui.widgets.measured import label, set_text
from ui.widgets.trend import Line, TrendBoard


class SinceLastPage(Page):
    """A look aside from a case; nothing is changed here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.case_id = ""
        self.shown: SinceLast | None = None
        self._patient = ""
        self._title, self.lead = label("title"), label("muted")
        self._title.setText(_("Sedan sist"))
        self._heading_form = Headings(_, _("Beslut"))
        self.form = Beside(_("Vårdform"))
        self.urgency = Beside(_("Angelägenhet"))
        self.criteria = label("small", tone="unknown")
        self.waiting = NoticeCard("gap")
        self.answer = QPushButton(_("Svara nu"))
        self.answer.setProperty("role", "primary")
        self.answer.clicked.connect(lambda: self.go.emit("checklist", self.case_id))
        self.differences = DifferenceTable(_, _("Ändrat"), _("Ändrat sedan sist"))
        self.nothing = label("muted")
        self._heading_trend = SectionHeading(_("Skattningar över tid, 0–4"))
        self.trend = TrendBoard(
            _("Skattningar över tid"), _("Äldre beslut som inte får plats: {days}")
        )
        self._heading_same = SectionHeading(_("Oförändrat"))
        self.same = Lines()
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._parts: tuple[QWidget, ...] = (
            *(self.waiting, self.answer),
            *(self._heading_form, self.form, self.urgency, self.criteria),
            *(self.differences, self.nothing),
            *(self._heading_trend, self.trend, self._heading_same, self.same),
        )
        for part in (self._title, self.lead, *self._parts):
            self._column.addWidget(part)
        self._column.setAlignment(self.answer, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.setAccessibleName(_("Sedan sist"))
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.area)
        self.on("leave_since", self.back.emit)
        self._measure()

    # What the window asks

    def title(self) -> str:
        return self._("Sedan sist")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return None

    def patient_line(self) -> str:
        return self._patient

    def open_case(self, case_id: str) -> None:
        self.case_id = case_id
        try:
            self.shown = since_last(self.desk, case_id)
            case = self.desk.workplace.case(case_id)
            self._patient = patient_line(case.patient, self.desk.workplace.facts(case), self.desk)
        except (StoreError, InputError) as error:
            turn_away(self, self.desk.words_of(error))
        else:
            self._show()

    def arrive(self) -> None:
        first = self.area if self.answer.isHidden() else self.answer
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.verticalScrollBar().setValue(0)

    # Showing

    def _show(self) -> None:
        _, shown = self._, self.shown
        if shown is None:
            self.lead.setText(_("Det finns inget tidigare beslut om patienten att jämföra med."))
            for part in self._parts:
                part.hide()
        else:
            self.lead.setText(_("Förra beslutet: {decision}.").format(decision=shown.decision))
            self._show_outcome(shown)
            self._show_answers(shown)
            self._show_trend(shown)
        self.changed.emit()

    def _show_outcome(self, shown: SinceLast) -> None:
        same = how_words("same", self._)
        self.form.say(*shown.forms, same if shown.forms[0] == shown.forms[1] else None)
        how = how_words(shown.urgency_how, self._)
        self.urgency.say(*shown.urgencies, None if shown.urgency_how == "other" else how)
        for part in (self._heading_form, self.form, self.urgency):
            part.show()
        set_text(self.criteria, shown.criteria)

    def _show_answers(self, shown: SinceLast) -> None:
        _ = self._
        if shown.waiting:
            line = _("{question} – sist: {answer}")
            lines = [line.format(question=one.label, answer=one.last) for one in shown.waiting]
            title = _("Inte bekräftat än: svaren från sist gäller inte")
            self.waiting.show_notice("gap", title, "\n".join(lines))
        self.waiting.setVisible(bool(shown.waiting))
        self.answer.setVisible(bool(shown.waiting))
        self.differences.show_rows(shown.changed)
        self.differences.setVisible(bool(shown.changed))
        none = "" if shown.changed else _("Inget av det som är besvarat har ändrats.")
        set_text(self.nothing, none)
        self._heading_same.setVisible(bool(shown.same))
        same = ((f"{one.label}: {one.now}", aged(one, _)) for one in shown.same)
        self.same.show_lines([f"{told} ({age})" if age else told for told, age in same])

    def _show_trend(self, shown: SinceLast) -> None:
        lines = []
        for one in shown.trends.lines:
            symbol, word, tone = how_words(one.how, self._)
            if one.values[-1] is None:
                symbol, word, tone = "–", self._("inte skattad nu"), "muted"
            spoken = f"{one.spoken}. {word}"
            lines.append(Line(one.label, one.values, symbol, word, tone, spoken))
        self.trend.show_lines(shown.trends.days, lines)
        self.trend.setVisible(bool(lines))
        self._heading_trend.setVisible(bool(lines))

    # Measuring

    def _measure(self) -> None:
        side = em(1.4)
        self._column.setContentsMargins(side, em(0.9), side, em(1.2))
        self._column.setSpacing(em(0.5))
        for heading in (self._heading_trend, self._heading_same):
            heading.setContentsMargins(0, em(0.9), 0, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "area"):
            self._measure()
