"""`criteria cases`: what a pack's cases decide between them, and cases for what they miss."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage.cli.assess import add_language, json_pieces
from triage.cli.given_pack import HELP, GivenPack, given_pack
from triage.cli.layout import WIDTH, listed, wrapped
from triage.cli.output import write_file, write_out
from triage.cli.run import Exit
from triage.core.compiled import CompiledPack
from triage.core.diagram_store import DiagramTooLargeError
from triage.core.duties import Kind
from triage.coverage_words import duty_words, impossible_words, kind_words
from triage.packs.cases import ExampleCase
from triage.packs.catalogue import Catalogue
from triage.packs.coverage import Coverage, Line, Standing, coverage
from triage.packs.problems import InputError, Problem
from triage.packs.propose import Proposal, propose
from triage.packs.proposed import proposed_text
from triage.texts import translator


@dataclass(frozen=True)
class Reviewed:
    """One pack with its cases, and what they show."""

    given: GivenPack
    cases: tuple[ExampleCase, ...]
    coverage: Coverage

    @property
    def compiled(self) -> CompiledPack:
        """The pack ready to weigh."""
        return self.given.compiled

    def proposals(self) -> tuple[Proposal, ...]:
        """Return cases for what is missing.

        Raises:
            InputError: if the pack is too large for them to be found.
        """
        try:
            return propose(self.compiled, self.cases) if self.coverage.missing else ()
        except DiagramTooLargeError as error:
            message = f"too large to propose cases for: {error}"
            raise InputError([Problem(self.compiled.pack.id, "", message)]) from None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("packs", nargs="*", metavar="PACK", help=f"{HELP}; all if left out")
    parser.add_argument(
        "--propose", action="store_true", help="print the missing cases as YAML for cases.yaml"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="write to a file")
    add_language(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Hold the cases of the packs named, or of all, against what they should show.

    Raises:
        InputError: if no pack with its cases can be read, or the file cannot be written.
    """
    catalogue = Catalogue()
    reviewed: list[Reviewed] = []
    unusable: list[InputError] = []
    for name in dict.fromkeys(arguments.packs or catalogue.ids):
        try:
            given = given_pack(name, catalogue)
            cases = given.cases()
        except InputError as error:
            unusable.append(error)
            continue
        reviewed.append(Reviewed(given, cases, coverage(given.compiled, cases)))
    problems = [problem for error in unusable for problem in error.problems]
    if not reviewed:
        raise InputError(problems)
    pieces = tuple(_pieces(reviewed, arguments))  # all made before anything is written
    if arguments.out is None:
        write_out(pieces)
    else:
        write_file(arguments.out, "".join(pieces).encode())
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return Exit.INPUT
    whole = all(one.coverage.complete for one in reviewed)
    return Exit.DONE if whole else Exit.PROPERTY_FAILS


def _pieces(reviewed: Sequence[Reviewed], arguments: argparse.Namespace) -> Iterator[str]:
    language: str = arguments.language
    if arguments.json:
        made = (_as_json(one, propose=arguments.propose) for one in reviewed)
        yield from json_pieces(made, many=True)
    elif arguments.propose:
        texts = (proposed_text(one.compiled, one.proposals(), language) for one in reviewed)
        yield "\n".join(text for text in texts if text)
    else:
        _ = translator(language)
        for number, one in enumerate(reviewed):
            lines = (*([""] if number else []), *_pack(one, language))
            yield "\n".join(lines) + "\n"


def _pack(one: Reviewed, language: str) -> list[str]:
    _ = translator(language)
    pack, found = one.compiled.pack, one.coverage
    title = _("{name}, version {version}").format(name=pack.name[language], version=pack.version)
    lines = [*wrapped(title), "=" * WIDTH, *wrapped(one.given.signature(_))]
    lines += wrapped(_("Exempelpatienter: {count}").format(count=found.cases))
    for kind in Kind:
        possible = sum(found.count(kind, at) for at in Standing if at is not Standing.IMPOSSIBLE)
        if possible or found.count(kind, Standing.IMPOSSIBLE):
            text = _("{kind}: {covered} av {possible} visas")
            sign = "✓" if possible == found.count(kind, Standing.COVERED) else "✗"
            words = text.format(
                kind=kind_words(kind, _),
                covered=found.count(kind, Standing.COVERED),
                possible=possible,
            )
            lines += wrapped(f"{sign} {words}", hang=2)
    for standing, heading in (
        (Standing.MISSING, _("Inget fall visar:")),
        (Standing.NOT_PROVEN, _("För stort för att avgöra om något fall kan visa:")),
        (Standing.IMPOSSIBLE, _("Kan inte visas av någon patient:")),
    ):
        lines += _section(one, standing, heading, language)
    return lines


def _section(one: Reviewed, standing: Standing, heading: str, language: str) -> list[str]:
    items = [
        _item(one.compiled, line, language)
        for line in one.coverage.lines
        if line.standing is standing
    ]
    return [*wrapped(heading), *listed(items)] if items else []


def _item(compiled: CompiledPack, line: Line, language: str) -> str:
    words = duty_words(compiled, line.duty, language)
    if line.impossible is None:
        return words
    return f"{words} – {impossible_words(compiled, line.impossible, language)}"


def _as_json(one: Reviewed, *, propose: bool) -> dict[str, object]:
    shape: dict[str, object] = {
        "pack": one.given.as_json(),
        "cases": one.coverage.cases,
        "complete": one.coverage.complete,
        "duties": [_line(line) for line in one.coverage.lines],
    }
    if propose:
        shape["proposed"] = [
            {**made.case.model_dump(mode="json"), "shows": [duty.id for duty in made.shows]}
            for made in one.proposals()
        ]
    return shape


def _line(line: Line) -> dict[str, object]:
    why = line.impossible
    return {
        "id": line.duty.id,
        "kind": str(line.duty.kind),
        "subject": line.duty.subject,
        "value": line.duty.value,
        "way": str(line.duty.way),
        "standing": str(line.standing),
        "cases": list(line.cases),
        "reason": None if why is None else str(why.reason),
        "forms": [] if why is None else list(why.forms),
    }
