"""The round list on paper, as it is read on a round and as a screen reader reads it."""

from dataclasses import replace

import pytest

from tests.paper.spoken import spoken
from tests.referral.paper import page_texts, words
from tests.referral.round_lists import CALM, HIDDEN, LATE, LIST
from triage.referral.round_list import RoundGroup, RoundList, sheltered
from triage.referral.round_list_pdf import pdf


def told(of: RoundList) -> str:
    """Return all that stands on the pages."""
    return words(" ".join(page_texts(pdf(of) or b"")))


def test_the_list_tells_who_where_it_stands_and_what_is_due() -> None:
    page = spoken(pdf(LIST) or b"")[0]

    assert page.untold == []
    assert page.texts("H1") == ["Rondlista"]
    assert [words(text) for text in page.texts("H2")] == [
        "Kungälv · 1 patient",
        "Mölndal · 1 patient",
        "Skyddade personuppgifter · 1 patient",
    ]
    read = page.read()
    for part in (
        "2026-11-22, 3 patienter. Utskriven av Lars Öberg, överläkare.",
        "Urval: det som behöver mig i dag",
        "Ánne Čáhppe · 19121212-1212 säng 12 Skickad sedan 12 nov ASIH Inom tre dygn",
        "! Svar väntas 15 nov 14:00 ☐ Vårdplan: Lars Öberg, 17 nov ☐ Inskrivning i hemsjukvård",
        "Bo <b>Ek & Co Väntar på plats",
    ):
        assert part in read
    heads = [words(text) for text in page.texts("TH")]
    assert heads[:7] == [
        "Patient", "Läge", "Vårdform, angelägenhet", "Att göra", "Villkor som är öppna",
        "Anteckning", "Ánne Čáhppe · 19121212-1212 säng 12",
    ]  # fmt: skip
    assert any("inte CE-märkt" in text for text in page.decoration)


@pytest.mark.parametrize("placed", [False, True])
def test_a_protected_identity_is_nowhere_and_at_no_place(placed: bool) -> None:
    of = replace(LIST, placed=placed)
    text = told(of)

    for secret in ("Hemlig", "19610118", "2803"):
        assert secret not in text
    assert ("Älg" in text) is not placed
    assert ("står därför bara på listor utan ett sådant urval" in text) is placed
    nobody = replace(of, groups=tuple(group for group in of.groups if group.rows == (CALM,)))
    everybody = replace(nobody, groups=(*nobody.groups, RoundGroup("", (HIDDEN,) * 4)))
    assert (told(nobody) == told(everybody)) is placed  # that somebody is left out tells of a place
    for group in sheltered(of).groups:
        assert not (group.place and any(row.protected for row in group.rows))


def test_a_long_list_goes_on_with_its_columns_named_and_its_rows_whole() -> None:
    rows = tuple(replace(CALM, who=f"Patient {number:03}") for number in range(60))
    group = RoundGroup("Team Syd", rows)
    pages = page_texts(pdf(replace(LIST, groups=(group,))) or b"")

    assert len(pages) > 4
    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} av {len(pages)}" in words(page)
        assert "Team Syd" in page
        assert "Anteckning" in page
    everybody = words(" ".join(pages))
    assert [row.who for row in rows if everybody.count(row.who) != 1] == []
    heads = [text for page in spoken(pdf(replace(LIST, groups=(group,))) or b"")
             for text in page.texts("TH")]  # fmt: skip
    assert sum("Anteckning" in text for text in heads) == 1  # not read again on each page


def test_a_row_higher_than_a_page_flows_on() -> None:
    long = replace(CALM, conditions=tuple(f"villkor{number}." for number in range(150)))
    text = told(replace(LIST, groups=(RoundGroup("", (LATE, long, LATE)),)))

    assert [number for number in range(150) if f"villkor{number}." not in text] == []
    assert text.count("Ánne Čáhppe") == 2


def test_a_name_from_the_right_is_broken_in_order_and_read_as_typed() -> None:
    name = " ".join(["\u0645\u062d\u0645\u062f", "\u05e9\u05dc\u05d5\u05dd"] * 6)
    page = spoken(pdf(replace(LIST, groups=(RoundGroup("", (replace(CALM, who=name),)),))) or b"")[
        0
    ]

    assert name in page.read()


def test_what_cannot_be_printed_is_seen_and_told() -> None:
    text = told(replace(LIST, groups=(RoundGroup("", (replace(CALM, who="Li \u738b"),)),)))

    assert "Li \ufffd" in text
    assert "U+738B" in text


def test_an_empty_list_says_so_and_a_cancelled_one_is_none() -> None:
    assert "Ingen patient svarar mot urvalet." in told(replace(LIST, groups=()))
    assert pdf(LIST, lambda done: done > 0) is None


def test_the_same_list_gives_the_same_bytes_in_either_language() -> None:
    first = pdf(LIST)
    english = told(replace(LIST, language="en"))

    assert pdf(LIST) == first
    assert "3 patient" in english
