"""What a correction changed: answers, free texts and the choice, beside what they were."""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.core.answers import parse_facts
from triage.core.compiled import CompiledPack
from triage.referral.notes import NOTE_FIELDS, PURPOSES
from triage.services import Revision
from triage.texts import translator
from ui.viewmodels.form_words import form_name
from ui.viewmodels.protected_place import WHERE, hidden_words
from ui.viewmodels.review_answers import worded


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs, in words."""

    label: str
    before: str
    now: str

    def __str__(self) -> str:
        return f"{self.label}: {self.before} → {self.now}"


def changed_answers(
    compiled: CompiledPack,
    before: Mapping[str, object],
    now: Mapping[str, object],
    language: str,
    *,
    protected: bool = False,
) -> tuple[Change, ...]:
    """Return the answers that differ, in the order of the checklist.

    Of a protected patient it is not told where they live, only that it changed.
    """
    translate = translator(language)
    vocabulary = compiled.vocabulary
    old, _ = parse_facts(before, vocabulary)
    new, _ = parse_facts(now, vocabulary)
    return tuple(
        Change(
            fact.label[language],
            *(
                (hidden_words(translate),) * 2
                if protected and fact.id in WHERE
                else (
                    worded(fact, old.get(fact.id), vocabulary, language),
                    worded(fact, new.get(fact.id), vocabulary, language),
                )
            ),
        )
        for fact in vocabulary.facts
        if _kind(old.get(fact.id)) != _kind(new.get(fact.id))
    )


def changed_notes(
    before: Mapping[str, str], now: Mapping[str, str], language: str
) -> tuple[Change, ...]:
    """Return the free texts that differ, in the order of the letter."""
    _ = translator(language)

    def shown(field: str, text: str) -> str:
        if not text:
            return _("ej angivet")
        return _(PURPOSES[text]) if field == "purpose" and text in PURPOSES else f"”{text}”"

    return tuple(
        Change(
            _(field.label),
            shown(field.id, before.get(field.id, "")),
            shown(field.id, now.get(field.id, "")),
        )
        for field in NOTE_FIELDS
        if before.get(field.id, "") != now.get(field.id, "")
    )


def changed_between(
    compiled: CompiledPack, before: Revision, now: Revision, language: str
) -> tuple[Change, ...]:
    """Return what a revision changed of the one it replaces."""
    _ = translator(language)
    old, new = before.decision, now.decision
    protected = old.patient.protected or new.patient.protected
    found = [
        *changed_answers(compiled, old.facts, new.facts, language, protected=protected),
        *changed_notes(old.notes, new.notes, language),
    ]
    forms = [str(one.choice["care_form"]) for one in (old, new)]
    if forms[0] != forms[1]:
        names = [form_name(compiled.vocabulary, form, language) for form in forms]
        found.insert(0, Change(_("Vårdform"), names[0], names[1]))
    if old.patient != new.patient:
        found.append(Change(_("Patientuppgifter"), _("tidigare"), _("ändrade")))
    packs = [f"{one.pack['id']} {one.pack['version']}" for one in (old, new)]
    if old.pack["digest"] != new.pack["digest"]:
        found.append(Change(_("Kriterier"), packs[0], packs[1]))
    return tuple(found)


def _kind(value: object) -> tuple[str, object]:
    """Tell True from 1, which Python holds equal."""
    return type(value).__name__, value
