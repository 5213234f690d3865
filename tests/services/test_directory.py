"""What a workstation knows of the teams: numbers that look like numbers, days that exist."""

import pytest

from triage.services import Workplace
from triage.services.directory import (
    MOST_NOTE,
    TELEPHONE_ADVICE,
    LocalTeam,
    TelephoneError,
    TelephoneProblem,
    keep_local_team,
    local_team,
    telephone,
)

FILLED_IN = LocalTeam("010-123 45 67", "Säg att det gäller palliativt.", "2026-11-20")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("   ", ""),
        ("112", "112"),
        ("010-123 45 67", "010-123 45 67"),
        ("  010‑123\u00a045\t67 \n", "010-123 45 67"),
        ("+46 (0)10 123 45 67", "+46 (0)10 123 45 67"),
        ("010 123 45 67, ankn 12", "010 123 45 67, ankn 12"),
        ("010-1234567 ext. 4", "010-1234567 ext. 4"),
        ("\u202e010-123\u202c", "010-123"),
    ],
)
def test_a_number_is_kept_in_one_plain_line(typed: str, kept: str) -> None:
    assert telephone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("växeln", TelephoneProblem.LETTERS),
        ("010-123 45 67 fråga efter Åsa", TelephoneProblem.LETTERS),
        ("010+123", TelephoneProblem.LETTERS),
        ("٠١٠١٢٣٤", TelephoneProblem.LETTERS),
        ("12", TelephoneProblem.TOO_SHORT),
        ("--", TelephoneProblem.TOO_SHORT),
        ("ankn 12345", TelephoneProblem.LETTERS),
        ("0" * 16, TelephoneProblem.TOO_LONG),
        ("010" + "-" * 80, TelephoneProblem.TOO_LONG),
        ("x" * 1_000_000, TelephoneProblem.LETTERS),
    ],
)
def test_what_is_no_number_is_told_so_without_repeating_it(
    typed: str, problem: TelephoneProblem
) -> None:
    with pytest.raises(TelephoneError) as raised:
        telephone(typed)

    assert raised.value.code == problem
    assert typed not in str(raised.value)


def test_every_problem_has_its_advice_in_both_languages() -> None:
    assert set(TELEPHONE_ADVICE) == set(TelephoneProblem)
    assert all(all(pair) for pair in TELEPHONE_ADVICE.values())


def test_what_was_filled_in_is_found_again_for_that_team_alone(workplace: Workplace) -> None:
    assert keep_local_team(workplace, "skane", "lund", FILLED_IN) == FILLED_IN

    assert local_team(workplace, "skane", "lund") == FILLED_IN
    assert local_team(workplace, "skane", "malmo") is None
    assert local_team(workplace, "vastra", "lund") is None


def test_a_wrong_number_or_day_keeps_what_stood_before(workplace: Workplace) -> None:
    keep_local_team(workplace, "skane", "lund", FILLED_IN)

    with pytest.raises(TelephoneError):
        keep_local_team(workplace, "skane", "lund", LocalTeam("ring mig", "", ""))
    with pytest.raises(ValueError, match="day is out of range"):
        keep_local_team(workplace, "skane", "lund", LocalTeam("112", "", "2026-02-30"))

    assert local_team(workplace, "skane", "lund") == FILLED_IN


def test_nothing_left_leaves_nothing_verified(workplace: Workplace) -> None:
    keep_local_team(workplace, "skane", "lund", FILLED_IN)

    kept = keep_local_team(workplace, "skane", "lund", LocalTeam("", " ", "2026-11-20"))

    assert kept == LocalTeam()
    assert local_team(workplace, "skane", "lund") is None


def test_a_note_is_one_line_and_no_longer_than_a_card_holds(workplace: Workplace) -> None:
    kept = keep_local_team(
        workplace, "skane", "lund", LocalTeam("", "a\nb\x00c\u202e" + "d" * 1_000_000, "")
    )

    assert kept.note.startswith("a b cd")
    assert len(kept.note) == MOST_NOTE
    assert local_team(workplace, "skane", "lund") == kept


@pytest.mark.parametrize(
    "written",
    ["text", 7, [], {"telephone": 7}, {"telephone": "ring", "verified_on": "i dag"}],
)
def test_what_has_no_sense_in_the_file_reads_as_not_filled_in(
    workplace: Workplace, written: object
) -> None:
    workplace.set_setting("local_team.skane.lund", written)

    assert local_team(workplace, "skane", "lund") is None


def test_a_day_that_has_no_sense_reads_as_never_verified(workplace: Workplace) -> None:
    workplace.set_setting("local_team.skane.lund", {"telephone": "112", "verified_on": "i dag"})

    assert local_team(workplace, "skane", "lund") == LocalTeam("112")


def test_the_day_verified_is_a_day() -> None:
    assert FILLED_IN.day() is not None
    assert LocalTeam().day() is None
