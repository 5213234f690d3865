"""A known signer reads differently from a name that anybody can write."""

import pytest

from triage.packs.pack_version import SignatureState
from triage.signature_words import signature_words
from triage.texts import translator


def words(state: SignatureState) -> str:
    return signature_words(
        state, translator("sv"), signer="Test Testsson", day="2026-11-21", trusted_by="Testenheten"
    )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (SignatureState.KNOWN,
         "Signerad 2026-11-21 av Test Testsson. Nyckeln är känd här, betrodd av Testenheten."),
        (SignatureState.UNKNOWN, "med en nyckel som inte är känd här, i namnet Test Testsson."),
        (SignatureState.UNSIGNED, "Inte signerad: ingen svarar för innehållet."),
        (SignatureState.ALTERED, "Ändrad efter att den gjordes. Filen används inte"),
    ],
)  # fmt: skip
def test_each_state_in_words(state: SignatureState, expected: str) -> None:
    assert expected in words(state)


def test_only_a_key_that_is_known_gives_the_name_as_a_fact() -> None:
    assert "av Test Testsson" not in words(SignatureState.UNKNOWN)
    assert "Test" not in words(SignatureState.UNSIGNED) + words(SignatureState.ALTERED)
