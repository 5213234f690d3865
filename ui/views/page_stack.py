"""The pages that stand in the window, each made when it is first asked for or ahead of that."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from PySide6.QtWidgets import QStackedWidget

from ui.viewmodels.desk import Desk
from ui.views.page import Page
from ui.views.pages import made


class PageStack:
    """The pages of one language, by name; `met` is told of each that is made."""

    def __init__(self, met: Callable[[str, Page], object]) -> None:
        self._met = met
        self._pages: dict[str, Page] = {}
        self._unseen: set[str] = set()

    def begin(self, desk: Desk) -> QStackedWidget:
        """Forget every page, and return what those of another desk will stand in."""
        self._desk = desk
        self._stack = QStackedWidget()
        self._pages, self._unseen = {}, set()
        return self._stack

    def __iter__(self) -> Iterator[tuple[str, Page]]:
        """Yield the pages that stand, with their names."""
        return iter(tuple(self._pages.items()))

    def __contains__(self, name: str) -> bool:
        return name in self._pages

    def __getitem__(self, name: str) -> Page:
        """Return a page, made now if it does not stand; KeyError where there is none so named."""
        if name not in self._pages:
            self.add(name, made(name, self._desk))
        return self._pages[name]

    def add(self, name: str, page: Page) -> None:
        """Take up a page that was made elsewhere."""
        self._met(name, page)
        self._pages[name] = page
        self._stack.addWidget(page)

    def seen(self, name: str) -> None:
        """A page is about to come in front: nothing is rehearsed with it any more."""
        self._unseen.discard(name)

    def bring_in_front(self, name: str) -> None:
        """Show a page."""
        self._stack.setCurrentWidget(self[name])

    # Ahead of the first visit

    def make(self, name: str) -> None:
        """Make a page ahead of its first visit; one that stands already is left as it is."""
        if name not in self._pages:
            self._unseen.add(name)
            self[name]

    def rehearsal(self, name: str) -> Iterator[Callable[[], object]]:
        """Yield small steps of what a page's first visit would wait for; none once it was seen."""
        from triage.packs.problems import InputError  # noqa: PLC0415 - comes with the criteria

        def unseen(step: Callable[[], object]) -> None:
            if name in self._unseen:
                with suppress(InputError):  # said where the criteria are asked for
                    step()

        if name not in self._unseen:
            return
        with suppress(InputError):
            for step in self._pages[name].rehearsal():
                yield partial(unseen, step)
                if name not in self._unseen:
                    return
        yield partial(unseen, partial(self._try_on, name))

    def _try_on(self, name: str) -> None:
        """Style, lay out and draw a page at the size that it will have."""
        self._pages[name].resize(self._stack.size())
        self._pages[name].grab()
