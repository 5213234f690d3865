"""What was proved of a pack, what someone answers for, and the patients that document it."""

from collections.abc import Iterator, Sequence

from triage.core.diagram_store import DiagramTooLargeError
from triage.core.pack import AcceptedFinding
from triage.core.recommend import weigh
from triage.core.recommendation import Status, Weighing
from triage.core.verification import Verdict, Verification
from triage.packs.cases import ExampleCase
from triage.proof_words import FindingWords, ProofWords, proof_words, remark_words
from triage.reading.content import Block, Notice, Paragraph, Section, Statement, Terms, Weight
from triage.reading.material import Material
from triage.rule_words import lowered, patient_words
from triage.statement_words import accepted_words

_NO_BREAK = "\u00a0"


def proofs(material: Material, verification: Verification) -> Section:
    """Return every property with its verdict; what fails shows the patients."""
    _ = material.say
    pack, vocabulary, language = material.pack, material.vocabulary, material.language
    sections = tuple(
        Section(f"proof-{one.kind}", one.title, tuple(_proof(material, one)))
        for one in proof_words(verification, pack, vocabulary, language)
    )
    lead = Paragraph(
        _(
            "Bevisen gäller alla tänkbara svar, inte ett urval av patienter. De säger vad "
            "kriterierna gör, inte att de är medicinskt rätt. Vad som är större behov står vid "
            "varje fråga under Frågorna."
        )
    )
    remarks = tuple(
        Paragraph(text, "small") for text in remark_words(verification, pack, vocabulary, language)
    )
    return Section("proofs", _("Vad som är bevisat"), (lead, *remarks), sections, listed=False)


def _proof(material: Material, proof: ProofWords) -> Iterator[Block]:
    weight: Weight = {
        Verdict.HOLDS: "holds",
        Verdict.ACCEPTED: "note",
        Verdict.FAILS: "fails",
        Verdict.NOT_PROVEN: "gap",
    }[proof.verdict]  # type: ignore[assignment] # each value is a weight
    word = proof.verdict_word[:1].upper() + proof.verdict_word[1:]
    yield Notice(f"{word}. {proof.statement}".rstrip(), weight)
    for finding in proof.findings:
        yield Statement(finding.text, tuple(_patients(material, finding)), source=finding.standing)


def _patients(material: Material, finding: FindingWords) -> Iterator[tuple[str, str]]:
    _ = material.say
    for number, patient in enumerate(finding.patients, start=1):
        one = len(finding.patients) == 1
        label = _("Patient") if one else _("Patient {n}").format(n=number)
        answers = _answers(patient.answers)
        rest = f" {patient.rest}" if patient.rest else ""
        yield label, f"{answers}.{rest} → {patient.outcome}"


def accepted(material: Material) -> Section:
    """Return the findings that someone has looked at and answers for."""
    _ = material.say
    pack, vocabulary, language = material.pack, material.vocabulary, material.language
    sections = []
    for number, one in enumerate(pack.accepted, start=1):
        title = accepted_words(one.finding, pack, vocabulary, language)
        sections.append(
            Section(
                f"accepted-{number}",
                f"{number}. {title}",
                (
                    Paragraph(one.reason[material.language]),
                    Terms(
                        (
                            (_("Ansvarar"), f"{one.author}, {one.on}"),
                            (_("Gäller till"), _until(material, one)),
                        )
                    ),
                    Paragraph(material.source(one.source), "small"),
                ),
            )
        )
    lead = Paragraph(
        _("Det här håller inte för alla patienter. Någon har tagit ställning och svarar för det.")
    )
    return Section("accepted", _("Godtagna undantag"), (lead,), tuple(sections), listed=False)


def _until(material: Material, one: AcceptedFinding) -> str:
    _ = material.say
    passed = one.expires < material.today.isoformat()
    return _("{day} (tiden har gått ut)").format(day=one.expires) if passed else one.expires


def cases(material: Material, examples: Sequence[ExampleCase]) -> Section:
    """Return the documented patients: their answers, and what the criteria give."""
    _ = material.say
    items = []
    for number, case in enumerate(examples, start=1):
        facts = case.answers(material.compiled)
        words = patient_words(material.vocabulary, facts, material.language)
        try:
            outcome = tuple(_outcome(material, weigh(material.compiled, facts, material.today)))
        except DiagramTooLargeError:
            too_large = _("inte framräknat, kriterierna är för sammansatta")
            outcome = ((_("Ger"), too_large),)
        lines = ((_("Svar"), _answers(words)), *outcome)
        title = f"{number}. {case.title[material.language]}"
        items.append(Statement(title, lines))
    lead = Paragraph(
        _(
            "Påhittade patienter som visar hur kriterierna faller ut. Vägval har räknat fram "
            "utfallen."
        )
    )
    return Section("cases", _("Exempelpatienter"), (lead, *items))


def _outcome(material: Material, now: Weighing) -> Iterator[tuple[str, str]]:
    """Yield what comes out; while several forms are possible none of them stands alone."""
    _ = material.say
    pack, language = material.pack, material.language
    if now.status is Status.NOT_PALLIATIVE:
        yield _("Ger"), _("kriterierna gäller inte, sjukdomen är inte obotlig")
    elif now.blocked_by is not None and now.recommended is not None:
        form = material.form(now.recommended)
        yield _("Ger"), _("{form}; patienten tackar nej till remiss").format(form=form)
    elif len(now.possible) > 1 or now.recommended is None:
        forms = ", ".join(material.form(form) for form in now.possible)
        yield _("Ger"), _("ännu inte avgjort; möjligt: {forms}").format(forms=forms)
    else:
        yield _("Ger"), material.form(now.recommended)
    if now.gap and now.indicated is not None:
        form = lowered(material.form(now.indicated))
        yield _("Saknas här"), _("behovet pekar mot {form}").format(form=form)
    team = now.team or now.team_to_confirm
    if team is not None and len(now.possible) == 1:
        label = _("Team") if now.team else _("Team, ej bekräftat")
        yield label, pack.team[team].name[language]
    names = {one.id: one.name[language] for one in material.vocabulary.urgency.classes}
    yield _("Angelägenhet"), names[now.urgency.current]
    if now.conditions:
        todos = (pack.prerequisite[one.id].todo[language] for one in now.conditions)
        yield _("Att göra"), "; ".join(todos)
    if now.parallel:
        yield _("Vid sidan av"), ", ".join(material.form(form) for form in now.parallel)


def _answers(words: Sequence[str]) -> str:
    """Return answers in a row, each kept on one line where it is short."""
    return " · ".join(one.replace(" ", _NO_BREAK) if len(one) < 36 else one for one in words)
