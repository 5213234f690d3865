"""`compare`: the same patient under every region's criteria, side by side."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from triage.cli.assess import add_language, add_time, json_pieces
from triage.cli.cases import Case, CaseReader
from triage.cli.layout import WIDTH, printable, table, wrapped
from triage.cli.output import write_out
from triage.comparison import Compared, compared, standing_words
from triage.core.compiled import CompiledPack
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.recommend import recommend, weigh
from triage.core.swedish_time import SWEDEN
from triage.packs.catalogue import Catalogue
from triage.packs.problems import InputError
from triage.texts import Translate, enumerated, translator

COLUMNS = (17, 12, 23, 9, 12, 13)
"""Widths: region, status, form, gap, urgency, what the patient would lack."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument(
        "case", metavar="CASE.json", help="one case, or a list; - reads standard input"
    )
    add_time(parser)
    add_language(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Weigh the cases of a file under every pack that loads; name those that do not.

    Raises:
        InputError: before anything is written, if the cases cannot be used or no pack loads.
    """
    at: datetime = arguments.at or datetime.now(UTC).astimezone(SWEDEN)
    catalogue = Catalogue()
    file = CaseReader(catalogue, at.date(), every_pack=True).read(arguments.case)
    packs, errors = catalogue.usable()
    problems = [problem for error in errors for problem in error.problems]
    if not packs:
        raise InputError(problems)
    for problem in problems:
        print(problem, file=sys.stderr)
    if arguments.json:
        results = (case.named({"packs": _as_json(packs, case, at.date())}) for case in file.cases)
        write_out(json_pieces(results, many=file.many))
    else:
        write_out(_readable(packs, file.cases, at.date(), arguments.language))
    return 0


def _as_json(packs: Sequence[CompiledPack], case: Case, today: date) -> list[dict[str, object]]:
    return [recommend(pack, case.facts, today).as_json() for pack in packs]


def _readable(
    packs: Sequence[CompiledPack], cases: Sequence[Case], today: date, language: str
) -> Iterator[str]:
    for number, case in enumerate(cases):
        rows = compared([(pack, weigh(pack, case.facts, today)) for pack in packs])
        lines = comparison(rows, language=language, case_id=case.id)
        yield ("\n" if number else "") + "\n".join(lines) + "\n"


def comparison(
    regions: Sequence[Compared], *, language: str, case_id: str | int | None = None
) -> list[str]:
    """Return one patient's regions as the lines of a table."""
    _ = translator(language)
    title = _("Samma patient i alla regioner")
    if case_id is not None:
        title = _("Fall {id} · {pack}").format(id=printable(str(case_id)), pack=title)
    heading = (
        _("Region"),
        _("Läge"),
        _("Vårdform"),
        _("Saknas här"),
        _("Angelägenhet"),
        _("Skulle saknas"),
    )
    rows = [heading, *(_row(one, language, _) for one in regions)]
    return [
        *wrapped(title),
        "=" * WIDTH,
        *table(rows, COLUMNS),
        *wrapped(
            _(
                "Kommunen räknas bara i sin egen region; i de andra prövas om formen finns "
                "någonstans. Skulle saknas: vårdformer som svaren pekar på i någon region men som "
                "inte erbjuds här."
            )
        ),
        *wrapped(
            _(
                "Vägval jämför svar med publicerade kriterier. Det ställer ingen diagnos, fattar "
                "inget beslut och är inte CE-märkt."
            )
        ),
    ]


def _row(one: Compared, language: str, _: Translate) -> tuple[str, ...]:
    compiled, now = one.compiled, one.weighing
    names = {form.id: form.name[language] for form in compiled.vocabulary.care_forms}
    names[NOT_PALLIATIVE] = _("inte palliativ vård")
    return (
        compiled.pack.name[language],
        "; ".join(standing_words(now, _)),
        enumerated([names[form] for form in one.forms], _("eller")) or "–",
        _("ja") if now.gap else _("nej"),
        compiled.vocabulary.urgency[now.urgency.current].name[language],
        ", ".join(names[form] for form in one.lacking) or "–",
    )
