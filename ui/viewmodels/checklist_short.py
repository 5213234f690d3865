"""The short page: the questions that decide most, and below them the one that decides now.

The same answers as in the nine steps; only fewer questions are in sight. Knows what is asked
in which order; draws nothing.
"""

from collections.abc import Sequence

from triage.core.essential import essential
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences


class ShortPage:
    """What is asked where the user wants few questions."""

    def __init__(self, desk: Desk) -> None:
        self._ = desk.translate
        self._preferences = Preferences(desk.workplace)
        self.on = self._preferences.short_checklist
        self._also: frozenset[str] = frozenset()
        self._below: list[str] = []

    def also(self, facts: Sequence[str]) -> None:
        """Have these questions on the page besides: a reassessment confirms them."""
        self._also = frozenset(facts)

    def switch(self, *, on: bool) -> None:
        """Ask few questions, or all of them; remembered for the next case."""
        self.on = on
        self._preferences.short_checklist = on

    def facts(self, standing: Standing) -> tuple[str, ...]:
        """Return the page's questions, in the checklist's order."""
        chosen = essential(standing.compiled)
        if not self._also:
            return chosen
        both = {*chosen, *self._also}
        return tuple(fact for fact in standing.compiled.vocabulary.fact if fact in both)

    def below(self, standing: Standing) -> tuple[str, ...]:
        """Return the questions under the page's own: those asked there so far, the last open.

        One at a time, and none before the page itself leaves the outcome open: what has been
        read stays where it is.
        """
        page = self.facts(standing)
        self._below = [fact for fact in self._below if fact not in page]
        if standing.only is None and not self._open(standing, (*page, *self._below)):
            asked = (one.fact for one in standing.questions() if one.why == "form")
            fresh = (fact for fact in asked if fact not in (*page, *self._below))
            self._below += [fact for fact in fresh if fact not in standing.facts][:1]
        return tuple(self._below)

    def ask(self, fact: str, standing: Standing) -> None:
        """Have a question on the page, because someone goes to it."""
        if fact not in (*self.facts(standing), *self._below):
            self._below.append(fact)

    def following(self, standing: Standing, after: str | None) -> str | None:
        """Return the next question of use without an answer, round; None when none is left."""
        order = [*self.facts(standing), *self.below(standing)]
        start = order.index(after) + 1 if after in order else 0
        left = self._open(standing, (*order[start:], *order[:start]))
        return next((fact for fact in left if fact != after), None)

    def words(self, standing: Standing) -> str:
        """Return how far the page has come and whether that is enough."""
        _ = self._
        asked = [fact for fact in self.facts(standing) if standing.asked(fact)]
        answered = sum(fact in standing.facts for fact in asked)
        count = _("{answered} av {asked}").format(answered=answered, asked=len(asked))
        state = _("utfallet öppet") if standing.only is None else _("utfallet klart")
        return f"{count} · {state}"

    @staticmethod
    def _open(standing: Standing, order: Sequence[str]) -> list[str]:
        return [
            fact
            for fact in order
            if fact not in standing.facts and standing.asked(fact) and standing.needed(fact)
        ]
