# ruff: noqa: N802 - the camel case names are Qt's
"""Settings of this workstation, each in force as soon as it is chosen."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels import hsa_id
from ui.viewmodels.desk import Desk
from ui.viewmodels.idle import CHOICES, keep_lock_minutes, lock_minutes
from ui.viewmodels.letter_choices import MINUTES, LetterChoices
from ui.viewmodels.pack_choice import pack_choices
from ui.viewmodels.preferences import AUTHOR_FIELDS, Preferences
from ui.viewmodels.recent_searches import RecentSearches
from ui.views.page import Page
from ui.views.settings_form import SettingsForm
from ui.views.settings_look import Look
from ui.widgets.announce import announce
from ui.widgets.calm_box import CalmBox
from ui.widgets.measured import label
from ui.widgets.segmented import Option, SegmentedControl


class SettingsPage(Page):
    """Look, signature, ways of working, usual criteria, and where it all is kept."""

    language_chosen = Signal()
    look_chosen = Signal()
    lock_chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._ = desk.translate
        self._preferences = Preferences(desk.workplace)
        self._recent = RecentSearches(desk.workplace)
        self._letters = LetterChoices(desk.workplace)
        self._form = SettingsForm()
        self._title = label("title")
        self._title.setText(self.title())
        self._lay_out()
        self._look = Look(self._form, self._preferences, self._)
        self._look.language_chosen.connect(self.language_chosen)
        self._look.look_chosen.connect(self.look_chosen)
        self.language, self.theme = self._look.language, self._look.theme
        self.text_size, self.still = self._look.text_size, self._look.still
        self._add_author()
        self._add_lock()
        self._add_work()
        self._add_criteria()
        self._add_place()

    def title(self) -> str:
        return self._("Inställningar")

    def arrive(self) -> None:
        self._look.follow()
        self.length.set_value(self._preferences.short_checklist)
        self._show_recent()
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep a line that the cursor still stands in."""
        for field, line in self.author.items():
            self._preferences.set_author(field, line.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_look"):
            self._look.follow()  # the text size has keys that work everywhere
            self._measure()

    # Building

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._title)
        inside.addWidget(self._form)
        inside.addStretch(1)
        scroll.setWidget(inner)
        self.on("leave_settings", self.back.emit)
        column.addWidget(scroll)
        self._measure()

    def _measure(self) -> None:
        self._title.setContentsMargins(em(1.4), em(0.9), em(1.4), 0)

    def _add_lock(self) -> None:
        _ = self._
        self._form.section(_("Lås"))
        waits = [Option(minutes, str(minutes)) for minutes in CHOICES]
        self.lock = SegmentedControl([*waits, Option(0, _("Aldrig"))], required=True)
        self.lock.set_value(lock_minutes(self.desk.workplace))
        self.lock.chosen.connect(self._choose_lock)
        self._form.row(_("Lås efter (minuter)"), self.lock)
        self.lock_note = self._form.say("")
        self._say_lock()

    def _choose_lock(self, minutes: int) -> None:
        keep_lock_minutes(self.desk.workplace, minutes)
        self._say_lock()
        self.lock_chosen.emit()

    def _say_lock(self) -> None:
        _ = self._
        if lock_minutes(self.desk.workplace):
            text = _(
                "Om ingen rör Vägval. Du varnas en halv minut innan. Ctrl+L låser direkt, och "
                "Ctrl+Skift+L byter person. Vägval låses också när datorn vaknar efter vila."
            )
        else:
            text = _(
                "Vägval står då olåst tills du låser med Ctrl+L: den som går förbi kan läsa. "
                "Välj det bara där ingen annan kommer åt skärmen."
            )
        self.lock_note.setText(text)
        if self.lock.hasFocus():
            announce(self.lock, text)

    def _add_author(self) -> None:
        _ = self._
        if self._preferences.signed_in:
            self._add_myself()
            return
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
            line.setMaxLength(200)
            self.author[field] = line
            self._form.row(text, line, note)
        hsa = self.author["hsa_id"]
        self.hsa_advice = self._form.advice(hsa)
        hsa.editingFinished.connect(self._tidy_hsa)
        for line in self.author.values():
            line.editingFinished.connect(self.leave)
        self._tidy_hsa()

    def _add_myself(self) -> None:
        """Who is signed in signs; what stands about them is changed where people are."""
        _, me = self._, self._preferences.author
        self._form.section(_("Den som signerar"))
        self.author = {}
        who = label()
        who.setText(", ".join(filter(None, (me.name, me.role, me.unit, me.hsa_id))))
        self._form.row(_("Du"), who)
        self.people = QPushButton(_("Personer och lösenfraser …"))
        self.people.clicked.connect(lambda: self.go.emit("people", ""))
        self._form.row("", self.people)

    def _tidy_hsa(self) -> None:
        line = self.author["hsa_id"]
        tidy = hsa_id.tidied(line.text())
        if tidy != line.text():
            line.setText(tidy)
        self.hsa_advice.say(hsa_id.advice(tidy, self._))

    def _add_work(self) -> None:
        _ = self._
        self._form.section(_("Arbetssätt"))
        lengths = [Option(True, _("Kort")), Option(False, _("Hela"))]
        self.length = SegmentedControl(lengths, required=True)
        self.length.set_value(self._preferences.short_checklist)
        self.length.chosen.connect(self._choose_length)
        self._form.row(
            _("Checklista"),
            self.length,
            _("Kort: frågorna som avgör mest. Hela: alla, steg för steg. Ctrl+M växlar."),
        )
        waits = [Option(minutes, str(minutes)) for minutes in MINUTES]
        self.copied = SegmentedControl(waits, required=True)
        self.copied.set_value(self._letters.clipboard_minutes)
        self.copied.chosen.connect(self._choose_copied)
        self._form.row(
            _("Kopierad remiss (minuter)"),
            self.copied,
            _("Så länge ligger texten kvar att klistra in. Ett lås tar bort den direkt."),
        )
        self.keep_searches = QCheckBox(_("Kom ihåg de senaste"))
        self.keep_searches.setChecked(self._preferences.keep_searches)
        self.keep_searches.toggled.connect(self._choose_searches)
        self._form.row(
            _("Sökningar"),
            self.keep_searches,
            _("Pil ner i den tomma sökrutan visar dem. Personnummer sparas aldrig."),
        )
        self.keep_searches.setAccessibleName(self.keep_searches.text())
        self.forget = QPushButton()
        self.forget.clicked.connect(self._forget)
        self._form.row("", self.forget)
        self._show_recent()

    def _choose_length(self, short: bool) -> None:
        self._preferences.short_checklist = short

    def _choose_copied(self, minutes: int) -> None:
        self._letters.clipboard_minutes = minutes

    def _choose_searches(self, chosen: bool) -> None:
        self._preferences.keep_searches = chosen
        if not chosen:
            self._recent.clear()
        self._show_recent()

    def _forget(self) -> None:
        self._recent.clear()
        self._show_recent()
        # A button that can do nothing more lets go of the keyboard.
        self.keep_searches.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.forget, self.forget.text())

    def _show_recent(self) -> None:
        count = self._recent.count()
        self.forget.setText(_forget_words(count, self._))
        self.forget.setEnabled(count > 0)

    def _add_criteria(self) -> None:
        _ = self._
        self._form.section(_("Kriterier och team"))
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
        self.teams = QPushButton(_("Teamens telefonnummer …"))
        self.teams.clicked.connect(lambda: self.go.emit("teams", ""))
        self._form.row(_("Lokal katalog"), self.teams)
        self.teams.setAccessibleName(_("Teamens telefonnummer"))
        self._form.say(_("Nummer och anteckningar som gäller hos er. Visas hos teamet direkt."))

    def _choose_pack(self, index: int) -> None:
        self._preferences.usual_pack = str(self.usual_pack.itemData(index))
        self.changed.emit()

    def _add_place(self) -> None:
        _ = self._
        self._form.section(_("Var det finns"))
        text = _("Allt här gäller direkt och sparas på den här datorn, i mappen {folder}")
        self.place = self._form.say(text.format(folder=self.desk.workplace.folder))
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def _forget_words(count: int, _: Translate) -> str:
    if count == 0:
        return _("Inga sökningar sparade")
    if count == 1:
        return _("Glöm en sökning")
    return _("Glöm {count} sökningar").format(count=count)
