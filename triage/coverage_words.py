"""What a pack's cases show, or cannot show, in words; and titles for proposed cases."""

from collections.abc import Mapping, Sequence

from triage.answer_words import lowered, patient_words
from triage.core.compiled import CompiledPack
from triage.core.duties import Duty, Impossible, Kind, Reason, Way
from triage.core.leaves import Leaf
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.rules import Gte, Lte
from triage.core.vocabulary import Facts
from triage.rule_words import rule_words
from triage.texts import Translate, translator

_MOST_NAMED = 3  # more answers than this in a title are counted instead


def kind_words(kind: Kind, _: Translate) -> str:
    """Return the heading for duties of one kind."""
    return {
        Kind.LEAF: _("Villkorens delar, åt båda håll"),
        Kind.THRESHOLD: _("Gränsvärden, på båda sidor"),
        Kind.FORM: _("Vårdformer"),
        Kind.PARALLEL: _("Vid sidan av"),
        Kind.PREREQUISITE: _("Att göra före inskrivning"),
        Kind.URGENCY: _("Angelägenhet"),
    }[kind]


def duty_words(compiled: CompiledPack, duty: Duty, language: str) -> str:
    """Return what a case is to show, as one line."""
    _ = translator(language)
    if duty.leaf is not None:
        return _leaf_words(compiled, duty, duty.leaf, language)
    name = _subject(compiled, duty, language)
    return {
        Way.INDICATED: _("{name}: svaren pekar dit"),
        Way.RECOMMENDED: _("{name}: föreslås"),
        Way.GAP: _("{name}: svaren pekar dit, men ingen erbjuder det där patienten bor"),
        Way.OFFERED: _("{name}: erbjuds parallellt"),
        Way.STANDING: _("{name}: kvar att göra"),
        Way.SETTLED: _("{name}: redan gjort"),
        Way.REACHED: _("{name}: nås av någon"),
    }[duty.way].format(name=name)


def impossible_words(compiled: CompiledPack, impossible: Impossible, language: str) -> str:
    """Return why no patient can show a duty, as the end of a line."""
    _ = translator(language)
    forms = ", ".join(lowered(outcome_name(compiled, one, language)) for one in impossible.forms)
    return {
        Reason.UNUSED: _("ingen vårdform använder villkoret"),
        Reason.IN_RULE: _("resten av samma villkor avgör ändå"),
        Reason.IN_FORM: _("andra villkor för samma vårdform avgör ändå"),
        Reason.SCOPE: _("sådana patienter är utanför palliativ vård"),
        Reason.CAUGHT: _("svaren pekar ändå alltid på: {forms}"),
        Reason.BOUNDARY: _("det avgör, men aldrig just vid gränsen"),
        Reason.EVERYWHERE: _("den erbjuds överallt"),
        Reason.NOWHERE: _("den erbjuds ingenstans"),
        Reason.NOT_ASKED: _("ingen vårdform som föreslås frågar efter det"),
        Reason.SWITCHED_OFF: _("det är avstängt tills enheten slår på det"),
        Reason.NOBODY: _("inga svar leder dit"),
    }[impossible.reason].format(forms=forms)


def case_title(
    compiled: CompiledPack,
    facts: Facts,
    shows: Sequence[Duty],
    now: str | None,
    others: Mapping[Duty, str | None],
    *,
    language: str,
) -> str:
    """Return a title for a case: what decides, and between which outcomes.

    `others` holds the form that the patient would be indicated for, were the leaf of a duty
    the other way; duties that leave the form as it is stand with the form `now`.
    """
    _ = translator(language)
    moving = [duty for duty in shows if duty.leaf is not None and others.get(duty, now) != now]
    if not moving:
        return _title_beside(compiled, facts, shows, language)
    named = list(dict.fromkeys(duty.fact for duty in moving if duty.fact is not None))
    edges = [duty for duty in moving if duty.kind is Kind.THRESHOLD]
    answers = _answers(compiled, facts, named, language)
    form = lowered(outcome_name(compiled, now, language))
    derived = compiled.vocabulary.definition.get(_derived(edges))
    if derived is not None and len(edges) > _MOST_NAMED:
        text, about = _edge_of(edges, _), lowered(derived.name[language])
        return text.format(count=len(edges), derived=about, form=form)
    if len(named) == len(edges) == 1:
        return _edge(edges[0], _).format(answers=answers, form=form)
    if len(named) > _MOST_NAMED:
        return _("{count} svar som vart och ett avgör: {form}").format(count=len(named), form=form)
    found = list(dict.fromkeys(others[duty] for duty in moving))
    if len(found) == 1:
        text = _("{answers}. Det avgör: {form}, inte {other}")
    else:
        text = _("{answers}. Vart och ett avgör: {form}")
    other = lowered(outcome_name(compiled, found[0], language))
    return text.format(answers=answers, form=form, other=other)


