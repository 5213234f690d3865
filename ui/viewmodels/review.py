"""One case in front of its decision, and afterwards the decision as it was signed.

Holds what the clinician has chosen and typed. Answers are only changed here at the one
required moment: red flags that nobody has checked when the decision is to be signed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from triage.core.vocabulary import Answer
from triage.packs.problems import InputError
from triage.services import Author, Revision, StoreError
from ui.viewmodels.case_hold import Holding
from ui.viewmodels.desk import Desk
from ui.viewmodels.note_words import known_words, remark, stepped
from ui.viewmodels.preferences import AUTHOR_FIELDS, Preferences
from ui.viewmodels.review_changes import Change, changed_answers, changed_notes
from ui.viewmodels.review_clock import ClockWatch
from ui.viewmodels.review_correcting import Corrections
from ui.viewmodels.review_form import SigningForm, began, kept_form
from ui.viewmodels.review_missing import missing
from ui.viewmodels.review_opened import Choice, Opened, read_case
from ui.viewmodels.review_typed import Typed
from ui.viewmodels.typed_text import storable


class ReviewViewModel(QObject):
    """The case under review. Errors of the store come as `failed`, in the reader's language."""

    opened = Signal()
    """The case, its answers or its state are others than before."""
    problems_changed = Signal()
    kept = Signal(str)
    """Clock time at which all that was typed was on disk."""
    signed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Opened | None = None
        self.failure = ""
        self._holding, self._refused = Holding(desk), False
        self._corrections = Corrections(desk)
        self._clock = ClockWatch(desk)
        self._typed = Typed(desk, self)
        self._typed.kept.connect(self._told_kept)
        self._typed.failed.connect(self._fail)
        self.form = SigningForm(None, "", "", Author("", "", ""))
        """What stands in the signing form."""
        self._prefilled = self.form.author
        self.problems: Mapping[str, str] = {}
        """What stands against signing: choice, reason, name, role, unit, red_flags, clock."""

    @property
    def shown(self) -> Opened:
        """The case in sight; `open` comes first."""
        if self._shown is None:
            raise RuntimeError("no case is open")
        return self._shown

    @property
    def case_id(self) -> str:
        """The case in sight, empty before any was opened."""
        return "" if self._shown is None else self._shown.case.id

    def open(self, case_id: str) -> bool:
        """Show a case as it stands; otherwise show none, return False and say why in `failure`."""
        self.keep()
        other = case_id != self.case_id
        before, self._shown = self._shown, None
        try:
            self.failure = self._holding.take_work(case_id)
            self._refused = bool(self.failure)
            if self._refused:
                return False
            shown = self._shown = read_case(self._desk, case_id)
            if other or self.signed_in:
                self._prefill()
        except (StoreError, InputError) as error:
            self._holding.give_back()
            self._refused = False
            self._shown, self.failure = None, self._desk.words_of(error)
            return False
        self._typed.begin(shown.case)
        if other or before is None or before.editable != shown.editable:
            self.form = kept_form(shown, self._typed.deciding, self.form.author)
            if self.signed_in:  # what somebody else typed here is not who signs now
                self.form = replace(self.form, author=self._prefilled)
        elif before.offered != shown.offered:
            # A choice between other things must be made anew.
            self.form = replace(self.form, choice=began(shown).choice)
        self._clock.begin()
        self._say_problems({})
        self.opened.emit()
        return True

    @property
    def held(self) -> bool:
        """Whether the case was not opened because another window works on it."""
        return self._shown is None and self._refused

    # Free texts

    def note(self, field: str) -> str:
        """Return a free text as typed or kept."""
        shown = self.shown
        if shown.editable or shown.revision is None:
            return self._typed.note(field)
        return shown.revision.decision.notes.get(field, "")

    def type_note(self, field: str, text: str) -> None:
        """Take a free text as it is being typed; it is kept within moments."""
        if self.shown.editable:
            self._clock.look()
            self._typed.type_note(field, text)

    def known(self, field: str) -> str:
        """Return what the answers already tell of a free text's subject, in words."""
        return known_words(field, self.shown.facts, self.shown.compiled, self._desk)

    def remark(self, field: str, text: str) -> str:
        """Return what becomes of a text, in words; "" where it is printed as it stands."""
        shown = self.shown
        return remark(
            field,
            text,
            self._desk,
            protected=shown.patient.protected,
            urgency=shown.compiled.vocabulary.urgency[shown.kept["urgency"]],
            reason=self.note("target_reason"),
        )

    def stepped(self, text: str, by: int) -> str:
        """Return the text of a day so many days on."""
        return stepped(text, by, self._desk.workplace.now().date())

    def keep(self) -> bool:
        """Keep what is typed now. What could not be kept stays typed, and is tried again."""
        return self._typed.keep()

    def leave(self) -> None:
        """The page is left: keep what is typed, and let others work on the case."""
        self.keep()
        self._holding.give_back()

    # Deciding

    def choose(self, form: str | None) -> None:
        """Choose a care form."""
        self._fill(replace(self.form, choice=form))
        self.keep()
        self._settled("choice", "reason")

    def give_reason(self, code: str, text: str) -> None:
        """Say why another form is chosen."""
        if (code, text) != (self.form.reason, self.form.text):
            self._fill(replace(self.form, reason=code, text=storable(text)))
            self._settled("reason")

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in: they sign as themselves."""
        return self._desk.workplace.person is not None

    def write_author(self, field: str, text: str) -> None:
        """Say who signs, where nobody is signed in: name, role, unit or hsa_id."""
        if self.signed_in:
            return
        author = replace(self.form.author, **{field: storable(text)})
        self._fill(replace(self.form, author=author))
        self._settled(field)

    def check_red_flags(self, value: Answer | None) -> None:
        """Answer the red flags: some, none (an empty tuple) or not known."""
        workplace = self._desk.workplace
        flags = self.shown.compiled.vocabulary.emergency.flags
        try:
            workplace.answer(self.case_id, flags, value)
            self._shown = read_case(self._desk, self.case_id)
            self._settled("red_flags")
            weighing = workplace.weigh(self._shown.case.pack, self._shown.facts)
            workplace.summarise(self.case_id, weighing)
        except (StoreError, InputError) as error:
            self._fail(error)
        self.opened.emit()  # shows the answer that is kept, where the new one was not

    def sign(self) -> Revision | None:
        """Sign, or say in `problems` what is missing. Unanswered questions never stop it."""
        if not self.shown.editable or not self.keep():
            return None
        workplace, chosen, form = self._desk.workplace, self.chosen(), self.form
        try:
            self._say_problems(self._missing())
            if self.problems or chosen is None:
                return None
            override = None
            if chosen.needs_reason:
                override = {"reason": form.reason, "text": form.text.strip()}
            author = Author(*(getattr(form.author, field).strip() for field in AUTHOR_FIELDS))
            if self.signed_in:  # nobody signs in another's name
                author = Preferences(workplace).author
            revision = workplace.sign(self.case_id, chosen.form, chosen.team, override, author)
        except (StoreError, InputError) as error:
            self._fail(error)
            return None
        self._typed.forget()
        try:
            # It is signed: what fails now is told, and takes nothing of that back.
            for field in AUTHOR_FIELDS:
                Preferences(workplace).set_author(field, getattr(author, field))
            self._prefilled, self.form = author, replace(form, author=author)
            self._shown = read_case(self._desk, self.case_id)
        except (StoreError, InputError) as error:
            self._fail(error)
        self.opened.emit()
        self.signed.emit()
        return revision

    def chosen(self) -> Choice | None:
        """Return what is chosen, None while nothing is."""
        return next((one for one in self.shown.choices if one.form == self.form.choice), None)

    # Correcting

    def correct(self) -> None:
        """Open the decision for a correction; it stays in force until the next is signed."""
        self._reopen(self._corrections.begin)

    def give_up_correction(self) -> None:
        """Go back to the decision in force."""

        def give_up() -> None:
            self._corrections.give_up(self.case_id)
            self._typed.forget()

        if self.keep():  # so that all of it can be taken up again
            self._act(give_up)

    @property
    def given_up(self) -> bool:
        """Whether a correction of the case in sight was just given up."""
        return self._corrections.given_up(self.case_id)

    def take_up_again(self) -> None:
        """Go on with the correction that was given up."""
        self._reopen(self._corrections.take_up)

    def corrected_so_far(self) -> tuple[Change, ...]:
        """Return what a correction has changed of the decision that it would replace."""
        shown, language = self.shown, self._desk.language
        if shown.revision is None or not shown.editable:
            return ()
        before, now = shown.revision.decision, shown.case
        return (
            *changed_answers(
                shown.compiled,
                before.facts,
                now.facts,
                language,
                protected=before.patient.protected or now.patient.protected,
            ),
            *changed_notes(before.notes, self._typed.notes, language),
        )

    # Inside

    def _reopen(self, change: Callable[[str], None]) -> None:
        refused = self._holding.take(self.case_id)
        if refused:
            self.failed.emit(refused)
        else:
            self._act(lambda: change(self.case_id))

    def _act(self, change: Callable[[], object]) -> None:
        try:
            change()
        except (StoreError, InputError) as error:
            self._fail(error)
            return
        case_id, self._shown = self.case_id, None
        if not self.open(case_id):
            self.failed.emit(self.failure)

    def _fill(self, form: SigningForm) -> None:
        """Change what stands in the signing form, and keep it within moments."""
        self._clock.look()
        self.form = form
        if self.shown.editable:
            self._typed.decide(self.form.as_kept(self.shown, self._prefilled))

    def _prefill(self) -> None:
        kept = Preferences(self._desk.workplace).author
        if self.form.author == self._prefilled:  # nothing has been typed over it
            self.form = replace(self.form, author=kept)
        self._prefilled = kept

    def _told_kept(self) -> None:
        self.kept.emit(f"{self._desk.workplace.now():%H:%M}")

    def _missing(self) -> Mapping[str, str]:
        found = missing(self._desk, self.shown, self.chosen(), self.form)
        doubt = "" if found else self._clock.doubt(self.shown)
        return {"clock": doubt} if doubt else found

    def _settled(self, *fields: str) -> None:
        self._say_problems({f: text for f, text in self.problems.items() if f not in fields})

    def _say_problems(self, problems: Mapping[str, str]) -> None:
        if problems != self.problems:
            self.problems = problems
            self.problems_changed.emit()

    def _fail(self, error: StoreError | InputError) -> None:
        self.failed.emit(self._desk.words_of(error))
