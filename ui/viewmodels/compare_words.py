"""One region of a comparison in words: what its criteria give, and what would be lacking there.

While more than one care form is possible nothing here names one of them alone.
"""

from dataclasses import dataclass
from typing import Literal

from triage.comparison import Compared, place_counts, standing_words
from triage.core.compiled import CompiledPack
from triage.core.recommendation import Recommendation
from triage.core.vocabulary import Facts
from ui.viewmodels.checklist_forms import Form, FormWords
from ui.viewmodels.checklist_pack import PackWords
from ui.viewmodels.checklist_standing import Rules, Standing
from ui.viewmodels.checklist_team import TeamWords
from ui.viewmodels.checklist_todos import Todo, TodoWords
from ui.viewmodels.checklist_urgency import Notice, UrgencyWords
from ui.viewmodels.desk import Desk

Tone = Literal["yes", "no", "unknown", "gap"]
Version = Literal["in force", "original"]


@dataclass(frozen=True, slots=True)
class Region:
    """One row. Empty texts are not shown."""

    key: str
    pack: str
    name: str
    here: bool
    """The case itself is weighed by these criteria."""
    about: str = ""
    """Which version, and where the patient's municipality counts."""
    forms: tuple[str, ...] = ()
    """One form, or every form still possible (then none of them leads)."""
    settled: bool = False
    standing: str = ""
    urgency: str = ""
    urgency_more: str = ""
    urgent: bool = False
    gap: str = ""
    lacking: str = ""
    lacks: bool = False
    """Something is lacking besides the gap."""
    tasks: str = ""
    broken: str = ""
    """Why the criteria cannot be read; then nothing else is known."""


@dataclass(frozen=True, slots=True)
class Why:
    """What stands behind a row: each care form with its reasons, who receives, what to do."""

    team: str
    forms: tuple[Form, ...]
    todos: tuple[Todo, ...]
    remarks: tuple[str, ...]


class RegionWords:
    """Puts regions into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ = desk.translate
        self._forms = FormWords(desk)
        self._todos = TodoWords(desk)
        self._soon = UrgencyWords(desk)
        self._teams = TeamWords(desk)
        self._packs = PackWords(desk)

    def region(self, one: Compared, facts: Facts, version: Version, *, here: bool) -> Region:
        """Return a row; `here` for the criteria that the case is weighed by."""
        standing = standing_of(one, facts)
        urgency, _reason, urgent = self._soon.urgency(standing)
        forms = self._levels(standing)
        return Region(
            key=f"{one.compiled.pack.id} {one.compiled.digest}",
            pack=one.compiled.pack.id,
            name=one.compiled.pack.name[self._desk.language],
            about=self._about(one.compiled, facts, version, here=here),
            here=here,
            forms=forms,
            settled=standing.only is not None,
            standing=_sentence("; ".join(standing_words(one.weighing, self._))),
            urgency=urgency,
            urgency_more=self._rising(standing),
            urgent=urgent,
            gap=self._gap(one, facts),
            lacking=self._lacking(one, standing),
            lacks=len(one.lacking) > one.weighing.gap,
            tasks=self._tasks(standing),
        )

    def broken(self, pack_id: str, problem: str, *, here: bool) -> Region:
        """Return the row of criteria that cannot be read."""
        _ = self._
        told = _("Kriterierna går inte att läsa; de andra fungerar.") + f" {problem}"
        return Region(pack_id, pack_id, pack_id, here, broken=told)

    def why(self, one: Compared, facts: Facts) -> Why:
        """Return what stands behind a row."""
        standing = standing_of(one, facts)
        only = standing.only
        known = only is not None and only in one.compiled.pack.care_form
        return Why(
            team=self._teams.line(standing, only) if known and only is not None else "",
            forms=self._forms.forms(standing),
            todos=self._todos.todos(standing),
            remarks=self._packs.warnings(standing),
        )

    def emergency(self, one: Compared, facts: Facts) -> Notice | None:
        """Return what a red flag calls for; the same in every region."""
        return self._soon.emergency(standing_of(one, facts))

    def outcome(self, one: Compared, facts: Facts) -> str | None:
        """Return the one outcome that is left; None while there are several."""
        return standing_of(one, facts).only

    def name(self, form: str) -> str:
        """Return a form's name."""
        return self._forms.name(form)

    # Parts

    def _about(self, compiled: CompiledPack, facts: Facts, version: Version, *, here: bool) -> str:
        _ = self._
        original = self._desk.workplace.catalogue.original(compiled.pack.id)
        parts = []
        if here:
            parts.append(_("väger ärendet"))
        if version == "original" or compiled.digest != original.digest:
            words = {"in force": _("egen version {version}"), "original": _("original {version}")}
            parts.append(words[version].format(version=compiled.pack.version))
        parts.append(
            _("hemkommunen räknas") if place_counts(compiled, facts) else _("hela regionen prövas")
        )
        return _sentence(" · ".join(parts))

    def _levels(self, standing: Standing) -> tuple[str, ...]:
        forms = standing.possible if standing.only is None else (standing.only,)
        return tuple(self._forms.name(form) for form in forms)

    def _rising(self, standing: Standing) -> str:
        answer = standing.recommendation.weighing.urgency
        if answer.may_rise_to == answer.current:
            return ""
        reached = standing.compiled.vocabulary.urgency[answer.may_rise_to]
        return self._("Kan stiga till: {urgency}.").format(
            urgency=reached.name[self._desk.language].lower()
        )

    def _gap(self, one: Compared, facts: Facts) -> str:
        _, now = self._, one.weighing
        if not now.gap or now.indicated is None:
            return ""
        words = (
            _("{form} finns inte på hemorten")
            if place_counts(one.compiled, facts)
            else _("{form} finns inte i regionen")
        )
        return words.format(form=self._forms.name(now.indicated))

    def _lacking(self, one: Compared, standing: Standing) -> str:
        _, now = self._, one.weighing
        named = now.indicated if now.gap else None
        others = [self._forms.name(form) for form in one.lacking if form != named]
        if others:
            words = _("Skulle också saknas: {forms}") if named else _("Skulle saknas: {forms}")
            return words.format(forms=", ".join(others))
        if named is not None:
            return ""
        return _("Inget saknas") if standing.only is not None else _("Beror på öppna svar")

    def _tasks(self, standing: Standing) -> str:
        _ = self._
        if standing.only is None:
            return _("Beror på vårdformen")
        left = sum(not todo.done for todo in self._todos.todos(standing))
        if not left:
            return _("Inget återstår")
        return _("1 sak återstår") if left == 1 else _("{count} saker återstår").format(count=left)


def standing_of(one: Compared, facts: Facts) -> Standing:
    """Return a weighing as the checklist's words take it; questions do not enter."""
    return Standing(
        one.compiled, facts, Recommendation(one.weighing, (), (), ()), Rules((), frozenset())
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
