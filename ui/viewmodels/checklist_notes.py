"""The letter's free texts beside the questions that they belong to, kept as they are typed.

Outlives the case in front: what could not be kept of one case waits, is tried again, and is
never lost by opening another.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject, Signal

from triage.referral.notes import NOTE_FIELD
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.desk import Desk
from ui.viewmodels.note_words import known_words, remark
from ui.viewmodels.review_typed import Typed

STEP_NOTES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "patient": ("worry", "where_now", "telephone", "interpreter"),
        "disease": ("diagnosis_course", "treatment", "function", "expected_time"),
        "dialogue": ("knows", "conversations", "decisions", "consent_basis"),
        "symptoms": ("symptoms_tried",),
        "interventions": ("drugs_devices", "icd", "allergies", "infection"),
        "psychosocial": ("family", "children"),
        "care_needs": (
            "purpose",
            "intervention_task",
            "intervention_stop",
            "intervention_responsible",
            "target_date",
            "target_reason",
        ),
        "basics": ("home_care", "responsible_physician", "sender_telephone"),
    }
)
"""Fields by the step whose questions they belong to, each once; what is asked for comes last."""


class LetterNotes(QObject):
    """What is typed for the letter beside the checklist; `begin` comes first.

    Nothing raises: `failed` tells what stood in the way.
    """

    changed = Signal()
    """Texts are others than those typed here: undone, or read again."""
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed = Typed(desk, self)
        self._typed.noted.connect(self._noted)
        self._typed.failed.connect(lambda error: self.failed.emit(desk.words_of(error)))
        self._model: ChecklistViewModel | None = None
        self._before: dict[str, str] = {}
        """The texts as they were before what is being typed over them."""

    def begin(self, model: ChecklistViewModel | None) -> None:
        """Take up a case, or none; what waits of another goes on waiting."""
        self._model, self._before = model, {}
        if model is None:
            return
        self._read()
        model.reloaded.connect(self._read)
        model.note_put_back.connect(self._put_back)

    @property
    def open_(self) -> bool:
        """Whether the texts can be changed: not in a decision."""
        return self._model is not None and not self._model.read_only

    def fields(self, step: str) -> tuple[str, ...]:
        """Return the fields that are asked for in a step; those of a purpose only with it."""
        purpose = self.note("purpose")
        return tuple(one for one in STEP_NOTES.get(step, ()) if NOTE_FIELD[one].asked(purpose))

    def note(self, field: str) -> str:
        """Return a text as typed or kept; of a decision as it was signed."""
        model = self._model
        if model is not None and model.read_only and model.decision is not None:
            return model.decision.decision.notes.get(field, "")
        return self._typed.note(field)

    def known(self, field: str) -> str:
        """Return what the answers already tell of a field's subject, in words."""
        if self._model is None:
            return ""
        return known_words(field, self._model.facts, self._model.compiled, self._desk)

    def remark(self, field: str, text: str) -> str:
        """Return what becomes of a text, in words; "" where it is printed as it stands."""
        model = self._model
        if model is None:
            return ""
        current = model.standing.recommendation.weighing.urgency.current
        return remark(
            field,
            text,
            self._desk,
            protected=model.case.patient.protected,
            urgency=model.compiled.vocabulary.urgency[current],
            reason=self.note("target_reason"),
        )

    def type_note(self, field: str, text: str) -> None:
        """Take a text as it is being typed; it is kept within moments."""
        if self.open_:
            self._before.setdefault(field, self.note(field))
            self._typed.type_note(field, text)

    def keep(self) -> bool:
        """Keep what waits now; return whether nothing waits any longer."""
        return self._typed.keep()

    def settle(self) -> None:
        """Keep what was typed in a field that is being left; from here on it can be undone."""
        model = self._model
        if not self.keep() or model is None:
            return
        before, self._before = self._before, {}
        for field, text in before.items():
            model.remember_note(field, text)
        if before:
            self.changed.emit()  # a day is shown as it was understood

    def _read(self) -> None:
        if self._model is not None:
            self._typed.begin(self._model.case)
            self.changed.emit()

    def _noted(self, field: str, text: str) -> None:
        if self._model is not None:
            self._model.take_note(field, text)

    def _put_back(self, field: str, text: str) -> None:
        self._typed.take(field, text)
        self.changed.emit()
