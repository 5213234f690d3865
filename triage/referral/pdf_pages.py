"""Head and foot of the letter's pages, and the measures of the page. Lengths are in points."""

from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from triage.fonts import BOLD, REGULAR, printable
from triage.paper.canvas import Frame, Pages
from triage.referral.letter import Referral

LEFT: Final = 42.0
TOP: Final = 48.0
BOTTOM: Final = 56.0

_WIDTH, _HEIGHT = A4
_FOOT_SIZE: Final = 6.2
_FOOT_LEADING: Final = 7.6
_TEXT_WIDTH: Final = _WIDTH - 2 * LEFT


def frame_of(referral: Referral, kind: str, *, counted: bool = True) -> Frame:
    """Return what draws head and foot; `kind` is what the document is called in its head.

    Where the pages are not `counted` yet, no number is told.
    """
    foot = [
        *_used_and_logged(printable(referral.pack), referral.log),
        *simpleSplit(printable(referral.intended_purpose), REGULAR, _FOOT_SIZE, _TEXT_WIDTH),
    ]
    head = _fitted(" ".join(printable(referral.patient).split("\n")), _TEXT_WIDTH - 200)
    kind = printable(" · ".join(part for part in (kind, referral.draft) if part))

    def frame(page: Pages, number: int, pages: int) -> None:
        top, right = _HEIGHT - 32, _WIDTH - LEFT
        count = referral.page.format(page=number, pages=pages) if counted else ""
        page.setFont(BOLD if number > 1 else REGULAR, 7.4)
        page.drawString(LEFT, top, head if number > 1 else kind)
        page.setFont(REGULAR, 7.4)
        page.drawRightString(right, top, count if number == 1 else f"{kind} · {count}")
        page.setLineWidth(0.4)
        base = 18 + _FOOT_LEADING * (len(foot) - 1)
        page.line(LEFT, base + _FOOT_LEADING + 1, right, base + _FOOT_LEADING + 1)
        page.setFont(REGULAR, _FOOT_SIZE)
        for index, row in enumerate(foot):
            page.drawString(LEFT, base - index * _FOOT_LEADING, row)

    return frame


def _used_and_logged(used: str, log: str) -> list[str]:
    """Return the criteria and the log's anchor, on one row where they fit; no anchor is broken."""
    *rows, last = simpleSplit(used, REGULAR, _FOOT_SIZE, _TEXT_WIDTH) or [""]
    both = "   ".join(filter(None, (last, log)))
    if stringWidth(both, REGULAR, _FOOT_SIZE) <= _TEXT_WIDTH:
        return [*rows, both]
    return [*rows, last, log]


def _fitted(text: str, width: float) -> str:
    """Return a text for the head of a page; the whole of it stands on the first one."""
    if stringWidth(text, BOLD, 7.4) <= width:
        return text
    name, dot, number = text.rpartition(" · ")
    while name and stringWidth(f"{name}…{dot}{number}", BOLD, 7.4) > width:
        name = name[:-1]
    return f"{name}…{dot}{number}"
