"""Whatever is typed comes back as it was typed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.keys_for_tests import KEY
from tests.thoroughness import examples
from triage.store import Answer, Case, Patient, Store, StoreError, Task
from triage.store.canonical import canonical, decision_bytes, read_decision, revision_id
from triage.store.folding import fold

from .examples import EVENING, MORNING, NAMELESS, NOON, decision

texts = st.text(max_size=40)  # without surrogates, with NUL and everything else
answers: st.SearchStrategy[Answer] = st.one_of(
    st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), texts, st.lists(texts, max_size=4)
)
facts = st.dictionaries(texts, answers, max_size=6)
notes = st.dictionaries(texts, texts.filter(bool), max_size=4)
patients = st.builds(Patient, st.just("alias"), st.none() | texts, texts, texts, st.booleans())
days = st.just("") | st.dates().map(str)
tasks = st.dictionaries(texts, st.builds(Task, texts, days).filter(any), max_size=3)
json_values = st.recursive(
    st.none() | answers | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)
quick = settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Store]]:
    path = tmp_path_factory.mktemp("properties") / "store.db"
    with Store.open(path, KEY) as store:
        yield path, store


@quick
@given(facts=facts, patient=patients, beside=st.tuples(notes, tasks), recommendation=json_values)
def test_facts_texts_and_decisions_come_back(
    shared: tuple[Path, Store],
    facts: dict[str, Answer],
    patient: Patient,
    beside: tuple[dict[str, str], dict[str, Task]],
    recommendation: object,
) -> None:
    path, store = shared
    notes, planned = beside
    case = store.create_case(patient, "skane", MORNING)
    store.set_answers(case.id, facts, NOON)
    for field, text in notes.items():
        store.set_note(case.id, field, text, EVENING)
        store.set_deciding(case.id, {"text": text}, EVENING)
        assert store.case(case.id).deciding == {"text": text}
    for prerequisite, task in planned.items():
        store.set_task(case.id, prerequisite, task, EVENING)
    case = store.case(case.id)
    signed = replace(decision(case), recommendation={"any": recommendation}, tasks=case.tasks)
    revision = store.sign(signed)

    with Store.open(path, KEY) as again:
        kept = again.case(case.id)
        assert (kept.facts, kept.notes, kept.patient) == (facts, notes, patient)
        assert (kept.tasks, kept.deciding) == (planned, {})
        assert revision.decision.tasks == planned
        assert canonical(kept.facts) == canonical(facts), "true is not 1"
        assert again.heads(case.id) == [revision]
        assert revision.decision.recommendation == {"any": recommendation}


@quick
@given(before=texts, after=texts, half=st.characters(categories=["Cs"]))
def test_half_a_surrogate_pair_is_refused_everywhere(
    shared: tuple[Path, Store], before: str, after: str, half: str
) -> None:
    _, store = shared
    broken = before + half + after
    case = store.create_case(NAMELESS, "skane", MORNING)

    for attempt in (
        lambda: store.set_answer(case.id, "pain", broken, NOON),
        lambda: store.set_answer(case.id, "pain", ["a", broken], NOON),
        lambda: store.set_answer(case.id, broken, 1, NOON),
        lambda: store.set_note(case.id, "worry", broken, NOON),
        lambda: store.set_task(case.id, "talk", Task(broken, ""), NOON),
        lambda: store.set_deciding(case.id, {"text": broken}, NOON),
        lambda: store.set_patient(case.id, Patient("alias", None, broken), NOON),
        lambda: store.set_pack(case.id, broken, NOON),
        lambda: store.set_setting("unit", {"name": broken}),
        lambda: store.sign(replace(decision(case), app_version=broken)),
    ):
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.code == "text_not_storable"
    assert store.case(case.id) == case


@quick
@given(facts=facts, recommendation=json_values)
def test_the_order_of_keys_does_not_change_the_id(
    facts: dict[str, Answer], recommendation: object
) -> None:
    made = replace(
        decision(_case_like(facts)), recommendation={"b": recommendation, "a": recommendation}
    )
    turned = replace(
        made,
        facts=dict(reversed(facts.items())),
        recommendation={"a": recommendation, "b": recommendation},
    )

    payload = decision_bytes(made)

    assert decision_bytes(turned) == payload
    assert decision_bytes(read_decision(payload, revision_id(payload))) == payload


@quick
@given(query=st.text(max_size=12))
def test_any_query_is_answered(shared: tuple[Path, Store], query: str) -> None:
    _, store = shared

    assert len(store.worklist(query, limit=10_000)) == store.worklist_count(query)


@quick
@given(name=texts)
@example(name="𝖠nna ㎂")
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def _case_like(facts: dict[str, Answer]) -> Case:
    return Case("0" * 32, NAMELESS, "skane", facts, {}, MORNING, MORNING)


@quick
@given(
    facts=facts,
    planned=tasks,
    earlier=st.none() | texts,
    rated=st.dictionaries(texts, texts, max_size=3),
)
def test_what_came_with_later_versions_is_in_the_bytes_where_there_is_any(
    facts: dict[str, Answer], planned: dict[str, Task], earlier: str | None, rated: dict[str, str]
) -> None:
    plain = decision(_case_like(facts))
    made = replace(plain, tasks=planned, based_on=earlier, rated=rated)

    payload = decision_bytes(made)

    assert read_decision(payload, revision_id(payload)) == made
    assert (payload == decision_bytes(plain)) is (not planned and earlier is None and not rated)
    # A program that cannot read a decision says that it is of a later one.
    expected = 3 if rated else 2 if planned or earlier is not None else 1
    assert json.loads(payload)["format"] == expected
