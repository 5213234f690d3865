"""`criteria check`: what each pack promises, proved for every patient or shown to fail."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from triage.cli.assess import add_language, add_time, json_pieces
from triage.cli.given_pack import HELP, GivenPack, given_pack
from triage.cli.layout import WIDTH, wrapped
from triage.cli.output import write_file, write_out
from triage.cli.run import Exit
from triage.core.answers import plain
from triage.core.compiled import CompiledPack
from triage.core.proofs import verify
from triage.core.swedish_time import SWEDEN
from triage.core.verification import Example, Finding, Verdict, Verification
from triage.packs.catalogue import Catalogue
from triage.packs.found_cases import found_cases
from triage.packs.problems import InputError
from triage.packs.write import written_file
from triage.proof_words import PatientWords, ProofWords, proof_words, remark_words
from triage.texts import Translate, translator

SIGNS = {Verdict.HOLDS: "✓", Verdict.ACCEPTED: "!", Verdict.FAILS: "✗", Verdict.NOT_PROVEN: "?"}

Checked = tuple[GivenPack, Verification]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("packs", nargs="*", metavar="PACK", help=f"{HELP}; all if left out")
    add_time(parser)
    add_language(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--save",
        metavar="FILE",
        type=Path,
        help="write the patients who show a failure: .json for assess, .yaml for cases.yaml",
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify the packs named, or all; a pack that does not load is named, the rest are checked.

    Raises:
        InputError: if no pack can be checked, or the patients cannot be written.
    """
    at: datetime = arguments.at or datetime.now(UTC).astimezone(SWEDEN)
    catalogue = Catalogue()
    checked: list[Checked] = []
    unusable: list[InputError] = []
    for name in dict.fromkeys(arguments.packs or catalogue.ids):
        try:
            given = given_pack(name, catalogue)
        except InputError as error:
            unusable.append(error)
            continue
        checked.append((given, verify(given.compiled, at.date())))
    problems = [problem for error in unusable for problem in error.problems]
    if not checked:
        raise InputError(problems)
    if arguments.save is not None:
        as_yaml = arguments.save.suffix in (".yaml", ".yml")
        write_file(arguments.save, _saved(checked, as_yaml=as_yaml))
    if arguments.json:
        write_out(json_pieces((_as_json(*one) for one in checked), many=True))
    else:
        idle = () if arguments.packs else catalogue.idle_facts()
        write_out(_readable(checked, idle, arguments.language))
    loose_ends = () if arguments.packs or problems else catalogue.loose_ends()
    for problem in (*problems, *loose_ends):
        print(problem, file=sys.stderr)
    if problems:
        return Exit.INPUT
    holds = all(one.passes for _, one in checked) and not loose_ends
    return Exit.DONE if holds else Exit.PROPERTY_FAILS


def _as_json(given: GivenPack, verification: Verification) -> dict[str, object]:
    compiled = given.compiled
    return {
        "pack": given.as_json(),
        "day": verification.day,
        "passes": verification.passes,
        "proofs": [
            {
                "property": str(proof.kind),
                "verdict": str(proof.verdict),
                "over": list(proof.over),
                "findings": [_finding(compiled, finding) for finding in proof.findings],
            }
            for proof in verification.proofs
        ],
        "remarks": {kind: list(names) for kind, names in verification.remarks.items()},
    }


def _finding(compiled: CompiledPack, finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "subject": finding.subject,
        "values": list(finding.values),
        "region": finding.region,
        "standing": str(finding.standing),
        "patients": [_patient(compiled, one) for one in finding.patients],
    }


def _patient(compiled: CompiledPack, example: Example) -> dict[str, object]:
    return {
        "pack": compiled.pack.id,
        "facts": {fact: plain(value) for fact, value in example.facts.items()},
        "telling": list(example.telling),
        "indicated": example.indicated,
        "recommended": example.recommended,
        "urgency": example.urgency,
    }


def _saved(checked: Sequence[Checked], *, as_yaml: bool) -> bytes:
    """Return the patients of open findings: for `cases.yaml`, or as JSON that `assess` takes."""
    found = [
        (given.compiled.pack.id, case)
        for given, verification in checked
        for case in found_cases(given.compiled, verification)
    ]
    if as_yaml:
        return written_file("cases.yaml", tuple(case.model_dump() for _, case in found))
    cases: list[dict[str, object]] = [
        {"id": f"{pack}/{case.id}", "pack": pack, "facts": case.facts} for pack, case in found
    ]
    return "".join(json_pieces(cases, many=True)).encode()


def _readable(
    checked: Sequence[Checked], idle_facts: Sequence[str], language: str
) -> Iterator[str]:
    _ = translator(language)
    for number, (given, verification) in enumerate(checked):
        lines = _pack(given, verification, language)
        if len(checked) == 1:
            lines += _remarks(given, verification, language)
        yield ("\n" if number else "") + "\n".join(lines) + "\n"
    if idle_facts:
        facts = checked[0][0].compiled.vocabulary.fact
        labels = ", ".join(facts[name].label[language] for name in idle_facts)
        said = _("Frågor som inte påverkar något i någon region: {names}.").format(names=labels)
        yield "\n" + "\n".join(wrapped(said)) + "\n"
    failing = sum(not one.passes for _, one in checked)
    if failing == 0:
        yield "\n" + _("Alla kontrollerade kriterier håller.") + "\n"
    else:
        yield (
            "\n"
            + _("Kriterier som inte håller: {count} av {total}.").format(
                count=failing, total=len(checked)
            )
            + "\n"
        )


def _pack(given: GivenPack, verification: Verification, language: str) -> list[str]:
    _ = translator(language)
    pack, vocabulary = given.compiled.pack, given.compiled.vocabulary
    lines = [
        *wrapped(
            _("{name}, version {version}").format(name=pack.name[language], version=pack.version)
        ),
        "=" * WIDTH,
        *wrapped(given.signature(_)),
    ]
    for proof in proof_words(verification, pack, vocabulary, language):
        lines += _proof(proof, _)
    return lines


def _remarks(given: GivenPack, verification: Verification, language: str) -> list[str]:
    pack, vocabulary = given.compiled.pack, given.compiled.vocabulary
    return [
        line
        for remark in remark_words(verification, pack, vocabulary, language)
        for line in wrapped(f"· {remark}", hang=2)
    ]


def _proof(proof: ProofWords, _: Translate) -> list[str]:
    lines = wrapped(f"{SIGNS[proof.verdict]} {proof.title} – {proof.verdict_word}", hang=2)
    lines += wrapped(proof.statement, indent=2) if proof.statement else []
    for finding in proof.findings:
        sign = "!" if finding.open else "·"
        lines += wrapped(f"{sign} {finding.text}", indent=2, hang=2)
        for number, patient in enumerate(finding.patients, 1):
            name = _("Patient") if len(finding.patients) == 1 else _("Patient {n}").format(n=number)
            lines += wrapped(f"{name}: {_told(patient)}", indent=4, hang=2)
        lines += wrapped(finding.standing, indent=4, hang=2) if finding.standing else []
        if finding.open:
            shown = _("Fynd {id}, omfattning {region}").format(id=finding.id, region=finding.region)
            lines += wrapped(shown, indent=4, hang=2)
    return lines


def _told(patient: PatientWords) -> str:
    answers = "; ".join(patient.answers)
    told = ". ".join(part for part in (answers, patient.rest.rstrip(".")) if part)
    return f"{told} → {patient.outcome}" if patient.outcome else told
