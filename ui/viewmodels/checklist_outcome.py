"""What the answers gave, in the words and the order in which a clinician reads them.

While more than one care form is possible nothing here names one of them alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.comparison import status_words
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.place import MUNICIPALITY
from triage.services import Task
from ui.viewmodels.checklist_forms import Form, FormWords
from ui.viewmodels.checklist_pack import PackWords
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.checklist_team import TeamCard, TeamWords
from ui.viewmodels.checklist_todos import NO_TASKS, Todo, TodoWords
from ui.viewmodels.checklist_urgency import Notice, UrgencyWords
from ui.viewmodels.checklist_ways import WayWords
from ui.viewmodels.desk import Desk
from ui.viewmodels.protected_place import home_words

LISTED_AT_MOST = 4
"""So many possible forms stand under a plain heading; of more it says how many they are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The recommendation column, top to bottom. Empty texts and tuples are not shown."""

    emergency: Notice | None
    unchecked: str
    heading: str
    status: str
    """How settled it is, in a word or two."""
    levels: tuple[str, ...]
    """One form, or every form still possible (then none of them leads)."""
    team: str
    urgency: str
    reason: str
    urgent: bool
    gap: Notice | None
    question: str
    """The question that matters most; where none is left, what that means."""
    question_fact: str | None
    forms: tuple[Form, ...]
    todos: tuple[Todo, ...]
    team_card: TeamCard | None
    covers: tuple[str, ...]
    """More on who answers where no team has what is needed."""
    parallel: tuple[str, ...]
    changes: tuple[str, ...]
    general_care: tuple[str, ...]
    """What of the groundwork is not done, one a line; last what nobody has answered."""
    pack: str
    pack_warnings: tuple[str, ...]
    readings: tuple[str, ...]
    summary: str
    """The column in one line."""
    spoken: str
    """The same for a screen reader, with what else stands out."""


class OutcomeWords:
    """Puts an outcome into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ = desk.translate
        self._forms = FormWords(desk)
        self._todos = TodoWords(desk)
        self._teams = TeamWords(desk)
        self._ways = WayWords(desk)
        self._soon = UrgencyWords(desk)
        self._packs = PackWords(desk)

    def of(
        self, standing: Standing, tasks: Mapping[str, Task] = NO_TASKS, *, decided: bool = False
    ) -> Outcome:
        """Return the outcome of a set of answers, with what was planned by prerequisite.

        Of a decided case nothing is asked any more.
        """
        heading, levels, team = self._head(standing)
        urgency, reason, urgent = self._soon.urgency(standing)
        emergency = self._soon.emergency(standing)
        gap = self._gap(standing)
        question, fact = ("", None) if decided else self._question(standing)
        red = emergency.title if emergency else ""
        checked = standing.recommendation.weighing.red_flags_checked
        unchecked = "" if checked else self._("Larmtecken: ej kontrollerat")
        shown = levels[0]
        if len(levels) > 1:
            shown = (
                self._("Möjliga: {forms}").format(forms=", ".join(levels))
                if len(levels) == 2
                else self._("{count} vårdformer är möjliga").format(count=len(levels))
            )
        summary = " · ".join(part for part in (red, shown, urgency, unchecked) if part)
        return Outcome(
            emergency=emergency,
            unchecked=unchecked,
            heading=heading,
            status=status_words(standing.recommendation.weighing.status, self._),
            levels=levels,
            team=team,
            urgency=urgency,
            reason=reason,
            urgent=urgent,
            gap=gap,
            question=question,
            question_fact=fact,
            forms=self._forms.forms(standing),
            todos=self._todos.todos(standing, tasks, decided=decided),
            team_card=self._teams.card(standing),
            covers=self._teams.covers(standing)[_told(standing) if gap else 0 :],
            parallel=self._ways.parallel(standing),
            changes=self._ways.changes(standing),
            general_care=self._ways.general_care(standing),
            pack=self._packs.name(standing.compiled.pack),
            pack_warnings=self._packs.warnings(standing),
            readings=self._packs.readings(standing.compiled.pack),
            summary=summary,
            spoken=f"{summary} · {gap.title}" if gap else summary,
        )

    # The head

    def _head(self, standing: Standing) -> tuple[str, tuple[str, ...], str]:
        """Return heading, levels and the line about team or what stands in the way."""
        _ = self._
        only = standing.only
        if only == NOT_PALLIATIVE:
            text = _("Svaren visar ingen obotlig sjukdom som fortskrider.")
            return _("Rekommendation"), (_("Ingen palliativ vårdform"),), text
        if only is None:
            return self._several(standing)
        heading, team = _("Rekommendation"), self._teams.line(standing, only)
        if standing.declined:
            heading = _("Patienten tackar nej till remiss")
            need = [self._forms.name(form) for form in standing.possible if form != only]
            if need:
                team = _("Det svaren pekar mot: {forms}.").format(forms=", ".join(need))
        return heading, (self._forms.name(only),), team

    def _several(self, standing: Standing) -> tuple[str, tuple[str, ...], str]:
        _ = self._
        names = tuple(self._forms.name(form) for form in standing.possible)
        reached = standing.recommendation.weighing.recommended
        # What the answers settle so far can be ruled out by those to come: then it is no floor.
        team = (
            ""
            if reached not in standing.possible
            else _("Minst: {form}. Öppna svar kan peka högre.").format(
                form=self._forms.name(reached)
            )
        )
        if len(names) <= LISTED_AT_MOST:
            return _("Möjliga vårdformer"), names, team
        team = team or _("Svaren räcker inte till en rekommendation än.")
        every = len(standing.compiled.pack.care_forms) + 1
        title = (
            _("Alla vårdformer är möjliga")
            if len(names) == every
            else _("{count} vårdformer är möjliga").format(count=len(names))
        )
        return title, names, team

    # Notices

    def _gap(self, standing: Standing) -> Notice | None:
        weighing = standing.recommendation.weighing
        if not weighing.gap or weighing.indicated is None:
            return None
        _ = self._
        form = self._forms.name(weighing.indicated)
        lines = [_("Kriterierna för {form} är uppfyllda.").format(form=form)]
        if standing.only in standing.compiled.pack.care_form and not standing.declined:
            nearest = self._forms.name(str(standing.only))
            lines.append(_("Närmast som erbjuds: {form}.").format(form=nearest))
        covers = self._teams.covers(standing)
        lines.extend(covers[: _told(standing)])
        if not covers:
            lines.append(_("Källan anger inte vem som svarar under tiden."))
        title = _("{form} erbjuds inte i {place}").format(form=form, place=self._place(standing))
        return Notice("gap", title, " ".join(lines))

    def _place(self, standing: Standing) -> str:
        code = standing.facts.get(MUNICIPALITY)
        place = standing.compiled.pack.municipality.get(str(code))
        if standing.protected and place is not None:
            return home_words(self._)
        return standing.compiled.pack.name[self._desk.language] if place is None else place.name

    # Questions

    def _question(self, standing: Standing) -> tuple[str, str | None]:
        _ = self._
        questions = standing.questions()
        if not questions:
            return _("Inget obesvarat kan ändra förslaget."), None
        first = questions[0]
        purposes = {
            "form": _("Skiljer vårdformerna åt"),
            "flags": _("Kontrollera det som inte kan vänta"),
            "gap": _("Visar om det finns ett behov som ingen här möter"),
            "urgency": _("Kan höja angelägenheten"),
            "condition": _("Behövs före inskrivning"),
            "not_known": _("Besvarad med vet ej; går det att ta reda på?"),
        }
        text = standing.compiled.vocabulary.fact[first.fact].question[self._desk.language]
        return f"{text}\n{purposes[first.why]}", first.fact


def _told(standing: Standing) -> int:
    """Return how many lines on who answers stand in the gap's notice itself.

    To a patient who declines, what would stand in for the missing form is no news of the day.
    """
    return 0 if standing.declined else 1
