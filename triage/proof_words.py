"""What was proved of a pack, and what was found, in words a process lead can act on."""

from collections.abc import Sequence
from dataclasses import dataclass

from triage.answer_words import in_order, lowered, patient_words
from triage.core.leaves import leaves_of, rules_of
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.pack import Pack
from triage.core.verification import (
    Example,
    Finding,
    Proof,
    Property,
    Standing,
    Verdict,
    Verification,
)
from triage.core.vocabulary import Vocabulary
from triage.rule_words import rule_words
from triage.statement_words import property_words, statement_words, verdict_words
from triage.texts import Translate, enumerated, translator


@dataclass(frozen=True, slots=True)
class PatientWords:
    """A patient who shows a finding: the telling answers, and what comes out."""

    answers: tuple[str, ...]
    rest: str
    """What holds for the answers that are not listed."""
    outcome: str


@dataclass(frozen=True, slots=True)
class FindingWords:
    """One finding. `standing` says who accepted it, or why that no longer counts."""

    id: str
    region: str
    text: str
    patients: tuple[PatientWords, ...]
    standing: str
    open: bool
    """False where it is accepted."""


@dataclass(frozen=True, slots=True)
class ProofWords:
    """One property: what was proved, or what speaks against it."""

    kind: Property
    verdict: Verdict
    title: str
    verdict_word: str
    statement: str
    """What holds for all patients; empty where it does not."""
    findings: tuple[FindingWords, ...]


def proof_words(
    verification: Verification, pack: Pack, vocabulary: Vocabulary, language: str
) -> tuple[ProofWords, ...]:
    """Return every property in words, in the order of the verification."""
    reader = _Reader(pack, vocabulary, language, translator(language))
    return tuple(reader.proof(proof) for proof in verification.proofs)


def remark_words(
    verification: Verification, pack: Pack, vocabulary: Vocabulary, language: str
) -> tuple[str, ...]:
    """Return what a reader should know beside the proofs."""
    _ = translator(language)
    words = {
        "offered_nowhere": _("Erbjuds inte av något team i regionen: {names}."),
        "not_read": _("Frågor som inte påverkar något i de här kriterierna: {names}."),
        "without_finding": _("Godtagna fynd som inte längre finns: {names}. Stryk dem."),
    }
    names = {form.id: form.name[language] for form in vocabulary.care_forms}
    names |= {fact.id: fact.label[language] for fact in vocabulary.facts}
    return tuple(
        text.format(names=", ".join(names.get(name, name) for name in verification.remarks[kind]))
        for kind, text in words.items()
        if verification.remarks.get(kind)
    )


