"""A rule as a tree: what can be done to it, and that a valid rule always comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from triage.core.rules import All, Any_, AtLeast, Gte, Holds, Not, Rule, walk
from ui.viewmodels.rule_tree import (
    Changed,
    Kind,
    added,
    kind_of,
    moved,
    part_at,
    removed,
    replaced,
    rows,
    with_kind,
    without_not,
)

A, B, C, D = (Holds(fact=name) for name in "abcd")
RULES: TypeAdapter[Rule] = TypeAdapter(Rule)


def not_(rule: Rule) -> Not:
    return Not(**{"not": rule})


def leaves(rule: Rule) -> list[str]:
    return [one.fact for one in walk(rule) if isinstance(one, Holds)]


def test_rows_stand_in_reading_order_with_their_places() -> None:
    rule = All(all=(A, AtLeast(at_least=2, of=(B, C, not_(D)))))

    seen = [(row.kind, row.place, row.depth, row.count) for row in rows(rule)]

    assert seen == [
        (Kind.ALL, (), 0, 0),
        (Kind.LEAF, (0,), 1, 0),
        (Kind.AT_LEAST, (1,), 1, 2),
        (Kind.LEAF, (1, 0), 2, 0),
        (Kind.LEAF, (1, 1), 2, 0),
        (Kind.NOT, (1, 2), 2, 0),
        (Kind.LEAF, (1, 2, 0), 3, 0),
    ]


@pytest.mark.parametrize(
    ("rule", "place", "expected"),
    [
        (A, (), Changed(All(all=(A, D)), (1,))),
        (Any_(any=(A, B)), (), Changed(Any_(any=(A, B, D)), (2,))),
        (Any_(any=(A, B)), (0,), Changed(Any_(any=(A, D, B)), (1,))),
        (not_(A), (0,), Changed(not_(All(all=(A, D))), (0, 1))),
    ],
)
def test_a_part_is_added_last_in_a_group_and_beside_a_leaf(
    rule: Rule, place: tuple[int, ...], expected: Changed
) -> None:
    assert added(rule, place, D) == expected


def test_an_emptied_group_goes_away() -> None:
    assert removed(All(all=(A, Any_(any=(B,)))), (1, 0)) == Changed(All(all=(A,)), (0,))
    assert removed(All(all=(A, not_(B))), (1, 0)) == Changed(All(all=(A,)), (0,))


def test_the_last_part_stays_for_a_rule_always_says_something() -> None:
    assert removed(All(all=(A,)), (0,)) is None
    assert removed(A, ()) is None


def test_a_count_follows_when_parts_go() -> None:
    rule = AtLeast(at_least=3, of=(A, B, C))

    change = removed(rule, (2,))

    assert change == Changed(AtLeast(at_least=2, of=(A, B)), (1,))


@pytest.mark.parametrize(
    ("rule", "place", "by", "expected"),
    [
        (All(all=(A, B)), (1,), -1, Changed(All(all=(B, A)), (0,))),
        (All(all=(A, B)), (1,), 1, Changed(All(all=(A, B)), (1,))),
        (All(all=(A, Any_(any=(B,)))), (0,), 1, Changed(All(all=(Any_(any=(A, B)),)), (0, 0))),
        (All(all=(Any_(any=(B,)), A)), (1,), -1, Changed(All(all=(Any_(any=(B, A)),)), (0, 1))),
        (
            All(all=(Any_(any=(A, B)), C)),
            (0, 1),
            1,
            Changed(All(all=(Any_(any=(A,)), B, C)), (1,)),
        ),
        (
            All(all=(C, Any_(any=(A, B)))),
            (1, 0),
            -1,
            Changed(All(all=(C, A, Any_(any=(B,)))), (1,)),
        ),
        (All(all=(Any_(any=(A,)), C)), (0, 0), 1, Changed(All(all=(Any_(any=(A,)), C)), (0, 0))),
        (All(all=(not_(A), B)), (0, 0), 1, Changed(All(all=(not_(A), B)), (0, 0))),
    ],
)
def test_a_part_moves_over_leaves_into_groups_and_out_of_them(
    rule: Rule, place: tuple[int, ...], by: int, expected: Changed
) -> None:
    assert moved(rule, place, by) == expected


def test_a_group_is_joined_in_another_way() -> None:
    assert with_kind(All(all=(A, B)), (), Kind.ANY).rule == Any_(any=(A, B))
    assert with_kind(All(all=(A, B)), (), Kind.AT_LEAST, 5).rule == AtLeast(at_least=2, of=(A, B))
    assert with_kind(A, (), Kind.ANY).rule == Any_(any=(A,))
    assert with_kind(Any_(any=(A, B)), (), Kind.NOT).rule == not_(Any_(any=(A, B)))
    assert with_kind(not_(Any_(any=(A, B))), (), Kind.ALL).rule == All(all=(A, B))
    assert without_not(not_(A), ()).rule == A


def test_a_part_is_replaced_where_it_stands() -> None:
    rule = All(all=(A, not_(AtLeast(at_least=1, of=(B, C)))))

    assert replaced(rule, (1, 0, 1), D) == All(all=(A, not_(AtLeast(at_least=1, of=(B, D)))))


def _groups(inner: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        several.map(lambda parts: All(all=parts)),
        several.map(lambda parts: Any_(any=parts)),
        several.map(lambda parts: AtLeast(at_least=len(parts), of=parts)),
        inner.map(not_),
    )


_LEAVES: st.SearchStrategy[Rule] = st.sampled_from([A, B, C, D, Gte(fact="e", gte=3)])
_RULES: st.SearchStrategy[Rule] = st.recursive(_LEAVES, _groups, max_leaves=8)


@given(_RULES, st.data())
def test_whatever_is_done_a_rule_that_loads_comes_out_and_the_place_is_in_it(
    rule: Rule, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from([row.place for row in rows(rule)]))
    kind = data.draw(st.sampled_from(list(Kind)[:4]))
    by = data.draw(st.sampled_from([-1, 1]))
    up = moved(rule, place, by)
    changes = (added(rule, place, D), up, with_kind(rule, place, kind), removed(rule, place))

    for change in filter(None, changes):
        written = change.rule.model_dump(mode="python", by_alias=True)
        assert RULES.validate_python(written) == change.rule
        part_at(change.rule, change.place)

    assert sorted(leaves(up.rule)) == sorted(leaves(rule))
    assert kind_of(part_at(up.rule, up.place)) == kind_of(part_at(rule, place))
