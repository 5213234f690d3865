"""Paragraphs and rules that tell which part of the document they are."""

from typing import TYPE_CHECKING, Any, Self, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, HRFlowable, Paragraph

from triage.paper.tree import Element

if TYPE_CHECKING:
    from triage.paper.canvas import Pages


class Text(Paragraph):
    """A paragraph of an element."""

    into: Element
    label: Element | None = None

    def __init__(
        self,
        text: Any,  # None of a part, which has its text broken already
        style: ParagraphStyle,
        bulletText: str | None = None,  # noqa: N803 - ReportLab's name
        **more: Any,
    ) -> None:
        super().__init__(text, style, bulletText, **more)
        self._wrapped: tuple[float, float, float] | None = None

    @classmethod
    def of(
        cls,
        markup: str,
        style: ParagraphStyle,
        into: Element,
        *,
        label: Element | None = None,
        beside: str = "",
    ) -> Self:
        """Return a text of an element; what stands beside it may be of another, the `label`."""
        made = cls(markup, style, beside or None)
        made.into, made.label = into, label
        return made

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the lines, once for a width: a story is measured before it is laid out."""
        if self._wrapped is None or self._wrapped[0] != width or not hasattr(self, "blPara"):
            self._wrapped = (width, *super().wrap(width, height))
        return self._wrapped[1:]

    def split(self, width: float, height: float) -> list[Flowable]:
        """Divide at a page's end; the parts are one element.

        They keep the lines as they were broken: a text of many pages is broken once, not once a
        page.
        """
        broken: Any = getattr(self, "blPara", None)
        parts: list[Any] = super().split(width, height)
        if not parts and broken is not None:
            self.blPara = broken  # for the next page, where all of it goes
        elif len(parts) == 2 and broken is not None:
            first, rest = parts
            count = len(first.blPara.lines)
            first._keep(broken.clone(lines=broken.lines[:count]), width)
            later = broken.lines[count:]
            rest._keep(broken.clone(lines=later), width)
            start = getattr(later[0], "sFW", 0)  # where a line begins among the words of its part
            for line in later if start else ():
                line.sFW -= start
        for part in parts:
            part.into, part.label = self.into, self.label
        return parts

    def _keep(self, broken: Any, width: float) -> None:
        """Take lines that are broken already."""
        self.blPara = broken
        self.width, self.height = width, len(broken.lines) * self.style.leading
        self._wrapped = (width, self.width, self.height)

    def draw(self) -> None:
        """Draw, and tell the page what it is."""
        canvas = cast("Pages", self.canv)
        if self.label is not None and self.bulletText:
            canvas.mark(self.label, then=self.into)
        else:
            canvas.mark(self.into)
        super().draw()
        canvas.unmark()


class Rule(HRFlowable):
    """A line across the page."""

    def __init__(
        self, thickness: float, after: float, *, before: float = 0, colour: str = "black"
    ) -> None:
        super().__init__("100%", thickness, color=colour, spaceBefore=before, spaceAfter=after)

    def draw(self) -> None:
        """Draw what nobody needs read aloud."""
        canvas = cast("Pages", self.canv)
        with canvas.decoration():
            super().draw()
