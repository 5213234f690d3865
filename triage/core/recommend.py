"""From answers to a recommended care form: need first, then what is offered.

Knows the order of the argument (admission, ladder, offer, gap, fallback, conditions,
parallel offers). What any region asks for stands in its pack.
"""

from collections.abc import Mapping
from datetime import date

from triage.core.compiled import CompiledPack
from triage.core.completions import gap_questions, next_questions, possible, would_change
from triage.core.logic import State, all_of
from triage.core.pack import Pack, Part
from triage.core.place import MUNICIPALITY
from triage.core.recommendation import (
    Condition,
    PackName,
    Recommendation,
    Status,
    TraceLine,
    Weighing,
)
from triage.core.urgency import urgency
from triage.core.vocabulary import NOT_KNOWN, Facts


def recommend(compiled: CompiledPack, facts: Facts, today: date) -> Recommendation:
    """Weigh a patient: the whole answer, with next questions and what would change it."""
    weighing = weigh(compiled, facts, today)
    changes = (
        would_change(compiled, facts, weighing.recommended)
        if weighing.recommended is not None and weighing.blocked_by is None
        else ()
    )
    return Recommendation(
        weighing, next_questions(compiled, facts), gap_questions(compiled, facts), changes
    )


def weigh(compiled: CompiledPack, facts: Facts, today: date) -> Weighing:
    """Weigh a patient as far as the window shows it while answers are given.

    `today` only decides whether the pack is valid yet, and still.
    """
    criteria = {name: state(facts) for name, state in compiled.criterion.items()}
    admissions = {
        form.id: all_of(compiled.admission(part, criteria) for _, part in form.admission)
        for form in compiled.pack.care_forms
    }
    offered = {form: compiled.offered(form, facts) for form in admissions}
    outcomes = possible(compiled, facts)
    indicated = _indicated(compiled, facts, admissions)
    recommended = None if indicated is None else compiled.placed(indicated, facts)
    if recommended is not None and len(outcomes) == 1:
        recommended = outcomes[0]  # exact where Kleene's logic sees less
    declined = compiled.declined(facts) is State.YES
    gap = indicated is not None and offered[indicated] is State.NO
    if declined and recommended is not None:
        recommended = compiled.pack.base_form
    return Weighing(
        pack=_name(compiled),
        status=_status(compiled, facts, indicated, outcomes),
        recommended=recommended,
        indicated=indicated,
        gap=gap,
        possible=outcomes,
        team=_team(compiled, facts, recommended, to_be_confirmed=False),
        team_to_confirm=_team(compiled, facts, recommended, to_be_confirmed=True),
        entry_point=_entry_point(compiled, facts, recommended),
        blocked_by="consent" if declined else None,
        conditions=_conditions(compiled, facts, recommended),
        parallel=_parallel(compiled, facts, criteria, recommended, offered, declined=declined),
        urgency=urgency(compiled, facts, admissions),
        red_flags=_red_flags(compiled, facts),
        red_flags_checked=compiled.known(facts, compiled.vocabulary.emergency.flags) is not None,
        warnings=_warnings(compiled, facts, today),
        care_forms=admissions,
        offered=offered,
        trace=_trace(compiled, facts, criteria),
        physician_line=None
        if compiled.pack.physician_line is None
        else compiled.pack.physician_line.id,
    )


def _indicated(compiled: CompiledPack, facts: Facts, admissions: Mapping[str, State]) -> str | None:
    if compiled.scope(facts) is State.NO:
        return None
    return next((form for form, state in admissions.items() if state is State.YES), None)


def _status(
    compiled: CompiledPack, facts: Facts, indicated: str | None, outcomes: tuple[str, ...]
) -> Status:
    if compiled.scope(facts) is State.NO:
        return Status.NOT_PALLIATIVE
    if indicated is None:
        return Status.INSUFFICIENT
    return Status.FINAL if len(outcomes) == 1 else Status.PROVISIONAL


