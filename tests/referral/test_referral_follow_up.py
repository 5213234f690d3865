"""What a letter says of who does what by when, of the contact, the number, and what came before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from tests.referral.letters import FACTS, NOTES, letter, signed
from triage.core.people import Author, Patient
from triage.referral.content import Number, Planned
from triage.referral.text import text
from triage.services import Task, Workplace
from triage.services.directory import LocalTeam, keep_local_team
from triage.services.example import add_example

OPEN_TASK = FACTS | {"treatment_limitation_decided": False}
WARD = signed("palliative_ward", "ward")
RATED = {"pain": "2026-11-20T13:02+00:00", "red_flags": "2026-11-23T21:02+00:00"}
FLAG = FACTS | {"red_flags": ["major_bleeding"]}
AUTHOR = Author("Alva Alm", "läkare", "Vårdcentralen")


def told(**more: object) -> str:
    """Return a letter as plain text, which holds all that the paper does."""
    return text(letter(**more))  # type: ignore[arg-type] # what `letter` takes


# Conditions


def test_a_condition_names_who_and_by_when() -> None:
    planned = {"treatment_limitation_decided": Planned("Dr Alm", "2026-03-05")}
    whole = told(facts=OPEN_TASK, decision=WARD, planned=planned)
    assert "(Dr Alm · klart senast 2026-03-05 · inte gjort)" in whole


def test_the_criterias_own_owner_stands_where_nobody_else_was_named() -> None:
    planned = {"treatment_limitation_decided": Planned("", "2026-03-05")}
    whole = told(facts=OPEN_TASK, decision=WARD, planned=planned)
    assert "(Ansvarig läkare · klart senast 2026-03-05 · inte gjort)" in whole


def test_a_day_that_has_passed_is_said_to_have() -> None:
    planned = {"treatment_limitation_decided": Planned("", "2026-03-01")}
    assert "skulle vara klart 2026-03-01" in told(facts=OPEN_TASK, decision=WARD, planned=planned)


def test_what_is_done_is_not_asked_for_however_it_was_planned() -> None:
    planned = {"treatment_limitation_decided": Planned("Dr Alm", "2026-03-05")}
    assert "Dr Alm" not in told(decision=WARD, planned=planned)


def test_a_relative_named_as_owner_is_struck_out_under_protection() -> None:
    hidden = Patient("personnummer", "191212121212", "Ánne Exempelsson", protected=True)
    planned = {"treatment_limitation_decided": Planned("Ánnes bror Per Exempelsson", "")}
    whole = told(facts=OPEN_TASK, decision=WARD, planned=planned, patient=hidden)
    assert "Exempelsson" not in whole


# The contact that a red flag calls for


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        (
            {"red_flag_contact": "2026-03-02T09:05+01:00", "red_flag_contact_with": "Dr Bo Ek"},
            "Larmkontakt: 2026-03-02 09:05 med Dr Bo Ek",
        ),
        (
            {"red_flag_contact": "2026-03-02T08:05+00:00"},
            "Larmkontakt: 2026-03-02 09:05, med vem är inte angivet",
        ),
        ({"red_flag_contact_with": "Dr Bo Ek"}, "Larmkontakt: med Dr Bo Ek, tiden är inte angiven"),
        ({"red_flag_contact": "strax"}, "Larmkontakt: strax, med vem är inte angivet"),
        (
            {"red_flag_contact": "0001-01-01T00:00+14:00"},
            "Larmkontakt: 0001-01-01T00:00+14:00, med vem är inte angivet",
        ),
        ({}, "! Larmkontakt: Ingen kontakt noterad."),
    ],
)
def test_the_contact_is_told_with_time_and_person(notes: dict[str, str], said: str) -> None:
    letter = told(facts=FLAG, notes=NOTES | notes)
    assert said in letter
    assert letter.count("Larmkontakt") == 1  # in the alarm, and nowhere else


def test_no_contact_is_missed_where_no_flag_calls_for_one() -> None:
    assert "Larmkontakt" not in told()


# How the team is reached


def test_the_units_own_number_goes_before_the_criterias() -> None:
    number = Number("0303-12 34 56", "Vardagar 8–16", "2026-02-01")
    line = letter(decision=signed("asih", "asih"), number=number).request[1]
    assert line.text == "ASIH i Skåne · telefon 0303-12 34 56"
    assert line.note == (
        "Öppet dygnet runt. Om numret: Vardagar 8–16. Numret kontrollerat 2026-02-01."
    )


def test_a_number_that_nobody_checked_says_so() -> None:
    line = letter(decision=signed("asih", "asih"), number=Number("0303-12 34 56")).request[1]
    assert line.note.endswith("Numret är inte kontrollerat.")


def test_a_note_without_a_number_is_told_too() -> None:
    line = letter(decision=signed("asih", "asih"), number=Number("", "Via växeln")).request[1]
    assert (line.text, line.note) == ("ASIH i Skåne", "Öppet dygnet runt. Via växeln.")


def test_a_team_that_would_give_a_place_away_has_no_number_either() -> None:
    hidden = Patient("personnummer", "191212121212", "", protected=True)
    whole = told(
        pack="vastra",
        facts=FACTS | {"municipality": "1482"},
        patient=hidden,
        decision=signed("palliative_team", "kungalv_mobile_team"),
        number=Number("0303-12 34 56", "Kungälv"),
    )
    assert "0303" not in whole
    assert "Kungälv" not in whole


# What came before


def test_a_reassessment_names_the_decision_it_began_from() -> None:
    assert "Ombedömning efter beslut 2026-11-02." in told(reassessed=date(2026, 11, 2))
    assert "Ombedömning" not in told()


# The same through a workstation


class _Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def workplace(tmp_path: Path, clock: _Clock) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path, KEY, clock=clock)
    yield opened
    opened.close()


def test_the_draft_and_the_signed_letter_say_the_same(workplace: Workplace) -> None:
    case = add_example(workplace)
    keep_local_team(workplace, "vastra", "kungalv_mobile_team", LocalTeam("0303-12 34 56"))
    workplace.plan(case, "breakpoint_settled", Task("Dr Alm", "2026-11-24"))
    wanted = ("Dr Alm · klart senast 2026-11-24", "telefon 0303-12 34 56")
    draft = text(workplace.letter(case, "sv"))
    workplace.sign(case, "palliative_team", "kungalv_mobile_team", None, AUTHOR)
    final = text(workplace.letter(case, "sv"))
    assert [one for one in wanted if one not in draft or one not in final] == []


def test_a_signed_letter_does_not_change_with_the_directory(workplace: Workplace) -> None:
    case = add_example(workplace)
    keep_local_team(workplace, "vastra", "kungalv_mobile_team", LocalTeam("0303-12 34 56"))
    workplace.sign(case, "palliative_team", "kungalv_mobile_team", None, AUTHOR)
    before = workplace.letter_pdf(workplace.letter(case, "sv"))
    keep_local_team(workplace, "vastra", "kungalv_mobile_team", LocalTeam("0303-99 99 99"))
    assert workplace.letter_pdf(workplace.letter(case, "sv")) == before


def test_a_decision_without_a_number_gets_none_afterwards(workplace: Workplace) -> None:
    case = add_example(workplace)
    revision = workplace.sign(case, "palliative_team", "kungalv_mobile_team", None, AUTHOR)
    assert revision.decision.choice == {
        "care_form": "palliative_team",
        "team": "kungalv_mobile_team",
    }
    keep_local_team(workplace, "vastra", "kungalv_mobile_team", LocalTeam("0303-12 34 56"))
    assert "0303" not in text(workplace.letter(case, "sv"))


def test_a_reassessment_is_told_on_its_letter(workplace: Workplace, clock: _Clock) -> None:
    case = workplace.case(add_example(workplace))
    first = workplace.sign(case.id, "palliative_team", "kungalv_mobile_team", None, AUTHOR)
    clock.at += timedelta(days=4)
    again = workplace.begin(case.patient, pack="vastra", based_on=first.id, example=True)
    assert "Ombedömning efter beslut 2026-11-20." in text(workplace.letter(again.id, "sv"))


# When it was asked


def test_a_decision_keeps_when_symptoms_and_red_flags_were_answered(
    workplace: Workplace, clock: _Clock
) -> None:
    case = add_example(workplace)  # 14:02 on 20 November
    clock.at += timedelta(hours=80)
    workplace.answer(case, "red_flags", ())
    draft = text(workplace.letter(case, "sv"))
    revision = workplace.sign(case, "palliative_team", "kungalv_mobile_team", None, AUTHOR)
    final = text(workplace.letter(case, "sv"))

    assert {fact: at for fact, at in revision.decision.rated.items() if fact in RATED} == RATED
    assert "municipality" not in revision.decision.rated
    wanted = (
        "Svåra: 2026-11-20: Smärta 3 svår · Illamående 3 svår",
        "Skattat för mer än 72 timmar sedan: smärta, illamående",
        "Larmtecken: Kontrollerade 2026-11-23: inga.",
    )
    assert [one for one in wanted if one not in draft or one not in final] == []

    clock.at += timedelta(days=3)
    workplace.correct(case)
    workplace.answer(case, "pain", 4)
    assert text(workplace.letter(case, "sv")) != final
    workplace.give_up_correction(case)
    assert text(workplace.letter(case, "sv")) == final
