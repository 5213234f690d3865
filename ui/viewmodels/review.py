"""One case in front of its decision, and afterwards the decision as it was signed.

Holds what the clinician has chosen and typed. Answers are only changed here at the one
required moment: red flags that nobody has checked when the decision is to be signed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from triage.core.vocabulary import Answer
from triage.packs.problems import InputError
from triage.services import Author, Revision, StoreError
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import AUTHOR_FIELDS, Preferences
from ui.viewmodels.review_changes import Change, changed_answers, changed_notes
from ui.viewmodels.review_opened import Choice, Opened, read_case
from ui.viewmodels.review_reasons import problem_with

SETTLE = 400
"""Milliseconds without a key before a free text is kept."""


class ReviewViewModel(QObject):
    """The case under review. Errors of the store come as `failed`, in the reader's language."""

    opened = Signal()
    """The case, its answers or its state are others than before."""
    problems_changed = Signal()
    notes_kept = Signal()
    signed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Opened | None = None
        self.failure = ""
        self._typed: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._timer.timeout.connect(self.keep_notes)
        self.choice: str | None = None
        self.reason = ""
        self.reason_text = ""
        self.author = self._prefilled = Author("", "", "")
        self.problems: Mapping[str, str] = {}
        """What is missing for signing, by field: choice, reason, name, role, unit, red_flags."""

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
        self.keep_notes()
        other = case_id != self.case_id
        before = None if self._shown is None else self._shown.offered
        try:
            self._shown = read_case(self._desk, case_id)
            if other:
                self._prefill()
        except (StoreError, InputError) as error:
            self._shown, self.failure = None, self._text_of(error)
            return False
        if other:
            self._begin_choice()
        elif before != self.shown.offered:
            self.choice = self._preselected()  # a choice between other things must be made anew
        self._say_problems({})
        self.opened.emit()
        return True

    # Free texts

    def note(self, field: str) -> str:
        """Return a free text as typed or kept."""
        return self._typed.get(field, self._notes().get(field, ""))

    def type_note(self, field: str, text: str) -> None:
        """Take a free text as it is being typed; it is kept after a short pause."""
        if self.shown.editable and text != self.note(field):
            self._typed[field] = text
            self._timer.start()

    def keep_notes(self) -> bool:
        """Keep what is typed now. What could not be kept stays typed, and is tried again."""
        self._timer.stop()
        waiting, kept = dict(self._typed), dict(self._notes())
        try:
            for field, text in waiting.items():
                self._desk.workplace.note(self.case_id, field, text)
                kept[field] = text
                del self._typed[field]
        except (StoreError, InputError) as error:
            self._fail(error)
        if self._shown is not None and waiting:
            case = replace(self._shown.case, notes={f: t for f, t in kept.items() if t})
            self._shown = replace(self._shown, case=case)
            self.notes_kept.emit()
        return not self._typed

    # Deciding

    def choose(self, form: str | None) -> None:
        """Choose a care form."""
        self.choice = form
        self._settled("choice", "reason")

    def give_reason(self, code: str, text: str) -> None:
        """Say why another form is chosen."""
        changed = (code, text) != (self.reason, self.reason_text)
        self.reason, self.reason_text = code, text
        if changed:
            self._settled("reason")

    def write_author(self, field: str, text: str) -> None:
        """Say who signs: name, role, unit or hsa_id."""
        self.author = replace(self.author, **{field: text})
        self._settled(field)

    def check_red_flags(self, value: Answer | None) -> None:
        """Answer the red flags: some, none (an empty tuple) or not known."""
        flags = self.shown.compiled.vocabulary.emergency.flags
        try:
            workplace = self._desk.workplace
            workplace.answer(self.case_id, flags, value)
            self._shown = read_case(self._desk, self.case_id)
            weighing = workplace.weigh(self._shown.case.pack, self._shown.facts)
            workplace.summarise(self.case_id, weighing)
        except (StoreError, InputError) as error:
            self._fail(error)
            return
        self._settled("red_flags")
        self.opened.emit()

    def sign(self) -> Revision | None:
        """Sign, or say in `problems` what is missing. Unanswered questions never stop it."""
        if not self.shown.editable or not self.keep_notes():
            return None
        self._say_problems(self._missing())
        chosen = self.chosen()
        if self.problems or chosen is None:
            return None
        text = self.reason_text.strip()
        override = {"reason": self.reason, "text": text} if chosen.needs_reason else None
        author = Author(*(getattr(self.author, field).strip() for field in AUTHOR_FIELDS))
        workplace = self._desk.workplace
        try:
            revision = workplace.sign(self.case_id, chosen.form, chosen.team, override, author)
            for field in AUTHOR_FIELDS:
                Preferences(workplace).set_author(field, getattr(author, field))
            self._shown = read_case(self._desk, self.case_id)
        except (StoreError, InputError) as error:
            self._fail(error)
            return None
        self.opened.emit()
        self.signed.emit()
        return revision

    def chosen(self) -> Choice | None:
        """Return what is chosen, None while nothing is."""
        return next((one for one in self.shown.choices if one.form == self.choice), None)

    # Correcting

    def correct(self) -> None:
        """Open the decision for a correction; it stays in force until the next is signed."""
        self._act(lambda: self._desk.workplace.correct(self.case_id))

    def give_up_correction(self) -> None:
        """Go back to the decision in force."""
        self._typed.clear()
        self._timer.stop()
        self._act(lambda: self._desk.workplace.give_up_correction(self.case_id))

    def corrected_so_far(self) -> tuple[Change, ...]:
        """Return what a correction has changed of the decision that it would replace."""
        shown, language = self.shown, self._desk.language
        if shown.revision is None or not shown.editable:
            return ()
        before, now = shown.revision.decision, shown.case
        return (
            *changed_answers(shown.compiled, before.facts, now.facts, language),
            *changed_notes(before.notes, now.notes, language),
        )

    # Inside

    def _act(self, change: Callable[[], object]) -> None:
        try:
            change()
        except (StoreError, InputError) as error:
            self._fail(error)
            return
        case_id, self._shown = self.case_id, None
        if not self.open(case_id):
            self.failed.emit(self.failure)

    def _notes(self) -> Mapping[str, str]:
        if self._shown is None:
            return {}
        shown = self._shown
        if shown.editable or shown.revision is None:
            return shown.case.notes
        return shown.revision.decision.notes

    def _prefill(self) -> None:
        kept = Preferences(self._desk.workplace).author
        if self.author == self._prefilled:  # nothing has been typed over it
            self.author = kept
        self._prefilled = kept

    def _begin_choice(self) -> None:
        """Begin at the suggestion; a correction begins at what was decided, and why."""
        revision = self.shown.revision
        if revision is None or not self.shown.editable:
            self.choice, self.reason, self.reason_text = self._preselected(), "", ""
            return
        decision = revision.decision
        override = decision.override or {"reason": "", "text": ""}
        self.choice = str(decision.choice["care_form"])
        self.reason, self.reason_text = override["reason"], override["text"]

    def _preselected(self) -> str | None:
        """A sole suggestion is ready to accept; of several none stands out."""
        offered = self.shown.offered
        return offered[0].form if len(offered) == 1 else None

    def _missing(self) -> dict[str, str]:
        _ = self._desk.translate
        missing, chosen = {}, self.chosen()
        if chosen is None:
            missing["choice"] = _("Välj en vårdform.")
        elif chosen.needs_reason:
            problem = problem_with(self.reason, self.reason_text, self._desk.language)
            if problem:
                missing["reason"] = problem
        words = {
            "name": _("Skriv ditt namn."),
            "role": _("Skriv din roll, till exempel läkare."),
            "unit": _("Skriv din enhet."),
        }
        missing |= {f: text for f, text in words.items() if not getattr(self.author, f).strip()}
        if self.shown.compiled.vocabulary.emergency.flags not in self.shown.facts:
            missing["red_flags"] = _("Larmtecknen är inte kontrollerade. Svara innan du signerar.")
        return missing

    def _settled(self, *fields: str) -> None:
        self._say_problems({f: text for f, text in self.problems.items() if f not in fields})

    def _say_problems(self, problems: Mapping[str, str]) -> None:
        if problems != self.problems:
            self.problems = problems
            self.problems_changed.emit()

    def _fail(self, error: StoreError | InputError) -> None:
        self.failed.emit(self._text_of(error))

    def _text_of(self, error: StoreError | InputError) -> str:
        if isinstance(error, StoreError):
            return error.en if self._desk.language == "en" else error.sv
        return str(error).splitlines()[0]