def _team(
    compiled: CompiledPack, facts: Facts, form: str | None, *, to_be_confirmed: bool
) -> str | None:
    team = None if form is None else compiled.serving(form, facts)
    return team.id if team is not None and team.to_be_confirmed is to_be_confirmed else None


def _entry_point(compiled: CompiledPack, facts: Facts, form: str | None) -> str | None:
    via = None if form is None else compiled.pack.care_form[form].entry_via
    return _team(compiled, facts, via, to_be_confirmed=False)


def _conditions(compiled: CompiledPack, facts: Facts, form: str | None) -> tuple[Condition, ...]:
    if form is None:
        return ()
    states = (
        Condition(name, compiled.prerequisite[name](facts))
        for name in compiled.prerequisites_of(form)
    )
    return tuple(one for one in states if one.state is not State.YES)


def _parallel(
    compiled: CompiledPack,
    facts: Facts,
    criteria: Mapping[str, State],
    recommended: str | None,
    offered: Mapping[str, State],
    *,
    declined: bool,
) -> tuple[str, ...]:
    palliative = compiled.scope(facts) is not State.NO
    found = [
        one.id
        for one in compiled.pack.parallel
        if (palliative or one.also_curable)
        and compiled.admission(one.criteria, criteria) is State.YES
        and one.id != recommended
    ]
    advice = compiled.vocabulary.advice.form
    wanted = compiled.advice(facts) is State.YES or (declined and recommended is not None)
    if (
        palliative
        and wanted
        and recommended != advice
        and offered.get(advice, State.NO) is not State.NO
    ):
        found.append(advice)
    return tuple(found)


def _red_flags(compiled: CompiledPack, facts: Facts) -> tuple[str, ...]:
    flags = facts.get(compiled.vocabulary.emergency.flags)
    return flags if isinstance(flags, tuple) else ()


def _warnings(compiled: CompiledPack, facts: Facts, today: date) -> tuple[str, ...]:
    found = validity_warnings(compiled.pack, today)
    code = facts.get(MUNICIPALITY)
    if code is not None and code != NOT_KNOWN and code not in compiled.pack.municipality:
        found.append("municipality_of_another_pack")
    return tuple(found)


def validity_warnings(pack: Pack, today: date) -> list[str]:
    """Return the codes of what is to be known of a pack's validity on a day."""
    found = []
    day = today.isoformat()
    if pack.valid_to is not None and day > pack.valid_to:
        found.append("pack_validity_passed")
    if pack.valid_from is not None and day < pack.valid_from:
        found.append("pack_not_yet_valid")
    return found


def _trace(
    compiled: CompiledPack, facts: Facts, criteria: Mapping[str, State]
) -> tuple[TraceLine, ...]:
    lines = []

    def add(form: str, part: str, name: str, state: State) -> None:
        stated = compiled.pack.criterion.get(name) or compiled.pack.prerequisite[name]
        lines.append(
            TraceLine(
                care_form=form,
                part=part,
                criterion=name,
                state=state,
                facts=compiled.facts_read[name],
                source=stated.source.line("sv"),
                basis=str(stated.basis),
            )
        )

    def add_part(form: str, name: str, part: Part) -> None:
        for criterion in part.criteria:
            add(form, name, criterion, criteria[criterion])

    for form in compiled.pack.care_forms:
        for name, part in form.admission:
            add_part(form.id, name, part)
        for prerequisite in compiled.prerequisites_of(form.id):
            add(form.id, "prerequisite", prerequisite, compiled.prerequisite[prerequisite](facts))
    for parallel in compiled.pack.parallel:
        add_part(parallel.id, "parallel", parallel.criteria)
    return tuple(lines)


def _name(compiled: CompiledPack) -> PackName:
    pack = compiled.pack
    return PackName(pack.id, pack.version, compiled.digest, pack.valid_from, pack.valid_to)
