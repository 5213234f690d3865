"""The page that is shown first is the one that will be printed."""

import pytest

from tests.referral.letters import ASIH, NOTES, letter
from tests.referral.paper import page_texts
from triage.referral.content import NOTE_FIELDS
from triage.referral.pages import pages
from triage.referral.pdf import first_page, pdf

SENTENCE = "Smärtan har tilltagit sedan i måndags. "
NARRATIVE = [field.id for field in NOTE_FIELDS if field.id != "purpose"]
HEAD = 36 * 2  # rows of pixels where the number of pages will stand


@pytest.mark.parametrize(
    "notes",
    [
        {},
        dict.fromkeys(NARRATIVE, SENTENCE * 23),
        dict.fromkeys(NARRATIVE, SENTENCE * 120),
        {"worry": "rad\n" * 220},
        {"worry": "\N{ROBOT FACE}"},
    ],
    ids=["short", "a front of many pages", "twenty pages", "rows", "unprintable"],
)
@pytest.mark.parametrize("trace", [True, False])
def test_it_is_the_first_of_the_whole_but_for_how_many_there_are(
    notes: dict[str, str], trace: bool
) -> None:
    of = letter(notes=NOTES | notes, decision=ASIH)
    alone, whole = first_page(of, trace=trace), pdf(of, trace=trace)

    (told,) = page_texts(alone)
    count = of.page.format(page=1, pages=len(page_texts(whole)))
    assert count not in told
    assert told.split() == page_texts(whole)[0].replace(count, "").split()
    (seen,) = pages(alone, 2)
    printed = pages(whole, 2, most=1)[0]
    row = 4 * seen.width
    assert seen.pixels[HEAD * row :] == printed.pixels[HEAD * row :]
    assert seen.pixels[: HEAD * row] != printed.pixels[: HEAD * row]
