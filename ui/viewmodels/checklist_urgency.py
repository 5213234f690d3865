"""How soon, in words: the urgency with its reasons, and the notice of a red flag."""

from dataclasses import dataclass
from typing import Literal

from ui.viewmodels.checklist_red_flags import contact_words
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be seen before the recommendation, or right after it."""

    kind: Literal["danger", "gap", "info"]
    title: str
    text: str


class UrgencyWords:
    """Puts urgency into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ = desk.translate

    def urgency(self, standing: Standing) -> tuple[str, str, bool]:
        """Return the class, its reasons with what may come, and whether it is the highest."""
        _ = self._
        language = self._desk.language
        answer = standing.recommendation.weighing.urgency
        classes = {one.id: one for one in standing.compiled.vocabulary.urgency.classes}
        highest = next(iter(classes))
        rising = (
            ""
            if answer.may_rise_to == answer.current
            else _("Kan stiga till: {urgency}.").format(
                urgency=classes[answer.may_rise_to].name[language].lower()
            )
        )
        texts = {
            reason.id: reason.text[language] for one in classes.values() for reason in one.reasons
        }
        reasons = [texts[name] for reached, name in answer.reasons if reached == answer.current]
        if not reasons and rising:
            return _("Angelägenheten är inte klar"), rising, False
        stated = _sentence(", ".join(reasons))
        text = " ".join(part for part in (stated, rising) if part)
        return classes[answer.current].name[language], text, answer.current == highest

    def emergency(self, standing: Standing) -> Notice | None:
        """Return what a red flag calls for, by what is decided on limits of treatment."""
        flags = standing.recommendation.weighing.red_flags
        if not flags:
            return None
        language = self._desk.language
        vocabulary = standing.compiled.vocabulary
        notice = vocabulary.emergency
        fact = vocabulary.fact[notice.flags]
        names = getattr(fact, "names", {})
        found = _sentence(", ".join(names[flag][language].lower() for flag in flags))
        match standing.facts.get(notice.limits):
            case True:
                text = notice.limited
            case False:
                text = notice.active
            case _:
                text = notice.undecided
        made = contact_words(standing.notes, self._desk.workplace.now(), self._)
        lines = filter(None, (made, found, text[language]))
        return Notice("danger", notice.title[language], "\n".join(lines))


def _sentence(text: str) -> str:
    """Return a text with a capital and a full stop."""
    return f"{text[0].upper()}{text[1:]}." if text else ""
