"""Rules in the words of the checklist: one sentence, or a tree to show part by part.

Facts stand by their labels, derived facts by their names; what a derived fact means is told
by `definition_words`. Brackets stand only where the end of a part could not be seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.answer_words import answer_words, lowered, number_words, patient_words
from triage.core.pack import Criterion, Part
from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.rules import (
    All,
    Any_,
    AtLeast,
    Derived,
    Empty,
    Gte,
    Holds,
    In,
    Includes,
    Is,
    Lte,
    Not,
    Rule,
    Unconfirmed,
    parts,
)
from triage.core.vocabulary import IntFact, ScoreFact, Vocabulary
from triage.hours_words import hours_words
from triage.texts import Translate, enumerated, translator

__all__ = [
    "Phrase",
    "answer_words",
    "definition_words",
    "hours_words",
    "lowered",
    "part_words",
    "patient_words",
    "phrase",
    "rule_words",
]

_PROPER = frozenset({MUNICIPALITY, CITY_AREA})
"""Facts whose values are names and keep their capitals."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rule in words, with the rules inside it.

    `text` is the whole of it as one sentence. `joint` says how the parts are joined
    (`något av`, `inte`); it is empty, and so are `parts`, where the rule has none inside.
    """

    text: str
    joint: str = ""
    parts: "tuple[Phrase, ...]" = ()
    derived: str = ""
    """The id of the derived fact that the phrase names, if it is one."""
    whole: bool = False
    """True where the sentence says it better than the parts one by one."""


def rule_words(rule: Rule, vocabulary: Vocabulary, language: str) -> str:
    """Return a rule as one sentence, without capital and full stop."""
    return phrase(rule, vocabulary, language).text


def phrase(rule: Rule, vocabulary: Vocabulary, language: str) -> Phrase:
    """Return a rule in words, with the words of every rule inside it."""
    _ = translator(language)
    inside = tuple(phrase(part, vocabulary, language) for part in parts(rule))
    merged = _merged(rule, vocabulary, language)
    joint = _joint(rule, _)
    match rule:
        case _ if merged:
            return Phrase(merged, joint, inside, whole=True)
        case All():
            return Phrase(_joined(inside, _("och"), joint, _), joint, inside)
        case Any_():
            return Phrase(_joined(inside, _("eller"), joint, _), joint, inside)
        case AtLeast():
            return Phrase(f"{joint}: {_listed(inside)}", joint, inside)
        case Not() | Unconfirmed():
            return Phrase(f"{joint} {_bracketed(inside[0], _)}", joint, inside)
        case Derived(derived=name):
            known = vocabulary.definition.get(name)
            words = name if known is None else lowered(known.name[language])
            return Phrase(words, derived=name)
        case _:
            return Phrase(_compared(rule, vocabulary, language))


def definition_words(vocabulary: Vocabulary, derived: str, language: str) -> str:
    """Return what a derived fact means, as one sentence."""
    return rule_words(vocabulary.definition[derived].when, vocabulary, language)


def part_words(part: Part, criterion: Mapping[str, Criterion], language: str) -> str:
    """Return the criteria of a part as one sentence; `criterion` holds them by id."""
    _ = translator(language)
    texts = [criterion[name].text[language] for name in part.criteria]
    if len(texts) == 1:
        return texts[0]
    joint = _("alla av") if part.all is not None else _("minst ett av")
    return f"{joint}: {'; '.join(map(lowered, texts))}"


def _joint(rule: Rule, _: Translate) -> str:
    match rule:
        case All():
            return _("alla av")
        case Any_():
            return _("något av")
        case AtLeast(at_least=count):
            return _("minst {count} av").format(count=count)
        case Not():
            return _("inte")
        case Unconfirmed():
            return _("ingen bekräftelse på")
        case _:
            return ""


def _joined(inside: Sequence[Phrase], word: str, joint: str, _: Translate) -> str:
    """Join as `a, b och c` where that cannot be misread, else `a; och b`, `alla av: a; b; c`."""
    if len(inside) == 1:
        return inside[0].text
    clear = all(_compound(one) or _plain(one.text, _) for one in inside)
    if not clear or any(map(_denied, inside[:-1])):  # "inte a och b": what is denied?
        if len(inside) == 2:
            return f"{_listed(inside[:1])}; {word} {_listed(inside[1:])}"
        return f"{joint}: {_listed(inside)}"
    *most, last = [f"({one.text})" if _compound(one) else one.text for one in inside]
    return f"{', '.join(most)} {word} {last}"


def _listed(inside: Sequence[Phrase]) -> str:
    return "; ".join(f"({one.text})" if ";" in one.text else one.text for one in inside)


def _bracketed(one: Phrase, _: Translate) -> str:
    return one.text if _plain(one.text, _) and not _denied(one) else f"({one.text})"


def _compound(one: Phrase) -> bool:
    """Say whether a phrase joins several, so that its end must be shown."""
    if len(one.parts) == 1 and not _denied(one):
        return _compound(one.parts[0])  # an `all` of one thing says just that thing
    return len(one.parts) > 1


def _denied(one: Phrase) -> bool:
    return len(one.parts) == 1 and one.text != one.parts[0].text


def _plain(text: str, _: Translate) -> bool:
    """Say whether a text can stand in `a, b och c` without being taken for several."""
    words = (_("och"), _("eller"))
    return not any(sign in text for sign in (",", ";", ":", *(f" {word} " for word in words)))


def _merged(rule: Rule, vocabulary: Vocabulary, language: str) -> str:
    """Return one sentence for parts that compare alike; empty where they do not.

    `minst 3, svår, för något av: smärta; andnöd` instead of nine comparisons.
    """
    _ = translator(language)
    inside = parts(rule)
    if len(inside) < 2 or not isinstance(rule, All | Any_ | AtLeast):
        return ""
    joint = _joint(rule, _)
    included = [one for one in inside if isinstance(one, Includes)]
    if len(included) == len(inside) and len({one.fact for one in included}) == 1:
        members = [_member(vocabulary, one, language) for one in included]
        label = _label(vocabulary, included[0].fact, language)
        if isinstance(rule, AtLeast) or not all(_plain(one, _) for one in members):
            return f"{label}: {joint} {'; '.join(members)}"
        word = _("och") if isinstance(rule, All) else _("eller")
        return f"{label}: {', '.join(members[:-1])} {word} {members[-1]}"
    least = [one for one in inside if isinstance(one, Gte)]
    scores = all(isinstance(vocabulary.fact.get(one.fact), ScoreFact) for one in least)
    if len(least) == len(inside) and scores and len({one.gte for one in least}) == 1:
        labels = "; ".join(_label(vocabulary, one.fact, language) for one in least)
        level = f"{least[0].gte}, {vocabulary.score_levels[least[0].gte][language]}"
        return _("minst {level}, för {joint}: {labels}").format(
            level=level, joint=joint, labels=labels
        )
    return ""


def _compared(rule: Rule, vocabulary: Vocabulary, language: str) -> str:
    """Return one comparison of a fact in words."""
    _ = translator(language)
    match rule:
        case Holds(fact=name):
            return _label(vocabulary, name, language)
        case Gte(fact=name, gte=bound):
            words = _("{label} minst {value}")
        case Lte(fact=name, lte=bound):
            words = _("{label} högst {value}")
        case Is(fact=name, is_=value):
            return _valued(vocabulary, name, [_value(vocabulary, name, value, language)], language)
        case In(fact=name, in_=values):
            said = [_value(vocabulary, name, value, language) for value in values]
            return _valued(vocabulary, name, said, language)
        case Includes(fact=name):
            return _valued(vocabulary, name, [_member(vocabulary, rule, language)], language)
        case Empty(fact=name, empty=False):
            return _("{label} finns").format(label=_label(vocabulary, name, language))
        case Empty(fact=name):
            return _("{label} finns inte").format(label=_label(vocabulary, name, language))
        case _:
            raise TypeError(f"no comparison: {type(rule).__name__}")
    fact = vocabulary.fact.get(name)
    label = _label(vocabulary, name, language)
    if isinstance(fact, IntFact | ScoreFact):
        return words.format(label=label, value=number_words(vocabulary, fact, bound, language))
    return words.format(label=label, value=bound)


def _valued(vocabulary: Vocabulary, name: str, values: Sequence[str], language: str) -> str:
    _ = translator(language)
    label, fact = _label(vocabulary, name, language), vocabulary.fact.get(name)
    if isinstance(fact, IntFact | ScoreFact):
        return f"{label} {values[0]}"
    said = enumerated(values, _("eller"))
    return f"{label}: {said}"


def _value(vocabulary: Vocabulary, name: str, value: bool | int | str, language: str) -> str:
    words = answer_words(vocabulary, name, value, language)
    return words if name in _PROPER else lowered(words)


def _member(vocabulary: Vocabulary, rule: Includes, language: str) -> str:
    return lowered(answer_words(vocabulary, rule.fact, (rule.includes,), language))


def _label(vocabulary: Vocabulary, name: str, language: str) -> str:
    fact = vocabulary.fact.get(name)
    return name if fact is None else lowered(fact.label[language])
