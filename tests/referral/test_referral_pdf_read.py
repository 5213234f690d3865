"""The letter as a screen reader reads it: its parts in order, and nothing else."""

import pytest

from tests.paper.spoken import Spoken, spoken
from tests.referral.letters import ASIH, FACTS, NOTES, letter
from tests.referral.paper import page_texts, words
from triage.core.people import Patient
from triage.fonts import printable
from triage.referral.letter import Referral
from triage.referral.pdf import annex, pdf, unprintable


def read(data: bytes) -> str:
    """Return all that is read of a file."""
    return " ".join(page.read() for page in spoken(data))


def order(of: Referral) -> list[str]:
    """Return the letter's texts in the order in which they are to be read."""
    told = [of.patient, of.headline]
    for line in (*of.asked, *of.request[:3], of.worry, *of.request[3:]):
        told += [line.label, line.text]
    for section in of.front:
        told += [section.title, *(line.text for line in section.lines), section.missing]
    told += [of.trace_title, of.trace_lead]
    for section in of.trace:
        told.append(section.title)
        for line in section.lines:
            told += [line.label, line.text]
    return [text for text in told if text]


@pytest.mark.parametrize("red_flags", [[], ["spinal_cord_compression"]])
def test_all_is_read_in_order_and_nothing_twice(red_flags: list[str]) -> None:
    of = letter(facts=FACTS | {"red_flags": red_flags}, decision=ASIH)
    pages = spoken(pdf(of))

    assert [page.untold for page in pages] == [[], []]
    heard = "".join("".join(page.read() for page in pages).split())
    at = 0
    for text in order(of):
        found = heard.find("".join(printable(text).split()), at)
        assert found >= 0, text
        at = found + 1
    assert heard.count(of.trace_title.replace(" ", "")) == 1
    for page in pages:  # page numbers and what stands on every page are not read on each
        assert any("inte CE-märkt" in text for text in page.decoration)


def test_headings_lead_to_the_parts() -> None:
    of = letter(decision=ASIH)
    front, behind = spoken(pdf(of))

    assert list(map(words, front.texts("H1"))) == [of.headline]
    assert [words(text) for text in front.texts("H2")] == [part.title for part in of.front]
    assert list(map(words, behind.texts("H1"))) == [of.trace_title]
    assert [words(text) for text in behind.texts("H2")] == [part.title for part in of.trace]
    labels = [words(text) for text in front.texts("Lbl")]
    assert labels[:3] == ["Vårdform", "Till", "Från"]


def test_a_mark_is_read_in_words() -> None:
    marks = [
        (part.text.strip(), part.said)
        for page in spoken(pdf(letter(decision=ASIH)))
        for top in page.parts
        for part in top.all()
        if part.said
    ]
    assert set(marks) == {
        ("✓", "uppfyllt:"),
        ("–", "inte uppfyllt:"),
        ("?", "går inte att säga av svaren:"),
    }


def test_a_text_over_many_pages_is_one_part_and_told_whole() -> None:
    count = 4000
    course = " ".join(f"ord{number}." for number in range(count))
    pages = spoken(pdf(letter(notes=NOTES | {"diagnosis_course": course})))

    assert len(pages) > 5
    assert all(page.untold == [] for page in pages)
    heard = " ".join(page.read() for page in pages)
    assert course in heard
    assert [_kinds(page, "ord2000.") for page in pages if "ord2000." in page.read()] == [["P"]]


def _kinds(page: Spoken, text: str) -> list[str]:
    return [part.kind for top in page.parts for part in top.all() if text in part.text]


def test_the_trace_is_left_out_or_stands_alone() -> None:
    of = letter(decision=ASIH)
    front, behind = page_texts(pdf(of, trace=False)), page_texts(annex(of))

    assert len(front) == 1
    assert "Sida 1 av 1" in front[0]
    assert "Kriterier och underlag" not in front[0]
    assert len(behind) == 1
    for told in ("Kriterier och underlag", "19121212-1212", "3fa94c0be112", "Sida 1 av 1"):
        assert told in behind[0]
    whole = read(pdf(of))
    assert read(pdf(of, trace=False)) in whole
    assert "UTKAST" in words(page_texts(annex(letter()))[0]).upper()


def test_a_short_letter_is_set_larger_and_a_full_one_still_on_one_page() -> None:
    short = letter(facts={"municipality": "1281"}, notes={"worry": "Smärta."}, decision=ASIH)
    full = letter(notes=dict.fromkeys(NOTES, "Ord " * 40) | {"purpose": "takeover"}, decision=ASIH)

    assert len(page_texts(pdf(short, trace=False))) == 1
    assert len(page_texts(pdf(full, trace=False))) == 1


@pytest.mark.parametrize(
    ("typed", "printed", "lost"),
    [
        ("mjuk\u00adt nollbredd\u200b \u202evänt\u202c", "mjukt nollbredd vänt", ()),
        ("hjärta \u2764\ufe0f", "hjärta \u2764", ()),
        ("egen \ue000", "egen \ufffd", ("\ue000",)),
        ("x\u0301 \U0001f600 \u738b", "x\u0301 \U0001f600 \ufffd", ("\u738b",)),
        ("flik\tefter", "flik efter", ()),
    ],
)
def test_signs_without_a_shape_are_seen_or_do_no_harm(
    typed: str, printed: str, lost: tuple[str, ...]
) -> None:
    of = letter(notes=NOTES | {"worry": typed}, decision=ASIH)
    assert unprintable(of) == lost
    told = words(read(pdf(of)))
    assert printed in told
    assert ("U+" in told) == bool(lost)


def test_very_many_lost_characters_are_counted() -> None:
    of = letter(notes=NOTES | {"worry": "".join(map(chr, range(0x4E00, 0x4F00)))})
    told = words(page_texts(pdf(of))[0])
    assert "U+4E00, U+4E01" in told
    assert "… (256)" in told


def test_what_is_set_from_the_right_is_read_as_it_was_typed() -> None:
    name, said = "\u0645\u062d\u0645\u062f", "\u05e9\u05dc\u05d5\u05dd (\u05db\u05d4\u05df)"
    patient = Patient("personnummer", "191212121212", name)
    of = letter(patient=patient, notes=NOTES | {"worry": f"Säger {said}.", "family": said})
    heard = read(pdf(of))

    assert heard.count(name) == 2
    assert heard.count(said) == 2
    assert f"Säger {said}." in heard
