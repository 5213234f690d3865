"""Following the offered next question settles a case long before the checklist is through."""

from functools import cache

import pytest

from benchmarks.bench_questions import PART, SHARE, Walk, walks
from triage.packs.catalogue import Catalogue

CATALOGUE = Catalogue()


@cache
def every_case(*, filled: bool, dozen: bool) -> tuple[Walk, ...]:
    return tuple(
        walk
        for pack in CATALOGUE.ids
        for walk in walks(CATALOGUE.compiled(pack), filled=filled, dozen=dozen)
    )


@pytest.mark.parametrize("dozen", [False, True], ids=["from the age", "after the dozen"])
def test_nine_of_ten_cases_are_settled_with_less_than_half_of_the_questions(dozen: bool) -> None:
    found = every_case(filled=True, dozen=dozen)

    assert len(found) > 100
    assert sum(walk.short for walk in found) >= SHARE * len(found)


@pytest.mark.parametrize("dozen", [False, True], ids=["from the age", "after the dozen"])
def test_what_a_case_tells_is_enough_wherever_all_of_it_is(dozen: bool) -> None:
    """What it leaves out is answered with "not known", which never helps."""
    found = every_case(filled=False, dozen=dozen)

    assert [walk.case for walk in found if walk.can_be and not walk.settled] == []
    assert [walk.case for walk in found if walk.settled and not walk.short] == []


def test_no_case_takes_half_of_the_questions_even_where_every_need_is_ruled_out() -> None:
    (slowest,) = sorted(every_case(filled=True, dozen=False), key=lambda one: -len(one.asked))[:1]

    assert 1 < len(slowest.asked) < PART * slowest.in_full
    assert len(set(slowest.asked)) == len(slowest.asked)
