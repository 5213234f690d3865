"""The words of the page about the program."""

import platform
from dataclasses import dataclass

from triage.packs.problems import InputError
from triage.services import data_folder
from triage.services.workstation import APP_VERSION
from ui.viewmodels.desk import Desk


@dataclass(frozen=True, slots=True)
class About:
    """Purpose, criteria in use, licences and versions, as Markdown."""

    desk: Desk
    qt_version: str

    def markdown(self) -> str:
        """Return the page."""
        _ = self.desk.translate
        parts = [
            "# Vägval",
            _("Version {version}").format(version=APP_VERSION),
            "## " + _("Avsedd användning"),
            _(
                "Vägval jämför svar om en patient med regionernas publicerade kriterier för "
                "inskrivning i palliativ vård. Det visar vilka som är uppfyllda, inte uppfyllda "
                "eller okända, med källa. Det ställer ingen diagnos och fattar inga beslut. "
                "Du beslutar, får välja annorlunda och signerar."
            ),
            _(
                "Programmet är inte CE-märkt och har ingen tillverkare enligt förordningen om "
                "medicintekniska produkter. Skarp användning kräver att en vårdgivare tar det "
                "ansvaret (egentillverkning, artikel 5.5) och godkänner kriterierna."
            ),
            "**" + _("I ett akut läge: ring.") + "**",
            "## " + _("Kriterier"),
            *self._packs(),
            "## " + _("Var uppgifterna finns"),
            _(
                "Allt ligger på den här datorn, i mappen nedan. Programmet skickar ingenting och "
                "behöver inget nätverk."
            ),
            f"`{data_folder()}`",
            "## " + _("Licenser och versioner"),
            _(
                "Vägval: Apache-2.0. Qt och PySide6: LGPL-3.0. pydantic, PyYAML, personnummer och "
                "holidays: MIT. ReportLab, Babel och pypdfium2: BSD. sqlite-utils: Apache-2.0. "
                "Typsnittet DejaVu: Bitstream Vera-licensen."
            ),
            f"Python {platform.python_version()} · Qt {self.qt_version} · {platform.system()}",
        ]
        return "\n\n".join(parts)

    def _packs(self) -> list[str]:
        _ = self.desk.translate
        workplace = self.desk.workplace
        lines = []
        for pack_id in workplace.catalogue.ids:
            try:
                compiled = workplace.compiled(pack_id)
            except InputError:
                lines.append("- " + _("{name}: går inte att läsa").format(name=pack_id))
                continue
            pack = compiled.pack
            name = pack.name[self.desk.language]
            approved = pack.approved
            by = (
                _("inte lokalt godkänd")
                if approved is None
                else _("godkänd av {name} {day}").format(name=approved.by, day=approved.on)
            )
            digest = compiled.digest.removeprefix("sha256:")[:12]
            lines.append(f"- {name} {pack.version} ({digest}), {by}")
        return ["\n".join(lines)]
