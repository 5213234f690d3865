"""The trace: every criterion weighed, whether it holds, and where it comes from."""

from collections.abc import Sequence

from triage.core.logic import State
from triage.core.pack import Part
from triage.core.recommendation import TraceLine
from triage.core.wording import Source
from triage.referral.letter import Line, Section
from triage.referral.material import Material
from triage.referral.protection import WITHHELD_FACTS

MARKS = {State.YES: "✓", State.NO: "–", State.UNKNOWN: "?"}


def trace(material: Material) -> tuple[Section, ...]:
    """Return one section for each care form, what stands beside the ladder, and the sources.

    The care form that the letter names comes first, then the others in the ladder's order.
    """
    lines = sorted(material.weighing.trace, key=lambda line: line.care_form != material.form)
    forms = dict.fromkeys(line.care_form for line in lines)
    return (*(_form(material, form, lines) for form in forms), _sources(material))


def lead(material: Material) -> str:
    """Return how the marks are read."""
    _ = material.say
    return _(
        "✓ uppfyllt enligt svaren; – inte uppfyllt; ? går inte att säga av svaren. "
        "Obesvarat räknas aldrig som nej. [n] är källan, sist i listan."
    )


def _form(material: Material, form: str, weighed: Sequence[TraceLine]) -> Section:
    _ = material.say
    lines = [line for line in weighed if line.care_form == form]
    shown: list[Line] = []
    first: dict[str, str] = {}
    for line in weighed:
        first.setdefault(line.criterion, line.care_form)
    for part in dict.fromkeys(line.part for line in lines):
        rows = [line for line in lines if line.part == part]
        heading = _heading(material, form, part)
        shown.append(Line(heading, ""))
        shown.extend(_line(material, row, first=first[row.criterion] == form) for row in rows)
    name = material.form_name(form)
    state = material.weighing.care_forms.get(form)
    if state is None:  # something beside the ladder, with no admission of its own
        return Section(name, tuple(shown))
    words = {
        State.YES: _("uppfyllt"),
        State.NO: _("inte uppfyllt"),
        State.UNKNOWN: _("inte avgjort"),
    }[state]
    offered = material.weighing.offered.get(form)
    if offered is State.NO and not material.patient.protected:
        words = "; ".join((words, _("erbjuds inte där patienten ska vårdas")))
    return Section(f"{MARKS[state]} {name}: {words}", tuple(shown))


def _heading(material: Material, form: str, part: str) -> str:
    _ = material.say
    if part == "prerequisite":
        return _("Förutsättningar")
    if part == "parallel":
        return _("Kräver")
    name = {"eligibility": _("Grund"), "need": _("Behov"), "place": _("Plats")}.get(part, part)
    asked: Part | None = dict(material.compiled.pack.care_form[form].admission).get(part)
    if asked is None or len(asked.criteria) == 1:
        return name
    how = _("alla") if asked.all is not None else _("minst ett")
    return f"{name}, {how}"


def _line(material: Material, line: TraceLine, *, first: bool) -> Line:
    """Return one criterion; what it lacks is told where it first stands, its source each time."""
    pack, language = material.compiled.pack, material.language
    if line.part == "prerequisite":
        prerequisite = pack.prerequisite[line.criterion]
        text, source = prerequisite.todo[language], prerequisite.source
    else:
        criterion = pack.criterion[line.criterion]
        text, source = criterion.text[language], criterion.source
    note = _note(material, line, source) if first else f"[{_number(material, source)}]"
    return Line("", text, mark=MARKS[line.state], note=note)


def _note(material: Material, line: TraceLine, source: Source) -> str:
    _ = material.say
    basis = {"derived": _("härlett"), "local": _("lokalt")}.get(line.basis)
    parts = [f"[{_number(material, source)}] {source.section[material.language]}"]
    if basis is not None:
        parts.append(basis)
    if line.state is State.UNKNOWN:
        hidden = WITHHELD_FACTS if material.patient.protected else frozenset()
        missing = [fact for fact in line.facts if fact not in material.facts and fact not in hidden]
        unknown = [
            fact for fact in line.facts if fact in material.facts and not material.answered(fact)
        ]
        for text, facts in ((_("obesvarat: {names}"), missing), (_("ej känt: {names}"), unknown)):
            if facts:
                parts.append(text.format(names=material.labels(facts, 3)))
    return " · ".join(parts)


def _number(material: Material, source: Source) -> int:
    return _documents(material).index(source.document) + 1


def _documents(material: Material) -> list[str]:
    pack = material.compiled.pack
    sources = (
        *(one.source for one in pack.criteria),
        *(one.source for one in pack.prerequisites),
    )
    return list(dict.fromkeys(source.document for source in sources))


def _sources(material: Material) -> Section:
    _ = material.say
    vocabulary, language = material.compiled.vocabulary, material.language
    lines = []
    for number, name in enumerate(_documents(material), start=1):
        document = vocabulary.document[name]
        title = document.title[language]
        year = "" if str(document.year) in title else f" {document.year}"
        lines.append(Line("", f"[{number}] {title}. {document.publisher}{year}."))
    return Section(_("Källor"), tuple(lines))
