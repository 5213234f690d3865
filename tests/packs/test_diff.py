"""What changed between two packs, told field by field."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from triage.core.compiled import CompiledPack
from triage.core.pack import Pack
from triage.core.vocabulary import Urgency, Vocabulary
from triage.packs import diff, diff_vocabulary
from triage.packs.catalogue import Catalogue
from triage.packs.diff import Change, Kind, changes
from triage.packs.diff_fields import Touch
from triage.packs.load import from_snapshot, snapshot

Edit = Callable[[dict[str, Any], dict[str, Any]], None]


@pytest.fixture(scope="module")
def skane() -> CompiledPack:
    return Catalogue().compiled("skane")


@pytest.fixture(scope="module")
def vastra() -> CompiledPack:
    return Catalogue().compiled("vastra")


def edited(compiled: CompiledPack, edit: Edit) -> CompiledPack:
    """Return a pack with something changed in it or in its vocabulary."""
    vocabulary, pack = json.loads(snapshot(compiled))
    edit(pack, vocabulary)
    return from_snapshot(json.dumps([vocabulary, pack]).encode())


def told(found: tuple[Change, ...]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    return [
        (
            one.section,
            one.id,
            str(one.kind),
            [(detail.field, str(detail.touch)) for detail in one.details],
        )
        for one in found
    ]


def by_id(items: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in items if one["id"] == name)


def test_a_pack_does_not_differ_from_itself(skane: CompiledPack) -> None:
    assert changes(skane, skane) == ()


def _reword(pack: dict[str, Any], _: dict[str, Any]) -> None:
    by_id(pack["criteria"], "complex_symptoms")["text"]["sv"] = "Sammansatt symtombild"


def _new_rule(pack: dict[str, Any], _: dict[str, Any]) -> None:
    by_id(pack["criteria"], "complex_symptoms")["when"] = {"fact": "pain", "gte": 3}


def _rewritten_rule(pack: dict[str, Any], _: dict[str, Any]) -> None:
    rule = by_id(pack["criteria"], "complex_symptoms")["when"]
    by_id(pack["criteria"], "complex_symptoms")["when"] = {"not": {"not": rule}}


def _other_source(pack: dict[str, Any], _: dict[str, Any]) -> None:
    one = by_id(pack["criteria"], "complex_symptoms")
    one["source"]["section"]["sv"] = "Annat avsnitt"
    one["basis"] = "derived"


def _other_part(pack: dict[str, Any], _: dict[str, Any]) -> None:
    form = by_id(pack["care_forms"], "asih")
    form["need"]["any"] = form["need"]["any"][:-1]
    form["place"] = {"all": ["inpatient_place"]}


def _no_part(pack: dict[str, Any], _: dict[str, Any]) -> None:
    by_id(pack["care_forms"], "palliative_ward")["place"] = None


def _swapped(pack: dict[str, Any], _: dict[str, Any]) -> None:
    forms = pack["care_forms"]
    forms[0], forms[1] = forms[1], forms[0]


def _criteria_reordered(pack: dict[str, Any], _: dict[str, Any]) -> None:
    pack["criteria"].reverse()


def _hours(pack: dict[str, Any], _: dict[str, Any]) -> None:
    team = by_id(pack["teams"], "asih")
    team["hours"] = {"stated": False}
    team["telephone"] = "046-10 00 00"


def _dates(pack: dict[str, Any], _: dict[str, Any]) -> None:
    pack["valid_to"] = "2027-12-31"
    pack["version"] = "2026.2"
    pack["changes"] = [{"version": "2026.2", "on": "2026-11-01", "author": "A", "text": "B"}]


def _line(pack: dict[str, Any], _: dict[str, Any]) -> None:
    pack["physician_line"] = None


def _definition(_: dict[str, Any], vocabulary: dict[str, Any]) -> None:
    by_id(vocabulary["derived"], "round_the_clock")["when"] = {"fact": "needs_round_the_clock_team"}


def _question(_: dict[str, Any], vocabulary: dict[str, Any]) -> None:
    by_id(vocabulary["facts"], "pain")["question"]["sv"] = "Hur ont gör det?"
    vocabulary["version"] = "77"


def _urgency(_: dict[str, Any], vocabulary: dict[str, Any]) -> None:
    classes = vocabulary["urgency"]["classes"]
    classes[1]["name"]["sv"] = "Senast i morgon"
    classes[1]["reasons"] = classes[1]["reasons"][:-1]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (_reword, [("criterion", "complex_symptoms", "changed", [("text", "wording")])]),
        (_new_rule, [("criterion", "complex_symptoms", "changed", [("when", "meaning")])]),
        (_rewritten_rule, [("criterion", "complex_symptoms", "changed", [("when", "layout")])]),
        (
            _other_source,
            [
                (
                    "criterion",
                    "complex_symptoms",
                    "changed",
                    [("source", "evidence"), ("basis", "evidence")],
                )
            ],
        ),
        (
            _other_part,
            [("care_form", "asih", "changed", [("need", "meaning"), ("place", "meaning")])],
        ),
        (_no_part, [("care_form", "palliative_ward", "changed", [("place", "meaning")])]),
        (_swapped, [("care_form", "", "reordered", [("order", "meaning")])]),
        (_criteria_reordered, [("criterion", "", "reordered", [("order", "layout")])]),
        (
            _hours,
            [("team", "asih", "changed", [("hours", "service"), ("telephone", "service")])],
        ),
        (
            _dates,
            [
                ("pack", "", "changed", [("version", "record"), ("valid_to", "record")]),
                ("version_note", "2026.2", "added", [("", "record")]),
            ],
        ),
        (_definition, [("derived", "round_the_clock", "changed", [("when", "meaning")])]),
        (
            _question,
            [
                ("vocabulary", "", "changed", [("version", "record")]),
                ("fact", "pain", "changed", [("question", "wording")]),
            ],
        ),
    ],
)
def test_each_edit_is_told_and_nothing_else(
    skane: CompiledPack, edit: Edit, expected: list[object]
) -> None:
    assert told(changes(skane, edited(skane, edit))) == expected


def test_a_physician_line_can_go(skane: CompiledPack) -> None:
    with_line = next(one for one in Catalogue().usable()[0] if one.pack.physician_line is not None)

    (change,) = changes(with_line, edited(with_line, _line))

    assert (change.section, change.kind) == ("physician_line", Kind.REMOVED)


def test_urgency_is_told_class_by_class(skane: CompiledPack) -> None:
    found = told(changes(skane, edited(skane, _urgency)))

    assert found[0] == ("urgency_class", "within_24_hours", "changed", [("name", "wording")])
    ((section, name, kind, details),) = found[1:]
    assert (section, kind, details) == ("urgency_reason", "removed", [("", "meaning")])
    assert name.startswith("within_24_hours.")


def test_what_was_added_comes_where_it_stands_and_what_was_removed_last(
    skane: CompiledPack,
) -> None:
    def edit(pack: dict[str, Any], _: dict[str, Any]) -> None:
        first = pack["criteria"][0]
        pack["criteria"].insert(1, {**first, "id": "brand_new"})
        del pack["care_forms"][2]
        pack["parallel"] = []

    found = told(changes(skane, edited(skane, edit)))

    assert found == [
        ("care_form", "palliative_team", "removed", [("", "meaning")]),
        ("criterion", "brand_new", "added", [("", "meaning")]),
        ("parallel", "point_intervention", "removed", [("", "meaning")]),
    ]


def test_a_catchment_is_told_by_the_municipalities_that_it_reaches(vastra: CompiledPack) -> None:
    team = next(one for one in vastra.pack.teams if one.catchment.municipalities)
    lost = team.catchment.municipalities[0]

    def edit(pack: dict[str, Any], _: dict[str, Any]) -> None:
        catchment = by_id(pack["teams"], team.id)["catchment"]
        catchment["municipalities"] = [one for one in catchment["municipalities"] if one != lost]
        catchment["areas"] = catchment["areas"] or [pack["areas"][0]["id"]]

    (change,) = changes(vastra, edited(vastra, edit))

    detail = change.details[0]
    assert (change.id, detail.field, detail.touch) == (team.id, "municipalities", Touch.MEANING)
    assert isinstance(detail.before, tuple)
    assert isinstance(detail.after, tuple)
    assert lost in detail.before
    assert lost not in detail.after


def test_a_municipality_that_changes_area_changes_who_the_teams_reach(
    vastra: CompiledPack,
) -> None:
    team = next(one for one in vastra.pack.teams if one.catchment.areas)
    area = team.catchment.areas[0]
    place = next(one for one in vastra.pack.municipalities if one.area == area)
    other = next(one.id for one in vastra.pack.areas if one.id not in team.catchment.areas)

    def edit(pack: dict[str, Any], _: dict[str, Any]) -> None:
        next(one for one in pack["municipalities"] if one["code"] == place.code)["area"] = other

    found = changes(vastra, edited(vastra, edit))

    reached = {one.id for one in found if one.section == "team"}
    assert team.id in reached
    assert ("municipality", place.code) in {(one.section, one.id) for one in found}


def test_the_municipalities_of_a_pack_are_told_at_once(
    skane: CompiledPack, vastra: CompiledPack
) -> None:
    found = changes(skane, vastra)

    (detail,) = [one for one in found[0].details if one.field == "municipalities"]
    assert detail.before == tuple(skane.pack.municipality)
    assert detail.after == tuple(vastra.pack.municipality)
    assert "municipality" not in {one.section for one in found}


def test_a_catchment_written_otherwise_is_layout(vastra: CompiledPack) -> None:
    team = next(
        one
        for one in vastra.pack.teams
        if len(one.catchment.areas) == 1 and not one.catchment.municipalities
    )
    codes = [one.code for one in vastra.pack.municipalities if one.area in team.catchment.areas]

    def edit(pack: dict[str, Any], _: dict[str, Any]) -> None:
        by_id(pack["teams"], team.id)["catchment"] = {"municipalities": codes}

    (change,) = changes(vastra, edited(vastra, edit))

    assert [(one.field, one.touch) for one in change.details] == [("catchment", Touch.LAYOUT)]


def test_changes_are_json_and_the_same_every_time(
    skane: CompiledPack, vastra: CompiledPack
) -> None:
    shapes = [[one.as_json() for one in changes(skane, vastra)] for _ in range(2)]

    assert shapes[0] == shapes[1]
    assert json.loads(json.dumps(shapes[0])) == shapes[0]
    (reworded,) = [one.as_json() for one in changes(skane, edited(skane, _reword))]
    assert reworded == {
        "section": "criterion",
        "id": "complex_symptoms",
        "change": "changed",
        "details": [
            {
                "field": "text",
                "touches": "wording",
                "before": {"sv": "Komplex symtombild", "en": "Complex symptom picture"},
                "after": {"sv": "Sammansatt symtombild", "en": "Complex symptom picture"},
            }
        ],
    }


def test_forwards_and_backwards_tell_the_same(skane: CompiledPack, vastra: CompiledPack) -> None:
    there = {(one.section, one.id, one.kind) for one in changes(skane, vastra)}
    back = {(one.section, one.id, one.kind) for one in changes(vastra, skane)}
    turned = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}

    assert back == {(section, name, turned.get(kind, kind)) for section, name, kind in there}


def test_no_part_of_a_pack_or_vocabulary_is_left_out_of_the_comparison() -> None:
    """A field that the models gain is told of, or this test says that it is not."""
    unlike = {"id", "criteria", "prerequisites", "care_forms", "parallel", "readings", "areas"}
    unlike |= {"teams", "physician_line", "accepted", "changes", "municipalities"}
    shared = {"documents", "steps", "facts", "derived", "hints", "care_forms", "urgency"}

    assert set(Pack.model_fields) == unlike | set(diff.PACK_FIELDS)
    assert set(Vocabulary.model_fields) == shared | set(diff_vocabulary.REST)
    assert set(Urgency.model_fields) == {"note", "basis", "classes"}
