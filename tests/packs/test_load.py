"""A broken pack says where, what is wrong and what would be right; the others still work."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.load import from_snapshot, load_pack, snapshot
from triage.packs.problems import InputError

Edit = Callable[[str], str]


@pytest.fixture
def criteria(tmp_path: Path) -> Path:
    """Return a copy of the project's criteria that a test may break."""
    return Path(shutil.copytree(CRITERIA, tmp_path / "criteria"))


def broken(criteria: Path, file: str, old: str, new: str) -> list[str]:
    """Break one place of Skåne's pack and return the problems of loading it."""
    path = criteria / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} no longer holds the text that this test breaks"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Catalogue(criteria).compiled("skane")
    return [str(one) for one in caught.value.problems]


PACK, TEAMS, WORDS = "skane/pack.yaml", "skane/teams.yaml", "vocabulary.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (PACK, "fact: advice_requested", "fact: advice_requsted",
         "when.fact: unknown fact 'advice_requsted'; did you mean 'advice_requested'?"),
        (PACK, "derived: complex_need", "derived: complex_ned",
         "unknown derived fact 'complex_ned'; did you mean 'complex_need'?"),
        (PACK, "fact: needs_part_of_team", "fact: pain",
         "'pain' (score) is not answered yes or no; compare it with gte, lte or is"),
        (PACK, "fact: needs_part_of_team", "fact: municipality, is: '1281'",
         "'municipality' tells what is offered, not what is needed"),
        (PACK, "fact: needs_part_of_team", "fact: pain, gte: 7",
         "7 is outside 0–4 of 'pain' (score)"),
        (PACK, "fact: needs_part_of_team", "fact: pain, gte: '3'",
         "expected a whole number, got the text '3'; write 3 without quotation marks"),
        (PACK, "fact: needs_part_of_team", "fact: preferred_place_of_care, is: hospis",
         "'hospis' is no value of 'preferred_place_of_care'; did you mean 'hospice'?"),
        (PACK, "fact: needs_part_of_team", "fact: red_flags, includes: bleeding",
         "'bleeding' is no value of 'red_flags'; did you mean 'major_bleeding'?"),
        (PACK, "fact: needs_part_of_team", "fact: red_flags, gte: 3",
         "'gte' does not fit 'red_flags' (set); use includes or empty"),
        (PACK, "{fact: needs_part_of_team}", "{unconfirmed: {fact: needs_part_of_team}}",
         "a criterion never reads unanswered as no; leave 'unconfirmed' out"),
        (PACK, "{fact: needs_part_of_team}", "{any: []}",
         "the list is empty; give at least one"),
        (PACK, "{fact: needs_part_of_team}", "{fcat: needs_part_of_team}",
         "a rule has one of the keys fact, derived, all, any, not, at_least, unconfirmed"),
        (PACK, "always_offered: true", "always_offered: false",
         "the last form of a ladder is offered everywhere; write always_offered: true"),
        (PACK, "always_offered: true", "always_offered: no",
         "put quotes around no: older YAML reads it as true or false"),
        (PACK, 'valid_to: "2025-12-31"', 'valid_to: "2019-12-31"',
         "valid_to: is before valid_from 2020-01-01; swap them"),
        (PACK, 'valid_to: "2025-12-31"', "valid_to: 2025-12-31",
         "put quotes around 2025-12-31"),
        (PACK, 'valid_to: "2025-12-31"', 'valid_to: "31 december"',
         "the text '31 december' is no date; write it as"),
        (PACK, 'valid_to: "2025-12-31"', 'valid_to: "2025-02-30"',
         "valid_to: there is no day 2025-02-30"),
        (PACK, 'version: "2026.1"', "version: 2026.1",
         "version: expected text, got the number 2026.1; put quotes around it"),
        (PACK, "basis: source", "basis: sourse", "expected 'source', 'derived' or 'local'"),
        (PACK, "document: skane_plan", "document: skane_pln",
         "unknown document 'skane_pln'; did you mean 'skane_plan'?"),
        (PACK, "prerequisites: [consent_settled", "prerequisites: [consent_setled",
         "unknown prerequisite 'consent_setled'; did you mean 'consent_settled'?"),
        (PACK, "fallback: [asih", "fallback: [asik",
         "unknown care form of this ladder 'asik'; did you mean 'asih'?"),
        (PACK, "care_forms:", "careforms:", "unknown key 'careforms'; did you mean 'care_forms'?"),
        (PACK, "care_forms:", "teams: []\ncare_forms:", "the key 'teams' belongs in teams.yaml"),
        (TEAMS, "teams:", '"a\\nb": 1\nteams:', r"the key 'a\nb' belongs in pack.yaml"),
        (TEAMS, "catchment:", "catchmnt:", "unknown key 'catchmnt'; did you mean 'catchment'?"),
        (TEAMS, "areas: [skane]", "areas: [skaane]",
         "unknown area 'skaane'; did you mean 'skane'?"),
        (TEAMS, "areas: [skane]", 'municipalities: ["9999"]',
         "unknown municipality of this pack '9999'"),
        (TEAMS, "areas: [skane]", "areas: []", "serves nobody; give areas or municipalities"),
        (WORDS, "step: patient", "step: patent", "unknown step 'patent'; did you mean 'patient'?"),
        (WORDS, "type: bool", "type: boolean",
         "unknown kind"),
    ],
)  # fmt: skip
def test_one_broken_place_is_named(
    criteria: Path, file: str, old: str, new: str, expected: str
) -> None:
    problems = broken(criteria, file, old, new)
    assert any(expected in one for one in problems), problems
    assert all(one.startswith(("skane/", "criteria/vocabulary.yaml:")) for one in problems)
    assert all(":" in one.split(" ")[0] for one in problems)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "1281,Lund",
            "128,Lund",
            "municipalities.csv:24:1: code: the text '128' is no municipality code; it has four",
        ),
        ("1281,Lund", "1280,Lund", "municipalities.csv:24:1: code: 1280 stands twice"),
        ("1281,Lund", "1281", "municipalities.csv:24:1: 5 values; each line has 6"),
        ("1281,Lund", "1281,", "municipalities.csv:24:6: name: the text is empty"),
        ("code,name", "kod,namn", "municipalities.csv:1:1: the first line is code,name,county"),
        ("1281,Lund", '1281,"Lund"x', "municipalities.csv:24:1: not valid CSV"),
    ],
)
def test_a_broken_line_of_the_municipalities_is_named(
    criteria: Path, old: str, new: str, expected: str
) -> None:
    (problem,) = broken(criteria, "municipalities.csv", old, new)
    assert problem.startswith(expected)


