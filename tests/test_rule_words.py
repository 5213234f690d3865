"""Rules, answers and hours in words: what a reader sees, in both languages, over every pack."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from triage.core.hours import Hours
from triage.core.pack import Part
from triage.core.rules import Rule, parts, walk
from triage.core.vocabulary import Answer
from triage.packs.catalogue import Catalogue
from triage.rule_words import (
    answer_words,
    definition_words,
    hours_words,
    part_words,
    patient_words,
    phrase,
    rule_words,
)

CATALOGUE = Catalogue()
VOCABULARY = CATALOGUE.vocabulary
LANGUAGES = ("sv", "en")
AS_RULE: TypeAdapter[Rule] = TypeAdapter(Rule)


def rule(written: dict[str, Any]) -> Rule:
    return AS_RULE.validate_python(written, strict=False)


def every_rule() -> Iterator[Rule]:
    """Yield every rule of vocabulary and packs, and every rule inside one."""
    tops = [VOCABULARY.scope, VOCABULARY.declined, VOCABULARY.advice.when]
    tops += [one.when for one in VOCABULARY.derived]
    tops += [one.when for one in VOCABULARY.hints]
    tops += [one.asked_when for one in VOCABULARY.facts if one.asked_when is not None]
    tops += [
        reason.when
        for urgency in VOCABULARY.urgency.classes
        for reason in urgency.reasons
        if reason.when is not None
    ]
    for pack_id in CATALOGUE.ids:
        pack = CATALOGUE.compiled(pack_id).pack
        tops += [one.when for one in pack.criteria]
        tops += [one.when for one in pack.prerequisites]
    for top in tops:
        yield from walk(top)


SWEDISH = [
    ({"fact": "complex_symptom_picture"}, "komplex symtombild"),
    ({"fact": "home_care_feasible", "is": False}, "trygg vård hemma: nej"),
    ({"fact": "home_care_feasible", "is": True}, "trygg vård hemma: ja"),
    ({"fact": "pain", "is": 2}, "smärta 2, måttlig"),
    ({"fact": "pain", "gte": 3}, "smärta minst 3, svår"),
    ({"fact": "pain", "lte": 1}, "smärta högst 1, lätt"),
    ({"fact": "age_years", "gte": 18}, "ålder minst 18 år"),
    ({"fact": "ecog", "gte": 4}, "funktion (ECOG) minst 4, sängbunden, behöver hjälp med allt"),
    ({"fact": "preferred_place_of_care", "is": "hospice"}, "önskad vårdplats: hospice"),
    (
        {"fact": "preferred_place_of_care", "in": ["palliative_ward", "hospice"]},
        "önskad vårdplats: palliativ vårdavdelning eller hospice",
    ),
    ({"fact": "municipality", "is": "1480"}, "kommun: Göteborg"),
    ({"fact": "red_flags", "includes": "suicide_risk"}, "larmtecken: suicidrisk"),
    ({"fact": "advanced_interventions", "empty": False}, "avancerade insatser finns"),
    ({"fact": "advanced_interventions", "empty": True}, "avancerade insatser finns inte"),
    ({"fact": "sip_offered"}, "SIP"),
    ({"derived": "complex_need"}, "komplexa palliativa behov"),
    ({"all": [{"fact": "rapid_deterioration"}]}, "snabb försämring"),
    (
        {"all": [{"fact": "rapid_deterioration"}, {"fact": "crisis_onset"}]},
        "snabb försämring och krisartat insjuknande",
    ),
    (
        {"any": [{"fact": one} for one in ("rapid_deterioration", "crisis_onset", "sip_offered")]},
        "snabb försämring, krisartat insjuknande eller SIP",
    ),
    ({"not": {"fact": "rapid_deterioration"}}, "inte snabb försämring"),
    ({"not": {"fact": "pain", "gte": 3}}, "inte (smärta minst 3, svår)"),
    ({"not": {"not": {"fact": "sip_offered"}}}, "inte (inte SIP)"),
    (
        {"unconfirmed": {"fact": "prn_opioid_injection"}},
        "ingen bekräftelse på opioid vid behov",
    ),
    (
        {"at_least": 2, "of": [{"fact": "sip_offered"}, {"fact": "crisis_onset"}]},
        "minst 2 av: SIP; krisartat insjuknande",
    ),
    (
        {"at_least": 2, "of": [{"fact": "pain", "gte": 3}, {"fact": "anxiety", "gte": 3}]},
        "minst 3, svår, för minst 2 av: smärta; oro eller ångest",
    ),
    (
        {
            "any": [
                {"fact": "psychosocial_factors", "includes": "minor_children"},
                {"fact": "psychosocial_factors", "includes": "carer_exhaustion"},
            ]
        },
        "psykosociala faktorer: minderåriga barn eller närstående orkar inte mer",
    ),
]
"""A rule of each kind, and what it says."""


@pytest.mark.parametrize(("written", "words"), SWEDISH)
def test_each_kind_of_rule_reads_as_a_clinician_writes(written: dict[str, Any], words: str) -> None:
    assert rule_words(rule(written), VOCABULARY, "sv") == words


CRISIS = {"fact": "crisis_onset"}
RAPID = {"fact": "rapid_deterioration"}
SEVERE = {"fact": "pain", "gte": 3}
AT_HOME = {"fact": "home_care_feasible", "is": False}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            {"any": [{"all": [RAPID, CRISIS]}, {"fact": "last_days_of_life"}]},
            "(snabb försämring och krisartat insjuknande) eller livets sista dagar",
        ),
        ({"all": [AT_HOME, RAPID]}, "trygg vård hemma: nej; och snabb försämring"),
        (
            {"any": [SEVERE, {"all": [RAPID, CRISIS]}]},
            "smärta minst 3, svår; eller snabb försämring och krisartat insjuknande",
        ),
        (
            {"any": [RAPID, SEVERE, {"all": [AT_HOME, CRISIS]}]},
            (
                "något av: snabb försämring; smärta minst 3, svår; "
                "(trygg vård hemma: nej; och krisartat insjuknande)"
            ),
        ),
        ({"all": [{"not": RAPID}, CRISIS]}, "inte snabb försämring; och krisartat insjuknande"),
        ({"not": {"all": [RAPID, CRISIS]}}, "inte (snabb försämring och krisartat insjuknande)"),
        ({"all": [{"any": [RAPID]}, CRISIS]}, "snabb försämring och krisartat insjuknande"),
    ],
)
def test_brackets_stand_where_the_end_of_a_part_could_not_be_seen(
    written: dict[str, Any], words: str
) -> None:
    assert rule_words(rule(written), VOCABULARY, "sv") == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_of_any_pack_shows_an_id_or_is_empty(language: str) -> None:
    for one in every_rule():
        words = rule_words(one, VOCABULARY, language)
        assert words.strip()
        assert "_" not in words
        assert "{" not in words
        assert not re.search(r"\b(True|False|None)\b", words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_distinct_rules_have_distinct_words(language: str) -> None:
    said: dict[str, Rule] = {}
    for one in every_rule():
        words = rule_words(one, VOCABULARY, language)
        assert said.setdefault(words, one) == one, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_leaf_of_every_rule_is_in_its_sentence_or_merged(language: str) -> None:
    for one in every_rule():
        shown = phrase(one, VOCABULARY, language)
        if not shown.whole:
            assert all(part.text in shown.text for part in shown.parts)


def test_the_tree_has_the_shape_of_the_rule() -> None:
    def alike(one: Rule, shown: Any) -> bool:
        inside = parts(one)
        return (
            bool(shown.joint) == bool(inside)
            and len(inside) == len(shown.parts)
            and all(map(alike, inside, shown.parts))
        )

    assert all(alike(one, phrase(one, VOCABULARY, "sv")) for one in every_rule())


def test_a_derived_fact_is_named_and_its_definition_told_on_demand() -> None:
    named = phrase(rule({"derived": "inpatient_indicated"}), VOCABULARY, "sv")

    assert (named.text, named.derived) == ("skäl för slutenvård", "inpatient_indicated")
    assert definition_words(VOCABULARY, named.derived, "sv") == (
        "trygg vård hemma: nej; eller önskad vårdplats: palliativ vårdavdelning eller hospice"
    )


def test_a_part_says_how_its_criteria_are_joined() -> None:
    criterion = CATALOGUE.compiled("skane").pack.criterion
    place = Part(any=("in_depth_assessment", "complex_symptoms"))

    assert part_words(Part(all=("complex_symptoms",)), criterion, "sv") == "Komplex symtombild"
    assert part_words(place, criterion, "sv") == (
        "minst ett av: fördjupad bedömning behövs för att hitta rätt vårdnivå; komplex symtombild"
    )


def test_answers_say_what_was_answered_not_known_or_none_of_these() -> None:
    facts: dict[str, Answer] = {
        "prn_opioid_injection": False,
        "advanced_interventions": ("drug_pump", "transfusion"),
        "psychosocial_factors": (),
        "red_flags": (),
        "pain": 3,
        "nausea": "unknown",
        "ecog": 1,
        "age_years": 71,
        "municipality": "2482",
        "gone_since": "old",
    }

    assert patient_words(VOCABULARY, facts, "sv") == (
        "Ålder: 71 år",
        "Kommun: Skellefteå",
        "Inga larmtecken",
        "Funktion (ECOG): 1, uppe, klarar lättare arbete",
        "Smärta: 3, svår",
        "Illamående: ej känt",
        "Avancerade insatser: Läkemedelspump, Transfusion",
        "Psykosociala faktorer: inget av detta",
        "Opioid vid behov: nej",
        "gone_since: old",
    )
    assert patient_words(VOCABULARY, {"pain": 3, "home_care_feasible": True}, "en") == (
        "Pain: 3, severe",
        "Safe care at home: yes",
    )


def test_an_answer_that_the_vocabulary_no_longer_knows_stands_as_it_is() -> None:
    assert answer_words(VOCABULARY, "preferred_place_of_care", "castle", "sv") == "castle"
    assert answer_words(VOCABULARY, "pain", 7, "sv") == "7"
    assert answer_words(VOCABULARY, "pain", None, "sv") == "ej besvarat"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_of_every_fact_has_words_of_its_own(language: str) -> None:
    for fact in VOCABULARY.facts:
        values = [(one.id,) for one in fact.choices] if fact.type == "set" else fact.values
        said = [answer_words(VOCABULARY, fact.id, value, language) for value in values]
        assert all(said)
        if fact.id != "municipality":  # two municipalities may share a name
            assert len(set(said)) == len(said), fact.id


HOURS = [
    ({"always": True}, "dygnet runt"),
    ({"stated": False}, "öppettider inte angivna"),
    ({"periods": [{"days": ["weekdays"]}]}, "vardagar"),
    (
        {"periods": [{"days": ["mon", "thu"], "opens": "08:00", "closes": "16:30"}]},
        "måndagar och torsdagar 08:00–16:30",
    ),
    (
        {"periods": [{"days": ["weekdays"], "opens": "08:00", "closes": "16:00",
                      "holidays": "open"}]},
        "vardagar och helgdagar 08:00–16:00",
    ),
    ({"periods": [{"days": ["every_day"]}]}, "alla dagar, inte helgdagar"),
    (
        {"periods": [{"days": ["every_day"], "opens": "08:00", "closes": "21:00",
                      "conflicting": [{"opens": "07:30", "closes": "21:15"}],
                      "holidays": "as_weekend"}]},
        ("alla dagar och helgdagar 08:00–21:00 "
        "(källan ger 08:00–21:00 och 07:30–21:15; tiden som är gemensam räknas)"),
    ),
    (
        {"periods": [{"days": ["every_day"], "opens": "00:00", "closes": "24:00",
                      "service": "telephone_advice", "holidays": "open"}]},
        "råd per telefon: dygnet runt",
    ),
    (
        {"periods": [{"days": ["weekends"], "opens": "00:00", "closes": "24:00"}]},
        "helger, inte helgdagar, dygnet runt",
    ),
    (
        {"periods": [{"days": ["weekdays"]},
                     {"days": ["one_weekend_day"], "opens": "09:00", "closes": "14:00",
                      "service": "physician_on_call", "holidays": "as_weekend"}]},
        "vardagar; läkare i jour: en av helgens dagar (källan säger inte vilken) 09:00–14:00",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "words"), HOURS)
def test_hours_read_as_the_source_states_them(stated: dict[str, Any], words: str) -> None:
    assert hours_words(Hours.model_validate(stated), str) == words


def test_every_teams_hours_have_words() -> None:
    for pack_id in CATALOGUE.ids:
        for team in CATALOGUE.compiled(pack_id).pack.teams:
            words = hours_words(team.hours, str)
            assert words
            assert "_" not in words
