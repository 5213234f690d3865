"""What looks like markup prints as it was typed, in every place of the letter that holds a text."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.referral.letters import ASIH, FACTS, NOTES, letter, signed
from tests.referral.paper import pages
from triage.core.people import Author, Patient
from triage.referral.content import NOTE_FIELDS, Number, Planned
from triage.referral.notes import NOTE_FIELD
from triage.referral.pdf import pdf

OURS = frozenset({"language", "page", "replaced", "lacks", "short"})
"""Of a letter: what is no text on paper, or has a place for a number in it."""
MARKUP = ("<b>{}</b>", "&lt;{}&amp;", '<img src="{}"/>', "<para>{}<", "]]>{}&", "{}<br/>%s{{}}")
TYPED = '<img src="file:///etc/passwd"/> <b>fet</b> & &amp; <a href="x">y</a> <font size="99">z'
CASES: dict[str, dict[str, Any]] = {
    "draft": {},
    "signed": {"decision": ASIH, "planned": {"enrolled": Planned("x", "2026-03-04")}},
    "alarm": {"facts": {**FACTS, "red_flags": ["spinal_cord_compression"]}},
}


def _marked(value: Any, numbers: Iterator[int], markup: str, told: list[str]) -> Any:
    """Return a copy of a letter in which every text is markup with a number of its own."""
    if isinstance(value, str):
        if not value:
            return value
        told.append(markup.format(f"k{next(numbers)}"))
        return told[-1]
    if isinstance(value, tuple):
        return tuple(_marked(one, numbers, markup, told) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in fields(value) if one.name not in OURS]
        changed = {name: _marked(getattr(value, name), numbers, markup, told) for name in names}
        return replace(value, **changed)
    return value


def _close(text: str) -> str:
    """Return a text without its blanks: a row may end anywhere in it."""
    return "".join(text.split())


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("case", CASES)
def test_every_text_of_a_letter_prints_as_it_is(markup: str, case: str) -> None:
    of = letter(**CASES[case])
    texts: list[str] = []
    marked = _marked(of, count(), markup, texts)

    told = _close(" ".join(pages(marked)))

    # A warning stands in the letter as well and is not printed a second time; a doubt is the
    # sender's alone.
    unprinted = {*marked.warnings, marked.doubt}
    missing = [one for one in texts if _close(one) not in told and one not in unprinted]
    assert missing == []
    assert len(texts) > 60


@pytest.mark.parametrize("field", [one.id for one in NOTE_FIELDS])
def test_every_free_text_prints_as_it_was_typed(field: str) -> None:
    purpose = NOTE_FIELD[field].purpose or NOTES["purpose"]
    of = letter(notes=NOTES | {"purpose": purpose} | {field: TYPED}, decision=ASIH)

    told = _close(" ".join(pages(of)))

    assert _close(TYPED) in told


def test_who_signs_who_is_treated_and_who_is_called_print_as_typed() -> None:
    short = "<b>&amp;{}</b>"
    author = Author(*(short.format(one) for one in ("namn", "roll", "enhet", "hsa")))
    decided = replace(
        signed("general", None, ("patient_wish", short.format("skäl"))), author=author
    )
    patient = Patient("alias", None, short.format("patient"), short.format("alias"))
    of = letter(decision=decided, patient=patient)
    told = _close(" ".join(pages(of)))
    for one in ("namn", "roll", "enhet", "hsa", "skäl", "patient", "alias"):
        assert short.format(one) in told, one

    number = Number(short.format("nummer"), short.format("not"), "2026-03-01")
    with_number = _close(" ".join(pages(letter(decision=ASIH, number=number))))
    for one in ("nummer", "not"):
        assert short.format(one) in with_number, one


def test_no_file_is_opened_for_what_was_typed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"no picture")
    typed = f'<img src="{secret}"/><img src="{secret.as_uri()}"/>'

    assert pdf(letter(notes=NOTES | {"worry": typed})).startswith(b"%PDF")
