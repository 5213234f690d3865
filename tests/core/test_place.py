"""A municipality of another pack counts as unanswered, whichever part of the engine is asked."""

from datetime import date

import pytest

from triage.core.compiled import CompiledPack
from triage.core.completions import gap_questions, next_questions, possible, would_change
from triage.core.logic import State
from triage.core.place import MUNICIPALITY
from triage.core.recommend import recommend
from triage.core.vocabulary import Answer
from triage.packs.catalogue import Catalogue

CATALOGUE = Catalogue()
PACKS = {pack_id: CATALOGUE.compiled(pack_id) for pack_id in CATALOGUE.ids}
ELSEWHERE = {pack_id: "2580" if pack_id == "vastra" else "1480" for pack_id in PACKS}
NEEDS: dict[str, Answer] = {
    "age_years": 71,
    "incurable_progressive_disease": True,
    "limited_life_expectancy": True,
    "advanced_interventions": ("drug_pump",),
    "needs_round_the_clock_team": True,
}

every_pack = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)


@every_pack
def test_a_municipality_of_another_pack_is_weighed_as_unanswered(pack: CompiledPack) -> None:
    away = NEEDS | {MUNICIPALITY: ELSEWHERE[pack.pack.id]}

    for ask in (possible, next_questions, gap_questions):
        assert ask(pack, away) == ask(pack, NEEDS)
    assert would_change(pack, away, "general") == would_change(pack, NEEDS, "general")
    assert {form: pack.offered(form, away) for form in pack.pack.care_form} == {
        form: pack.offered(form, NEEDS) for form in pack.pack.care_form
    }
    assert all(serves(away) is State.UNKNOWN for serves in pack.serves.values())


@every_pack
def test_only_a_warning_tells_that_the_municipality_is_of_another_pack(pack: CompiledPack) -> None:
    today = date(2024, 3, 4)
    unanswered = recommend(pack, NEEDS, today).as_json()
    away = recommend(pack, NEEDS | {MUNICIPALITY: ELSEWHERE[pack.pack.id]}, today).as_json()

    assert away["warnings"] == [*unanswered["warnings"], "municipality_of_another_pack"]
    assert away | {"warnings": []} == unanswered | {"warnings": []}
