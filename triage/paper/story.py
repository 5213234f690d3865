"""A story of flowables laid out on A4, standing, as a file. Lengths in points."""

from collections.abc import Iterable
from functools import partial
from io import BytesIO
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, SimpleDocTemplate

from triage.paper.canvas import Frame, Pages
from triage.paper.tree import Element

_PADDING = 6
"""Of the frame in which a page's story stands."""


class Margins(NamedTuple):
    """Of a page; the same at both sides."""

    side: float
    top: float
    bottom: float


def written(
    story: Iterable[Flowable],
    root: Element,
    *,
    frame: Frame,
    margins: Margins,
    language: str,
    title: str,
    subject: str = "",
    template: type[SimpleDocTemplate] = SimpleDocTemplate,
) -> bytes:
    """Return the file; `root` is the tree to which the story belongs."""
    into = BytesIO()
    document = template(
        into,
        pagesize=A4,
        leftMargin=margins.side - _PADDING,
        rightMargin=margins.side - _PADDING,
        topMargin=margins.top - _PADDING,
        bottomMargin=margins.bottom - _PADDING,
        title=f"Vägval: {title}",
        author="Vägval",
        subject=subject,
    )
    canvas = partial(Pages, root=root, frame=frame, language=language)
    document.build(list(story), canvasmaker=canvas)
    return into.getvalue()
