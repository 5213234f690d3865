"""What can be chosen where in a draft, by id and in the reader's words."""

from collections.abc import Mapping
from typing import Any

from triage.texts import Translate
from ui.viewmodels.edit_pack import EditPack, at

Options = list[tuple[str, str]]


def words_of(text: object, language: str, fallback: str) -> str:
    """Return a text of the draft in a language; the fallback where it is not written yet."""
    found = str(text.get(language, "") or text.get("sv", "")) if isinstance(text, Mapping) else ""
    return found or fallback


def listed(model: EditPack, key: str, words: str) -> Options:
    """Return (id, words) of a list of the draft: criteria by `text`, areas by `name` …"""
    part = "teams" if key in {"teams", "areas"} else "pack"
    language = model.desk.language
    items: tuple[Mapping[str, Any], ...] = at(getattr(model.text, part), (key,), ())
    return [
        (str(one.get("id", "")), words_of(one.get(words), language, str(one.get("id", ""))))
        for one in items
    ]


def documents(model: EditPack) -> Options:
    """Return the source documents."""
    return [
        (one.id, f"{one.title[model.desk.language]} ({one.year})")
        for one in model.desk.workplace.catalogue.vocabulary.documents
    ]


def bases(_: Translate) -> Options:
    """Return on what a statement can rest."""
    return [
        ("source", _("Källan säger det")),
        ("derived", _("Följer av källan")),
        ("local", _("Lokalt bestämt")),
    ]


def form_name(model: EditPack, form: str) -> str:
    """Return what a care form is called."""
    named = model.desk.workplace.catalogue.vocabulary.form.get(form)
    return form if named is None else named.name[model.desk.language]


def forms(model: EditPack) -> Options:
    """Return the forms of the draft's ladder, the highest first."""
    return [(name, form_name(model, name)) for name, _ in listed(model, "care_forms", "name")]


def offers(model: EditPack) -> Options:
    """Return what a team can offer: the ladder, and what stands beside it."""
    beside = [(name, form_name(model, name)) for name, _ in listed(model, "parallel", "name")]
    return forms(model) + beside


def municipalities(model: EditPack) -> Options:
    """Return the pack's municipalities by name."""
    places = model.desk.workplace.catalogue.municipalities.values()
    return sorted(
        ((one.code, one.name) for one in places if one.pack == model.pack_id),
        key=lambda item: item[1],
    )


def city_areas(model: EditPack) -> Options:
    """Return the city areas that narrow a municipality."""
    fact = model.desk.workplace.catalogue.vocabulary.fact["city_area"]
    names = getattr(fact, "names", {})
    return [(one, text[model.desk.language]) for one, text in names.items()]


def new_id(model: EditPack, key: str) -> str:
    """Return an id that no item of a list has yet."""
    taken = {name for name, _ in listed(model, key, "name")}
    return next(name for name in (f"local_{n}" for n in range(1, 10_000)) if name not in taken)


def used_by(model: EditPack, criterion: str, _: Translate) -> list[str]:
    """Return where a criterion stands, in words: `ASIH · behov`."""
    found = []
    parts = part_names(_)
    for form in at(model.text.pack, ("care_forms",), ()):
        for key, words in parts.items():
            part = form.get(key) or {}
            if criterion in (*part.get("all", ()), *part.get("any", ())):
                found.append(f"{form_name(model, form['id'])} · {words.lower()}")
    for beside in at(model.text.pack, ("parallel",), ()):
        part = beside.get("criteria", {})
        if criterion in (*part.get("all", ()), *part.get("any", ())):
            found.append(form_name(model, beside["id"]))
    return found


def part_names(_: Translate) -> dict[str, str]:
    """Return the parts of a care form that together decide admission."""
    return {"eligibility": _("För vem"), "need": _("Behov"), "place": _("Plats")}
