"""What can follow on what in the ledger, and where a referral stands after any run of acts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.follow_up import (
    ANSWER_WITHIN,
    AWAITED,
    CAME_BACK,
    REASSESS_AFTER,
    Decided,
    Step,
    answer_default,
    reassess_default,
    standing,
)
from triage.core.ledger import (
    ANSWERS,
    LONGEST,
    REASONS,
    Entry,
    Kind,
    refusal,
    standing_entries,
)
from triage.core.swedish_time import SWEDEN

SIGNED = "2026-11-02T09:00:00.000+00:00"
DECIDED = Decided("r1", SIGNED, "asih", "within_two_weeks", dying=False)
_numbers = count(1)


def entry(kind: Kind, on: int = 3, /, **detail: str) -> Entry:
    at = f"2026-11-{on:02}T10:00:00.000+00:00"
    return Entry(f"{next(_numbers):032x}", "c", kind, at, at, "p", "Test", "Enhet", detail)


def sent(on: int = 3, /, **more: str) -> Entry:
    told = {"to": "ASIH", "way": "fax", "revision": "r1", "answer_by": "2026-11-17T10:00Z", **more}
    return entry(Kind.SENT, on, **told)


def answered(answer: str, on: int = 5, /, **more: str) -> Entry:
    return entry(Kind.ANSWERED, on, answer=answer, **more)


def late(one: Entry) -> Entry:
    """Return an entry as it is noted when it has long happened: with a time that was typed."""
    return replace(one, noted_at="2026-11-29T10:00:00.000+00:00")


def stands(*entries: Entry, decided: Decided = DECIDED, taken_over: bool = False) -> Step:
    return standing(decided, entries, SWEDEN, taken_over=taken_over).step


@pytest.mark.parametrize(
    ("entries", "step", "due"),
    [
        ((), Step.UNSENT, SIGNED),
        ((sent(),), Step.SENT, "2026-11-16"),
        ((sent(answer_by="2026-11-06T10:00Z"),), Step.SENT, "2026-11-06T10:00Z"),
        ((sent(), entry(Kind.RECEIVED, 4)), Step.RECEIVED, "2026-11-16"),
        ((sent(), answered("accepted")), Step.ACCEPTED, "2026-11-16"),
        ((sent(), answered("accepted_waiting", date="2026-11-09")), Step.WAITING, "2026-11-09"),
        ((sent(), answered("advice_enough")), Step.ADVICE_ENOUGH, "2026-11-16"),
        (
            (sent(), answered("more_wanted", text="HLR?")),
            Step.MORE_WANTED,
            "2026-11-05T10:00:00.000+00:00",
        ),
        (
            (sent(), answered("declined", reason="capacity")),
            Step.DECLINED,
            "2026-11-05T10:00:00.000+00:00",
        ),
        ((sent(), answered("declined", reason="capacity"), sent(6)), Step.SENT, "2026-11-16"),
        ((sent(), entry(Kind.KEPT, 4, reason="råd räckte")), Step.KEPT, "2026-11-16"),
        ((entry(Kind.PLANNED, 3, day=""), sent(answer_by="")), Step.SENT, None),
        ((entry(Kind.PLANNED, 3, day="2026-11-04"),), Step.UNSENT, SIGNED),
        (
            (entry(Kind.CLOSED, 8, outcome="moved", day="2026-11-08"),),
            Step.CLOSED,
            None,
        ),
    ],
)
def test_each_act_moves_the_referral_on(
    entries: Sequence[Entry], step: Step, due: str | None
) -> None:
    stood = standing(DECIDED, entries, SWEDEN)

    assert (stood.step, stood.due_at) == (step, due)


def test_a_correction_after_the_sending_is_to_be_sent_anew() -> None:
    corrected = replace(DECIDED, revision="r2", signed_at="2026-11-04T09:00:00.000+00:00")

    stood = standing(corrected, [sent()], SWEDEN)

    assert stood.outdated
    assert stood.due_at == corrected.signed_at
    assert not standing(corrected, [sent(), sent(5, revision="r2")], SWEDEN).outdated


def test_conditions_are_open_until_each_is_met() -> None:
    decided = replace(DECIDED, conditions={"consent": "2026-11-05", "talk": ""})
    met = entry(Kind.CONDITION, 4, prerequisite="consent", met="1")
    back = entry(Kind.CONDITION, 5, prerequisite="consent")

    assert standing(decided, [], SWEDEN).condition_by == "2026-11-05"
    assert standing(decided, [met], SWEDEN).conditions == ("talk",)
    assert standing(decided, [met], SWEDEN).condition_by is None
    assert standing(decided, [met, back], SWEDEN).conditions == ("consent", "talk")


def test_a_condition_is_due_on_the_day_it_was_last_given_until_the_decision_says_another() -> None:
    decided = replace(DECIDED, conditions={"consent": "2026-11-05", "talk": ""})
    plan = {"prerequisite": "consent", "planned": "1", "decided": "2026-11-05"}
    later = entry(Kind.CONDITION, 4, **plan, owner="Disa", due="2026-11-09")
    none = entry(Kind.CONDITION, 5, **plan)
    met = entry(Kind.CONDITION, 3, prerequisite="consent", met="1")
    talk = entry(Kind.CONDITION, 4, prerequisite="talk", planned="1", due="2026-11-07")
    struck = entry(Kind.STRUCK, 6, entry=later.id)

    assert standing(decided, [later], SWEDEN).condition_by == "2026-11-09"
    assert standing(decided, [later], SWEDEN).plans == {"consent": later}
    assert standing(decided, [later, talk], SWEDEN).condition_by == "2026-11-07"
    assert standing(decided, [later, none], SWEDEN).condition_by is None
    assert standing(decided, [later, struck], SWEDEN).condition_by == "2026-11-05"
    stood = standing(decided, [met, later], SWEDEN)
    assert (stood.conditions, stood.met) == (("talk",), frozenset({"consent"})), "it stays met"
    corrected = replace(decided, conditions={"consent": "2026-11-12"})
    assert standing(corrected, [later], SWEDEN).condition_by == "2026-11-12"


def test_what_was_decided_before_there_was_a_ledger_asks_for_nothing_until_it_is_taken_up() -> None:
    old = replace(DECIDED, tracked=False, conditions={"consent": "2026-11-05"})

    assert standing(old, [], SWEDEN) == standing(old, [], SWEDEN, taken_over=True)
    assert standing(old, [], SWEDEN).due_at is None
    assert stands(decided=old) is Step.UNTRACKED
    assert stands(sent(), decided=old) is Step.SENT
    assert standing(old, [sent()], SWEDEN).answer_by == "2026-11-17T10:00Z"


def test_care_where_the_patient_is_has_nobody_to_be_sent_to() -> None:
    general = replace(DECIDED, care_form="general")

    assert stands(decided=general) is Step.KEPT
    assert standing(general, [], SWEDEN).due_at == "2026-11-16"


def test_a_later_decision_ends_all_waiting_but_not_the_register() -> None:
    died = entry(Kind.CLOSED, 8, outcome="died", day="2026-11-08")
    stood = standing(DECIDED, [sent()], SWEDEN, taken_over=True)

    assert (stood.answer_by, stood.reassess_on, stood.due_at) == (None, None, None)
    assert standing(DECIDED, [died], SWEDEN, taken_over=True).register_due
    registered = entry(Kind.REGISTERED, 9, day="2026-11-09")
    assert not standing(DECIDED, [died, registered], SWEDEN).register_due


def test_what_is_struck_counts_no_more_and_stays() -> None:
    wrong = answered("declined", reason="capacity")
    struck = entry(Kind.STRUCK, 6, entry=wrong.id)

    assert stands(sent(), wrong, struck) is Step.SENT
    assert refusal([wrong, struck], entry(Kind.STRUCK, 7, entry=wrong.id)) == "entry_unknown"


def test_a_death_that_was_taken_back_leaves_nothing_registered() -> None:
    died, registered = entry(Kind.CLOSED, 8, outcome="died"), entry(Kind.REGISTERED, 9)
    struck, again = entry(Kind.STRUCK, 10, entry=died.id), entry(Kind.CLOSED, 12, outcome="died")

    assert standing(DECIDED, [died, registered, struck], SWEDEN).registered is None
    assert standing(DECIDED, [died, registered, struck, again], SWEDEN).register_due
    anew = entry(Kind.REGISTERED, 12)
    stood = standing(DECIDED, [died, registered, struck, again, anew], SWEDEN)
    assert stood.registered == anew


def test_a_clock_that_was_set_back_leaves_what_was_written_last() -> None:
    decided = replace(DECIDED, conditions={"consent": ""})
    ahead = [
        entry(Kind.PLANNED, 20, day="2026-12-24"),
        entry(Kind.CONDITION, 20, prerequisite="consent", met="1"),
        entry(Kind.KEPT, 20, reason="x"),
    ]
    right = [
        entry(Kind.PLANNED, 10, day="2026-11-12"),
        entry(Kind.CONDITION, 10, prerequisite="consent"),
    ]
    stood = standing(decided, [*ahead, *right], SWEDEN)

    assert (stood.reassess_on, stood.conditions) == ("2026-11-12", ("consent",))


def test_a_sending_that_was_dated_ahead_is_answered_and_sent_anew_by_the_right_clock() -> None:
    ahead, answer, again = sent(20), answered("accepted", 10), sent(11)
    earlier = replace(answered("accepted", 9), noted_at=answer.noted_at)  # its time was typed

    for one in (answer, earlier):
        assert refusal([sent(3), ahead], one) is None
        assert stands(sent(3), ahead, one) is Step.ACCEPTED
    stood = standing(DECIDED, [ahead, answer, again], SWEDEN)
    assert (stood.sent, stood.step) == (again, Step.SENT)
    before = replace(answered("accepted", 10), noted_at=entry(Kind.CONTACT, 12).noted_at)
    assert refusal([ahead, answer, again], before) == "before_sent"
    assert refusal([ahead, answer, again], answered("accepted", 12)) is None
    # What was typed as of a day that the right clock has passed stands on that day.
    typed = replace(sent(5), noted_at=ahead.noted_at)
    assert refusal([typed], replace(answered("accepted", 4), noted_at=answer.noted_at)) is not None
    found_out = late(sent(4))
    assert standing_entries([ahead, again, found_out]) == (found_out, ahead, again)


def test_a_sending_that_is_found_out_afterwards_is_awaited_though_none_was_to_be_sent() -> None:
    kept, before = entry(Kind.KEPT, 9, reason="x"), sent(8)
    answer = answered("accepted", 9)

    assert stands(sent(5), kept) is Step.KEPT
    assert stands(kept, before) is Step.SENT
    assert refusal([kept, before], answer) is None
    assert stands(kept, before, answer) is Step.ACCEPTED
    # Of two sendings the one that happened last holds, in whatever order they are written.
    assert standing(DECIDED, [kept, before, late(sent(7))], SWEDEN).sent == before
    struck = entry(Kind.STRUCK, 10, entry=before.id)
    assert stands(kept, before, struck) is Step.KEPT


@pytest.mark.parametrize(
    ("before", "new", "code"),
    [
        ((), entry(Kind.SENT, way="fax"), "receiver_missing"),
        ((), sent(way="pigeon"), "code_unknown"),
        ((), entry(Kind.RECEIVED), "not_sent"),
        ((), answered("accepted"), "not_sent"),
        ((sent(), entry(Kind.KEPT, 4, reason="x")), answered("accepted"), "not_sent"),
        ((sent(5),), late(answered("accepted", 4)), "before_sent"),
        ((sent(),), answered("perhaps"), "code_unknown"),
        ((sent(),), answered("declined"), "reason_missing"),
        ((sent(),), answered("declined", reason="because"), "code_unknown"),
        ((sent(),), answered("declined", reason="other"), "text_missing"),
        ((sent(),), answered("more_wanted"), "text_missing"),
        ((sent(),), answered("redirected"), "receiver_missing"),
        ((sent(),), answered("accepted", date="5 nov"), "day_missing"),
        ((sent(),), answered("accepted", text="x" * (LONGEST + 1)), "text_too_long"),
        ((), entry(Kind.CONTACT), "text_missing"),
        ((), entry(Kind.KEPT), "text_missing"),
        ((), entry(Kind.PLANNED, day="2026-13-01"), "day_missing"),
        ((), entry(Kind.CONDITION, prerequisite="x", planned="1", due="snart"), "day_missing"),
        ((), entry(Kind.CLOSED, outcome="gone", day="2026-11-03"), "code_unknown"),
        ((), entry(Kind.CLOSED, outcome="died"), "day_missing"),
        ((), entry(Kind.CLOSED, 3, outcome="died", day="2026-11-05"), "in_future"),
        (
            (),
            entry(Kind.CLOSED, outcome="died", day="2026-11-03", **{"indicator.x": "yes"}),
            "code_unknown",
        ),
        (
            (),
            entry(Kind.CLOSED, outcome="died", day="2026-11-03", **{"indicator.prn_opioid": "-"}),
            "code_unknown",
        ),
        ((), entry(Kind.REGISTERED, day="2026-11-03"), "not_died"),
        (
            (entry(Kind.CLOSED, outcome="moved", day="2026-11-03"),),
            entry(Kind.REGISTERED, day="2026-11-03"),
            "not_died",
        ),
        ((entry(Kind.CLOSED, outcome="moved", day="2026-11-03"),), sent(4), "closed_already"),
        ((), entry(Kind.ADVICE, question="?", next="none"), "text_missing"),
        ((), entry(Kind.ADVICE, question="?", advice="!", next="later"), "code_unknown"),
        ((), entry(Kind.ADVICE, question="?", advice="!", next="call_back"), "day_missing"),
        ((), entry(Kind.STRUCK, entry="0" * 32), "entry_unknown"),
        ((), replace(sent(9), noted_at=SIGNED), "in_future"),
        # and what can be written
        ((), sent(), None),
        ((sent(),), answered("declined", reason="capacity"), None),
        (
            (entry(Kind.CLOSED, outcome="died", day="2026-11-03"),),
            entry(Kind.CONTACT, 4, text="x"),
            None,
        ),
        (
            (entry(Kind.CLOSED, outcome="died", day="2026-11-03"),),
            entry(Kind.REGISTERED, 4, day="2026-11-04"),
            None,
        ),
        ((), entry(Kind.ADVICE, question="?", advice="!", next="none"), None),
        ((), entry(Kind.PLANNED, day=""), None),
    ],
)
def test_an_entry_follows_only_where_it_can(
    before: Sequence[Entry], new: Entry, code: str | None
) -> None:
    assert refusal(before, new) == code


@pytest.mark.parametrize("urgency", REASSESS_AFTER)
def test_spans_follow_the_urgency_and_no_more_urgent_class_has_a_longer_one(urgency: str) -> None:
    at = datetime.fromisoformat(SIGNED)
    later = list(ANSWER_WITHIN)[list(ANSWER_WITHIN).index(urgency) :]

    assert all(answer_default(urgency, at) <= answer_default(one, at) for one in later)
    decided = replace(DECIDED, urgency=urgency)
    assert reassess_default(replace(decided, dying=True), SWEDEN) == "2026-11-03"
    assert all(
        reassess_default(decided, SWEDEN) <= reassess_default(replace(decided, urgency=one), SWEDEN)
        for one in later
    )


def test_hours_are_hours_when_the_clocks_change_and_weeks_end_at_the_same_clock() -> None:
    before = datetime(2026, 10, 25, 1, 30, tzinfo=SWEDEN)  # an hour and a half before it happens

    assert f"{answer_default('immediate', before):%H:%M %z}" == "02:30 +0100"
    assert f"{answer_default('within_24_hours', before):%d %H:%M}" == "26 00:30"
    assert f"{answer_default('within_two_weeks', before):%d %H:%M}" == "08 01:30"
    assert answer_default("immediate", before).tzinfo is SWEDEN


def test_a_day_is_a_swedish_day() -> None:
    late = replace(DECIDED, signed_at="2026-11-02T23:30:00.000+00:00", urgency="within_24_hours")

    assert reassess_default(late, SWEDEN) == "2026-11-04"  # signed on the 3rd, in Sweden


_ACTS = st.one_of(
    st.builds(sent),
    st.builds(lambda: entry(Kind.RECEIVED)),
    st.builds(answered, st.sampled_from(ANSWERS), reason=st.sampled_from(REASONS),
              text=st.just("x"), to=st.just("y")),
    st.builds(lambda: entry(Kind.KEPT, reason="x")),
    st.builds(lambda day: entry(Kind.PLANNED, day=day), st.sampled_from(["", "2026-11-20"])),
    st.builds(lambda: entry(Kind.CONTACT, text="x")),
    st.builds(lambda out: entry(Kind.CLOSED, outcome=out, day="2026-11-03"),
              st.sampled_from(["died", "moved"])),
    st.builds(lambda: entry(Kind.REGISTERED, day="2026-11-03")),
    st.builds(lambda **told: entry(Kind.CONDITION, prerequisite="consent", **told),
              met=st.sampled_from(["", "1"])),
    st.builds(lambda **told: entry(Kind.CONDITION, prerequisite="consent", planned="1", **told),
              due=st.sampled_from(["", "2026-11-04"]), decided=st.sampled_from(["", "2026-11-05"])),
)  # fmt: skip


@given(st.lists(_ACTS, max_size=12))
def test_nothing_is_ever_silent_and_striking_undoes_exactly(acts: list[Entry]) -> None:
    """Whatever was written in whatever order, as far as it could be."""
    written: list[Entry] = []
    at = datetime.fromisoformat(SIGNED)
    for act in acts:
        at += timedelta(hours=1)
        timed = replace(act, happened_at=at.isoformat(), noted_at=at.isoformat())
        timed = replace(timed, id=f"{next(_numbers):032x}")
        if refusal(written, timed) is None:
            before = standing(DECIDED, written, SWEDEN)
            written.append(timed)
            strike = entry(Kind.STRUCK, entry=timed.id)
            assert refusal(written, strike) is None
            assert standing(DECIDED, [*written, strike], SWEDEN) == before
    stood = standing(DECIDED, written, SWEDEN)
    closed = any(one.kind is Kind.CLOSED for one in written)
    assert (stood.step is Step.CLOSED) == closed
    if stood.step in CAME_BACK or stood.step is Step.UNSENT:
        assert stood.due_at is not None
    if stood.step in AWAITED:
        assert stood.answer_by is not None
    assert len(standing_entries(written)) == len(written)
