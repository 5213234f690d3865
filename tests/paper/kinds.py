"""Every kind of PDF that the program writes: what `make validate-pdf` holds against standards."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tests.reading.documents import DAY, EVERY, LANGUAGES, hostile
from tests.reading.documents import written as criteria
from tests.referral.letters import ASIH, NOTES, letter
from tests.referral.round_lists import LIST
from tests.referral.ten_letters import ten, ten_letter
from tests.referral.test_patient_history_pdf import PAPER
from triage.reading.document import document
from triage.reading.pdf import pdf as criteria_pdf
from triage.referral import access_report_pdf, patient_history_pdf, round_list_pdf
from triage.referral.access_report import Asked, Line, Report, report
from triage.referral.pdf import annex, first_page, pdf
from triage.referral.round_list import RoundGroup

TYPED = "המטופל סובל מכאב עז בלילה ובבוקר " * 9
ODD = {
    "worry": "x\u0301 \U0001f600 \u738b \ufeff\u202e \ue000 \u0645\u062d\u0645\u062f (<b>&\\)",
    "family": "".join(map(chr, range(0x100, 0x250))),
}
"""What nobody should write."""
WHO = ("Lars Öberg", "Ánne Čáhppe, överläkare \U0001f600", f"<b>{TYPED}")
AT = datetime(2026, 11, 1, 8, tzinfo=UTC)


class Kind(NamedTuple):
    """A kind of document, and its files by name."""

    name: str
    files: Callable[[], Iterator[tuple[str, bytes | None]]]


def letters() -> Iterator[tuple[str, bytes]]:
    """Yield the ten letters: whole, the front alone, the annex alone, the first page in sight."""
    every = [(f"{name}-{one}", ten_letter(name, one)) for name in ten() for one in LANGUAGES]
    every.append(("odd", letter(notes=NOTES | ODD, decision=ASIH)))
    every.append(("long", letter(notes=NOTES | {"diagnosis_course": "ord " * 2000})))
    for name, of in every:
        yield name, pdf(of)
        yield f"{name}-front", pdf(of, trace=False)
        yield f"{name}-annex", annex(of)
        yield f"{name}-first", first_page(of)


def round_lists() -> Iterator[tuple[str, bytes | None]]:
    """Yield round lists: in groups and with a protected row, of very many, of none."""
    group = LIST.groups[0]
    many = RoundGroup("", (group.rows * 250)[:500])
    high = replace(group.rows[0], who=f"{TYPED} " * 30, conditions=("ord " * 400,))
    for language in LANGUAGES:
        one = replace(LIST, language=language)
        yield f"groups-{language}", round_list_pdf.pdf(one)
        yield f"many-{language}", round_list_pdf.pdf(replace(one, groups=(many,)))
        yield f"none-{language}", round_list_pdf.pdf(replace(one, groups=()))
    odd = RoundGroup("\U0001f600", (high,))
    yield "odd", round_list_pdf.pdf(replace(LIST, groups=(odd, group)))


def histories() -> Iterator[tuple[str, bytes]]:
    """Yield patient histories: with scores, without, of many days."""
    days = tuple(f"dag {at}" for at in range(30))
    scores = (("Smärta", tuple(str(at % 5) for at in range(30))),)
    lines = (replace(PAPER.lines[0], texts=(TYPED, "ord " * 1200)), *PAPER.lines) * 20
    for language in LANGUAGES:
        one = replace(PAPER, language=language)
        yield f"scores-{language}", patient_history_pdf.pdf(one)
        bare = replace(one, scores=(), days=(), never=(), damage="Ett ärende kan inte läsas.")
        yield f"bare-{language}", patient_history_pdf.pdf(bare)
        long = replace(one, days=days, scores=scores, lines=lines)
        yield f"long-{language}", patient_history_pdf.pdf(long)


def access_reports() -> Iterator[tuple[str, bytes | None]]:
    """Yield extracts of the access log: of several pages, of none."""
    for language in LANGUAGES:
        yield f"pages-{language}", access_report_pdf.pdf(access_report(120, language))
        yield f"none-{language}", access_report_pdf.pdf(access_report(0, language))


def access_report(count: int, language: str = "sv", who: Sequence[str] = WHO) -> Report:
    """Return an extract of so many entries."""
    lines = [
        Line(
            seq=at,
            at=AT + timedelta(minutes=7 * at),
            who=who[at % len(who)],
            unit="Medicin 3",
            act=("opened", "exported")[at % 2],
            patient="191212121212",
            hidden=at % 50 == 0,
            detail={"file": "pdf", "count": str(at)} if at % 2 else {},
            set_back=at % 70 == 0,
        )
        for at in range(1, count + 1)
    ]
    return report(Asked(language, "Lars Öberg", AT), lines, "3fa94c0be11277aa" * bool(count))


def criteria_documents() -> Iterator[tuple[str, bytes]]:
    """Yield the document of every pack, and of one whose texts nobody should write."""
    for pack_id, language in EVERY:
        yield f"{pack_id}-{language}", criteria_pdf(criteria(pack_id, language))
    yield "odd", criteria_pdf(document(hostile(), (), None, "sv", DAY))


KINDS = (
    Kind("letters", letters),
    Kind("round-lists", round_lists),
    Kind("histories", histories),
    Kind("access-reports", access_reports),
    Kind("criteria", criteria_documents),
)
