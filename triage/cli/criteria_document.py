"""`criteria document`: a pack as a document to read, print or publish."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from triage.cli.assess import add_language, add_time
from triage.cli.given_pack import HELP, given_pack
from triage.cli.output import write_file, write_out
from triage.cli.run import Exit
from triage.core.proofs import verify
from triage.core.swedish_time import SWEDEN
from triage.packs.catalogue import Catalogue
from triage.packs.problems import InputError, Problem
from triage.reading.content import PackDocument
from triage.reading.document import document
from triage.texts import translator

KINDS = (".html", ".pdf")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("pack", metavar="PACK", help=HELP)
    add_time(parser)
    add_language(parser)
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="FILE.html or FILE.pdf; left out, HTML goes to standard output",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write one pack as a document, with its proofs.

    Raises:
        InputError: if the pack does not load, or the file cannot be written.
    """
    out: Path | None = arguments.out
    if out is not None and out.suffix.lower() not in KINDS:
        right = "the name ends in .html or .pdf, which decides the kind"
        raise InputError([Problem(str(out), "", right)])
    at: datetime = arguments.at or datetime.now(UTC).astimezone(SWEDEN)
    given = given_pack(arguments.pack, Catalogue())
    compiled, cases = given.compiled, given.cases(needed=False)
    told = document(compiled, cases, verify(compiled, at.date()), arguments.language, at.date())
    if signature := given.signature(translator(arguments.language)):
        print(signature, file=sys.stderr)  # of the file, so it does not stand in the document
    if out is None:
        write_out([_html(told)])
    else:
        write_file(out, _pdf(told) if out.suffix.lower() == ".pdf" else _html(told).encode())
    return Exit.DONE


def _html(told: PackDocument) -> str:
    from triage.reading.html import html  # noqa: PLC0415 - not needed for a PDF

    return html(told)


def _pdf(told: PackDocument) -> bytes:
    from triage.reading.pdf import pdf  # noqa: PLC0415 - ReportLab is slow to load

    return pdf(told)
