"""What is to be seen before the rest of a recommendation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from triage.core.compiled import CompiledPack
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.place import MUNICIPALITY
from triage.core.vocabulary import Facts
from triage.pack_words import warning_words
from triage.texts import translator
from ui.viewmodels.form_words import form_name
from ui.viewmodels.protected_place import home_words


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to see first: `danger` calls for action now, `gap` for another way, `info`."""

    kind: str
    title: str
    text: str
    more: tuple[str, ...] = ()
    """Who answers, at length; for those who ask."""


def notices(
    compiled: CompiledPack,
    facts: Facts,
    kept: Mapping[str, Any],
    language: str,
    *,
    several: bool,
    protected: bool,
    contact: str = "",
) -> Iterator[Notice]:
    """Yield the notices of a recommendation, the most pressing first.

    `kept` has the contract's shape; `several` tells that more than one form is possible;
    `contact` is what is noted of the contact that a red flag calls for.
    """
    _ = translator(language)
    if kept["red_flags"]:
        yield _emergency(compiled, facts, language, contact)
    if kept["blocked_by"] is not None:
        text = _("Behovet står kvar. Allmän palliativ vård fortsätter; fråga igen senare.")
        yield Notice("gap", _("Patienten tackar nej till remiss"), text)
    if kept["gap"]:
        place = _place(compiled, facts, language, protected=protected)
        yield _gap(compiled, kept, language, place=place, several=several)
    if kept["status"] == NOT_PALLIATIVE:
        text = _("Svaren visar ingen obotlig sjukdom som fortskrider.")
        yield Notice("info", _("Utanför kriterierna"), text)
    if several:
        text = _("Obesvarade frågor kan ändra vårdformen. Du väljer själv i beslutet.")
        yield Notice("info", _("Ännu inte avgjort"), text)
    days = {key: kept["pack"][key] for key in ("valid_from", "valid_to")}
    for warning in warning_words(kept["warnings"], _, **days):
        yield Notice("gap", warning, "")


def _emergency(compiled: CompiledPack, facts: Facts, language: str, contact: str) -> Notice:
    emergency = compiled.vocabulary.emergency
    limits = facts.get(emergency.limits)
    known = {True: emergency.limited, False: emergency.active}
    said = known[limits] if isinstance(limits, bool) else emergency.undecided
    text = "\n".join(filter(None, (contact, said[language])))
    return Notice("danger", emergency.title[language], text)


def _place(compiled: CompiledPack, facts: Facts, language: str, *, protected: bool) -> str:
    """Return where something is not offered: the municipality, unless nobody may know it."""
    known = compiled.pack.municipality.get(str(facts.get(MUNICIPALITY)))
    if known is None:
        return compiled.pack.name[language]
    return home_words(translator(language)) if protected else known.name


def _gap(
    compiled: CompiledPack, kept: Mapping[str, Any], language: str, *, place: str, several: bool
) -> Notice:
    """Say what is indicated and not offered, in few words; who answers stands in `more`."""
    _, pack = translator(language), compiled.pack
    form = form_name(compiled.vocabulary, kept["indicated"], language)
    said = [_("Kriterierna för {form} är uppfyllda.").format(form=form)]
    nearest, team = kept["recommended"], pack.team.get(str(kept["team"]))
    more = []
    if not several and kept["blocked_by"] is None and nearest in pack.care_form:
        name = form_name(compiled.vocabulary, nearest, language)
        said.append(_("Närmast som erbjuds: {form}.").format(form=name))
        if team is not None and team.covers_meanwhile is not None:
            more.append(team.covers_meanwhile[language])
    missing = pack.care_form[kept["indicated"]].when_missing
    if missing is not None:
        more.append(missing[language])
    title = _("{form} erbjuds inte i {place}").format(form=form, place=place)
    return Notice("gap", title, " ".join(said), tuple(more))
