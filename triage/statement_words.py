"""The properties that a pack is held to: what each is called, and what a proof of it says.

A statement claims no more than is proved, for a process lead may put it before others.
"""

from collections.abc import Mapping

from triage.answer_words import lowered
from triage.core.pack import Pack
from triage.core.verification import Proof, Property, Verdict
from triage.core.vocabulary import Vocabulary
from triage.texts import Translate, enumerated, translator


def property_words(kind: Property, _: Translate) -> str:
    """Return what a property is called."""
    return {
        Property.REACHABLE: _("Varje vårdform är rätt för någon"),
        Property.ORDERED: _("Den högsta nivån kommer först"),
        Property.COMPLETE: _("Ingen blir utan vårdform"),
        Property.MONOTONE_LEVEL: _("Större behov ger aldrig lägre nivå"),
        Property.MONOTONE_OFFERED: _("Större behov ger aldrig lägre nivå där patienten bor"),
        Property.MONOTONE_URGENCY: _("Större behov blir aldrig mindre angeläget"),
        Property.EQUAL_TREATMENT: _("Lika behov pekar mot samma vårdform"),
        Property.PROCESS: _("Det som återstår att göra ändrar inte nivån"),
        Property.DECIDES: _("Varje villkor spelar roll"),
        Property.SERVED: _("Varje kommun har ett team"),
    }[kind]


def verdict_words(_: Translate) -> Mapping[Verdict, str]:
    """Return the word for each verdict."""
    return {
        Verdict.HOLDS: _("bevisat"),
        Verdict.ACCEPTED: _("godtaget undantag"),
        Verdict.FAILS: _("håller inte"),
        Verdict.NOT_PROVEN: _("ej bevisat"),
    }


def statement_words(proof: Proof, vocabulary: Vocabulary, language: str) -> str:
    """Return what was proved, empty where it does not hold.

    Of equal treatment it says what is left beside the findings.
    """
    _ = translator(language)
    if proof.verdict is Verdict.NOT_PROVEN:
        return _(
            "Kriterierna är för sammansatta för ett bevis. Det kan hålla eller inte: "
            "lita inte på det."
        )
    if proof.findings and proof.kind is not Property.EQUAL_TREATMENT:
        return ""
    broken = {finding.subject for finding in proof.findings}
    left = [name for name in proof.over if name not in broken and name in vocabulary.fact]
    if not left and proof.kind in (Property.EQUAL_TREATMENT, Property.PROCESS):
        nothing = _("Inga frågor är utpekade, så det finns inget att pröva.")
        return "" if proof.findings else nothing
    labels = [lowered(vocabulary.fact[name].label[language]) for name in left]
    return {
        Property.REACHABLE: _(
            "Var och en av trappans {count} vårdformer är den som behovet pekar mot för någon "
            "patient."
        ),
        Property.ORDERED: _(
            "För alla patienter: behovet pekar aldrig mot en lägre nivå när villkoren för en "
            "högre är uppfyllda."
        ),
        Property.COMPLETE: _(
            "För alla patienter som hör till palliativ vård: när alla frågor är besvarade "
            "pekar behovet alltid mot en vårdform."
        ),
        Property.MONOTONE_LEVEL: _(
            "För alla patienter: ett svar som betyder större behov sänker aldrig nivån som "
            "behovet pekar mot. Det gäller {count} frågor, var för sig och tillsammans."
        ),
        Property.MONOTONE_OFFERED: _(
            "För alla patienter, var i regionen de än bor: med de team som finns leder ett "
            "svar som betyder större behov aldrig till att en lägre nivå föreslås ({count} "
            "frågor)."
        ),
        Property.MONOTONE_URGENCY: _(
            "För alla patienter: ett svar som betyder större behov gör aldrig remissen "
            "mindre angelägen ({count} frågor)."
        ),
        Property.EQUAL_TREATMENT: _(
            "För alla patienter: vilken vårdform behovet pekar mot beror inte på {facts}. Vad "
            "som erbjuds kan ändå skilja mellan kommuner."
        ),
        Property.PROCESS: _(
            "För alla patienter: vilken vårdform behovet pekar mot beror inte på {facts}."
        ),
        Property.DECIDES: _(
            "Inget av de {count} villkoren, och ingen del av ett villkor, kan strykas utan att "
            "utfallet ändras för någon patient."
        ),
        Property.SERVED: _("I alla {count} kommuner erbjuder minst ett team någon vårdform."),
    }[proof.kind].format(count=len(proof.over), facts=enumerated(labels, _("eller")))


def accepted_words(finding: str, pack: Pack, vocabulary: Vocabulary, language: str) -> str:
    """Return which property a finding breaks, and what it is about, by the finding's id."""
    kind, _slash, place = finding.partition("/")
    if kind not in set(Property):
        return finding
    broken = property_words(Property(kind), translator(language))
    subject = _subject(place.partition(".")[0], pack, vocabulary, language)
    return f"{broken}: {lowered(subject)}" if subject else broken


def _subject(name: str, pack: Pack, vocabulary: Vocabulary, language: str) -> str:
    """Return a form, a fact, a criterion or a prerequisite by its words; empty if none is meant."""
    if name in vocabulary.form:
        return vocabulary.form[name].name[language]
    if name in vocabulary.fact:
        return vocabulary.fact[name].label[language]
    if name in pack.criterion:
        return pack.criterion[name].text[language]
    if name in pack.prerequisite:
        return pack.prerequisite[name].todo[language]
    return ""
