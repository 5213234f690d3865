"""Decided cases page by page, each with its last decision in force."""

from collections.abc import Callable

import pytest

from tests.store.examples import ANNE, corrected, decided, decision, draft
from triage.store import Store


def test_pages_hold_every_decided_case_once_in_order(store: Store) -> None:
    ids = sorted(decided(store)[0].id for _ in range(5))
    draft(store)

    pages = [store.decided(limit=2)]
    while pages[-1]:
        pages.append(store.decided(pages[-1][-1].case_id, 2))

    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert [one.case_id for page in pages for one in page] == ids
    assert store.decided_count() == 5


def test_a_corrected_decision_counts_once_as_it_was_corrected(store: Store) -> None:
    case, first = decided(store)
    second = corrected(store, case, first)
    store.reopen(case.id, "2026-03-03T08:00:00Z")

    (found,) = store.decided()

    assert (found.revision, found.code, store.decided_count()) == (second, None, 1)


def test_a_page_tells_the_practice_patient(store: Store) -> None:
    case = store.create_case(ANNE, "skane", "2026-03-02T08:00:00Z", example=True)
    store.sign(decision(case))
    decided(store)

    assert sorted(one.example for one in store.decided()) == [False, True]


@pytest.mark.parametrize("size", [1, 3])
def test_a_page_is_as_long_as_was_asked(store: Store, size: int) -> None:
    some: list[Callable[..., object]] = [decided] * 3
    for make in some:
        make(store)

    assert len(store.decided(limit=size)) == size
