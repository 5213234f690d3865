"""What a pack's models cannot tell alone: names that lead nowhere, rules that do not fit."""

from collections.abc import Sequence

from triage.core.pack import CareForm, Criterion, Pack, Part, Prerequisite
from triage.core.vocabulary import Vocabulary
from triage.packs.check_dates import check_dates
from triage.packs.check_names import Found, Path, alike, all_known, known, twice
from triage.packs.check_rules import check_rule
from triage.packs.check_teams import check_teams


def check_pack(pack: Pack, vocabulary: Vocabulary) -> Found:
    """Yield what is wrong in a pack: names, rules, sources, catchments, dates."""
    yield from _statements(pack, vocabulary)
    yield from _ladder(pack, vocabulary)
    yield from _parallel(pack, vocabulary)
    yield from _readings(pack, vocabulary)
    yield from check_teams(pack, vocabulary)
    yield from check_dates(pack)


def _statements(pack: Pack, vocabulary: Vocabulary) -> Found:
    yield from twice("criteria", [one.id for one in pack.criteria])
    yield from twice("prerequisites", [one.id for one in pack.prerequisites])
    yield from alike(("criteria",), "text", [(one.id, one.text) for one in pack.criteria])
    todos = [(one.id, one.todo) for one in pack.prerequisites]
    yield from alike(("prerequisites",), "todo", todos)
    used = {
        name for form in pack.care_forms for _, part in form.admission for name in part.criteria
    }
    used |= {name for one in pack.parallel for name in one.criteria.criteria}
    asked = {name for form in pack.care_forms for name in form.prerequisites}
    for number, criterion in enumerate(pack.criteria):
        path: Path = ("criteria", number)
        yield from _statement(criterion, vocabulary, path)
        if criterion.id not in used:
            yield (*path, "id"), f"no care form uses '{criterion.id}'; use it or remove it"
    for number, prerequisite in enumerate(pack.prerequisites):
        path = ("prerequisites", number)
        yield from _statement(prerequisite, vocabulary, path)
        if prerequisite.id in pack.criterion:
            yield (*path, "id"), f"'{prerequisite.id}' is a criterion too; give it an id of its own"
        if prerequisite.id not in asked:
            yield (*path, "id"), f"no care form asks for '{prerequisite.id}'; use it or remove it"


def _statement(one: Criterion | Prerequisite, vocabulary: Vocabulary, path: Path) -> Found:
    yield from check_rule(one.when, vocabulary, (*path, "when"), in_criterion=True)
    yield from _document(one.source.document, vocabulary, path)


def _document(name: str, vocabulary: Vocabulary, path: Path) -> Found:
    yield from known(name, vocabulary.document, (*path, "source", "document"), "document")


def _readings(pack: Pack, vocabulary: Vocabulary) -> Found:
    yield from twice("readings", [one.id for one in pack.readings])
    for number, reading in enumerate(pack.readings):
        yield from _document(reading.source.document, vocabulary, ("readings", number))
    for number, finding in enumerate(pack.accepted):
        yield from _document(finding.source.document, vocabulary, ("accepted", number))
    if pack.physician_line is not None:
        yield from _document(pack.physician_line.source.document, vocabulary, ("physician_line",))


def _ladder(pack: Pack, vocabulary: Vocabulary) -> Found:
    yield from twice("care_forms", [form.id for form in pack.care_forms])
    for number, form in enumerate(pack.care_forms):
        path: Path = ("care_forms", number)
        yield from known(form.id, vocabulary.form, (*path, "id"), "care form")
        for name, part in form.admission:
            yield from _part(part, pack, (*path, name))
        place = (*path, "prerequisites")
        yield from all_known(form.prerequisites, pack.prerequisite, place, "prerequisite")
        yield from _stand_ins(form, pack, path)
        yield from _way_in(form, pack, path)
    if not pack.care_forms[-1].always_offered:
        yield (
            ("care_forms", len(pack.care_forms) - 1),
            "the last form of a ladder is offered everywhere; write always_offered: true",
        )


def _stand_ins(form: CareForm, pack: Pack, path: Path) -> Found:
    """Yield stand-ins that lead nowhere, or that nobody gets to."""
    place = (*path, "fallback")
    yield from all_known(form.fallback, pack.care_form, place, "care form of this ladder")
    if form.always_offered:
        for key, given in (("fallback", form.fallback), ("when_missing", form.when_missing)):
            if given:
                yield (*path, key), f"'{form.id}' is always offered, so this never applies"
        return
    surest: str | None = None
    for index, name in enumerate(form.fallback):
        if name == form.id:
            yield (*place, index), "a form cannot stand in for itself"
        elif surest is not None:
            yield (*place, index), f"'{surest}' before it is always offered, so nobody gets to it"
        elif name in pack.care_form and pack.care_form[name].always_offered:
            surest = name


def _way_in(form: CareForm, pack: Pack, path: Path) -> Found:
    via, place = form.entry_via, (*path, "entry_via")
    if via is None:
        return
    yield from known(via, pack.care_form, place, "care form of this ladder")
    if via == form.id:
        yield place, "a form is no way in to itself; leave the key out"
    elif via in pack.care_form and not pack.offering(via):
        yield place, f"no team offers '{via}', so the way in leads nowhere"


def _parallel(pack: Pack, vocabulary: Vocabulary) -> Found:
    yield from twice("parallel", [one.id for one in pack.parallel])
    for number, parallel in enumerate(pack.parallel):
        path: Path = ("parallel", number)
        yield from known(parallel.id, vocabulary.form, (*path, "id"), "care form")
        yield from _part(parallel.criteria, pack, (*path, "criteria"))


def _part(part: Part, pack: Pack, path: Path) -> Found:
    key = "all" if part.all else "any"
    criteria: Sequence[str] = part.criteria
    yield from all_known(criteria, pack.criterion, (*path, key), "criterion")