def test_municipalities_that_are_not_utf_8_or_missing_are_named(criteria: Path) -> None:
    path = criteria / "municipalities.csv"
    path.write_bytes(path.read_bytes().replace("ö".encode(), b"\xf6", 1))
    with pytest.raises(InputError, match=r"^municipalities\.csv:\d+:\d+: not UTF-8"):
        Catalogue(criteria).compiled("skane")
    path.unlink()
    with pytest.raises(InputError, match=r"^municipalities\.csv: .*the file is needed"):
        Catalogue(criteria).compiled("skane")


def test_a_municipality_in_an_area_that_its_pack_lacks_is_named(criteria: Path) -> None:
    problems = broken(
        criteria, "municipalities.csv", "Lund,Skåne,skane,skane", "Lund,Skåne,skane,skne"
    )
    expected = (
        "areas: 'skne', where municipalities.csv puts 1281, is not among them; "
        "did you mean 'skane'?"
    )
    assert [one.split(": ", 1)[1] for one in problems] == [expected]


def test_a_character_that_yaml_does_not_allow_is_placed(criteria: Path) -> None:
    problems = broken(criteria, TEAMS, "areas: [skane]", "areas: [ska\x00ne]")
    lines = (criteria / TEAMS).read_text(encoding="utf-8").split("\n")
    line = next(number for number, one in enumerate(lines, 1) if "\0" in one)
    column = lines[line - 1].index("\0") + 1
    expected = "not valid YAML: a character that YAML does not allow"
    assert problems == [f"skane/teams.yaml:{line}:{column}: {expected}"]


