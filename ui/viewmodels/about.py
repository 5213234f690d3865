"""The words of the page about the program: purpose, criteria, versions, licences."""

from dataclasses import dataclass
from html import escape

from triage.packs.problems import InputError
from triage.services.shipped import Shipped, runtime, shipped
from triage.services.workstation import APP_VERSION
from ui.viewmodels.desk import Desk

LICENCE = "licence:"
"""What a link to a licence's text begins with; its place in the list follows."""


@dataclass(frozen=True, slots=True)
class About:
    """The page as our own plain Markdown, and what a support call needs to know."""

    desk: Desk
    qt_version: str

    def markdown(self) -> str:
        """Return the page."""
        _ = self.desk.translate
        parts = [
            "# Vägval",
            _("Version {version}").format(version=APP_VERSION),
            "## " + _("Avsedd användning") + " {#purpose}",
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
            "## " + _("Kriterier") + " {#packs}",
            "\n".join(f"- {line}" for line in self._packs()),
            "## " + _("Var uppgifterna finns") + " {#place}",
            _(
                "Allt ligger på den här datorn, i mappen nedan. Programmet skickar ingenting och "
                "behöver inget nätverk."
            ),
            f"`{self.desk.workplace.folder}`",
            "## " + _("Versioner") + " {#versions}",
            "\n".join(f"| {name} | {version} |" for name, version in self._versions()),
            "## " + _("Licenser") + " {#licences}",
            _("Det som är länkat går att läsa här, utan nätverk."),
            "\n".join(self._licence(at, one) for at, one in enumerate(shipped(APP_VERSION))),
        ]
        return "\n\n".join(parts)

    def licence_html(self, link: str) -> str:
        """Return one licence's text as HTML; KeyError where a link leads to none."""
        parts = {f"{LICENCE}{at}": one for at, one in enumerate(shipped(APP_VERSION))}
        part = parts[link]
        named = " ".join(filter(None, (part.name, part.version)))
        back = f'<a href="{LICENCE}">‹ {escape(self.desk.translate("Om Vägval"))}</a>'
        text = escape(part.text()).replace("\n", "<br>")
        return f"<p>{back}</p><h1>{escape(named)}</h1><p>{escape(part.licence)}</p><p>{text}</p>"

    def versions_text(self) -> str:
        """Return what a support call needs: versions alone, no patient, no path, no name."""
        lines = [f"{name} {version}" for name, version in self._versions()]
        return "\n".join([f"Vägval {APP_VERSION}", *lines, *self._packs()])

    def _versions(self) -> tuple[tuple[str, str], ...]:
        _ = self.desk.translate
        told = {"System": _("System")}
        ours = tuple((told.get(name, name), version) for name, version in runtime())
        return (("Qt", self.qt_version), *ours)

    def _licence(self, at: int, part: Shipped) -> str:
        named = " ".join(filter(None, (part.name, part.version)))
        shown = f"[{named}]({LICENCE}{at})" if part.texts else named
        return f"| {shown} | {part.licence} |"

    def _packs(self) -> list[str]:
        _ = self.desk.translate
        workplace = self.desk.workplace
        lines = []
        for pack_id in workplace.catalogue.ids:
            try:
                compiled = workplace.compiled(pack_id)
            except InputError:
                lines.append(_("{name}: går inte att läsa").format(name=pack_id))
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
            lines.append(f"{name} {pack.version} ({digest}), {by}")
        return lines
