"""The recovery code: as it is printed, as it is typed, and every way to type it wrong."""

from collections.abc import Callable

import pytest

from triage.keys import KeysError, recovery_code
from triage.keys.recovery_code import ALPHABET, GROUPS, LENGTH, SIZE


@pytest.fixture(scope="module")
def code() -> str:
    return recovery_code.new()


def wrong(typed: str) -> KeysError:
    with pytest.raises(KeysError) as caught:
        recovery_code.read(typed)
    return caught.value


def plain(code: str) -> str:
    return code.replace("-", "")


def test_a_code_has_seven_groups_and_140_random_bits(code: str) -> None:
    groups = code.split("-")
    assert [len(group) for group in groups] == [SIZE] * GROUPS
    assert set(plain(code)) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)
    assert len(ALPHABET) == 32
    assert len({recovery_code.new() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "retyped",
    [
        lambda code: code,
        str.lower,
        plain,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", " – "),
        lambda code: "\n".join(code.split("-")),
        lambda code: f"  {code}\t\r\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: "".join(chr(ord(one) + 0xFEE0) if one.isalnum() else one for one in code),
        lambda code: code[:9] + "\u00ad" + code[9:],
    ],
)
def test_it_may_be_typed_in_any_manner(code: str, retyped: Callable[[str], str]) -> None:
    assert recovery_code.read(retyped(code)) == recovery_code.read(code)


def test_every_single_wrong_symbol_is_named_by_its_group(code: str) -> None:
    symbols = plain(code)
    for at, right in enumerate(symbols):
        for other in ALPHABET:
            if other != right:
                error = wrong(symbols[:at] + other + symbols[at + 1 :])
                assert error.code == "recovery_code_group"
                assert error.values == {"groups": str(at // SIZE + 1)}


def test_every_exchange_of_two_neighbours_is_named_by_its_groups(code: str) -> None:
    symbols = plain(code)
    for at in range(LENGTH - 1):
        one, other = symbols[at], symbols[at + 1]
        if one != other:
            error = wrong(symbols[:at] + other + one + symbols[at + 2 :])
            touched = sorted({at // SIZE + 1, (at + 1) // SIZE + 1})
            assert error.values == {"groups": ", ".join(map(str, touched))}


def test_groups_in_the_wrong_order_are_named() -> None:
    for _ in range(50):
        groups = recovery_code.new().split("-")
        groups[2], groups[5] = groups[5], groups[2]
        if groups[2] != groups[5]:
            assert wrong("-".join(groups)).values == {"groups": "3, 6"}


def test_a_symbol_too_few_or_too_many_is_named_where_the_groups_show_it(code: str) -> None:
    groups = code.split("-")
    assert wrong("-".join([*groups[:3], groups[3][:-1], *groups[4:]])).values == {"groups": "4"}
    assert wrong("-".join([*groups[:1], groups[1] + "7", *groups[2:]])).values == {"groups": "2"}
    error = wrong(plain(code)[:-1])
    assert (error.code, error.values) == ("recovery_code_length", {"expected": 35, "found": 34})


@pytest.mark.parametrize("typed", ["", "   ", "Å" * 35, "U" * 35, "\ud800" * 35, "7" * 10**6, "\0"])
def test_what_is_no_code_is_told_without_fuss(typed: str) -> None:
    assert wrong(typed).code.startswith("recovery_code_")


def test_errors_are_found_while_the_code_is_typed(code: str) -> None:
    first = code[:5]
    assert recovery_code.wrong_groups(first) == []
    assert recovery_code.wrong_groups(code[:8]) == []
    mistyped = ("0" if first[0] != "0" else "2") + code[1:9]
    assert recovery_code.wrong_groups(mistyped) == [1]


def test_no_error_repeats_the_code(code: str) -> None:
    symbols = plain(code)
    error = wrong(("0" if symbols[0] != "0" else "2") + symbols[1:])
    for group in code.split("-"):
        assert group not in f"{error} {error.sv} {error.en}"
