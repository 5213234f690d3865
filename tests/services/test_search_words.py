"""A search knows what codes are called, in both languages, and whose work and which day it is."""

from datetime import date

import pytest

from triage.packs.catalogue import Catalogue
from triage.services.search_words import SearchWords
from triage.store.search import terms_of

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def words() -> SearchWords:
    catalogue = Catalogue()
    counties: dict[str, set[str]] = {}
    for place in catalogue.municipalities.values():
        counties.setdefault(place.pack, set()).add(place.county)
    return SearchWords(catalogue.vocabulary, counties)


def _meant(words: SearchWords, query: str, me: str | None = None) -> list[set[str]]:
    return [set(words.meanings(term, me=me, day=DAY)) for term in terms_of(query)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("Kungälv", "municipality=1482"),
        ("kungä", "municipality=1482"),
        ("1482", "municipality=1482"),
        ("ASIH", "form=asih"),
        ("hospice", "form=hospice"),
        ('"Palliativ vårdavdelning"', "form=palliative_ward"),
        ("vårdavdelning", "form=palliative_ward"),
        ("omedelbart", "urgency=immediate"),
        ("immediately", "urgency=immediate"),
        ('"Inom ett dygn"', "urgency=within_24_hours"),
        ("läkemedelspump", "advanced_interventions=drug_pump"),
        ("pump", "advanced_interventions=drug_pump"),
        ("cancer", "diagnosis_group=cancer"),
        ("skåne", "pack=skane"),
        ("västra", "pack=vastra"),
        ("götaland", "pack=vastra"),
        ("utkast", "state=draft"),
        ("drafts", "state=draft"),
        ("öppna", "state=correcting"),
        ("beslutade", "state=decided"),
        ("larm", "flag=red"),
        ("2026", "in=2026"),
        ("2026-11", "in=2026-11"),
        ("2026-11-21", "in=2026-11-21"),
        ("2026-13", ""),
        ("idag", "in=2026-11-22"),
        ("igår", "in=2026-11-21"),
        ("yesterday", "in=2026-11-21"),
    ],
)
def test_a_word_stands_for_codes(words: SearchWords, query: str, code: str) -> None:
    (meant,) = _meant(words, query)

    assert code in meant if code else not meant


def test_only_an_unfinished_word_stands_for_what_it_begins(words: SearchWords) -> None:
    assert _meant(words, "kungä bergström") == [set(), set()]
    assert _meant(words, "kungä ") == [set()]
    assert _meant(words, "ku") == [set()], "two letters begin too much"


def test_words_side_by_side_stand_so_in_the_name(words: SearchWords) -> None:
    assert _meant(words, '"vårdavdelning palliativ"') == [set()]
    assert "form=palliative_ward" in _meant(words, '"palliativ vårdav')[0]


def test_mine_is_of_whoever_is_signed_in(words: SearchWords) -> None:
    assert _meant(words, "mina utkast", "siv")[0] == {"owner=siv"}
    assert _meant(words, "mina utkast") == [set(), {"state=draft"}]
