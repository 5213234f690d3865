"""The rows of a view, under headings where they are grouped; read as they are looked at."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from triage.services import LISTED, Key, WorklistRow, Workplace
from triage.texts import Translate
from ui.viewmodels.worklist_choice import Choice, Grouping

PAGE: Final = 50


class Heading(NamedTuple):
    """What stands above a group.

    `place` says that it tells where its patients are: a municipality, or a team, which serves some.
    """

    title: str
    cases: int
    place: bool = False


class ViewLines:
    """The lines of one view: headings and cases. Of the cases only pages looked at are held."""

    def __init__(self, workplace: Workplace, choice: Choice, *, others: bool) -> None:
        self._workplace = workplace
        self._others = others
        self.choice = choice
        keys = workplace.view_keys(choice.view, choice.narrowed, others=others)
        self.full = len(keys) >= LISTED
        """Whether there may be more than are listed."""
        self.cases = len(keys)
        self._keys = keys
        self._lines: Sequence[Heading | str] = [key.case_id for key in keys]
        self._pages: dict[int, Mapping[str, WorklistRow]] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def group(self, language: str, _: Translate) -> None:
        """Put the rows under headings; the criteria name them, and have to be loaded for it."""
        grouping = self.choice.grouping
        if grouping is Grouping.NONE:
            return
        if grouping is Grouping.TEAM:
            name, without = self._by_team(language), _("Utan angivet team")
        else:
            name, without = self._by_place(), _("Utan känd kommun")
        groups: dict[str, list[str]] = {}
        for key in self._keys:
            groups.setdefault(name(key), []).append(key.case_id)
        lines: list[Heading | str] = []
        for title in sorted(groups, key=lambda one: (not one, one.casefold())):
            told = Heading(title or without, len(groups[title]), place=bool(title))
            lines += [told, *groups[title]]
        self._lines = lines
        self._pages.clear()

    def _by_team(self, language: str) -> Callable[[Key], str]:
        teams = {(key.pack, key.team) for key in self._keys if key.team}
        names = self._workplace.team_names(teams, language)
        return lambda key: names.get((key.pack, key.team), "")

    def _by_place(self) -> Callable[[Key], str]:
        names = self._workplace.place_names({key.municipality or "" for key in self._keys})
        return lambda key: names.get(key.municipality or "", "")

    def heading(self, at: int) -> Heading | None:
        """Return what stands at a line above a group; None where it is a case."""
        line = self._lines[at] if 0 <= at < len(self._lines) else None
        return line if isinstance(line, Heading) else None

    def headings(self) -> Sequence[int]:
        """Return the lines that are headings."""
        return [at for at, line in enumerate(self._lines) if isinstance(line, Heading)]

    def row(self, at: int) -> WorklistRow | None:
        """Return the case at a line; None for a heading, and where it was removed since."""
        line = self._lines[at] if 0 <= at < len(self._lines) else None
        if not isinstance(line, str):
            return None
        number = at // PAGE
        page = self._pages.get(number)
        if page is None:
            lines = self._lines[number * PAGE : (number + 1) * PAGE]
            ids = [one for one in lines if isinstance(one, str)]
            read = self._workplace.view_rows(ids)
            page = self._pages[number] = {row.case_id: row for row in read}
        return page.get(line)

    def place(self, case_id: str) -> int:
        """Return the line of a case; -1 where it is not in the view."""
        return self._lines.index(case_id) if case_id in self._lines else -1

    def loaded(self) -> int:
        """Return how many rows are held in memory."""
        return sum(map(len, self._pages.values()))
