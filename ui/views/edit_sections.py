"""The sections of the editing page, in the order in which they stand."""

from collections.abc import Callable
from dataclasses import dataclass

from triage.texts import Translate
from ui.viewmodels.edit_pack import EditPack
from ui.viewmodels.edit_progress import Keys, changed, count, faults
from ui.views.edit_about_section import AboutSection
from ui.views.edit_accepted_section import AcceptedSection
from ui.views.edit_criteria_section import CriteriaSection
from ui.views.edit_ladder_section import LadderSection
from ui.views.edit_prerequisites_section import PrerequisitesSection
from ui.views.edit_publish_section import PublishSection
from ui.views.edit_quick_section import QuickSection
from ui.views.edit_readings_section import ReadingsSection
from ui.views.edit_section import Section
from ui.views.edit_teams_section import TeamsSection
from ui.views.edit_versions_section import VersionsSection
from ui.widgets.step_list import Progress, Step


@dataclass(frozen=True)
class SectionEntry:
    """A section: its id, its name, where its values stand, and how it is made."""

    id: str
    name: str
    keys: Keys
    make: Callable[[EditPack], Section]


def section_table(_: Translate) -> tuple[SectionEntry, ...]:
    """Return the sections in order."""
    about: Keys = (
        ("pack", "name"),
        ("pack", "about"),
        ("pack", "valid_from"),
        ("pack", "valid_to"),
    )
    return (
        SectionEntry("telephone", _("Telefon och tider"), (("teams", "teams"),), QuickSection),
        SectionEntry("about", _("Om kriterierna"), about, AboutSection),
        SectionEntry("ladder", _("Trappan"), (("pack", "care_forms"),), LadderSection),
        SectionEntry("criteria", _("Kriterier"), (("pack", "criteria"),), CriteriaSection),
        SectionEntry(
            "prerequisites", _("Att göra före"), (("pack", "prerequisites"),), PrerequisitesSection
        ),
        SectionEntry("teams", _("Alla team"), (("teams", "teams"),), TeamsSection),
        SectionEntry("readings", _("Tolkningar"), (("pack", "readings"),), ReadingsSection),
        SectionEntry("accepted", _("Godtagna fynd"), (("pack", "accepted"),), AcceptedSection),
        SectionEntry("publish", _("Publicera"), (), PublishSection),
        SectionEntry("versions", _("Versioner"), (), VersionsSection),
    )


def step_of(model: EditPack, entry: SectionEntry, _: Translate) -> Step:
    """Return how a section stands in the list: what is wrong in it, else how much it holds."""
    wrong, held = faults(model, entry.keys), count(model, entry.keys)
    told = "" if held is None else str(held)
    if wrong:
        told = _("1 fel") if wrong == 1 else _("{count} fel").format(count=wrong)
    if changed(model, entry.keys):
        return Step(entry.name, told, Progress.PARTLY, _("ändrat"))
    return Step(entry.name, told, Progress.EMPTY, _("oförändrat"))
