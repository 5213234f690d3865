"""Who moves, in words: shares that never lie at their ends, and what is proved or not."""

import pytest

from triage.core.compiled import CompiledPack
from triage.core.movement import Flow, Movement, Mover, Outcome, Result
from triage.movement_words import MovementWords, share_words
from triage.packs.catalogue import Catalogue


@pytest.fixture(scope="module")
def words() -> MovementWords:
    skane: CompiledPack = Catalogue().compiled("skane")
    return MovementWords(skane, skane, "sv")


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0,0 %"),
        (1.0, "100,0 %"),
        (0.0393, "3,9 %"),
        (0.001, "0,1 %"),
        (0.0009, "1 av 1 100"),
        (1 / 12345, "1 av 12 000"),
        (1 / 38_000_000, "1 av 38 000 000"),
        (0.99999, "över 99,9 %"),
        (0.9994, "99,9 %"),
    ],
)
def test_what_is_not_none_is_never_none(share: float, text: str) -> None:
    assert share_words(share, "sv") == text


def test_english_writes_numbers_its_own_way() -> None:
    assert share_words(0.0393, "en") == "3.9 %"
    assert share_words(1 / 12345, "en").endswith("12,000")


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("result", list(Result))
def test_only_what_is_proved_is_called_proved(
    words: MovementWords, outcome: Outcome, result: Result
) -> None:
    flows = (Flow("a", "b", 0.25, None),) if result is Result.MOVES else ()

    text = words.statement(Movement(outcome, result, flows))

    assert ("(bevisat)" in text and "För alla patienter" in text) == (result is Result.SAME)
    assert ("Ej bevisat" in text) == (result is Result.NOT_PROVEN)
    assert ("25,0 %" in text) == (result is Result.MOVES)


def test_moves_outside_palliative_care_alone_are_said_to_be_so(words: MovementWords) -> None:
    movement = Movement(Outcome.URGENCY, Result.MOVES, (Flow("a", "b", 0.0, None),))

    assert "inte hör till palliativ vård" in words.statement(movement)


def test_a_patient_is_told_by_the_telling_answers(words: MovementWords) -> None:
    mover = Mover(
        facts={"age_years": 70, "pain": 3, "psychosocial_factors": ()},
        telling=("pain",),
        before={Outcome.INDICATED: "asih", Outcome.URGENCY: "planned"},
        after={Outcome.INDICATED: None, Outcome.URGENCY: "planned", Outcome.RECOMMENDED: "asih"},
    )

    told = words.mover(mover)

    assert told.answers == ("Smärta: 3, svår",)
    assert told.rest == "Inga andra behov."
    assert told.outcomes == ("Behovet pekar mot: ASIH → ingen vårdform", "Angelägenhet: Planerat")


def test_outcomes_stand_as_on_the_ladder(words: MovementWords) -> None:
    assert words.order(Outcome.INDICATED)[:2] == ("palliative_ward", "asih")
    assert words.order(Outcome.INDICATED)[-2:] == ("not_palliative", None)
    assert words.order(Outcome.URGENCY)[0] == "immediate"
    assert words.value(Outcome.INDICATED, "a_form_of_yore") == "a_form_of_yore"
