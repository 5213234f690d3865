"""Settings of this workstation, each in force as soon as it is chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.pack_choice import pack_choices
from ui.viewmodels.preferences import AUTHOR_FIELDS, TEXT_SIZES, Preferences
from ui.views.page import Page
from ui.widgets.calm_box import CalmBox
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label
from ui.widgets.segmented import Option, SegmentedControl


class _Form(Measured):
    """Captions at the left, controls at the right, an explanation below where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(2, 1)
        self._rows = 0
        self.ready()

    def section(self, text: str) -> None:
        self._grid.addWidget(SectionHeading(text), self._rows, 0, 1, 3)
        self._rows += 1

    def row(self, text: str, control: QWidget, note: str = "") -> None:
        caption = label(wrap=False)
        caption.setText(text)
        caption.setBuddy(control)
        control.setAccessibleName(text)
        self._grid.addWidget(caption, self._rows, 0)
        self._grid.addWidget(control, self._rows, 1)
        self._rows += 1
        if note:
            explanation: QLabel = label("small")
            explanation.setText(note)
            control.setAccessibleDescription(note)
            self._grid.addWidget(explanation, self._rows, 1, 1, 2)
            self._rows += 1

    def measure(self) -> None:
        self._grid.setContentsMargins(em(1.4), em(0.9), em(1.4), em(1.4))
        self._grid.setHorizontalSpacing(em(1.2))
        self._grid.setVerticalSpacing(em(0.55))
        self._grid.setColumnMinimumWidth(0, em(9))
        self._grid.setColumnMinimumWidth(1, em(20))


class SettingsPage(Page):
    """Language, look, signature and usual criteria."""

    language_chosen = Signal()
    look_chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._ = desk.translate
        self._preferences = Preferences(desk.workplace)
        self._form = _Form()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        title = label("title")
        title.setText(self.title())
        title.setContentsMargins(em(1.4), em(0.9), em(1.4), 0)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(title)
        inside.addWidget(self._form)
        inside.addStretch(1)
        scroll.setWidget(inner)
        column.addWidget(scroll)
        self.setLayout(column)
        self._add_look()
        self._add_author()
        self._add_criteria()

    def title(self) -> str:
        return self._("Inställningar")

    def arrive(self) -> None:
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep a line that the cursor still stands in."""
        for field, line in self.author.items():
            self._preferences.set_author(field, line.text())

    def _add_look(self) -> None:
        _ = self._
        self._form.section(_("Utseende"))
        languages = [Option("sv", "Svenska", keys="s"), Option("en", "English", keys="e")]
        self.language = SegmentedControl(languages, name=_("Språk"))
        self.language.set_value(self._preferences.language)
        self.language.chosen.connect(self._choose_language)
        self._form.row(_("Språk"), self.language)
        themes = [
            Option("light", _("Ljust")),
            Option("dark", _("Mörkt")),
            Option("system", _("Som datorn")),
        ]
        self.theme = SegmentedControl(themes, name=_("Tema"))
        self.theme.set_value(self._preferences.theme)
        self.theme.chosen.connect(self._choose_theme)
        self._form.row(_("Tema"), self.theme)
        self.text_size = QSpinBox()
        self.text_size.setRange(TEXT_SIZES.start, TEXT_SIZES.stop - 1)
        self.text_size.setSingleStep(10)
        self.text_size.setSuffix(" %")
        self.text_size.setKeyboardTracking(False)
        # A style sheet's padding does not reach the field inside.
        self.text_size.lineEdit().setTextMargins(em(0.35), 0, 0, 0)
        self.text_size.setValue(self._preferences.text_size)
        self.text_size.valueChanged.connect(self._choose_size)
        self._form.row(_("Textstorlek"), self.text_size, _("90–200 procent."))

    def _add_author(self) -> None:
        _ = self._
        self._form.section(_("Den som signerar"))
        rows = {
            "name": (_("Namn"), ""),
            "role": (_("Yrkesroll"), ""),
            "unit": (_("Enhet"), ""),
            "hsa_id": (_("HSA-id"), _("Får vara tomt. Skrivs ut i remissen.")),
        }
        self.author: dict[str, QLineEdit] = {}
        kept = self._preferences.author
        for field in AUTHOR_FIELDS:
            text, note = rows[field]
            line = QLineEdit(getattr(kept, field))
            line.editingFinished.connect(self.leave)
            self.author[field] = line
            self._form.row(text, line, note)

    def _add_criteria(self) -> None:
        _ = self._
        self._form.section(_("Kriterier"))
        self.usual_pack = CalmBox()
        self.usual_pack.addItem(_("De som användes sist"), "")
        found = pack_choices(self.desk)
        for pack_id, name in found.names.items():
            self.usual_pack.addItem(name, pack_id)
        self.usual_pack.setCurrentIndex(
            max(0, self.usual_pack.findData(self._preferences.usual_pack))
        )
        self.usual_pack.currentIndexChanged.connect(self._choose_pack)
        note = _("Gäller nya bedömningar. I varje bedömning kan andra kriterier väljas.")
        self._form.row(_("Vanliga kriterier"), self.usual_pack, note)
        for pack_id in found.unreadable:
            wrong = label("small", tone="danger")
            text = _("Kriterierna ”{name}” går inte att läsa; de andra fungerar.")
            wrong.setText("⚠ " + text.format(name=pack_id))
            self._form.row("", wrong)

    def _choose_language(self, value: object) -> None:
        if value is None:  # a click on the chosen one would leave none
            self.language.set_value(self._preferences.language)
        elif value != self._preferences.language:
            self._preferences.language = str(value)
            self.language_chosen.emit()

    def _choose_theme(self, value: object) -> None:
        if value is None:
            self.theme.set_value(self._preferences.theme)
            return
        self._preferences.theme = str(value)
        self.look_chosen.emit()

    def _choose_size(self, percent: int) -> None:
        self._preferences.text_size = percent
        self.look_chosen.emit()

    def _choose_pack(self, index: int) -> None:
        self._preferences.usual_pack = str(self.usual_pack.itemData(index))
        self.changed.emit()
