"""`assess`: weigh one case or many; print what a clinician reads, or JSON; write the letter."""

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from triage.cli.bounded_json import STANDARD_INPUT
from triage.cli.cases import Case, CaseFile, CaseReader
from triage.cli.output import write_file, write_out
from triage.core.recommend import recommend
from triage.core.recommendation import Recommendation
from triage.core.swedish_time import SWEDEN
from triage.packs.catalogue import Catalogue
from triage.packs.problems import InputError, Problem
from triage.texts import LANGUAGES

YEARS = range(1900, 3000)
"""Years in which opening hours can be reckoned in any time zone."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument(
        "case", metavar="CASE.json", help="one case, or a list; - reads standard input"
    )
    parser.add_argument(
        "--pack", metavar="ID", help="criteria to use; else the case's, else the place's"
    )
    add_time(parser)
    add_language(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--pdf", metavar="OUT.pdf", type=Path, help="write the referral letter of one case"
    )


def add_time(parser: argparse.ArgumentParser) -> None:
    """Add the clock that decides what is open and whether criteria are in force."""
    parser.add_argument(
        "--at",
        metavar="TIME",
        type=moment,
        help="as of when, such as 2026-03-01T14:30; now if left out",
    )


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the language of what people read; JSON is the same in both."""
    parser.add_argument("--language", choices=LANGUAGES, default="sv", help="sv (default) or en")


def moment(text: str) -> datetime:
    """Read an ISO time; without an offset it is Swedish local time.

    Raises:
        argparse.ArgumentTypeError: if it is no such time.
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.year not in YEARS:
        raise argparse.ArgumentTypeError(
            "not a time in ISO form; write 2026-03-01T14:30 or 2026-03-01T14:30+01:00"
        )
    return at.replace(tzinfo=SWEDEN) if at.tzinfo is None else at.astimezone(SWEDEN)


def run(arguments: argparse.Namespace) -> int:
    """Weigh the cases of a file.

    Raises:
        InputError: before anything is written, if any of it cannot be used.
    """
    at: datetime = arguments.at or datetime.now(UTC).astimezone(SWEDEN)
    reader = CaseReader(Catalogue(), at.date(), pack=arguments.pack)
    file = reader.read(arguments.case)
    if arguments.pdf is not None:
        _check_letter(arguments.case, file, arguments.pdf)
        data = _letter(reader, file.cases[0], at, arguments.language)
        write_file(arguments.pdf, data)
    if arguments.json:
        results = (case.named(_weighed(reader, case, at).as_json()) for case in file.cases)
        write_out(json_pieces(results, many=file.many))
    else:
        write_out(_readable(reader, file, at, arguments.language))
    return 0


def json_pieces(results: Iterable[dict[str, object]], *, many: bool) -> Iterator[str]:
    """Yield one object indented, or a list with one line for each object."""
    if not many:
        for result in results:
            yield json.dumps(result, ensure_ascii=False, indent=2) + "\n"
        return
    before = "["
    for result in results:
        yield f"{before}\n{json.dumps(result, ensure_ascii=False)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _weighed(reader: CaseReader, case: Case, at: datetime) -> Recommendation:
    return recommend(reader.compiled(case), case.facts, at.date())


def _readable(reader: CaseReader, file: CaseFile, at: datetime, language: str) -> Iterator[str]:
    from triage.cli.readable import readable  # noqa: PLC0415 - not needed for JSON

    for number, case in enumerate(file.cases):
        lines = readable(
            reader.compiled(case),
            _weighed(reader, case, at),
            case.facts,
            at=at,
            language=language,
            case_id=case.id,
        )
        yield ("\n" if number else "") + "\n".join(lines) + "\n"


def _check_letter(source: str, file: CaseFile, target: Path) -> None:
    if file.many:
        message = "writes the letter of one case; give a file that holds one object, not a list"
        raise InputError([Problem("--pdf", "", message)])
    if source != STANDARD_INPUT and _is_same(target, source):
        raise InputError([Problem("--pdf", "", "is the case file itself; give another name")])


def _is_same(target: Path, source: str) -> bool:
    try:
        return target.samefile(source)
    except OSError:  # not there yet; whether it can be written is told by writing it
        return False


def _letter(reader: CaseReader, case: Case, at: datetime, language: str) -> bytes:
    """Return the referral letter, unsigned, as PDF."""
    from triage.core.holidays_se import swedish_holidays  # noqa: PLC0415 - only for the letter
    from triage.core.hours import opening  # noqa: PLC0415
    from triage.referral.content import referral  # noqa: PLC0415
    from triage.referral.pdf import pdf  # noqa: PLC0415
    from triage.services.workstation import APP_VERSION  # noqa: PLC0415

    compiled = reader.compiled(case)
    recommendation = recommend(compiled, case.facts, at.date())
    team = recommendation.weighing.team
    letter = referral(
        compiled,
        recommendation,
        case.patient,
        case.facts,
        case.notes,
        signed=None,
        language=language,
        at=at,
        app_version=APP_VERSION,
        opening=None
        if team is None
        else opening(compiled.pack.team[team].hours, at, swedish_holidays()),
    )
    return pdf(letter)