def _title_beside(
    compiled: CompiledPack, facts: Facts, shows: Sequence[Duty], language: str
) -> str:
    """Return a title for a case that shows something else than which form is indicated."""
    _ = translator(language)
    about = [duty for duty in shows if duty.fact is not None]
    named = list(dict.fromkeys(duty.fact for duty in about if duty.fact is not None))
    if not named:
        return duty_words(compiled, shows[0], language)
    if any(duty.leaf.owner in compiled.prerequisite for duty in about if duty.leaf is not None):
        text = _("{answers}. Det avgör vad som är kvar att göra före inskrivning")
    else:
        text = _("{answers}. Det avgör vad som erbjuds parallellt")
    return text.format(answers=_answers(compiled, facts, named, language))


def _edge(duty: Duty, _: Translate) -> str:
    if duty.way is Way.MET:
        return _("{answers}, precis på gränsen: {form}")
    if duty.leaf is not None and isinstance(duty.leaf.rule, Lte):
        return _("{answers}, strax över gränsen: {form}")
    return _("{answers}, strax under gränsen: {form}")


def _edge_of(duties: Sequence[Duty], _: Translate) -> str:
    rules = {type(duty.leaf.rule) for duty in duties if duty.leaf is not None}
    if {duty.way for duty in duties} == {Way.FAILING} and rules == {Gte}:
        return _("{count} svar strax under gränsen för {derived}: {form}")
    if {duty.way for duty in duties} == {Way.FAILING} and rules == {Lte}:
        return _("{count} svar strax över gränsen för {derived}: {form}")
    return _("{count} svar på gränsen för {derived}: {form}")


def outcome_name(compiled: CompiledPack, outcome: str | None, language: str) -> str:
    """Return the name of a care form, or of the outcome that there is none."""
    _ = translator(language)
    if outcome == NOT_PALLIATIVE:
        return _("Inte palliativ vård")
    form = None if outcome is None else compiled.vocabulary.form.get(outcome)
    return _("Ingen vårdform") if form is None else form.name[language]


def _answers(compiled: CompiledPack, facts: Facts, named: Sequence[str], language: str) -> str:
    lines = patient_words(
        compiled.vocabulary, {fact: facts[fact] for fact in named if fact in facts}, language
    )
    return "; ".join((*lines[:1], *map(lowered, lines[1:])))


def _derived(duties: Sequence[Duty]) -> str:
    """Return the derived fact that all the leaves are part of, the innermost; else nothing."""
    found = set()
    for duty in duties:
        path = () if duty.leaf is None else duty.leaf.path
        inside = [step for step in path if isinstance(step, str) and step.startswith("/")]
        found.add(inside[-1].removeprefix("/") if inside else "")
    return found.pop() if len(found) == 1 else ""


def _leaf_words(compiled: CompiledPack, duty: Duty, leaf: Leaf, language: str) -> str:
    _ = translator(language)
    stated = compiled.pack.criterion.get(leaf.owner)
    text = compiled.pack.prerequisite[leaf.owner].todo if stated is None else stated.text
    rule = rule_words(leaf.rule, compiled.vocabulary, language)
    if duty.value is not None and duty.fact is not None:
        (at,) = patient_words(compiled.vocabulary, {duty.fact: duty.value}, language)
        words = _("{criterion} · {rule}: vid gränsen ({answer})")
        return words.format(criterion=text[language], rule=rule, answer=lowered(at))
    words = (
        _("{criterion} · {rule}: avgör när det stämmer")
        if duty.way is Way.MET
        else _("{criterion} · {rule}: avgör när det inte stämmer")
    )
    return words.format(criterion=text[language], rule=rule)


def _subject(compiled: CompiledPack, duty: Duty, language: str) -> str:
    if duty.kind is Kind.PREREQUISITE:
        return compiled.pack.prerequisite[duty.subject].todo[language]
    if duty.kind is Kind.URGENCY:
        return compiled.vocabulary.urgency[duty.subject].name[language]
    return outcome_name(compiled, duty.subject, language)
