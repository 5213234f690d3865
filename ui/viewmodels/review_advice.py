"""The recommendation in words, from the values that are kept with a decision.

A draft and a decision of years ago are read by the same code: what was signed is shown as
it was signed, never weighed anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from triage.comparison import status_words
from triage.core.compiled import CompiledPack
from triage.core.logic import State
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.pack import Team
from triage.core.recommendation import Status
from triage.core.vocabulary import Facts
from triage.texts import Translate, translator
from ui.viewmodels.form_words import Mark, Stated, form_name, mark_words, source_line
from ui.viewmodels.review_notices import Notice, notices

Planned = Mapping[str, tuple[str, str]]
"""By prerequisite: who sees to it ("" for whom the criteria name), and by when in words."""
_NOTHING_PLANNED: Final[Planned] = MappingProxyType({})
_NAMED = 3  # so many open questions are named; a reader in a hurry takes in no more


@dataclass(frozen=True, slots=True)
class FormLine:
    """One care form of the ladder."""

    form: str
    mark: Mark
    word: str
    name: str
    trace: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A condition with the one who owns it, and by when it is to be done."""

    text: str
    owner: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """All that the recommendation says. Several `levels` are those still possible."""

    heading: str
    status: str
    """How settled it is, in a word or two."""
    levels: tuple[str, ...]
    team: str
    urgency: str
    reasons: str
    immediate: bool
    notices: tuple[Notice, ...]
    tasks: tuple[Task, ...]
    beside: tuple[str, ...]
    forms: tuple[FormLine, ...]
    footing: str
    """Which criteria were used."""


def advice(
    compiled: CompiledPack,
    facts: Facts,
    kept: Mapping[str, Any],
    language: str,
    *,
    planned: Planned = _NOTHING_PLANNED,
    protected: bool = False,
    contact: str = "",
) -> Advice:
    """Return the recommendation `kept` (the contract's shape) in words.

    Of a protected patient it is not told where they live. `contact` is what is noted of the
    contact that a red flag calls for.
    """
    reader = _Reader(compiled, facts, kept, language, planned=planned, protected=protected)
    return reader.advice(contact)


class _Reader:
    def __init__(
        self,
        compiled: CompiledPack,
        facts: Facts,
        kept: Mapping[str, Any],
        language: str,
        *,
        planned: Planned,
        protected: bool,
    ) -> None:
        self.compiled, self.facts, self.kept, self.language = compiled, facts, kept, language
        self._planned = planned
        self._protected = protected
        self._: Translate = translator(language)

    def advice(self, contact: str) -> Advice:
        _, kept = self._, self.kept
        possible: list[str] = kept["possible"]
        several = len(possible) > 1
        levels = possible if several else [kept["recommended"] or NOT_PALLIATIVE]
        if kept["blocked_by"] is not None and kept["recommended"] is not None:
            levels, several = [kept["recommended"]], False
        heading = _("Möjliga vårdformer") if several else _("Rekommendation")
        return Advice(
            heading=heading,
            status=status_words(Status(kept["status"]), _),
            levels=tuple(
                form_name(self.compiled.vocabulary, form, self.language) for form in levels
            ),
            team="" if several else self._team(),
            urgency=self.compiled.vocabulary.urgency[kept["urgency"]].name[self.language],
            reasons=self._reasons(),
            immediate=bool(kept["red_flags"]),
            notices=tuple(
                notices(
                    self.compiled,
                    self.facts,
                    kept,
                    self.language,
                    several=several,
                    protected=self._protected,
                    contact=contact,
                )
            ),
            tasks=tuple(self._tasks()),
            beside=tuple(
                form_name(self.compiled.vocabulary, f, self.language) for f in kept["parallel"]
            ),
            forms=tuple(self._forms()),
            footing=f"{self.compiled.pack.name[self.language]} {kept['pack']['version']}",
        )

    def _team(self) -> str:
        _, teams = self._, self.compiled.pack.team
        team = self.kept["team"]
        if team is None:
            unsure = self.kept.get("team_to_confirm")
            return "" if unsure is None else _("mottagande enhet behöver bekräftas")
        name = teams[team].name[self.language]
        entry = self.kept["entry_point"]
        if entry in {None, team}:
            return name
        via = teams[entry].name[self.language]
        return " · ".join((name, _("remissen går via {team}").format(team=via)))

    def _reasons(self) -> str:
        _, vocabulary = self._, self.compiled.vocabulary
        urgency = vocabulary.urgency
        texts = {reason.id: reason.text for one in urgency.classes for reason in one.reasons}
        now, rise = self.kept["urgency"], self.kept["urgency_may_rise_to"]
        held = [one for one in self.kept["urgency_reasons"] if one["urgency"] == now]
        said = [_sentence(", ".join(texts[one["reason"]][self.language] for one in held))]
        if rise != now:
            open_facts = self.kept["urgency_questions"]
            labels = [vocabulary.fact[fact].label[self.language] for fact in open_facts]
            named = ", ".join(labels[:_NAMED])
            more = len(labels) - _NAMED
            if more > 0:
                named = _("{labels} och {count} till").format(labels=named, count=more)
            name = urgency[rise].name[self.language]
            said.append(_("Kan stiga till ”{name}”: {labels}.").format(name=name, labels=named))
        return "\n".join(text for text in said if text)

    def _tasks(self) -> list[Task]:
        found = []
        for one in self.kept["conditions"]:
            known = self.compiled.pack.prerequisite[one["id"]]
            owner, when = self._planned.get(one["id"], ("", ""))
            found.append(Task(known.todo[self.language], owner or known.owner[self.language], when))
        return found

    def _forms(self) -> list[FormLine]:
        words = mark_words(self._)
        lines = []
        admissions = self.kept["care_forms"]  # a decision keeps them by name, not from the top
        ladder = {form.id: at for at, form in enumerate(self.compiled.pack.care_forms)}
        for form in sorted(admissions, key=lambda one: ladder.get(one, len(ladder))):
            admitted = admissions[form]
            missing = self.kept["gap"] and form == self.kept["indicated"]
            mark: Mark = "gap" if missing else admitted
            name = form_name(self.compiled.vocabulary, form, self.language)
            lines.append(FormLine(form, mark, words[mark], name, self._trace(form)))
        return lines

    def _trace(self, form: str) -> tuple[Stated, ...]:
        words, pack = mark_words(self._), self.compiled.pack
        lines = []
        for one in self.kept["trace"]:
            # A prerequisite is not found here: it stands among the conditions.
            criterion = pack.criterion.get(one["criterion"])
            if one["care_form"] != form or criterion is None:
                continue
            state = State(one["state"])
            lines.append(
                Stated(
                    mark=state.value,
                    word=words[state.value],
                    text=criterion.text[self.language],
                    source=source_line(self.compiled.vocabulary, criterion.source, self.language),
                )
            )
        return tuple(lines)


def _sentence(text: str) -> str:
    """Return a text with a capital and a full stop."""
    return f"{text[0].upper()}{text[1:]}." if text else ""


def team_for(compiled: CompiledPack, facts: Facts, form: str) -> Team | None:
    """Return the team that is sure to serve the patient with a form, if the source names one."""
    team = compiled.serving(form, facts)
    return None if team is None or team.to_be_confirmed else team
