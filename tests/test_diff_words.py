"""What changed, in words: each thing once for what it touches, what matters most first."""

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from triage.core.compiled import CompiledPack
from triage.diff_words import ChangeWords, change_words
from triage.packs.catalogue import Catalogue
from triage.packs.diff import changes
from triage.packs.diff_fields import Touch
from triage.packs.load import from_snapshot, snapshot

LIMITS = "Ta ställning till intensivvård och hjärt-lungräddning och dokumentera beslutet"
TEAMS = "Palliativt team; Palliativt konsultteam"
REVERSED = "Palliativt konsultteam; Palliativt team"
WARD = "Palliativ vårdavdelning"
LOWER = "Palliativt team > Palliativt konsultteam > Allmän palliativ vård"

Edit = Callable[[dict[str, Any], dict[str, Any]], None]


def told(pack: str, edit: Edit, language: str = "sv") -> tuple[ChangeWords, ...]:
    old = Catalogue().compiled(pack)
    vocabulary, plain = json.loads(snapshot(old))
    edit(plain, vocabulary)
    new: CompiledPack = from_snapshot(json.dumps([vocabulary, plain]).encode())
    return change_words(changes(old, new), old, new, language)


def by_id(items: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in items if one["id"] == name)


def _everything(pack: dict[str, Any], _: dict[str, Any]) -> None:
    one = by_id(pack["criteria"], "complex_symptoms")
    one["when"] = {"fact": "pain", "gte": 3}
    one["text"]["sv"] = "Svår smärta"
    one["basis"] = "derived"
    pack["version"] = "2030.1"


def test_a_thing_stands_under_each_heading_that_it_touches() -> None:
    assert told("skane", _everything) == (
        ChangeWords(
            Touch.MEANING,
            "Kriterium: Svår smärta",
            ("Regel förut: komplex symtombild", "Regel nu: smärta minst 3, svår"),
        ),
        ChangeWords(
            Touch.WORDING,
            "Kriterium: Svår smärta",
            ("Text förut: Komplex symtombild", "Text nu: Svår smärta"),
        ),
        ChangeWords(
            Touch.EVIDENCE, "Kriterium: Svår smärta", ("Grund förut: källa", "Grund nu: härlett")
        ),
        ChangeWords(
            Touch.RECORD, "Om kriterierna", ("Version förut: 2026.1", "Version nu: 2030.1")
        ),
    )


def _other_language(pack: dict[str, Any], _: dict[str, Any]) -> None:
    by_id(pack["criteria"], "complex_symptoms")["text"]["en"] = "Symptoms of many kinds"


def _part(pack: dict[str, Any], _: dict[str, Any]) -> None:
    form = by_id(pack["care_forms"], "palliative_ward")
    form["place"] = {"all": form["place"]["any"]}
    form["need"] = None


def _part_order(pack: dict[str, Any], _: dict[str, Any]) -> None:
    by_id(pack["care_forms"], "asih")["need"]["any"].reverse()


def _prerequisites(pack: dict[str, Any], _: dict[str, Any]) -> None:
    by_id(pack["care_forms"], "palliative_ward")["prerequisites"] = ["consent_settled"]


def _fallback(pack: dict[str, Any], _: dict[str, Any]) -> None:
    by_id(pack["care_forms"], "palliative_ward")["fallback"].reverse()


def _telephone(pack: dict[str, Any], _: dict[str, Any]) -> None:
    team = by_id(pack["teams"], "asih")
    team["telephone"] = "046-10 00 00"
    team["verified_on"] = "2026-11-01"
    team["enrolled"] = {"at_least": 40}
    team["beds"] = {"count": 12, "note": {"sv": "fyra till planeras", "en": "four more planned"}}
    team["staffing"] = [{"profession": "nurse", "posts": 2.5, "per_100000": 1.25}]


def _swap(pack: dict[str, Any], _: dict[str, Any]) -> None:
    pack["care_forms"][0], pack["care_forms"][1] = pack["care_forms"][1], pack["care_forms"][0]


@pytest.mark.parametrize(
    ("edit", "touch", "lines"),
    [
        (
            _other_language,
            Touch.WORDING,
            (
                "Text på engelska förut: Complex symptom picture",
                "Text på engelska nu: Symptoms of many kinds",
            ),
        ),
        (_part_order, Touch.LAYOUT, ("Behov: skrivs på annat sätt",)),
        (
            _prerequisites,
            Touch.MEANING,
            (f"Att göra före inskrivning, försvinner: {LIMITS}",),
        ),
        (
            _fallback,
            Touch.MEANING,
            (
                f"Ersätts av förut: ASIH; {TEAMS}; Allmän palliativ vård",
                f"Ersätts av nu: Allmän palliativ vård; {REVERSED}; ASIH",
            ),
        ),
        (
            _swap,
            Touch.MEANING,
            (f"Förut: {WARD} > ASIH > {LOWER}", f"Nu: ASIH > {WARD} > {LOWER}"),
        ),
    ],
)
def test_each_kind_of_value_reads_as_one_says_it(
    edit: Edit, touch: Touch, lines: tuple[str, ...]
) -> None:
    (one,) = told("skane", edit)

    assert (one.touch, one.lines) == (touch, lines)


def test_a_part_that_goes_and_one_that_asks_for_all() -> None:
    (one,) = told("skane", _part)

    need, place = one.lines
    assert need.startswith("Behov, försvinner: minst ett av: komplex symtombild och behov av")
    assert place == "Plats: nu krävs alla"


def test_a_teams_figures_are_told() -> None:
    service, record = told("skane", _telephone)

    assert service.lines == (
        "Vårdplatser, tillkommer: 12 (fyra till planeras)",
        "Inskrivna patienter, tillkommer: minst 40",
        "Bemanning, tillkommer: sjuksköterska, 2,5 tjänster, 1,25 per 100 000 invånare",
        "Telefon, tillkommer: 046-10 00 00",
    )
    assert (record.touch, record.lines) == (
        Touch.RECORD,
        ("Uppgifterna kontrollerade, tillkommer: 2026-11-01",),
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_change_between_two_regions_has_a_title_and_no_raw_value(language: str) -> None:
    packs = Catalogue().usable()[0]
    for old, new in pairwise([*packs, packs[0]]):
        for one in change_words(changes(old, new), old, new, language):
            assert one.title
            assert one.lines or one.touch is Touch.LAYOUT
            for line in one.lines:
                assert "=" not in line
                assert "None" not in line
                assert "{" not in line


def test_what_a_reassessment_asks_anew_is_told_in_words() -> None:
    def later(_: dict[str, Any], vocabulary: dict[str, Any]) -> None:
        vocabulary["reconfirm"] = {"steps": ["symptoms"], "hours": 24}

    (change,) = told("skane", later)
    assert change.lines == (
        (
            "Frågas på nytt vid ombedömning förut: Larmtecken, Symtom, Snabb försämring, "
            "Livets sista dagar; äldre än 72 timmar märks"
        ),
        "Frågas på nytt vid ombedömning nu: Symtom; äldre än 24 timmar märks",
    )
