"""Head and foot of the letter's pages, and the measures of the page. Lengths are in points."""

from typing import Any, Final, cast

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from triage.fonts import BOLD, REGULAR, printable
from triage.referral.letter import Referral

LEFT: Final = 42.0
TOP: Final = 48.0
BOTTOM: Final = 56.0

_WIDTH, _HEIGHT = A4
_FOOT_SIZE: Final = 6.2
_FOOT_LEADING: Final = 7.6
_TEXT_WIDTH: Final = _WIDTH - 2 * LEFT


def pages_of(referral: Referral) -> type[Canvas]:
    """Return a canvas that writes head and foot once it knows how many pages there are."""
    foot = [
        *_used_and_logged(printable(referral.pack), referral.log),
        *simpleSplit(printable(referral.intended_purpose), REGULAR, _FOOT_SIZE, _TEXT_WIDTH),
    ]
    head = _fitted(printable(referral.patient), _TEXT_WIDTH - 200)
    kind = " · ".join(part for part in (referral.title, referral.draft) if part)

    class Pages(Canvas):
        """Keeps each page until the last one is laid out."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._laid_out: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - ReportLab's name
            self._laid_out.append(dict(self.__dict__))
            cast("Any", self)._startPage()  # not in the published type hints

        def save(self) -> None:
            for number, page in enumerate(self._laid_out, start=1):
                self.__dict__.update(page)
                self._frame(number, len(self._laid_out))
                super().showPage()
            super().save()

        def _frame(self, number: int, pages: int) -> None:
            top, right = _HEIGHT - 32, _WIDTH - LEFT
            count = referral.page.format(page=number, pages=pages)
            self.setFont(BOLD if number > 1 else REGULAR, 7.4)
            self.drawString(LEFT, top, head if number > 1 else printable(kind))
            self.setFont(REGULAR, 7.4)
            self.drawRightString(
                right, top, count if number == 1 else f"{printable(kind)} · {count}"
            )
            self.setLineWidth(0.4)
            base = 18 + _FOOT_LEADING * (len(foot) - 1)
            self.line(LEFT, base + _FOOT_LEADING + 1, right, base + _FOOT_LEADING + 1)
            for index, row in enumerate(foot):
                self.setFont(REGULAR, _FOOT_SIZE)
                self.drawString(LEFT, base - index * _FOOT_LEADING, row)

    return Pages


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
