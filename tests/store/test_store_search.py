"""What a search finds: the index follows every change, and nobody types themselves into it."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.store import Patient, Store, StoreError, Task
from triage.store.index import code
from triage.store.search import Term, terms_of

from .examples import (
    ANNE,
    BJORN,
    HIDDEN,
    MORNING,
    NAMELESS,
    NOON,
    corrected,
    decided,
    decision,
    draft,
)

Instances = set[tuple[str, str, str, int]]


def _found(store: Store, query: str) -> list[str]:
    return [row.name or row.alias for row in store.find(query).rows]


def _instances(store: Store) -> tuple[Instances, set[str]]:
    """Return every word of the index with its case, column and place, and the list of words."""
    with store._change() as db:
        db.execute("CREATE VIRTUAL TABLE temp.told USING fts5vocab(main, found_by, instance)")
        rows = db.execute(
            "SELECT id, col, term, offset FROM told JOIN cases ON cases.doc = told.doc"
        )
        told = set(rows.fetchall())
        words = {word for (word,) in db.execute("SELECT word FROM found_words")}
        db.execute("DROP TABLE temp.told")
    return told, words


def _same_as_made_anew(store: Store) -> bool:
    before = _instances(store)
    store.rebuild_index()
    return before == _instances(store)


# What is found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("smärta", True),
        ("smär", True),
        ("smär natten", False),  # only the last word may be unfinished
        ("natten smär", True),
        ('"smärta på natten"', True),
        ('"smärta natten"', False),
        ('"på natten" smärta', True),
        ('"smärta på nat', True),
        ('"smärta på nat"', False),
        ("\u201dSmärta på\u201d", True),
        ("s", False),  # of so few letters a name begins, not any word
        ("på", True),
        ("n", False),
        ("å", True),
        ("åk", True),
        ("åker n", False),
        ("2803", True),
        ("1961", True),
        ("6101", True),
        ("196", False),
        ("610118-28", True),
        ("björn 2803", True),
        ("anna 2803", False),
        ("4", True),  # of `Rum 4`
        ("rum 4", True),
        ("rum 5", False),
        ("lund", True),  # the team
        ("hemmet", True),  # why it was overridden
    ],
)
def test_names_numbers_texts_and_teams_are_found(store: Store, query: str, found: bool) -> None:
    case = draft(store, replace(BJORN, alias="Rum 4"))
    store.sign(decision(case))

    assert bool(_found(store, query)) is found


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("state", "decided"),
        ("pack", "skane"),
        ("form", "palliative_team"),
        ("urgency", "within_two_weeks"),
        ("team", "lund"),
        ("flag", "red"),
        ("advanced_interventions", "drug_pump"),
        ("in", "2026"),
        ("in", "2026-03"),
        ("in", "2026-03-02"),
    ],
)
def test_a_word_finds_the_codes_that_it_stands_for(store: Store, kind: str, value: str) -> None:
    case, _ = decided(store)
    draft(store, replace(NAMELESS, alias="Annat"), "2025-01-01T08:00:00Z")

    def meanings(term: Term) -> Collection[str]:
        return [code(kind, value)] if term.words == ("ordet",) else []

    found = store.find("ordet anne", meanings=meanings)

    assert found.ids == [case.id]
    assert store.find("ordet anne").ids == []


def test_no_answer_that_is_a_yes_a_number_or_unknown_is_a_code(store: Store) -> None:
    draft(store)
    told, _words = _instances(store)

    facts = {term.split("=")[0] for _case, col, term, _at in told if col == "codes"}
    assert "advanced_interventions" in facts
    assert not facts & {"pain", "age_years", "home_care_feasible", "incurable_progressive_disease"}


def test_many_words_that_begin_alike_are_found_as_well(store: Store) -> None:
    words = " ".join(f"före{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(450))
    case = draft(store)
    store.set_note(case.id, "worry", words, NOON)

    assert store.find("före").ids == [case.id]
    assert store.find("föreaa").ids == [case.id]
    assert store.find("förezz").ids == []


def test_the_latest_decision_is_found_first(store: Store) -> None:
    first, old = decided(store)
    second, _ = decided(store)
    assert store.find("anne").ids == [second.id, first.id]

    corrected(store, first, old)

    assert store.find("anne").ids == [first.id, second.id]


# Following changes


def test_the_index_follows_every_change(store: Store) -> None:
    case = draft(store)
    store.set_note(case.id, "worry", "Andnöd och oro", NOON)
    store.set_answer(case.id, "diagnosis_group", "cancer", NOON)
    store.set_answers(case.id, {"diagnosis_group": "other", "pain": 2}, NOON)
    store.set_task(case.id, "prerequisite", Task("Syster Sol", ""), NOON)
    store.set_patient(case.id, BJORN, NOON)
    store.set_pack(case.id, "vastra", NOON)
    store.set_summary(case.id, "asih", "provisional", "immediate", red_flag=True)
    assert _same_as_made_anew(store)
    assert (_found(store, "andnöd"), _found(store, "sol")) == ([BJORN.name], [BJORN.name])
    assert _found(store, "anne") == _found(store, "smärta") == []

    signed = store.sign(decision(store.case(case.id)))
    assert _same_as_made_anew(store)
    store.reopen(case.id, NOON)
    store.set_note(case.id, "worry", "Klåda", NOON)
    assert _same_as_made_anew(store)
    assert (_found(store, "klåda"), _found(store, "andnöd")) == ([BJORN.name], [])
    store.discard_correction(case.id)
    assert _same_as_made_anew(store)
    assert (_found(store, "klåda"), _found(store, "andnöd")) == ([], [BJORN.name])
    corrected(store, store.case(case.id), signed)
    assert _same_as_made_anew(store)


def test_words_that_nobody_has_any_more_leave_no_trace(store: Store) -> None:
    kept = draft(store, BJORN)
    case = draft(store, Patient("alias", None, "Unik Ensamsson", "Säregen"))
    store.set_note(case.id, "worry", "Smärta som ingen annan", NOON)
    before = _instances(store)[1]
    store.delete_draft(case.id)

    told, words = _instances(store)
    assert {"ensamsson", "säregen", "annan"} <= before
    assert {one[0] for one in told} == {kept.id}
    assert words == {"björn", "åkerlund", "smärta", "natten"}

    store.restore(case, {})

    assert _found(store, "ensamsson") == ["Unik Ensamsson"]


def test_a_failed_change_leaves_the_index_as_it_was(store: Store) -> None:
    case = draft(store)
    before = _instances(store)
    with pytest.raises(StoreError):
        store.set_note(case.id, "worry", "Klåda \ud800", NOON)
    with pytest.raises(StoreError):
        store.set_patient(case.id, replace(BJORN, alias="\ud800"), NOON)

    assert _instances(store) == before


# Protected identities


def test_of_a_protected_identity_the_index_holds_nothing_but_what_every_row_shows(
    store: Store,
) -> None:
    case = draft(store, HIDDEN)
    store.set_note(case.id, "worry", "Hemligheter", MORNING)
    store.sign(decision(store.case(case.id)))

    told, words = _instances(store)

    assert {col for _case, col, _term, _at in told} == {"codes"}
    kinds = {term.split("=")[0] for _case, _col, term, _at in told}
    assert kinds == {"state", "pack", "form", "status", "urgency", "flag", "team", "in"}
    assert words == set()


def test_who_becomes_protected_is_no_longer_found(store: Store) -> None:
    case = draft(store, BJORN)
    store.set_patient(case.id, replace(BJORN, protected=True), NOON)

    assert _found(store, "björn") == _found(store, "smärta") == _found(store, "2803") == []
    assert _found(store, str(BJORN.number)) == [BJORN.name]
    assert _instances(store)[1] == set()


def test_a_protected_row_that_a_code_finds_tells_neither_name_nor_number(store: Store) -> None:
    draft(store, HIDDEN)

    (row,) = store.find("utkast", meanings=lambda _term: [code("state", "draft")]).rows

    assert (row.name, row.number, row.protected) == ("", None, True)


# Whatever is typed

_OPERATORS = "AND OR NOT NEAR( NEAR \" ' * ^ + - : who: codes: state=draft .a ( ) , ; -- /* % _ \\"
_LETTERS = ["\x00", "\ud800", "\u0130", "\u00df", "\ufb00", "\u0301", "{who text}", " ", "  "]
_WORDS = ["anne", "smärta", "björn", "1961", "191212121212"]
_PIECES = st.sampled_from([*_OPERATORS.split(), *_LETTERS, *_WORDS])
_HOSTILE = st.one_of(st.lists(_PIECES, max_size=12).map("".join), st.text(max_size=30))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    from tests.keys_for_tests import KEY

    store = Store.open(tmp_path_factory.mktemp("filled") / "store.db", KEY)
    for patient in (ANNE, BJORN, NAMELESS, HIDDEN):
        draft(store, patient)
    decided(store)
    return store


@settings(max_examples=400, deadline=None)
@given(query=_HOSTILE)
def test_nothing_that_is_typed_is_an_operator(filled: Store, query: str) -> None:
    found = filled.find(query, meanings=lambda term: [code("state", "".join(term.words))])

    assert not any(row.protected for row in found.rows)
    assert filled.find(query) == filled.find(query), "and it is answered the same again"


@settings(max_examples=200, deadline=None)
@given(query=_HOSTILE)
def test_the_words_of_a_term_are_letters_and_digits(query: str) -> None:
    for term in terms_of(query):
        assert term.words
        assert all(word.isalnum() for word in term.words)


@pytest.mark.parametrize(
    "query", ["state=draft", "in=2026", ".a", ".an", "codes:draft", "pack=skane"]
)
def test_a_code_of_the_index_cannot_be_typed(store: Store, query: str) -> None:
    draft(store, Patient("alias", None, "Xerxes Yngve"))

    assert _found(store, query) == []