@dataclass(frozen=True)
class _Reader:
    pack: Pack
    vocabulary: Vocabulary
    language: str
    _: Translate

    def proof(self, proof: Proof) -> ProofWords:
        return ProofWords(
            kind=proof.kind,
            verdict=proof.verdict,
            title=property_words(proof.kind, self._),
            verdict_word=verdict_words(self._)[proof.verdict],
            statement=statement_words(proof, self.vocabulary, self.language),
            findings=tuple(self.finding(one) for one in proof.findings),
        )

    def finding(self, finding: Finding) -> FindingWords:
        return FindingWords(
            id=finding.id,
            region=finding.region,
            text=self.found(finding),
            patients=tuple(self.patient(one, finding.kind) for one in finding.patients),
            standing=self.standing(finding),
            open=finding.standing is not Standing.ACCEPTED,
        )

    def found(self, finding: Finding) -> str:
        _ = self._
        subject = finding.subject
        match finding.kind:
            case Property.REACHABLE if finding.values:
                return _(
                    "{form} nås aldrig: den som uppfyller villkoren får {higher} först."
                ).format(
                    form=self.form(subject),
                    higher=self.joined([lowered(self.form(one)) for one in finding.values]),
                )
            case Property.REACHABLE:
                return _("{form} nås aldrig: inga svar uppfyller villkoren.").format(
                    form=self.form(subject)
                )
            case Property.ORDERED:
                return _("Den som uppfyller villkoren för {form} får ändå {lower}.").format(
                    form=lowered(self.form(finding.values[0])),
                    lower=lowered(self.form(finding.values[1])),
                )
            case Property.COMPLETE:
                return _("Ingen vårdform på trappan tar emot den här patienten.")
            case Property.MONOTONE_LEVEL:
                return _("Större behov enligt ”{fact}” ger lägre nivå.").format(
                    fact=self.fact(subject)
                )
            case Property.MONOTONE_OFFERED:
                return _(
                    "Större behov enligt ”{fact}” gör att en lägre nivå föreslås där patienten bor."
                ).format(fact=self.fact(subject))
            case Property.MONOTONE_URGENCY:
                return _("Större behov enligt ”{fact}” gör remissen mindre angelägen.").format(
                    fact=self.fact(subject)
                )
            case Property.EQUAL_TREATMENT | Property.PROCESS if finding.values:
                return _("Vårdformen beror på ”{fact}”, med gräns vid {edges}.").format(
                    fact=self.fact(subject), edges=self.joined(finding.values)
                )
            case Property.EQUAL_TREATMENT | Property.PROCESS:
                return _("Vårdformen beror på ”{fact}”.").format(fact=self.fact(subject))
            case Property.SERVED:
                places = sorted(
                    (self.pack.municipality[code].name for code in finding.values), key=in_order
                )
                return _("Inget team i regionen tar emot från {places}.").format(
                    places=self.joined(places)
                )
            case _:
                return self.idle(finding)

    def idle(self, finding: Finding) -> str:
        _ = self._
        match finding.values:
            case ("met",):
                text = _(
                    "Att ”{part}” stämmer gör aldrig någon skillnad: utfallet blir detsamma ändå."
                )
            case ("failed",):
                text = _(
                    "Att ”{part}” inte stämmer gör aldrig någon skillnad: utfallet blir detsamma "
                    "ändå."
                )
            case _:
                text = _("”{part}” gör aldrig någon skillnad.")
        return text.format(part=self.part(finding.subject))

    def part(self, subject: str) -> str:
        """Return a criterion, or a part of a rule, in words."""
        criterion = self.pack.criterion.get(subject)
        if criterion is not None:
            return criterion.text[self.language]
        rules = dict(rules_of(self.pack))
        rules |= {f"/{name}": one.when for name, one in self.vocabulary.definition.items()}
        owner = subject.split(".", maxsplit=1)[0]
        whole = self.pack.criterion.get(owner)
        name = whole.text[self.language] if whole else self.named(owner)
        leaf = next(one for one in leaves_of(owner, rules[owner]) if one.id == subject)
        words = rule_words(leaf.rule, self.vocabulary, self.language)
        return self._("{part}, i villkoret {whole}").format(part=words, whole=lowered(name))

    def named(self, owner: str) -> str:
        prerequisite = self.pack.prerequisite.get(owner)
        if prerequisite is not None:
            return prerequisite.todo[self.language]
        return self.vocabulary.definition[owner.removeprefix("/")].name[self.language]

    def patient(self, example: Example, kind: Property) -> PatientWords:
        _ = self._
        telling = {fact: example.facts[fact] for fact in example.telling}
        silent = len(example.facts) > len(telling)
        return PatientWords(
            answers=patient_words(self.vocabulary, telling, self.language),
            rest=_("Inga andra behov.") if silent else "",
            outcome=self.outcome(example, kind),
        )

    def outcome(self, example: Example, kind: Property) -> str:
        match kind:
            case Property.MONOTONE_URGENCY:
                if example.urgency is None:
                    return ""
                return self.vocabulary.urgency[example.urgency].name[self.language]
            case Property.MONOTONE_OFFERED:
                return self.form(example.recommended)
            case _:
                return self.form(example.indicated)

    def standing(self, finding: Finding) -> str:
        _ = self._
        accepted = finding.acceptance
        if accepted is None:
            return ""
        words = {
            Standing.ACCEPTED: _("Godtaget av {author} {on}, gäller till {expires}: {reason}"),
            Standing.EXPIRED: _("Godtagandet gick ut {expires} ({author}): {reason}"),
            Standing.CHANGED: _(
                "Godtogs av {author} {on}, men gäller nu andra patienter än då: {reason}"
            ),
        }[finding.standing]
        return words.format(
            author=accepted.author,
            on=accepted.on,
            expires=accepted.expires,
            reason=accepted.reason[self.language],
        )

    def form(self, form: str | None) -> str:
        if form is None:
            return self._("ingen vårdform")
        if form == NOT_PALLIATIVE:
            return self._("inte palliativ vård")
        return self.vocabulary.form[form].name[self.language]

    def fact(self, fact: str) -> str:
        return lowered(self.vocabulary.fact[fact].label[self.language])

    def joined(self, words: Sequence[str]) -> str:
        return enumerated(words, self._("och"))
