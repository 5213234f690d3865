"""What changed since the last decision about the patient, what matters most first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.core.answers import parse_facts
from triage.core.compiled import CompiledPack
from triage.core.vocabulary import Fact, Facts
from triage.services import Case, Earlier, Patient, history, last_time
from ui.viewmodels.ages import age_words, older_than, short_day
from ui.viewmodels.desk import Desk
from ui.viewmodels.form_words import form_name
from ui.viewmodels.protected_place import WHERE
from ui.viewmodels.reassessing import criteria_words
from ui.viewmodels.review_answers import worded
from ui.viewmodels.since_difference import ORDER, Difference, How, how_between
from ui.viewmodels.since_trend import Trends, trends


@dataclass(frozen=True, slots=True)
class Now:
    """What a case shows: its answers with their times, its form and urgency."""

    patient: Patient
    facts: Facts
    form: str
    """Id of the form; "" while several are possible."""
    urgency: str
    """Id of the class; "" while it is not clear."""


@dataclass(frozen=True, slots=True)
class SinceLast:
    """A case beside the decision before it, in words."""

    decision: str
    """When and by whom it was decided last time."""
    forms: tuple[str, str]
    urgencies: tuple[str, str]
    urgency_how: How
    criteria: str
    """That it is weighed by other criteria now; "" where it is not."""
    waiting: tuple[Difference, ...]
    """What is to be confirmed anew and is not answered yet, with the answer of last time."""
    changed: tuple[Difference, ...]
    same: tuple[Difference, ...]
    trends: Trends


def since_last(desk: Desk, case_id: str) -> SinceLast | None:
    """Return what changed since last time; None where nothing was decided before.

    Raises:
        StoreError: where the store cannot be read or has no such case.
        InputError: where the criteria cannot be read.
    """
    workplace, _, language = desk.workplace, desk.translate, desk.language
    case = workplace.case(case_id)
    before = last_time(workplace, case)
    if before is None:
        return None
    compiled = workplace.compiled(case.pack)
    now = _now(desk, case, compiled)
    today = workplace.now().date()
    waiting, changed, same = _differences(desk, case, compiled, before, now)
    classes = {one.id: at for at, one in enumerate(compiled.vocabulary.urgency.classes)}
    return SinceLast(
        decision=_("{day}, {name}, {role}").format(
            day=short_day(before.signed_at.date(), today, _),
            name=before.author.name,
            role=before.author.role,
        ),
        forms=(
            form_name(compiled.vocabulary, before.care_form, language),
            form_name(compiled.vocabulary, now.form, language) if now.form else _("flera möjliga"),
        ),
        urgencies=(
            _urgency(compiled, before.urgency, desk),
            _urgency(compiled, now.urgency, desk),
        ),
        urgency_how=_urgency_how(classes, before.urgency, now.urgency),
        criteria="" if case.state == "decided" else criteria_words(desk, case, before),
        waiting=waiting,
        changed=changed,
        same=same,
        trends=trends(
            compiled.vocabulary,
            [(one.signed_at.date(), one.facts) for one in history(workplace, case)],
            now.facts,
            today,
            language,
        ),
    )


def _now(desk: Desk, case: Case, compiled: CompiledPack) -> Now:
    workplace = desk.workplace
    decided = workplace.decision(case.id) if case.state == "decided" else None
    if decided is None:
        facts = workplace.facts(case)
        weighing = workplace.weigh(case.pack, facts)
        urgency = weighing.urgency.current if weighing.urgency.clear else ""
        return Now(case.patient, facts, weighing.settled or "", urgency)
    decision = decided.decision
    facts, _wrong = parse_facts(decision.facts, compiled.vocabulary)
    form, kept = decision.choice["care_form"], decision.recommendation.get("urgency")
    return Now(decision.patient, facts, str(form), str(kept or ""))


@dataclass(frozen=True, slots=True)
class _Beside:
    """Answers of last time and of now, question by question."""

    compiled: CompiledPack
    language: str
    last: Facts
    now: Facts
    ages: Mapping[str, tuple[str, bool]]
    """In words, and whether an answer is too old; of a case that is still worked on."""

    def of(self, fact: Fact) -> Difference:
        """Return how a question was answered last time and now."""
        vocabulary = self.compiled.vocabulary
        last, now = self.last.get(fact.id), self.now.get(fact.id)
        age, old = self.ages.get(fact.id, ("", False)) if now is not None else ("", False)
        return Difference(
            fact=fact.id,
            label=fact.label[self.language],
            last=worded(fact, last, vocabulary, self.language),
            now=worded(fact, now, vocabulary, self.language),
            how=how_between(fact, last, now),
            age=age,
            old=old,
        )


def _differences(
    desk: Desk, case: Case, compiled: CompiledPack, before: Earlier, now: Now
) -> tuple[tuple[Difference, ...], tuple[Difference, ...], tuple[Difference, ...]]:
    """Return what waits for being confirmed, what changed and what did not."""
    vocabulary, signed = compiled.vocabulary, case.state == "decided"
    ages = {} if signed else _ages(desk, case, compiled)
    beside = _Beside(compiled, desk.language, before.facts, now.facts, ages)
    waiting: list[Difference] = []
    found: dict[How, list[Difference]] = {how: [] for how in ORDER}
    for fact in vocabulary.facts:
        if now.patient.protected and fact.id in WHERE:
            continue  # where a protected patient lives is told nowhere
        if fact.id not in before.facts and fact.id not in now.facts:
            continue
        told = beside.of(fact)
        if fact.id not in now.facts and fact.id in vocabulary.asked_anew and not signed:
            waiting.append(told)
        else:
            found[told.how].append(told)
    changed = tuple(one for how in ORDER[:-1] for one in found[how])
    return tuple(waiting), changed, tuple(found["same"])


def _ages(desk: Desk, case: Case, compiled: CompiledPack) -> Mapping[str, tuple[str, bool]]:
    now, vocabulary = desk.workplace.now(), compiled.vocabulary
    hours = None if vocabulary.reconfirm is None else vocabulary.reconfirm.hours
    return {
        fact: (
            age_words(at, now, desk.translate),
            hours is not None and fact in vocabulary.asked_anew and older_than(at, now, hours),
        )
        for fact, at in desk.workplace.answered_at(case.id).items()
    }


def _urgency(compiled: CompiledPack, urgency: str | None, desk: Desk) -> str:
    _ = desk.translate
    for one in compiled.vocabulary.urgency.classes:
        if one.id == urgency:
            return one.name[desk.language]
    return urgency or _("inte klar")


def _urgency_how(classes: Mapping[str, int], last: str | None, now: str) -> How:
    """Return how the urgency differs; classes stand from the most urgent down."""
    if last is None or last not in classes or now not in classes:
        return "same" if (last or "") == now else "other"
    if classes[last] == classes[now]:
        return "same"
    return "worse" if classes[now] < classes[last] else "better"
