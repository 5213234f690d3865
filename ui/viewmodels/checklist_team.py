"""Who receives the patient: the team with its hours, the way in, and who covers meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from triage.answer_words import in_order
from triage.core.hours import Opening, OpeningState
from triage.core.pack import Team
from triage.core.place import CITY_AREA, MUNICIPALITY, municipalities_of
from triage.core.vocabulary import ChoiceFact
from triage.hours_words import hours_words
from triage.opening_words import opening_words
from triage.services.directory import LocalTeam, local_team
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk
from ui.viewmodels.form_words import source_line

NAMED_AT_MOST: Final = 6
"""So many municipalities stand by name; of more it says the area and how many they are."""
FRESH_FOR: Final = 365
"""Days for which somebody's word on a telephone number and hours is taken as it stands."""


@dataclass(frozen=True, slots=True)
class TeamCard:
    """The team that receives the patient, in words. Empty texts are not shown."""

    name: str
    opening: str
    open_: bool
    """Open at this moment, as far as the source tells."""
    rows: tuple[tuple[str, str], ...]
    """Label and text, what is wanted first first."""
    verified: str
    """When somebody last made sure of this."""
    stale: bool
    """Nobody ever did, or more than a year ago."""


class TeamWords:
    """Puts teams into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._language = desk.language
        self._ = desk.translate

    def line(self, standing: Standing, form: str) -> str:
        """Return the team of a form and whether it is open, or why no team is named."""
        _ = self._
        weighing = standing.recommendation.weighing
        language = self._language
        pack = standing.compiled.pack
        if pack.care_form[form].always_offered:
            return standing.compiled.vocabulary.form[form].meaning[language]
        parts = []
        if weighing.team is not None:
            parts.append(pack.team[weighing.team].name[language])
            parts.append(self._opening_words(self._opening(standing, weighing.team)))
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

    def card(self, standing: Standing) -> TeamCard | None:
        """Return the receiving team; None before one form is left, and where none is named."""
        form, weighing = standing.only, standing.recommendation.weighing
        stated = standing.compiled.pack.care_form.get(str(form))
        if stated is None or standing.declined:
            return None
        named = weighing.team or weighing.team_to_confirm
        if stated.always_offered or named is None:
            return self._without_team(standing)
        team = standing.compiled.pack.team[named]
        local = local_team(self._desk.workplace, standing.compiled.pack.id, named) or LocalTeam()
        now = self._opening(standing, named)
        verified, stale = self._verified(local.verified_on or team.verified_on or "")
        return TeamCard(
            name=team.name[self._language],
            opening=_sentence(self._opening_words(now)),
            open_=now.state in {OpeningState.OPEN, OpeningState.OPEN_DAY},
            rows=tuple((label, text) for label, text in self._rows(standing, team, local) if text),
            verified=verified,
            stale=stale,
        )

    def _without_team(self, standing: Standing) -> TeamCard | None:
        """Return a card that holds no more than the line between physicians."""
        line = self._physician_line(standing)
        if not line[1]:
            return None
        name = self._("Den enhet som redan vårdar patienten")
        return TeamCard(name, "", open_=False, rows=(line,), verified="", stale=False)

    def _rows(self, standing: Standing, team: Team, local: LocalTeam) -> Sequence[tuple[str, str]]:
        _, language = self._, self._language
        weighing, pack = standing.recommendation.weighing, standing.compiled.pack
        confirm = _("Vilken enhet som tar emot behöver bekräftas.") * team.to_be_confirmed
        entry = ""
        if weighing.entry_point not in {None, team.id}:
            entry = _("{team} bedömer alla remisser hit.").format(
                team=pack.team[str(weighing.entry_point)].name[language]
            )
        hours = _sentence(hours_words(team.hours, _)) if team.hours.stated else ""
        covers = "" if team.covers_meanwhile is None else team.covers_meanwhile[language]
        number = local.telephone or team.telephone or _("Inget nummer ifyllt")
        return (
            (_("Telefon"), " · ".join(part for part in (number, local.note) if part)),
            (_("Tider"), hours),
            (_("När stängt"), "" if team.hours.always else covers),
            (_("Vägen in"), entry),
            (_("Bekräfta"), confirm),
            self._physician_line(standing),
            (_("Område"), self._catchment(standing, team)),
            (_("Källa"), source_line(standing.compiled.vocabulary, team.source, language)),
        )

    def _physician_line(self, standing: Standing) -> tuple[str, str]:
        line = standing.compiled.pack.physician_line
        if line is None or standing.recommendation.weighing.physician_line is None:
            return self._("Läkarlinje"), ""
        who = line.who_may_use[self._language]
        return self._("Läkarlinje"), f"{line.name[self._language]}. {who}"

    def _catchment(self, standing: Standing, team: Team) -> str:
        _, pack = self._, standing.compiled.pack
        codes = municipalities_of(team.catchment, pack)
        if len(codes) == len(pack.municipalities):
            return _("Hela {region}").format(region=pack.name[self._language])
        if standing.protected:
            return ""  # where the team works tells too nearly where the patient lives
        names = sorted((pack.municipality[code].name for code in codes), key=in_order)
        text = ", ".join(names)
        if len(names) > NAMED_AT_MOST:
            reached = {pack.municipality[code].area for code in codes}
            areas = ", ".join(one.name[self._language] for one in pack.areas if one.id in reached)
            text = _("{areas} ({count} kommuner)").format(areas=areas, count=len(codes))
        within = standing.compiled.vocabulary.fact.get(CITY_AREA)
        if team.catchment.city_areas and isinstance(within, ChoiceFact):
            named = [within.names[one][self._language] for one in team.catchment.city_areas]
            text = _("{place}, stadsområde {areas}").format(place=text, areas=", ".join(named))
        return text

    def _verified(self, day: str) -> tuple[str, bool]:
        """Return when it was last made sure of, and whether that is too long ago to rely on."""
        _ = self._
        if not day:
            return _("Uppgifterna är inte kontrollerade lokalt"), True
        age = (self._desk.workplace.now().date() - date.fromisoformat(day)).days
        if age > FRESH_FOR:
            return _("Kontrollerat {day}, för mer än ett år sedan").format(day=day), True
        return _("Kontrollerat {day}").format(day=day), False

    def covers(self, standing: Standing) -> tuple[str, ...]:
        """Return who answers for what is missing, the most useful first.

        Before one form is left there is no card of a team: the line between physicians stands
        here then.
        """
        weighing = standing.recommendation.weighing
        if weighing.recommended is None:
            return ()
        pack = standing.compiled.pack
        language = self._language
        lines = []
        if weighing.gap and weighing.indicated is not None:
            if weighing.team is not None and standing.only is not None:
                covers = pack.team[weighing.team].covers_meanwhile
                if covers is not None:
                    lines.append(covers[language])
            missing = pack.care_form[weighing.indicated].when_missing
            if missing is not None:
                lines.append(missing[language])
        label, line = self._physician_line(standing)
        if line and (standing.only is None or standing.declined):
            lines.append(f"{label}: {line}")
        return tuple(lines)

    def _opening(self, standing: Standing, team: str) -> Opening:
        return self._desk.workplace.opening(standing.compiled, team)

    def _opening_words(self, now: Opening) -> str:
        return opening_words(now, self._desk.workplace.now(), self._)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
