"""What must never and always happen, for every pack of the project (clinical safety)."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.days import TODAY
from tests.core.patients import patients, values
from tests.thoroughness import examples
from triage.core.compiled import CompiledPack
from triage.core.completions import possible
from triage.core.logic import State
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.recommend import recommend, weigh
from triage.core.recommendation import Status
from triage.core.vocabulary import NOT_KNOWN, Answer, BoolFact, ScoreFact, SetFact
from triage.packs.catalogue import Catalogue

CATALOGUE = Catalogue()
PACKS = {pack_id: CATALOGUE.compiled(pack_id) for pack_id in CATALOGUE.ids}
Facts = dict[str, Answer]

every_pack = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
thorough = settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def level(compiled: CompiledPack, form: str | None) -> int:
    """Return the place on the ladder, 0 at the top."""
    return list(compiled.pack.care_form).index(form or compiled.pack.base_form)


def rank(compiled: CompiledPack, urgency: str) -> int:
    """Return the place of an urgency class, 0 the most urgent."""
    return [one.id for one in compiled.vocabulary.urgency.classes].index(urgency)


def draw_facts(data: st.DataObject, compiled: CompiledPack) -> Facts:
    return data.draw(patients(compiled))


@every_pack
@thorough
@given(data=st.data())
def test_turning_unknown_into_no_stays_within_what_was_possible(
    pack: CompiledPack, data: st.DataObject
) -> None:
    facts = draw_facts(data, pack)
    unanswered = [
        fact.id
        for fact in pack.vocabulary.facts
        if isinstance(fact, BoolFact) and facts.get(fact.id, NOT_KNOWN) == NOT_KNOWN
    ]
    before = weigh(pack, facts, TODAY)
    denied = facts | dict.fromkeys(unanswered, False)
    after = weigh(pack, denied, TODAY)

    assert set(after.possible) <= set(before.possible)
    assert rank(pack, after.urgency.current) >= rank(pack, before.urgency.may_rise_to)


@every_pack
@thorough
@given(data=st.data())
def test_more_need_never_lowers_level_or_urgency(pack: CompiledPack, data: st.DataObject) -> None:
    facts = draw_facts(data, pack)
    before = weigh(pack, facts, TODAY)
    fact = data.draw(
        st.sampled_from([one for one in pack.vocabulary.facts if one.worse != "undirected"])
    )
    worse: Answer
    if isinstance(fact, SetFact):
        chosen = facts.get(fact.id)
        held = chosen if isinstance(chosen, tuple) else ()
        added = data.draw(st.sampled_from(fact.members))
        worse = tuple(one for one in fact.members if one in held or one == added)
    elif isinstance(fact, ScoreFact):
        worse = 4
    elif isinstance(fact, BoolFact):
        worse = fact.worse == "yes"
    else:
        worse = fact.values[-1]
    after = weigh(pack, facts | {fact.id: worse}, TODAY)

    assert rank(pack, after.urgency.current) <= rank(pack, before.urgency.current)
    if before.indicated is not None:
        assert after.indicated is not None
        assert level(pack, after.indicated) <= level(pack, before.indicated)


@every_pack
@thorough
@given(data=st.data())
def test_process_is_not_need(pack: CompiledPack, data: st.DataObject) -> None:
    facts = draw_facts(data, pack)
    process = {name for one in pack.pack.prerequisites for name in pack.facts_read[one.id]} - set(
        pack.outcomes.level
    )
    process |= {"breakpoint_conversation", "patient_informed"}
    without = {name: value for name, value in facts.items() if name not in process}
    if facts.get("consent_to_referral") == "declined":
        return
    one, other = weigh(pack, facts, TODAY), weigh(pack, without, TODAY)

    assert (one.recommended, one.indicated, one.possible, one.status) == (
        other.recommended,
        other.indicated,
        other.possible,
        other.status,
    )


@every_pack
@thorough
@given(data=st.data())
def test_equal_treatment(pack: CompiledPack, data: st.DataObject) -> None:
    """The indicated form looks at neither diagnosis, setting nor place; age only where told."""
    facts = draw_facts(data, pack)
    before = weigh(pack, facts, TODAY).indicated
    names = ["diagnosis_group", "current_care_setting", "municipality", "city_area"]
    age_on_ladder = any(
        "age_years" in pack.facts_read[name]
        for form in pack.pack.care_forms
        for _, part in form.admission
        for name in part.criteria
    )
    if not age_on_ladder:
        names.append("age_years")
    for name in names:
        moved = facts | {name: data.draw(values(pack.vocabulary.fact[name], pack))}
        assert weigh(pack, moved, TODAY).indicated == before


def test_only_the_western_pack_asks_for_an_age() -> None:
    asking = {
        name
        for name, pack in PACKS.items()
        for form in pack.pack.care_forms
        for _, part in form.admission
        for criterion in part.criteria
        if "age_years" in pack.facts_read[criterion]
    }
    assert asking == {"vastra"}


@every_pack
@thorough
@given(data=st.data())
def test_nothing_is_refused_without_a_next_step(pack: CompiledPack, data: st.DataObject) -> None:
    facts = draw_facts(data, pack)
    result = recommend(pack, facts, TODAY)
    now = result.weighing

    assert now.possible
    if now.status is Status.NOT_PALLIATIVE:
        assert now.possible == (NOT_PALLIATIVE,)
    elif now.recommended is None:
        assert now.status is Status.INSUFFICIENT
        assert result.next_questions
    else:
        assert now.offered[now.recommended] is not State.NO
    if now.status in (Status.PROVISIONAL, Status.INSUFFICIENT):
        assert len(now.possible) > 1
        assert result.next_questions
    if now.gap:
        assert now.indicated is not None
        assert now.offered[now.indicated] is State.NO
        assert now.recommended != now.indicated


@every_pack
@thorough
@given(data=st.data())
def test_a_red_flag_is_immediate_and_changes_no_form(
    pack: CompiledPack, data: st.DataObject
) -> None:
    facts = draw_facts(data, pack)
    flag = data.draw(st.sampled_from(red_flags(pack)))
    with_flag, without = facts | {"red_flags": (flag,)}, facts | {"red_flags": ()}
    one, other = weigh(pack, with_flag, TODAY), weigh(pack, without, TODAY)

    assert one.urgency.current == "immediate"
    assert one.red_flags == (flag,)
    assert (one.possible, one.recommended) == (other.possible, other.recommended)


def red_flags(pack: CompiledPack) -> tuple[str, ...]:
    fact = pack.vocabulary.fact["red_flags"]
    assert isinstance(fact, SetFact)
    return fact.members


@every_pack
@thorough
@given(data=st.data())
def test_declined_consent_keeps_the_need_visible(pack: CompiledPack, data: st.DataObject) -> None:
    facts = draw_facts(data, pack)
    given_, declined = (
        weigh(pack, facts | {"consent_to_referral": answer}, TODAY)
        for answer in ("given", "declined")
    )
    assert declined.blocked_by == "consent"
    assert declined.indicated == given_.indicated
    assert declined.possible == given_.possible
    assert declined.gap == given_.gap
    if declined.recommended is not None:
        assert declined.recommended == pack.pack.base_form
        advice = declined.offered.get("consult_team")
        assert ("consult_team" in declined.parallel) == (advice is not State.NO)


@every_pack
@thorough
@given(data=st.data())
def test_next_questions_are_open_and_settle_what_they_say(
    pack: CompiledPack, data: st.DataObject
) -> None:
    facts = draw_facts(data, pack)
    result = recommend(pack, facts, TODAY)
    for name in result.next_questions:
        assert facts.get(name, NOT_KNOWN) == NOT_KNOWN
    asked_first = [facts.get(name) == NOT_KNOWN for name in result.next_questions]
    assert asked_first == sorted(asked_first)
    assert bool(result.next_questions) == (len(possible(pack, facts)) > 1)


@every_pack
def test_every_output_names_its_criteria(pack: CompiledPack) -> None:
    shape = recommend(pack, {}, TODAY).as_json()
    assert shape["pack"]["id"] == pack.pack.id
    assert shape["pack"]["digest"].startswith("sha256:")
    assert shape["pack"]["version"] == pack.pack.version
    assert "valid_to" in shape["pack"]


def test_a_pack_past_its_date_is_marked_and_still_weighs() -> None:
    skane = PACKS["skane"]
    facts: Facts = {"incurable_progressive_disease": True, "needs_part_of_team": True}
    during = weigh(skane, facts, date(2025, 12, 31))
    after = weigh(skane, facts, date(2026, 1, 1))

    assert during.warnings == ()
    assert after.warnings == ("pack_validity_passed",)
    assert after.recommended == during.recommended


@every_pack
def test_the_diagram_stays_small(pack: CompiledPack) -> None:
    """The order of first mention keeps every pack far below the node cap."""
    assert pack.outcomes.recommended is not None
    assert pack.outcomes.urgency is not None
    assert len(pack.outcomes.diagram) < 2_000
