"""The ladder of care forms with their criteria, what stands beside it, terms and urgency."""

from collections.abc import Iterator, Mapping, Sequence

from triage.answer_words import in_order
from triage.core.pack import CareForm, Part, Prerequisite
from triage.core.vocabulary import UrgencyReason
from triage.reading.content import Block, Notice, Paragraph, Section, Statement, Statements, Terms
from triage.reading.coverage import Coverage
from triage.reading.material import Material
from triage.rule_words import lowered

_MOST_NAMED = 15
"""Municipalities that a sentence names; more stand in the table alone."""


def ladder(material: Material) -> Section:
    """Return the care forms in the order in which they are tried."""
    _ = material.say
    told: dict[str, str] = {}
    forms = tuple(
        _form(material, form, number, told)
        for number, form in enumerate(material.pack.care_forms, start=1)
    )
    lead = Paragraph(
        _(
            "Vårdformerna prövas uppifrån. Den första där alla delar är uppfyllda är den som "
            "behovet pekar mot. Finns den inte där patienten bor visas det, och den första av "
            "ersättarna som finns föreslås. En högre nivå är mer vård."
        )
    )
    return Section("ladder", _("Vårdformerna i ordning"), (lead,), forms)


def parallel(material: Material) -> Section:
    """Return what is offered beside the recommended form."""
    _ = material.say
    told: dict[str, str] = {}
    sections = []
    for one in material.pack.parallel:
        named = material.vocabulary.form[one.id]
        blocks: list[Block] = [Paragraph(named.meaning[material.language])]
        blocks.append(_part(material, "parallel", one.criteria, one.id, told))
        if one.also_curable:
            blocks.append(Paragraph(_("Möjligt även när sjukdomen går att bota."), "small"))
        sections.append(Section(f"parallel-{one.id}", named.name[material.language], tuple(blocks)))
    lead = Paragraph(_("Erbjuds vid sidan av den vårdform som föreslås."))
    return Section("parallel", _("Vid sidan av"), (lead,), tuple(sections))


def terms(material: Material) -> Section:
    """Return every derived fact that the rules name, defined once."""
    _ = material.say
    items = tuple(
        material.weighed(
            one.name[material.language],
            one.when,
            source=material.source(one.source, one.basis),
            label=_("Betyder"),
        )
        for one in material.derived
    )
    lead = Paragraph(_("Begrepp som reglerna använder. De är lika i alla regioner."))
    return Section("terms", _("Begrepp"), (lead, Statements("", items)))


def urgency(material: Material) -> Section:
    """Return the urgency classes, most urgent first; they are shared by every pack."""
    _ = material.say
    rules = material.vocabulary.urgency
    blocks: list[Block] = [
        Notice(rules.note[material.language]),
        Paragraph(_("Den mest brådskande klass som något av skälen når gäller.")),
    ]
    for one in rules.classes:
        items = [_reason(material, reason) for reason in one.reasons]
        if not items:
            items = [Statement(_("När inget av skälen ovan finns"))]
        blocks.append(Statements(one.name[material.language], tuple(items)))
    return Section("urgency", _("Angelägenhet"), tuple(blocks))


def _reason(material: Material, reason: UrgencyReason) -> Statement:
    """Return a reason; its rule is left out where it says the same again."""
    said = reason.text[material.language]
    text = said[:1].upper() + said[1:]
    if reason.when is None:
        return Statement(text)
    weighed = material.weighed(text, reason.when, source="")
    return Statement(text) if weighed.lines[-1][1] == said else weighed


def _form(material: Material, form: CareForm, number: int, told: dict[str, str]) -> Section:
    named = material.vocabulary.form[form.id]
    blocks: list[Block] = [Paragraph(named.meaning[material.language])]
    blocks += [_part(material, name, part, form.id, told) for name, part in form.admission]
    if form.prerequisites:
        blocks.append(_to_do(material, form, told))
    blocks.append(Terms(tuple(_offer(material, form))))
    return Section(f"form-{form.id}", f"{number}. {named.name[material.language]}", tuple(blocks))


def _part(material: Material, name: str, part: Part, form: str, told: dict[str, str]) -> Statements:
    """Return the criteria of a part; rule and source stand where a criterion comes first."""
    _ = material.say
    title = {
        "eligibility": _("För vem"),
        "need": _("Behov"),
        "place": _("Plats"),
        "parallel": _("Villkor"),
    }[name]
    if len(part.criteria) > 1:
        joint = _("alla ska stämma") if part.all is not None else _("minst ett ska stämma")
        title = f"{title}, {joint}"
    elsewhere = _elsewhere(material, part.criteria, form, told)
    if elsewhere:
        title = f"{title} ({elsewhere})"
    items = []
    for criterion_id in part.criteria:
        criterion = material.pack.criterion[criterion_id]
        text = criterion.text[material.language]
        if elsewhere:
            items.append(Statement(text))
            continue
        if criterion_id in told:
            items.append(Statement(text, source=_seen(material, told[criterion_id], form)))
            continue
        told[criterion_id] = form
        source = material.source(criterion.source, criterion.basis)
        items.append(material.weighed(text, criterion.when, source=source))
    return Statements(title, tuple(items))


