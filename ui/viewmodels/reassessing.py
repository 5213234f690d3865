"""Beginning a reassessment, and what is said when it is begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage.core.vocabulary import Facts, Vocabulary
from triage.services import Case, Earlier, last_time, reassess
from ui.viewmodels.ages import short_day
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_words import care_forms


@dataclass(frozen=True, slots=True)
class Begun:
    """A reassessment to work on, and what its user should know before the first question."""

    case_id: str
    words: str


def begin_again(desk: Desk, case_id: str) -> Begun:
    """Begin a reassessment of a case's patient, or return the one that is open.

    Raises:
        StoreError: where nothing was decided about the patient, or the store refuses.
        InputError: where no criteria can be read.
    """
    asked_at = desk.workplace.now()
    case = reassess(desk.workplace, case_id)
    earlier = last_time(desk.workplace, case)
    _ = desk.translate
    open_already = datetime.fromisoformat(case.created_at) < asked_at
    if earlier is None:
        return Begun(case.id, "")
    told = [
        (
            _("Här fortsätter ombedömningen som redan är påbörjad, utifrån {decision}.")
            if open_already
            else _("Ombedömning utifrån {decision}.")
        ).format(decision=decision_words(desk, earlier)),
        _(
            "Larmtecken, symtom och förlopp frågas på nytt; övriga svar följer med och visar "
            "sin ålder."
        ),
        criteria_words(desk, case, earlier),
    ]
    return Begun(case.id, " ".join(filter(None, told)))


def first_step(case: Case, facts: Facts, vocabulary: Vocabulary) -> int:
    """Return the step to begin at: of a reassessment, the first with something to ask anew."""
    if case.based_on is None:
        return 0
    steps = [step.id for step in vocabulary.steps]
    for fact in vocabulary.facts:
        if fact.id in vocabulary.asked_anew and fact.id not in facts:
            return steps.index(fact.step)
    return 0


def decision_words(desk: Desk, earlier: Earlier) -> str:
    """Return an earlier decision in short: `beslut 2 nov, ASIH`."""
    _ = desk.translate
    day = short_day(earlier.signed_at.date(), desk.workplace.now().date(), _)
    form = care_forms(_).get(earlier.care_form, earlier.care_form)
    return _("beslut {day}, {form}").format(day=day, form=form)


def criteria_words(desk: Desk, case: Case, earlier: Earlier) -> str:
    """Return that a case is weighed by other criteria than last time; "" where it is not."""
    _, now = desk.translate, desk.workplace.compiled(case.pack)
    if now.digest == earlier.digest:
        return ""
    said = f"{now.pack.name[desk.language]} {now.pack.version}"
    if (now.pack.id, now.pack.version) == (earlier.pack, earlier.version):
        return _("Kriterierna {now} har fått nya ord eller frågor sedan dess.").format(now=said)
    known = desk.workplace.catalogue
    name = (
        desk.workplace.compiled(earlier.pack).pack.name[desk.language]
        if earlier.pack in known.ids
        else earlier.pack
    )
    return _("Nu vägs svaren enligt {now}; förra gången {before}.").format(
        now=said, before=f"{name} {earlier.version}"
    )
