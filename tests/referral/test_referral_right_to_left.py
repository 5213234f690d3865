"""Names in Arabic and Hebrew letters read as they are written, from the right."""

import unicodedata

import pytest

from tests.referral.letters import letter
from tests.referral.paper import pages, words
from triage.core.people import Patient
from triage.fonts import printable, printable_characters
from triage.right_to_left import from_left, in_a_row, in_rows, set_out

MUHAMMAD = "\u0645\u062d\u0645\u062f"


def read(text: str) -> str:
    """Read a text that was set, from the right: shapes are letters again."""
    return unicodedata.normalize("NFKC", text[::-1])


@pytest.mark.parametrize(
    "name",
    [MUHAMMAD, f"{MUHAMMAD} \u0639\u0644\u064a", "\u0633\u0644\u0627\u0645",
     "\u05e9\u05dc\u05d5\u05dd \u05db\u05d4\u05df", "\u067e\u0631\u0648\u06cc\u0646"],
)  # fmt: skip
def test_a_name_reads_from_the_right(name: str) -> None:
    assert read(set_out(name, printable_characters())).replace("\u00a0", " ") == name


def test_letters_take_the_shape_that_joins_them() -> None:
    shapes = [unicodedata.decomposition(sign).split()[0] for sign in printable(MUHAMMAD)]
    assert shapes == ["<final>", "<medial>", "<medial>", "<initial>"]


def test_what_stands_around_a_name_stays_in_its_order() -> None:
    told = printable(f"Fru ({MUHAMMAD} 12 {MUHAMMAD}), 040-12 34")
    once = printable(MUHAMMAD)
    assert told == f"Fru ({once}\u00a012\u00a0{once}), 040-12 34"


def test_a_mark_stays_after_its_letter() -> None:
    told = set_out("\u0628\u0651\u062f", printable_characters())
    assert [unicodedata.category(sign) for sign in told] == ["Lo", "Lo", "Mn"]


def test_a_shape_that_the_typefaces_lack_is_not_used() -> None:
    assert set_out(MUHAMMAD, set()) == MUHAMMAD[::-1]


def test_other_text_is_left_alone() -> None:
    told = "Ánne Čáhppe · Γιώργος · Мария (12)\nnästa rad"
    assert printable(told) == told


def test_a_reader_of_the_letter_finds_the_name() -> None:
    of = letter(patient=Patient("personnummer", "191212121212", MUHAMMAD))
    assert MUHAMMAD in words(pages(of)[0])  # the reader turns it back


def test_a_bracket_opened_in_a_name_is_closed_in_it() -> None:
    word = "\u05e9\u05dc\u05d5\u05dd"
    assert read(set_out(f"{word} ({word})", printable_characters())) == (
        f"{word} ){word}("  # the brackets turn with the reading
    )


def test_a_long_passage_is_broken_into_rows_before_it_is_set() -> None:
    passage = " ".join([MUHAMMAD] * 12 + ["24"] + [MUHAMMAD] * 12)
    told = in_rows(f"Sagt: {passage} Slut.").splitlines()

    assert told[0] == "Sagt: "
    assert told[-1] == "Slut."
    rows = [read(printable(row)) for row in told[1:-1]]
    assert max(map(len, rows)) <= 48
    assert " ".join(rows).replace("42", "24") == passage
    assert in_rows(f"Sagt: {MUHAMMAD}.") == f"Sagt: {MUHAMMAD}."


def test_on_a_screen_a_number_after_a_name_keeps_its_halves_in_order() -> None:
    """After an Arabic letter Unicode counts digits as Arabic ones, and turns what they frame."""
    of = letter(patient=Patient("personnummer", "191212121212", MUHAMMAD))
    assert of.patient == f"{MUHAMMAD} · \u200e19121212-1212"
    assert in_a_row("Ánne Đorđe", "", "71 år") == "Ánne Đorđe · 71 år"
    assert "\u200e" not in words(pages(of)[0])


def test_on_a_screen_a_swedish_text_that_begins_with_such_a_name_is_not_turned_round() -> None:
    shown = from_left(f"{MUHAMMAD} har ont.\n{MUHAMMAD} sover.")
    assert [unicodedata.bidirectional(line[0]) for line in shown.splitlines()] == ["L", "L"]
    assert shown.replace("\u200e", "") == f"{MUHAMMAD} har ont.\n{MUHAMMAD} sover."
    assert from_left("Ánne Đorđe har ont.") == "Ánne Đorđe har ont."
