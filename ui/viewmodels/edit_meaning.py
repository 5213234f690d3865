"""What a draft means, in words: whether it can be read, what is proved of it, and who moves."""

from dataclasses import dataclass

from triage.core.movement import Result
from triage.core.verification import Verdict
from triage.movement_words import MovementWords, share_words
from triage.proof_words import FindingWords, PatientWords, ProofWords, proof_words
from ui.viewmodels.edit_pack import EditPack
from ui.viewmodels.edit_places import place_words, section_of
from ui.viewmodels.edit_problem_words import problem_words

_MOST = 8
"""Faults that are listed; more are counted."""
_FLOWS = 4
"""Ways of moving that are listed; more are counted."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One statement: a mark with its tone, words, lines under it, and a patient to unfold."""

    mark: str
    tone: str
    text: str
    lines: tuple[str, ...] = ()
    patient: tuple[str, ...] = ()
    said: str = ""
    """What the mark means, for a screen reader."""
    link: str = ""
    """What to do about it, in a word or two."""
    where: str = ""
    """The section where it is done, and in it the item: `criteria#3`."""


_MARKS = {
    Verdict.HOLDS: ("✓", "yes"),
    Verdict.ACCEPTED: ("✓", "muted"),
    Verdict.FAILS: ("△", "gap"),
    Verdict.NOT_PROVEN: ("?", "unknown"),
}


def headline(model: EditPack) -> tuple[str, str, str]:
    """Return what matters most about the draft: a heading, one line, and its kind of card."""
    _ = model.desk.translate
    if not model.loads:
        count = len(model.problems)
        one = _("1 fel att rätta innan kriterierna kan användas.")
        many = _("{count} fel att rätta innan kriterierna kan användas.").format(count=count)
        return _("Går inte att använda än"), one if count == 1 else many, "danger"
    moves = moving(model)
    if model.verification is None:
        return _("Prövas …"), moves, "info"
    found = open_findings(model)
    if found:
        one = _("1 fynd att ta ställning till")
        many = _("{count} fynd att ta ställning till").format(count=len(found))
        return one if len(found) == 1 else many, moves, "gap"
    return _("Kriterierna håller"), moves, "info"


def moving(model: EditPack) -> str:
    """Return in a few words whether any patient moves."""
    _ = model.desk.translate
    if not model.touched:
        return _("Inget är ändrat mot versionen som gäller.")
    if model.difference is None:
        return ""
    told = model.difference.compared
    if {one.result for one in told} <= {Result.SAME, Result.NOT_COMPARED}:
        return _("Ingen patient flyttas.")
    moved = [one for one in told if one.result is Result.MOVES]
    if not moved or model.compiled is None:
        return _("Om någon flyttas är inte känt.")
    share = max(one.share for one in moved)
    told_share = share_words(share, model.desk.language).replace(" ", "\N{NO-BREAK SPACE}")
    return _("{share} av alla tänkbara svar ger ett annat utfall.").format(share=told_share)


def faults(model: EditPack) -> tuple[Meaning, ...]:
    """Return what keeps the draft from being used."""
    _ = model.desk.translate
    every = [
        Meaning(
            "⚠",
            "danger",
            problem_words(one, _),
            (place_words(model, one),),
            said=_("fel"),
            link=_("Rätta"),
            where=section_of(one),
        )
        for one in model.problems
    ]
    every = list(dict.fromkeys(every))  # a text that is missing in both languages is one fault
    found = every[:_MOST]
    more = len(every) - len(found)
    if more > 0:
        found.append(Meaning("⚠", "danger", _("… och {count} till").format(count=more)))
    return tuple(found)


def proofs(model: EditPack) -> tuple[ProofWords, ...]:
    """Return every property in words; none while it is being verified."""
    if model.verification is None or model.compiled is None:
        return ()
    vocabulary = model.compiled.vocabulary
    return proof_words(model.verification, model.pack(), vocabulary, model.desk.language)


def open_findings(model: EditPack) -> tuple[FindingWords, ...]:
    """Return the findings that nobody has accepted."""
    return tuple(one for proof in proofs(model) for one in proof.findings if one.open)


def sound(model: EditPack) -> tuple[Meaning, ...]:
    """Return how each property stands."""
    stated: list[Meaning] = []
    for proof in proofs(model):
        mark, tone = _MARKS[proof.verdict]
        besides = (proof.verdict_word,) if proof.verdict is not Verdict.HOLDS else ()
        stated.append(Meaning(mark, tone, proof.title, besides, said=proof.verdict_word))
    return tuple(stated)


def findings(model: EditPack) -> tuple[Meaning, ...]:
    """Return the open findings, each with the smallest patients who show it."""
    _ = model.desk.translate
    link = _("Ta ställning")
    return tuple(
        Meaning("△", "gap", one.text, (), patient_lines(one.patients), link=link, where="accepted")
        for one in open_findings(model)
    )


def patient_lines(patients: tuple[PatientWords, ...]) -> tuple[str, ...]:
    """Return the patients of a finding, line by line."""
    lines: list[str] = []
    for patient in patients:
        lines += [*patient.answers, *filter(None, (patient.rest,)), f"→ {patient.outcome}"]
    return tuple(lines)


def moves(model: EditPack) -> tuple[Meaning, ...]:
    """Return who is weighed otherwise than by the version in force."""
    if model.difference is None or model.compiled is None or not model.touched:
        return ()
    _ = model.desk.translate
    words = MovementWords(model.base, model.compiled, model.desk.language)
    told: list[Meaning] = []
    if all(one.result is Result.SAME for one in model.difference.compared):
        same = _("För alla patienter: samma vårdform och angelägenhet som förut (bevisat).")
        return (Meaning("✓", "yes", same),)
    for movement in model.difference.compared:
        moved = movement.result is Result.MOVES
        mark, tone = ("△", "gap") if moved else ("✓", "yes")
        if movement.result in {Result.NOT_PROVEN, Result.NOT_COMPARED}:
            mark, tone = "?", "unknown"
        lines: tuple[str, ...] = ()
        patient: tuple[str, ...] = ()
        if moved:
            flows = [words.flow(movement.outcome, flow) for flow in movement.moves]
            more = len(flows) - _FLOWS
            if more > 1:
                flows[_FLOWS:] = [_("… och {count} till").format(count=more)]
            lines = (words.statement(movement), *flows)
            shown = next((one.patient for one in movement.moves if one.patient), None)
            if shown is not None:
                who = words.mover(shown)
                patient = (*who.answers, *filter(None, (who.rest,)), *who.outcomes)
        told.append(
            Meaning(
                mark,
                tone,
                words.title(movement.outcome),
                lines or (words.statement(movement),),
                patient,
            )
        )
    return tuple(told)


def reservation(model: EditPack) -> str:
    """Return what a share is of, and what it is not."""
    return MovementWords(model.base, model.base, model.desk.language).reservation()
