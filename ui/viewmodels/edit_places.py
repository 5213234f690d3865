"""Where in a draft a fault stands: the section that shows it, and what the reader calls it."""

from typing import Final

from triage.packs.edit import FilePart
from triage.packs.problems import Problem
from ui.viewmodels.edit_choices import form_name, words_of
from ui.viewmodels.edit_pack import EditPack

_SECTIONS: Final = {
    "care_forms": "ladder",
    "criteria": "criteria",
    "prerequisites": "prerequisites",
    "readings": "readings",
    "teams": "teams",
    "accepted": "accepted",
}
"""The list in the file, and the section whose rows are its items."""
_ABOUT: Final = frozenset({"name", "about", "valid_from", "valid_to"})
_NAMED_BY: Final = {
    "criteria": "text",
    "prerequisites": "todo",
    "readings": "text",
    "teams": "name",
}


def _item(path: str) -> tuple[str, int] | None:
    """Return the list and the number in it that a path leads into."""
    key, _bracket, rest = path.partition("[")
    number = rest.partition("]")[0]
    return (key, int(number)) if key in _SECTIONS and number.isdecimal() else None


def section_of(problem: Problem) -> str:
    """Return the section where a fault can be mended, as `criteria#3`; "" for none of them."""
    found = _item(problem.path)
    if found is not None:
        return f"{_SECTIONS[found[0]]}#{found[1]}"
    return "about" if problem.path.partition(".")[0] in _ABOUT else ""


def place_words(model: EditPack, problem: Problem) -> str:
    """Return where a fault is, by name: `Team: Sydväst ASIH`; by number while it has no name."""
    _ = model.desk.translate
    found = _item(problem.path)
    if found is None:
        return _("Om kriterierna") if section_of(problem) else problem.path
    key, number = found
    kinds = {
        "criteria": (_("Kriterium"), _("Kriterium {number}")),
        "prerequisites": (_("Uppgift"), _("Uppgift {number}")),
        "care_forms": (_("Vårdform"), _("Vårdform {number}")),
        "readings": (_("Tolkning"), _("Tolkning {number}")),
        "teams": (_("Team"), _("Team {number}")),
        "accepted": (_("Godtaget fynd"), _("Godtaget fynd {number}")),
    }
    kind, numbered = kinds[key]
    name = _name(model, key, number)
    return f"{kind}: {name}" if name else numbered.format(number=number + 1)


def _name(model: EditPack, key: str, number: int) -> str:
    if key == "care_forms":
        return form_name(model, str(model.value("pack", (key, number, "id"), "")))
    if key not in _NAMED_BY:
        return ""
    part: FilePart = "teams" if key == "teams" else "pack"
    return words_of(model.value(part, (key, number, _NAMED_BY[key])), model.desk.language, "")
