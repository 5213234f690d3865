"""The list of whoever is signed in, and drafts that change hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from triage.services import Author, Patient, Person, StoreError, Workplace
from triage.store import worklist_views
from triage.store.access_reading import Wanted
from triage.store.worklist import Narrowed, View

from .workstation import ASIH, Clock

SIV = Person("siv", "Siv Berg", "läkare", "Enheten")
OLLE = Person("olle", "Olle Dal", "sjuksköterska", "Enheten")


@pytest.fixture
def places(tmp_path: Path) -> Iterator[tuple[Workplace, Workplace]]:
    """The same data with two people signed in."""
    first = Workplace.open(tmp_path, KEY, Clock())
    for person in (SIV, OLLE):
        first.store.keep_person(person, "2026-01-01T00:00:00Z")
    first.close()
    siv = Workplace.open(tmp_path, KEY, Clock(), person=SIV.id)
    olle = Workplace.open(tmp_path, KEY, Clock(), person=OLLE.id)
    yield siv, olle
    olle.close()
    siv.close()


def _begun(workplace: Workplace, alias: str) -> str:
    case = workplace.begin(Patient("alias", None, "", alias), pack="skane")
    for fact, value in ASIH.items():
        workplace.answer(case.id, fact, value)
    return case.id


def _aliases(workplace: Workplace, *, others: bool = False) -> list[str]:
    return [row.alias for row in workplace.worklist(others=others)]


def test_ones_own_drafts_come_first_and_others_when_asked_for(
    places: tuple[Workplace, Workplace],
) -> None:
    siv, olle = places
    _begun(siv, "Sivs")
    decided = _begun(olle, "Beslutad")
    olle.sign(decided, "asih", None, None, Author("Olle Dal", "sjuksköterska", "Enheten"))
    _begun(olle, "Olles")

    assert _aliases(siv) == ["Sivs", "Beslutad"]
    assert _aliases(olle) == ["Olles", "Beslutad"]
    assert _aliases(siv, others=True) == ["Sivs", "Olles", "Beslutad"]
    assert (siv.standing().others, siv.standing(others=True).others) == (1, 0)


def test_what_is_decided_and_corrected_is_the_units(places: tuple[Workplace, Workplace]) -> None:
    siv, olle = places
    case = _begun(olle, "Olles")
    olle.sign(case, "asih", None, None, Author("Olle Dal", "sjuksköterska", "Enheten"))
    olle.correct(case)

    assert _aliases(siv) == ["Olles"]
    assert not siv.is_of_another(siv.case(case))


def test_a_draft_is_taken_over_once_and_logged(places: tuple[Workplace, Workplace]) -> None:
    siv, olle = places
    case = _begun(olle, "Olles")
    at = olle.case(case).changed_at
    assert siv.is_of_another(siv.case(case))

    siv.take_over(case)
    siv.take_over(case)

    taken = [
        entry for entry in siv.store.log_entries(Wanted(), None, 50) if entry.act == "taken_over"
    ]
    assert [(one.case_id, one.detail["from_person"]) for one in taken] == [(case, "olle")]
    assert (siv.case(case).owner, siv.case(case).changed_at) == ("siv", at)
    assert (_aliases(siv), _aliases(olle)) == (["Olles"], [])
    assert [row.alias for row in siv.find("mina").rows] == ["Olles"]
    assert olle.find("mina").rows == []


def test_only_a_draft_can_be_taken_over_and_by_somebody(
    places: tuple[Workplace, Workplace],
) -> None:
    siv, olle = places
    case = _begun(olle, "Olles")
    nobody = Workplace(siv.store, Clock())
    with pytest.raises(StoreError, match="person_unknown"):
        nobody.take_over(case)
    olle.sign(case, "asih", None, None, Author("Olle Dal", "sjuksköterska", "Enheten"))

    with pytest.raises(StoreError, match="case_has_decision"):
        siv.take_over(case)


def test_a_search_finds_what_it_is_called_in_both_languages(
    places: tuple[Workplace, Workplace],
) -> None:
    siv, _olle = places
    _begun(siv, "Sivs")
    municipality = siv.catalogue.municipalities[str(ASIH["municipality"])].name

    for query in (municipality, "sivs skåne", "utkast", "draft", "sivs hemma", "sivs home"):
        assert [row.alias for row in siv.find(query).rows] == ["Sivs"], query
    assert siv.find("hospice").rows == []


def test_ones_own_decisions_stand_each_once_and_the_latest_first(
    places: tuple[Workplace, Workplace],
) -> None:
    siv, olle = places
    author = Author("Siv Berg", "läkare", "Enheten")
    cases = [_begun(one, "Alias") for one in (siv, olle, siv, olle)]
    signed = {
        case: one.sign(case, "asih", None, None, author).decision.signed_at
        for one, case in zip((siv, olle, siv, olle), cases, strict=True)
    }
    for case in cases[:3]:
        siv.follow_up.contact(case, "Ringde")
    mine = siv._asked(View.ALL, Narrowed(mine=True), others=False)

    with siv.store._reading() as connection:
        found = [worklist_views.keys(connection, mine, limit) for limit in (2, 9)]

    latest = sorted(cases[:3], key=lambda case: signed[case], reverse=True)
    assert [[key.case_id for key in keys] for keys in found] == [latest[:2], latest]
