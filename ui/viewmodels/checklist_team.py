"""Who receives the patient: the team with its hours, the way in, and who covers meanwhile."""

from triage.core.place import MUNICIPALITY
from triage.opening_words import opening_words
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk


class TeamWords:
    """Puts teams into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ = desk.translate

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
            parts.append(self._opening(standing, weighing.team))
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

    def _opening(self, standing: Standing, team: str) -> str:
        workplace = self._desk.workplace
        return opening_words(workplace.opening(standing.compiled, team), workplace.now(), self._)
