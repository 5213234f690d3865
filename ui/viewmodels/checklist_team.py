"""Who receives the patient: the team with its hours, the way in, and who covers meanwhile."""

from datetime import date, datetime, timedelta

from triage.core.hours import Opening, OpeningState
from triage.core.place import MUNICIPALITY
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk


class TeamWords:
    """Puts teams into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        _ = self._ = desk.translate
        self._days = (
            _("måndag"),
            _("tisdag"),
            _("onsdag"),
            _("torsdag"),
            _("fredag"),
            _("lördag"),
            _("söndag"),
        )

    def line(self, standing: Standing, form: str) -> str:
        """Return the team of a form and whether it is open, or why no team is named."""
        _ = self._
        weighing = standing.recommendation.weighing
        language = self._desk.language
        pack = standing.compiled.pack
        if pack.care_form[form].always_offered:
            return standing.compiled.vocabulary.form[form].meaning[language]
        parts = []
        if weighing.team is not None:
            parts.append(pack.team[weighing.team].name[language])
            parts.append(
                self._opening(self._desk.workplace.opening(standing.compiled, weighing.team))
            )
        elif weighing.team_to_confirm is not None:
            parts.append(pack.team[weighing.team_to_confirm].name[language])
            parts.append(_("mottagande enhet behöver bekräftas"))
        elif not standing.known(MUNICIPALITY):
            parts.append(_("Välj kommun, så visas teamet"))
        else:
            parts.append(_("Inget team angivet för kommunen"))
        if weighing.entry_point is not None and weighing.entry_point != weighing.team:
            entry = pack.team[weighing.entry_point].name[language]
            parts.append(_("remissen går via {team}").format(team=entry))
        return " · ".join(parts)

    def covers(self, standing: Standing) -> tuple[str, ...]:
        """Return who answers meanwhile, the most useful first; none before a form stands out."""
        weighing = standing.recommendation.weighing
        if weighing.recommended is None:
            return ()
        pack = standing.compiled.pack
        language = self._desk.language
        lines = []
        if weighing.team is not None and standing.only is not None:
            covers = pack.team[weighing.team].covers_meanwhile
            if covers is not None:
                lines.append(covers[language])
        if weighing.gap and weighing.indicated is not None:
            missing = pack.care_form[weighing.indicated].when_missing
            if missing is not None:
                lines.append(missing[language])
        if weighing.physician_line is not None and pack.physician_line is not None:
            line = pack.physician_line
            lines.append(f"{line.name[language]}: {line.who_may_use[language]}")
        return tuple(lines)

    def _opening(self, opening: Opening) -> str:
        _ = self._
        match opening.state:
            case OpeningState.OPEN if opening.until is None:
                return _("öppet dygnet runt")
            case OpeningState.OPEN:
                return _("öppet nu till {time}").format(time=f"{opening.until:%H:%M}")
            case OpeningState.OPEN_DAY:
                return _("öppet i dag, klockslag inte angivet")
            case OpeningState.NOT_STATED:
                return _("öppettider inte angivna")
            case OpeningState.CLOSED:
                if opening.next is None:
                    return _("stängt nu")
                return _("stängt nu, öppnar {when}").format(when=self._when(opening.next))

    def _when(self, moment: datetime | date) -> str:
        """Return a coming time: the day as a reader says it, with the clock where it is known."""
        _ = self._
        today = self._desk.workplace.now().date()
        day = moment.date() if isinstance(moment, datetime) else moment
        if day == today:
            named = _("i dag")
        elif day == today + timedelta(days=1):
            named = _("i morgon")
        elif day < today + timedelta(days=7):
            named = self._days[day.weekday()]
        else:
            named = day.isoformat()
        return f"{named} {moment:%H:%M}" if isinstance(moment, datetime) else named
