"""The criteria that a case is weighed by, in words: name, validity, warnings, readings."""

from triage.core.pack import Pack
from triage.core.place import MUNICIPALITY
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences


class PackWords:
    """Puts a pack into words, in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ = desk.translate

    def name(self, pack: Pack) -> str:
        """Return name, version, validity and who approved it locally."""
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

    def warnings(self, standing: Standing) -> tuple[str, ...]:
        """Return what speaks against using these criteria here and now."""
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
        lines = [texts[one] for one in standing.recommendation.weighing.warnings]
        if not standing.known(MUNICIPALITY) and not Preferences(self._desk.workplace).usual_pack:
            lines.append(
                _("Kommun saknas. Tills den är vald vägs svaren mot {pack}.").format(
                    pack=pack.name[self._desk.language]
                )
            )
        return tuple(lines)

    def readings(self, pack: Pack) -> tuple[str, ...]:
        """Return how the source was read where it leaves something open."""
        return tuple(reading.text[self._desk.language] for reading in pack.readings)
