"""What is said beside a free text of the letter, and how a wished day is understood."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.ui.desks import Clock, open_desk
from triage.referral.notes import NOTE_FIELD
from triage.referral.protection import WITHHELD_NOTES
from ui.viewmodels.desk import Desk
from ui.viewmodels.note_words import DAYS, SHORT, kept_as, known_words, remark, stepped

TUESDAY = date(2026, 3, 10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path, Clock())
    yield opened
    opened.workplace.close()


@pytest.mark.parametrize(
    ("text", "kept", "said"),
    [
        ("", "", ""),
        ("i dag", "2026-03-10", "tisdag 2026-03-10, i dag"),
        ("i morgon", "2026-03-11", "onsdag 2026-03-11, i morgon"),
        ("Fredag", "2026-03-13", "fredag 2026-03-13, om 3 dagar"),
        ("om en vecka", "2026-03-17", "tisdag 2026-03-17, om 7 dagar"),
        ("16/3", "2026-03-16", "måndag 2026-03-16, om 6 dagar"),
        ("2026-03-09", "2026-03-09", "måndag 2026-03-09 har redan varit."),
        ("före jul", "före jul", "Ingen dag som Vägval förstår; trycks som du skrev."),
        (" 30/2", " 30/2", "Ingen dag som Vägval förstår; trycks som du skrev."),
    ],
)
def test_a_day_is_understood_as_people_write_it(
    desk: Desk, text: str, kept: str, said: str
) -> None:
    for field in DAYS:
        assert kept_as(field, text, TUESDAY) == kept
        assert remark(field, text, desk, protected=False) == said
        assert remark(field, kept, desk, protected=False) == said, "also as it is kept"
    assert kept_as("worry", text, TUESDAY) == text
    assert remark("worry", text, desk, protected=False) == ""


@pytest.mark.parametrize(
    ("text", "by", "day"),
    [
        ("", 1, "2026-03-11"),
        ("", -1, "2026-03-10"),
        ("fredag", 1, "2026-03-14"),
        ("2026-03-13", -7, "2026-03-10"),
        ("2026-03-01", 1, "2026-03-10"),
        ("2026-03-27", 7, "2026-04-03"),
        ("efter röntgen", 1, "efter röntgen"),
    ],
)
def test_a_day_goes_on_and_back_but_not_before_today(text: str, by: int, day: str) -> None:
    assert stepped(text, by, TUESDAY) == day


def test_a_wished_day_is_held_against_the_urgency_until_its_reason_is_stated(desk: Desk) -> None:
    urgency = desk.workplace.compiled("vastra").vocabulary.urgency["within_three_days"]
    text = "om två veckor"

    def told(field: str, reason: str) -> str:
        return remark(field, text, desk, protected=False, urgency=urgency, reason=reason)

    assert told("target_date", "") == (
        "tisdag 2026-03-24, om 14 dagar. Önskat datum är senare än angelägenheten: inom tre dygn, "
        "alltså senast 2026-03-13, om 3 dagar. Ändra datumet, eller skriv skälet."
    )
    plain = remark("target_date", text, desk, protected=False)
    assert told("target_date", "Hem då.") == told("intervention_stop", "") == plain


def test_a_protected_identity_is_told_what_the_letter_leaves_out(desk: Desk) -> None:
    told = {field for field in NOTE_FIELD if remark(field, "", desk, protected=True)}
    assert told == WITHHELD_NOTES
    assert not any(remark(field, "", desk, protected=False) for field in NOTE_FIELD)


def test_fields_of_a_few_words_are_on_one_line() -> None:
    assert DAYS < SHORT
    assert {"telephone", "allergies", "icd"} < SHORT
    assert not {"worry", "diagnosis_course", "knows"} & SHORT


def test_what_the_answers_tell_says_where_it_is_from(desk: Desk) -> None:
    compiled = desk.workplace.compiled("vastra")
    assert known_words("function", {}, compiled, desk) == ""
    assert known_words("function", {"ecog": 3}, compiled, desk).startswith("Ur svaren: ")
