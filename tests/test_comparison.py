"""What would be lacking follows from all regions together; a place counts in its own."""

from datetime import date

import pytest

from tests.ui.deciding import OPEN, SETTLED
from triage.comparison import Compared, compared, place_counts, standing_words
from triage.core.logic import State
from triage.core.recommend import weigh
from triage.core.vocabulary import Facts
from triage.packs.catalogue import Catalogue

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


def rows(catalogue: Catalogue, facts: Facts) -> dict[str, Compared]:
    packs = [catalogue.compiled(pack) for pack in catalogue.ids]
    found = compared([(pack, weigh(pack, facts, TODAY)) for pack in packs])
    return {one.compiled.pack.id: one for one in found}


def test_lacking_is_what_answers_point_to_somewhere_and_nobody_offers_here(
    catalogue: Catalogue,
) -> None:
    found = rows(catalogue, SETTLED)

    pointed_to = {form for one in found.values() if (form := one.weighing.indicated)}
    assert "asih" in pointed_to
    for one in found.values():
        offered = one.weighing.offered
        assert set(one.lacking) == {
            form for form in pointed_to if offered.get(form, State.NO) is State.NO
        }
    assert found["skane"].lacking == ()
    assert "asih" in found["vastra"].lacking, "Kungälv has none of its own"


def test_a_gap_is_always_lacking(catalogue: Catalogue) -> None:
    for one in rows(catalogue, SETTLED).values():
        assert not one.weighing.gap or one.weighing.indicated in one.lacking


def test_one_region_alone_lacks_only_its_own_gap(catalogue: Catalogue) -> None:
    vasternorrland = catalogue.compiled("vasternorrland")

    (alone,) = compared([(vasternorrland, weigh(vasternorrland, SETTLED, TODAY))])

    assert set(alone.lacking) < set(rows(catalogue, SETTLED)["vasternorrland"].lacking)


def test_a_form_never_stands_alone_while_more_are_possible(catalogue: Catalogue) -> None:
    found = rows(catalogue, OPEN)

    assert found["skane"].forms == found["skane"].weighing.possible
    assert len(found["skane"].forms) > 1
    assert found["vasternorrland"].forms == (found["vasternorrland"].weighing.recommended,)


def test_nothing_settled_and_nothing_possible_is_no_form(catalogue: Catalogue) -> None:
    assert all(one.forms for one in rows(catalogue, {}).values())


def test_a_municipality_counts_in_its_own_region_only(catalogue: Catalogue) -> None:
    counting = [pack for pack in catalogue.ids if place_counts(catalogue.compiled(pack), SETTLED)]

    assert counting == ["vastra"]
    assert not place_counts(catalogue.compiled("vastra"), {"municipality": "unknown"})


@pytest.mark.parametrize(
    ("pack", "facts", "words"),
    [
        ("vastra", SETTLED, ("avgjort",)),
        ("skane", OPEN, ("preliminärt", "kriterierna har gått ut")),
        ("vastra", {}, ("svar saknas",)),
        ("vastra", {"incurable_progressive_disease": False}, ("utanför kriterierna",)),
        (
            "vastra",
            {**SETTLED, "consent_to_referral": "declined"},
            ("avgjort", "patienten tackar nej"),
        ),
    ],
)
def test_how_an_outcome_stands_in_words(
    catalogue: Catalogue, pack: str, facts: Facts, words: tuple[str, ...]
) -> None:
    assert standing_words(weigh(catalogue.compiled(pack), facts, TODAY), str) == words
