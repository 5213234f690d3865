"""A decision as it was signed, in words: what, why, by whom, by which criteria."""

from dataclasses import dataclass

from triage.referral.notes import NOTE_FIELDS, OVERRIDE_REASONS, PURPOSES
from triage.services import Revision
from ui.viewmodels.desk import Desk
from ui.viewmodels.form_words import form_name
from ui.viewmodels.review_changes import changed_between
from ui.viewmodels.review_opened import Opened, signed_when


@dataclass(frozen=True, slots=True)
class Signing:
    """One revision in words, with what it changed of the one before."""

    line: str
    changes: tuple[str, ...]


def decided_values(desk: Desk, shown: Opened, revision: Revision) -> list[tuple[str, str]]:
    """Return labels and values of a signed decision, its free texts included."""
    _, language, decision = desk.translate, desk.language, revision.decision
    form = form_name(shown.compiled.vocabulary, str(decision.choice["care_form"]), language)
    team = shown.compiled.pack.team.get(str(decision.choice.get("team")))
    values = [(_("Vårdform"), form)]
    if team is not None:
        values.append((_("Mottagare"), team.name[language]))
    if decision.override is not None:
        code, text = decision.override["reason"], decision.override["text"]
        words = _(OVERRIDE_REASONS[code]) if code in OVERRIDE_REASONS else code
        words = words[:1].upper() + words[1:]
        why = f"{words}: {text}" if text else words
        values.append((_("Varför annan vårdform"), why))
    author = decision.author
    who = ", ".join(part for part in (author.name, author.role, author.unit) if part)
    hsa = f" (HSA-id {author.hsa_id})" if author.hsa_id else ""
    values.append((_("Signerat"), f"{signed_when(revision, desk.workplace.now())}, {who}{hsa}"))
    name = shown.compiled.pack.name[language]
    values.append((_("Kriterier"), f"{name} {decision.pack['version']}"))
    for field in NOTE_FIELDS:
        text = decision.notes.get(field.id, "")
        if text:
            said = _(PURPOSES[text]) if text in PURPOSES and field.id == "purpose" else text
            values.append((_(field.label), said))
    return values


def signings(desk: Desk, shown: Opened) -> tuple[Signing, ...]:
    """Return every revision of the case, each after those that it replaces."""
    _, language = desk.translate, desk.language
    revisions = desk.workplace.revisions(shown.case.id)
    by_id = {revision.id: revision for revision in revisions}
    found = []
    for number, revision in enumerate(revisions, start=1):
        decision = revision.decision
        line = _("{number}. {time}, {name}, {role}: {form}").format(
            number=number,
            time=signed_when(revision, desk.workplace.now()),
            name=decision.author.name,
            role=decision.author.role,
            form=form_name(shown.compiled.vocabulary, str(decision.choice["care_form"]), language),
        )
        changes = [
            str(change)
            for parent in decision.parents
            if parent in by_id
            for change in changed_between(shown.compiled, by_id[parent], revision, language)
        ]
        if decision.parents:
            replaced = ", ".join(
                str(at) for at, one in enumerate(revisions, start=1) if one.id in decision.parents
            )
            note = changes or [_("inget i innehållet ändrat")]
            changes = [_("Ersätter {numbers}.").format(numbers=replaced), *note]
        found.append(Signing(line, tuple(changes)))
    return tuple(found)
