"""A little of `make fuzz` in every run of the tests, and that it would tell."""

from dataclasses import replace

import pytest

from tests.fuzz.running import piece, run
from tests.fuzz.targets import TARGETS, Target, WronglyTaken
from triage.keys.errors import KeysError
from triage.store import StoreError

EVERY = pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
FEW = 150


@EVERY
def test_a_few_broken_pieces_are_refused_in_words(target: Target) -> None:
    found = run(target, range(FEW))

    assert found.faults == []
    assert found.pieces == FEW
    refused = sum(times for one, times in found.endings.items() if one.startswith("refused"))
    assert refused > FEW / 2, "most of what is broken is noticed"


@EVERY
def test_a_piece_is_the_same_for_the_same_number(target: Target) -> None:
    for number in range(20):
        assert piece(target, number) == piece(target, number)
    assert len({piece(target, number) for number in range(20)}) > 10


@EVERY
def test_what_is_not_refused_in_words_is_told(target: Target) -> None:
    for kind in (KeyError, WronglyTaken, StoreError, KeysError, RecursionError):

        def use(data: bytes, kind: type[Exception] = kind) -> str:
            raise kind("damaged") if kind is StoreError else kind("envelope_damaged")

        (fault,) = run(replace(target, use=use), [7]).faults
        assert fault.startswith(f"{target.name} 7: {kind.__name__} at test_breaking.py:")
