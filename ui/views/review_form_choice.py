"""The forms that can be decided on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.review_opened import Choice
from ui.widgets.calm_box import CalmBox
from ui.widgets.measured import Measured, label, set_text


def under_mark() -> int:
    """Return how far in the words beside a radio button's mark begin."""
    return 2 + em(0.3) + em(1.1) + 2 + em(0.5)


class FormChoice(Measured):
    """The forms that can be decided on: suggested ones as buttons, others in a list."""

    chosen = Signal(object)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self.radios: dict[str, QRadioButton] = {}
        self._choices: tuple[Choice, ...] = ()
        self._accepting = False
        self._group = QButtonGroup(self)
        self.other = QRadioButton()
        self.others = CalmBox()
        self.others.setAccessibleName(_("En annan vårdform"))
        self._others_team = label("small")
        self._offers = QVBoxLayout()
        self._below = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._offers)
        self._column.addWidget(self.other)
        self._column.addLayout(self._below)
        self._below.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        self._below.addWidget(self._others_team)
        self._group.addButton(self.other)
        self.other.clicked.connect(self._other_asked)
        self.others.activated.connect(lambda _at: self._picked())
        self.ready()

    def show_choices(
        self, choices: tuple[Choice, ...], chosen: str | None, *, other: bool = False
    ) -> None:
        """Show what can be chosen; the buttons stay while the choices are the same.

        `other` tells that another form than those suggested is sought, and none is found yet.
        """
        if choices != self._choices:
            self._choices = choices
            self._build()
        self._group.setExclusive(False)
        for form, radio in self.radios.items():
            radio.setChecked(form == chosen)
        reasoned = any(one.form == chosen and one.needs_reason for one in choices)
        waiting = chosen is None and (other or self.other.isChecked())
        self.other.setChecked(reasoned or waiting)
        self._group.setExclusive(True)
        self.others.setCurrentIndex(max(0, self.others.findData(chosen)))
        self._unfold()

    def first(self) -> QWidget:
        """Return where the keyboard begins: at what is chosen, else at the first choice."""
        if self.other.isChecked():
            return self.others
        radios = list(self.radios.values())
        checked = [radio for radio in radios if radio.isChecked()]
        return next(iter((*checked, *radios)), self.other)

    def _build(self) -> None:
        _ = self._
        while (item := self._offers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.radios = {}
        offered = [one for one in self._choices if not one.needs_reason]
        for one in offered:
            words = _("Godta: {form}").format(form=one.name) if len(offered) == 1 else one.name
            radio = QRadioButton(words)
            radio.setAccessibleDescription(one.team_name)
            radio.clicked.connect(lambda _checked, form=one.form: self._offer_chosen(form))
            self._group.addButton(radio)
            self.radios[one.form] = radio
            self._offers.addWidget(radio)
            if one.team_name:
                team = label("small")
                team.setText(one.team_name)
                team.setIndent(under_mark())
                self._offers.addWidget(team)
        self.other.setText(_("En annan vårdform, med skäl"))
        self.others.clear()
        self.others.addItem(_("Välj vårdform"), None)
        for one in self._choices:
            if one.needs_reason:
                self.others.addItem(one.name, one.form)

    def _offer_chosen(self, form: str) -> None:
        self.chosen.emit(form)

    def _other_asked(self) -> None:
        self._unfold()
        self.chosen.emit(self.others.currentData())

    def _picked(self) -> None:
        self.chosen.emit(self.others.currentData())
        self._unfold()

    def _unfold(self) -> None:
        open_ = self.other.isChecked()
        self.others.setVisible(open_)
        form = self.others.currentData()
        team = next((one.team_name for one in self._choices if one.form == form), "")
        set_text(self._others_team, team if open_ else "")

    def measure(self) -> None:
        for layout in (self._offers, self._column):
            layout.setSpacing(em(0.15))
        self._below.setContentsMargins(under_mark(), 0, 0, 0)
        self._below.setSpacing(em(0.2))
