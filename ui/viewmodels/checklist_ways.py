"""What else there is: offers beside the form, what would change it, what can be done meanwhile."""

from triage.core.vocabulary import (
    NOT_KNOWN,
    Answer,
    BoolFact,
    ChoiceFact,
    Fact,
    IntFact,
    ScoreFact,
    SetFact,
)
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk

BASICS = "basics"
"""The step of the checklist that holds the groundwork of general palliative care."""
NAMED_AT_MOST = 3
"""So many unanswered questions are named; the step itself lists them all."""


class WayWords:
    """Puts the ways besides the recommended form into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._language = desk.language
        self._ = desk.translate

    def parallel(self, standing: Standing) -> tuple[str, ...]:
        """Return what is offered beside the recommended form, with what it means."""
        forms = standing.compiled.vocabulary.form
        return tuple(
            f"{forms[one].name[self._language]}: {forms[one].meaning[self._language]}"
            for one in standing.recommendation.weighing.parallel
        )

    def changes(self, standing: Standing) -> tuple[str, ...]:
        """Return what would lead to another form, one line each."""
        if standing.only is None:
            return ()
        _ = self._
        vocabulary = standing.compiled.vocabulary
        lines = []
        for change in standing.recommendation.would_change:
            answers = _(" och ").join(
                self._answer(vocabulary.fact[fact], value, standing)
                for fact, value in change.changes.items()
            )
            form = vocabulary.form[change.recommended].name[self._language]
            lines.append(_("• {form} om {answers}").format(form=form, answers=answers))
        return tuple(lines)

    def general_care(self, standing: Standing) -> tuple[str, ...]:
        """Return the groundwork that is not done, one a line, then what nobody has answered."""
        _ = self._
        missing, unanswered = [], []
        for fact in standing.compiled.vocabulary.facts:
            if fact.step != BASICS:
                continue
            value = standing.facts.get(fact.id)
            if value is False:
                missing.append(fact.label[self._language])
            elif value is None or value == NOT_KNOWN:
                unanswered.append(fact.label[self._language])
        lines = [f"• {one}" for one in missing]
        if unanswered:
            what = ", ".join(unanswered[:NAMED_AT_MOST])
            more = len(unanswered) - NAMED_AT_MOST
            if more > 0:
                what = _("{labels} och {count} till").format(labels=what, count=more)
            lines.append(_("Ej besvarat: {what}").format(what=what))
        return tuple(lines)

    def _answer(self, fact: Fact, value: Answer, standing: Standing) -> str:
        return self._("”{question}” vore {value}").format(
            question=fact.label[self._language], value=self._value(fact, value, standing)
        )

    def _value(self, fact: Fact, value: Answer, standing: Standing) -> str:
        _ = self._
        match fact:
            case BoolFact():
                return _("ja") if value is True else _("nej")
            case ChoiceFact():
                return fact.names[str(value)][self._language].lower()
            case SetFact():
                members = value if isinstance(value, tuple) else ()
                named = [fact.names[one][self._language].lower() for one in members]
                return ", ".join(named) or fact.none[self._language].lower()
            case ScoreFact():
                level = standing.compiled.vocabulary.score_levels[int(str(value))]
                return f"{value} ({level[self._language]})"
            case IntFact():
                return str(value)
