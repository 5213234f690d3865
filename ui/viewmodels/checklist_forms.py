"""The ladder of care forms in words: each with one sentence why and its trace."""

from dataclasses import dataclass

from triage.core.logic import State
from triage.core.pack import Criterion, Part, Prerequisite
from triage.core.place import MUNICIPALITY
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk
from ui.viewmodels.form_words import Mark, Stated, form_name, mark_words, source_line


@dataclass(frozen=True, slots=True)
class Form:
    """A step of the ladder. `gap` marks one that is indicated but not offered here."""

    id: str
    mark: Mark
    word: str
    name: str
    sentence: str
    trace: tuple[Stated, ...]


class FormWords:
    """Puts care forms into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._language = desk.language
        self._vocabulary = desk.workplace.catalogue.vocabulary
        self._ = desk.translate
        self._mark_words = mark_words(self._)

    def name(self, form: str) -> str:
        """Return a form's name, or the words for no palliative care form at all."""
        return form_name(self._vocabulary, form, self._language)

    def forms(self, standing: Standing) -> tuple[Form, ...]:
        """Return the ladder, in the pack's order."""
        return tuple(self._form(standing, form) for form in standing.compiled.pack.care_form)

    def _form(self, standing: Standing, form: str) -> Form:
        _ = self._
        weighing = standing.recommendation.weighing
        state = weighing.care_forms[form]
        missing = weighing.offered[form] is State.NO
        mark: Mark = "gap" if state is State.YES and missing else state.value
        sentence = self._why(standing, form, state)
        if missing:
            absent = self._absent(standing)
            sentence = f"{absent}. {sentence}" if sentence else absent
        return Form(
            id=form,
            mark=mark,
            word=self._mark_words[mark],
            name=self.name(form),
            sentence=sentence,
            trace=self._trace(standing, form),
        )

    def _absent(self, standing: Standing) -> str:
        """Say that a form is not offered; without a place, in which region it is nowhere."""
        _ = self._
        if standing.known(MUNICIPALITY):
            return _("Erbjuds inte här")
        region = standing.compiled.pack.name[self._language]
        return _("Erbjuds ingenstans i {region}").format(region=region)

    # One sentence why

    def _why(self, standing: Standing, form: str, state: State) -> str:
        if state is State.YES:
            return self._holding(standing, form)
        if state is State.NO:
            return self._failing(standing, form)
        return self._open(standing, form)

    def _states(self, standing: Standing, form: str) -> dict[str, State]:
        return {
            line.criterion: line.state
            for line in standing.recommendation.weighing.trace
            if line.care_form == form
        }

    def _holding(self, standing: Standing, form: str) -> str:
        """Return what tells this form from the ones below it: place before need."""
        states = self._states(standing, form)
        parts = dict(standing.compiled.pack.care_form[form].admission)
        for part in ("place", "need", "eligibility"):
            if part in parts:
                for one in parts[part].criteria:
                    if states[one] is State.YES:
                        return self._text(standing, one)
        return ""

    def _failing(self, standing: Standing, form: str) -> str:
        _ = self._
        states = self._states(standing, form)
        for _name, part in standing.compiled.pack.care_form[form].admission:
            if standing.compiled.admission(part, states) is not State.NO:
                continue
            failing = [one for one in part.criteria if states[one] is State.NO]
            if part.all is None and len(failing) > 1:
                return _("Inget av de {count} behoven är uppfyllt").format(count=len(failing))
            return _("Svaren visar inte: {criterion}").format(
                criterion=_lower(self._text(standing, failing[0]))
            )
        return ""

    def _open(self, standing: Standing, form: str) -> str:
        _ = self._
        states = self._states(standing, form)
        parts: list[Part] = [
            part
            for _name, part in standing.compiled.pack.care_form[form].admission
            if standing.compiled.admission(part, states) is State.UNKNOWN
        ]
        waiting = {
            fact
            for part in parts
            for one in part.criteria
            if states[one] is State.UNKNOWN
            for fact in standing.compiled.facts_read[one]
            if not standing.known(fact)
        }
        if standing.only is not None and form not in standing.possible:
            return _("Öppet, men kan inte längre ändra förslaget")
        if len(waiting) == 1:
            fact = self._vocabulary.fact[next(iter(waiting))]
            return _("Öppet: {question} avgör").format(question=f"”{fact.label[self._language]}”")
        return _("Öppet: {count} svar kan avgöra").format(count=len(waiting))

    # Trace

    def _trace(self, standing: Standing, form: str) -> tuple[Stated, ...]:
        return tuple(
            Stated(
                mark=line.state.value,
                word=self._mark_words[line.state.value],
                text=self._text(standing, line.criterion),
                source=self._source(standing, line.criterion),
            )
            for line in standing.recommendation.weighing.trace
            if line.care_form == form and line.part != "parallel"
        )

    def _stated(self, standing: Standing, name: str) -> Criterion | Prerequisite:
        pack = standing.compiled.pack
        return pack.criterion.get(name) or pack.prerequisite[name]

    def _text(self, standing: Standing, name: str) -> str:
        stated = self._stated(standing, name)
        if isinstance(stated, Prerequisite):
            return self._("Före inskrivning: {todo}").format(
                todo=_lower(stated.todo[self._language])
            )
        return stated.text[self._language]

    def _source(self, standing: Standing, name: str) -> str:
        stated = self._stated(standing, name)
        return source_line(standing.compiled.vocabulary, stated.source, self._language)


def _lower(text: str) -> str:
    """Return a text as it stands inside a sentence; abbreviations keep their capitals."""
    if len(text) > 1 and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]
