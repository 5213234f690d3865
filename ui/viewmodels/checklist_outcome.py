"""What the answers gave, in the words and the order in which a clinician reads them.

While more than one care form is possible nothing here names one of them alone.
"""

from dataclasses import dataclass
from typing import Literal

from triage.core.compiled import MUNICIPALITY, NOT_PALLIATIVE
from triage.core.pack import Pack
from ui.viewmodels.checklist_forms import Form, FormWords, Todo
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.checklist_team import TeamWords
from ui.viewmodels.checklist_ways import WayWords
from ui.viewmodels.desk import Desk

LISTED_AT_MOST = 4
"""So many possible forms are listed one a line; more are counted, and named in a sentence."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be seen before the recommendation, or right after it."""

    kind: Literal["danger", "gap", "info"]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The recommendation column, top to bottom. Empty texts and tuples are not shown."""

    emergency: Notice | None
    unchecked: str
    heading: str
    levels: tuple[str, ...]
    """One form, or every form still possible (then none of them leads)."""
    team: str
    urgency: str
    reason: str
    urgent: bool
    gap: Notice | None
    question: str
    question_fact: str | None
    forms: tuple[Form, ...]
    todos: tuple[Todo, ...]
    covers: tuple[str, ...]
    """Who answers while the team is closed, or where no team has what is needed."""
    parallel: tuple[str, ...]
    changes: tuple[str, ...]
    general_care: tuple[str, ...]
    pack: str
    pack_warnings: tuple[str, ...]
    readings: tuple[str, ...]
    summary: str
    """The column in one line."""


class OutcomeWords:
    """Puts an outcome into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ = desk.translate
        self._forms = FormWords(desk)
        self._teams = TeamWords(desk)
        self._ways = WayWords(desk)

    def of(self, standing: Standing) -> Outcome:
        """Return the outcome of a set of answers."""
        heading, levels, team = self._head(standing)
        urgency, reason, urgent = self._urgency(standing)
        emergency = self._emergency(standing)
        gap = self._gap(standing)
        question, fact = self._question(standing)
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
        return Outcome(
            emergency=emergency,
            unchecked=unchecked,
            heading=heading,
            levels=levels,
            team=team,
            urgency=urgency,
            reason=reason,
            urgent=urgent,
            gap=gap,
            question=question,
            question_fact=fact,
            forms=self._forms.forms(standing),
            todos=self._forms.todos(standing),
            covers=self._teams.covers(standing)[1 if gap else 0 :],
            parallel=self._ways.parallel(standing),
            changes=self._ways.changes(standing),
            general_care=self._ways.general_care(standing),
            pack=self._pack(standing.compiled.pack),
            pack_warnings=self._pack_warnings(standing),
            readings=self._readings(standing.compiled.pack),
            summary=" · ".join(part for part in (red, shown, urgency, unchecked) if part),
        )

    # The head

    def _head(self, standing: Standing) -> tuple[str, tuple[str, ...], str]:
        """Return heading, levels and the line about team or what stands in the way."""
        _ = self._
        only = standing.only
        if only == NOT_PALLIATIVE:
            text = _("Svaren visar inte en obotlig sjukdom som fortskrider.")
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
        team = (
            ""
            if reached is None
            else _("Minst: {form}. Öppna svar kan peka högre.").format(
                form=self._forms.name(reached)
            )
        )
        if len(names) <= LISTED_AT_MOST:
            return _("Möjliga vårdformer"), names, team
        every = len(standing.compiled.pack.care_forms) + 1
        title = (
            _("Alla vårdformer är möjliga")
            if len(names) == every
            else _("{count} vårdformer är möjliga").format(count=len(names))
        )
        listed = team or (
            _("Svaren räcker inte till en rekommendation än.")
            if len(names) == every
            else ", ".join(names)
        )
        return _("Möjliga vårdformer"), (title,), listed

    def _urgency(self, standing: Standing) -> tuple[str, str, bool]:
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

    # Notices

    def _emergency(self, standing: Standing) -> Notice | None:
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
        return Notice("danger", notice.title[language], f"{found}\n{text[language]}")

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
        lines.extend(self._teams.covers(standing)[:1])
        title = _("{form} erbjuds inte i {place}").format(form=form, place=self._place(standing))
        return Notice("gap", title, " ".join(lines))

    def _place(self, standing: Standing) -> str:
        code = standing.facts.get(MUNICIPALITY)
        place = standing.compiled.pack.municipality.get(str(code))
        return standing.compiled.pack.name[self._desk.language] if place is None else place.name

    # Questions

    def _question(self, standing: Standing) -> tuple[str, str | None]:
        _ = self._
        questions = standing.questions()
        if not questions:
            return "", None
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

    # Criteria

    def _pack(self, pack: Pack) -> str:
        _ = self._
        parts = [f"{pack.name[self._desk.language]} {pack.version}"]
        if pack.valid_from is not None or pack.valid_to is not None:
            parts.append(
                _("gäller {start}–{end}").format(
                    start=pack.valid_from or "", end=pack.valid_to or ""
                )
            )
        approved = pack.approved
        parts.append(
            _("inte godkända lokalt")
            if approved is None
            else _("godkända av {who} {day}").format(who=approved.by, day=approved.on)
        )
        return " · ".join(parts)

    def _pack_warnings(self, standing: Standing) -> tuple[str, ...]:
        _ = self._
        pack = standing.compiled.pack
        texts = {
            "pack_validity_passed": _(
                "Kriteriernas giltighet gick ut {day}. Fråga vilka som gäller nu."
            ).format(day=pack.valid_to),
            "pack_not_yet_valid": _("Kriterierna gäller först från {day}.").format(
                day=pack.valid_from
            ),
            "municipality_of_another_pack": _(
                "Kommunen hör till en annan region än kriterierna. Team kan därför inte visas."
            ),
        }
        return tuple(texts[one] for one in standing.recommendation.weighing.warnings)

    def _readings(self, pack: Pack) -> tuple[str, ...]:
        return tuple(reading.text[self._desk.language] for reading in pack.readings)


def _sentence(text: str) -> str:
    """Return a text with a capital and a full stop."""
    return f"{text[0].upper()}{text[1:]}." if text else ""
