"""What a pack's models cannot tell alone: names that lead nowhere, rules that do not fit."""

from triage.core.pack import Pack, Part
from triage.core.vocabulary import Vocabulary
from triage.packs.check_names import Found, Path, known, twice
from triage.packs.check_rules import check_rule
from triage.packs.check_teams import check_teams


def check_pack(pack: Pack, vocabulary: Vocabulary) -> Found:
    """Yield what is wrong in a pack: names, rules, sources, catchments, dates."""
    yield from _criteria(pack, vocabulary)
    yield from _ladder(pack, vocabulary)
    yield from check_teams(pack, vocabulary)
    if pack.valid_from and pack.valid_to and pack.valid_from > pack.valid_to:
        yield ("valid_to",), f"is before valid_from {pack.valid_from}; swap them"


def _criteria(pack: Pack, vocabulary: Vocabulary) -> Found:
    yield from twice("criteria", [one.id for one in pack.criteria])
    yield from twice("prerequisites", [one.id for one in pack.prerequisites])
    documents = list(vocabulary.document)
    used = {
        name for form in pack.care_forms for _, part in form.admission for name in part.criteria
    }
    used |= {name for one in pack.parallel for name in one.criteria.criteria}
    for number, criterion in enumerate(pack.criteria):
        path: Path = ("criteria", number)
        yield from check_rule(criterion.when, vocabulary, (*path, "when"), in_criterion=True)
        yield from known(
            criterion.source.document, documents, (*path, "source", "document"), "document"
        )
        if criterion.id not in used:
            yield (*path, "id"), f"no care form uses '{criterion.id}'; use it or remove it"
    for number, prerequisite in enumerate(pack.prerequisites):
        path = ("prerequisites", number)
        yield from check_rule(prerequisite.when, vocabulary, (*path, "when"), in_criterion=True)
        yield from known(
            prerequisite.source.document, documents, (*path, "source", "document"), "document"
        )
    for number, reading in enumerate(pack.readings):
        yield from known(
            reading.source.document,
            documents,
            ("readings", number, "source", "document"),
            "document",
        )


def _ladder(pack: Pack, vocabulary: Vocabulary) -> Found:
    forms = list(pack.care_form)
    yield from twice("care_forms", [form.id for form in pack.care_forms])
    for number, form in enumerate(pack.care_forms):
        path: Path = ("care_forms", number)
        yield from known(form.id, list(vocabulary.form), (*path, "id"), "care form")
        for name, part in form.admission:
            yield from _part(part, pack, (*path, name))
        for index, name in enumerate(form.prerequisites):
            place = (*path, "prerequisites", index)
            yield from known(name, list(pack.prerequisite), place, "prerequisite")
        for index, name in enumerate(form.fallback):
            yield from known(name, forms, (*path, "fallback", index), "care form of this ladder")
            if name == form.id:
                yield (*path, "fallback", index), "a form cannot stand in for itself"
        if form.entry_via is not None:
            yield from known(form.entry_via, forms, (*path, "entry_via"), "care form")
    if not pack.care_forms[-1].always_offered:
        yield (
            ("care_forms", len(forms) - 1),
            "the last form of a ladder is offered everywhere; write always_offered: true",
        )
    for number, parallel in enumerate(pack.parallel):
        yield from known(parallel.id, list(vocabulary.form), ("parallel", number), "care form")
        yield from _part(parallel.criteria, pack, ("parallel", number, "criteria"))


def _part(part: Part, pack: Pack, path: Path) -> Found:
    key = "all" if part.all else "any"
    for index, name in enumerate(part.criteria):
        yield from known(name, list(pack.criterion), (*path, key, index), "criterion")
