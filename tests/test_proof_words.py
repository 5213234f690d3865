"""What was proved is said no wider than it was proved, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from triage.core.proofs import verify
from triage.core.verification import Property
from triage.packs.catalogue import Catalogue
from triage.proof_words import ProofWords, proof_words

DAY = date(2026, 11, 22)
CATALOGUE = Catalogue()


def said(pack_id: str, kind: Property, language: str = "sv") -> ProofWords:
    """Return the words for one property of a pack."""
    compiled = CATALOGUE.compiled(pack_id)
    words = proof_words(verify(compiled, DAY), compiled.pack, compiled.vocabulary, language)
    return next(one for one in words if one.kind is kind)


@pytest.mark.parametrize("pack_id", CATALOGUE.ids)
def test_the_level_is_that_of_the_need_and_not_of_what_is_offered(pack_id: str) -> None:
    for kind in (Property.ORDERED, Property.COMPLETE, Property.MONOTONE_LEVEL, Property.PROCESS):
        statement = said(pack_id, kind).statement
        assert "behovet pekar" in statement or "pekar behovet" in statement
    assert "föreslås" in said(pack_id, Property.MONOTONE_OFFERED).statement


@pytest.mark.parametrize("pack_id", CATALOGUE.ids)
def test_equal_need_promises_no_equal_offer(pack_id: str) -> None:
    assert "Vad som erbjuds kan ändå skilja" in said(pack_id, Property.EQUAL_TREATMENT).statement


def test_a_criterion_that_never_decides_stands_by_its_words() -> None:
    (finding,) = said("vastra", Property.DECIDES).findings

    assert finding.text == (
        "Att ”Patienten har fyllt 18 år” inte stämmer gör aldrig någon skillnad: "
        "utfallet blir detsamma ändå."
    )


def test_municipalities_without_a_team_stand_in_swedish_order() -> None:
    (finding,) = said("norrbotten", Property.SERVED).findings

    assert finding.text == (
        "Inget team i regionen tar emot från Arjeplog, Arvidsjaur, Boden, Jokkmokk, Luleå, "
        "Pajala, Piteå och Älvsbyn."
    )


def test_without_questions_to_hold_apart_nothing_is_said_of_them() -> None:
    compiled = CATALOGUE.compiled("norrbotten")
    none = compiled.vocabulary.model_copy(update={"equal_treatment": ()})
    verification = verify(replace(compiled, vocabulary=none), DAY)
    words = proof_words(verification, compiled.pack, none, "sv")
    (equal,) = [one for one in words if one.kind is Property.EQUAL_TREATMENT]
    assert equal.statement == "Inga frågor är utpekade, så det finns inget att pröva."
