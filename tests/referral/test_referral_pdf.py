"""The letter on paper, as a receiver reads it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.referral.letters import ASIH, FACTS, KUNGALV, NOTES, SAMI, letter, signed
from tests.referral.paper import pages, properties, size, words
from triage.core.people import Patient
from triage.referral.content import NOTE_FIELDS
from triage.referral.pages import pages as drawn
from triage.referral.pdf import pdf, unprintable


def test_a_normal_case_has_one_page_in_front_and_the_trace_behind() -> None:
    sentence = "En mening om patienten som är ungefär så lång som man brukar skriva."
    notes = NOTES | {field.id: sentence for field in NOTE_FIELDS if field.id not in NOTES}
    front, behind = pages(letter(notes=notes, decision=ASIH))
    assert "Sida 1 av 2" in front
    assert "Kriterier och underlag" not in front
    assert "Kriterier och underlag" in behind


@pytest.mark.parametrize("number", ["031-390 06 12", "0303-12 34 56", "+46 70 174 06 05"])
def test_a_number_to_call_is_not_parted_by_a_row_s_end(number: str) -> None:
    for length in range(60, 84, 3):
        who = f"Dr {'A' * length}, {number}"
        told = pages(letter(notes=NOTES | {"responsible_physician": who}))[0]
        assert any(number in row.replace("\u00a0", " ") for row in told.splitlines())


def test_a_front_with_a_long_text_is_a_page_of_its_own() -> None:
    course = "Tappning i går. " * 100
    front, whole, behind = pages(letter(notes=NOTES | {"diagnosis_course": course}))
    assert "Hela texten står efter framsidan" in words(front)
    assert "Hela texter" not in front
    assert whole.startswith("Hela texter")
    assert behind.startswith("Kriterier och underlag")


def test_a_care_form_is_not_parted_by_a_page_s_end() -> None:
    of = letter("vastra", FACTS | KUNGALV, decision=signed("palliative_team", None))
    _front, first, *more = pages(of)
    assert words(first).index(of.trace[0].title) < words(first).index(of.trace[1].title)
    titles = [section.title for section in of.trace]
    assert "Palliativt team" in titles[0]
    assert more
    for page in more:
        assert words(page.splitlines()[0]) in titles


def test_a_few_words_stand_on_one_row() -> None:
    for where in ("Avdelning 3", "Avdelning 3, rum 12", "Avdelning 3, rum 12, säng 2"):
        rows = pages(letter(notes=NOTES | {"where_now": where}))[0].splitlines()
        assert any("040-12\u00a034\u00a056" in row or "040-12 34 56" in row for row in rows)


def test_the_first_lines_decide() -> None:
    top = words("\n".join(pages(letter(decision=ASIH))[0].splitlines()[:16]))
    for told in ("Övertagande – inom tre dygn", "ASIH i Skåne", "Smärtan bryter", "Skäl"):
        assert told in top


def test_patient_purpose_and_pack_stand_on_every_page() -> None:
    of = letter("vastra", FACTS | KUNGALV, decision=signed("palliative_team", None))
    for page in pages(of):
        for told in (SAMI, "19121212-1212", "inte CE-märkt", "version 2026.1"):
            assert told in words(page)


def test_markup_prints_as_typed() -> None:
    typed = '<b>fet</b> & <img src="/etc/passwd"> <para> &lt; ]]> <br/>'
    patient = Patient("personnummer", "191212121212", "Ek <i> & Co")
    of = letter(notes=NOTES | {"worry": typed, "family": typed}, patient=patient)
    told = words(" ".join(pages(of)))
    assert told.count(words(typed)) == 2
    assert "Ek <i> & Co" in told


def test_a_character_that_cannot_be_printed_is_replaced_and_reported() -> None:
    of = letter(notes=NOTES | {"worry": "Före \U0001fae0\ud800\x00 efter A\u030a"})
    assert unprintable(of) == ("\x00", "\ud800", "\U0001fae0")
    told = words(" ".join(pages(of)))
    assert "Före \ufffd\ufffd\ufffd efter Å" in told
    assert "U+1FAE0" in told


def test_the_same_letter_gives_the_same_bytes() -> None:
    first = pdf(letter())
    pdf(letter("vastra"))
    assert pdf(letter()) == first


def test_twenty_pages_of_free_text_lose_nothing() -> None:
    count = 16000
    of = letter(notes=NOTES | {"diagnosis_course": " ".join(f"ord{n}." for n in range(count))})
    told = pages(of)
    assert len(told) >= 20
    found = set(words(" ".join(told)).split())
    assert [n for n in range(count) if f"ord{n}." not in found] == []
    assert f"Sida {len(told)} av {len(told)}" in told[-1]


def test_rows_over_many_pages_lose_none_and_leave_no_gap() -> None:
    rows = [f"rad {n} är kort" for n in range(400)]
    told = pages(letter(notes=NOTES | {"diagnosis_course": "\n".join(rows)}))
    printed = [row.strip() for page in told for row in page.splitlines()]
    # One row is beside its label; the others stand alone, once each and in order.
    assert [row for row in printed if row in set(rows)] == rows[1:]
    assert len(told) < 12


def test_a_word_wider_than_the_page_is_not_cut() -> None:
    of = letter(notes=NOTES | {"worry": "x" * 300, "family": "y" * 300})
    told = "".join(pages(of)[0].split())
    assert told.count("x") >= 300
    assert "y" * 300 in told


def test_a_very_long_name_keeps_the_number_on_every_page() -> None:
    of = letter(patient=Patient("personnummer", "191212121212", "Lång " * 40))
    assert all("19121212-1212" in page for page in pages(of))


def test_properties_name_no_patient_and_fonts_are_embedded() -> None:
    of = letter(decision=ASIH)
    told = properties(of)
    assert told["Title"] == "Vägval: Remiss, palliativ vård"
    assert "1212" not in "".join(told[key] for key in ("Title", "Author", "Subject", "Keywords"))
    assert size(of) == (595, 842)
    written = pdf(of)
    assert b"/Lang" in written
    assert written.count(b"/FontFile2") == 2
    assert b"+DejaVuSans-Bold" in written


@pytest.mark.parametrize("pack", ["vastra", "vasterbotten", "norrbotten"])
def test_a_case_without_answers_prints(pack: str) -> None:
    told = words(" ".join(pages(letter(pack, {}, {}))))
    assert "UTKAST – INTE SIGNERAT" in told
    assert "Ej kontrollerat." in told


def test_letters_written_and_drawn_at_once_are_as_they_are_alone() -> None:
    letters = [letter(), letter("vastra"), letter(decision=ASIH)] * 2
    alone = [(pdf(of), drawn(pdf(of), 0.3)) for of in letters[:3]] * 2

    with ThreadPoolExecutor(3) as several:
        written = list(several.map(pdf, letters))
        seen = list(several.map(lambda data: drawn(data, 0.3), written))

    assert list(zip(written, seen, strict=True)) == alone


def test_a_name_of_two_rows_stands_on_one_in_the_head_of_each_page() -> None:
    patient = Patient("personnummer", "191212121212", "Anna\nBjörk")
    second = pages(letter(patient=patient, decision=ASIH))[1]
    assert "Anna Björk · 19121212-1212" in second
