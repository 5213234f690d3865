"""How long the letter's PDF takes, against a bare ReportLab document of the same text.

Both use the same typefaces, loaded beforehand; the aim is at most twice the bare document.
Run as `python -m benchmarks.bench_pdf`.
"""

from io import BytesIO
from statistics import median
from time import perf_counter
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from tests.referral.letters import ASIH, letter
from triage.fonts import BOLD, REGULAR
from triage.referral.content import Referral
from triage.referral.pdf import pdf
from triage.referral.text import text

_ROUNDS = 15


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
    """Print both times in milliseconds and their ratio."""
    of = letter(decision=ASIH)
    times: dict[str, list[float]] = {"letter": [], "bare": []}
    pdf(of), bare(of)
    for _round in range(_ROUNDS):
        for name, write in (("letter", pdf), ("bare", bare)):
            start = perf_counter()
            write(of)
            times[name].append(perf_counter() - start)
    ours, yardstick = median(times["letter"]), median(times["bare"])
    print(f"letter {ours * 1000:.1f} ms, bare document {yardstick * 1000:.1f} ms")
    print(f"ratio {ours / yardstick:.2f} (aim: at most 2)")


if __name__ == "__main__":
    main()