def _elsewhere(
    material: Material, stated: Sequence[str], form: str, told: Mapping[str, str]
) -> str:
    """Return where rules and sources of several statements stand, if all do so in other forms."""
    _ = material.say
    first = dict.fromkeys(told.get(one) for one in stated)
    if len(stated) < 2 or None in first or form in first:
        return ""
    names = material.listed(lowered(material.form(one)) for one in first if one is not None)
    return _("regler och källor: se {forms}").format(forms=names)


def _seen(material: Material, first: str, form: str) -> str:
    _ = material.say
    if first == form:
        return _("regel och källa: se ovan")
    return _("regel och källa: se {form}").format(form=lowered(material.form(first)))


def _to_do(material: Material, form: CareForm, told: dict[str, str]) -> Statements:
    _ = material.say
    lead = _("Att göra före inskrivning (ändrar aldrig vårdnivån)")
    elsewhere = _elsewhere(material, [_key(one) for one in form.prerequisites], form.id, told)
    if elsewhere:
        lead = _("Att göra före inskrivning (ändrar aldrig vårdnivån; {elsewhere})").format(
            elsewhere=elsewhere
        )
    items = []
    for prerequisite_id in form.prerequisites:
        stated = material.pack.prerequisite[prerequisite_id]
        owner = (_("Ansvarar"), stated.owner[material.language])
        key = _key(prerequisite_id)
        if elsewhere:
            items.append(Statement(stated.todo[material.language], (owner,)))
            continue
        if key in told:
            seen = _seen(material, told[key], form.id)
            items.append(Statement(stated.todo[material.language], (owner,), source=seen))
            continue
        told[key] = form.id
        items.append(_task(material, stated, owner))
    return Statements(lead, tuple(items))


def _key(prerequisite: str) -> str:
    """Return what tells a prerequisite from a criterion of the same name."""
    return f"to do {prerequisite}"


def _task(material: Material, stated: Prerequisite, owner: tuple[str, str]) -> Statement:
    _ = material.say
    before = [owner]
    if stated.switched_locally:
        before.append((_("När"), _("bara där enheten har slagit på kravet")))
    return material.weighed(
        stated.todo[material.language],
        stated.when,
        source=material.source(stated.source, stated.basis),
        label=_("Klart när"),
        before=before,
    )


def _offer(material: Material, form: CareForm) -> Iterator[tuple[str, str]]:
    """Yield where the form is offered, the way in, and what stands in where it is not."""
    _ = material.say
    pack = material.pack
    yield _("Nivå"), _level(material, form)
    if form.always_offered:
        yield _("Finns"), _("överallt, hos dem som redan vårdar")
    else:
        coverage = Coverage(material)
        partly, nowhere = coverage.partly(form.id), coverage.nowhere(form.id)
        total = len(pack.municipalities)
        served = total - len(partly) - len(nowhere)
        if not partly and not nowhere:
            said = _("i alla {total} kommuner") if total > 1 else _("i hela regionen")
        elif not served and not partly:
            said = _("ingenstans i regionen, enligt källorna")
        elif not served:
            said = _("bara i {parts}")
        elif partly:
            said = _(
                "i {served} av {total} kommuner och i en del av {parts}; se tabellen Kommuner och "
                "vårdformer"
            )
        elif len(nowhere) <= _MOST_NAMED:
            said = _("i {served} av {total} kommuner; saknas i {names}")
        else:
            said = _("i {served} av {total} kommuner; se tabellen Kommuner och vårdformer")
        missing = sorted((place.name for place in nowhere), key=in_order)
        yield (
            _("Finns"),
            said.format(
                served=served,
                total=total,
                names=material.listed(missing),
                parts=material.listed(partly),
            ),
        )
    if form.entry_via is not None:
        via = lowered(material.form(form.entry_via))
        yield _("Vägen in"), _("{team}, som bedömer remissen").format(team=via)
    stand_ins = [one for one in pack.route(form.id)[1:] if one != form.id]
    if stand_ins:
        names = " → ".join(material.form(one) for one in dict.fromkeys(stand_ins))
        yield _("Ersätts av"), names
    if form.when_missing is not None:
        yield _("Där den saknas"), form.when_missing[material.language]


def _level(material: Material, form: CareForm) -> str:
    _ = material.say
    named = material.vocabulary.form[form.id]
    kind = _("specialiserad vård") if named.specialised else _("inte specialiserad vård")
    level = _("egen väg") if named.level is None else named.level
    return f"{level}, {kind}"
