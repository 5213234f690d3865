"""The criteria that a case is weighed by, in words: name, validity, warnings, readings."""

from triage.core.pack import Pack
from triage.core.place import MUNICIPALITY
from triage.pack_words import approval_words, warning_words
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
        parts.append(approval_words(pack.approved, _))
        return " · ".join(parts)

    def warnings(self, standing: Standing) -> tuple[str, ...]:
        """Return what speaks against using these criteria here and now."""
        _ = self._
        pack = standing.compiled.pack
        codes = standing.recommendation.weighing.warnings
        lines = list(warning_words(codes, _, valid_from=pack.valid_from, valid_to=pack.valid_to))
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