def test_a_missing_source_or_wording_is_a_load_error(criteria: Path) -> None:
    path = criteria / PACK
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if "source:" in line)
    indent = len(lines[first]) - len(lines[first].lstrip())
    last = first + 1
    while len(lines[last]) - len(lines[last].lstrip()) > indent:
        last += 1
    path.write_text("\n".join(lines[:first] + lines[last:]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Catalogue(criteria).compiled("skane")
    assert "the key 'source' is missing" in str(caught.value)


def test_derived_facts_that_go_in_a_circle_are_named(criteria: Path) -> None:
    problems = broken(
        criteria,
        WORDS,
        "- {fact: needs_round_the_clock_team}",
        "- {derived: round_the_clock}",
    )
    assert any("goes in a circle: round_the_clock → round_the_clock" in one for one in problems)


def test_two_teams_with_the_same_form_in_the_same_place_are_named(criteria: Path) -> None:
    path = criteria / TEAMS
    text = path.read_text(encoding="utf-8")
    assert "offers: [consult_team]" in text
    path.write_text(
        text.replace("offers: [consult_team]", "offers: [consult_team, palliative_ward]"),
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="offers palliative_ward in 1214 too; keep one of them"):
        Catalogue(criteria).compiled("skane")


def test_a_team_for_a_whole_city_beside_one_for_a_part_of_it_is_named(criteria: Path) -> None:
    path = criteria / "vastra" / "teams.yaml"
    text = path.read_text(encoding="utf-8")
    part = "city_areas: [sydvast]"
    assert text.count(part) == 1
    path.write_text(text.replace(part, "city_areas: []"), encoding="utf-8")
    with pytest.raises(InputError, match="in 1480 too; keep one of them"):
        Catalogue(criteria).compiled("vastra")


def test_a_pack_that_does_not_load_leaves_the_others_working(criteria: Path) -> None:
    (criteria / PACK).write_text("id: [", encoding="utf-8")
    packs, errors = Catalogue(criteria).usable()
    assert [one.pack.id for one in packs] == [
        "jamtland_harjedalen", "norrbotten", "vasterbotten", "vasternorrland", "vastra",
    ]  # fmt: skip
    (error,) = errors
    assert str(error).startswith("skane/pack.yaml:2:1: not valid YAML")


def test_a_missing_file_is_named(criteria: Path) -> None:
    (criteria / TEAMS).unlink()
    with pytest.raises(InputError, match=r"skane/teams\.yaml: .*the file is needed"):
        Catalogue(criteria).compiled("skane")


@pytest.mark.parametrize("file", [PACK, TEAMS, WORDS, "skane/cases.yaml", "municipalities.csv"])
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_ordinary_file_is_not_opened(
    criteria: Path, file: str, make: Callable[[Path], None]
) -> None:
    (criteria / file).unlink()
    make(criteria / file)
    with pytest.raises(InputError, match=r"^\S+: is no ordinary file; "):
        load_cases(criteria / "skane", Catalogue(criteria).compiled("skane"))


def test_a_file_without_end_is_not_read_to_its_end(criteria: Path) -> None:
    with (criteria / "municipalities.csv").open("wb") as file:
        file.truncate(1 << 40)  # takes no room on the disk
    with pytest.raises(InputError, match=r"^municipalities\.csv: too large; at most 512 KiB"):
        Catalogue(criteria).compiled("skane")


def test_a_pack_in_a_folder_of_another_name_is_refused(criteria: Path) -> None:
    (criteria / "skane").rename(criteria / "scania")
    catalogue = Catalogue(criteria)
    with pytest.raises(InputError, match="is not the folder's name 'scania'"):
        load_pack(criteria / "scania", catalogue.vocabulary, catalogue.municipalities.values())


def test_an_unknown_pack_names_the_known() -> None:
    with pytest.raises(InputError, match="no pack 'skana'; did you mean 'skane'"):
        Catalogue().compiled("skana")


@pytest.mark.parametrize("pack_id", Catalogue().ids)
def test_a_snapshot_is_the_pack_word_for_word(pack_id: str) -> None:
    compiled = Catalogue().compiled(pack_id)
    again = from_snapshot(snapshot(compiled))
    assert again.pack == compiled.pack
    assert again.vocabulary == compiled.vocabulary
    assert again.digest == compiled.digest
    assert snapshot(again) == snapshot(compiled)


def test_the_digest_follows_the_words_and_not_the_layout(criteria: Path) -> None:
    before = Catalogue(criteria).compiled("skane").digest
    path = criteria / PACK
    text = path.read_text(encoding="utf-8")
    path.write_text("# a comment\n" + text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert Catalogue(criteria).compiled("skane").digest == before
    path.write_text(text.replace('version: "2026.1"', 'version: "2026.2"'), encoding="utf-8")
    assert Catalogue(criteria).compiled("skane").digest != before


def test_every_municipality_has_a_pack_that_serves_it() -> None:
    catalogue = Catalogue()
    for code, place in catalogue.municipalities.items():
        assert code in catalogue.compiled(place.pack).pack.municipality
