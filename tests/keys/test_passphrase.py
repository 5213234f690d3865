"""When a passphrase will do, and that it is the same on every keyboard."""

import unicodedata

import pytest

from triage.keys import KeysError
from triage.keys.messages import MESSAGES
from triage.keys.passphrase import as_bytes, require_strong


@pytest.mark.parametrize(
    "typed",
    [
        "fyra ord som inte hör ihop",
        "gråsparv tangent moln",
        "x7!kQ2#mPz",
        "日本語のとてもながいことば",
        "korrekt häst batteri häftstift",
    ],
)
def test_long_ones_will_do_without_rules_of_signs(typed: str) -> None:
    require_strong(typed, "Anna Test")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "passphrase_short"),
        ("ninetecke", "passphrase_short"),
        ("kort      ", "passphrase_short"),
        ("x" * 257, "passphrase_long"),
        ("lösenord123", "passphrase_common"),
        ("Lösenord 123", "passphrase_common"),
        ("PASSWORD123", "passphrase_common"),
        ("sjuksköterska2026!", "passphrase_common"),
        ("1234567890", "passphrase_simple"),
        ("qwertyuiopasdf", "passphrase_simple"),
        ("poiuytrewq", "passphrase_simple"),
        ("aaaaaaaaaaaa", "passphrase_simple"),
        ("abcabcabcabcabc", "passphrase_simple"),
        ("annatest2026", "passphrase_name"),
        ("Testenheten 1", "passphrase_name"),
        ("halv \ud800 surrogat", "passphrase_unusable"),
    ],
)
def test_weak_ones_are_refused_with_what_would_do(typed: str, code: str) -> None:
    with pytest.raises(KeysError) as caught:
        require_strong(typed, "Anna Test", "Testenheten")
    assert caught.value.code == code
    if typed:
        assert typed not in f"{caught.value} {caught.value.sv}"


def test_it_is_the_same_whatever_keyboard_it_is_typed_on() -> None:
    typed = "blå ängar på ön"
    assert as_bytes(unicodedata.normalize("NFD", typed)) == as_bytes(typed)
    assert as_bytes(typed.replace(" ", "\u00a0")) == as_bytes(typed)
    assert as_bytes(typed) != as_bytes(typed.upper())


def test_a_pasted_document_is_refused_before_it_is_worked_on() -> None:
    with pytest.raises(KeysError, match="passphrase_long"):
        as_bytes("a" * 10**7)


def test_every_message_is_said_in_both_languages() -> None:
    for sv, en in MESSAGES.values():
        assert sv.endswith(".")
        assert en.endswith(".")
        assert sv != en
