"""Who may sign in here, and by what; one's own passphrase; the recovery code; another key."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.door_making import day_of
from ui.viewmodels.people import People, PersonRow
from ui.views.door_code import CodePage
from ui.views.door_page import button
from ui.views.people_page_forms import KeptForm, NewPersonForm, OwnPassphraseForm, PersonForm
from ui.views.scrolled_page import ScrolledPage
from ui.widgets.announce import announce
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import label, set_text
from ui.widgets.pack_rows import PackRows, RowText
from ui.widgets.tab_order import follow_reading_order

_WIDEST = 46
"""Ems of width that the page takes at most."""


class PeoplePage(ScrolledPage):
    """Rows of people; the open one holds what can be changed. Below, what one does for oneself."""

    rekey_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = People(desk)
        self.shown: tuple[PersonRow, ...] = ()
        self.form: KeptForm | None = None
        self.new: NewPersonForm | None = None
        self.own: OwnPassphraseForm | None = None
        self.code: CodePage | None = None
        self._headings: list[SectionHeading] = []
        self._told = label("small", tone="yes")
        self.rows = PackRows(_("Personer"))
        self.add_button = button(_("Lägg till en person …"))
        self._left = label("small")
        self.own_button = button(_("Byt min lösenfras …"))
        self.here = QCheckBox(_("Öppna utan lösenfras på den här datorn"))
        self._here_told = label("small", tone="danger")
        self.code_button = button(_("Ny återställningskod …"))
        self._code_told = label("small")
        self.rekey_button = button(_("Byt nyckel …"))
        self.rekey_sure = button(_("Ja, lås och byt nyckel"))
        self._rekey_told = label("small")
        self._lay_out()
        self._connect()
        self._show()

    def title(self) -> str:
        return self._("Personer och lösenfraser")

    def arrive(self) -> None:
        self._show()
        if self.shown:
            self.rows.focus_row(0)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Forget what is secret and half done; a code that was shown is not shown again."""
        self._fold()
        for form in (self.new, self.own):
            if form is not None:
                self._put_away(form)
        self.new = self.own = None
        if self.code is not None:
            self._end_code(typed=False)
        self._say("")
        self.rekey_sure.hide()

    # Showing

    def _show(self) -> None:
        _ = self._
        if not self.model.signed_in:
            self._inner.setEnabled(False)
            return
        self.shown = self.model.rows()
        self.rows.set_rows([self._row(one) for one in self.shown])
        left = ", ".join(self.model.left())
        set_text(self._left, _("Har slutat: {people}").format(people=left) if left else "")
        has = self.model.has_passphrase()
        self.own_button.setText(_("Byt min lösenfras …") if has else _("Välj en lösenfras …"))
        self.here.blockSignals(True)
        self.here.setChecked(self.model.remembered())
        self.here.blockSignals(False)
        if self.code is not None:
            text = ""  # a new one is on its way to paper
        elif self.model.code_needed():
            text = _(
                "△ Ingen har skrivit tillbaka koden från papperet. Gör en ny, skriv ut den och "
                "skriv in den här."
            )
        else:
            text = _("Den förra slutar gälla. I äldre säkerhetskopior gäller den som var då.")
        set_text(self._code_told, text)

    def _row(self, one: PersonRow) -> RowText:
        name = self._("{name} (du)").format(name=one.name) if one.me else one.name
        return RowText(name, one.under)

    def _say(self, text: str) -> None:
        set_text(self._told, f"✓ {text}" if text else "")
        if text:
            announce(self, text)

    def _kept(self, text: str) -> None:
        """Something was kept: fold what it was filled in with, and say so."""
        opened = self.rows.opened
        self.leave()
        self._show()
        self._say(text)
        self.changed.emit()
        if opened >= 0 and opened < len(self.shown):
            self.rows.focus_row(opened)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # One of the people

    def _toggle(self, at: int) -> None:
        if at == self.rows.opened:
            self._fold()
            self.rows.focus_row(at)
            return
        self._say("")
        one = self.shown[at]
        self.form = PersonForm(self.model, self.model.person(one.id), me=one.me)
        self.form.kept.connect(self._kept)
        self.form.grown.connect(self._bring)
        self.rows.unfold(at, self.form)
        follow_reading_order(self)
        self.form.take_focus()
        self._bring(self.form)

    def _fold(self) -> None:
        if self.form is not None:
            self.form.forget()
        self.form = None
        self.rows.unfold(-1, None)

    # One more, oneself

    def _add(self) -> None:
        if self.new is None:
            self.new = NewPersonForm(self.model)
            self._unfold(self.new, self.add_button)
        self.new.take_focus()

    def _own(self) -> None:
        if self.own is None:
            self.own = OwnPassphraseForm(self.model)
            self._unfold(self.own, self.own_button)
        self.own.take_focus()

    def _unfold(self, form: KeptForm, below: QPushButton) -> None:
        self._fold()
        self._say("")
        form.kept.connect(self._kept)
        self._column.insertWidget(self._column.indexOf(below) + 1, form)
        follow_reading_order(self)
        self._bring(form)

    def _put_away(self, form: KeptForm) -> None:
        form.forget()
        self._column.removeWidget(form)
        form.hide()
        form.deleteLater()

    def _remember(self, on: bool) -> None:
        problem = self.model.remember(on).get("", "")
        set_text(self._here_told, f"⚠ {problem}" if problem else "")
        self.here.setAccessibleDescription(problem)
        self._show()

    # The code, the key

    def _new_code(self) -> None:
        code, problems = self.model.new_code()
        self._show()
        if problems:
            set_text(self._code_told, f"⚠ {problems['']}")
            return
        me = self.model.me()
        self.code = CodePage(
            self._,
            code,
            unit="" if me is None else me.unit,
            day=day_of(self.desk.workplace),
            language=self.desk.language,
            may_wait=True,
        )
        set_text(self._code_told, "")
        self.code.done.connect(self._end_code)
        self._column.insertWidget(self._column.indexOf(self._code_told) + 1, self.code)
        self.code_button.setEnabled(False)
        follow_reading_order(self)
        self.code.arrive()
        self._bring(self.code)

    def _end_code(self, typed: bool) -> None:
        page, self.code = self.code, None
        if page is not None:
            self._column.removeWidget(page)
            page.hide()
            page.deleteLater()
        self.code_button.setEnabled(True)
        if typed:
            self.model.code_typed()
            self._say(self._("Återställningskoden är ny och inskriven."))
        self._show()
        self.changed.emit()
        self.code_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_rekey(self) -> None:
        self.rekey_sure.show()
        self._bring(self.rekey_sure)
        self.rekey_sure.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._rekey_told.text())

    # Building

    def _connect(self) -> None:
        self.rows.asked_open.connect(self._toggle)
        self.add_button.clicked.connect(self._add)
        self.own_button.clicked.connect(self._own)
        self.here.toggled.connect(self._remember)
        self.code_button.clicked.connect(self._new_code)
        self.rekey_button.clicked.connect(self._ask_rekey)
        self.rekey_sure.clicked.connect(self.rekey_asked)
        self.on("leave_people", self.back.emit)

    def _lay_out(self) -> None:
        _ = self._
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._title = label("title")
        self._title.setText(self.title())
        lead = label("muted")
        lead.setText(_("Var och en loggar in med sin egen lösenfras och signerar som sig själv."))
        for part in (self._title, lead, self._told):
            self._column.addWidget(part)
        self._section(_("Vem får logga in"), self.rows, self.add_button, self._left)
        self._section(_("Din inloggning"), self.own_button, self.here, self._here_told)
        self.here.setVisible(self.model.signed_in and self.model.can_remember())
        self._section(_("Återställningskod"), self.code_button, self._code_told)
        self._rekey_told.setText(
            _(
                "Allt krypteras om med en ny nyckel. Säkerhetskopior med den gamla tas bort när en "
                "ny kopia är prövad. Gör det när någon som slutat kan ha kvar en väg in. Vägval "
                "låses under tiden; allas lösenfraser gäller som förut."
            )
        )
        self._section(_("Nyckel"), self.rekey_button, self._rekey_told, self.rekey_sure)
        self.rekey_sure.hide()
        for part in (self._told, self._here_told):
            part.hide()
        self._column.addStretch(1)
        self._stand_in(self._inner)

    def _section(self, words: str, *parts: QWidget) -> None:
        heading = SectionHeading(words)
        self._headings.append(heading)
        self._column.addWidget(heading)
        for part in parts:
            left = Qt.AlignmentFlag.AlignLeft
            alone = isinstance(part, QPushButton | QCheckBox)
            self._column.addWidget(part, 0, left if alone else Qt.AlignmentFlag(0))

    def _bring(self, part: QWidget) -> None:
        """Bring a part in sight once it has its place."""
        timer = QTimer(part)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self._scroll_to(part))
        timer.start(0)

    def _measure(self) -> None:
        self._keep_within(self._column, _WIDEST)
        self._column.setSpacing(em(0.5))
        for heading in self._headings:
            heading.setContentsMargins(0, em(0.9), 0, 0)
