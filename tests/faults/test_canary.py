"""The search for canaries finds each in every encoding, wherever it stands, and nothing else."""

from base64 import b64encode
from random import Random

import pytest

from tests.faults.canary import CANARIES, ENCODINGS, found_in

CHANCE = Random(2)  # noqa: S311 - the same bytes in every run


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("name", CANARIES)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_canary_is_found_wherever_it_stands(name: str, encoding: str, before: int) -> None:
    for spelling in CANARIES[name]:
        for text in (spelling, spelling.lower()):
            plain = CHANCE.randbytes(before) + text.encode() + CHANCE.randbytes(5)
            if encoding == "base64":
                data = b64encode(plain)
            elif encoding == "hex":
                data = plain.hex().encode()
            else:
                data = CHANCE.randbytes(before) + text.encode(encoding)
            assert f"{name} as {encoding}" in set(found_in(data))


def test_nothing_is_found_where_nothing_is() -> None:
    assert list(found_in(CHANCE.randbytes(200_000))) == []
    assert list(found_in(b64encode(CHANCE.randbytes(200_000)))) == []
