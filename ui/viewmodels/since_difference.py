"""How an answer differs from last time: better, worse, new, gone, or another of equal weight.

Which way is worse stands in the vocabulary. An answer that is not known counts as none.
"""

from dataclasses import dataclass
from typing import Literal

from triage.core.vocabulary import NOT_KNOWN, Answer, Fact
from triage.texts import Translate

How = Literal["worse", "new", "other", "gone", "better", "same"]
ORDER: tuple[How, ...] = ("worse", "new", "other", "gone", "better", "same")
"""What matters most first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One question with its answers last time and now, in words."""

    fact: str
    label: str
    last: str
    now: str
    how: How
    age: str = ""
    """How old the answer of now is; "" where there is none."""
    old: bool = False
    """Whether that is older than it should be before somebody looks again."""


def aged(told: Difference, _: Translate) -> str:
    """Return how old an answer is, marked where somebody should look again; "" without age."""
    if told.age and told.old:
        return _("△ {age}, fråga igen").format(age=told.age)
    return told.age


def how_between(fact: Fact, last: Answer | None, now: Answer | None) -> How:
    """Return how an answer differs from the one before."""
    last, now = _known(last), _known(now)
    if last is None or now is None:
        if last is None and now is None:
            return "same"
        return "new" if last is None else "gone"
    if last == now and type(last) is type(now):
        return "same"
    return _directed(fact.worse, last, now)


def how_words(how: How, _: Translate) -> tuple[str, str, str]:
    """Return symbol, word and colour token of a difference."""
    return {
        "worse": ("▲", _("sämre"), "gap"),
        "new": ("+", _("ny"), "unknown"),
        "other": ("↔", _("ändrad"), "text"),
        "gone": ("−", _("borttagen"), "unknown"),
        "better": ("▼", _("bättre"), "yes"),
        "same": ("=", _("oförändrad"), "muted"),
    }[how]


def _known(value: Answer | None) -> Answer | None:
    return None if value == NOT_KNOWN else value


def _directed(worse: str, last: Answer, now: Answer) -> How:
    if worse == "more" and isinstance(last, tuple) and isinstance(now, tuple):
        if set(last) < set(now):
            return "worse"
        return "better" if set(now) < set(last) else "other"
    if worse == "higher" and isinstance(last, int) and isinstance(now, int):
        return "worse" if now > last else "better"
    if worse in {"yes", "no"} and isinstance(now, bool):
        return "worse" if now is (worse == "yes") else "better"
    return "other"
