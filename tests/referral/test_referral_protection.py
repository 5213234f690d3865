"""Under protected identity the letter gives away neither who the patient is nor where."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.referral.letters import ASIH, AT, FACTS, KUNGALV, NOTES, catalogue, letter, signed
from tests.referral.paper import pages, words
from triage.core.answers import parse_facts
from triage.core.people import Patient
from triage.core.recommend import recommend
from triage.referral.content import Planned, Referral
from triage.referral.text import text

PRIVATE = ("Anna", "Björk", "19610118", "610118", "2803", "Kungälv", "12 34 56", "123456",
           "Avdelning 3", "Berit", "hemsjukvård två gånger")  # fmt: skip
HIDDEN = Patient("personnummer", "196101182803", "Anna Björk", protected=True)
TELLING = NOTES | {
    "worry": "Anna Björk (610118-2803) oroar sig hemma i Kungälv, ring 040-12 34 56.",
    "responsible_physician": "Dr Anna Ek, Kungälvs vårdcentral, 0303-99 88 77",
    "conversations": "Dr Ek talade med Anna och systern 040 12 34 56.",
    "diagnosis_course": "ANNA har cancer. Nås på 040123456 eller 19610118-2803.",
}


def stands_in(private: str, told: str) -> bool:
    told = told.replace("annan", "").replace("Dr Anna Ek", "")  # who is somebody else
    return re.search(rf"\b{re.escape(private)}", told, re.IGNORECASE) is not None


def protected() -> Referral:
    choice = signed("palliative_team", "kungalv_mobile_team", ("patient_wish", "Björk vill det."))
    return letter("vastra", FACTS | KUNGALV, TELLING, patient=HIDDEN, decision=choice)


@pytest.mark.parametrize("private", PRIVATE)
def test_nothing_private_is_in_the_text(private: str) -> None:
    assert not stands_in(private, text(protected()))


def test_nothing_private_is_in_the_pdf() -> None:
    told = words(" ".join(pages(protected())))
    assert [private for private in PRIVATE if stands_in(private, told)] == []
    assert "Skyddade personuppgifter – kontakta avsändaren" in told


HEMMA = "Hemma hos systern på Storgatan 2"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Björks dotter och ANNAS bror", "[…] dotter och […] bror"),
        ("Bjo\u0308rk, B\u00adjörk och B\u200björk", "[…], […] och […]"),
        ("610118–2803 är 19610118\u00a0–\u00a02803", "[…] är […]"),
        (
            "1961-01-18-2803, 610118, född 1961-01-18, slutar på 2803",
            "[…], […], född […], slutar på […]",
        ),
        ("Ring 070–123 45 67 eller (070) 123\u00a045\u00a067.", "Ring […] eller ([…]."),
        ("bor i kungälv, KUNGÄLV, Kungälvsbo", "bor i […], […], […]sbo"),
        (f"Är {HEMMA}.", "Är […]."),
        (
            "Inga 2 mg morfin 22 mg. 2026-11-17 HLR 0. 14:20.",
            "Inga 2 mg morfin 22 mg. 2026-11-17 HLR 0. 14:20.",
        ),
        ("Cancer sedan 2025-03-01, CRP 120–180, blodtryck 110/70.",) * 2,
        ("född 18 januari 1961, den 18/1-61", "född […], den […]"),
        ("1961.01.18, 1961/1/18, 61-01-18, 18:e jan. 1961", "[…], […], […], […]"),
        ("Morfin 61-1-18 ug, 1/18 av 61",) * 2,
        ("born January 18, 1961, on the 18th January 1961", "born […], on the […]"),
        ("bjork@example.se, Bjork i KUNGALV", "[…], […] i […]"),
        ("Ring 46701234567 eller 4670-123 45 67.", "Ring […] eller […]."),
        ("Vikt 46 kg, 52 i juni. Puls 46, 46 10 20.",) * 2,
        ("Ring 0303.12.34.56 eller 0303/12 34 56.", "Ring […] eller […]."),
    ],
)
def test_what_tells_is_struck_out_however_it_is_typed(typed: str, told: str) -> None:
    """A short text that is withheld, a count or a word, takes nothing of the others with it."""
    notes = {"worry": typed, "children": "2", "family": "Inga", "where_now": HEMMA}
    of = letter("vastra", FACTS | KUNGALV, notes, patient=HIDDEN)
    assert of.worry.text == told


@pytest.mark.parametrize("day", ["13/9 1961", "1961-09-13", "1961-09-73", "13 september -61"])
def test_the_day_of_birth_in_a_coordination_number_is_struck_out(day: str) -> None:
    patient = replace(HIDDEN, kind="samordningsnummer", number="196109732393")
    of = letter("vastra", FACTS, {"worry": f"Född {day}. Sedan 2025-09-13."}, patient=patient)
    assert of.worry.text == "Född […]. Sedan 2025-09-13."


AROUND = {
    "where_now": "Hemma sedan 2026-02-27 hos dottern Lena, Storgatan 2, 442 30, 2019, kod 1234",
    "telephone": "0303-12 34 56",
    "family": "Berit är hustru. Vega är hund. Sonen heter Karl-Erik.",
    "home_care": "Ger Morfin 10 000 ug. Sara Lund kommer.",
}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Hustrun Berit och Karl-Eriks fru", "Hustrun […] och […] fru"),
        ("Hos systern bor Vegas hund. Vega skäller.", "Hos systern bor […] hund. […] skäller."),
        ("LENA ringer; bor på storgatan", "[…] ringer; bor på […]"),
        ("ring 12 34 56, portkod 1234, 44230", "ring […], portkod […], […]"),
        ("Hemma sedan 2026-02-27, cancer 2019. Provat Morfin 10 000 ug.",) * 2,
    ],
)
def test_who_and_where_the_withheld_texts_name_is_struck_out_of_the_others(
    typed: str, told: str
) -> None:
    """Drugs and doses stay: a receiver reads them."""
    worry = f"{typed}\nSonen och hustrun Berit orkar inte."
    of = letter("vastra", FACTS | KUNGALV, AROUND | {"worry": worry}, patient=HIDDEN)
    assert of.worry.text == f"{told}\nSonen och hustrun […] orkar inte."


def test_what_differs_by_place_is_not_told() -> None:
    """Which team, what is not offered there, and that a question about the place is open."""
    team = signed("palliative_team", "kungalv_mobile_team")
    notes = {"worry": "Mobilt palliativt team Kungälv känner henne."}
    for place in (KUNGALV, {"municipality": "1401"}, {"municipality": "1480"}):
        choice = team if place is KUNGALV else replace(team, team=None)
        typed = notes if place is KUNGALV else {}
        of = letter("vastra", FACTS | place, typed, patient=HIDDEN, decision=choice)
        for told in (text(of), text(of, short=True)):
            assert "Till: Mottagaren står inte här. Skyddade personuppgifter." in told
            assert not re.search("erbjuds|stadsområde|öppet:|Mobilt", told, re.IGNORECASE)
        gap = "Behov: Kriterierna pekar på ASIH. Avsändaren vet hur behovet täcks."
        assert (gap in text(of)) is ("1480" not in place.values())
    assert "city_area" in {lack.id for lack in of.lacks}, "the sender is asked for it"
    alias = Patient("alias", None, "", "Kungälv rum 4", protected=True)
    assert "Reservnummer" not in text(letter(patient=replace(HIDDEN, kind="reserve_stockholm")))
    of = letter("vastra", FACTS | KUNGALV, {}, patient=alias)
    assert of.patient.endswith("Alias […] rum 4")


def test_a_name_of_three_letters_is_a_name_and_one_of_two_with_its_capital() -> None:
    patient = replace(HIDDEN, name="Åsa Bo")
    of = letter("vastra", FACTS, {"worry": "Åsa vill bo hemma. Bos syster, BOLL."}, patient=patient)
    assert of.worry.text == "[…] vill bo hemma. […] syster, BOLL."


def test_the_part_of_the_city_and_the_unit_s_place_are_struck_out_too() -> None:
    facts = FACTS | {"municipality": "1480", "city_area": "hisingen"}
    unit = replace(ASIH, author=replace(ASIH.author, unit="Hisingens vårdcentral"))
    notes = {"worry": "Bor på Hisingen.", "conversations": "I Göteborg."}
    told = text(
        letter(
            "vastra",
            facts,
            notes,
            patient=HIDDEN,
            decision=replace(unit, form="general", team=None),
        )
    )
    assert "Hisingen" not in told
    assert "Göteborg" not in told
    assert "[…]s vårdcentral" in told


def test_the_letter_says_whom_to_ask_and_what_is_kept_back() -> None:
    told = text(protected())
    assert told.splitlines()[1] == (
        "Skyddade personuppgifter – kontakta avsändaren · ********-****"
    )
    assert "Uppges av avsändaren: närstående och hem, barn under 18 år." in told
    assert "har cancer" in told
    # The sender's own: who and what number is what it is for, and where the patient lives is not.
    assert "Ansvarig läkare: Dr Anna Ek, […]s vårdcentral, 0303-99 88 77" in told


def test_a_team_for_the_whole_region_may_be_named() -> None:
    known = "ASIH i Skåne känner henne."
    of = letter(notes={"worry": known}, patient=HIDDEN, decision=ASIH)
    assert "Till: ASIH i Skåne" in text(of)
    assert of.worry.text == known


def test_who_sees_to_a_condition_is_told_without_the_patient_s_name() -> None:
    facts = FACTS | {"consent_to_referral": "unknown"}
    planned = {"consent_settled": Planned("Dr Ek med Anna Björk", "2026-03-05")}
    told = text(letter(facts=facts, patient=HIDDEN, decision=ASIH, planned=planned))
    assert "Dr Ek med […]" in told
    assert "Björk" not in told


def places() -> Iterator[tuple[str, str, str]]:
    """Yield the municipalities that the criteria name in anything but their list of them."""
    for pack in catalogue().ids:
        criteria = catalogue().compiled(pack).pack
        written = criteria.model_dump_json(exclude={"municipalities"})
        for one in criteria.municipalities:
            if re.search(rf"\b{one.name}s?\b", written):
                yield pack, one.code, one.name


def test_no_letter_names_the_municipality_whichever_it_is() -> None:
    """Teams, ways in and gaps differ by place, and so could each of them tell it."""
    wishes: list[dict[str, object]] = [
        {},
        {"pain": 1, "unrelieved_by_general_care": False},
        {"preferred_place_of_care": "hospice", "home_care_feasible": False},
    ]
    told = []
    for pack, code, name in places():
        own = rf"(?<!Jämtland )\b{name}s?\b"  # that region's own name holds a municipality's
        for more in wishes:
            facts = FACTS | {"municipality": code} | more
            compiled = catalogue().compiled(pack)
            now = recommend(compiled, parse_facts(facts, compiled.vocabulary)[0], AT.date())
            choice = signed(now.weighing.recommended or "general", now.weighing.team)
            of = letter(pack, facts, {}, patient=HIDDEN, decision=choice)
            if re.search(own, text(of) + text(of, short=True)):
                told.append((pack, name))
    assert told == []
    assert len(list(places())) > 10


def test_without_protection_the_same_is_printed() -> None:
    open_patient = Patient("personnummer", "196101182803", "Anna Björk")
    told = text(letter("vastra", FACTS | KUNGALV, TELLING, patient=open_patient))
    for private in ("Anna Björk", "19610118-2803", "Kungälv", "040-12 34 56", "Berit"):
        assert private in told
