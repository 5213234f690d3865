"""What two vocabularies can differ in: the questions and their words, and what all packs share."""

from collections.abc import Iterator

from triage.core.vocabulary import EmergencyNotice, Vocabulary
from triage.core.wording import Frozen
from triage.packs.diff_fields import Detail, Touch, touch_of

REST = (
    "version",
    "scope",
    "declined",
    "advice",
    "score_levels",
    "emergency",
    "reconfirm",
    "equal_treatment",
)
_SECTIONS = {
    "fact": "facts",
    "derived": "derived",
    "care_form_name": "care_forms",
    "step": "steps",
    "hint": "hints",
    "document": "documents",
}


def vocabulary_items(vocabulary: Vocabulary) -> Iterator[tuple[str, list[tuple[str, Frozen]]]]:
    """Yield each section of a vocabulary with its things by id; always the same sections."""
    for section, field in _SECTIONS.items():
        yield section, [(one.id, one) for one in getattr(vocabulary, field)]
    classes = vocabulary.urgency.classes
    yield "urgency_class", [(one.id, one.model_copy(update={"reasons": ()})) for one in classes]
    yield (
        "urgency_reason",
        [(f"{one.id}.{reason.id}", reason) for one in classes for reason in one.reasons],
    )


def vocabulary_rest(old: Vocabulary, new: Vocabulary) -> tuple[Detail, ...]:
    """Return the differences that stand in no section."""
    pairs = [(field, getattr(old, field), getattr(new, field)) for field in REST]
    pairs.append(("urgency_note", old.urgency.note, new.urgency.note))
    pairs.append(("urgency_basis", old.urgency.basis, new.urgency.basis))
    return tuple(
        Detail(field, _touch(field, before, after), before, after)
        for field, before, after in pairs
        if before != after
    )


def _touch(field: str, before: object, after: object) -> Touch:
    if isinstance(before, EmergencyNotice) and isinstance(after, EmergencyNotice):
        same = (before.flags, before.limits) == (after.flags, after.limits)
        return Touch.WORDING if same else Touch.MEANING
    if field == "score_levels":
        return Touch.WORDING
    return Touch.EVIDENCE if field == "urgency_basis" else touch_of(field, after)
