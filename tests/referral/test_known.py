"""What stands beside a free text before anybody has written it."""

import pytest
from hypothesis import given, settings

from tests.core.patients import patients
from tests.referral.letters import FACTS, catalogue
from triage.core.answers import parse_facts
from triage.core.vocabulary import Answer, SetFact
from triage.referral.known import SUBJECTS, known
from triage.referral.notes import NOTE_FIELD, NOTE_FIELDS

COMPILED = catalogue().compiled("skane")
VOCABULARY = COMPILED.vocabulary
RELIEF = "Otillräcklig lindring: ja"


def told(field: str, more: dict[str, object], language: str = "sv") -> str:
    facts, wrong = parse_facts(FACTS | more, VOCABULARY)
    assert not wrong
    return known(field, facts, COMPILED, language)


@pytest.mark.parametrize(
    ("field", "more", "words"),
    [
        ("expected_time", {}, "Begränsad överlevnad: ja · Livets sista dagar: nej"),
        ("function", {}, "Funktion (ECOG): 3, i säng eller stol mer än halva dagen"),
        ("symptoms_tried", {"nausea": 4, "anxiety": 0},
         f"Illamående 4, överväldigande · Smärta 3, svår · Andnöd 2, måttlig · {RELIEF}"),
        ("worry", {"pain": 2}, f"Inga larmtecken · Komplex symtombild: ja · {RELIEF}"),
        ("worry", {"red_flags": ["major_bleeding"], "pain": "unknown"},
         f"Larmtecken: Stor eller hotande blödning · Komplex symtombild: ja · {RELIEF}"),
        ("home_care", {"sip_offered": False, "individual_plan": "unknown"},
         "Individuell vårdplan: ej känt · SIP: nej"),
        ("children", {}, ""),
        ("children", {"psychosocial_factors": ["carer_exhaustion", "minor_children"]},
         "Minderåriga barn"),
        ("children", {"psychosocial_factors": "unknown"}, ""),
        ("icd", {}, ""),
        ("no_such_field", {}, ""),
    ],
)  # fmt: skip
def test_a_field_begins_with_what_the_checklist_knows(
    field: str, more: dict[str, object], words: str
) -> None:
    assert told(field, more) == words


def test_it_is_told_in_the_language_of_the_window() -> None:
    assert told("expected_time", {}, "en") == "Limited life expectancy: yes · Last days of life: no"


def test_every_subject_is_a_field_and_every_question_one_of_the_checklist() -> None:
    assert SUBJECTS.keys() <= NOTE_FIELD.keys()
    asked = [name for names in SUBJECTS.values() for name in names]
    assert [name for name in asked if name not in VOCABULARY.fact] == []
    members = VOCABULARY.fact["psychosocial_factors"]
    assert isinstance(members, SetFact)
    assert "minor_children" in members.members


@given(facts=patients(COMPILED))
@settings(max_examples=30, deadline=None)
def test_nothing_is_told_that_was_not_answered(facts: dict[str, Answer]) -> None:
    for field in NOTE_FIELDS:
        words = known(field.id, facts, COMPILED, "sv")
        subjects = [name for name in SUBJECTS.get(field.id, ()) if name in facts]
        scores = [fact for fact in VOCABULARY.facts if fact.type == "score" and fact.id in facts]
        if not subjects and not (scores and field.id in ("worry", "symptoms_tried")):
            assert words == ""
        labels = [VOCABULARY.fact[name].label["sv"] for name in SUBJECTS.get(field.id, ())
                  if name not in facts]  # fmt: skip
        assert [label for label in labels if f"{label}:" in words] == []
