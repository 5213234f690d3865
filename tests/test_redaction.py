"""No identity number passes the redactor, and little else is taken for one."""

import random
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest

from tests.identity_forms import PUBLISHED, around, number, written
from triage.redaction import REMOVED, redacted

FORMS = 50_000


def _digits(text: str) -> str:
    return "".join(
        str(digit) for sign in text if (digit := unicodedata.digit(sign, None)) is not None
    )


def test_of_fifty_thousand_written_numbers_none_is_missed() -> None:
    chance = random.Random(5)  # noqa: S311 - the same forms in every run
    missed = []
    for _ in range(FORMS):
        text = written(chance, number(chance))
        before, behind = around(chance)
        shown = redacted(f"{before}{text}{behind}")
        if REMOVED not in shown or _digits(shown) != _digits(before + behind):
            missed.append(text)

    assert missed == []


@pytest.mark.parametrize("identity", PUBLISHED)
@pytest.mark.parametrize(
    "shape", ["{0}{1}", "{0}-{1}", "{0} {1}", "{0}+{1}", "\u202a{0}-{1}\u202c"]
)
@pytest.mark.parametrize("head", [slice(0, 8), slice(2, 8)], ids=["twelve", "ten"])
def test_nothing_of_a_published_number_is_left(identity: str, shape: str, head: slice) -> None:
    text = shape.format(identity[head], identity[8:])

    shown = redacted(f"open {text} failed")

    assert re.sub(r"\W*\[number removed\]\W*", "|", shown) == "open|failed"


def test_two_numbers_side_by_side_are_both_removed() -> None:
    assert redacted(f"{PUBLISHED[0]} {PUBLISHED[1]}") == f"{REMOVED} {REMOVED}"
    assert redacted(f"[{PUBLISHED[0]},{PUBLISHED[1]}]") == f"[{REMOVED},{REMOVED}]"


def test_a_mistyped_number_is_removed_too() -> None:
    for text in ("19131399-1212", "131399-1212", "191212121213", "121212-1213"):
        assert redacted(text) == REMOVED


def test_times_digests_and_places_are_left_alone() -> None:
    chance = random.Random(6)  # noqa: S311 - the same texts in every run
    start = datetime(2024, 1, 1, tzinfo=UTC)
    texts = []
    for _ in range(4000):
        at = start + timedelta(
            seconds=chance.randrange(10**9), microseconds=chance.randrange(10**6)
        )
        texts += [
            at.isoformat(),
            at.isoformat(timespec="milliseconds"),
            at.strftime("%Y-%m-%d %H:%M:%S,%f ERROR"),
            at.strftime("vagval-%Y%m%dT%H%M%SZ.vvbackup"),
            f"sha256:{sha256(chance.randbytes(8)).hexdigest()}",
            UUID(bytes=chance.randbytes(16)).hex,
            str(UUID(bytes=chance.randbytes(16))),
            f"builtins.KeyError at ui/program.py:{chance.randrange(9999)} < ui/app.py:7",
            f"{chance.randrange(10**5)} of {chance.randrange(10**5)} in {chance.random():.3f} s",
            f"anchor {chance.randrange(10**6)} {chance.randbytes(8).hex()}",
            "SQLite 3.53.3, SQLCipher 4.17.0, Qt 6.12.1",
        ]

    wrong = [text for text in texts if redacted(text) != text]

    assert len(wrong) <= len(texts) // 1000, wrong


def test_a_long_text_takes_no_time_that_anybody_notices() -> None:
    """Steps and not seconds: the work grows with the text and not with its square."""
    for piece in ("1 2 ", "12 -. ", "19121212-", "%20", "&nbsp;", "1" * 40, "\u0661 "):
        text = piece * (200_000 // len(piece))
        assert isinstance(redacted(text), str)


def test_what_holds_no_number_is_handed_back_as_it_was() -> None:
    for text in ("", "å ä ö", "half \ud800 a letter", "\u202e\u200b", "1.2.3", "12 12", "a" * 100):
        assert redacted(text) == text
