# ruff: noqa: N802 - the camel case names are Qt's
"""The one window: header, message bar, the page in front and a line about what is behind it.

Pages are made when they are first asked for. A change of language makes a new desk, a new
header and new pages; nothing of a page lives longer than its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.services import StoreError, Workplace
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.views.footer import Footer
from ui.views.header import Header
from ui.views.page import Page
from ui.views.page_stack import PageStack
from ui.views.trail import ASIDE, HOME, Trail
from ui.views.window_keys import bind, menu, pressed
from ui.views.window_place import StayOnScreen, begin_at_a_good_size
from ui.views.window_visits import REASON, Visiting
from ui.views.window_words import error_words, footer_words, pack_that_loads, reminder_words
from ui.views.worklist_page import WorklistPage
from ui.widgets.tab_order import InReadingOrder

if TYPE_CHECKING:
    from ui.viewmodels.recent_searches import RecentSearches
    from ui.views.new_assessment_panel import NewAssessmentPanel
    from ui.views.window_text import TextSize
    from ui.widgets.message_bar import MessageBar, MessageKind

_ABOUT_A_CASE: Final = frozenset(
    {"checklist", "review", "letter", "follow_up", "compare", "since_last", "history"}
)
_SHOWS_SOMETHING: Final = _ABOUT_A_CASE | ASIDE | {REASON}
_MINE: Final = frozenset({"lock", "switch_person", "people"})
"""What the menu at one's own name offers."""
_PLAIN: Final = frozenset({"settings", "about", "help"})


