"""Identity numbers as people write them, in what is about to be logged."""

import unicodedata
from random import Random

from tests.faults.tally import Tally
from tests.identity_forms import around, number, written
from triage.redaction import redacted


def forms(seeds: range) -> Tally:
    """Let the redactor take out one number in each of many texts."""
    return _counted(seeds, redact=True)


def unredacted(seeds: range) -> Tally:
    """Look for the same numbers where nobody took them out: the control."""
    return _counted(seeds, redact=False)


def _counted(seeds: range, *, redact: bool) -> Tally:
    count, missed = 0, []
    for seed in seeds:
        chance = Random(f"number {seed}")  # noqa: S311 - the same forms in every run
        text = written(chance, number(chance))
        before, behind = around(chance)
        line = f"{before}{text}{behind}"
        shown = redacted(line) if redact else line
        count += 1
        if _digits(shown) != _digits(before + behind):
            missed.append(seed)
    if not redact:
        return Tally(count).counted(readable=len(missed))
    tally = Tally(count)
    for seed in missed:
        tally = tally.failed(seed, "a form passed", lost=True)
    return tally


def _digits(text: str) -> str:
    found = (unicodedata.digit(sign, None) for sign in text)
    return "".join(str(digit) for digit in found if digit is not None)
