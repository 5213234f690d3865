"""The letter in a dozen lines, and what it lacks."""

from datetime import UTC, datetime

import pytest

from tests.referral.letters import ASIH, AT, FACTS, KUNGALV, NOTES, catalogue, letter, signed
from triage.core.people import Patient
from triage.referral.letter import Referral
from triage.referral.notes import NOTE_FIELD, NOTE_FIELDS
from triage.referral.text import text

HIDDEN = Patient("personnummer", "196101182803", "Anna Björk", protected=True)
MUCH = {
    field.id: (f"Mening om {field.id}. " * 400)[: field.longest]
    for field in NOTE_FIELDS
    if field.id != "purpose"
}


def rows(of: Referral) -> list[str]:
    """Return the short text without its foot."""
    return text(of, short=True).split("\n\nKriterier: ")[0].splitlines()


def row(of: Referral, label: str) -> str:
    found = [one for one in rows(of) if one.startswith(f"{label}: ")]
    assert len(found) == 1, label
    return found[0].removeprefix(f"{label}: ")


def test_twelve_lines_tell_who_what_how_urgent_why_and_what_is_missing() -> None:
    of = letter(
        notes=NOTES | {"sender_telephone": "070-123 45 67", "target_reason": "Hem då."},
        decision=ASIH,
        rated={"pain": AT},
    )
    head, who, blank, *told = rows(of)
    assert (head, blank) == ("REMISS, PALLIATIV VÅRD", "")
    assert who.endswith("19121212-1212")
    assert told[:4] == [
        "Övertagande – inom tre dygn, önskat datum 2026-03-04",
        "Skäl till datum: Hem då.",
        "Vårdform: ASIH",
        "Till: ASIH i Skåne (Öppet dygnet runt.)",
    ]
    assert [one.split(":")[0] for one in told[4:]] == [
        "Angelägenhet", "Larmtecken", "I korthet", "Oroar mest", "Svåra symtom", "Skäl", "Saknas",
        "Signerat", "Direkttelefon",
    ]  # fmt: skip
    assert row(of, "I korthet") == ("71 år · Cancer · ECOG 3 · Sjukhus, inneliggande")
    assert row(of, "Svåra symtom") == "Smärta 3 svår (2026-03-02)"


@pytest.mark.parametrize("patient", [HIDDEN, Patient("alias", None, "", alias="Björk 7")])
@pytest.mark.parametrize("pack", catalogue().ids)
def test_it_stays_short_whatever_is_written(pack: str, patient: Patient) -> None:
    choice = signed("palliative_team", None, ("other", "Ord. " * 400))
    facts = FACTS | {"red_flags": ["major_bleeding"], "consent_to_referral": "declined"}
    of = letter(pack, facts, MUCH | {"purpose": "takeover"}, patient=patient, decision=choice)
    long, short = text(of, trace=False), text(of, short=True)
    assert len(rows(of)) <= 24
    assert len(short) < 5000 < len(long)
    assert row(of, "Oroar mest").endswith("[…]")


@pytest.mark.parametrize("of", [letter(), letter(decision=ASIH), letter("vastra", KUNGALV, {})])
def test_every_length_says_what_must_not_be_left_out(of: Referral) -> None:
    for length in (text(of), text(of, trace=False), text(of, short=True)):
        for part in (of.patient, of.draft, of.headline, of.intended_purpose, of.pack, *of.alarm):
            assert part in length


def test_a_red_flag_stands_above_everything_in_the_short_text() -> None:
    flag = FACTS | {"red_flags": ["major_bleeding"]}
    of = letter(facts=flag, decision=ASIH, rated={"red_flags": AT})
    assert rows(of)[4:6] == [
        "! Larmtecken – ring nu",
        "! Stor eller hotande blödning (2026-03-02 10:15)",
    ]
    assert "Ingen kontakt noterad." in "\n".join(rows(of))


# What is missing


def lacking(**more: object) -> list[str]:
    return [lack.id for lack in letter(**more).lacks]  # type: ignore[arg-type] # what `letter` takes


def test_what_is_missing_begins_with_red_flags_and_what_decides() -> None:
    few = KUNGALV | {"incurable_progressive_disease": True, "pain": 3}
    found = lacking(pack="vastra", facts=few, notes={})
    decides = letter("vastra", few, {}).lacks
    assert found[0] == "red_flags"
    assert {"worry", "purpose", "where_now", "diagnosis_course"} <= set(found)
    assert [lack.of for lack in decides if lack.id in NOTE_FIELD] == ["note"] * len(
        set(found) & NOTE_FIELD.keys()
    )
    assert found.index("limited_life_expectancy") < found.index("worry")
    assert len(found) == len(set(found))


def test_what_is_answered_or_withheld_is_not_missing() -> None:
    assert not {"red_flags", "worry", "where_now", "ecog"} & set(lacking())
    assert "red_flags" in lacking(facts=FACTS | {"red_flags": "unknown"})
    assert "red_flags" not in lacking(facts=FACTS | {"red_flags": ["major_bleeding"]})
    assert not {"where_now", "telephone", "family", "home_care"} & set(
        lacking(notes={}, patient=HIDDEN)
    )


def test_a_point_intervention_is_asked_for_its_task() -> None:
    asked = {"intervention_task", "intervention_stop", "intervention_responsible"}
    assert asked & set(lacking()) == set()
    assert asked <= set(lacking(notes=NOTES | {"purpose": "point_intervention"}))


def test_the_short_text_names_seven_and_counts_the_rest() -> None:
    of = letter("vastra", KUNGALV, {}, at=datetime(2026, 3, 2, tzinfo=UTC))
    named = len(of.lacks) - 1  # red flags have a line of their own
    assert row(of, "Saknas").endswith(f" och {named - 7} till.")


def test_the_paper_names_a_question_that_decides_once() -> None:
    few = KUNGALV | {"incurable_progressive_disease": True, "pain": 3}
    of = letter("vastra", few, {})
    told = {one.label: one.text for one in of.request}
    assert "Avgörs av: begränsad överlevnad, ålder" in told["Ännu öppet"]
    assert "begränsad överlevnad" not in told["Saknas"].lower()
    assert told["Saknas"].startswith("Det som oroar mest, syfte, ")
