"""How long the letter's PDF takes, against a bare ReportLab document of the same text.

Both use the same typefaces, loaded beforehand. The letter is tagged and made for archives, the
bare document is neither; the aim is at most 1.5 times the bare one, and the first page on the
screen within 150 ms. Round list, extract of the access log and criteria document are timed beside
it. Run as `python -m benchmarks.bench_pdf`.
"""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from statistics import median
from time import perf_counter
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from tests.paper.kinds import access_report
from tests.reading.documents import written
from tests.referral.letters import ASIH, NOTES, letter
from tests.referral.round_lists import LIST
from triage.fonts import BOLD, REGULAR
from triage.reading.pdf import pdf as criteria_pdf
from triage.referral import access_report_pdf, round_list_pdf
from triage.referral.content import NOTE_FIELDS, Referral
from triage.referral.pages import pages
from triage.referral.pdf import annex, first_page, pdf
from triage.referral.round_list import RoundGroup
from triage.referral.text import text

_ROUNDS = 15
_PATIENTS = 500
_ENTRIES = 1000
_SCALE = 1.5
_LONG = "Smärtan har tilltagit sedan i måndags. " * 100


def bare(referral: Referral) -> bytes:
    """Return the letter's text as plain paragraphs, with the label of each line in bold."""
    style = ParagraphStyle("bare", fontName=REGULAR, fontSize=8.4, leading=10.8)
    story: list[Flowable] = []
    for row in text(referral).splitlines():
        label, colon, told = row.partition(": ")
        bold = f'<font name="{BOLD}">{escape(label)}</font>{colon}{escape(told)}'
        story.append(Paragraph(bold if colon else escape(row), style))
    into = BytesIO()
    SimpleDocTemplate(into, invariant=1).build(story)
    return into.getvalue()


def main() -> None:
    """Print the times in milliseconds, and the letter's ratio to the bare document."""
    of = letter(decision=ASIH)
    told = dict.fromkeys((field.id for field in NOTE_FIELDS if field.id != "purpose"), _LONG)
    long = letter(notes={**NOTES, **told}, decision=ASIH)
    group = LIST.groups[0]
    rows = (group.rows * _PATIENTS)[:_PATIENTS]
    many = replace(LIST, groups=(RoundGroup(group.title, rows),))
    extract, criteria = access_report(_ENTRIES, who=["Lars Öberg"]), written("skane")
    work: dict[str, Callable[[], object]] = {
        "letter": lambda: pdf(of),
        "bare document": lambda: bare(of),
        "letter without trace": lambda: pdf(of, trace=False),
        "trace alone": lambda: annex(of),
        "letter written and its first page drawn": lambda: pages(pdf(of), _SCALE, 1),
        "first page by itself, written and drawn": lambda: pages(first_page(of), _SCALE),
        "the same of a letter of twenty pages": lambda: pages(first_page(long), _SCALE),
        f"round list of {_PATIENTS} patients": lambda: round_list_pdf.pdf(many),
        f"extract of {_ENTRIES} log entries": lambda: access_report_pdf.pdf(extract),
        "criteria document of Skåne": lambda: criteria_pdf(criteria),
    }
    for do in work.values():
        do()
    times: dict[str, list[float]] = {name: [] for name in work}
    for _round in range(_ROUNDS):
        for name, do in work.items():
            start = perf_counter()
            do()
            times[name].append(perf_counter() - start)
    for name, taken in times.items():
        print(f"{name}: {median(taken) * 1000:.1f} ms")
    ratio = median(times["letter"]) / median(times["bare document"])
    print(f"ratio {ratio:.2f} (aim: at most 1.5)")


if __name__ == "__main__":
    main()
