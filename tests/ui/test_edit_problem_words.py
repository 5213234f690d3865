"""Faults that editing can make are told in the reader's language, as the loader finds them."""

import pytest

from triage.packs.catalogue import Catalogue
from triage.packs.edit import REMOVED, FilePart, compiled_text, text_of, with_value
from triage.packs.problems import InputError, Problem
from triage.texts import translator
from ui.viewmodels.edit_problem_words import problem_words

CATALOGUE = Catalogue()
HOURS = ("teams", 0, "hours")
LATE = {"days": ("weekdays",), "opens": "16:00", "closes": "08:00"}
HALF = {"days": ("weekdays",), "opens": "16:00"}
ODD = {"days": ("weekdays",), "opens": "8", "closes": "9"}
WEEKEND = {"days": ("one_weekend_day",), "opens": "08:00", "closes": "09:00"}
ALWAYS = {"always": True, "periods": ({"days": ("weekdays",)},)}
FAULTS: list[tuple[str, FilePart, tuple[str | int, ...], object]] = [
    ("Texten saknas", "pack", ("criteria", 0, "text", "sv"), ""),
    ("Listan är tom", "pack", ("care_forms", 0, "eligibility", "all"), ()),
    ("inget upptagningsområde", "teams", ("teams", 0, "catchment"), {}),
    ("ingen sådan dag", "pack", ("valid_from",), "2026-02-30"),
    ("Skriv dagen", "pack", ("valid_from",), "i går"),
    ("Stängningstiden", "teams", HOURS, {"periods": (LATE,)}),
    ("Ange både", "teams", HOURS, {"periods": (HALF,)}),
    ("Skriv klockslag", "teams", HOURS, {"periods": (ODD,)}),
    ("En av helgens dagar", "teams", HOURS, {"periods": (WEEKEND,)}),
    ("dygnet runt", "teams", HOURS, ALWAYS),
    ("Öppettider saknas", "teams", HOURS, {}),
    ("Den sista vårdformen", "pack", ("care_forms", 6, "always_offered"), REMOVED),
    ("Delen har inga kriterier", "pack", ("care_forms", 0, "eligibility"), {}),
    ("ersätta sig själv", "pack", ("care_forms", 3, "fallback", 0), "asih"),
    ("samma vårdform i samma kommun", "teams", ("teams", 1, "catchment", "areas"), ("halland",)),
]


@pytest.mark.parametrize(("words", "part", "place", "value"), FAULTS, ids=lambda one: str(one)[:20])
def test_a_fault_is_told_in_swedish(
    words: str, part: FilePart, place: tuple[str | int, ...], value: object
) -> None:
    text = with_value(text_of(CATALOGUE.compiled("vastra"), ()), part, place, value)

    with pytest.raises(InputError) as caught:
        compiled_text(text, CATALOGUE.vocabulary, CATALOGUE.municipalities.values())

    told = [problem_words(one, translator("sv")) for one in caught.value.problems]
    assert any(words in one for one in told), (told, caught.value.problems)


def test_what_is_not_known_stands_in_its_own_words() -> None:
    problem = Problem("pack.yaml", "x", "something else", None)

    assert problem_words(problem, translator("sv")) == "something else"
