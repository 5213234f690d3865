"""A patient's history on paper, as it is read and as a screen reader reads it."""

from dataclasses import replace

import pytest

from tests.paper.spoken import spoken
from tests.referral.paper import page_texts, words
from triage.referral.patient_history import HistoryPaper, PaperLine
from triage.referral.patient_history_pdf import pdf

PAPER = HistoryPaper(
    language="sv",
    title="Patientens historik",
    patient="Ánne Čáhppe · 19610118-2803",
    made="2026-11-22 10:00",
    made_by="Lars Öberg, Medicin 3",
    practice=False,
    summary="1 ärende, 1 beslut, sedan 2026-11-01",
    damage="",
    days=("1 nov", "20 nov"),
    scores=(("Smärta", ("1", "3")), ("Oro eller ångest", ("", "2"))),
    never=("Illamående",),
    lines=(
        PaperLine("2026-11-20 14:02", "Svar: Avböjd", ("Platsbrist",), "Bo Ek", "Struken: fel"),
        PaperLine("2026-11-01 09:00", "Beslut: <b>ASIH</b> & mer", ("Inom tre dygn",), "D. Ek"),
    ),
)


def test_it_is_read_in_order_with_its_table_and_its_list() -> None:
    page = spoken(pdf(PAPER))[0]

    assert page.untold == []
    assert page.texts("H1") == ["Patientens historik"]
    assert page.texts("H2") == ["Skattningar, 0–4", "Händelser"]
    heads = [words(one) for one in page.texts("TH")]
    assert heads == ["Symtom", "1 nov", "20 nov", "Smärta", "Oro eller ångest"]
    assert [words(one) for one in page.texts("TD")] == ["1", "3", "–", "2"]
    whens = [words(one) for one in page.texts("Lbl")]
    assert whens == ["2026-11-20 14:02", "2026-11-01 09:00"]
    read = page.read()
    for part in (
        "Ánne Čáhppe · 19610118-2803 1 ärende, 1 beslut, sedan 2026-11-01",
        "Utskriven 2026-11-22 10:00 av Lars Öberg, Medicin 3",
        "0 varje gång: Illamående",
        "Svar: Avböjd Platsbrist ! Struken: fel Bo Ek",
        "Beslut: <b>ASIH</b> & mer Inom tre dygn",
    ):
        assert part in read
    assert any("inte CE-märkt" in text for text in page.decoration)


def test_the_same_history_gives_the_same_bytes() -> None:
    assert pdf(PAPER) == pdf(PAPER)


@pytest.mark.parametrize("days", [1, 30])
def test_a_long_history_flows_on_and_loses_nothing(days: int) -> None:
    long = " ".join(f"ord{number}" for number in range(1200))
    lines = [replace(PAPER.lines[0], title=f"Händelse {at:03}") for at in range(120)]
    names = tuple(f"dag{at:02}" for at in range(days))
    scores = (("Smärta", tuple(str(at % 5) for at in range(days))),)
    paper = replace(
        PAPER,
        days=names,
        scores=scores,
        lines=(*lines, replace(PAPER.lines[1], texts=(long,))),
    )
    pages = page_texts(pdf(paper))
    told = words(" ".join(pages))

    assert len(pages) > 8
    assert "Sida 2 av" in pages[1]
    assert "Ánne Čáhppe" in pages[-1], "each page says whose it is"
    for one in (*names, *(line.title for line in lines), "ord0 ", "ord1199"):
        assert one in told, one


def test_damage_stands_out_and_a_text_from_the_right_is_read_as_typed() -> None:
    typed = "המטופל סובל מכאב עז בלילה ובבוקר " * 9
    lines = (PaperLine("2026-11-20 14:02", "Kontakt", (typed,)),)
    page = spoken(pdf(replace(PAPER, damage="Ett ärende kan inte läsas.", lines=lines)))[0]

    assert "! Ett ärende kan inte läsas." in page.read()
    assert words(typed) in page.read()


def test_what_cannot_be_printed_is_said_and_no_score_needs_no_table() -> None:
    paper = replace(PAPER, scores=(), lines=(PaperLine("2026", "Kontakt \U0001fae0"),))
    page = spoken(pdf(paper))[0]

    assert "Tecken som inte kan skrivas ut står som" in page.read()
    assert page.texts("TH") == []