class MainWindow(InReadingOrder):
    """Leads from page to page and keeps what the window is remembered by."""

    look_changed = Signal()
    """Theme, text size or language were set to something else."""
    lock_asked = Signal(bool)
    """The window is to be locked; True where somebody else is to sign in."""
    restore_asked = Signal(str)
    """A backup is to be restored: at the door, with the data closed."""
    rekey_asked = Signal()
    """Another key is to be made: nobody may have the store open meanwhile."""
    lock_minutes_changed = Signal()
    """Another wait was chosen until it locks by itself."""

    def __init__(self, workplace: Workplace, *, remember: bool = True) -> None:
        super().__init__()
        self.setWindowTitle("Vägval")
        self._workplace = workplace
        self._preferences = Preferences(workplace)
        self._remember = remember
        self._warned = False
        self._prepared = False
        self._arriving = False
        self._case = ""
        self._patient = ""
        self._name = HOME
        self._trail = Trail()
        self._visiting = Visiting(workplace, _ABOUT_A_CASE)
        self._marks: dict[str, tuple[str, ...]] = {}
        self.pages = PageStack(self._meet)
        self._build()
        self._place()
        self._return()

    # Building

    def _build(self) -> None:
        self.desk = Desk(self._workplace, self._preferences.language)
        _ = self.desk.translate
        self.header = Header(_, lambda: self._recent)
        self.__dict__.pop("messages", None)  # a new language, a new bar
        stack = self.pages.begin(self.desk)
        self.footer = Footer()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(stack, 1)
        column.addWidget(self.footer)
        self._whole, self._body = body, column
        self.no_way_needed()
        self.setCentralWidget(body)
        self.header.searched.connect(self._search)
        self.header.search_entered.connect(self._open_first)
        self.header.back.connect(self.back)
        self.header.primary.connect(self._primary)
        self.footer.pack_asked.connect(self.read_criteria)
        self.footer.reminder_asked.connect(partial(self.go, "people"))
        self._bind()
        self.home = WorklistPage(self.desk)
        self.home.search_left.connect(self.header.clear_search)
        self.pages.add(HOME, self.home)
        self._name, self._case = HOME, ""
        self.go(HOME)

    @cached_property
    def messages(self) -> MessageBar:
        """The bar under the header; most days pass without it."""
        from ui.widgets.message_bar import MessageBar  # noqa: PLC0415 - as said

        _ = self.desk.translate
        bar = MessageBar(close_word=_("Stäng"))
        self._body.insertWidget(1, bar)
        return bar

    @cached_property
    def _recent(self) -> RecentSearches:
        from ui.viewmodels.recent_searches import RecentSearches  # noqa: PLC0415 - seldom asked

        return RecentSearches(self._workplace)

    @cached_property
    def _text(self) -> TextSize:
        from ui.views.window_text import TextSize  # noqa: PLC0415 - seldom asked

        size = TextSize(self, self._preferences)
        size.changed.connect(self.look_changed)
        return size

    def _bind(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "new": self.begin,
            "search": self._focus_search,
            "worklist": partial(self.go, HOME),
            "advice": partial(self.go, "advice"),
            "primary": self._primary,
            "compare": self.compare,
            "history": self.history,
            "criteria": self.read_criteria,
            "settings": partial(self.go, "settings"),
            "help": self._help,
            "message": self._to_message,
            "larger": lambda: self._text.change(10),
            "smaller": lambda: self._text.change(-10),
            "usual_size": lambda: self._text.change(0),
            "lock": partial(self.lock_asked.emit, False),
            "switch_person": partial(self.lock_asked.emit, True),
            "quit": self.close,
        }
        bind(self, slots)
        for name in ("about", "people", "retention", "access_log", "backups"):
            slots[name] = partial(self.go, name)
        lines = menu(slots, self.desk.translate)
        self.header.offer(lines)
        about_me = [line for line in lines if line[0].id in _MINE]
        if self._workplace.person is not None:
            self.header.show_person(self._workplace.person, about_me)

    def _follow_person(self) -> None:
        """What stands about who is signed in, or what one is reminded of, may be another."""
        if self._workplace.person is not None:
            self.header.name_person(self._workplace.person)
        self._say_footer()

    def _place(self) -> None:
        kept = QByteArray.fromBase64(self._preferences.geometry.encode("ascii", "ignore"))
        keeper = StayOnScreen(self)
        if self._remember and not kept.isEmpty() and self.restoreGeometry(kept):
            keeper.bring_back()  # its screen may be gone since
            return
        begin_at_a_good_size(self)

    def _return(self) -> None:
        """Go where the window was closed; pages of a case wait for the criteria: see `prepared`."""
        name, _case = self._preferences.last_page
        if self._remember and name in _PLAIN:
            self.go(name)

    def set_language(self) -> None:
        """Speak the language that is now chosen, on the same page and with the same way back."""
        name, case, trail = self._name, self._case, self._trail
        self._leave()
        self._marks = {one: page.bookmark() for one, page in self.pages}
        self._trail = Trail()
        self._visiting.held = True
        self._build()
        self._visiting.held = False
        self._have_qt_speak()
        self._trail = trail
        self._name_patient()
        self._show(name, case)
        self.look_changed.emit()

    # Moving

    @property
    def standing(self) -> tuple[str, str]:
        """The page in front, and what it shows."""
        return self._name, self._case

    def show_again(self, name: str, case: str, mark: tuple[str, ...]) -> None:
        """Come back to a page where somebody left it; a page that is none any more is home."""
        try:
            page = self.pages[name]
        except KeyError:
            return
        if mark:
            self._marks[name] = mark
        if page is not self.page or case:
            self.go(name, case)
        else:
            self._show(name, case)

    @property
    def page(self) -> Page:
        """The page in front."""
        return self.pages[self._name]

    @property
    def page_name(self) -> str:
        """Its name."""
        return self._name

    def go(self, name: str, case: str = "") -> None:
        """Bring a page in front; KeyError for a page that there is none of.

        `case` is the case it is to show, or for pages about criteria the pack.
        """
        self._trail.went((self._name, self._case), name)
        self._show(name, case)

    def lead(self, name: str, case: str, field: str) -> None:
        """Bring a page in front, and there a question or a field; a question why comes before."""
        self.go(name, case)
        if self._name == name:
            self.page.seek(field)

    def back(self) -> None:
        """Go back to where one came from: from a page aside to the one before it, else home."""
        self._show(*self._trail.back())

    def compare(self) -> None:
        """Compare the regions for the case in front."""
        if self._name in _ABOUT_A_CASE:
            self.go("compare", self._case)
        else:
            _ = self.desk.translate
            self.say("info", _("Öppna ett ärende först: regionerna jämförs för en patient."))

    def history(self) -> None:
        """Show the history of the patient in front, or of the current row's."""
        about = self._name in _ABOUT_A_CASE
        case = self._case if about else self.home.current_case() if self._name == HOME else ""
        if case:
            self.go("history", case)
        else:
            _ = self.desk.translate
            self.say("info", _("Öppna ett ärende först: historiken är en patients."))

    def read_criteria(self) -> None:
        """Show the criteria that the page in front weighs by, or the unit's usual ones."""
        self.go("criteria", self.page.pack() or self._preferences.pack_in_use)

    def _show(self, name: str, case: str) -> None:
        self._leave()
        name, case = self._visiting.way(name, case)
        page = self.pages[name]
        self._arriving = True
        try:
            self._arrive(page, name, case)
        finally:
            self._arriving = False
        self._follow()

    def _arrive(self, page: Page, name: str, case: str) -> None:
        self.pages.seen(name)
        came, left = self._name, self._case
        searched = came == HOME and bool(self.header.search.text())
        try:
            self._visiting.came(name, case, found=searched)
        except StoreError as error:  # a full disk keeps nobody from a patient
            self.say_error(error)
        if name in _SHOWS_SOMETHING:
            page.open_case(case)
        self.no_way_needed()  # the keyboard leaves the page together with all else that sees it
        self._name, self._case = name, case
        self.pages.bring_in_front(name)
        if name != HOME:
            if searched and name in _ABOUT_A_CASE:
                self._recent.add(self.header.search.text())
            self.header.clear_search()
        elif came != HOME:
            self.header.recall_search(self.home.model.query)
        page.arrive()
        mark = self._marks.pop(name, ())
        if name == HOME and came in _ABOUT_A_CASE:
            mark = mark or (left,)  # back in the list one stands on the case that one comes from
        if mark:
            page.turn_to(mark)

    def begin(self) -> None:
        """Open the entry of a new assessment."""
        self.go(HOME)
        self.home.begin()
        self.read_anew()  # it may have been made just now

    def reading_parts(self) -> Sequence[QWidget]:
        """Return what is in sight; a page behind has its turn when it comes in front."""
        messages = [self.messages] if "messages" in self.__dict__ else []
        return self.header, *messages, self.page, self.footer

    def begin_panel(self) -> NewAssessmentPanel:
        """The entry of a new assessment."""
        return self.home.panel

    def _meet(self, name: str, page: Page) -> None:
        """Listen to a page that was made."""
        page.go.connect(self.go)
        page.lead_to.connect(self.lead)
        page.back.connect(self.back)
        page.said.connect(self.say)
        page.changed.connect(self._follow)
        if name == "people":
            from ui.views.people_page import PeoplePage  # noqa: PLC0415 - loaded by now

            if isinstance(page, PeoplePage):
                page.rekey_asked.connect(self.rekey_asked)
                page.changed.connect(self._follow_person)
        if name == "settings":
            from ui.views.settings_page import SettingsPage  # noqa: PLC0415 - loaded by now

            if isinstance(page, SettingsPage):
                # Later, for the page that emits it does not live on in the other language.
                page.language_chosen.connect(self.set_language, Qt.ConnectionType.QueuedConnection)
                page.look_chosen.connect(self.look_changed)
                page.lock_chosen.connect(self.lock_minutes_changed)
        elif name == "backups":
            from ui.views.backups_page import BackupsPage  # noqa: PLC0415 - loaded by now

            if isinstance(page, BackupsPage):
                page.restore_asked.connect(self.restore_asked)

    def _leave(self) -> None:
        if "messages" in self.__dict__:
            self.messages.move_on()
        try:
            self.page.leave()
        except StoreError as error:  # a page that cannot keep something is no trap
            self.say_error(error)

    def _follow(self) -> None:
        """Have header, footer and the way of Tab follow the page; while it arrives, afterwards."""
        if self._arriving:
            return
        self.read_anew()  # it may hold more than before
        page = self.page
        primary = page.primary()
        self.header.show_page(
            self._about_whom(),
            primary[0] if primary else "",
            self._trail.words(self._name, self.desk.translate),
        )
        self.header.say_key(here=not page.searches)
        self.setWindowTitle(f"{page.title()} – Vägval")
        self._say_footer()

    def _about_whom(self) -> str:
        """Return whom the page is about; on a page aside, whom the way back leads to."""
        if self._name in _ABOUT_A_CASE:
            self._patient = self.page.patient_line()
            return self._patient
        if not self._patient or not self._trail.case_of(_ABOUT_A_CASE):
            return self.page.patient_line()
        _ = self.desk.translate
        return _("Du var hos {patient}").format(patient=self._patient)

    def _name_patient(self) -> None:
        """Name whom the way back leads to in another language; the page there speaks it later."""
        from ui.viewmodels.checklist_patient import patient_line  # noqa: PLC0415 - seldom needed

        behind, self._patient = self._trail.case_of(_ABOUT_A_CASE), ""
        with suppress(StoreError):  # the page itself says why it cannot be read
            if behind:
                case = self._workplace.case(behind)
                self._patient = patient_line(case.patient, self._workplace.facts(case), self.desk)

    def _help(self) -> None:
        """Open the help where it tells of the page in front."""
        self.go("help", self._name if self._name != "help" else self._case)

    def _to_message(self) -> None:
        from ui.widgets.message_bar import to_next  # noqa: PLC0415 - seldom asked

        to_next(self._whole)

    def _primary(self) -> None:
        primary = self.page.primary()
        if primary is not None:
            primary[1]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed(self, event):
            super().keyPressEvent(event)

    # Searching

    def _focus_search(self) -> None:
        if self.page.searches:
            self.page.begin_search()
            return
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.search.selectAll()

    def _search(self, query: str) -> None:
        if self._name != HOME:
            if not query.strip():
                return
            self._leave()
            self._trail.went((self._name, self._case), HOME)
            self._name, self._case = HOME, ""
            self._visiting.left()
            self.pages.bring_in_front(HOME)
            self._follow()
        self.home.search(query)

    def _open_first(self) -> None:
        if self._name == HOME:
            self.home.open_first()

    # Saying

    def say(self, kind: str, text: str) -> None:
        """Show a message under the header; its kind is one of `MessageKind`."""
        self.messages.show_message(cast("MessageKind", kind), text)

    def say_error(self, error: BaseException) -> None:
        """Say an error that reached the top: what it says itself, or that something went wrong."""
        self.say("error", error_words(error, self.desk.translate, self.desk.language))

    def refresh(self) -> None:
        """Read again what the page in front shows."""
        self.page.arrive()

    def prepared(self) -> None:
        """The criteria are loaded: name them."""
        self._prepared = True
        self._have_qt_speak()
        self._say_footer()

    def _have_qt_speak(self) -> None:
        from ui.qt_words import speak  # noqa: PLC0415 - the list needs none of its words

        speak(self.desk.language)

    def _say_footer(self) -> None:
        in_use = self.page.pack() or self._preferences.pack_in_use
        pack = pack_that_loads(self._workplace, in_use) if self._prepared else None
        self.footer.say(*footer_words(pack, self.desk.translate, self.desk.language))
        if self._prepared and self._workplace.person is not None:
            self.footer.remind(reminder_words(self._workplace, self.desk.translate))

    def calm(self) -> None:
        """Take away what was said and holds no longer."""
        self.messages.dismiss()

    # Ending

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._warned and any(page.unkept() for _name, page in self.pages):
            self._warned = True
            _ = self.desk.translate
            told = _("Det du skrev går inte att spara nu. Stäng en gång till för att stänga ändå.")
            self.say("error", told)
            event.ignore()
            return
        self.keep_all()
        super().closeEvent(event)

    def keep_all(self) -> bool:
        """Keep what is typed and where the window stands; return whether all of it was kept."""
        self._leave()
        if self._remember:
            with suppress(StoreError):  # it was said; where the window stood is no reason to stay
                geometry = self.saveGeometry().toBase64().data()
                self._preferences.geometry = bytes(geometry).decode("ascii")
                self._preferences.last_page = (self._name, self._case)
        return not any(page.unkept() for _name, page in self.pages)
