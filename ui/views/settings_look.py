"""How the window looks and speaks: language, theme, text size, stillness."""

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.preferences import TEXT_SIZES, Preferences
from ui.views.settings_form import SettingsForm
from ui.widgets.segmented import Option, SegmentedControl


class Look(QObject):
    """The rows of a form that decide on the look."""

    language_chosen = Signal()
    look_chosen = Signal()

    def __init__(self, form: SettingsForm, preferences: Preferences, _: Translate) -> None:
        super().__init__(form)
        self._preferences = preferences
        form.section(_("Utseende"))
        languages = [Option("sv", "Svenska", keys="s"), Option("en", "English", keys="e")]
        self.language = SegmentedControl(languages, required=True)
        self.language.chosen.connect(self._choose_language)
        form.row(_("Språk"), self.language)
        themes = [
            Option("light", _("Ljust")),
            Option("dark", _("Mörkt")),
            Option("contrast", _("Hög kontrast")),
            Option("system", _("Som datorn")),
        ]
        self.theme = SegmentedControl(themes, required=True)
        self.theme.chosen.connect(self._choose_theme)
        form.row(
            _("Tema"),
            self.theme,
            _(
                "Hög kontrast är ljus eller mörk som datorn. ”Som datorn” ger hög kontrast när "
                "datorn ber om det."
            ),
        )
        self.text_size = QSpinBox()
        self.text_size.setRange(TEXT_SIZES.start, TEXT_SIZES.stop - 1)
        self.text_size.setSingleStep(10)
        self.text_size.setSuffix(" %")
        self.text_size.setKeyboardTracking(False)
        # A style sheet's padding does not reach the field inside.
        self.text_size.lineEdit().setTextMargins(em(0.35), 0, 0, 0)
        self.text_size.valueChanged.connect(self._choose_size)
        form.row(
            _("Textstorlek"),
            self.text_size,
            _("90–200 procent. Ctrl+plus, Ctrl+minus och Ctrl+0 ändrar den överallt."),
        )
        self.still = QCheckBox(_("Inget rör sig"))
        self.still.toggled.connect(self._choose_still)
        form.row(
            _("Rörelse"),
            self.still,
            _("Markören blinkar inte, och det som pågår sägs med ord utan rörlig stapel."),
        )
        self.still.setAccessibleName(self.still.text())
        self.follow()

    def follow(self) -> None:
        """Show what is chosen, also where it was chosen elsewhere."""
        kept = self._preferences
        self.language.set_value(kept.language)
        self.theme.set_value(kept.theme)
        with QSignalBlocker(self.text_size), QSignalBlocker(self.still):
            self.text_size.setValue(kept.text_size)
            self.still.setChecked(kept.still)

    def _choose_language(self, value: object) -> None:
        if value != self._preferences.language:
            self._preferences.language = str(value)
            self.language_chosen.emit()

    def _choose_theme(self, value: object) -> None:
        self._preferences.theme = str(value)
        self.look_chosen.emit()

    def _choose_size(self, percent: int) -> None:
        self._preferences.text_size = percent
        self.look_chosen.emit()

    def _choose_still(self, chosen: bool) -> None:
        self._preferences.still = chosen
        self.look_chosen.emit()
